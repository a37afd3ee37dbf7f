"""The letterbox of the demonstration: takes the e-mails and SMS that its bot sends, and delivers them to nobody.

Listens on this machine alone, speaks as much SMTP (RFC 5321) as one client needs, takes any HTTP request for an SMS.
"""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

HOST = "127.0.0.1"
_ANSWERS = {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
_TAKEN = b"250 OK\r\n"


@asynccontextmanager
async def letterbox() -> AsyncIterator[dict[str, str]]:
    """Take letters while the block runs; gives the settings with which a bot sends them here."""
    mail = await asyncio.start_server(_take_mail, HOST, 0)
    messages = web.AppRunner(_gateway())
    await messages.setup()
    await web.TCPSite(messages, HOST, 0).start()
    try:
        yield {
            "SMTP_URL": f"smtp://{HOST}:{mail.sockets[0].getsockname()[1]}?tls=none",
            "SMTP_FROM": "bot@example.org",
            "SMS_URL": f"http://{HOST}:{messages.addresses[0][1]}/",
            "SMS_BODY": "to={phone}&text={text}",
        }
    finally:
        mail.close()
        await messages.cleanup()


async def _take_mail(reader: StreamReader, writer: StreamWriter) -> None:
    writer.write(b"220 letterbox\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        writer.write(_ANSWERS.get(verb, _TAKEN))
        if verb == b"DATA":
            await reader.readuntil(b"\r\n.\r\n")
            writer.write(_TAKEN)
        if verb == b"QUIT":
            break
    await writer.drain()
    writer.close()


def _gateway() -> web.Application:
    async def take(_: web.Request) -> web.Response:
        return web.Response(text="taken")

    application = web.Application()
    application.router.add_route("*", "/", take)
    return application
