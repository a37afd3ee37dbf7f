"""How a message of the bot comes to be: content, chat, reply, keyboard, the server's date and number."""

import time
from typing import Any

from sandbox.markup.keyboards import check_markup, tidy
from sandbox.markup.text import Formatted, caption_text
from sandbox.methods.asked import Asked
from sandbox.state import views
from sandbox.state.chats import Chat, Message
from sandbox.wire import JsonObject, bad_request, too_many_requests


def keep_pace(asked: Asked, chat: Chat, messages: int = 1) -> None:
    """Refuse with 429 when the bot writes faster than Telegram lets it."""
    wait = asked.world.pace.wait_before(asked.bot.id, chat.person.id, messages, time.monotonic())
    if wait:
        raise too_many_requests(wait)


def caption_of(given: JsonObject) -> JsonObject:
    """Give ``caption`` and ``caption_entities`` as a message carries them; nothing for no caption."""
    made = caption_text(str(given.get("caption", "")), given.get("parse_mode"), given.get("caption_entities"))
    return caption_fields(made, above=bool(given.get("show_caption_above_media")))


def caption_fields(made: Formatted, *, above: bool = False) -> JsonObject:
    """Shape a caption for a message."""
    if not made.text:
        return {}
    fields: JsonObject = {"caption": made.text}
    if made.entities:
        fields["caption_entities"] = made.entities
    if above:
        fields["show_caption_above_media"] = True
    return fields


def send(asked: Asked, chat: Chat, content: JsonObject, *, paced: bool = True) -> Message:
    """Put one message of the bot into the chat: its reply, its keyboard, its flags are the call's."""
    markup = asked.given.get("reply_markup")
    check_markup(markup)
    reply = replied(asked, chat)
    if paced:
        keep_pace(asked, chat)
    shown: JsonObject = {
        "message_id": asked.bot.next_message_id(),
        "from": asked.bot.as_user(),
        "chat": chat.person.as_chat(),
        "date": asked.world.clock.unix(),
        **reply,
        **content,
    }
    if asked.flag("protect_content"):
        shown["has_protected_content"] = True
    if "message_effect_id" in asked.given:
        shown["effect_id"] = asked.given["message_effect_id"]
    if markup and "inline_keyboard" in markup:
        shown["reply_markup"] = tidy(markup)
    message = Message(shown, outgoing=False, silent=asked.flag("disable_notification"))
    chat.action = None
    asked.world.keep(asked.bot, chat, message)
    apply_reply_keyboard(asked, chat, markup, message.id)
    return message


def replied(asked: Asked, chat: Chat) -> JsonObject:
    """Give ``reply_to_message``; refuse a reply to nothing unless the call allows it."""
    parameters: JsonObject = asked.given.get("reply_parameters", {})
    message_id = int(parameters.get("message_id", asked.number("reply_to_message_id")))
    if not message_id:
        return {}
    original = chat.visible(message_id)
    if original is not None:
        return {"reply_to_message": without_reply(original.shown)}
    if parameters.get("allow_sending_without_reply") or asked.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def without_reply(shown: JsonObject) -> JsonObject:
    """Give a message as another one quotes it: replies do not nest."""
    return {name: value for name, value in shown.items() if name != "reply_to_message"}


def apply_reply_keyboard(asked: Asked, chat: Chat, markup: Any, message_id: int) -> None:  # noqa: ANN401 - any reply_markup
    """Show or take away the keyboard below the chat."""
    if not markup or not {"keyboard", "remove_keyboard"} & markup.keys():
        return

    chat.reply_keyboard = markup if "keyboard" in markup else None
    chat.reply_keyboard_of = message_id
    asked.world.publish("keyboard", asked.bot, chat, lambda: {"reply_keyboard": views.reply_keyboard(chat)})
