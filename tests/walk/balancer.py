"""A load balancer in miniature: each request goes to the next process; one that does not answer is told as 502."""

import itertools
from collections import Counter
from contextlib import asynccontextmanager

from aiohttp import ClientError, ClientSession, web
from walk.staging import free_port


class Balancer:
    """Listens on `port`, knows nothing of who is behind whom; `carried` counts by the port that took a request."""

    def __init__(self, ports):
        self.port = free_port()
        self.carried = Counter()
        self._next = itertools.cycle(ports)

    async def on_request(self, request):
        port = next(self._next)
        body = await request.read()
        try:
            async with self._session.post(
                f"http://127.0.0.1:{port}{request.path}", data=body, headers=request.headers
            ) as answer:
                self.carried[port] += answer.status == 200
                return web.Response(status=answer.status)
        except ClientError:
            return web.Response(status=502)

    @asynccontextmanager
    async def listening(self):
        app = web.Application()
        app.router.add_post("/{path:.*}", self.on_request)
        runner = web.AppRunner(app, access_log=None)
        async with ClientSession() as self._session:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", self.port).start()
            try:
                yield self
            finally:
                await runner.cleanup()
