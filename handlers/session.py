"""Calls to the Bot API at a fraction of what aiogram's own session costs.

Parameters without files go as one JSON body, instead of a form whose every field is quoted, over a wire of our own. The
answer to an edit is the message as it now stands, buttons and all, which nobody here reads: like those that only say
"true", it is taken for done and not parsed. Whatever else happens, files and refusals, is aiogram's.
"""

from typing import Any, Final, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

from handlers.wire import Wire

_UNREAD: Final = (AnswerCallbackQuery, EditMessageMedia, EditMessageReplyMarkup, EditMessageText)
_DONE: Final = b'{"ok":true', b'{"ok": true'


class LeanSession(AiohttpSession):
    """A session whose edits answer True instead of the edited message."""

    def __init__(self, wire: Wire, api: TelegramAPIServer, limit: int) -> None:
        super().__init__(api=api, limit=limit)
        self._wire = wire

    async def create_session(self) -> ClientSession:
        """Open the connections for files when first wanted."""
        if self._session is None or self._session.closed:
            connector = TCPConnector(**self._connector_init)
            timeout = ClientTimeout(total=self.timeout)
            self._session = ClientSession(connector=connector, timeout=timeout, cookie_jar=DummyCookieJar())
            self._should_reset_connector = False
        return self._session

    async def close(self) -> None:
        """End every connection."""
        self._wire.close()
        await super().close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        """Call; raises what aiogram raises."""
        body = self._body(bot, method)
        if body is None:
            return await super().make_request(bot, method, timeout)
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        try:
            status, answer = await self._wire.post(url, body, within=timeout or self.timeout)
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except OSError as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error
        if isinstance(method, _UNREAD) and answer.startswith(_DONE):
            return cast("TelegramType", True)
        content = answer.decode(errors="replace")
        checked = self.check_response(bot=bot, method=method, status_code=status, content=content)
        return cast("TelegramType", checked.result)

    def _body(self, bot: Bot, method: TelegramMethod[Any]) -> bytes | None:
        """Write the parameters as JSON; None where there are files among them."""
        files: dict[str, InputFile] = {}
        given = method.model_dump(warnings=False, exclude_none=True).items()
        # A keyboard, dumped, holds neither files nor defaults.
        ready = (
            (name, value if name == "reply_markup" else self.prepare_value(value, bot, files, _dumps_json=False))
            for name, value in given
        )
        body = {name: value for name, value in ready if value is not None}
        return None if files else self.json_dumps(body).encode()
