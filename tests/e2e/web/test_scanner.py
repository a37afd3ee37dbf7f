"""The scanner in headless Chromium with a fake camera, before the real bot: with a network, without one, and again."""

import asyncio
import io
import re
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from e2e.servers.accessibility import faults_of
from e2e.servers.browser import tab_through, text_of
from e2e.servers.company import Company, company
from e2e.servers.counting import CountingProxy, counting_proxy
from e2e.servers.stage import free_port, words
from PIL import Image

from bot.qr.draw import draw_png
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor
from web.assets import Assets

pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
    pytest.mark.skipif(not CHROMEDRIVER.exists(), reason="Debian's chromium-driver is not installed"),
]

CHECKPOINT, PLACE = "КПП №1", 'вул. Садова, 5 <img src=x onerror="document.title=1">'
PATIENCE = 60
TYPED = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
FRAME = (640, 480)


@dataclass
class Post:
    """A checkpoint: the organisation, the guard's browser, its camera, and the network between it and the bot."""

    staff: Company
    proxy: CountingProxy
    url: str
    chrome: object
    film: Path
    reads: bool
    """Whether the page has its own reader of codes, or the server reads them."""

    async def camera_sees(self, text):
        """Let the camera film a code, or nothing; it must be started anew after that."""
        picture = Image.new("RGB", FRAME, "darkgrey")
        if text is not None:
            code = Image.open(io.BytesIO(draw_png(text))).convert("RGB").resize((360, 360))
            picture.paste(code, (140, 60))
        frame = io.BytesIO()
        picture.save(frame, "JPEG", quality=90)
        self.film.write_bytes(frame.getvalue() * 3)
        await asyncio.to_thread(self.chrome.execute_script, RESTART)

    def found(self, testid):
        return self.chrome.find_element(By.CSS_SELECTOR, f"[data-testid={testid}]")

    def text(self, testid):
        return text_of(self.chrome, testid)

    async def until(self, holds, what):
        wait = WebDriverWait(self.chrome, PATIENCE, 0.05)
        await asyncio.to_thread(wait.until, lambda _: holds(), what)

    def verdict(self):
        """The verdict that is shown; None where none is."""
        return self.chrome.execute_script("return document.querySelector('#verdict:not([hidden]) h2')?.dataset.verdict")

    async def shows(self, verdict):
        await self.until(lambda: self.verdict() == verdict, f"no {verdict}, but {self.text('verdict')!r}")

    async def types(self, text):
        await asyncio.to_thread(self.found("typed").send_keys, text)
        await asyncio.to_thread(self.found("check").click)

    async def closes(self):
        await asyncio.to_thread(self.chrome.execute_script, "document.querySelector('[data-testid=next]')?.click()")

    def foreign_requests(self):
        urls = self.chrome.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)")
        return [url for url in urls if not url.startswith(self.url) and not url.startswith("blob:")]


KEPT = """
const done = arguments[0];
caches.open("countersign-scan").then((cache) => cache.match("/scan").then((found) => done(Boolean(found))));
"""
RESTART = "document.getElementById('cameras').dispatchEvent(new Event('change'))"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def post(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scanner")
    port, behind, film = free_port(), free_port(), folder / "camera.mjpeg"
    url = f"http://127.0.0.1:{port}"
    film.write_bytes(b"")
    flags = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
        "--autoplay-policy=no-user-gesture-required",
    )
    settings = {"WEB_LISTEN": f"127.0.0.1:{behind}", "PUBLIC_URL": url}
    async with (
        counting_proxy(port, f"http://127.0.0.1:{behind}") as proxy,
        company(folder, **settings) as staff,
    ):
        with headless_chromium(390, 800, flags=flags) as chrome:
            yield Post(staff, proxy, url, chrome, film, "zxing/reader/index.js" in Assets.read().files)


def typed(message):
    return TYPED.search(message.text)[0]


async def live_code(post):
    """A live code: the link in its picture, and the symbols under it."""
    shown = await steps.show_code(post.staff.employee)
    return steps.read_qr(await shown.image()), typed(shown)


async def opens_scanner(post):
    guard = post.staff.guard
    await guard.press("checkpoint-scanner-browser")
    message = await guard.sees(button=guard.label("checkpoint-scanner-go"))
    await asyncio.to_thread(post.chrome.get, message.links[0])
    await post.until(lambda: PLACE in post.text("duty"), "not on duty")


async def revokes_pass(owner):
    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-staff")
    await owner.press("pass-revoke")
    await owner.press("pass-revoke-confirm")


def logged(post):
    return post.staff.rows('SELECT verdict, judged FROM "check" ORDER BY checked_at')


async def test_codes_are_checked_with_a_network_without_one_and_again(post):
    owner, guard = post.staff.owner, post.staff.guard
    link = await steps.issue_service_qr(owner, CHECKPOINT, PLACE)
    await steps.issue_pass(owner, sample.EMPLOYEE, sample.portrait())
    await steps.go_on_duty(guard, link)
    await opens_scanner(post)
    assert "#" not in post.chrome.current_url
    assert post.chrome.find_elements(By.CSS_SELECTOR, "#duty img") == []

    code, symbols = await live_code(post)
    await post.camera_sees(code)
    await post.shows("valid")
    assert sample.EMPLOYEE.name in post.text("verdict")
    assert post.chrome.find_elements(By.CSS_SELECTOR, "#verdict img")
    await post.until(lambda: post.text("again") == words("web-scan-again", "ru"), "not again")
    assert logged(post) == [("valid", None)]

    await post.camera_sees(None)
    await post.types(symbols)
    await post.shows("already-used")

    await revokes_pass(owner)
    await post.types(symbols)
    await post.shows("revoked")

    await steps.issue_pass(owner, sample.EMPLOYEE, None)
    await asyncio.to_thread(post.chrome.refresh)
    await post.until(lambda: words("web-scan-pack", "ru", at="X").split("X")[0] in post.text("network"), "no pack")
    await post.until(lambda: post.chrome.execute_async_script(KEPT), "the page was not kept")
    post.chrome.execute_cdp_cmd("Network.clearBrowserCache", {})
    post.proxy.down = True
    await asyncio.to_thread(post.chrome.refresh)  # the service worker opens the page
    await post.until(lambda: PLACE in post.text("duty"), "not on duty without a network")
    assert words("web-scan-offline", "ru") in post.text("network")

    code, _ = await live_code(post)
    await (post.camera_sees(code) if post.reads else post.types(code))
    await post.shows("valid-offline")
    await post.camera_sees(None)
    await post.types(code)
    await post.shows("already-used-here")
    await post.types("https://example.org/menu")
    await post.shows("not-in-pack")
    assert words("web-scan-queue", "ru", count=3) == post.text("queue")

    post.proxy.down = False
    await asyncio.to_thread(post.chrome.execute_script, "window.dispatchEvent(new Event('online'))")
    await post.until(lambda: not post.text("queue"), "the queue was not delivered")
    assert logged(post)[3:] == [
        ("valid-offline", "valid"),
        ("already-used-here", "already-used"),
        ("not-in-pack", "unknown"),
    ]
    assert post.foreign_requests() == []
    if post.reads:
        assert "/scan/frame" not in {path for _, path, _ in post.proxy.requests}
    assert [path for _, path, _ in post.proxy.requests if not path.startswith(("/scan", "/app", "/assets"))] == []


async def test_a_guest_scans_for_as_long_as_their_shift_runs(post):
    owner, guest = post.staff.owner, Actor(await post.staff.sandbox.add_person("Гість Зразок", language="uk"), "uk")
    link = await steps.issue_service_qr(owner, "КПП №2", "вул. Лісова, 1")
    await owner.press("checkpoint-edit-button")
    await owner.press("checkpoint-admits", admits="guards")
    await owner.press("checkpoint-admits", admits="staff")
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    await owner.sees("✅", kind="photo")
    await guest.phone.opens(link)
    await guest.press("checkpoint-guest-ask")
    await owner.press("checkpoint-guest-admit")
    await guest.sees("🟢")
    await guest.press("checkpoint-shift")
    await guest.sees(button=guest.label("checkpoint-scanner"))
    app = (await guest.phone.taps(guest.label("checkpoint-scanner")))["web_app"]
    assert app["url"] == f"{post.url}/scan?guest=1&lang=uk"
    async with ClientSession(post.url) as http:
        async with http.post("/scan/session", json={"init_data": app["init_data"], "account": ""}) as answer:
            token = (await answer.json())["token"]
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
        async with http.get("/scan/shift", headers=headers) as answer:
            assert (await answer.json())["place"] == "вул. Лісова, 1"
        _, symbols = await live_code(post)
        async with http.post("/scan/code", json={"text": symbols}, headers=headers) as answer:
            assert (await answer.json())["results"][0]["verdict"] == "valid"
        await guest.phone.taps(guest.label("checkpoint-end-shift"))
        await guest.sees("⚪")
        async with http.get("/scan/shift", headers=headers) as answer:
            assert answer.status == 401


async def test_the_scanner_is_used_with_a_keyboard_and_a_screen_reader(post):
    await post.camera_sees("https://example.org/menu")
    await post.until(lambda: post.verdict() in {"unknown", "not-in-pack"}, "no verdict")
    await post.camera_sees(None)
    assert await faults_of(post.chrome) == []
    await post.closes()
    assert await faults_of(post.chrome) == []
    reached = await asyncio.to_thread(tab_through, post.chrome, 12)
    assert {"sound", "vibration", "typed", "check", "photo", "log-out"} <= set(reached)


async def test_who_lost_their_rights_checks_no_more(post):
    await steps.open_card(post.staff.owner, sample.GUARD)
    await post.staff.owner.press("staff-dismiss")
    await post.staff.owner.press("staff-dismiss-confirm")
    await asyncio.to_thread(post.chrome.execute_script, "window.dispatchEvent(new Event('online'))")
    await post.until(lambda: post.text("duty") == words("web-scan-login", "ru"), "still logged in")
    assert not post.found("typed").is_displayed()
