"""The PIN pad: PINs are chosen, entered and changed on a page, and no digit passes through Telegram."""

import asyncio
from dataclasses import dataclass

import pytest
from e2e.servers.pin_page import begins_to_sign
from e2e.servers.stage import stage, with_pages, words

from sandbox.demo import sample, steps
from sandbox.demo.actors import OPENS_PAGE

pytest.importorskip("selenium", reason="selenium is not installed")

from e2e.servers.phone import Phone

from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium, open_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
    pytest.mark.skipif(not CHROMEDRIVER.exists(), reason="Debian's chromium-driver is not installed"),
]

WEAK, WRONG, OTHER = "123456", "805264", "917352"


@dataclass
class PadPhone(Phone):
    """A phone with the PIN pad."""

    async def opens_pad(self, label):
        await self.opens_page(words(label, "en"))
        await self.sees("dots")

    async def enters(self, pin):
        """Press the keys; the last one ends the entry."""
        for digit in pin:
            await self.presses(f"key-{digit}")

    async def is_told(self, text):
        await self.waits(lambda: self._found("told", text), f"not told: {text}")

    async def closes(self):
        """Until the page closed itself."""
        self.chrome.switch_to.default_content()
        await self.waits(lambda: self._found("web-app-frame") is None, "the page stays")


async def chooses_a_pin(phone, employee):
    """A weak one, two different ones, and then a good one."""
    await phone.opens_pad("keypad-choose")
    await phone.enters(WEAK)
    await phone.enters(WEAK)
    await phone.is_told(words("refused-pin-weak", "en"))
    await phone.enters(sample.PIN)
    assert (await phone.sees("prompt")).text == words("registration-pin-again", "en")
    await phone.enters(OTHER)
    await phone.is_told(words("registration-pin-differs", "en"))
    await phone.enters(sample.PIN)
    await phone.enters(sample.PIN)
    await phone.closes()
    await employee.sees("✅")


async def signs(phone, owner, employee):
    """With a wrong PIN first."""
    await begins_to_sign(owner, employee, "First")
    await phone.opens_pad("keypad-enter")
    assert "First" in (await phone.sees("prompt")).text
    await phone.enters(WRONG)
    await phone.is_told(words("refused-pin-wrong", "en", left=4))
    await phone.enters(sample.PIN)
    await phone.closes()
    await employee.sees("✅")


async def changes_the_pin(phone, employee):
    """The page goes on with the new PIN when the old one is right."""
    await employee.open_menu("me-button", "me-change-pin")
    await employee.sees(button=OPENS_PAGE)
    await phone.opens_pad("keypad-enter")
    await phone.enters(sample.PIN)
    await phone.waits(lambda: phone._found("prompt", "new"), "no question for the new PIN")
    await phone.enters(OTHER)
    await phone.waits(lambda: phone._found("prompt", words("registration-pin-again", "en")), "not asked again")
    await phone.enters(OTHER)
    await phone.closes()
    await employee.sees(words("me-pin-changed", "en"))


async def is_locked_out(phone, owner, employee):
    """By five wrong PINs, and then the right one opens nothing either."""
    await begins_to_sign(owner, employee, "Second")
    await phone.opens_pad("keypad-enter")
    for left in (4, 3, 2, 1):
        await phone.enters(sample.PIN)
        await phone.is_told(words("refused-pin-wrong", "en", left=left))
    for pin in (sample.PIN, OTHER):
        await phone.enters(pin)
        await phone.is_told(words("refused-pin-locked", "en"))


async def test_a_person_registers_signs_changes_the_pin_and_is_locked_out_on_the_page(tmp_path):
    async with stage(tmp_path, MESSAGES_PER_SECOND="0", **with_pages()) as one:
        await one.sandbox.set_limits(enabled=False)
        await one.bot.start()
        owner, employee, _guard = await steps.add_sample_people(one.sandbox, "en")
        await owner.register(await one.owner_link())
        await steps.import_staff_list(owner)
        await employee.start_registration(await steps.invite(owner, sample.EMPLOYEE))
        await employee.sees(button=OPENS_PAGE)
        with headless_chromium(600, 900) as chrome:
            phone = PadPhone(chrome)
            await asyncio.to_thread(open_page, chrome, f"{one.sandbox.url}/?phone={employee.phone.name.split()[0]}")
            await chooses_a_pin(phone, employee)
            await signs(phone, owner, employee)
            await changes_the_pin(phone, employee)
            await is_locked_out(phone, owner, employee)
            assert [entry["message"] for entry in chrome.get_log("browser") if "409" not in entry["message"]] == []
        await assert_telegram_saw_no_digit(one)
        assert await one.bot.stops() == 0


async def assert_telegram_saw_no_digit(one):
    for update in await one.sandbox.updates():
        sent = update.get("callback_query", {}).get("data", "") + update.get("message", {}).get("text", "")
        assert not [pin for pin in (sample.PIN, OTHER, WRONG, WEAK) if pin in sent]
        assert not sent.startswith("k:")
    for file in (one.folder / "data").glob("countersign.db*"):
        content = file.read_bytes()
        assert not [pin for pin in (sample.PIN, OTHER, WRONG) if pin.encode() in content]
    assert sample.PIN not in one.bot.log.read_text()
