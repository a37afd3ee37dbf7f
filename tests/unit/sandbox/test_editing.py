"""Editing and deleting messages."""

import pytest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto

KEYBOARD = {"inline_keyboard": [[{"text": "a", "callback_data": "x"}]]}


@pytest.fixture
async def text(result_of, alice):
    return await result_of("sendMessage", chat_id=alice.id, text="one", reply_markup=KEYBOARD)


async def test_edited_message_keeps_its_place_and_is_marked(result_of, alice, text):
    edited = await result_of("editMessageText", chat_id=alice.id, message_id=text["message_id"], text="two")
    assert "reply_markup" not in edited
    shown = await alice.sees("two")
    assert shown.id == text["message_id"]
    assert shown.edited
    assert shown.buttons == []


async def test_edit_without_a_change_is_refused(error_of, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    error = await error_of("editMessageText", **where, text="<b></b>one", parse_mode="HTML", reply_markup=KEYBOARD)
    assert error == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
        "a current content and reply markup of the message"
    )
    assert "is not modified" in await error_of("editMessageReplyMarkup", **where, reply_markup=KEYBOARD)


async def test_change_of_formatting_is_a_modification(result_of, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    edited = await result_of("editMessageText", **where, text="<b>one</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    assert edited["entities"][0]["type"] == "bold"


async def test_keyboard_is_changed_and_removed(result_of, error_of, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    other = {"inline_keyboard": [[{"text": "b", "callback_data": "y"}]]}
    assert (await result_of("editMessageReplyMarkup", **where, reply_markup=other))["reply_markup"] == other
    assert "reply_markup" not in await result_of("editMessageReplyMarkup", **where)
    assert "is not modified" in await error_of("editMessageReplyMarkup", **where)


async def test_edit_of_another_kind_of_message_is_refused(error_of, result_of, alice, text):
    document = await result_of("sendDocument", chat_id=alice.id, document=b"x")
    where = {"chat_id": alice.id, "message_id": document["message_id"]}
    error = await error_of("editMessageText", **where, text="x")
    assert error == "Bad Request: there is no text in the message to edit"
    where["message_id"] = text["message_id"]
    error = await error_of("editMessageCaption", **where, caption="x")
    assert error == "Bad Request: there is no caption in the message to edit"


async def test_a_text_can_be_replaced_by_a_medium(result_of, alice, text):
    document = await result_of("sendDocument", chat_id=alice.id, document=b"x")
    media = {"type": "document", "media": document["document"]["file_id"], "caption": "it"}
    shown = await result_of("editMessageMedia", chat_id=alice.id, message_id=text["message_id"], media=media)
    assert (shown["caption"], "document" in shown, "text" in shown) == ("it", True, False)


async def test_only_messages_of_the_bot_can_be_edited(error_of, alice, text):
    theirs = await alice.sends("mine")
    error = await error_of("editMessageText", chat_id=alice.id, message_id=theirs.id, text="x")
    assert error == "Bad Request: message can't be edited"
    error = await error_of("editMessageText", chat_id=alice.id, message_id=10**6, text="x")
    assert error == "Bad Request: message to edit not found"
    assert await error_of("editMessageText", text="x", inline_message_id="x") == "Bad Request: MESSAGE_ID_INVALID"
    error = await error_of("editMessageText", chat_id=alice.id, text="x")
    assert error == "Bad Request: message identifier is not specified"


async def test_edit_accepts_only_inline_keyboards(error_of, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    keys = {"keyboard": [[{"text": "a"}]]}
    assert "reply_markup" in await error_of("editMessageText", **where, text="x", reply_markup=keys)


async def test_caption_and_media_are_changed(bot, alice, picture):
    photo = BufferedInputFile(picture(200, 100), "x.png")
    sent = await bot.send_photo(alice.id, photo, caption="one")
    edited = await bot.edit_message_caption(chat_id=alice.id, message_id=sent.message_id, caption="two")
    assert edited.caption == "two"
    other = InputMediaPhoto(media=BufferedInputFile(picture(100, 200), "y.png"), caption="three")
    edited = await bot.edit_message_media(media=other, chat_id=alice.id, message_id=sent.message_id)
    assert (edited.caption, edited.photo[-1].height) == ("three", 200)
    document = InputMediaDocument(media=BufferedInputFile(b"x", "z.pdf"))
    edited = await bot.edit_message_media(media=document, chat_id=alice.id, message_id=sent.message_id)
    assert (edited.caption, edited.photo, edited.document.file_name) == (None, None, "z.pdf")


async def test_deleted_message_is_gone_for_the_person_and_the_bot(result_of, error_of, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    await result_of("deleteMessage", **where)
    assert text["message_id"] not in [message.id for message in await alice.messages()]
    assert [message.text for message in await alice.messages(deleted=True) if message.deleted] == ["one"]
    assert await error_of("deleteMessage", **where) == "Bad Request: message to delete not found"
    assert await error_of("editMessageText", **where, text="x") == "Bad Request: message to edit not found"


async def test_message_can_be_deleted_within_48_hours(result_of, error_of, alice, text, sandbox):
    theirs = await alice.sends("mine")
    await result_of("deleteMessage", chat_id=alice.id, message_id=theirs.id)
    await sandbox.clock.advance(hours=48, seconds=5)
    error = await error_of("deleteMessage", chat_id=alice.id, message_id=text["message_id"])
    assert error == "Bad Request: message can't be deleted for everyone"
    ids = [text["message_id"]]
    assert "can't be deleted" in await error_of("deleteMessages", chat_id=alice.id, message_ids=ids)
    await sandbox.clock.reset()
    await result_of("deleteMessage", chat_id=alice.id, message_id=text["message_id"])


async def test_up_to_a_hundred_messages_are_deleted_at_once(result_of, error_of, alice, text):
    await result_of("deleteMessages", chat_id=alice.id, message_ids=[text["message_id"], 10**6])
    assert text["message_id"] not in [message.id for message in await alice.messages()]
    many = list(range(1, 102))
    assert "too many" in await error_of("deleteMessages", chat_id=alice.id, message_ids=many)
    assert "not specified" in await error_of("deleteMessages", chat_id=alice.id, message_ids=[])
