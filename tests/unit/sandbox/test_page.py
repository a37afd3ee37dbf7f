"""The chat page in headless Chromium, with a small aiogram bot behind the sandbox."""

import asyncio
import io
import json
import re
import subprocess
import sys
import threading
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
import qrcode
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from PIL import Image

pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium, open_page, phone_of, set_viewport
from sandbox.server import Sandbox

PAGE = Path(__file__).parents[3] / "sandbox" / "page"
HOSTILE = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>'
FORMATS = (
    "<b>bold, <i>both</i></b> <code>code</code> <tg-spoiler>hidden</tg-spoiler> 😀 "
    '<a href="https://example.org/guide">guide</a>\n<blockquote expandable>'
    + "long rule\n" * 12
    + "its end</blockquote>\nafter"
)
DROP = """
const transfer = new DataTransfer();
transfer.items.add(new File(["abc"], "dropped.txt", {type: "text/plain"}));
const [display] = arguments[0].getElementsByClassName("display");
const event = (kind) => new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: transfer});
display.dispatchEvent(event("dragover"));
display.querySelector("[data-as=files]").dispatchEvent(event("drop"));
"""

browser_marks = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
    pytest.mark.skipif(not CHROMEDRIVER.exists(), reason="Debian's chromium-driver is not installed"),
]


def inline(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))


async def on_start(message: Message, command: CommandObject) -> None:
    buttons = [
        [
            InlineKeyboardButton(text="Sign", callback_data="toast", style="primary"),
            InlineKeyboardButton(text="Explain", callback_data="alert"),
        ],
        [
            InlineKeyboardButton(text="Site", url="https://example.org/"),
            InlineKeyboardButton(text="Odd", callback_data="odd"),
        ],
    ]
    await message.answer(f"<b>Opened</b> with <code>{command.args}</code>", reply_markup=inline(*buttons))


async def on_button(query: CallbackQuery) -> None:
    await query.answer(
        "The whole rule stands here" if query.data == "alert" else "Signed", show_alert=query.data == "alert"
    )
    if query.data == "toast" and isinstance(query.message, Message):
        await query.message.edit_text("<i>Signed</i> by you")


async def on_contact(message: Message) -> None:
    own = (
        message.contact is not None
        and message.from_user is not None
        and message.contact.user_id == message.from_user.id
    )
    await message.answer("Your own number" if own else "Not your own number")


async def on_join(message: Message) -> None:
    keys = [[KeyboardButton(text="Share my number", request_contact=True)], [KeyboardButton(text="Later")]]
    await message.answer("Who are you?", reply_markup=ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True))


async def on_picture(message: Message) -> None:
    drawn = io.BytesIO()
    qrcode.make("https://t.me/countersign_demo_bot?start=live").save(drawn)
    await message.answer_photo(BufferedInputFile(drawn.getvalue(), "code.png"), caption="Show it")


async def on_mistake(message: Message) -> None:
    try:
        await message.answer("<b>never closed")
    except TelegramBadRequest:
        await message.answer("Refused")


async def on_formats(message: Message) -> None:
    await message.answer(FORMATS)


async def on_slow(message: Message, bot: Bot) -> None:
    await bot.send_chat_action(message.chat.id, "upload_document")
    await asyncio.sleep(1)
    await message.answer("At last")


async def on_photo(message: Message) -> None:
    if message.photo:
        await message.answer(f"Photo {message.photo[-1].width}x{message.photo[-1].height}")


async def on_document(message: Message) -> None:
    if message.document:
        await message.answer(f"{message.document.file_name}: {message.document.file_size} bytes")


async def on_text(message: Message) -> None:
    await message.answer(message.text or "", parse_mode=None)


def dispatcher() -> Dispatcher:
    dispatch = Dispatcher()
    dispatch.message.register(on_start, CommandStart())
    dispatch.message.register(on_join, Command("join"))
    dispatch.message.register(on_picture, Command("picture"))
    dispatch.message.register(on_mistake, Command("mistake"))
    dispatch.message.register(on_formats, Command("formats"))
    dispatch.message.register(on_slow, Command("slow"))
    dispatch.message.register(on_contact, F.contact)
    dispatch.message.register(on_photo, F.photo)
    dispatch.message.register(on_document, F.document)
    dispatch.message.register(on_text, F.text)
    dispatch.callback_query.register(on_button)
    return dispatch


async def run_bot(sandbox: Sandbox, dispatch: Dispatcher) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with Bot(sandbox.token, session=session, default=DefaultBotProperties(parse_mode="HTML")) as bot:
        await bot.set_my_commands([BotCommand(command="join", description="Share the number")])
        await dispatch.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=5)


async def serve(on_ready: Callable[[str], None], stop: asyncio.Event) -> None:
    async with Sandbox() as sandbox:
        dispatch = dispatcher()
        bot = asyncio.create_task(run_bot(sandbox, dispatch))
        on_ready(sandbox.url)
        await stop.wait()
        await dispatch.stop_polling()
        await bot


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the page. Sandbox and bot have an event loop of their own, because the browser's driver blocks."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    urls: list[str] = []
    ready = threading.Event()

    def on_ready(url: str) -> None:
        urls.append(url)
        ready.set()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve(on_ready, stop)))
    thread.start()
    assert ready.wait(20)
    yield urls[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join(20)
    loop.close()


def ask(url: str, body: dict[str, object] | None = None) -> dict[str, object]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310 - our own address
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        read: dict[str, object] = json.load(answer)
        return read


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with headless_chromium(1280, 800) as driver:
        yield driver


class Phone:
    """One phone on the page and what a person does with it."""

    def __init__(self, driver: Chrome, name: str) -> None:
        self.driver = driver
        self.root = phone_of(driver, name)

    def find(self, testid: str, text: str = "") -> WebElement:
        """Wait for the newest visible element with this test id and text, in the phone or in a dialog above it."""

        def found(driver: Chrome) -> WebElement | Literal[False]:
            inside = f"[data-testid={testid}]"
            above = f"body > {inside}, body > dialog {inside}, body > .menu {inside}"
            parts = self.root.find_elements(By.CSS_SELECTOR, inside) + driver.find_elements(By.CSS_SELECTOR, above)
            return next((part for part in reversed(parts) if part.is_displayed() and text in part.text), False)

        stale = [StaleElementReferenceException]  # the page replaces the element of a message that changes
        waiting = WebDriverWait(self.driver, 10, poll_frequency=0.1, ignored_exceptions=stale)
        return waiting.until(found, f"no {testid} with {text!r} in the phone")

    def count(self, testid: str) -> int:
        return len(self.root.find_elements(By.CSS_SELECTOR, f"[data-testid={testid}]"))

    def press(self, *testids: str) -> None:
        for testid in testids:
            self.find(testid).click()

    def opens(self, link: str) -> None:
        self.press("paste-link")
        self.find("paste-link-input").send_keys(link)
        self.press("paste-link-open")

    def starts(self) -> None:
        self.press("start-button")
        self.sees("Opened")

    def says(self, text: str) -> None:
        self.find("composer-input").send_keys(text, Keys.ENTER)

    def picks(self, testid: str, *files: Path) -> None:
        self.root.find_element(By.CSS_SELECTOR, f"[data-testid={testid}]").send_keys("\n".join(map(str, files)))

    def sees(self, text: str) -> WebElement:
        return self.find("message", text)


@pytest.fixture
def phones(address: str, browser: Chrome) -> Iterator[tuple[Phone, Phone]]:
    """The phones of two new people. An error in the browser's console fails the test."""
    names = [f"{name}-{uuid.uuid4().hex[:6]}" for name in ("Olena", "Borys")]
    for number, name in enumerate(names):
        ask(f"{address}/sandbox/people", {"first_name": name, "phone": f"+38050111220{number}"})
    open_page(browser, f"{address}/?phone={names[0]}&phone={names[1]}")
    yield Phone(browser, names[0]), Phone(browser, names[1])
    entries = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium leaves it untyped
    assert [entry for entry in entries if entry["level"] == "SEVERE"] == []


def browser_test(test: Callable[..., None]) -> Callable[..., None]:
    for mark in browser_marks:
        test = mark(test)
    return test


@browser_test
def test_pasted_deep_link_opens_the_chat_with_its_payload(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    assert olena.find("greeting").is_displayed()
    olena.opens("https://t.me/countersign_demo_bot?start=i_2kd9-x")
    bubble = olena.sees("Opened with i_2kd9-x")
    assert bubble.find_element(By.TAG_NAME, "strong").text == "Opened"
    assert olena.count("greeting") == 0 or not olena.root.find_element(By.CSS_SELECTOR, ".greeting").is_displayed()


@browser_test
def test_deep_link_in_a_message_opens_in_the_same_phone(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.says("https://t.me/countersign_demo_bot?start=again")
    olena.press("message-link")
    olena.sees("Opened with again")


@browser_test
def test_pressed_button_shows_the_answer_and_the_edited_message(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.find("inline-button", "Sign").click()
    assert olena.find("toast", "Signed").is_displayed()
    bubble = olena.sees("Signed by you")
    assert bubble.find_element(By.CSS_SELECTOR, "[data-testid=edited]").text == "edited"
    assert olena.count("inline-button") == 0


@browser_test
def test_alert_stays_until_confirmed(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.find("inline-button", "Explain").click()
    assert olena.find("alert", "The whole rule stands here").is_displayed()
    olena.press("alert-ok")
    assert olena.count("alert") == 0


@browser_test
def test_web_link_asks_for_confirmation(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.find("inline-button", "Site").click()
    assert "https://example.org/" in olena.find("open-link").text
    assert len(olena.driver.window_handles) == 1


@browser_test
def test_contact_button_asks_and_shares_ones_own_number(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.press("commands", "command")
    olena.find("reply-button", "Share my number").click()
    olena.press("share-contact-confirm")
    olena.find("contact", "+380501112200")
    olena.sees("Your own number")


@browser_test
def test_another_persons_number_or_one_without_an_account_can_be_shared(phones: tuple[Phone, Phone]) -> None:
    olena, borys = phones
    olena.starts()
    olena.press(
        "phone-menu", "share-any-contact", f"contact-of-{borys.root.get_attribute('data-person-id')}", "contact-share"
    )
    olena.sees("Not your own number")
    olena.press("phone-menu", "share-any-contact", "contact-without-user-id", "contact-share")
    olena.find("contact", "without a Telegram account")


@pytest.fixture
def wide_photo(tmp_path: Path) -> Path:
    Image.linear_gradient("L").resize((2560, 1920)).convert("RGB").save(tmp_path / "wide.jpg")
    return tmp_path / "wide.jpg"


@browser_test
def test_photo_from_the_disk_is_scaled_down_as_by_telegram(phones: tuple[Phone, Phone], wide_photo: Path) -> None:
    olena, _ = phones
    olena.starts()
    olena.picks("attach-photo-input", wide_photo)
    olena.press("attach-send-photos")
    olena.sees("Photo 1280x960")
    assert olena.count("photo") == 1


@browser_test
def test_file_from_the_disk_is_sent_unchanged(phones: tuple[Phone, Phone], wide_photo: Path) -> None:
    olena, _ = phones
    olena.starts()
    olena.picks("attach-file-input", wide_photo)
    olena.press("attach-send-files")
    olena.sees(f"wide.jpg: {wide_photo.stat().st_size} bytes")


@browser_test
def test_two_photos_are_shown_as_an_album(phones: tuple[Phone, Phone], wide_photo: Path) -> None:
    olena, _ = phones
    olena.starts()
    olena.picks("attach-photo-input", wide_photo, wide_photo)
    olena.press("attach-send-photos")
    album = "[data-testid=album][data-count='2']"
    WebDriverWait(olena.driver, 10).until(lambda _: olena.root.find_elements(By.CSS_SELECTOR, album))


@browser_test
def test_picture_in_one_phone_is_photographed_from_another(phones: tuple[Phone, Phone]) -> None:
    olena, borys = phones
    olena.starts()
    borys.starts()
    olena.says("/picture")
    olena.press(
        "photograph", f"photographer-{borys.root.get_attribute('data-person-id')}", "quality-tilted", "photograph-take"
    )
    borys.sees("Photo ")
    assert borys.count("photo") == 1
    assert olena.count("photo") == 1


@browser_test
def test_messages_after_a_clock_change_have_the_new_date(phones: tuple[Phone, Phone], address: str) -> None:
    olena, _ = phones
    olena.starts()
    browser = olena.driver
    browser.find_element(By.CSS_SELECTOR, "[data-testid=clock-plus-30-days]").click()
    ahead = WebDriverWait(browser, 10).until(
        lambda page: page.find_element(By.CSS_SELECTOR, "[data-testid=clock-offset]")
    )
    assert ahead.text == "30 d ahead"
    olena.says("a month later")
    WebDriverWait(browser, 10).until(lambda _: len(olena.root.find_elements(By.CSS_SELECTOR, ".day")) == 2)
    assert [day.text for day in olena.root.find_elements(By.CSS_SELECTOR, ".day")][-1] == "Today"
    browser.find_element(By.CSS_SELECTOR, "[data-testid=clock-now]").click()
    WebDriverWait(browser, 10).until(lambda _: ask(f"{address}/sandbox/clock")["offset_seconds"] == 0)


@browser_test
def test_refused_call_is_in_the_log_with_its_reason(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.says("/mistake")
    olena.sees("Refused")
    browser = olena.driver
    browser.find_element(By.CSS_SELECTOR, "[data-testid=log-toggle]").click()
    row = browser.find_element(By.CSS_SELECTOR, "[data-testid=call][data-ok=false]")
    assert row.get_attribute("data-method") == "sendMessage"
    assert "can't parse entities" in row.find_element(By.CSS_SELECTOR, "[data-testid=call-reason]").text


@browser_test
def test_text_of_the_bot_is_never_parsed_as_markup(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.says(HOSTILE)
    for bubble in (olena.sees(HOSTILE), *olena.root.find_elements(By.CSS_SELECTOR, ".message-text")):
        assert not bubble.find_elements(By.CSS_SELECTOR, "img, script")
    assert "owned" not in olena.driver.title


@browser_test
def test_formatting_is_shown_as_in_telegram(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.says("/formats")
    bubble = olena.sees("bold, both code")
    parts = {tag: bubble.find_element(By.CSS_SELECTOR, tag).text for tag in ("strong", "strong em", "code", ".link")}
    assert parts == {"strong": "bold, both", "strong em": "both", "code": "code", ".link": "guide"}
    spoiler = bubble.find_element(By.CSS_SELECTOR, ".spoiler")
    hidden = spoiler.value_of_css_property("color")
    spoiler.click()
    assert spoiler.value_of_css_property("color") != hidden
    quote = bubble.find_element(By.TAG_NAME, "blockquote")
    folded = quote.size["height"]
    quote.find_element(By.TAG_NAME, "button").click()
    assert quote.size["height"] > folded


def open_message_menu(message: WebElement) -> None:
    message.find_element(By.CSS_SELECTOR, "[data-testid=message-more]").click()


@browser_test
def test_own_message_is_edited_and_a_message_of_the_bot_replied_to(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.says("teh word")
    olena.sees("teh word")
    open_message_menu(olena.root.find_elements(By.CSS_SELECTOR, "[data-testid=message][data-outgoing=true]")[-1])
    olena.press("message-edit")
    olena.find("composer-input").clear()
    olena.says("the word")
    olena.sees("the word")
    olena.find("edited", "edited")
    open_message_menu(olena.sees("Opened"))
    olena.press("message-reply")
    olena.says("why?")
    WebDriverWait(olena.driver, 10).until(lambda _: olena.root.find_elements(By.CSS_SELECTOR, ".replied"))
    assert "Opened" in olena.root.find_element(By.CSS_SELECTOR, ".replied").text


@browser_test
def test_chat_header_shows_the_chat_action(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.says("/slow")
    olena.find("chat-action", "sending a file…")
    olena.sees("At last")
    olena.find("chat-action", "bot")


@browser_test
def test_file_dropped_onto_a_phone_is_sent(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.driver.execute_script(DROP, olena.root)
    olena.press("attach-send-files")
    olena.sees("dropped.txt: 3 bytes")


@browser_test
def test_person_added_on_the_page_gets_a_phone(phones: tuple[Phone, Phone]) -> None:
    browser = phones[0].driver
    browser.find_element(By.CSS_SELECTOR, "[data-testid=add-person]").click()
    name = f"Marta-{uuid.uuid4().hex[:6]}"
    for field, value in {"first-name": name, "phone": "+380991112233"}.items():
        browser.find_element(By.CSS_SELECTOR, f"[data-testid=person-{field}]").send_keys(value)
    browser.find_element(By.CSS_SELECTOR, "[data-testid=person-save]").click()
    WebDriverWait(browser, 10).until(lambda page: page.find_elements(By.CSS_SELECTOR, f"[data-name={name}]"))
    Phone(browser, name).starts()


@browser_test
def test_bot_is_blocked_and_unblocked_on_the_page(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.press("phone-menu", "block-bot")
    assert olena.find("blocked-mark").is_displayed()
    olena.find("start-button", "Unblock").click()
    olena.says("here again")
    WebDriverWait(olena.driver, 10).until(lambda _: olena.root.text.count("here again") == 2)


@browser_test
def test_screenshot_command_writes_a_picture_of_one_phone(
    phones: tuple[Phone, Phone], address: str, tmp_path: Path
) -> None:
    olena, _ = phones
    name = olena.root.get_attribute("data-name") or ""
    out = tmp_path / "phone.png"
    command = [
        sys.executable,
        "-m",
        "sandbox.screenshot",
        f"{address}/?phone={name}",
        str(out),
        "--phone",
        name,
        "--width",
        "900",
    ]
    subprocess.run(command, check=True, timeout=90, cwd=PAGE.parents[1])
    with Image.open(out) as picture:
        assert picture.format == "PNG"
        assert 270 <= picture.width <= 440


@pytest.mark.parametrize("module", sorted(PAGE.rglob("*.js")), ids=lambda path: path.name)
def test_page_modules_neither_parse_markup_nor_load_from_elsewhere(module: Path) -> None:
    text = module.read_text()
    for way in (".innerHTML", ".outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "srcdoc"):
        assert way not in text
    assert re.findall(r"""^import .* from\s+["'](?!\.{1,2}/)""", text, re.MULTILINE) == []
    assert re.findall(r"""(?:fetch|EventSource|import)\(\s*["'`]https?:""", text) == []


def sideways(driver: Chrome) -> list[str]:
    """What of the page is wider than its place."""
    found: list[str] = driver.execute_script(
        "return ['html', '#topbar', '.phones', '.phone-row', '.messages'].filter((name) => "
        "[...document.querySelectorAll(name)].some((one) => one.scrollWidth > one.clientWidth + 1))"
    )
    return found


@pytest.fixture
def window(browser: Chrome) -> Iterator[Callable[[int, int], None]]:
    """Set the size of the page; it is set back at the end."""
    yield lambda width, height: set_viewport(browser, width, height)
    set_viewport(browser, 1280, 800)


@browser_test
@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1024, 768), (1280, 800), (1920, 1080)])
def test_five_phones_need_no_sideways_scrolling(
    address: str, browser: Chrome, window: Callable[[int, int], None], width: int, height: int
) -> None:
    names = [f"Person{number}-{uuid.uuid4().hex[:6]}" for number in range(5)]
    for name in names:
        ask(f"{address}/sandbox/people", {"first_name": name})
    window(width, height)
    open_page(browser, f"{address}/?{'&'.join(f'phone={name}' for name in names)}")
    for name in names:
        phone = Phone(browser, name)
        browser.execute_script("arguments[0].scrollIntoView()", phone.root)
        phone.starts()
    Phone(browser, names[0]).says("/picture")
    Phone(browser, names[0]).sees("Show it")
    assert sideways(browser) == []
    right = [phone_of(browser, name).rect["x"] + phone_of(browser, name).rect["width"] for name in names]
    assert max(right) <= width


@browser_test
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_theme_follows_the_preference_of_the_system_until_one_is_chosen(
    address: str, browser: Chrome, theme: str
) -> None:
    other = {"dark": "light", "light": "dark"}[theme]
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    )
    open_page(browser, address)
    browser.execute_script("localStorage.removeItem('theme')")
    for wanted, chooses in ((theme, True), (other, False)):
        open_page(browser, address)
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("data-theme") == wanted
        if chooses:
            browser.find_element(By.CSS_SELECTOR, "[data-testid=theme]").click()
    browser.execute_script("localStorage.removeItem('theme')")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@browser_test
def test_a_phone_scans_the_code_in_another_phone_and_opens_its_link(phones: tuple[Phone, Phone]) -> None:
    olena, borys = phones
    olena.starts()
    olena.says("/picture")
    olena.sees("Show it")
    borys.starts()
    borys.press("attach", "attach-camera", "photograph-scan")
    borys.sees("Opened with live")


@browser_test
def test_the_keyboard_reaches_the_phones_and_a_message_field_at_once(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    driver, name = olena.driver, olena.root.get_attribute("data-name") or ""
    open_page(driver, driver.current_url)
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert driver.switch_to.active_element.text == "Skip to the phones"
    driver.switch_to.active_element.send_keys(Keys.ENTER, Keys.TAB)
    skip = driver.switch_to.active_element
    assert skip.text.startswith("Skip to the message field of Olena")
    skip.send_keys(Keys.ENTER)
    driver.switch_to.active_element.send_keys("typed at once", Keys.ENTER)
    Phone(driver, name).sees("typed at once")


@browser_test
def test_a_voice_message_is_sent_and_named(phones: tuple[Phone, Phone]) -> None:
    olena, _ = phones
    olena.starts()
    olena.press("attach", "attach-medium", "medium-voice")
    olena.find("medium", "Voice message")
