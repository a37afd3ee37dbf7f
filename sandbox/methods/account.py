"""The bot's own account: getMe, commands, names, descriptions, menu button, getChat, logOut, close."""

import re

from sandbox.methods.asked import Asked
from sandbox.state import views
from sandbox.wire import JsonObject, bad_request

COMMAND = re.compile(r"[a-z0-9_]{1,32}")  # Bot API BotCommand.command
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
MAX_COMMANDS = 100  # Bot API setMyCommands
MAX_COMMAND_DESCRIPTION = 256  # Bot API BotCommand.description
MAX_NAMES = {"name": 64, "description": 512, "short_description": 120}  # Bot API setMyName, setMyDescription, …


async def get_me(asked: Asked) -> JsonObject:
    """Tell who the bot is."""
    return {
        **asked.bot.as_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _scope(asked: Asked) -> str:
    language = asked.text("language_code")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    scope: JsonObject = asked.given.get("scope", {"type": "default"})
    if "chat_id" not in scope:
        return f"{scope['type']}/{language}"
    if scope["type"] != "chat":
        raise bad_request("can't use specified scope in private chats")
    return f"chat {asked.bot.known_chat(scope['chat_id']).person.id}/{language}"


async def set_my_commands(asked: Asked) -> bool:
    """Set the commands of one scope and language."""
    commands: list[JsonObject] = asked.given.get("commands", [])
    scope = _scope(asked)
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= MAX_COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    asked.bot.commands[scope] = commands
    _tell(asked)
    return True


async def get_my_commands(asked: Asked) -> list[JsonObject]:
    """Give the commands set for exactly one scope and language."""
    return asked.bot.commands.get(_scope(asked), [])


async def delete_my_commands(asked: Asked) -> bool:
    """Forget the commands of one scope and language."""
    asked.bot.commands.pop(_scope(asked), None)
    _tell(asked)
    return True


def _tell(asked: Asked) -> None:
    bot = asked.bot
    asked.world.events.publish("bot", lambda: {"bot": views.bot_view(bot)})


def _set(asked: Asked, what: str) -> bool:
    text = asked.text(what)
    if len(text) > MAX_NAMES[what]:
        raise bad_request(f"{what.replace('_', ' ')} is too long")
    asked.bot.names[what, asked.text("language_code")] = text
    if what == "name" and not text:
        del asked.bot.names[what, asked.text("language_code")]
    _tell(asked)
    return True


def _get(asked: Asked, what: str) -> JsonObject:
    names = asked.bot.names
    default = asked.bot.first_name if what == "name" else ""
    return {what: names.get((what, asked.text("language_code")), names.get((what, ""), default))}


async def set_my_name(asked: Asked) -> bool:
    """0-64 characters."""
    return _set(asked, "name")


async def set_my_description(asked: Asked) -> bool:
    """0-512 characters, shown in an empty chat."""
    return _set(asked, "description")


async def set_my_short_description(asked: Asked) -> bool:
    """0-120 characters, shown on the profile."""
    return _set(asked, "short_description")


async def get_my_name(asked: Asked) -> JsonObject:
    """Give the name in a language."""
    return _get(asked, "name")


async def get_my_description(asked: Asked) -> JsonObject:
    """Give the description in a language."""
    return _get(asked, "description")


async def get_my_short_description(asked: Asked) -> JsonObject:
    """Give the short description in a language."""
    return _get(asked, "short_description")


async def set_chat_menu_button(asked: Asked) -> bool:
    """Set the button beside the text field, of one chat or of all."""
    button: JsonObject = asked.given.get("menu_button", {"type": "default"})
    if "chat_id" in asked.given:
        asked.chat().menu_button = button
    else:
        asked.bot.menu_button = button
    _tell(asked)
    return True


async def get_chat_menu_button(asked: Asked) -> JsonObject:
    """Give the button beside the text field."""
    chat = asked.chat() if "chat_id" in asked.given else None
    return (chat.menu_button if chat else None) or asked.bot.menu_button


async def get_chat(asked: Asked) -> JsonObject:
    """Tell about the other side of a private chat."""
    chat = asked.chat()
    info: JsonObject = {**chat.person.as_chat(), "accent_color_id": chat.person.id % 7, "max_reaction_count": 11}
    info["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]].shown
    return info


async def leave_server(_: Asked) -> bool:
    """LogOut and close: nothing to leave here."""
    return True
