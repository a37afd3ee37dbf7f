"""forwardMessage, copyMessage, pinChatMessage, unpinChatMessage, unpinAllChatMessages."""

from sandbox.methods.asked import Asked
from sandbox.methods.compose import caption_of, send
from sandbox.methods.editing import MEDIA
from sandbox.state.chats import Message
from sandbox.wire import JsonObject, bad_request

CONTENT = ("text", "entities", "photo", "document", "contact", "caption", "caption_entities", "link_preview_options")


def origin_of(shown: JsonObject) -> JsonObject:
    """Give the MessageOrigin that a forward of this message carries."""
    known: JsonObject | None = shown.get("forward_origin")
    return known or {"type": "user", "sender_user": shown["from"], "date": shown["date"]}


def content_of(message: Message) -> JsonObject:
    """Give what a forward or a copy carries over."""
    return {name: message.shown[name] for name in CONTENT if name in message.shown}


def _source(asked: Asked, verb: str) -> Message:
    chat = asked.bot.known_chat(asked.text("from_chat_id"))
    message = chat.visible(asked.number("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.shown.get("has_protected_content") or "pinned_message" in message.shown:
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


async def forward_message(asked: Asked) -> JsonObject:
    """Send a message on, with its origin named."""
    message = _source(asked, "forward")
    origin = {"forward_origin": origin_of(message.shown), "forward_date": message.shown["date"]}
    return send(asked, asked.chat_to_write(), {**origin, **content_of(message)}).shown


async def copy_message(asked: Asked) -> JsonObject:
    """Send a message's content as the bot's own; a new caption replaces the old one."""
    message = _source(asked, "copy")
    content = content_of(message)
    if "caption" in asked.given and MEDIA & content.keys():
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_of(asked.given)
    return {"message_id": send(asked, asked.chat_to_write(), content).id}


async def pin_chat_message(asked: Asked) -> bool:
    """Pin a message; the chat gets a line that says so."""
    chat = asked.chat_to_write()
    message = chat.visible(asked.number("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        send(asked, chat, {"pinned_message": message.shown}, paced=False)
    return True


async def unpin_chat_message(asked: Asked) -> bool:
    """Unpin one message, the newest pinned when none is named."""
    chat = asked.chat()
    message_id = asked.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


async def unpin_all_chat_messages(asked: Asked) -> bool:
    """Unpin everything."""
    asked.chat().pinned.clear()
    return True
