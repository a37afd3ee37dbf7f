"""Edits and deletions: what may be changed into what, what is not modified, what is too old."""

import pytest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto

KEYBOARD = {"inline_keyboard": [[{"text": "a", "callback_data": "x"}]]}


@pytest.fixture
async def text(done, alice):
    return await done("sendMessage", chat_id=alice.id, text="one", reply_markup=KEYBOARD)


async def test_an_edit_shows_in_place_and_is_marked(done, alice, text):
    edited = await done("editMessageText", chat_id=alice.id, message_id=text["message_id"], text="two")
    assert "reply_markup" not in edited
    shown = await alice.sees("two")
    assert shown.id == text["message_id"]
    assert shown.edited
    assert shown.buttons == []


async def test_the_same_again_is_not_modified(refusal, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    said = await refusal("editMessageText", **where, text="<b></b>one", parse_mode="HTML", reply_markup=KEYBOARD)
    assert said == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
        "a current content and reply markup of the message"
    )
    assert "is not modified" in await refusal("editMessageReplyMarkup", **where, reply_markup=KEYBOARD)


async def test_formatting_alone_is_a_modification(done, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    edited = await done("editMessageText", **where, text="<b>one</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    assert edited["entities"][0]["type"] == "bold"


async def test_a_keyboard_is_changed_and_taken_away(done, refusal, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    other = {"inline_keyboard": [[{"text": "b", "callback_data": "y"}]]}
    assert (await done("editMessageReplyMarkup", **where, reply_markup=other))["reply_markup"] == other
    assert "reply_markup" not in await done("editMessageReplyMarkup", **where)
    assert "is not modified" in await refusal("editMessageReplyMarkup", **where)


async def test_a_message_of_another_kind_is_not_edited_so(refusal, done, alice, text):
    document = await done("sendDocument", chat_id=alice.id, document=b"x")
    where = {"chat_id": alice.id, "message_id": document["message_id"]}
    assert await refusal("editMessageText", **where, text="x") == "Bad Request: there is no text in the message to edit"
    where["message_id"] = text["message_id"]
    said = await refusal("editMessageCaption", **where, caption="x")
    assert said == "Bad Request: there is no caption in the message to edit"
    media = {"type": "document", "media": document["document"]["file_id"]}
    said = await refusal("editMessageMedia", **where, media=media)
    assert said == "Bad Request: there is no media in the message to edit"


async def test_only_the_bots_own_messages_are_edited(refusal, alice, text):
    theirs = await alice.sends("mine")
    said = await refusal("editMessageText", chat_id=alice.id, message_id=theirs.id, text="x")
    assert said == "Bad Request: message can't be edited"
    said = await refusal("editMessageText", chat_id=alice.id, message_id=10**6, text="x")
    assert said == "Bad Request: message to edit not found"
    assert await refusal("editMessageText", text="x", inline_message_id="x") == "Bad Request: MESSAGE_ID_INVALID"
    said = await refusal("editMessageText", chat_id=alice.id, text="x")
    assert said == "Bad Request: message identifier is not specified"


async def test_an_edit_takes_inline_keyboards_alone(refusal, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    keys = {"keyboard": [[{"text": "a"}]]}
    assert "reply_markup" in await refusal("editMessageText", **where, text="x", reply_markup=keys)


async def test_a_caption_and_a_medium_are_changed(bot, alice, picture):
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


async def test_a_deleted_message_is_gone_for_both(done, refusal, alice, text):
    where = {"chat_id": alice.id, "message_id": text["message_id"]}
    await done("deleteMessage", **where)
    assert text["message_id"] not in [message.id for message in await alice.messages()]
    assert [message.text for message in await alice.messages(deleted=True) if message.deleted] == ["one"]
    assert await refusal("deleteMessage", **where) == "Bad Request: message to delete not found"
    assert await refusal("editMessageText", **where, text="x") == "Bad Request: message to edit not found"


async def test_a_message_is_deleted_within_48_hours(done, refusal, alice, text, sandbox):
    theirs = await alice.sends("mine")
    await done("deleteMessage", chat_id=alice.id, message_id=theirs.id)
    await sandbox.clock.passes(hours=48, seconds=5)
    said = await refusal("deleteMessage", chat_id=alice.id, message_id=text["message_id"])
    assert said == "Bad Request: message can't be deleted for everyone"
    ids = [text["message_id"]]
    assert "can't be deleted" in await refusal("deleteMessages", chat_id=alice.id, message_ids=ids)
    await sandbox.clock.returns()
    await done("deleteMessage", chat_id=alice.id, message_id=text["message_id"])


async def test_up_to_a_hundred_are_deleted_at_once(done, refusal, alice, text):
    await done("deleteMessages", chat_id=alice.id, message_ids=[text["message_id"], 10**6])
    assert text["message_id"] not in [message.id for message in await alice.messages()]
    many = list(range(1, 102))
    assert "too many" in await refusal("deleteMessages", chat_id=alice.id, message_ids=many)
    assert "not specified" in await refusal("deleteMessages", chat_id=alice.id, message_ids=[])
