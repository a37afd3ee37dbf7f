"""Measures the page that checks files in Chromium: its first paint, and the check of a finished PDF of 20 MB.

The first paint is that of a browser which has seen nothing of the page; the bytes are those that it fetched for it.
"""

import asyncio
import os
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fpdf import FPDF
from PIL import Image

from benchmarks.organisation import NOW
from benchmarks.signing import PARTY, make_case, seal_case
from benchmarks.web.seeded import seeded_pages
from bot.crypto.authority import mint_ca

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

SIDE: Final = 2570
"""Pixels; of three bytes each they are 19.8 MB."""
PAINTS: Final = 5
CHECKS: Final = 5
WITHIN_SECONDS: Final = 120
_PAINT: Final = """
const [paint] = performance.getEntriesByName("first-contentful-paint");
if (!paint) return null;
const fetched = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
return { at: paint.startTime, bytes: fetched.reduce((sum, one) => sum + one.transferSize, 0) };
"""
_WATCH: Final = """
const place = document.getElementById("result");
place.replaceChildren();
window.took = null;
document.getElementById("file").addEventListener("change", () => {
  const began = performance.now();
  const seen = new MutationObserver(() => {
    const found = place.querySelector("[data-verdict]");
    if (!found) return;
    seen.disconnect();
    window.took = [performance.now() - began, found.dataset.verdict];
  });
  seen.observe(place, { childList: true, subtree: true, attributes: true });
}, { once: true, capture: true });
"""


async def verify_figures() -> dict[str, float]:
    """Return when the page paints, how large it is, and how long it checks a large file."""
    from sandbox.screenshot import headless_chromium  # noqa: PLC0415 - needs selenium

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.pdf"
        file.write_bytes(await asyncio.to_thread(_finished))
        async with seeded_pages(Path(folder), 1) as pages:
            paints = [await _painted(pages.url) for _ in range(PAINTS)]
            with headless_chromium(1280, 800) as chrome:
                await asyncio.to_thread(chrome.get, f"{pages.url}/v?lang=en")
                checks = [await asyncio.to_thread(_checked, chrome, file) for _ in range(CHECKS)]
    return {
        "verify_first_paint_ms": round(statistics.median(at for at, _ in paints), 1),
        "verify_kb": round(max(size for _, size in paints) / 1000, 1),
        "verify_20mb_ms": round(statistics.median(checks), 1),
    }


def _finished() -> bytes:
    """Return a finished PDF whose original is nearly as large as Telegram lets a bot read."""
    return seal_case(make_case(1, 1, mint_ca(PARTY.name, NOW), _large_pdf()))


def _large_pdf() -> bytes:
    """Return a PDF with a picture that cannot be compressed."""
    noise = Image.frombytes("RGB", (SIDE, SIDE), os.urandom(3 * SIDE * SIDE))
    pdf = FPDF()
    pdf.add_page()
    pdf.image(noise, w=150)
    return bytes(pdf.output())


async def _painted(url: str) -> tuple[float, float]:
    from sandbox.screenshot import headless_chromium  # noqa: PLC0415 - as above

    with headless_chromium(390, 800) as chrome:
        await asyncio.to_thread(chrome.get, f"{url}/v?lang=en")
        found = await asyncio.to_thread(_until, chrome, _PAINT)
        return float(found["at"]), float(found["bytes"])


def _checked(chrome: "Chrome", file: Path) -> float:
    chrome.execute_script(_WATCH)
    chrome.find_element("id", "file").send_keys(str(file))
    took, verdict = _until(chrome, "return window.took")
    if verdict != "unchanged":
        raise RuntimeError(f"the verdict on a finished file was {verdict}")
    return float(took)


def _until(chrome: "Chrome", script: str) -> object:
    from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415 - as above

    return WebDriverWait(chrome, WITHIN_SECONDS, 0.02).until(lambda page: page.execute_script(script), script)
