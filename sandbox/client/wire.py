"""Requests to the control API, and what can go wrong with them."""

import io
from typing import Any

from aiohttp import ClientSession, FormData

Json = dict[str, Any]


class ControlError(Exception):
    """The sandbox would not do it: `status` 409 means that a real phone would not either."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}")
        self.status = status
        self.reason = reason


class NotSeenError(AssertionError):
    """What was waited for did not come; the message prints the chat."""


class Wire:
    """One HTTP session with one sandbox."""

    def __init__(self, url: str, session: ClientSession) -> None:
        self.url = url.rstrip("/")
        self._session = session

    async def get(self, path: str, **query: object) -> Json:
        """Ask."""
        return await self._json("GET", path, params=_texts(query))

    async def post(self, path: str, body: Json | None = None, **query: object) -> Json:
        """Do."""
        return await self._json("POST", path, json=body or {}, params=_texts(query))

    async def send(self, method: str, path: str, body: Json | None = None) -> Json:
        """Do it in another way: PUT, PATCH, DELETE."""
        return await self._json(method, path, json=body or {})

    async def upload(self, path: str, files: list[tuple[str, bytes]], caption: str, **query: object) -> Json:
        """Send files as ``(name, content)``."""
        form = FormData(quote_fields=False)
        for name, content in files:
            form.add_field("file", io.BytesIO(content), filename=name, content_type="application/octet-stream")
        if caption:
            form.add_field("caption", caption)
        return await self._json("POST", path, data=form, params=_texts(query))

    async def download(self, path: str) -> bytes:
        """Fetch a file's bytes."""
        async with self._session.get(self.url + path) as response:
            if not response.ok:
                raise ControlError(response.status, await response.text())
            return await response.read()

    async def _json(self, method: str, path: str, **more: Any) -> Json:  # noqa: ANN401 - aiohttp's own options
        async with self._session.request(method, self.url + path, **more) as response:
            body: Json = await response.json(content_type=None)
            if not response.ok:
                raise ControlError(response.status, str(body.get("error", body)))
            return body


def _texts(query: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in query.items() if value is not None}
