"""sendMessage, sendPhoto, sendDocument, sendMediaGroup, sendChatAction."""

import secrets
import time
from typing import Any

from sandbox.markup.keyboards import check_markup
from sandbox.markup.text import message_text
from sandbox.methods.asked import Asked
from sandbox.methods.attachments import document_content, photo_content
from sandbox.methods.compose import caption_of, keep_pace, send
from sandbox.wire import JsonObject, bad_request

ALBUM_SIZES = range(2, 11)  # Bot API sendMediaGroup: 2-10 items
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


async def send_message(asked: Asked) -> JsonObject:
    """Send a text."""
    made = message_text(asked.text("text"), asked.given.get("parse_mode"), asked.given.get("entities"))
    content: JsonObject = {"text": made.text}
    if made.entities:
        content["entities"] = made.entities
    if "link_preview_options" in asked.given:
        content["link_preview_options"] = asked.given["link_preview_options"]
    return send(asked, asked.chat_to_write(), content).shown


async def send_photo(asked: Asked) -> JsonObject:
    """Send a picture in several sizes."""
    if not asked.text("photo"):
        raise bad_request("there is no photo in the request")
    caption = caption_of(asked.given)
    chat = asked.chat_to_write()
    check_markup(asked.given.get("reply_markup"))
    content = {**await photo_content(asked, asked.text("photo")), **caption}
    if asked.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return send(asked, chat, content).shown


async def send_document(asked: Asked) -> JsonObject:
    """Send a file as it is."""
    if not asked.text("document"):
        raise bad_request("there is no document in the request")
    caption = caption_of(asked.given)
    chat = asked.chat_to_write()
    check_markup(asked.given.get("reply_markup"))
    content = {**await document_content(asked, asked.text("document")), **caption}
    return send(asked, chat, content).shown


async def send_media_group(asked: Asked) -> list[JsonObject]:
    """Send an album: photos together, or documents together."""
    media: list[JsonObject] = asked.given.get("media", [])
    _check_album(media)
    chat = asked.chat_to_write()
    contents = [await media_content(asked, item) for item in media]
    keep_pace(asked, chat, len(contents))
    group = {"media_group_id": str(secrets.randbelow(10**17) + 10**16)}
    return [send(asked, chat, {**group, **content}, paced=False).shown for content in contents]


def _check_album(media: list[JsonObject]) -> None:
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) not in ALBUM_SIZES:
        few = len(media) < ALBUM_SIZES.start
        raise bad_request("too few messages to send as an album" if few else "too many messages to send as an album")
    kinds = {item["type"] for item in media}
    if "document" in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")


async def media_content(asked: Asked, item: JsonObject) -> JsonObject:
    """Give the content fields of one InputMedia."""
    caption = caption_of(item)
    if item["type"] == "photo":
        return {**await photo_content(asked, item["media"]), **caption}
    if item["type"] == "document":
        return {**await document_content(asked, item["media"]), **caption}
    raise bad_request(f"the sandbox does not serve media of type {item['type']}")


async def send_chat_action(asked: Asked) -> bool:
    """Show what the bot is doing, for five seconds or until it writes."""
    chat = asked.chat_to_write()
    action = asked.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (action, time.monotonic())

    def render() -> dict[str, Any]:
        return {"action": action}

    asked.world.publish("chat_action", asked.bot, chat, render)
    return True
