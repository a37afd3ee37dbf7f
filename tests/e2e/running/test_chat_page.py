"""The chat page in headless Chromium with the real bot behind it."""

from pathlib import Path

import pytest
from e2e.servers.stage import stage, words

from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.common.exceptions import ElementClickInterceptedException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium, open_page, phone_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
    pytest.mark.skipif(not CHROMEDRIVER.exists(), reason="Debian's chromium-driver is not installed"),
]

PATIENCE = 40
# The page draws a message anew when it changes, and a toast may pass over a button: both are tried again.
PASSING = [StaleElementReferenceException, ElementClickInterceptedException]


class Glass:
    """What a visitor sees and presses: in one phone, or (without one) on the page around the phones."""

    def __init__(self, chrome, name=None):
        self.chrome = chrome
        self.root = phone_of(chrome, name) if name else chrome

    def _parts(self, testid, wanted):
        inside = f"[data-testid={testid}]{wanted}"
        above = f"body > dialog {inside}, body > .menu {inside}"
        found = [*self.root.find_elements(By.CSS_SELECTOR, inside), *self.chrome.find_elements(By.CSS_SELECTOR, above)]
        return [part for part in reversed(found) if part.is_displayed()]

    def until(self, condition, missed):
        return WebDriverWait(self.chrome, PATIENCE, 0.1, PASSING).until(lambda _: condition(), missed)

    def press(self, testid, wanted=""):
        """Press the newest part with this id, once it is there."""

        def pressed():
            parts = self._parts(testid, wanted)
            if parts:
                parts[0].click()
            return bool(parts)

        self.until(pressed, f"nothing to press: {testid}{wanted}")

    def press_button(self, text):
        self.press("inline-button", f'[data-text="{text}"]')

    def press_pin(self):
        for digit in sample.PIN:
            self.press_button(digit)

    def types(self, testid, text):
        self.until(lambda: self._parts(testid, ""), f"no {testid}")[0].send_keys(text)

    def sees(self, text, kind=""):
        """The text of the newest message with this text in it."""
        wanted = f"[data-outgoing=false]{f'[data-kind={kind}]' if kind else ''}"

        def seen():
            return next((part.text for part in self._parts("message", wanted) if text in part.text), None)

        return self.until(seen, f"no {kind or 'message'} with {text!r}")


def add_person(page, person):
    """Let the page's button add somebody with a phone."""
    first, last = person.name.split()
    page.press("add-person")
    for field, value in {"first-name": first, "last-name": last, "phone": person.phone}.items():
        page.types(f"person-{field}", value)
    page.press("person-save")
    page.until(
        lambda: page.root.find_elements(By.CSS_SELECTOR, f'[data-testid=phone][data-name="{person.name}"]'), "no phone"
    )


def photograph(phone, photographer_id):
    """Let the page's camera take the newest picture in a phone from somebody else's."""
    phone.press("photograph")
    phone.press(f"photographer-{photographer_id}")
    phone.press("quality-sharp")
    phone.press("photograph-take")


def register_on_the_page(phone, link):
    phone.press("paste-link")
    phone.types("paste-link-input", link)
    phone.press("paste-link-open")
    phone.press_button(words("registration-agree"))
    phone.sees(words("registration-contact"))
    phone.press("reply-button", f'[data-text="{words("registration-share")}"]')
    phone.press("share-contact-confirm")
    phone.sees(words("registration-contact-taken"))
    phone.press_pin()
    phone.sees(words("registration-pin-again"))
    phone.press_pin()
    phone.sees("✅")


async def set_up_the_checkpoint(sandbox, owner, guard):
    """The part that other tests look at: the guard registers, goes on duty; the employee is issued a pass."""
    async with steps.without_rate_limits(sandbox):
        await guard.register(await steps.invite(owner, sample.GUARD))
        await steps.name_guard(owner, sample.GUARD)
        await steps.go_on_duty(guard, await steps.issue_service_qr(owner, sample.CHECKPOINT, sample.PLACE))
        await steps.issue_pass(owner, sample.EMPLOYEE, sample.portrait())


@pytest.fixture
def chrome():
    with headless_chromium() as driver:
        yield driver


async def test_the_chat_page_shows_registration_a_check_and_an_expired_code(tmp_path: Path, chrome):
    async with stage(tmp_path) as one:
        await one.bot.start()
        owner = Actor(await one.sandbox.add_person(sample.OWNER.name, phone=sample.OWNER.phone))
        await one.sandbox.add_person(sample.EMPLOYEE.name, phone=sample.EMPLOYEE.phone)
        async with steps.without_rate_limits(one.sandbox):
            await owner.register(await one.owner_link())
            await steps.import_staff_list(owner)
            link = await steps.invite(owner, sample.EMPLOYEE)
        open_page(chrome, one.sandbox.url)
        page, employee = Glass(chrome), Glass(chrome, sample.EMPLOYEE.name)

        register_on_the_page(employee, link)
        Glass(chrome, sample.OWNER.name).sees(sample.EMPLOYEE.name)

        add_person(page, sample.GUARD)
        guard_phone = next(person for person in await one.sandbox.people() if person.name == sample.GUARD.name)
        await set_up_the_checkpoint(one.sandbox, owner, Actor(guard_phone))
        guard = Glass(chrome, sample.GUARD.name)

        employee.press_button(words("pass-show"))
        shown = employee.sees(sample.EMPLOYEE.name, kind="photo")
        photograph(employee, guard_phone.id)
        verdict = guard.sees(words("checkpoint-severity-found"), kind="photo")
        assert sample.EMPLOYEE.name in verdict
        employee.sees(sample.PLACE)  # the holder learns where

        employee.press_button(words("pass-refresh"))
        employee.until(lambda: employee.sees(sample.EMPLOYEE.name, kind="photo") != shown, "the code was not renewed")
        page.press("clock-plus-3-minutes")
        page.press("clock-plus-1-minute")
        page.until(
            lambda: "4 min" in page.root.find_element(By.CSS_SELECTOR, "[data-testid=clock-offset]").text, "no 4"
        )
        photograph(employee, guard_phone.id)
        late = guard.sees(words("checkpoint-severity-cannot-tell"))
        assert words("checkpoint-verdict-code-expired") in late
        assert [entry for entry in chrome.get_log("browser") if entry["level"] == "SEVERE"] == []
