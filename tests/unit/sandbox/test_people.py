"""Actions of people (links, texts, buttons, contacts, files, forwards, blocking) and the updates they cause."""

import hashlib
import io
import struct
import zlib

import pytest
import qrcode
from aiogram.types import Update
from PIL import Image

from sandbox.client import ControlError, NotSeenError

KEYBOARD = {"inline_keyboard": [[{"text": "Sign", "callback_data": "s:1"}, {"text": "Signal", "callback_data": "s:2"}]]}
LINK = "https://t.me/countersign_demo_bot?start=i_2kd9-x"
PAYLOAD_64 = "A-_9" * 16


async def newest_update(sandbox):
    return (await sandbox.updates())[-1]


async def test_deep_link_sends_a_start_message(sandbox, boris):
    await boris.opens(f"https://t.me/countersign_demo_bot?start={PAYLOAD_64}")
    message = (await newest_update(sandbox))["message"]
    assert message["text"] == f"/start {PAYLOAD_64}"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": boris.id, "is_bot": False, "first_name": "Борис", "last_name": "Зразок", "language_code": "ru",
    }  # fmt: skip
    assert message["chat"]["type"] == "private"
    await boris.opens("tg://resolve?domain=Countersign_Demo_Bot&start=x")
    await boris.opens("t.me/countersign_demo_bot")
    assert [update["message"]["text"] for update in (await sandbox.updates())[-2:]] == ["/start x", "/start"]


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/another_bot?start=x",
        "https://example.org/countersign_demo_bot?start=x",
        f"https://t.me/countersign_demo_bot?start={PAYLOAD_64}x",
        "https://t.me/countersign_demo_bot?start=a.b",
        "https://t.me/countersign_demo_bot?start=%D0%B6",
    ],
)
async def test_foreign_or_invalid_deep_link_is_refused(boris, link):
    with pytest.raises(ControlError) as refused:
        await boris.opens(link)
    assert refused.value.status == 409


async def test_text_is_stripped_and_limited_in_length(alice):
    assert (await alice.sends("  x \n")).text == "x"
    for wrong in ("  ", "x" * 4097):
        with pytest.raises(ControlError) as refused:
            await alice.sends(wrong)
        assert refused.value.status == 400


async def test_pressed_button_sends_a_callback_query_and_gets_its_answer(result_of, sandbox, alice):
    sent = await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=KEYBOARD)
    tapped = await alice.taps("Sign")
    query = (await newest_update(sandbox))["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (tapped["callback_query_id"], "s:1", alice.id)
    assert query["message"]["message_id"] == sent["message_id"]
    await result_of("answerCallbackQuery", callback_query_id=query["id"], text="Done", show_alert=True)
    answer = await alice.sees_answer("Done")
    assert answer["show_alert"] is True
    polled = await sandbox.api.get(f"/sandbox/callbacks/{query['id']}", wait=5)
    assert polled["answer"] == answer


async def test_button_is_found_by_text_then_by_part_of_it_then_by_place(result_of, sandbox, alice):
    sent = await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=KEYBOARD)
    for tap, data in ((alice.taps("Signal"), "s:2"), (alice.taps("gnal"), "s:2"), (alice.taps("Sign"), "s:1")):
        await tap
        assert (await newest_update(sandbox))["callback_query"]["data"] == data
    await alice.taps_at(sent["message_id"], 0, 1)
    assert (await newest_update(sandbox))["callback_query"]["data"] == "s:2"
    with pytest.raises(ControlError, match="no button"):
        await alice.taps_at(sent["message_id"], 1)
    with pytest.raises(ControlError, match="sees no button Decline"):
        await alice.taps("Decline")


async def test_old_button_can_still_be_pressed(result_of, sandbox, alice):
    first = await result_of("sendMessage", chat_id=alice.id, text="old", reply_markup=KEYBOARD)
    await result_of("sendMessage", chat_id=alice.id, text="new", reply_markup=KEYBOARD)
    await sandbox.clock.advance(days=200)
    await alice.taps("Sign", on=first["message_id"])
    assert (await newest_update(sandbox))["callback_query"]["message"]["text"] == "old"


async def test_answer_has_at_most_200_characters_and_a_time_limit(result_of, error_of, server, sandbox, alice):
    await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=KEYBOARD)
    query = (await alice.taps("Sign"))["callback_query_id"]
    error = await error_of("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert error == "Bad Request: MESSAGE_TOO_LONG"
    error = await error_of("answerCallbackQuery", callback_query_id=query, url="https://example.org")
    assert error == "Bad Request: URL_INVALID"
    await result_of("answerCallbackQuery", callback_query_id=query, text="x" * 200)
    await sandbox.clock.advance(hours=1)
    await result_of("answerCallbackQuery", callback_query_id=query)
    server.world.bots[server.token].queries[query].made_at -= 151
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await error_of("answerCallbackQuery", callback_query_id=query) == old
    assert await error_of("answerCallbackQuery", callback_query_id="1") == old


async def test_link_and_copy_buttons_return_their_content(result_of, alice):
    row = [{"text": "Open", "url": "https://example.org"}, {"text": "Copy", "copy_text": {"text": "code"}}]
    await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup={"inline_keyboard": [row]})
    assert (await alice.taps("Open"))["url"] == "https://example.org"
    assert (await alice.taps("Copy"))["copy_text"] == "code"
    assert (await alice.last()).links == ["https://example.org"]


async def test_shared_contact_is_ones_own_anothers_or_without_an_account(sandbox, alice, boris):
    await alice.shares_contact()
    contact = (await newest_update(sandbox))["message"]["contact"]
    own = {"phone_number": "+380501112233", "first_name": "Аліса", "last_name": "Зразок", "user_id": alice.id}
    assert contact == own
    await alice.shares_contact(boris)
    assert (await newest_update(sandbox))["message"]["contact"]["user_id"] == boris.id
    await alice.shares_contact(with_user_id=False)
    assert "user_id" not in (await newest_update(sandbox))["message"]["contact"]
    await alice.shares_contact(boris, user_id=alice.id)
    forged = (await newest_update(sandbox))["message"]["contact"]
    assert (forged["phone_number"], forged["user_id"]) == (boris.phone, alice.id)


async def test_contact_button_shares_ones_own_contact(result_of, sandbox, alice):
    keys = {"keyboard": [[{"text": "Share", "request_contact": True}]], "one_time_keyboard": True}
    sent = await result_of("sendMessage", chat_id=alice.id, text="who are you?", reply_markup=keys)
    await alice.taps("Share")
    message = (await newest_update(sandbox))["message"]
    assert message["contact"]["user_id"] == alice.id
    assert message["reply_to_message"]["message_id"] == sent["message_id"]
    assert await alice.keyboard() == []


async def test_photo_is_recompressed_as_telegram_does(bot, sandbox, alice, picture):
    original = picture(3000, 1500)
    sent = await alice.sends_photo(original, caption="see")
    sizes = sent.raw["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [(90, 45), (320, 160), (800, 400), (1280, 640)]
    file = await bot.get_file(sizes[-1]["file_id"])
    content = (await bot.download_file(file.file_path)).read()
    assert content != original
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("JPEG", (1280, 640))
        luminance = image.quantization[0]
    reference = io.BytesIO()
    Image.new("RGB", (8, 8)).save(reference, "JPEG", quality=80)
    with Image.open(io.BytesIO(reference.getvalue())) as image:
        assert luminance == image.quantization[0]
    assert sent.text == "see"


async def test_file_is_sent_unchanged(bot, alice, picture):
    original = picture(3000, 1500)
    sent = await alice.sends_file(original, "Фото.png")
    document = sent.raw["document"]
    assert (document["file_name"], document["mime_type"]) == ("Фото.png", "image/png")
    assert document["thumbnail"]["width"] == 320
    file = await bot.get_file(document["file_id"])
    content = (await bot.download_file(file.file_path)).read()
    assert hashlib.sha256(content).digest() == hashlib.sha256(original).digest()


async def test_messages_of_an_album_share_a_media_group(sandbox, alice, picture):
    await alice.sends_photos([picture(100, 100), picture(120, 100)], caption="two")
    await alice.sends_files([("a.pdf", b"a"), ("b.pdf", b"b")])
    messages = [update["message"] for update in (await sandbox.updates())[-4:]]
    groups = [message["media_group_id"] for message in messages]
    assert groups[0] == groups[1] != groups[2] == groups[3]
    assert [message.get("caption") for message in messages] == ["two", None, None, None]


async def test_invalid_photo_cannot_be_sent(alice):
    with pytest.raises(ControlError, match="send it as a file"):
        await alice.sends_photo(b"<svg/>")


async def test_picture_in_another_phone_is_photographed(bot, sandbox, alice, boris, picture):
    sent = await bot.send_photo(alice.id, (await alice.sends_photo(picture(600, 600))).raw["photo"][-1]["file_id"])
    shown = await alice.reloads(await alice.last())
    assert shown.id == sent.message_id
    await boris.photographs(shown, blur=1.5, turn=7, perspective=0.1, dim=0.3, noise=8, seed=3)
    photo = (await newest_update(sandbox))["message"]["photo"][-1]
    assert max(photo["width"], photo["height"]) <= 1280
    taken = await boris.photographs(shown, scale=0.5, as_file=1)
    assert taken.kind == "document"
    with pytest.raises(ControlError, match="shows no picture"):
        await boris.photographs((await alice.messages())[0])
    with pytest.raises(ControlError, match="blur must be from"):
        await boris.photographs(shown, blur=-1)


async def test_forward_keeps_the_file_and_names_the_sender(result_of, sandbox, alice, boris):
    sent = await result_of("sendDocument", chat_id=alice.id, document=b"x", caption="signed")
    await boris.forwards(await alice.last())
    message = (await newest_update(sandbox))["message"]
    assert message["forward_origin"]["sender_user"]["username"] == "countersign_demo_bot"
    assert message["document"]["file_unique_id"] == sent["document"]["file_unique_id"]
    assert message["caption"] == "signed"
    await result_of("sendMessage", chat_id=alice.id, text="secret", protect_content=True)
    with pytest.raises(ControlError, match="protected"):
        await boris.forwards(await alice.last())


async def test_edited_text_is_an_edited_message_update(sandbox, alice):
    sent = await alice.sends("teh")
    await alice.edits(sent, "the")
    update = await newest_update(sandbox)
    assert update["edited_message"]["text"] == "the"
    assert "edit_date" in update["edited_message"]


async def test_blocking_is_an_update_and_a_deep_link_unblocks(sandbox, alice):
    await alice.blocks_the_bot()
    member = (await newest_update(sandbox))["my_chat_member"]
    assert (member["old_chat_member"]["status"], member["new_chat_member"]["status"]) == ("member", "kicked")
    with pytest.raises(ControlError, match="has blocked the bot"):
        await alice.sends("x")
    await alice.opens("https://t.me/countersign_demo_bot?start=again")
    before, after = (await sandbox.updates())[-2:]
    assert before["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert after["message"]["text"] == "/start again"


async def test_unknown_objects_are_404(sandbox, alice):
    for path in ("/sandbox/people/1/chat", "/sandbox/files/x", "/sandbox/callbacks/1", "/sandbox/state?bot=5"):
        with pytest.raises(ControlError) as refused:
            await sandbox.api.get(path)
        assert refused.value.status == 404


async def test_error_of_a_missing_message_contains_the_chat(result_of, alice):
    await result_of("sendMessage", chat_id=alice.id, text="something else", reply_markup=KEYBOARD)
    with pytest.raises(NotSeenError) as missing:
        await alice.sees("the thing", within=0.1)
    error = str(missing.value)
    assert "did not see 'the thing' within 0.1 s" in error
    assert "'something else'  ['Sign', 'Signal']" in error
    assert "'/start hello'" in error


async def test_only_messages_since_the_last_action_are_seen(result_of, alice):
    await result_of("sendMessage", chat_id=alice.id, text="first")
    assert (await alice.sees("first")).text == "first"
    await alice.sends("next")
    with pytest.raises(NotSeenError):
        await alice.sees("first", within=0.1)
    await result_of("sendMessage", chat_id=alice.id, text="first", reply_markup=KEYBOARD)
    assert (await alice.sees("first", button="Sign")).buttons == ["Sign", "Signal"]
    await alice.marks_read()
    assert await alice.new_messages() == []


async def test_html_document_is_served_as_an_attachment(http, server, result_of, alice):
    sent = await result_of("sendDocument", chat_id=alice.id, document=b"<script>alert(1)</script>")
    url = f"{server.url}/sandbox/files/{sent['document']['file_id']}"
    async with http.get(url) as response:
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_large_photo_of_a_phone_is_scaled_down(alice):
    out = io.BytesIO()
    Image.new("L", (5200, 5000)).save(out, "PNG")
    sent = await alice.sends_photo(out.getvalue())
    assert (sent.photo.width, sent.photo.height) == (1280, 1231)


async def test_decompression_bomb_can_only_be_sent_as_a_file(alice):
    header = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    with pytest.raises(ControlError, match="send it as a file"):
        await alice.sends_photo(bomb)
    assert (await alice.sends_file(bomb, "bomb.png")).file.file_size == len(bomb)


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("sends", {"text": "x", "reply_to": "y"}),
        ("taps", {"message_id": 1, "row": "x"}),
        ("taps", {"message_id": 1, "row": -1}),
        ("shares-contact", {"of": []}),
        ("forwards", {}),
        ("photographs", {"of": 1, "message_id": None}),
        ("opens", {"link": 5}),
    ],
)
async def test_malformed_action_is_refused(sandbox, alice, action, body):
    with pytest.raises(ControlError) as refused:
        await sandbox.api.post(f"/sandbox/people/{alice.id}/{action}", body)
    assert refused.value.status in {400, 404, 409}


@pytest.mark.parametrize("kind", ["voice", "audio", "video", "video_note", "animation", "sticker", "location", "dice"])
async def test_other_media_reach_the_bot_as_the_bot_api_has_them(bot, sandbox, alice, kind):
    sent = await alice.sends_media(kind, "words")
    update = Update.model_validate((await sandbox.updates())[-1])
    assert update.message.content_type.value == kind
    assert sent.kind == (kind if kind != "dice" else "other")
    assert sent.text == ("words" if kind in {"voice", "audio", "video", "animation"} else "")
    if medium := getattr(update.message, kind, None):
        file_id = getattr(medium, "file_id", None)
        assert file_id is None or (await bot.download(file_id)).read()


async def test_an_unknown_medium_is_refused(alice):
    with pytest.raises(ControlError, match="there is no medium poll"):
        await alice.sends_media("poll")


async def test_a_camera_scans_the_code_in_any_phone(result_of, alice, boris):
    drawn = io.BytesIO()
    qrcode.make(LINK).save(drawn)
    await result_of("sendPhoto", chat_id=alice.id, photo=drawn.getvalue())
    code = await alice.last()
    assert await boris.scans(code) == LINK
    assert await boris.messages() == []


async def test_a_picture_without_a_code_cannot_be_scanned(result_of, alice, boris, picture):
    await result_of("sendPhoto", chat_id=alice.id, photo=picture(200, 200))
    with pytest.raises(ControlError, match="shows no code"):
        await boris.scans(await alice.last())
