"""The camera of the docs: pictures of the chat page, of one phone or of all, small enough to stand beside every step.

Needs Debian's chromium, chromium-driver, poppler-utils and fonts-noto-color-emoji (without the font, boxes stand for
emoji), and selenium, which comes with the developers' tools. Times are told as in Kyiv, wherever they are taken.
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

from bot.wiring.demo.acting import Actor
from bot.wiring.demo.processes import StageError

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

KYIV = "Europe/Kyiv"
SIZE = (1280, 800)
SCALE = 1.25
"""Device pixels per CSS pixel: sharp where the guide shows them, and some 40 kilobytes each."""
TALL = (1280, 900)
"""For one phone alone: a code and what stands below it fit."""
PAGE_WIDTH = 420
"""CSS pixels of a printed page: its small print can be read."""
PDFTOPPM = "pdftoppm"
MARGIN = 14
COLOURS = 256
SETTLES = 0.7  # seconds in which the page draws what it was just told


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes pictures of the chat page at `url` into `folder`."""

    chrome: "Chrome"
    url: str
    folder: Path

    async def takes(self, name: str, *, of: Actor | None = None) -> None:
        """Write `name`.png: one phone, or all that fit."""
        await asyncio.sleep(SETTLES)
        seen = await asyncio.to_thread(self._look, of.phone.name if of else None)
        (self.folder / f"{name}.png").write_bytes(_compressed(seen))
        print(f"  {self.folder / name}.png", flush=True)  # noqa: T201 - the command line speaks by printing

    async def prints(self, name: str, pdf: bytes, wide: int) -> None:
        """Write `name`.png: the first page of a PDF, `wide` CSS pixels wide, with a line around it."""
        width = str(round(wide * SCALE))
        drawing = [PDFTOPPM, "-png", "-singlefile", "-scale-to-x", width, "-scale-to-y", "-1", "-"]
        drawn = await asyncio.to_thread(subprocess.run, drawing, input=pdf, capture_output=True, check=True)
        page = ImageOps.expand(Image.open(io.BytesIO(drawn.stdout)).convert("RGB"), 1, "silver")
        (self.folder / f"{name}.png").write_bytes(_compressed(page))
        print(f"  {self.folder / name}.png", flush=True)  # noqa: T201 - as above

    def _look(self, name: str | None) -> Image.Image:
        from sandbox.screenshot import open_page, phone_of, set_viewport  # noqa: PLC0415 - selenium is the developers'

        set_viewport(self.chrome, *(TALL if name else SIZE), SCALE)
        open_page(self.chrome, f"{self.url}/?{urlencode({'phone': name})}" if name else self.url)
        page = Image.open(io.BytesIO(self.chrome.get_screenshot_as_png())).convert("RGB")
        return page.crop(_around(phone_of(self.chrome, name).rect)) if name else page


def _around(rect: dict[str, float]) -> tuple[int, int, int, int]:
    """Return the box of a part of the page and its margin, in device pixels."""
    left, top = rect["x"] - MARGIN, rect["y"] - MARGIN
    right, bottom = left + rect["width"] + 2 * MARGIN, top + rect["height"] + 2 * MARGIN
    return tuple(round(side * SCALE) for side in (left, top, right, bottom))  # type: ignore[return-value]  # four of them


def _compressed(image: Image.Image) -> bytes:
    """Write a picture as a PNG with a palette; rare colours, such as an emoji's, keep a place in it."""
    out = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


@asynccontextmanager
async def camera(url: str, folder: Path) -> AsyncIterator[Camera]:
    """Open the camera on the chat page at `url`. StageError when there is no browser."""
    try:
        from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium  # noqa: PLC0415 - as above
    except ImportError:
        raise StageError("Pictures need selenium: make install") from None
    if not (CHROMIUM.exists() and CHROMEDRIVER.exists()):
        raise StageError("Pictures need Debian's chromium, chromium-driver and fonts-noto-color-emoji.")
    if not shutil.which(PDFTOPPM):
        raise StageError("Pictures of printed pages need Debian's poppler-utils.")
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    with headless_chromium(*SIZE, SCALE) as chrome:
        chrome.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": KYIV})
        yield Camera(chrome, url, folder)
