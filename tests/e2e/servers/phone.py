"""A phone on the sandbox's chat page, in Chromium, with a page of the bot in it."""

import asyncio
from dataclasses import dataclass

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 60


@dataclass
class Phone:
    """The chat page with one phone on it."""

    chrome: object

    def _found(self, testid, text=""):
        parts = self.chrome.find_elements(By.CSS_SELECTOR, f"[data-testid={testid}]")
        return next((part for part in reversed(parts) if text in part.text), None)

    async def sees(self, testid, text=""):
        """Wait until a part is shown, and return it."""
        return await self.waits(lambda: self._found(testid, text), f"no {testid} {text}")

    async def waits(self, found, otherwise):
        """Wait until something is found, and return it; a part that was drawn anew meanwhile is looked for again."""
        wait = WebDriverWait(self.chrome, PATIENCE, 0.1, [StaleElementReferenceException])
        return await asyncio.to_thread(wait.until, lambda _: found(), otherwise)

    async def presses(self, testid, text=""):
        """Press by a script: a frame that has just changed its size is not where Selenium believes it is."""
        await self.waits(lambda: self._pressed(testid, text), f"no {testid} {text}")

    def _pressed(self, testid, text):
        part = self._found(testid, text)
        if part is not None:
            self.chrome.execute_script("arguments[0].click()", part)
        return part

    async def opens_page(self, label):
        await self.presses("inline-button", label)
        self.chrome.switch_to.frame(await self.sees("web-app-frame"))
