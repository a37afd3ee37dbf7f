"""The list of commands beside the message field, by what each person can do and in the language they chose in the bot.

Telegram keeps one list for everybody, in the language of their app, and one for each chat that was given its own. A
chat is given another list only when its list changes. Nobody is shown a command that does nothing for them.
"""

import asyncio
from contextlib import suppress
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.context import FSMContext
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.staff.models import Speaker
from bot.texts.language import Language
from bot.texts.words import Texts, Words

SHOWN_COMMANDS: Final = "commands"
"""Key of the FSM data: which list the chat was given."""

_TIMEOUT_SECONDS: Final = 3
"""The person's next press waits for this call, so a request by Telegram to retry later is not waited for."""

FOR_EVERYBODY: Final = ("menu", "language", "help")
FOR_REGISTERED: Final = ("menu", "mydata", "language", "cancel", "help")
FOR_SEVERAL_ORGANISATIONS: Final = ("menu", "mydata", "organisation", "language", "cancel", "help")


async def set_default_commands(bot: Bot, texts: Texts) -> None:
    """Set the lists of people who are not registered, in every language."""
    for language in (None, *Language):
        await bot.set_my_commands(_commands(texts.words(language), FOR_EVERYBODY), language_code=language)


async def set_chat_commands(
    bot: Bot, chat_id: int, state: FSMContext, speaker: Speaker | None, organisations: int, texts: Texts
) -> None:
    """Set or remove the list of a chat if it is not the one shown; an error of Telegram is ignored."""
    shown = (await state.get_data()).get(SHOWN_COMMANDS, "")
    due = f"{speaker.account.language}{min(organisations, 2)}" if speaker else ""
    if due == shown:
        return
    scope = BotCommandScopeChat(chat_id=chat_id)
    with suppress(TelegramAPIError, TimeoutError):
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            await _set(bot, scope, speaker, organisations, texts)
    await state.update_data({SHOWN_COMMANDS: due})


async def _set(bot: Bot, scope: BotCommandScopeChat, speaker: Speaker | None, organisations: int, texts: Texts) -> None:
    if speaker is None:
        await bot.delete_my_commands(scope)
        return
    names = FOR_SEVERAL_ORGANISATIONS if organisations > 1 else FOR_REGISTERED
    await bot.set_my_commands(_commands(texts.words(speaker.account.language), names), scope)


def _commands(words: Words, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=words.plain(f"command-{name}")) for name in names]
