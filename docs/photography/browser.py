"""Pages in the browser: a file is checked, a guard scans with a network and without one, a pass fills the screen."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from docs.photography.documents import PERSONAL
from docs.photography.scene import Scene, typed_code
from sandbox.demo import steps
from sandbox.demo.actors import OPENS_PAGE, Actor

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

Look = Callable[["Chrome"], object]
"""What is done with the browser, or looked for in it."""
PATIENCE_SECONDS = 40
OFFLINE: dict[str, Any] = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
ONLINE: dict[str, Any] = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


async def play(scene: Scene) -> None:
    """Check a finished file and a changed one, scan, and show a pass."""
    await _check_files(scene)
    await _scan(scene)
    await _show_pass(scene)


async def _check_files(scene: Scene) -> None:
    messages = await scene.employee.phone.messages()
    finished = await next(one for one in reversed(messages) if one.file and PERSONAL in one.text).document()
    place = len(finished) // 2
    changed = finished[:place] + bytes([finished[place] ^ 1]) + finished[place + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("recipient-unchanged", finished), ("recipient-changed", changed)):
            file = Path(folder) / "consent-signed.pdf"
            await asyncio.to_thread(file.write_bytes, content)
            await scene.camera.open(f"{scene.pages}/v?lang=en")
            await _type(scene, "#file", str(file))
            await _until_shown(scene, "[data-verdict]")
            await scene.camera.take_open(name)


async def _scan(scene: Scene) -> None:
    guard, chrome = scene.guard, scene.camera.chrome
    await guard.open_menu("checkpoint-shift", "checkpoint-scanner-browser")
    link = (await guard.sees(button=guard.label("checkpoint-scanner-go"))).links[0]
    await scene.camera.open(link)
    await _until_shown(scene, "#scanner:not([hidden])")
    await _check(scene, typed_code(await steps.show_code(scene.employee)), "valid")
    await scene.camera.take_open("guard-scanner")
    await _until_text(scene, "#network", guard.label("web-scan-pack", at="").split(".")[0])
    code = steps.read_qr(await (await steps.show_code(scene.employee)).image())
    await asyncio.to_thread(chrome.execute_cdp_cmd, "Network.enable", {})
    await asyncio.to_thread(chrome.execute_cdp_cmd, "Network.emulateNetworkConditions", OFFLINE)
    await _check(scene, code, "valid-offline")
    await scene.camera.take_open("guard-scanner-offline")
    await asyncio.to_thread(chrome.execute_cdp_cmd, "Network.emulateNetworkConditions", ONLINE)
    await asyncio.to_thread(chrome.execute_script, "dispatchEvent(new Event('online'))")
    await _until_text(scene, "#network", guard.label("web-scan-online"))


async def _check(scene: Scene, code: str, verdict: str) -> None:
    await _type(scene, "#typed", code)
    await _run(scene, lambda chrome: chrome.find_element("css selector", "#check").click())
    await _until_shown(scene, f"#verdict:not([hidden]) [data-verdict={verdict}]")


async def _show_pass(scene: Scene) -> None:
    employee = scene.employee
    await employee.open_menu("pass-my-passes")
    await employee.sees(button=employee.label("pass-full-screen"))
    await _open_mini_app(scene, employee, employee.label("pass-full-screen"))
    await _until_shown(scene, "[data-testid=pass], [data-testid=code]")
    await _run(scene, lambda chrome: chrome.execute_script("document.querySelector('[data-testid=pass]')?.click()"))
    await _until_shown(scene, "[data-testid=code]")
    await scene.camera.take_open("employee-full-screen")


async def show_pin_pad(scene: Scene, person: Actor, digits: str) -> None:
    """Show the page for a PIN with some of its digits entered; none of them is sent."""
    await person.sees(button=OPENS_PAGE)
    await _open_mini_app(scene, person, OPENS_PAGE)
    await _until_shown(scene, "[data-testid=dots]")
    await _type(scene, "body", digits)
    await scene.camera.take_open("employee-pin")


async def _open_mini_app(scene: Scene, person: Actor, button: str) -> None:
    app = (await person.phone.taps(button))["web_app"]
    launch = {"tgWebAppData": app["init_data"], "tgWebAppVersion": "8.0"}
    await scene.camera.open(f"{app['url']}#{urlencode(launch)}")


async def _type(scene: Scene, field: str, text: str) -> None:
    await _run(scene, lambda chrome: chrome.find_element("css selector", field).send_keys(text))


async def _until_shown(scene: Scene, selector: str) -> None:
    await _until(scene, lambda chrome: chrome.find_elements("css selector", selector), f"no {selector}")


async def _until_text(scene: Scene, selector: str, text: str) -> None:
    await _until(scene, lambda chrome: text in chrome.find_element("css selector", selector).text, f"no {text}")


async def _until(scene: Scene, holds: Look, otherwise: str) -> None:
    from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415 - selenium may be missing

    await _run(scene, lambda chrome: WebDriverWait(chrome, PATIENCE_SECONDS).until(holds, otherwise))


async def _run(scene: Scene, work: Look) -> None:
    await asyncio.to_thread(work, scene.camera.chrome)
