"""editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup, and the deleting of messages."""

from sandbox.markup.keyboards import check_markup, tidy
from sandbox.markup.text import message_text
from sandbox.methods.asked import Asked
from sandbox.methods.compose import caption_of
from sandbox.methods.sending import media_content
from sandbox.state.chats import Chat, Message
from sandbox.wire import JsonObject, bad_request

DELETABLE_FOR = 48 * 3600  # seconds: Bot API deleteMessage
MAX_DELETED = 100  # Bot API deleteMessages
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
MEDIA = frozenset({"photo", "document"})
TEXT_FIELDS = frozenset({"text", "entities", "link_preview_options"})
CAPTION_FIELDS = frozenset({"caption", "caption_entities", "show_caption_above_media"})


def _edited(asked: Asked) -> tuple[Chat, Message]:
    """Find the message that the call names and that the bot may edit."""
    if "inline_message_id" in asked.given:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = asked.chat()
    if "message_id" not in asked.given:
        raise bad_request("message identifier is not specified")
    message = chat.visible(asked.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.outgoing or "forward_origin" in message.shown or "pinned_message" in message.shown:
        raise bad_request("message can't be edited")
    return chat, message


def _replace(asked: Asked, chat: Chat, message: Message, gone: frozenset[str], fresh: JsonObject) -> JsonObject:
    """Change the fields `gone` to `fresh` and the keyboard to the call's; refuse when nothing changes."""
    markup = asked.given.get("reply_markup")
    check_markup(markup)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    kept = {name: value for name, value in message.shown.items() if name not in gone | {"reply_markup", "edit_date"}}
    shown = {**kept, **fresh}
    if markup and any(markup["inline_keyboard"]):
        shown["reply_markup"] = tidy(markup)
    if shown == {name: value for name, value in message.shown.items() if name != "edit_date"}:
        raise bad_request(NOT_MODIFIED)
    message.shown = {**shown, "edit_date": asked.world.clock.unix()}
    asked.world.changed("message_edited", asked.bot, chat, message)
    return message.shown


async def edit_message_text(asked: Asked) -> JsonObject:
    """Change the text; without ``reply_markup`` the keyboard goes."""
    made = message_text(asked.text("text"), asked.given.get("parse_mode"), asked.given.get("entities"))
    chat, message = _edited(asked)
    if "text" not in message.shown:
        raise bad_request("there is no text in the message to edit")
    fresh: JsonObject = {"text": made.text}
    if made.entities:
        fresh["entities"] = made.entities
    if "link_preview_options" in asked.given:
        fresh["link_preview_options"] = asked.given["link_preview_options"]
    return _replace(asked, chat, message, TEXT_FIELDS, fresh)


async def edit_message_caption(asked: Asked) -> JsonObject:
    """Change the caption of a photo or a document; without a caption it goes."""
    fresh = caption_of(asked.given)
    chat, message = _edited(asked)
    if not MEDIA & message.shown.keys():
        raise bad_request("there is no caption in the message to edit")
    return _replace(asked, chat, message, CAPTION_FIELDS, fresh)


async def edit_message_media(asked: Asked) -> JsonObject:
    """Change the picture or the file, and the caption with it."""
    chat, message = _edited(asked)
    if not MEDIA & message.shown.keys():
        raise bad_request("there is no media in the message to edit")
    media: JsonObject = asked.given["media"]
    group = message.shown.get("media_group_id")
    if group and media["type"] not in message.shown:
        raise bad_request("can't use the media of the specified type in the album")
    fresh = await media_content(asked, media)
    return _replace(asked, chat, message, MEDIA | CAPTION_FIELDS, fresh)


async def edit_message_reply_markup(asked: Asked) -> JsonObject:
    """Change the keyboard alone; without ``reply_markup`` it goes."""
    chat, message = _edited(asked)
    return _replace(asked, chat, message, frozenset(), {})


def _delete(asked: Asked, chat: Chat, message: Message) -> None:
    message.deleted = True
    chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id]
    asked.world.changed("message_deleted", asked.bot, chat, message)


def _deletable(asked: Asked, message: Message) -> bool:
    return asked.world.clock.unix() - int(message.shown["date"]) <= DELETABLE_FOR


async def delete_message(asked: Asked) -> bool:
    """Delete one message for both sides, within 48 hours."""
    chat = asked.chat()
    if "message_id" not in asked.given:
        raise bad_request("message identifier is not specified")
    message = chat.visible(asked.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(asked, message):
        raise bad_request("message can't be deleted for everyone")
    _delete(asked, chat, message)
    return True


async def delete_messages(asked: Asked) -> bool:
    """Delete up to a hundred; those not found are skipped."""
    chat = asked.chat()
    ids: list[int] = asked.given.get("message_ids", [])
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MAX_DELETED:
        raise bad_request("too many message identifiers specified")
    found = [message for message in (chat.visible(int(number)) for number in ids) if message is not None]
    if not all(_deletable(asked, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        _delete(asked, chat, message)
    return True
