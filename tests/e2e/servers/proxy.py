"""A proxy on this machine: HTTP CONNECT (RFC 9110, 9.3.6) and SOCKS5 (RFC 1928, 1929), with a user and a password.

It knows one host that no resolver knows. Whoever reaches that host has come through the proxy.
"""

import asyncio
import base64
from contextlib import asynccontextmanager

HOST = "telegram.invalid"
USER, PASSWORD = "sample user", "p@ss:word"
QUOTED = "sample%20user:p%40ss%3Aword"
"""User and password as an address has them."""


class Proxy:
    """Listens on `port`; leads to `target` (host, port), and counts the connections it let through and refused."""

    def __init__(self, target):
        self.target, self.let_through, self.refused = target, 0, 0
        self.port = 0
        self._server = None
        self._open = set()

    async def start(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self):
        """Listen no more, and end what is connected."""
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await self._server.wait_closed()

    async def _serve(self, reader, writer):
        self._open.add(writer)
        try:
            first = await reader.readexactly(1)
            greeted = await (self._socks if first == b"\5" else self._http)(first, reader, writer)
            if not greeted:
                self.refused += 1
                return
            self.let_through += 1
            there, back = await asyncio.open_connection(*self.target)
            await _both(_pipe(reader, back), _pipe(there, writer))
            back.close()
        except (asyncio.IncompleteReadError, OSError):
            return
        finally:
            self._open.discard(writer)
            writer.close()

    async def _http(self, first, reader, writer):
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode()
        knows = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if f"Basic {knows}" not in head:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        elif not head.startswith(f"CONNECT {HOST}:"):
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            return True
        await writer.drain()
        return False

    async def _socks(self, _, reader, writer):
        await reader.readexactly((await reader.readexactly(1))[0])
        writer.write(b"\5\2")  # by user and password
        _, length = await reader.readexactly(2)
        user = await reader.readexactly(length)
        password = await reader.readexactly((await reader.readexactly(1))[0])
        if (user.decode(), password.decode()) != (USER, PASSWORD):
            writer.write(b"\1\1")
            await writer.drain()
            return False
        writer.write(b"\1\0")
        _, _, _, kind = await reader.readexactly(4)
        host = await reader.readexactly((await reader.readexactly(1))[0]) if kind == 3 else b"an address"
        await reader.readexactly(2)
        known = host.decode() == HOST
        writer.write(bytes([5, 0 if known else 4, 0, 1, 0, 0, 0, 0, 0, 0]))
        await writer.drain()
        return known


async def _pipe(reader, writer):
    while content := await reader.read(65536):
        writer.write(content)
        await writer.drain()


async def _both(*pipes):
    """Run both directions until one ends."""
    tasks = [asyncio.ensure_future(pipe) for pipe in pipes]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def proxy(target):
    """Run a proxy to `target`."""
    one = Proxy(target)
    await one.start()
    try:
        yield one
    finally:
        await one.stop()
