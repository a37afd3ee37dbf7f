"""Measures how many photos of codes the scanner's own reader reads, in Chromium, beside zxing-cpp alone.

The page's worker is given what the page takes from the camera: the picture, as large as a frame may be.
"""

import asyncio
import csv
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.photos import folded, read_rate, samples, zxingcpp_alone
from benchmarks.web.seeded import seeded_pages

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

PHOTOS: Final = Path(__file__).parents[3] / "shared" / "photos"
WITHIN_SECONDS: Final = 600
_CHOOSE: Final = """
const field = document.createElement("input");
field.type = "file";
field.multiple = true;
field.id = "measured";
document.body.append(field);
"""
_READ: Final = """
const done = arguments[0];
const page = JSON.parse(document.getElementById("data").textContent);
const worker = new Worker(page.decoder, { type: "module" });
const read = (frame) => new Promise((resolve) => {
  worker.onmessage = ({ data }) => resolve(data.texts ?? []);
  worker.postMessage({ id: 1, frame }, [frame.data.buffer]);
});
(async () => {
  const { frameOf } = await import(page.decoder.replace("decoder.js", "reader.js"));
  const found = [];
  for (const file of document.getElementById("measured").files) {
    const picture = await createImageBitmap(file).catch(() => null);
    const canvas = picture && frameOf(picture, picture.width, picture.height);
    found.push(canvas ? await read(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)) : []);
  }
  return found;
})().then(done, (error) => done(String(error)));
"""


async def reading_figures(folder: Path = PHOTOS) -> dict[str, float]:
    """Return the shares of photos that are read; nothing where there are none."""
    if not (folder / "manifest.csv").is_file():
        return {}
    photos = samples(folder)
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as manifest:
        files = [folder / row["file"] for row in csv.DictReader(manifest)]
    with tempfile.TemporaryDirectory() as data:
        async with seeded_pages(Path(data), 1) as pages:
            read = await asyncio.to_thread(_read, f"{pages.url}/scan", files)
    return {
        "photos_read_rate": read_rate(photos, [folded(texts) for texts in read]),
        "zxingcpp_read_rate": read_rate(photos, [zxingcpp_alone(one.picture) for one in photos]),
    }


def _read(url: str, files: list[Path]) -> list[list[str]]:
    from sandbox.screenshot import headless_chromium  # noqa: PLC0415 - needs selenium

    with headless_chromium(390, 800) as chrome:
        chrome.set_script_timeout(WITHIN_SECONDS)
        chrome.get(url)
        return _read_in(chrome, files)


def _read_in(chrome: "Chrome", files: list[Path]) -> list[list[str]]:
    chrome.execute_script(_CHOOSE)
    chrome.find_element("id", "measured").send_keys("\n".join(map(str, files)))
    found = chrome.execute_async_script(_READ)
    if not isinstance(found, list):
        raise TypeError(f"the page could not read: {found}")
    return found
