"""Keyboards: one action per button, 1-64 bytes of callback data, reply keyboards."""

import pytest

from sandbox.markup.keyboards import kept_rows


def inline(*buttons):
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "callback_data": "x", "url": "https://e.com"}, "exactly one action is allowed"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "ж" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "url": "not a link"}, "Wrong HTTP URL"),
        ({"text": "a", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "web_app": {"url": "http://e.com"}}, "Only HTTPS links are allowed"),
        ({"text": "a", "web_app": {"url": "http://127.0.0.1.e.com/"}}, "Only HTTPS links are allowed"),
        ({"text": "a", "pay": True}, "BUTTON_TYPE_INVALID"),
        ({"text": "a", "callback_data": "x", "style": "pink"}, "invalid button style"),
    ],
)
async def test_invalid_button_is_refused(error_of, alice, button, reason):
    error = await error_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=inline(button))
    assert reason in error


@pytest.mark.parametrize(
    "button",
    [
        {"text": "a", "callback_data": "ж" * 32, "style": "danger"},
        {"text": "a", "url": "https://t.me/bot?start=x"},
        {"text": "a", "url": "tg://resolve?domain=x"},
        {"text": "a", "copy_text": {"text": "x" * 256}},
        {"text": "a", "switch_inline_query": ""},
        {"text": "a", "web_app": {"url": "https://e.com/app"}},
        {"text": "a", "web_app": {"url": "http://127.0.0.1:8082/app"}},
        {"text": " ", "callback_data": "blank"},
    ],
)
async def test_button_with_one_action_is_accepted(result_of, alice, button):
    sent = await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=inline(button))
    assert sent["reply_markup"] == inline(button)


async def test_too_large_keyboard_is_refused(error_of, alice):
    rows = [[{"text": "x" * 60, "callback_data": "y" * 60}] for _ in range(100)]
    error = await error_of("sendMessage", chat_id=alice.id, text="hi", reply_markup={"inline_keyboard": rows})
    assert error == "Bad Request: reply markup is too long"


async def test_empty_rows_are_removed(result_of, alice):
    rows = [[], [{"text": "a", "callback_data": "x"}]]
    sent = await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup={"inline_keyboard": rows})
    assert sent["reply_markup"]["inline_keyboard"] == rows[1:]


async def test_reply_keyboard_stays_until_it_is_removed(result_of, alice):
    markup = {"keyboard": [[{"text": "Menu"}, {"text": "Share", "request_contact": True}]], "resize_keyboard": True}
    sent = await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=markup)
    assert "reply_markup" not in sent
    shown = (await alice.chat())["reply_keyboard"]
    assert shown["rows"] == [[{"text": "Menu", "kind": "text"}, {"text": "Share", "kind": "contact"}]]
    assert (shown["resize"], shown["one_time"], shown["message_id"]) == (True, False, sent["message_id"])
    assert (await alice.taps("Menu"))["message"]["text"] == "Menu"
    assert await alice.keyboard() == ["Menu", "Share"]
    await result_of("sendMessage", chat_id=alice.id, text="bye", reply_markup={"remove_keyboard": True})
    assert await alice.keyboard() == []


async def test_one_time_keyboard_disappears_after_use(result_of, alice):
    markup = {"keyboard": [[{"text": "Once"}]], "one_time_keyboard": True}
    await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=markup)
    await alice.taps("Once")
    assert await alice.keyboard() == []


async def test_invalid_reply_keyboard_is_refused(error_of, alice):
    both = {"keyboard": [[{"text": "a", "request_contact": True, "request_location": True}]]}
    assert "at most one request" in await error_of("sendMessage", chat_id=alice.id, text="x", reply_markup=both)
    wordy = {"keyboard": [[{"text": "a"}]], "input_field_placeholder": "x" * 65}
    assert "placeholder is too long" in await error_of("sendMessage", chat_id=alice.id, text="x", reply_markup=wordy)


async def test_a_row_has_twelve_buttons_and_a_keyboard_three_hundred(result_of, alice):
    def rows(of, size):
        return [[{"text": f"{row}.{place}", "callback_data": "x"} for place in range(size)] for row in range(of)]

    sent = await result_of("sendMessage", chat_id=alice.id, text="x", reply_markup={"inline_keyboard": rows(1, 13)})
    assert sent["reply_markup"]["inline_keyboard"] == [rows(1, 13)[0][:12]]
    assert kept_rows(rows(31, 10)) == rows(30, 10)


async def test_buttons_without_a_text_are_left_out(result_of, alice):
    rows = [[{"text": ""}, {"text": "a", "callback_data": "x"}], [{"text": ""}]]
    sent = await result_of("sendMessage", chat_id=alice.id, text="x", reply_markup={"inline_keyboard": rows})
    assert sent["reply_markup"]["inline_keyboard"] == [[{"text": "a", "callback_data": "x"}]]
    await result_of("sendMessage", chat_id=alice.id, text="x", reply_markup={"keyboard": [[{"text": ""}], []]})
    assert await alice.keyboard() == []


async def test_a_key_may_be_a_string(result_of, alice):
    markup = {"keyboard": [["Menu", {"text": "Help"}]]}
    await result_of("sendMessage", chat_id=alice.id, text="x", reply_markup=markup)
    assert await alice.keyboard() == ["Menu", "Help"]
    assert (await alice.taps("Menu"))["message"]["text"] == "Menu"
