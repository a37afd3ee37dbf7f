"""Pictures of the chat page for the documentation, taken by headless Chromium.

A picture is taken once the page has loaded its state and its images. Each run uses an empty browser profile of its own.
Needs selenium and Debian's chromium and chromium-driver; the sandbox itself runs without them.
"""

import argparse
import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM = Path("/usr/bin/chromium")
CHROMEDRIVER = Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
)
LOAD_TIMEOUT = 20
READY = """
return document.body?.dataset.ready === "true" &&
    [...document.images].every((image) => image.complete) && document.fonts.status === "loaded";
"""


@contextlib.contextmanager
def headless_chromium(
    width: int = 1280, height: int = 800, scale: float = 1.0, flags: Sequence[str] = ()
) -> Iterator[webdriver.Chrome]:
    """Run a Chromium with an empty profile, a viewport of exactly `width` x `height` CSS pixels, and more `flags`."""
    with tempfile.TemporaryDirectory(prefix="chat-page-", ignore_cleanup_errors=True) as profile:
        options = Options()
        options.binary_location = str(CHROMIUM)
        for flag in (*FLAGS, *flags, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(executable_path=str(CHROMEDRIVER)))
        try:
            set_viewport(driver, width, height, scale)
            yield driver
        finally:
            driver.quit()


def set_viewport(driver: webdriver.Chrome, width: int, height: int, scale: float = 1.0) -> None:
    """Set the size of the page in CSS pixels; `scale` is the number of device pixels per CSS pixel."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def open_page(driver: webdriver.Chrome, url: str) -> None:
    """Open the chat page and wait until it has loaded; `TimeoutException` after 20 seconds."""
    driver.get(url)
    WebDriverWait(driver, LOAD_TIMEOUT).until(lambda page: page.execute_script(READY), "the chat page did not load")


def phone_of(driver: webdriver.Chrome, name: str) -> WebElement:
    """Find the phone of the person with this name or first name; LookupError when there is none."""
    phones = driver.find_elements(By.CSS_SELECTOR, "[data-testid=phone]")
    names = {phone.get_attribute("data-name") or "": phone for phone in phones}
    for known, phone in names.items():
        if name in {known, known.split()[0]}:
            return phone
    raise LookupError(f"no phone of {name!r} on the page, only of {sorted(names)}")


def take(url: str, out: Path, size: tuple[int, int], scale: float = 1.0, phone: str | None = None) -> None:
    """Write a PNG of the page at `url`, or of one phone on it."""
    with headless_chromium(*size, scale) as driver:
        open_page(driver, url)
        if phone is None:
            driver.save_screenshot(str(out))
        else:
            out.write_bytes(phone_of(driver, phone).screenshot_as_png)


def main() -> None:
    """Run `python -m sandbox.screenshot URL OUT.png`."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.screenshot", description="A picture of the chat page.")
    parser.add_argument(
        "url", help="the page's address; ?log=open, ?theme=dark and ?phone=NAME are understood by the page"
    )
    parser.add_argument("out", type=Path, help="the PNG to write")
    parser.add_argument("--width", type=int, default=1280, help="in CSS pixels (default 1280)")
    parser.add_argument("--height", type=int, default=800, help="in CSS pixels (default 800)")
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels per CSS pixel (default 1)")
    parser.add_argument("--phone", metavar="NAME", help="only the phone of this person")
    given = parser.parse_args()
    take(given.url, given.out, (given.width, given.height), given.scale, given.phone)


if __name__ == "__main__":
    main()
