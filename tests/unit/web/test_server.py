"""The web application over HTTP: its headers, its answers and its limits."""

import asyncio
import io
import json
import re
import shutil
import subprocess
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession
from e2e.servers.balancer import NGINX
from e2e.servers.stage import ROOT, TOKEN, free_port, words

from bot.providers import make_container
from bot.settings import SettingsError, read_settings
from web import server
from web.server import WebServer

UNKNOWN = {"sha256": "0" * 64}
ANSWERS = (("GET", "/v", 200), ("GET", "/no", 404), ("PUT", "/v", 405), ("POST", "/v/state", 400))


async def test_every_answer_has_the_protecting_headers(serve, http):
    url = await serve()
    for method, path, status in (
        ("GET", "/v", 200),
        ("GET", "/no", 404),
        ("PUT", "/v", 405),
        ("POST", "/v/state", 400),
    ):
        async with http.request(method, url + path) as answer:
            assert answer.status == status
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "noindex" in answer.headers["X-Robots-Tag"]
            assert "Set-Cookie" not in answer.headers
            assert answer.headers["Server"] == "countersign"


async def test_only_clients_of_telegram_may_frame_the_pages_for_people_who_are_logged_in(serve, http):
    url, in_the_sandbox = await serve(), await serve(bot_api_base="http://127.0.0.1:8081")
    for address, framing in (
        (url, "https://web.telegram.org"),
        (in_the_sandbox, "https://web.telegram.org http://127.0.0.1:8081"),
    ):
        for path in ("/app/pass", "/scan"):
            async with http.get(address + path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert policy.endswith(f"frame-ancestors {framing}")
                assert policy.startswith("default-src 'none'; script-src 'self'")
                assert "'unsafe-inline'" not in policy
        async with http.get(f"{address}/v") as answer:
            assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


async def test_without_a_session_nothing_is_told(serve, http):
    url = await serve()
    for token in ("", "Bearer x", f"Bearer {'A' * 43}", "Basic eA=="):
        async with http.get(f"{url}/app/passes", headers={"Authorization": token}) as answer:
            assert answer.status == 401
        async with http.post(f"{url}/app/pass/code", headers={"Authorization": token}) as answer:
            assert answer.status == 401


async def test_the_language_is_the_chosen_one_or_the_preferred_one(serve, http):
    url = await serve(language="uk")
    for path, preferred, language in (
        ("/v", "en-GB,en;q=0.9,uk;q=0.5", "en"),
        ("/v", "de;q=0.9, ru;q=0.8, *;q=0.1", "ru"),
        ("/v", "", "uk"),
        ("/v", ";;;q=x,,", "uk"),
        ("/v?lang=ru", "en", "ru"),
        ("/v?lang=%3Cb%3E", "en", "en"),
    ):
        async with http.get(url + path, headers={"Accept-Language": preferred}) as answer:
            assert words("web-title", language) in await answer.text()


async def test_the_bare_address_leads_to_the_page(serve, http):
    url = await serve()
    async with http.get(url) as answer:
        assert (answer.status, answer.url.path) == (200, "/v")


async def test_files_are_kept_for_ever_under_the_name_of_their_version_and_no_other_is_served(serve, http):
    url = await serve()
    async with http.get(f"{url}/v") as answer:
        page = await answer.text()
    script = page.partition('src="')[2].partition('"')[0]
    async with http.get(url + script) as answer:
        assert (answer.status, answer.content_type) == (200, "text/javascript")
        assert "immutable" in answer.headers["Cache-Control"]
    version = script.split("/")[2]
    for path in (f"{version}/../server.py", f"{version}/%2e%2e/server.py", f"{version}/verify", "0/verify/page.js", ""):
        async with http.get(f"{url}/assets/{path}") as answer:
            assert answer.status == 404


async def test_unknown_codes_and_pages_that_are_not_public_are_answered_alike(serve, http):
    url, closed = await serve(), await serve(sheet_qr="bot")
    answers = set()
    for address in (url, closed):
        for code in (f"D{'A' * 44}", f"L{'A' * 44}", "x", "%00", "a" * 2000):
            async with http.get(f"{address}/v/{code}", headers={"Accept-Language": "en"}) as answer:
                answers.add((answer.status, await answer.text()))
            async with http.post(f"{address}/v/{code}", json=UNKNOWN) as answer:
                assert await answer.json() == {"title": None}
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


async def test_only_a_hash_is_taken(serve, http):
    url = await serve()
    async with http.post(f"{url}/v/state", json=UNKNOWN) as answer:
        assert await answer.json() == {"state": "unknown"}
    for body in (b"", b"[]", b"{", b'{"sha256":1}', json.dumps({"sha256": "F" * 64}).encode(), b"[" * 4000):
        async with http.post(f"{url}/v/state", data=body) as answer:
            assert answer.status == 400


async def test_a_large_body_is_refused_without_being_read(serve):
    url = await serve()
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /v/state HTTP/1.1\r\nHost: x\r\nContent-Length: 500000000\r\n\r\n" + b"x" * 65536)
    async with asyncio.timeout(10):
        assert b" 413 " in await reader.readline()
    writer.close()


async def test_a_client_that_never_ends_its_head_is_dropped(serve, monkeypatch):
    monkeypatch.setattr(server, "HEAD_WITHIN_SECONDS", 0.3)
    url = await serve()
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET /v HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    async with asyncio.timeout(10):
        assert await reader.read() == b""
    writer.close()


async def test_an_address_that_asks_too_often_is_told_to_wait(serve, http):
    url = await serve()
    statuses = []
    for _ in range(40):
        async with http.post(f"{url}/v/state", json=UNKNOWN) as answer:
            statuses.append(answer.status)
    assert statuses[:25] == [200] * 25
    assert 429 in statuses[25:]
    async with http.get(f"{url}/v") as answer:
        assert answer.status == 200


async def test_a_port_that_is_taken_is_told(serve):
    url = await serve()
    container = make_container(read_settings(bot_token=TOKEN))
    with pytest.raises(SettingsError, match="WEB_LISTEN"):
        await WebServer(url.removeprefix("http://"), container).start()
    await container.close()


async def test_without_an_address_nothing_listens():
    container = make_container(read_settings(bot_token=TOKEN))
    await WebServer("", container).start()
    await container.close()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"web_listen": "127.0.0.1:8082"}, "PUBLIC_URL"),
        ({"public_url": "https://example.org/path"}, "without path"),
        ({"web_listen": "nowhere", "public_url": "https://example.org"}, "WEB_LISTEN"),
    ],
)
def test_settings_that_do_not_fit_are_told(settings, told):
    with pytest.raises(SettingsError, match=told):
        read_settings(bot_token=TOKEN, **settings)


async def test_nginx_as_documented_adds_tls_and_names_the_client(serve, tmp_path):
    """The proxy of the docs, with our ports and a certificate of our own."""
    url = await serve()
    port = free_port()
    async with nginx(tmp_path, url.rpartition(":")[2], port), ClientSession() as session:
        statuses = []
        for _ in range(40):
            async with session.post(f"https://127.0.0.1:{port}/v/state", json=UNKNOWN, ssl=False) as answer:
                statuses.append(answer.status)
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert 429 in statuses
        large = io.BytesIO(bytes(9_000_000))
        async with session.post(f"https://127.0.0.1:{port}/v/state", data=large, ssl=False, expect100=True) as answer:
            assert answer.status == 413


@asynccontextmanager
async def nginx(folder, behind, port):
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed")
    key = ("-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out", folder / "cert.pem")
    subprocess.run(["openssl", "req", "-x509", *key, "-subj", "/CN=x", "-days", "1"], check=True, capture_output=True)
    page = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    server = re.search(r"^    server {.*?^    }", page, re.DOTALL | re.MULTILINE)[0]
    server = server.replace("listen 443", f"listen 127.0.0.1:{port}").replace("127.0.0.1:8082", f"127.0.0.1:{behind}")
    server = re.sub(r"/etc/\S+/fullchain.pem", str(folder / "cert.pem"), server)
    server = re.sub(r"/etc/\S+/privkey.pem", str(folder / "key.pem"), server)
    told = {"upstream": server, "location": "return 404;", "folder": folder, "port": free_port()}
    (folder / "nginx.conf").write_text(NGINX.format(**told))
    started = subprocess.Popen([program, "-p", folder, "-e", folder / "error.log", "-c", folder / "nginx.conf"])
    try:
        await asyncio.sleep(1)
        yield
    finally:
        started.terminate()
        await asyncio.to_thread(started.wait, 20)
