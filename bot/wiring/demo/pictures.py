"""The pictures of the docs, taken of the real bot while the sample people walk: `countersign demo --pictures DIR`.

Needs Debian's chromium, chromium-driver and fonts-noto-color-emoji (without the font, boxes stand for emoji), and
selenium, which comes with the developers' tools. Times are told as in Kyiv, wherever the pictures are taken.
"""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from PIL import Image

from bot.wiring.demo import acting
from bot.wiring.demo.acting import Actor
from bot.wiring.demo.processes import StageError
from bot.wiring.demo.sample import EMPLOYEE, GATE, GUARD, PIN, PLACE, TITLE, document, portrait
from sandbox.client import SandboxClient

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

KYIV = "Europe/Kyiv"
SIZE = (1280, 800)
SCALE = 1.5
"""Device pixels per CSS pixel: sharp on a good screen, and still under a quarter of a megabyte."""
TALL = (1280, 900)
"""For one phone alone: a code and what stands below it fit."""
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

    def _look(self, name: str | None) -> Image.Image:
        from sandbox.screenshot import open_page, phone_of, set_viewport  # noqa: PLC0415 - selenium is the developers'

        set_viewport(self.chrome, *(TALL if name else SIZE), SCALE)
        open_page(self.chrome, f"{self.url}/?{urlencode({'phone': name})}" if name else self.url)
        page = Image.open(io.BytesIO(self.chrome.get_screenshot_as_png())).convert("RGB")
        return page.crop(_around(phone_of(self.chrome, name).rect)) if name else page


def _around(rect: dict[str, float]) -> tuple[int, int, int, int]:
    """Answer the box of a part of the page and its margin, in device pixels."""
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
async def _camera(url: str, folder: Path) -> AsyncIterator[Camera]:
    try:
        from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium  # noqa: PLC0415 - as above
    except ImportError:
        raise StageError("Pictures need selenium: make install") from None
    if not (CHROMIUM.exists() and CHROMEDRIVER.exists()):
        raise StageError("Pictures need Debian's chromium, chromium-driver and fonts-noto-color-emoji.")
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    with headless_chromium(*SIZE, SCALE) as chrome:
        chrome.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": KYIV})
        yield Camera(chrome, url, folder)


async def picture(client: SandboxClient, owner_link: str, language: str, folder: Path) -> None:
    """Play the walk and take its pictures. StageError when there is no browser."""
    owner, employee, guard = await acting.gather(client, language)
    async with _camera(client.url, folder) as camera, acting.unhurried(client):
        await _register(camera, owner, employee, guard, owner_link)
        await _set_up_the_gate(camera, owner, guard)
        await _sign(camera, owner, employee, guard)
        await _check(camera, employee, guard)
        await _open_board(owner)
        await acting.show_code(employee)
        await camera.takes("chat-page")


async def _register(camera: Camera, owner: Actor, employee: Actor, guard: Actor, owner_link: str) -> None:
    await owner.register(owner_link)
    await acting.fill_list(owner)
    link = await acting.invite(owner, EMPLOYEE)
    await camera.takes("owner-invitation", of=owner)
    await employee.introduce_themselves(link)
    await employee.press_pin(PIN[:4])
    await camera.takes("employee-pin", of=employee)
    await employee.press_pin(PIN[4:])
    await employee.sees(employee.label("registration-pin-again"))
    await employee.press_pin()
    await employee.sees("✅")
    await guard.register(await acting.invite(owner, GUARD))
    await owner.sees(owner.label("notice-registered", name=GUARD.name).partition("</b>")[2])


async def _set_up_the_gate(camera: Camera, owner: Actor, guard: Actor) -> None:
    link = await acting.issue_service_qr(owner, GATE, PLACE)
    await camera.takes("owner-service-qr", of=owner)
    await acting.go_on_duty(guard, link)
    await acting.issue_pass(owner, EMPLOYEE, portrait())


async def _sign(camera: Camera, owner: Actor, employee: Actor, guard: Actor) -> None:
    await acting.send_document(owner, document(), "pravyla.pdf", TITLE, None)
    await employee.press("signing-do-sign")
    await employee.sees(button=employee.label("signing-confirm-sign"))
    await camera.takes("employee-signing", of=employee)
    await employee.press("signing-confirm-sign")
    await employee.press_pin()
    await employee.sees("✅")
    await acting.sign(guard)


async def _check(camera: Camera, employee: Actor, guard: Actor) -> None:
    code = await acting.show_code(employee)
    await guard.phone.photographs(code, turn=2, noise=4)
    await guard.sees(guard.label("checkpoint-glance-found"), kind="photo")
    await camera.takes("guard-verdict", of=guard)


async def _open_board(owner: Actor) -> None:
    await owner.phone.sends("/menu")
    await owner.press("signing-documents")
    await owner.sees(button=TITLE)
    await owner.phone.taps(TITLE)
    await owner.sees(TITLE, button=owner.label("signing-refresh"))
