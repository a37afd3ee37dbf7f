"""The bot's account: getMe, commands, names, descriptions, menu button, getChat, logOut, close."""

import re

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request
from sandbox.methods.call import Call
from sandbox.state import views

COMMAND = re.compile(r"[a-z0-9_]{1,32}")  # Bot API BotCommand.command
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
MAX_COMMANDS = 100  # Bot API setMyCommands
MAX_COMMAND_DESCRIPTION = 256  # Bot API BotCommand.description
MAX_NAMES = {"name": 64, "description": 512, "short_description": 120}  # Bot API setMyName, setMyDescription, …


async def get_me(call: Call) -> JsonObject:
    """Return the bot's own account."""
    return {
        **call.bot.as_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _scope(call: Call) -> str:
    """Return the key of a scope and a language."""
    language = call.text("language_code")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    scope: JsonObject = call.parameters.get("scope", {"type": "default"})
    if "chat_id" not in scope:
        return f"{scope['type']}/{language}"
    if scope["type"] != "chat":
        raise bad_request("can't use specified scope in private chats")
    return f"chat {call.bot.known_chat(scope['chat_id']).person.id}/{language}"


async def set_my_commands(call: Call) -> bool:
    """Set the commands of one scope and language."""
    commands: list[JsonObject] = call.parameters.get("commands", [])
    scope = _scope(call)
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= MAX_COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.bot.commands[scope] = commands
    _publish(call)
    return True


async def get_my_commands(call: Call) -> list[JsonObject]:
    """Return the commands of exactly one scope and language."""
    return call.bot.commands.get(_scope(call), [])


async def delete_my_commands(call: Call) -> bool:
    """Delete the commands of one scope and language."""
    call.bot.commands.pop(_scope(call), None)
    _publish(call)
    return True


def _publish(call: Call) -> None:
    bot = call.bot
    call.world.events.publish("bot", lambda: {"bot": views.bot_view(bot)})


def _set(call: Call, field: str) -> bool:
    text = call.text(field)
    if len(text) > MAX_NAMES[field]:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    call.bot.names[field, call.text("language_code")] = text
    if field == "name" and not text:
        del call.bot.names[field, call.text("language_code")]
    _publish(call)
    return True


def _get(call: Call, field: str) -> JsonObject:
    names = call.bot.names
    default = call.bot.first_name if field == "name" else ""
    return {field: names.get((field, call.text("language_code")), names.get((field, ""), default))}


async def set_my_name(call: Call) -> bool:
    """Set the name, 0-64 characters."""
    return _set(call, "name")


async def set_my_description(call: Call) -> bool:
    """Set the description shown in an empty chat, 0-512 characters."""
    return _set(call, "description")


async def set_my_short_description(call: Call) -> bool:
    """Set the short description shown on the profile, 0-120 characters."""
    return _set(call, "short_description")


async def get_my_name(call: Call) -> JsonObject:
    """Return the name in a language."""
    return _get(call, "name")


async def get_my_description(call: Call) -> JsonObject:
    """Return the description in a language."""
    return _get(call, "description")


async def get_my_short_description(call: Call) -> JsonObject:
    """Return the short description in a language."""
    return _get(call, "short_description")


async def set_chat_menu_button(call: Call) -> bool:
    """Set the button beside the text field, for one chat or for all."""
    button: JsonObject = call.parameters.get("menu_button", {"type": "default"})
    if "chat_id" in call.parameters:
        call.chat().menu_button = button
    else:
        call.bot.menu_button = button
    _publish(call)
    return True


async def get_chat_menu_button(call: Call) -> JsonObject:
    """Return the button beside the text field."""
    chat = call.chat() if "chat_id" in call.parameters else None
    return (chat.menu_button if chat else None) or call.bot.menu_button


async def get_chat(call: Call) -> JsonObject:
    """Return information about a private chat."""
    chat = call.chat()
    info: JsonObject = {**chat.person.as_chat(), "accent_color_id": chat.person.id % 7, "max_reaction_count": 11}
    info["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]].shown
    return info


async def log_out(_: Call) -> bool:
    """Accept logOut and close; neither has an effect here."""
    return True
