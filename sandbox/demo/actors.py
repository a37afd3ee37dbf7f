"""People of the demonstration. Each has a phone in the sandbox and presses buttons by their labels."""

from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from aiohttp import ClientSession
from yarl import URL

from sandbox.client import Message, Person
from sandbox.demo.labels import LANGUAGES, label
from sandbox.demo.sample import PIN

WAIT_SECONDS = 40.0
"""How long an actor waits for a message; long enough for a slow machine."""

KEYS: Final = "⌫"
"""The last key of the PIN keypad."""
OPENS_PAGE: Final = "🔢"
"""The beginning of the button that opens the PIN pad."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with a phone who reads the bot's messages in `language`."""

    phone: Person
    language: str = LANGUAGES[0]

    def label(self, text_id: str, **variables: str | int) -> str:
        """Return a text of the bot in the actor's language."""
        return label(self.language, text_id, **variables)

    async def sees(self, fragment: str = "", *, button: str | tuple[str, ...] = "", kind: str = "") -> Message:
        """Wait for a message; NotSeenError after `WAIT_SECONDS`."""
        return await self.phone.sees(fragment, button=button, kind=kind, within=WAIT_SECONDS)

    async def press(self, text_id: str, **variables: str | int) -> None:
        """Wait for a button by the id of its label, and press the newest one."""
        await self.choose(self.label(text_id, **variables))

    async def choose(self, text: str) -> None:
        """Wait for a button that contains `text`, such as a name or a title, and press the newest one."""
        await self.sees(button=text)
        await self.phone.taps(text)

    async def open_menu(self, *text_ids: str) -> None:
        """Open the menu and press these buttons one after another."""
        await self.phone.sends("/menu")
        for text_id in text_ids:
            await self.press(text_id)

    async def press_pin(self, pin: str = PIN) -> None:
        """Press the digits of a PIN on the keypad, or enter it on the page where the bot has one."""
        if await self._enters_pin_on_page():
            await self.enter_on_page(pin)
            return
        for digit in pin:
            await self.phone.taps(digit)

    async def choose_pin(self, pin: str = PIN) -> None:
        """Choose a PIN: press it twice on the keypad, or enter it on the page."""
        on_page = await self._enters_pin_on_page()
        await self.press_pin(pin)
        if not on_page:
            await self.sees(self.label("registration-pin-again"))
            await self.press_pin(pin)

    async def _enters_pin_on_page(self) -> bool:
        question = await self.sees(button=(KEYS, OPENS_PAGE))
        return any(label.startswith(OPENS_PAGE) for label in question.buttons)

    async def enter_on_page(self, pin: str) -> None:
        """Do what the page does: send the PIN with the question that it answers."""
        opened = (await self.phone.taps(OPENS_PAGE))["web_app"]
        page = URL(opened["url"])
        body = {"init_data": opened["init_data"], "mark": page.query["mark"], "pin": pin}
        headers = {"Idempotency-Key": str(uuid4())}
        async with (
            ClientSession(raise_for_status=True) as session,
            session.post((page / "entry").with_query(None), json=body, headers=headers),
        ):
            pass

    async def register(self, link: str) -> None:
        """Register with a personal link, from opening it to the chosen PIN."""
        await self.start_registration(link)
        await self.choose_pin()
        await self.sees("✅")

    async def start_registration(self, link: str) -> None:
        """Open the personal link, agree and share the phone number; the PIN keypad comes next."""
        await self.phone.opens(link)
        await self.press("registration-agree")
        await self.sees(self.label("registration-contact"))
        await self.phone.shares_contact()
