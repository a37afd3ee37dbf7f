"""The list of commands beside the message field, in the language the person chose in the bot.

A list holds only commands that do something for the person. Telegram stores one list for everybody, in the language of
their app, and one for each chat that has its own; it is updated only when it changed.
"""

import asyncio
from contextlib import suppress
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.context import FSMContext
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.staff.models import Language, Speaker
from bot.texts import Texts, Words

TOLD: Final = "commands"
"""Key of the FSM data: which list a chat has."""

PATIENCE_SECONDS: Final = 3
"""A "retry after" of Telegram's is not waited out here, because the person's next press would wait too."""

_EVERYBODY: Final = ("menu", "language", "help")
_REGISTERED: Final = ("menu", "mydata", "language", "cancel", "help")
_IN_SEVERAL: Final = ("menu", "mydata", "organisation", "language", "cancel", "help")


async def tell_everybody(bot: Bot, texts: Texts) -> None:
    """Set the lists for people who are not registered, at start."""
    for language in (None, *Language):
        await bot.set_my_commands(_list(texts.words(language), _EVERYBODY), language_code=language)


async def tell_chat(
    bot: Bot, chat_id: int, state: FSMContext, speaker: Speaker | None, organisations: int, texts: Texts
) -> None:
    """Set a chat's own list, or remove it, if it changed; a failure is only logged."""
    told = (await state.get_data()).get(TOLD, "")
    due = f"{speaker.account.language}{min(organisations, 2)}" if speaker else ""
    if due == told:
        return
    scope = BotCommandScopeChat(chat_id=chat_id)
    with suppress(TelegramAPIError, TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await _tell(bot, scope, speaker, organisations, texts)
    await state.update_data({TOLD: due})


async def _tell(
    bot: Bot, scope: BotCommandScopeChat, speaker: Speaker | None, organisations: int, texts: Texts
) -> None:
    if speaker is None:
        await bot.delete_my_commands(scope)
        return
    names = _IN_SEVERAL if organisations > 1 else _REGISTERED
    await bot.set_my_commands(_list(texts.words(speaker.account.language), names), scope)


def _list(words: Words, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=words.plain(f"command-{name}")) for name in names]
