"""What a person's phone does with an action: a message of theirs in the chat and its update, a tap and its query."""

import secrets
from typing import Any

from sandbox.control.desk import message_in
from sandbox.markup.text import trimmed, with_found
from sandbox.methods.compose import without_reply
from sandbox.state import views
from sandbox.state.bots import Bot, Query
from sandbox.state.chats import Chat, Message
from sandbox.state.world import World
from sandbox.wire import ControlRefused, JsonObject, utf16_length

MAX_TYPED = 4096


def writes(world: World, bot: Bot, chat: Chat, content: JsonObject) -> Message:
    """Put a message of the person into the chat and its update before the bot."""
    if chat.blocked:
        raise ControlRefused(409, f"{chat.person.name} has blocked the bot")
    chat.started = True
    shown: JsonObject = {
        "message_id": bot.next_message_id(),
        "from": chat.person.as_user(),
        "chat": chat.person.as_chat(),
        "date": world.clock.unix(),
        **content,
    }
    message = world.keep(bot, chat, Message(shown, outgoing=True))
    bot.updates.add("message", shown)
    return message


def text_content(text: str) -> JsonObject:
    """Give a typed text as a message carries it."""
    made = with_found(trimmed(text, []))
    if not made.text:
        raise ControlRefused(400, "an empty text cannot be sent")
    if utf16_length(made.text) > MAX_TYPED:
        raise ControlRefused(400, f"a text of more than {MAX_TYPED} characters cannot be sent")
    return {"text": made.text, **({"entities": made.entities} if made.entities else {})}


def quoted(chat: Chat, message_id: Any) -> JsonObject:  # noqa: ANN401 - as it came in JSON
    """Give ``reply_to_message`` for an answer to a message of this chat."""
    return {"reply_to_message": without_reply(message_in(chat, message_id).shown)}


def uses_reply_keyboard(world: World, bot: Bot, chat: Chat) -> None:
    """Take a keyboard away that was to be used once."""
    if chat.reply_keyboard is not None and chat.reply_keyboard.get("one_time_keyboard"):
        chat.reply_keyboard = None
        world.publish("keyboard", bot, chat, lambda: {"reply_keyboard": views.reply_keyboard(chat)})


def taps_callback(world: World, bot: Bot, chat: Chat, message: Message, data: str) -> str:
    """Make the callback query of a tap and give its id."""
    if chat.blocked:
        raise ControlRefused(409, f"{chat.person.name} has blocked the bot")
    query_id = str(secrets.randbelow(9 * 10**18) + 10**18)
    bot.queries[query_id] = Query(query_id, chat, message.id, world.clock.unix())
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


def changes_membership(world: World, bot: Bot, chat: Chat, *, blocked: bool) -> None:
    """Block or unblock the bot; it learns of it by ``my_chat_member``."""
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
    world.tell_of_person(chat)
