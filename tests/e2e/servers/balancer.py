"""Load balancers: a small one that counts, and nginx configured as in `docs/operations.md`."""

import asyncio
import itertools
import re
import shutil
import subprocess
from collections import Counter
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientError, ClientSession, web
from e2e.servers.stage import ROOT, free_port

NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {upstream}
    server {{ listen 127.0.0.1:{port}; {location} }}
}}
"""


class Balancer:
    """Each request goes to the next process; one that does not answer is told as 502.

    Listens on `port`, knows nothing of who is behind whom; `carried` counts by the port that took a request.
    """

    def __init__(self, ports, _folder):
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


class Nginx:
    """The nginx of the docs, with our ports in place of its addresses: one process, or several behind an upstream."""

    def __init__(self, ports, folder):
        self.port, self.folder = free_port(), folder
        page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
        servers = "".join(f"server 127.0.0.1:{port};" for port in ports)
        self._upstream = re.sub(r"server .*?;\s*(?=})", servers, _block(page, "upstream countersign"), flags=re.DOTALL)
        locations = [_block(page[at.start() :], "location") for at in re.finditer("location = /telegram", page)]
        (self._location,) = [one for one in locations if ("//countersign;" in one) == (len(ports) > 1)]
        self._location = self._location.replace("127.0.0.1:8080", f"127.0.0.1:{ports[0]}")

    @asynccontextmanager
    async def listening(self):
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
        if program is None:
            pytest.skip("nginx is not installed")
        told = {"upstream": self._upstream, "location": self._location, "folder": self.folder, "port": self.port}
        (self.folder / "nginx.conf").write_text(NGINX.format(**told))
        command = (program, "-p", self.folder, "-e", self.folder / "error.log", "-c", self.folder / "nginx.conf")
        started = subprocess.Popen(command)
        try:
            yield self
        finally:
            started.terminate()
            await asyncio.to_thread(started.wait, 20)


def _block(text, name):
    """A block of the docs' examples, from its name to the brace that closes it."""
    return re.search(rf"{name}.*?{{.*?^    }}", text, re.DOTALL | re.MULTILINE)[0]
