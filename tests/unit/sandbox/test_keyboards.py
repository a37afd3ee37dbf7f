"""Keyboards: one action a button, 1-64 bytes of data, reply keyboards that come and go."""

import pytest


def inline(*buttons):
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "callback_data": "x", "url": "https://e.com"}, "exactly one action is allowed"),
        ({"text": " ", "callback_data": "x"}, "non-empty"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "ж" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "url": "not a link"}, "Wrong HTTP URL"),
        ({"text": "a", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "web_app": {"url": "http://e.com"}}, "Only HTTPS links are allowed"),
        ({"text": "a", "pay": True}, "BUTTON_TYPE_INVALID"),
        ({"text": "a", "callback_data": "x", "style": "pink"}, "invalid button style"),
    ],
)
async def test_a_button_telegram_would_refuse_is_refused(refusal, alice, button, words):
    said = await refusal("sendMessage", chat_id=alice.id, text="hi", reply_markup=inline(button))
    assert words in said


@pytest.mark.parametrize(
    "button",
    [
        {"text": "a", "callback_data": "ж" * 32, "style": "danger"},
        {"text": "a", "url": "https://t.me/bot?start=x"},
        {"text": "a", "url": "tg://resolve?domain=x"},
        {"text": "a", "copy_text": {"text": "x" * 256}},
        {"text": "a", "switch_inline_query": ""},
    ],
)
async def test_a_button_with_one_action_is_taken(done, alice, button):
    sent = await done("sendMessage", chat_id=alice.id, text="hi", reply_markup=inline(button))
    assert sent["reply_markup"] == inline(button)


async def test_a_keyboard_too_large_is_refused(refusal, alice):
    rows = [[{"text": "x" * 60, "callback_data": "y" * 60}] for _ in range(100)]
    said = await refusal("sendMessage", chat_id=alice.id, text="hi", reply_markup={"inline_keyboard": rows})
    assert said == "Bad Request: reply markup is too long"


async def test_empty_rows_are_dropped(done, alice):
    rows = [[], [{"text": "a", "callback_data": "x"}]]
    sent = await done("sendMessage", chat_id=alice.id, text="hi", reply_markup={"inline_keyboard": rows})
    assert sent["reply_markup"]["inline_keyboard"] == rows[1:]


async def test_a_reply_keyboard_stays_until_it_is_taken_away(done, alice):
    markup = {"keyboard": [[{"text": "Menu"}, {"text": "Share", "request_contact": True}]], "resize_keyboard": True}
    sent = await done("sendMessage", chat_id=alice.id, text="hi", reply_markup=markup)
    assert "reply_markup" not in sent
    shown = (await alice.chat())["reply_keyboard"]
    assert shown["rows"] == [[{"text": "Menu", "kind": "text"}, {"text": "Share", "kind": "contact"}]]
    assert (shown["resize"], shown["one_time"], shown["message_id"]) == (True, False, sent["message_id"])
    assert (await alice.taps("Menu"))["message"]["text"] == "Menu"
    assert await alice.keyboard() == ["Menu", "Share"]
    await done("sendMessage", chat_id=alice.id, text="bye", reply_markup={"remove_keyboard": True})
    assert await alice.keyboard() == []


async def test_a_one_time_keyboard_goes_when_used(done, alice):
    markup = {"keyboard": [[{"text": "Once"}]], "one_time_keyboard": True}
    await done("sendMessage", chat_id=alice.id, text="hi", reply_markup=markup)
    await alice.taps("Once")
    assert await alice.keyboard() == []


async def test_a_reply_keyboard_has_its_own_rules(refusal, alice):
    both = {"keyboard": [[{"text": "a", "request_contact": True, "request_location": True}]]}
    assert "at most one request" in await refusal("sendMessage", chat_id=alice.id, text="x", reply_markup=both)
    empty = {"keyboard": [[]]}
    assert "at least one button" in await refusal("sendMessage", chat_id=alice.id, text="x", reply_markup=empty)
    wordy = {"keyboard": [[{"text": "a"}]], "input_field_placeholder": "x" * 65}
    assert "placeholder is too long" in await refusal("sendMessage", chat_id=alice.id, text="x", reply_markup=wordy)
