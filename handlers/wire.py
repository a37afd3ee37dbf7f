"""HTTP/1.1 to one server: a body out, the whole answer in, over connections that are kept open.

What a call to the Bot API needs and nothing else, at a sixth of the CPU of a client that can do everything
(`docs/decisions/0022-a-wire-of-our-own.md`). A call that fails is never repeated here: whoever called knows whether it
may be. Answers are asked for and read as they are, neither compressed nor redirected.
"""

import asyncio
import ssl
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import certifi

IDLE_SECONDS: Final = 15.0
"""How long a connection may have lain unused: servers end them at some time, and a call must not meet that moment."""

MOST_CONNECTIONS: Final = 200

_ANNOUNCEMENTS: Final = range(100, 200)
_BODILESS: Final = (204, 304)


class Wire:
    """Posts JSON to addresses below `base`, an http or https origin with or without a path."""

    def __init__(self, base: str) -> None:
        self._url = urlsplit(base)
        self._origin = f"{self._url.scheme}://{self._url.netloc}"
        self._head = (
            f" HTTP/1.1\r\nHost: {self._url.netloc.rpartition('@')[2]}\r\nUser-Agent: countersign\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode("ascii")
        self._places = asyncio.Semaphore(MOST_CONNECTIONS)
        self._idle: list[_Connection] = []
        self._secured: ssl.SSLContext | None = None

    async def post(self, url: str, body: bytes, *, within: float) -> tuple[int, bytes]:
        """Return status and body; OSError where no whole answer comes, TimeoutError (one of them) after `within` s.

        That is for connecting and for the answer, each.
        """
        path = url.removeprefix(self._origin).encode("ascii")
        request = b"POST %b%b%d\r\n\r\n%b" % (path, self._head, len(body), body)
        async with self._places:
            connection = self._rested()
            if connection is None:
                connection = await asyncio.wait_for(self._open(), within)
            try:
                answer = await connection.ask(request, within)
            except BaseException:
                connection.end()  # whoever gave up gets no late answer, and nobody else does
                raise
            if connection.open:
                self._idle.append(connection)
            return answer

    def close(self) -> None:
        """End the connections; nobody calls any more."""
        while self._idle:
            self._idle.pop().end()

    def _rested(self) -> "_Connection | None":
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.open and now - connection.used_at < IDLE_SECONDS:
                return connection
            connection.end()
        return None

    async def _open(self) -> "_Connection":
        secure = self._url.scheme == "https"
        if secure and self._secured is None:
            self._secured = ssl.create_default_context(cafile=certifi.where())  # as aiogram, on whatever machine
        port = self._url.port or (443 if secure else 80)
        return _Connection(
            *await asyncio.open_connection(
                self._url.hostname, port, ssl=self._secured if secure else None, happy_eyeballs_delay=0.25
            )
        )


class _Connection:
    """One question at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._kept = True
        self._late = False
        self.used_at = 0.0

    @property
    def open(self) -> bool:
        return self._kept and not self._reader.at_eof() and not self._writer.is_closing()

    async def ask(self, request: bytes, within: float) -> tuple[int, bytes]:
        loop = asyncio.get_running_loop()
        alarm = loop.call_later(within, self._too_late)  # asyncio.timeout costs as much as reading the answer
        try:
            self._writer.write(request)
            head = await self._head()
            body = await self._body(head)
        except (EOFError, ValueError, asyncio.LimitOverrunError) as error:
            if self._late:
                raise TimeoutError from error
            raise ConnectionError(f"no whole answer: {type(error).__name__}") from error
        finally:
            alarm.cancel()
        if self._late:
            raise TimeoutError
        self.used_at = loop.time()
        if not self._kept:
            self.end()
        return head.status, body

    def _too_late(self) -> None:
        self._late = True
        self.end()

    def end(self) -> None:
        self._kept = False
        self._writer.transport.abort()

    async def _head(self) -> "_LedgerCheckpoint":
        while (head := _read(await self._reader.readuntil(b"\r\n\r\n"))).status in _ANNOUNCEMENTS:
            pass
        self._kept = head.says(b"connection", b"keep-alive") or (
            head.version == b"HTTP/1.1" and not head.says(b"connection", b"close")
        )
        return head

    async def _body(self, head: "_LedgerCheckpoint") -> bytes:
        """Read what belongs to the answer (RFC 9112, 6.3)."""
        if head.status in _BODILESS:
            return b""
        if head.says(b"transfer-encoding", b"chunked"):
            return await self._chunks()
        if (length := head.fields.get(b"content-length")) is not None:
            return await self._reader.readexactly(int(length))
        self._kept = False
        return await self._reader.read()

    async def _chunks(self) -> bytes:
        parts = []
        while size := int((await self._reader.readuntil(b"\r\n")).partition(b";")[0], 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readexactly(2)
        while await self._reader.readuntil(b"\r\n") != b"\r\n":
            pass  # trailers
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class _LedgerCheckpoint:
    """The first lines of an answer; names and values of fields in small letters."""

    version: bytes
    status: int
    fields: dict[bytes, bytes]

    def says(self, name: bytes, word: bytes) -> bool:
        return word in self.fields.get(name, b"")


def _read(head: bytes) -> _LedgerCheckpoint:
    first, *lines = head[:-4].split(b"\r\n")
    version, status = first.split(b" ", 2)[:2]
    if not version.startswith(b"HTTP/1."):
        raise ValueError(version)
    named = (line.lower().partition(b":") for line in lines)
    return _LedgerCheckpoint(version, int(status), {name: value.strip() for name, _, value in named})
