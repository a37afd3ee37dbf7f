"""The camera: pictures of the chat page, of one phone or of all, small enough to stand beside every step of the guide.

Needs Debian's chromium, chromium-driver, poppler-utils and fonts-noto-color-emoji (without the font, boxes stand for
emoji), and selenium, a development dependency. The browser's time zone is the bot's.
"""

import asyncio
import io
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from PIL import Image, ImageOps

from sandbox.demo.actors import Actor
from sandbox.demo.processes import DemoError

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

TIME_ZONE = "Europe/Kyiv"
SIZE = (1280, 800)
SCALE = 1.25
"""Device pixels per CSS pixel: sharp where the guide shows the pictures, at some 40 kilobytes each."""
PHONE_SIZE = (1280, 900)
"""For a picture of one phone: a code and the text below it fit."""
BROWSER_SIZE = (390, 780)
"""A page in the browser of a phone."""
PAGE_WIDTH = 420
"""CSS pixels of a printed page: its small print is readable."""
PDFTOPPM = "pdftoppm"
MARGIN = 14
COLOURS = 256
DRAWING_SECONDS = 0.7
"""The page needs this long to draw what it has just received."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes pictures of the chat page at `url` and writes them into `folder`."""

    chrome: "Chrome"
    url: str
    folder: Path

    async def take(self, name: str, *, of: Actor | None = None) -> None:
        """Write `name`.png: one phone, or all that fit."""
        await asyncio.sleep(DRAWING_SECONDS)
        self._write(name, await asyncio.to_thread(self._photograph, of.phone.name if of else None))

    async def take_page(self, name: str, pdf: bytes, width: int) -> None:
        """Write `name`.png: the first page of a PDF, `width` CSS pixels wide, with a line around it."""
        pixels = str(round(width * SCALE))
        command = [PDFTOPPM, "-png", "-singlefile", "-scale-to-x", pixels, "-scale-to-y", "-1", "-"]
        drawn = await asyncio.to_thread(subprocess.run, command, input=pdf, capture_output=True, check=True)
        self._write(name, ImageOps.expand(Image.open(io.BytesIO(drawn.stdout)).convert("RGB"), 1, "silver"))

    async def open(self, address: str, size: tuple[int, int] = BROWSER_SIZE) -> None:
        """Open another page than the chat page, in a window of so many CSS pixels."""
        from sandbox.screenshot import set_viewport  # noqa: PLC0415 - selenium may be missing

        set_viewport(self.chrome, *size, SCALE)
        await asyncio.to_thread(self.chrome.get, address)

    async def take_open(self, name: str) -> None:
        """Write `name`.png: the page that is open, with a line around it."""
        await asyncio.sleep(DRAWING_SECONDS)
        page = Image.open(io.BytesIO(self.chrome.get_screenshot_as_png())).convert("RGB")
        self._write(name, ImageOps.expand(page, 1, "silver"))

    def _photograph(self, name: str | None) -> Image.Image:
        from sandbox.screenshot import open_page, phone_of, set_viewport  # noqa: PLC0415 - selenium may be missing

        set_viewport(self.chrome, *(PHONE_SIZE if name else SIZE), SCALE)
        open_page(self.chrome, f"{self.url}/?{urlencode({'phone': name})}" if name else self.url)
        page = Image.open(io.BytesIO(self.chrome.get_screenshot_as_png())).convert("RGB")
        return page.crop(_box(phone_of(self.chrome, name).rect)) if name else page

    def _write(self, name: str, picture: Image.Image) -> None:
        path = self.folder / f"{name}.png"
        path.write_bytes(_compressed(picture))
        print(f"  {path}", flush=True)  # noqa: T201 - output for the person who started it


def _box(rect: dict[str, float]) -> tuple[int, int, int, int]:
    """Return the box of an element and a margin around it, in device pixels."""
    left, top = rect["x"] - MARGIN, rect["y"] - MARGIN
    right, bottom = left + rect["width"] + 2 * MARGIN, top + rect["height"] + 2 * MARGIN
    return round(left * SCALE), round(top * SCALE), round(right * SCALE), round(bottom * SCALE)


def _compressed(image: Image.Image) -> bytes:
    """Encode as PNG with a palette in which rare colours, such as an emoji's, keep a place."""
    out = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


@asynccontextmanager
async def open_camera(url: str, folder: Path) -> AsyncIterator[Camera]:
    """Open a browser on the chat page at `url`. DemoError when a program is missing."""
    try:
        from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium  # noqa: PLC0415 - as above
    except ImportError:
        raise DemoError("Pictures need selenium: make develop") from None
    if not (CHROMIUM.exists() and CHROMEDRIVER.exists()):
        raise DemoError("Pictures need Debian's chromium, chromium-driver and fonts-noto-color-emoji.")
    if not shutil.which(PDFTOPPM):
        raise DemoError("Pictures of printed pages need Debian's poppler-utils.")
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    with headless_chromium(*SIZE, SCALE) as chrome:
        chrome.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": TIME_ZONE})
        yield Camera(chrome, url, folder)
