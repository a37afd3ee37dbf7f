"""A reverse proxy before the pages, as an administrator has one, that keeps every request."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientSession, web


@dataclass
class CountingProxy:
    """Forwards to `target` and keeps the method, path and body of each request; while `down`, cuts every connection."""

    target: str
    down: bool = False
    requests: list[tuple[str, str, bytes]] = field(default_factory=list)

    async def forward(self, request):
        if self.down:
            request.transport.abort()
            return web.Response()
        body = await request.read()
        self.requests.append((request.method, request.path_qs, body))
        kept = {
            name: value
            for name, value in request.headers.items()
            if name.lower() in {"accept-language", "content-type", "authorization", "idempotency-key"}
        }
        headers = {**kept, "X-Forwarded-For": request.remote or ""}
        async with (
            ClientSession(auto_decompress=False) as session,
            session.request(request.method, self.target + request.path_qs, headers=headers, data=body) as answer,
        ):
            content = await answer.read()
            told = {name: value for name, value in answer.headers.items() if name not in {"Content-Length", "Date"}}
            return web.Response(status=answer.status, body=content, headers=told)


@asynccontextmanager
async def counting_proxy(port, target):
    """Listen on `port` of this machine."""
    proxy = CountingProxy(target)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", proxy.forward)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield proxy
    finally:
        await runner.cleanup()
