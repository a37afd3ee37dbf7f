"""editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup, deleteMessage, deleteMessages."""

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request
from sandbox.markup.keyboards import check_markup, kept_rows
from sandbox.markup.text import message_text
from sandbox.methods.call import Call
from sandbox.methods.compose import caption_of
from sandbox.methods.sending import media_content
from sandbox.state.chats import Chat, Message

DELETABLE_SECONDS = 48 * 3600  # Bot API deleteMessage
MAX_DELETED = 100  # Bot API deleteMessages
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
MEDIA = frozenset({"photo", "document"})
TEXT_FIELDS = frozenset({"text", "entities", "link_preview_options"})
CAPTION_FIELDS = frozenset({"caption", "caption_entities", "show_caption_above_media"})


def _message_to_edit(call: Call) -> tuple[Chat, Message]:
    """Return the message that the call names; refuse the call when the bot may not edit it."""
    if "inline_message_id" in call.parameters:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = call.chat()
    if "message_id" not in call.parameters:
        raise bad_request("message identifier is not specified")
    message = chat.visible(call.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.outgoing or "forward_origin" in message.shown or "pinned_message" in message.shown:
        raise bad_request("message can't be edited")
    return chat, message


def _replace(call: Call, chat: Chat, message: Message, removed: frozenset[str], added: JsonObject) -> JsonObject:
    """Replace fields of a message and its keyboard; refuse the call when nothing changes."""
    markup = call.parameters.get("reply_markup")
    check_markup(markup)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    kept = {name: value for name, value in message.shown.items() if name not in removed | {"reply_markup", "edit_date"}}
    shown = {**kept, **added}
    if markup and (rows := kept_rows(markup["inline_keyboard"])):
        shown["reply_markup"] = {**markup, "inline_keyboard": rows}
    if shown == {name: value for name, value in message.shown.items() if name != "edit_date"}:
        raise bad_request(NOT_MODIFIED)
    message.shown = {**shown, "edit_date": call.world.clock.unix()}
    call.world.publish_message("message_edited", call.bot, chat, message)
    return message.shown


async def edit_message_text(call: Call) -> JsonObject:
    """Change the text; without ``reply_markup`` the keyboard is removed."""
    formatted = message_text(call.text("text"), call.parameters.get("parse_mode"), call.parameters.get("entities"))
    chat, message = _message_to_edit(call)
    if "text" not in message.shown:
        raise bad_request("there is no text in the message to edit")
    added: JsonObject = {"text": formatted.text}
    if formatted.entities:
        added["entities"] = formatted.entities
    if "link_preview_options" in call.parameters:
        added["link_preview_options"] = call.parameters["link_preview_options"]
    return _replace(call, chat, message, TEXT_FIELDS, added)


async def edit_message_caption(call: Call) -> JsonObject:
    """Change or remove the caption of a photo or a document."""
    added = caption_of(call.parameters)
    chat, message = _message_to_edit(call)
    if not MEDIA & message.shown.keys():
        raise bad_request("there is no caption in the message to edit")
    return _replace(call, chat, message, CAPTION_FIELDS, added)


async def edit_message_media(call: Call) -> JsonObject:
    """Replace the photo or the document and its caption, or a text by one of them."""
    chat, message = _message_to_edit(call)
    if not (MEDIA | {"text"}) & message.shown.keys():
        raise bad_request("there is no media in the message to edit")
    media: JsonObject = call.parameters["media"]
    group = message.shown.get("media_group_id")
    if group and media["type"] not in message.shown:
        raise bad_request("can't use the media of the specified type in the album")
    added = await media_content(call, media)
    return _replace(call, chat, message, MEDIA | CAPTION_FIELDS | TEXT_FIELDS, added)


async def edit_message_reply_markup(call: Call) -> JsonObject:
    """Change or remove the keyboard."""
    chat, message = _message_to_edit(call)
    return _replace(call, chat, message, frozenset(), {})


def _delete(call: Call, chat: Chat, message: Message) -> None:
    message.deleted = True
    chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id]
    call.world.publish_message("message_deleted", call.bot, chat, message)


def _deletable(call: Call, message: Message) -> bool:
    return call.world.clock.unix() - int(message.shown["date"]) <= DELETABLE_SECONDS


async def delete_message(call: Call) -> bool:
    """Delete one message within 48 hours."""
    chat = call.chat()
    if "message_id" not in call.parameters:
        raise bad_request("message identifier is not specified")
    message = chat.visible(call.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(call, message):
        raise bad_request("message can't be deleted for everyone")
    _delete(call, chat, message)
    return True


async def delete_messages(call: Call) -> bool:
    """Delete up to a hundred messages; those that do not exist are skipped."""
    chat = call.chat()
    ids: list[int] = call.parameters.get("message_ids", [])
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MAX_DELETED:
        raise bad_request("too many message identifiers specified")
    found = [message for message in (chat.visible(int(number)) for number in ids) if message is not None]
    if not all(_deletable(call, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        _delete(call, chat, message)
    return True
