"""The kiosk: from the manager's chat over an SMS gateway and a browser to a sealed file that names it."""

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from e2e.servers.browser import text_of
from e2e.servers.company import company
from e2e.servers.stage import free_port, monday_morning, words

from sandbox.demo import sample, steps

pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
    pytest.mark.skipif(not CHROMEDRIVER.exists(), reason="Debian's chromium-driver is not installed"),
]

PATIENCE = 60
PIN = "836152"
NAME = "Прохідна"
CLERK, DRIVER = sample.OTHERS[0], sample.OTHERS[3]
LATER = "const now = Date.now; const by = arguments[0]; Date.now = () => now() + by;"
KEPT = (
    "return JSON.stringify([Object.values(sessionStorage), Object.keys(localStorage), document.cookie, location.hash])"
)


@dataclass
class Gateway:
    """A gateway that takes every SMS."""

    sent: list[dict] = field(default_factory=list)

    async def take(self, request):
        self.sent.append(await request.json())
        return web.json_response({"taken": True})

    async def code(self, phone, number):
        """The digits of the SMS with this number to this phone."""
        for _ in range(PATIENCE * 10):
            texts = [one["text"] for one in self.sent if one["to"] == phone and re.match(r"[0-9]{6} ", one["text"])]
            if len(texts) >= number:
                return texts[number - 1][:6]
            await asyncio.sleep(0.1)
        raise AssertionError(f"no SMS number {number} to {phone}: {self.sent}")


@asynccontextmanager
async def gateway():
    """Listen on this machine; yields the gateway and the bot's settings for it."""
    taken = Gateway()
    application = web.Application()
    application.router.add_post("/sms", taken.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    settings = {
        "SMS_URL": f"http://127.0.0.1:{runner.addresses[0][1]}/sms",
        "SMS_HEADERS": '{"Content-Type": "application/json"}',
        "SMS_BODY": '{"to": "{phone}", "text": "{text}"}',
    }
    try:
        yield taken, settings
    finally:
        await runner.cleanup()


@dataclass
class Kiosk:
    """The browser of the device."""

    chrome: object

    async def opens(self, address):
        await asyncio.to_thread(self.chrome.get, address)

    async def waits(self, found, otherwise):
        wait = WebDriverWait(self.chrome, PATIENCE, 0.1, [StaleElementReferenceException])
        return await asyncio.to_thread(wait.until, lambda _: found(), otherwise)

    async def sees(self, testid, text=""):
        await self.waits(lambda: text in text_of(self.chrome, testid) and self.shown(testid), f"no {testid}: {text}")
        return text_of(self.chrome, testid)

    def shown(self, testid):
        parts = self.chrome.find_elements(By.CSS_SELECTOR, f"[data-testid={testid}]")
        return [part for part in parts if part.is_displayed()]

    async def presses(self, testid):
        await self.waits(lambda: self._pressed(testid), f"no {testid}")

    def _pressed(self, testid):
        found = [part for part in self.shown(testid) if part.is_enabled()]
        if found:
            self.chrome.execute_script("arguments[0].click()", found[0])
        return found

    async def enters(self, testid, digits):
        for digit in digits:
            await self.presses(f"{testid}-{'plus' if digit == '+' else digit}")
        await self.presses(f"{testid}-done")

    async def identifies(self, sms, person, number):
        await self.enters("phone", person.phone)
        await self.sees("code-hint")
        await self.enters("code", await sms.code(person.phone, number))

    async def chooses_pin(self):
        await self.presses("agree")
        await self.enters("new-pin", PIN)
        await self.enters("repeat-pin", PIN)

    def source(self):
        return self.chrome.page_source

    def kept(self):
        return json.loads(self.chrome.execute_script(KEPT))


async def enable(owner, name):
    """Enable a kiosk in the chat; return the address that the device opens."""
    await owner.open_menu("staff-button", "staff-kiosks-button", "staff-kiosk-enable")
    await owner.sees(owner.label("staff-kiosk-ask-name")[:30])
    await owner.phone.sends(name)
    shown = await owner.sees(button=owner.label("staff-kiosk-open"))
    return next(link for link in shown.links if "/kiosk#" in link)


async def choose(owner, person):
    await steps.open_card(owner, person)
    await owner.press("staff-kiosk-choose")
    await owner.sees(button=owner.label("staff-kiosk-leave"))


async def reads_to_the_end(kiosk):
    await kiosk.presses("read")
    await kiosk.waits(lambda: kiosk.shown("sheet"), "no page")
    while not kiosk.shown("signing"):
        await kiosk.presses("page")
        await asyncio.sleep(0.2)
    await kiosk.presses("signing")


async def registers(kiosk, sms, link):
    """Open the address from the chat, and register the clerk; nothing of them is left when they leave."""
    await kiosk.opens(link)
    await kiosk.identifies(sms, CLERK, 1)
    assert CLERK.name in await kiosk.sees("you")
    await kiosk.chooses_pin()
    await kiosk.sees("none")
    assert CLERK.name in await kiosk.sees("who")
    await kiosk.presses("leave")
    await kiosk.sees("phone-hint")
    assert CLERK.name not in kiosk.source()
    assert kiosk.kept() == [[], ["countersign-kiosk"], "", ""]


async def signs(kiosk, sms):
    """Read the document to its end and sign it, at the second try of the PIN."""
    await kiosk.identifies(sms, CLERK, 2)
    await kiosk.sees("documents", sample.TITLE)
    await reads_to_the_end(kiosk)
    await kiosk.enters("pin", "111222")
    await kiosk.sees("problem")
    await kiosk.enters("pin", PIN)
    await kiosk.sees("signed", sample.TITLE)


async def leaves_nothing(kiosk, address):
    """A minute without touch ends the session; neither the back button nor the page's source shows who was there."""
    kiosk.chrome.execute_script(LATER, 61_000)
    await kiosk.sees("gone", words("web-kiosk-gone", "en"))
    assert CLERK.name not in kiosk.source()
    await asyncio.to_thread(kiosk.chrome.back)
    await asyncio.to_thread(kiosk.chrome.forward)
    await kiosk.opens(f"http://{address}/kiosk")
    await kiosk.sees("phone-hint")
    assert CLERK.name not in kiosk.source()


async def is_dismissed(staff, kiosk):
    """Dismiss the clerk, who is logged in: their next touch ends the session."""
    await steps.open_card(staff.owner, CLERK)
    await staff.owner.press("staff-dismiss")
    await staff.owner.press("staff-dismiss-confirm")
    await staff.rests()
    kiosk.chrome.execute_script(LATER, 11_000)
    kiosk.chrome.execute_script("dispatchEvent(new PointerEvent('pointerdown'))")
    await kiosk.sees("gone")
    assert CLERK.name not in kiosk.source()


async def is_ended(owner, kiosk):
    """End the kiosk in the chat: the device is told at its next request, and forgets what it was."""
    await owner.open_menu("staff-button", "staff-kiosks-button")
    await owner.press("staff-kiosk-end", name=NAME)
    await owner.sees(owner.label("staff-kiosks-none"))
    await kiosk.enters("phone", DRIVER.phone)
    await kiosk.sees("closed", words("refused-kiosk-over", "en"))
    assert kiosk.kept() == [[], [], "", ""]


async def test_a_person_without_telegram_registers_and_signs_at_a_kiosk(tmp_path):
    address = f"127.0.0.1:{free_port()}"
    at = monday_morning().isoformat()  # finished files are sent in working hours
    pages = {"WEB_LISTEN": address, "PUBLIC_URL": f"http://{address}"}
    async with gateway() as (sms, settings), company(tmp_path, at, **pages, **settings) as staff:
        owner = staff.owner
        await choose(owner, CLERK)
        link = await enable(owner, NAME)
        with headless_chromium(600, 900) as chrome:
            kiosk = Kiosk(chrome)
            await registers(kiosk, sms, link)
            await steps.send_document(owner, sample.document(), "pravyla.pdf", sample.TITLE, CLERK)
            await owner.sees(owner.label("signing-at-kiosk", number=1))
            await staff.sandbox.clock.advance(minutes=2)
            await signs(kiosk, sms)
            await staff.finishes_documents()
            finished = await owner.sees(sample.TITLE, kind="document")
            await leaves_nothing(kiosk, address)
            await staff.sandbox.clock.advance(minutes=2)
            await kiosk.identifies(sms, CLERK, 3)
            await kiosk.sees("who", CLERK.name)
            await is_dismissed(staff, kiosk)
            await is_ended(owner, kiosk)
        file = tmp_path / "finished.pdf"
        file.write_bytes(await finished.document())
        _, printed = await staff.stage.bot.command("verify", file)
        assert f"channel: kiosk ({NAME}, enabled by {sample.OWNER.name})" in printed
        await staff.is_well()
