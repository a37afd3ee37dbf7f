"""Pages inside Telegram: opened from the chat, in the phones on the sandbox's chat page."""

import asyncio

import pytest
from e2e.servers.accessibility import AXE, faults_of
from e2e.servers.company import company
from e2e.servers.stage import free_port, words

from sandbox.demo import sample, steps

pytest.importorskip("selenium", reason="selenium is not installed")

from e2e.servers.phone import Phone

from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium, open_page, set_viewport

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
    pytest.mark.skipif(not CHROMEDRIVER.exists(), reason="Debian's chromium-driver is not installed"),
]

WATCH = (200, 200)
AUDIBLE = ("--autoplay-policy=no-user-gesture-required",)
"""Scripts press the buttons, which is no gesture of a user."""


class HoldersPhone(Phone):
    """The chat page with one phone on it, or with several, and the page "My pass" in one."""

    async def is_accessible(self):
        if AXE.is_file():
            assert await faults_of(self.chrome) == []

    async def code(self):
        """What somebody's camera sees of the code on the page."""
        await self.sees("code")
        return await self.waits(lambda: self._found("code").screenshot_as_png, "no picture of the code")

    async def typed(self):
        await self.sees("typed")
        return await self.waits(lambda: self._found("typed").get_attribute("textContent"), "no code to type")

    async def looks_at_a_watch(self):
        """Close the page in the phone, and open the same address on a watch."""
        self.chrome.switch_to.default_content()
        address = (await self.sees("web-app-frame")).get_attribute("src")
        await self.presses("web-app-close")
        assert self._found("web-app-frame") is None
        set_viewport(self.chrome, *WATCH)
        await asyncio.to_thread(self.chrome.get, address)
        await self.typed()
        steps.read_qr(await self.code())


async def shows_phones(chrome, staff, *actors):
    names = "&".join(f"phone={actor.phone.name.split()[0]}" for actor in actors)
    chrome.switch_to.default_content()
    await asyncio.to_thread(open_page, chrome, f"{staff.sandbox.url}/?{names}")
    return HoldersPhone(chrome)


async def scans_the_screen_beside(chrome, staff):
    """The page is given no camera, so Telegram's scanner opens, which sees the code in the employee's chat."""
    await steps.show_code(staff.employee)
    phones = await shows_phones(chrome, staff, staff.employee, staff.guard)
    await phones.presses("commands", words("checkpoint-scanner-menu", "ru"))
    chrome.switch_to.frame(await phones.sees("web-app-frame"))
    await phones.sees("duty", sample.PLACE)
    await phones.presses("start")
    for sign in ("name", "again"):  # the same code within ten seconds is not counted
        chrome.switch_to.default_content()
        await phones.presses("web-app-scan-picture")
        chrome.switch_to.frame(await phones.sees("web-app-frame"))
        await phones.sees(sign)
        assert (await phones.sees("headline")).get_attribute("data-verdict") == "valid"
        await phones.presses("next")
    assert staff.rows('SELECT verdict FROM "check"') == [("valid",)]
    await phones.sees("counter", ": 1")
    await phones.is_accessible()
    await staff.guard.press("checkpoint-shift")
    await staff.guard.press("checkpoint-end-shift")
    await staff.guard.sees("⚪")
    await phones.sees("duty", words("web-scan-off-duty", "ru"))


async def test_a_pass_and_the_scanner_are_pages_in_the_phones_until_they_end(tmp_path):
    address = f"127.0.0.1:{free_port()}"
    async with company(tmp_path, WEB_LISTEN=address, PUBLIC_URL=f"http://{address}") as staff:
        owner, employee, guard = staff.owner, staff.employee, staff.guard
        await steps.issue_pass(owner, sample.EMPLOYEE, sample.portrait())
        link = await steps.issue_service_qr(owner, sample.CHECKPOINT, sample.PLACE)
        await steps.go_on_duty(guard, link)
        with headless_chromium(900, 900, flags=AUDIBLE) as chrome:
            await scans_the_screen_beside(chrome, staff)
            await steps.go_on_duty(guard, link)
            await employee.open_menu("pass-my-passes")
            await employee.sees(button=employee.label("pass-full-screen"))
            phone = await shows_phones(chrome, staff, employee)
            await phone.opens_page(words("pass-full-screen", "en"))
            first = await phone.typed()
            assert (await phone.sees("name")).text == sample.EMPLOYEE.name
            await phone.is_accessible()
            await guard.phone.sends_photo(await phone.code())
            await guard.sees(sample.EMPLOYEE.name, kind="photo")
            await phone.presses("new-code")
            await phone.waits(lambda: phone._found("typed").text not in ("", first), "no new code")
            await phone.looks_at_a_watch()
            await steps.open_card(owner, sample.EMPLOYEE)
            await owner.press("staff-dismiss")
            await owner.press("staff-dismiss-confirm")
            await staff.rests()
            await phone.presses("new-code")
            assert (await phone.sees("problem")).text == words("web-app-over", "en")
            complaints = [one["message"] for one in chrome.get_log("browser") if "401" not in one["message"]]
            assert complaints == []
