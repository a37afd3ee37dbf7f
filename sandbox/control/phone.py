"""What happens when a person uses their phone: the change in the chat and the update for the bot."""

import secrets
import time
from typing import Any

from sandbox.control.requests import message_in
from sandbox.encoding import JsonObject
from sandbox.errors import ControlError
from sandbox.markup.text import trimmed, with_detected_entities
from sandbox.methods.compose import without_reply
from sandbox.state import views
from sandbox.state.bots import Bot, CallbackQuery
from sandbox.state.chats import Chat, Message
from sandbox.state.world import World

MAX_TYPED = 4096


def send(world: World, bot: Bot, chat: Chat, content: JsonObject) -> Message:
    """Add a message of the person to the chat and queue its update."""
    if chat.blocked:
        raise ControlError(409, f"{chat.person.name} has blocked the bot")
    chat.started = True
    shown: JsonObject = {
        "message_id": bot.next_message_id(),
        "from": chat.person.as_user(),
        "chat": chat.person.as_chat(),
        "date": world.clock.unix(),
        **content,
    }
    message = world.add_message(bot, chat, Message(shown, outgoing=True))
    bot.updates.add("message", shown)
    return message


def text_content(text: str) -> JsonObject:
    """Return the message fields of a typed text."""
    typed = with_detected_entities(trimmed(text, []))
    if not typed.text:
        raise ControlError(400, "an empty text cannot be sent")
    if len(typed.text) > MAX_TYPED:
        raise ControlError(400, f"a text of more than {MAX_TYPED} characters cannot be sent")
    return {"text": typed.text, **({"entities": typed.entities} if typed.entities else {})}


def reply_to(chat: Chat, message_id: Any) -> JsonObject:  # noqa: ANN401 - as it came in JSON
    """Return the message fields of a reply to a message of this chat."""
    return {"reply_to_message": without_reply(message_in(chat, message_id).shown)}


def hide_one_time_keyboard(world: World, bot: Bot, chat: Chat) -> None:
    """Hide the keyboard below the chat if it is a one-time keyboard."""
    if chat.reply_keyboard is not None and chat.reply_keyboard.get("one_time_keyboard"):
        chat.reply_keyboard = None
        world.publish("keyboard", bot, chat, lambda: {"reply_keyboard": views.reply_keyboard(chat)})


def tap_button(world: World, bot: Bot, chat: Chat, message: Message, data: str) -> str:
    """Queue the callback query of a pressed button and return its id."""
    if chat.blocked:
        raise ControlError(409, f"{chat.person.name} has blocked the bot")
    query_id = str(secrets.randbelow(9 * 10**18) + 10**18)
    bot.queries[query_id] = CallbackQuery(query_id, chat, message.id, time.monotonic())
    content = {
        "id": query_id,
        "from": chat.person.as_user(),
        "message": message.shown,
        "chat_instance": str(chat.person.id * 7919 + bot.id),
        "data": data,
    }
    bot.updates.add("callback_query", content)
    tapped = {"message_id": message.id, "callback_query_id": query_id, "data": data}
    world.publish("callback", bot, chat, lambda: tapped)
    return query_id


def set_blocked(world: World, bot: Bot, chat: Chat, *, blocked: bool) -> None:
    """Block or unblock the bot, and queue its ``my_chat_member`` update."""
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    kicked: JsonObject = {"user": bot.as_user(), "status": "kicked", "until_date": 0}
    member: JsonObject = {"user": bot.as_user(), "status": "member"}
    content = {
        "chat": chat.person.as_chat(),
        "from": chat.person.as_user(),
        "date": world.clock.unix(),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    bot.updates.add("my_chat_member", content)
    world.publish_person(chat)
