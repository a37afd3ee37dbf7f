"""Texts: HTML that parses, lengths after parsing, what the server finds and trims."""

import contextlib
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.markup.html import parse_html
from sandbox.markup.render import as_html
from sandbox.markup.text import formatted
from sandbox.wire import ApiRefused, utf16_length

LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ж<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_html_that_does_not_parse_is_refused_in_telegrams_words(refusal, alice, source, words):
    said = await refusal("sendMessage", chat_id=alice.id, text=source, parse_mode="HTML")
    assert said == f"Bad Request: can't parse entities: {words}"


def test_html_becomes_text_and_entities_counted_in_utf16():
    text, entities = parse_html('😀<b>a<i>б</i></b> <a href="https://e.com/?a=1&amp;b=2">l</a> &lt;&#1078;&unknown;')
    assert text == "😀aб l <ж&unknown;"
    assert entities == [
        {"offset": 2, "length": 2, "type": "bold"},
        {"offset": 3, "length": 1, "type": "italic"},
        {"offset": 5, "length": 1, "type": "text_link", "url": "https://e.com/?a=1&b=2"},
    ]


def test_code_within_pre_becomes_one_entity_with_its_language():
    text, entities = parse_html('<pre><code class="language-python">x = 1</code></pre><tg-spoiler>y</tg-spoiler>')
    assert text == "x = 1y"
    assert [entity["type"] for entity in entities] == ["pre", "spoiler"]
    assert entities[0]["language"] == "python"


@given(LETTERS)
def test_escaped_text_is_text(text):
    assert parse_html(escape(text)) == (text, [])


@given(LETTERS)
def test_anything_parses_or_is_refused_with_400(source):
    with contextlib.suppress(ApiRefused):
        text, entities = parse_html(source)
        assert all(one["offset"] + one["length"] <= utf16_length(text) for one in entities)


@given(LETTERS)
def test_what_is_rendered_for_pages_holds_no_tag_of_the_text(text):
    made = formatted(text, None, None)
    shown = as_html(made.text, made.entities)
    allowed = shown.replace("<br>", "").replace("</a>", "").replace('<a href="', "")
    assert "<" not in allowed


def test_a_link_that_runs_code_is_not_rendered():
    entities = [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}]
    assert as_html("x", entities) == "x"
    entities = [{"type": "text_link", "offset": 0, "length": 1, "url": 'https://x/"onclick="y'}]
    assert as_html("x", entities) == '<a href="https://x/&quot;onclick=&quot;y" rel="noreferrer">x</a>'


def test_crossing_entities_are_cut_not_lost():
    entities = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}]
    assert as_html("abc", entities) == "<b>a<i>b</i></b>c"


async def test_a_text_has_1_to_4096_characters_after_parsing(refusal, done, alice):
    assert await refusal("sendMessage", chat_id=alice.id, text=" \n ") == "Bad Request: message text is empty"
    assert await refusal("sendMessage", chat_id=alice.id, text="<b></b>", parse_mode="HTML") == (
        "Bad Request: message text is empty"
    )
    long = "".join(f"<b>{'ж' * 64}</b>" for _ in range(64))
    assert len((await done("sendMessage", chat_id=alice.id, text=long, parse_mode="HTML"))["text"]) == 4096
    assert await refusal("sendMessage", chat_id=alice.id, text="ж" * 4097) == "Bad Request: message is too long"
    assert await refusal("sendMessage", chat_id=alice.id, text="😀" * 2049) == "Bad Request: message is too long"


async def test_a_caption_has_at_most_1024_characters_after_parsing(refusal, done, alice):
    caption = f"<i>{'x' * 1024}</i>"
    assert (
        len(
            (await done("sendDocument", chat_id=alice.id, document=b"x", caption=caption, parse_mode="HTML"))["caption"]
        )
        == 1024
    )
    said = await refusal("sendDocument", chat_id=alice.id, document=b"x", caption="x" * 1025)
    assert said == "Bad Request: message caption is too long"


async def test_white_space_at_the_ends_is_cut_and_entities_move(done, alice):
    sent = await done("sendMessage", chat_id=alice.id, text="\n  <b>x </b>\n", parse_mode="HTML")
    assert sent["text"] == "x"
    assert sent["entities"] == [{"offset": 0, "length": 1, "type": "bold"}]


async def test_the_server_finds_links_commands_and_mentions(done, alice):
    sent = await done("sendMessage", chat_id=alice.id, text="/start https://t.me/x?start=1, a@b.co @somebody #tag")
    found = {entity["type"]: entity["offset"] for entity in sent["entities"]}
    assert found == {"bot_command": 0, "url": 7, "email": 31, "mention": 38, "hashtag": 48}


async def test_entities_outside_the_text_and_unknown_modes_are_refused(refusal, alice):
    entities = [{"type": "bold", "offset": 1, "length": 5}]
    assert "outside of the text" in await refusal("sendMessage", chat_id=alice.id, text="abc", entities=entities)
    said = await refusal("sendMessage", chat_id=alice.id, text="abc", parse_mode="Wiki")
    assert said == "Bad Request: unsupported parse_mode"
