"""An HTTP client of the control API, and its errors."""

import io
from typing import Any

from aiohttp import ClientSession, FormData

Json = dict[str, Any]


class ControlError(Exception):
    """The sandbox refused a request; `status` 409 means that a real phone would not allow the action either."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}")
        self.status = status
        self.reason = reason


class NotSeenError(AssertionError):
    """An expected message or answer did not come in time; the error text contains the chat."""


class ControlApi:
    """Requests to the control API of one sandbox."""

    def __init__(self, url: str, session: ClientSession) -> None:
        self.url = url.rstrip("/")
        self._session = session

    async def get(self, path: str, **query: object) -> Json:
        """Send a GET request."""
        return await self._json("GET", path, params=_as_texts(query))

    async def post(self, path: str, body: Json | None = None, **query: object) -> Json:
        """Send a POST request."""
        return await self._json("POST", path, json=body or {}, params=_as_texts(query))

    async def request(self, method: str, path: str, body: Json | None = None) -> Json:
        """Send a PUT, PATCH or DELETE request."""
        return await self._json(method, path, json=body or {})

    async def upload(self, path: str, files: list[tuple[str, bytes]], caption: str, **query: object) -> Json:
        """Send files, each a name and its content."""
        form = FormData(quote_fields=False)
        for name, content in files:
            form.add_field("file", io.BytesIO(content), filename=name, content_type="application/octet-stream")
        if caption:
            form.add_field("caption", caption)
        return await self._json("POST", path, data=form, params=_as_texts(query))

    async def download(self, path: str) -> bytes:
        """Download a file."""
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


def _as_texts(query: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in query.items() if value is not None}
