"""What axe-core finds wrong with a page, for people who use a keyboard or a screen reader."""

import asyncio

import pytest
from e2e.servers.stage import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}
RUN = """
const done = arguments[0];
axe.run(document, { iframes: false }).then(({ violations }) => done(violations), (error) => done(String(error)));
"""


async def faults_of(chrome):
    """Return what is serious or critical in either theme; skip the test where npm has not brought axe-core."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci")
    return [fault for theme in ("light", "dark") for fault in await asyncio.to_thread(_faults_in, chrome, theme)]


def _faults_in(chrome, theme):
    chosen = {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", chosen)
    chrome.execute_script(AXE.read_text(encoding="utf-8"))
    found = chrome.execute_async_script(RUN)
    assert isinstance(found, list), found
    return [
        (theme, one["id"], node["html"], node["failureSummary"])
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]
