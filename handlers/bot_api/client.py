"""The client of the Bot API, for the bot and the commands: both reach Telegram through the same proxy."""

from collections.abc import AsyncGenerator
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import LinkPreviewOptions
from aiohttp import ClientResponseError, ClientTimeout
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.settings import Settings

MOST_CONNECTIONS = 200

PROXY_ERRORS = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
"""What a request raises when the proxy is unreachable, refuses, or cannot reach Telegram."""


class RaiseProxyErrors(BaseRequestMiddleware):
    """Raises TelegramNetworkError for a failure of the proxy, as aiogram does for a failure of the network."""

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Make the request."""
        try:
            return await make_request(bot, method)
        except PROXY_ERRORS as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error


class DirectSession(AiohttpSession):
    """aiogram's session, but for files it follows no redirect, which could lead into the network of the bot."""

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 - aiogram's signature
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: FBT001, FBT002 - aiogram's signature
    ) -> AsyncGenerator[bytes, None]:
        """Yield the file in chunks; ClientResponseError for a redirect too."""
        session = await self.create_session()
        whole = ClientTimeout(total=timeout)
        async with session.get(url, headers=headers, timeout=whole, allow_redirects=False) as response:
            if raise_for_status and response.status != HTTPStatus.OK:
                raise ClientResponseError(response.request_info, response.history, status=response.status)
            async for chunk in response.content.iter_chunked(chunk_size):
                yield chunk


def open_session(settings: Settings) -> AiohttpSession:
    """Open a session with the Bot API server of the settings, through the proxy of the settings if there is one."""
    server = TelegramAPIServer.from_base(str(settings.bot_api_base).rstrip("/"))
    proxy = settings.telegram_proxy.get_secret_value() or None
    return DirectSession(proxy=proxy, api=server, limit=MOST_CONNECTIONS)


def open_bot(settings: Settings, *middlewares: BaseRequestMiddleware) -> Bot:
    """Open the bot of the settings; each request passes the `middlewares` in order."""
    session = open_session(settings)
    for middleware in (*middlewares, RaiseProxyErrors()):
        session.middleware(middleware)
    defaults = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(settings.bot_token.get_secret_value(), session=session, default=defaults)
