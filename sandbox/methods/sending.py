"""sendMessage, sendPhoto, sendDocument, sendMediaGroup, sendChatAction."""

import secrets
import time

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request, not_simulated
from sandbox.markup.keyboards import check_markup
from sandbox.markup.text import message_text
from sandbox.methods.attachments import document_content, photo_content
from sandbox.methods.call import Call
from sandbox.methods.compose import caption_of, check_rate_limits, send

ALBUM_SIZES = range(2, 11)  # Bot API sendMediaGroup: 2-10 items
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


async def send_message(call: Call) -> JsonObject:
    """Send a text message."""
    formatted = message_text(call.text("text"), call.parameters.get("parse_mode"), call.parameters.get("entities"))
    content: JsonObject = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = formatted.entities
    if "link_preview_options" in call.parameters:
        content["link_preview_options"] = call.parameters["link_preview_options"]
    return send(call, call.chat_to_write(), content).shown


async def send_photo(call: Call) -> JsonObject:
    """Send a photo."""
    if not call.text("photo"):
        raise bad_request("there is no photo in the request")
    caption = caption_of(call.parameters)
    chat = call.chat_to_write()
    check_markup(call.parameters.get("reply_markup"))
    content = {**await photo_content(call, call.text("photo")), **caption}
    if call.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return send(call, chat, content).shown


async def send_document(call: Call) -> JsonObject:
    """Send a file."""
    if not call.text("document"):
        raise bad_request("there is no document in the request")
    caption = caption_of(call.parameters)
    chat = call.chat_to_write()
    check_markup(call.parameters.get("reply_markup"))
    content = {**await document_content(call, call.text("document")), **caption}
    return send(call, chat, content).shown


async def send_media_group(call: Call) -> list[JsonObject]:
    """Send an album of photos or of documents."""
    media: list[JsonObject] = call.parameters.get("media", [])
    _check_album(media)
    chat = call.chat_to_write()
    contents = [await media_content(call, item) for item in media]
    check_rate_limits(call, chat, len(contents))
    group = {"media_group_id": str(secrets.randbelow(10**17) + 10**16)}
    return [send(call, chat, {**group, **content}, limited=False).shown for content in contents]


def _check_album(media: list[JsonObject]) -> None:
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) not in ALBUM_SIZES:
        few = len(media) < ALBUM_SIZES.start
        raise bad_request("too few messages to send as an album" if few else "too many messages to send as an album")
    kinds = {item["type"] for item in media}
    if "document" in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")


async def media_content(call: Call, item: JsonObject) -> JsonObject:
    """Return the message fields of one InputMedia."""
    caption = caption_of(item)
    if item["type"] == "photo":
        return {**await photo_content(call, item["media"]), **caption}
    if item["type"] == "document":
        return {**await document_content(call, item["media"]), **caption}
    raise not_simulated(f"media of type {item['type']}")


async def send_chat_action(call: Call) -> bool:
    """Show what the bot is doing, for five seconds or until its next message."""
    chat = call.chat_to_write()
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (action, time.monotonic())
    call.world.publish("chat_action", call.bot, chat, lambda: {"action": action})
    return True
