"""forwardMessage, copyMessage, pinChatMessage, unpinChatMessage, unpinAllChatMessages."""

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request
from sandbox.methods.call import Call
from sandbox.methods.compose import caption_of, send
from sandbox.methods.editing import MEDIA
from sandbox.state.chats import Message
from sandbox.state.views import CONTENTS

CONTENT = ("text", "entities", *CONTENTS, "caption", "caption_entities", "link_preview_options")


def origin_of(shown: JsonObject) -> JsonObject:
    """Return the MessageOrigin of a forward of this message."""
    origin: JsonObject | None = shown.get("forward_origin")
    return origin or {"type": "user", "sender_user": shown["from"], "date": shown["date"]}


def content_of(message: Message) -> JsonObject:
    """Return the fields that a forward or a copy takes over."""
    return {name: message.shown[name] for name in CONTENT if name in message.shown}


def _source(call: Call, verb: str) -> Message:
    chat = call.bot.known_chat(call.text("from_chat_id"))
    message = chat.visible(call.number("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.shown.get("has_protected_content") or "pinned_message" in message.shown:
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


async def forward_message(call: Call) -> JsonObject:
    """Forward a message, with its origin."""
    message = _source(call, "forward")
    origin = {"forward_origin": origin_of(message.shown), "forward_date": message.shown["date"]}
    return send(call, call.chat_to_write(), {**origin, **content_of(message)}).shown


async def copy_message(call: Call) -> JsonObject:
    """Send a copy of a message as the bot's own; a new caption replaces the old one."""
    message = _source(call, "copy")
    content = content_of(message)
    if "caption" in call.parameters and MEDIA & content.keys():
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_of(call.parameters)
    return {"message_id": send(call, call.chat_to_write(), content).id}


async def pin_chat_message(call: Call) -> bool:
    """Pin a message and add a service message about it."""
    chat = call.chat_to_write()
    message = chat.visible(call.number("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        send(call, chat, {"pinned_message": message.shown}, limited=False)
    return True


async def unpin_chat_message(call: Call) -> bool:
    """Unpin one message, the newest pinned one when none is named."""
    chat = call.chat()
    message_id = call.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


async def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin all messages."""
    call.chat().pinned.clear()
    return True
