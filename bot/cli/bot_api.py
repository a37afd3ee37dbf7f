"""Calls the Bot API for the commands and at start; failures become one sentence for the administrator."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import aiogram_later  # noqa: F401 - before aiogram
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import User, WebhookInfo

from bot.settings import TELEGRAM, Settings, SettingsError
from handlers.bot_api.client import PROXY_ERRORS, open_bot


async def get_me(settings: Settings) -> User:
    """Return the bot's identity in Telegram; SettingsError explains why there is none."""
    with explained(settings):
        async with open_bot(settings).context() as bot:
            return await bot.get_me()


async def get_webhook_info(settings: Settings) -> WebhookInfo:
    """Return where Telegram sends the bot's updates; SettingsError explains why that is unknown."""
    with explained(settings):
        async with open_bot(settings).context() as bot:
            return await bot.get_webhook_info()


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Raise SettingsError, naming the setting to check, where the Bot API does not respond."""
    try:
        yield
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise SettingsError("BOT_TOKEN: Telegram does not know this token: get it again from @BotFather.") from None
    except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
        raise SettingsError(_sentence(settings, error)) from None


def _sentence(settings: Settings, error: Exception) -> str:
    if isinstance(error.__cause__, PROXY_ERRORS):
        return f"TELEGRAM_PROXY: {shown_proxy(settings)} does not lead to {settings.bot_api_base}: {error.__cause__}."
    if settings.bot_api_base.host == TELEGRAM and isinstance(error, TelegramNetworkError):
        return offline(settings)
    return f"BOT_API_BASE: {settings.bot_api_base} does not answer as a Bot API: {type(error).__name__}."


def offline(settings: Settings) -> str:
    """Return the sentence for a machine from which Telegram cannot be reached."""
    if proxy := shown_proxy(settings):
        return f"{TELEGRAM} cannot be reached through {proxy}: is this machine online, and the proxy?"
    return (
        f"{TELEGRAM} cannot be reached: is this machine online? If it is, a firewall or the provider keeps it from "
        "Telegram: set TELEGRAM_PROXY."
    )


def shown_proxy(settings: Settings) -> str:
    """Return the address of the proxy without its user and password; empty where none is set."""
    given = urlsplit(settings.telegram_proxy.get_secret_value())
    return f"{given.scheme}://{given.netloc.rpartition('@')[2]}" if given.scheme else ""
