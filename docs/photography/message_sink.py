"""A mail server and an SMS gateway for the bot whose pictures are taken. They accept messages and drop them.

Both listen on this machine alone. The mail server speaks as much SMTP (RFC 5321) as one client needs; the gateway
accepts any HTTP request as an SMS.
"""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

HOST = "127.0.0.1"
_REPLIES = {b"DATA": b"354 Start mail input\r\n", b"QUIT": b"221 Bye\r\n"}
_OK = b"250 OK\r\n"


@asynccontextmanager
async def message_sink() -> AsyncIterator[dict[str, str]]:
    """Accept messages during a block; yield the settings with which a bot sends them here."""
    mail = await asyncio.start_server(_accept_mail, HOST, 0)
    gateway = web.AppRunner(_sms_gateway())
    await gateway.setup()
    await web.TCPSite(gateway, HOST, 0).start()
    try:
        yield {
            "SMTP_URL": f"smtp://{HOST}:{mail.sockets[0].getsockname()[1]}?tls=none",
            "SMTP_FROM": "bot@example.org",
            "SMS_URL": f"http://{HOST}:{gateway.addresses[0][1]}/",
            "SMS_BODY": "to={phone}&text={text}",
        }
    finally:
        mail.close()
        await gateway.cleanup()


async def _accept_mail(reader: StreamReader, writer: StreamWriter) -> None:
    writer.write(b"220 Ready\r\n")
    while line := await reader.readline():
        command = line[:4].upper()
        writer.write(_REPLIES.get(command, _OK))
        if command == b"DATA":
            await reader.readuntil(b"\r\n.\r\n")
            writer.write(_OK)
        if command == b"QUIT":
            break
    await writer.drain()
    writer.close()


def _sms_gateway() -> web.Application:
    async def accept(_: web.Request) -> web.Response:
        return web.Response(text="accepted")

    application = web.Application()
    application.router.add_route("*", "/", accept)
    return application
