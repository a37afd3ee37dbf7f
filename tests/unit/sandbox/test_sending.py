"""Sending messages, photos, documents and albums: results, errors, and who may be written to."""

import pytest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto


async def test_bot_cannot_write_to_unknown_people_or_before_they_start_it(error_of, boris):
    assert await error_of("sendMessage", chat_id=5, text="x") == "Bad Request: chat not found"
    assert await error_of("sendMessage", chat_id="@nobody", text="x") == "Bad Request: chat not found"
    error = await error_of("sendMessage", chat_id=boris.id, text="x")
    assert error == "Forbidden: bot can't initiate conversation with a user"
    await boris.changes(deactivated=True)
    assert await error_of("sendMessage", chat_id=boris.id, text="x") == "Forbidden: user is deactivated"


async def test_blocked_bot_cannot_write_until_unblocked(error_of, result_of, alice):
    await alice.blocks_the_bot()
    for method, parameters in {
        "sendMessage": {"text": "x"},
        "sendChatAction": {"action": "typing"},
        "sendDocument": {"document": b"x"},
    }.items():
        assert await error_of(method, chat_id=alice.id, **parameters) == "Forbidden: bot was blocked by the user"
    await alice.unblocks_the_bot()
    await result_of("sendMessage", chat_id=alice.id, text="x")


async def test_message_ids_grow_and_dates_follow_the_sandbox_clock(result_of, alice, sandbox):
    first = await result_of("sendMessage", chat_id=alice.id, text="1")
    await sandbox.clock.advance(days=2)
    second = await result_of("sendMessage", chat_id=alice.id, text="2")
    assert second["message_id"] > first["message_id"]
    assert 172_800 <= second["date"] - first["date"] <= 172_810


async def test_reply_quotes_an_existing_message(result_of, error_of, alice):
    question = await alice.sends("question")
    sent = await result_of("sendMessage", chat_id=alice.id, text="answer", reply_parameters={"message_id": question.id})
    assert sent["reply_to_message"]["text"] == "question"
    gone = {"message_id": 10**6}
    error = await error_of("sendMessage", chat_id=alice.id, text="answer", reply_parameters=gone)
    assert error == "Bad Request: message to be replied not found"
    lenient = {**gone, "allow_sending_without_reply": True}
    sent = await result_of("sendMessage", chat_id=alice.id, text="answer", reply_parameters=lenient)
    assert "reply_to_message" not in sent


async def test_file_uploaded_by_aiogram_is_unchanged(bot, alice):
    content = bytes(range(256)) * 400
    sent = await bot.send_document(
        alice.id, BufferedInputFile(content, "Наказ №5.pdf"), caption="<b>x</b>", parse_mode="HTML"
    )
    assert (sent.document.file_name, sent.document.mime_type) == ("Наказ №5.pdf", "application/pdf")
    shown = await alice.last()
    assert await shown.document() == content
    file = await bot.get_file(sent.document.file_id)
    assert (await bot.download_file(file.file_path)).read() == content


async def test_file_can_be_sent_again_by_any_of_its_ids(bot, alice, error_of):
    first = await bot.send_document(alice.id, BufferedInputFile(b"x", "a.pdf"))
    second = await bot.send_document(alice.id, first.document.file_id)
    assert second.document.file_id != first.document.file_id
    assert second.document.file_unique_id == first.document.file_unique_id
    assert second.document.file_name == "a.pdf"
    third = await bot.send_document(alice.id, BufferedInputFile(b"x", "a.pdf"))
    assert third.document.file_unique_id != first.document.file_unique_id
    error = await error_of("sendPhoto", chat_id=alice.id, photo=first.document.file_id)
    assert error == "Bad Request: can't use file of type Document as Photo"


@pytest.mark.parametrize("wrong", ["nonsense", "D0123456789abcdef1-00000000"])
async def test_unknown_file_id_is_refused(error_of, alice, wrong):
    error = await error_of("sendDocument", chat_id=alice.id, document=wrong)
    assert error == "Bad Request: wrong file identifier/HTTP URL specified"
    assert await error_of("getFile", file_id=wrong) == "Bad Request: invalid file_id"


async def test_empty_and_too_large_files_are_refused(error_of, result_of, alice):
    assert await error_of("sendDocument", chat_id=alice.id, document=b"") == "Bad Request: file must be non-empty"
    error = await error_of("sendDocument", chat_id=alice.id, document=bytes(50 * 2**20 + 1))
    assert error == "Request Entity Too Large"
    assert await error_of("sendPhoto", chat_id=alice.id, photo=bytes(10 * 2**20 + 1)) == "Bad Request: file is too big"
    large = await result_of("sendDocument", chat_id=alice.id, document=bytes(20 * 2**20 + 1))
    error = await error_of("getFile", file_id=large["document"]["file_id"])
    assert error == "Bad Request: file is too big"


async def test_photo_is_returned_in_several_sizes(bot, alice, picture):
    sent = await bot.send_photo(alice.id, BufferedInputFile(picture(2000, 1000), "x.png"))
    assert [(size.width, size.height) for size in sent.photo] == [(90, 45), (320, 160), (800, 400), (1280, 640)]
    assert len({size.file_unique_id for size in sent.photo}) == 4
    again = await bot.send_photo(alice.id, sent.photo[0].file_id)
    assert [size.file_unique_id for size in again.photo] == [size.file_unique_id for size in sent.photo]


async def test_small_photo_is_not_enlarged(bot, alice, picture):
    sent = await bot.send_photo(alice.id, BufferedInputFile(picture(300, 200), "x.png"))
    assert [(size.width, size.height) for size in sent.photo] == [(90, 60), (300, 200)]


async def test_invalid_photos_are_refused(error_of, alice, picture):
    assert await error_of("sendPhoto", chat_id=alice.id, photo=b"%PDF-1.4") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await error_of("sendPhoto", chat_id=alice.id, photo=b"<svg/>") == "Bad Request: IMAGE_PROCESS_FAILED"
    truncated = picture(600, 600, "JPEG")[:2000]
    assert await error_of("sendPhoto", chat_id=alice.id, photo=truncated) == "Bad Request: IMAGE_PROCESS_FAILED"
    wide = picture(9990, 20)
    assert await error_of("sendPhoto", chat_id=alice.id, photo=wide) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    thin = picture(10, 201)
    assert await error_of("sendPhoto", chat_id=alice.id, photo=thin) == "Bad Request: PHOTO_INVALID_DIMENSIONS"


async def test_album_has_2_to_10_items_of_one_kind(bot, alice, error_of, picture):
    photos = [InputMediaPhoto(media=BufferedInputFile(picture(100, 100), f"{n}.png"), caption=f"{n}") for n in range(3)]
    sent = await bot.send_media_group(alice.id, photos)
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["0", "1", "2"]
    documents = [InputMediaDocument(media=BufferedInputFile(b"x", f"{n}.pdf")) for n in range(2)]
    assert [message.document.file_name for message in await bot.send_media_group(alice.id, documents)] == [
        "0.pdf",
        "1.pdf",
    ]
    one = [{"type": "photo", "media": "x"}]
    assert "too few messages" in await error_of("sendMediaGroup", chat_id=alice.id, media=one)
    assert "too many messages" in await error_of("sendMediaGroup", chat_id=alice.id, media=one * 11)
    assert await error_of("sendMediaGroup", chat_id=alice.id, media=[]) == "Bad Request: there are no messages to send"
    mixed = [*one, {"type": "document", "media": "x"}]
    assert "can't be mixed" in await error_of("sendMediaGroup", chat_id=alice.id, media=mixed)


async def test_protected_content_cannot_be_forwarded_or_copied(result_of, error_of, alice, boris):
    sent = await result_of("sendMessage", chat_id=alice.id, text="secret link", protect_content=True)
    assert (await alice.last()).protected
    error = await error_of("forwardMessage", chat_id=alice.id, from_chat_id=alice.id, message_id=sent["message_id"])
    assert error == "Bad Request: message can't be forwarded"
    error = await error_of("copyMessage", chat_id=alice.id, from_chat_id=alice.id, message_id=sent["message_id"])
    assert error == "Bad Request: message can't be copied"


async def test_forwards_name_their_origin_and_copies_do_not(result_of, error_of, alice):
    sent = await alice.sends_file(b"x", "a.pdf", caption="mine")
    where = {"chat_id": alice.id, "from_chat_id": alice.id}
    forwarded = await result_of("forwardMessage", **where, message_id=sent.id)
    assert forwarded["forward_origin"]["sender_user"]["id"] == alice.id
    assert forwarded["document"]["file_unique_id"] == sent.raw["document"]["file_unique_id"]
    copied = await result_of("copyMessage", **where, message_id=sent.id, caption="other")
    assert (await alice.last()).raw["caption"] == "other"
    assert (await alice.last()).id == copied["message_id"]
    assert await error_of("forwardMessage", **where, message_id=10**6) == "Bad Request: message to forward not found"
    assert await error_of("copyMessage", **where, message_id=10**6) == "Bad Request: message to copy not found"


async def test_chat_action_is_shown_until_the_next_message(result_of, error_of, alice):
    await result_of("sendChatAction", chat_id=alice.id, action="upload_document")
    assert (await alice.chat())["chat_action"] == "upload_document"
    await result_of("sendMessage", chat_id=alice.id, text="x")
    assert (await alice.chat())["chat_action"] is None
    error = await error_of("sendChatAction", chat_id=alice.id, action="dancing")
    assert error == "Bad Request: wrong parameter action in request"


async def test_messages_are_pinned_and_unpinned(result_of, error_of, alice):
    sent = await result_of("sendMessage", chat_id=alice.id, text="rule")
    await result_of("pinChatMessage", chat_id=alice.id, message_id=sent["message_id"])
    assert (await alice.chat())["pinned"] == [sent["message_id"]]
    assert (await result_of("getChat", chat_id=alice.id))["pinned_message"]["text"] == "rule"
    await result_of("unpinChatMessage", chat_id=alice.id)
    error = await error_of("unpinChatMessage", chat_id=alice.id, message_id=sent["message_id"])
    assert error == "Bad Request: message to unpin not found"


async def test_person_without_history_keeps_no_messages(result_of, sandbox):
    clone = await sandbox.add_person("Загін", keeps_history=False)
    await clone.sends("hi")
    await result_of("sendMessage", chat_id=clone.id, text="x")
    assert await clone.messages() == []


async def test_calls_of_aiogram_are_not_refused(bot, alice, sandbox):
    await bot.send_message(alice.id, "<b>x</b>", parse_mode="HTML", disable_notification=True, protect_content=True)
    await bot.get_me()
    assert await sandbox.refused_calls() == []
