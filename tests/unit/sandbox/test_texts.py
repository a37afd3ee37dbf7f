"""Texts: parsing HTML, lengths after parsing, detected entities, stripped white space."""

import contextlib
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.encoding import utf16_length
from sandbox.errors import ApiError
from sandbox.markup.html import parse_html
from sandbox.markup.render import as_html
from sandbox.markup.text import format_text

LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


@pytest.mark.parametrize(
    ("source", "reason"),
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
async def test_invalid_html_is_refused_with_telegrams_wording(error_of, alice, source, reason):
    error = await error_of("sendMessage", chat_id=alice.id, text=source, parse_mode="HTML")
    assert error == f"Bad Request: can't parse entities: {reason}"


def test_html_is_parsed_into_text_and_entities_with_utf16_offsets():
    text, entities = parse_html('😀<b>a<i>б</i></b> <a href="https://e.com/?a=1&amp;b=2">l</a> &lt;&#1078;&unknown;')
    assert text == "😀aб l <ж&unknown;"
    assert entities == [
        {"offset": 2, "length": 2, "type": "bold"},
        {"offset": 3, "length": 1, "type": "italic"},
        {"offset": 5, "length": 1, "type": "text_link", "url": "https://e.com/?a=1&b=2"},
    ]


def test_code_within_pre_is_one_entity_with_its_language():
    text, entities = parse_html('<pre><code class="language-python">x = 1</code></pre><tg-spoiler>y</tg-spoiler>')
    assert text == "x = 1y"
    assert [entity["type"] for entity in entities] == ["pre", "spoiler"]
    assert entities[0]["language"] == "python"


@given(LETTERS)
def test_escaped_text_parses_to_itself(text):
    assert parse_html(escape(text)) == (text, [])


@given(LETTERS)
def test_any_text_parses_or_is_refused(source):
    with contextlib.suppress(ApiError):
        text, entities = parse_html(source)
        assert all(one["offset"] + one["length"] <= utf16_length(text) for one in entities)


@given(LETTERS)
def test_rendered_html_contains_no_tag_of_the_text(text):
    formatted = format_text(text, None, None)
    shown = as_html(formatted.text, formatted.entities)
    allowed = shown.replace("<br>", "").replace("</a>", "").replace('<a href="', "")
    assert "<" not in allowed


def test_javascript_link_is_not_rendered():
    entities = [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}]
    assert as_html("x", entities) == "x"
    entities = [{"type": "text_link", "offset": 0, "length": 1, "url": 'https://x/"onclick="y'}]
    assert as_html("x", entities) == '<a href="https://x/&quot;onclick=&quot;y" rel="noreferrer">x</a>'


def test_overlapping_entities_are_cut():
    entities = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}]
    assert as_html("abc", entities) == "<b>a<i>b</i></b>c"


async def test_text_has_1_to_4096_characters_after_parsing(error_of, result_of, alice):
    assert await error_of("sendMessage", chat_id=alice.id, text=" \n ") == "Bad Request: message text is empty"
    assert await error_of("sendMessage", chat_id=alice.id, text="<b></b>", parse_mode="HTML") == (
        "Bad Request: message text is empty"
    )
    long = "".join(f"<b>{'ж' * 64}</b>" for _ in range(64))
    assert len((await result_of("sendMessage", chat_id=alice.id, text=long, parse_mode="HTML"))["text"]) == 4096
    assert await error_of("sendMessage", chat_id=alice.id, text="ж" * 4097) == "Bad Request: message is too long"
    assert await error_of("sendMessage", chat_id=alice.id, text="😀" * 4097) == "Bad Request: message is too long"
    assert len((await result_of("sendMessage", chat_id=alice.id, text="😀" * 4096))["text"]) == 4096


async def test_caption_has_at_most_1024_characters_after_parsing(error_of, result_of, alice):
    caption = f"<i>{'x' * 1024}</i>"
    sent = await result_of("sendDocument", chat_id=alice.id, document=b"x", caption=caption, parse_mode="HTML")
    assert len(sent["caption"]) == 1024
    error = await error_of("sendDocument", chat_id=alice.id, document=b"x", caption="x" * 1025)
    assert error == "Bad Request: message caption is too long"


async def test_white_space_at_both_ends_is_stripped_and_entities_move(result_of, alice):
    sent = await result_of("sendMessage", chat_id=alice.id, text="\n  <b>x </b>\n", parse_mode="HTML")
    assert sent["text"] == "x"
    assert sent["entities"] == [{"offset": 0, "length": 1, "type": "bold"}]


async def test_links_commands_and_mentions_are_detected(result_of, alice):
    sent = await result_of("sendMessage", chat_id=alice.id, text="/start https://t.me/x?start=1, a@b.co @somebody #tag")
    found = {entity["type"]: entity["offset"] for entity in sent["entities"]}
    assert found == {"bot_command": 0, "url": 7, "email": 31, "mention": 38, "hashtag": 48}


async def test_entities_outside_the_text_and_unknown_parse_modes_are_refused(error_of, alice):
    entities = [{"type": "bold", "offset": 1, "length": 5}]
    assert "outside of the text" in await error_of("sendMessage", chat_id=alice.id, text="abc", entities=entities)
    error = await error_of("sendMessage", chat_id=alice.id, text="abc", parse_mode="Wiki")
    assert error == "Bad Request: unsupported parse_mode"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        (
            "*bold* _italic_ __under__ ~no~ ||secret||",
            "bold italic under no secret",
            "bold italic underline strikethrough spoiler",
        ),
        ("*bold _both_*", "bold both", "bold italic"),
        (r"1\.5 \* 2 \= 3\!", "1.5 * 2 = 3!", ""),
        ("`code \\` here`", "code ` here", "code"),
        ("```py\nx = 1\n```", "x = 1", "pre"),
        ("[a link](https://example.org/\\))", "a link", "text_link"),
        ("![👍](tg://emoji?id=5368324170671202286)", "👍", "custom_emoji"),
        (">one\n>two\nthree", "one\ntwo\nthree", "blockquote"),
        (">one\n>two||", "one\ntwo", "expandable_blockquote"),
    ],
)
async def test_markdown_becomes_text_and_entities(result_of, alice, source, text, entities):
    sent = await result_of("sendMessage", chat_id=alice.id, text=source, parse_mode="MarkdownV2")
    assert sent["text"] == text
    assert [entity["type"] for entity in sent.get("entities", [])] == entities.split()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("ж *bold", "Can't find end of Bold entity at byte offset 3"),
        ("*a _b* c_", "Can't find end of Italic entity at byte offset 3"),
        ("`code", "Can't find end of Code entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL entity at byte offset 0"),
    ],
)
async def test_markdown_that_cannot_be_parsed_is_refused(error_of, alice, source, reason):
    error = await error_of("sendMessage", chat_id=alice.id, text=source, parse_mode="MarkdownV2")
    assert error == f"Bad Request: can't parse entities: {reason}"
