"""The scanner over HTTP: its policy, what makes it installable, and bad input."""

import itertools
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from dishka import Provider, Scope, provide

from bot.checkpoint.duty.guests import GuestGuard
from bot.texts.words import Texts
from web.limits import Rate
from web.scan.access import ScanAccess, Scanning

MOST_HEAVY = 10
UNKNOWN = {"Authorization": f"Bearer {'A' * 43}"}
KEY = {"Idempotency-Key": "12345678-1234-1234-1234-123456789012"}


async def test_only_the_scanner_may_run_webassembly_and_use_the_camera(serve, http):
    url = await serve()
    async with http.get(f"{url}/scan") as page, http.get(f"{url}/v") as other:
        policy = page.headers["Content-Security-Policy"]
        assert page.status == other.status == 200
        assert "'wasm-unsafe-eval'" in policy
        assert "'unsafe-inline'" not in policy
        assert policy.startswith("default-src 'none'")
        assert page.headers["Permissions-Policy"].startswith("camera=(self)")
        assert "wasm-unsafe-eval" not in other.headers["Content-Security-Policy"]
        assert other.headers["Permissions-Policy"].startswith("camera=()")
        assert not page.cookies


async def test_every_file_that_the_page_names_is_served(serve, http):
    url = await serve()
    for path, kind in (
        ("/scan/manifest.webmanifest?lang=uk", "application/manifest+json"),
        ("/scan/service.js", "text/javascript"),
    ):
        async with http.get(url + path) as answer:
            assert (answer.status, answer.content_type) == (200, kind)
    async with http.get(f"{url}/scan/manifest.webmanifest") as answer:
        manifest = await answer.json()
    async with http.get(url + manifest["icons"][0]["src"]) as answer:
        assert answer.status == 200
    async with http.get(f"{url}/scan") as answer:
        scripts = [part.partition('"')[0] for part in (await answer.text()).split('src="')[1:]]
    for path in scripts:
        async with http.get(url + path) as answer:
            assert answer.status == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/scan/shift"),
        ("POST", "/scan/code"),
        ("POST", "/scan/picture"),
        ("POST", "/scan/frame"),
        ("POST", "/scan/pack"),
        ("POST", "/scan/scans"),
    ],
)
async def test_nobody_without_a_session_is_told_anything(serve, http, method, path):
    url = await serve()
    data = b"{}" if method == "POST" else None
    for headers in ({}, UNKNOWN, {**UNKNOWN, **KEY}):
        async with http.request(method, url + path, data=data, headers=headers) as answer:
            assert answer.status == 401
            assert await answer.read() == b""


def test_frames_are_limited_for_each_person():
    now = [0.0]
    frames = Rate(5, 1.0, now=lambda: now[0])
    assert [frames.allows("guard") for _ in range(6)] == [True] * 5 + [False]
    assert frames.allows("other")
    now[0] += 1
    assert frames.allows("guard")


class EverybodyScans(Provider):
    """Takes the token of a request for the id of a guest, who is on no shift."""

    scope = Scope.APP

    @provide
    def access(self, texts: Texts) -> ScanAccess:
        organisation = SimpleNamespace(id=uuid4(), tag=bytes(4), diia_branch="")

        async def scanning(request):
            person = SimpleNamespace(id=UUID(request.headers["Authorization"]))
            return Scanning(GuestGuard(organisation, person), texts.words("en"))

        return scanning


@pytest.mark.parametrize(("path", "body", "taken"), [("picture", b"no picture", 200), ("pack", b"{}", 400)])
async def test_photos_and_packs_are_limited_for_each_person_from_whatever_address(serve, http, path, body, taken):
    url, addresses = await serve(EverybodyScans()), itertools.count(1)

    async def asks(who):
        headers = {"Authorization": who, "X-Forwarded-For": f"203.0.113.{next(addresses)}", **KEY}
        async with http.post(f"{url}/scan/{path}", data=body, headers=headers) as answer:
            return answer.status

    guard, other = str(uuid4()), str(uuid4())
    statuses = [await asks(guard) for _ in range(3 * MOST_HEAVY)]
    assert statuses[:MOST_HEAVY] == [taken] * MOST_HEAVY
    assert 429 in statuses
    assert await asks(other) == taken
