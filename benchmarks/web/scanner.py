"""Measures the scanner in Chromium, whose camera is a canvas: from the frame that shows a code to the verdict.

The time begins when the page takes the frame with the code out of the video, and ends when the verdict is on the page:
reading, checking and showing are in it. Each check is of another live code. The first verdict after a cold start is
counted from the navigation, with the page's files and its offline data in the browser.
"""

import asyncio
import base64
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.checks import p95
from benchmarks.web.seeded import SeededPages, seeded_pages

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROWS: Final = 20_000
CHECKS: Final = 60
COLD_STARTS: Final = 5
WITHIN_SECONDS: Final = 120
_OFFLINE: Final[dict[str, Any]] = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
_ONLINE: Final[dict[str, Any]] = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
_CAMERA: Final = """
(() => {
  const canvas = document.createElement("canvas");
  canvas.width = 1280;
  canvas.height = 720;
  const context = canvas.getContext("2d");
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  let picture = null;
  setInterval(() => {
    context.fillStyle = "darkgrey";
    context.fillRect(0, 0, 1280, 720);
    if (picture) draw.call(context, picture, 400, 120, 480, 480);
  }, 33);
  const ask = window.fetch;
  let frameAt = 0;
  CanvasRenderingContext2D.prototype.drawImage = function (source, ...place) {
    if (source instanceof HTMLVideoElement) frameAt = performance.now();
    return draw.call(this, source, ...place);
  };
  window.checkedAt = 0;
  window.fetch = (path, options) => {
    if (path === "/scan/code") window.checkedAt = frameAt;
    return ask(path, options);
  };
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(30);
  window.showCode = async (base64, done) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const code = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const place = document.getElementById("verdict");
    window.checkedAt = 0;
    const seen = new MutationObserver(() => {
      if (place.hidden) return;
      seen.disconnect();
      const verdict = place.querySelector("h2")?.dataset.verdict ?? place.innerText;
      const took = performance.now() - (window.checkedAt || frameAt);
      picture = null;
      place.querySelector("[data-testid=next]").click();
      done({ took, verdict, at: performance.now() });
    });
    seen.observe(place, { attributes: true, childList: true });
    picture = code;
  };
  addEventListener("DOMContentLoaded", () => {
    const start = setInterval(() => {
      if (!document.getElementById("scanner") || document.getElementById("scanner").hidden) return;
      clearInterval(start);
      document.getElementById("start").click();
    }, 10);
  });
})();
"""
_SHOW: Final = "showCode(...arguments)"
_SHOW_AT_START: Final = (
    "addEventListener('DOMContentLoaded', () => showCode({code}, (found) => {{ window.found = found; }}));"
)


async def scanner_figures() -> dict[str, float]:
    """Return the times of checks with a network and without one, and of the first verdict after a cold start."""
    with tempfile.TemporaryDirectory() as folder:
        async with seeded_pages(Path(folder), ROWS) as pages:
            return await _measured(pages)


async def _measured(pages: SeededPages) -> dict[str, float]:
    from sandbox.screenshot import headless_chromium  # noqa: PLC0415 - needs selenium

    with headless_chromium(390, 800) as chrome:
        await asyncio.to_thread(chrome.set_script_timeout, WITHIN_SECONDS)
        await _call(chrome, "Page.addScriptToEvaluateOnNewDocument", {"source": _CAMERA})
        await asyncio.to_thread(chrome.get, await pages.login_link())
        await _until(chrome, "return navigator.serviceWorker.controller && !document.querySelector('video').paused")
        await _until(chrome, "return /\\d\\d:\\d\\d/.test(document.getElementById('network').textContent)")
        await _check(chrome, pages, "valid")  # the first check loads what is loaded once
        online = [await _check(chrome, pages, "valid") for _ in range(CHECKS)]
        cold = [await _start(chrome, pages) for _ in range(COLD_STARTS)]
        await _call(chrome, "Network.enable", {})
        await _call(chrome, "Network.emulateNetworkConditions", _OFFLINE)
        await _check(chrome, pages, "valid-offline")
        offline = [await _check(chrome, pages, "valid-offline") for _ in range(CHECKS)]
        await _call(chrome, "Network.emulateNetworkConditions", _ONLINE)
    return {
        "scan_online_p95_ms": round(p95(online), 1),
        "scan_offline_p95_ms": round(p95(offline), 1),
        "cold_first_verdict_ms": round(max(cold), 1),
    }


async def _check(chrome: "Chrome", pages: SeededPages, verdict: str) -> float:
    """Show the camera a fresh code and return the milliseconds from the frame to the verdict."""
    code = base64.b64encode(await pages.live_code()).decode()
    found = await asyncio.to_thread(chrome.execute_async_script, _SHOW, code)
    return _took(found, "took", verdict)


async def _start(chrome: "Chrome", pages: SeededPages) -> float:
    """Open the page with a fresh code before the camera and return the milliseconds until the verdict."""
    code = base64.b64encode(await pages.live_code()).decode()
    script = _SHOW_AT_START.format(code=repr(code))
    added = await _call(chrome, "Page.addScriptToEvaluateOnNewDocument", {"source": script})
    await asyncio.to_thread(chrome.get, f"{pages.url}/scan?lang=en")
    await _until(chrome, "return window.found")
    await _call(chrome, "Page.removeScriptToEvaluateOnNewDocument", added)
    return _took(await asyncio.to_thread(chrome.execute_script, "return window.found"), "at", "valid")


def _took(found: dict[str, Any], part: str, verdict: str) -> float:
    if found["verdict"] != verdict:
        raise RuntimeError(f"the verdict on a valid code was {found['verdict']}")
    return float(found[part])


async def _call(chrome: "Chrome", command: str, given: dict[str, Any]) -> dict[str, Any]:
    answered: dict[str, Any] = await asyncio.to_thread(chrome.execute_cdp_cmd, command, given)
    return answered


async def _until(chrome: "Chrome", script: str) -> None:
    from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415 - as above

    wait = WebDriverWait(chrome, WITHIN_SECONDS, 0.05)
    await asyncio.to_thread(wait.until, lambda page: page.execute_script(script), script)
