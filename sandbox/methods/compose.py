"""Creating a message of the bot: caption, reply, keyboard, rate limits."""

import time
from typing import Any

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request, too_many_requests
from sandbox.markup.keyboards import check_markup, kept_rows
from sandbox.markup.text import FormattedText, caption_text
from sandbox.methods.call import Call
from sandbox.state import views
from sandbox.state.chats import Chat, Message


def check_rate_limits(call: Call, chat: Chat, messages: int = 1) -> None:
    """Count messages, and refuse the call with 429 when the bot sends faster than Telegram allows."""
    wait = call.world.rate_limits.acquire(call.bot.id, chat.person.id, messages, time.monotonic())
    if wait:
        raise too_many_requests(wait)


def caption_of(parameters: JsonObject) -> JsonObject:
    """Return the caption fields of a message, none when there is no caption."""
    source, entities = str(parameters.get("caption", "")), parameters.get("caption_entities")
    caption = caption_text(source, parameters.get("parse_mode"), entities)
    return _caption_fields(caption, above=bool(parameters.get("show_caption_above_media")))


def _caption_fields(caption: FormattedText, *, above: bool) -> JsonObject:
    if not caption.text:
        return {}
    fields: JsonObject = {"caption": caption.text}
    if caption.entities:
        fields["caption_entities"] = caption.entities
    if above:
        fields["show_caption_above_media"] = True
    return fields


def send(call: Call, chat: Chat, content: JsonObject, *, limited: bool = True) -> Message:
    """Add a message of the bot to a chat, with the reply, keyboard and flags of the call."""
    markup = call.parameters.get("reply_markup")
    check_markup(markup)
    reply = _reply_fields(call, chat)
    if limited:
        check_rate_limits(call, chat)
    shown: JsonObject = {
        "message_id": call.bot.next_message_id(),
        "from": call.bot.as_user(),
        "chat": chat.person.as_chat(),
        "date": call.world.clock.unix(),
        **reply,
        **content,
    }
    if call.flag("protect_content"):
        shown["has_protected_content"] = True
    if "message_effect_id" in call.parameters:
        shown["effect_id"] = call.parameters["message_effect_id"]
    if markup and (rows := kept_rows(markup.get("inline_keyboard", []))):
        shown["reply_markup"] = {**markup, "inline_keyboard": rows}
    message = Message(shown, outgoing=False, silent=call.flag("disable_notification"))
    chat.action = None
    call.world.add_message(call.bot, chat, message)
    _set_reply_keyboard(call, chat, markup, message.id)
    return message


def _reply_fields(call: Call, chat: Chat) -> JsonObject:
    """Return ``reply_to_message``; refuse a reply to a missing message unless the call allows it."""
    parameters: JsonObject = call.parameters.get("reply_parameters", {})
    message_id = int(parameters.get("message_id", call.number("reply_to_message_id")))
    if not message_id:
        return {}
    original = chat.visible(message_id)
    if original is not None:
        return {"reply_to_message": without_reply(original.shown)}
    if parameters.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def without_reply(shown: JsonObject) -> JsonObject:
    """Return a message as it is quoted by a reply: replies are not nested."""
    return {name: value for name, value in shown.items() if name != "reply_to_message"}


def _set_reply_keyboard(call: Call, chat: Chat, markup: Any, message_id: int) -> None:  # noqa: ANN401 - any reply_markup
    """Show or remove the keyboard below the chat."""
    rows = kept_rows((markup or {}).get("keyboard", []))
    if not rows and "remove_keyboard" not in (markup or {}):
        return
    chat.reply_keyboard = {**markup, "keyboard": rows} if rows else None
    chat.reply_keyboard_of = message_id
    call.world.publish("keyboard", call.bot, chat, lambda: {"reply_keyboard": views.reply_keyboard(chat)})
