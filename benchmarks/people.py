"""People in the sandbox: those who only wrote to the bot, and visitors who use the menu and sign documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.processes import TOKEN
from bot.texts.words import Texts
from sandbox.client import Message, Person, SandboxClient

TITLE = "Order"
"""The title of the document that all visitors are asked to sign."""

PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Labels:
    """How a bot labels its buttons."""

    documents: str
    menu: str
    sign: str
    confirm: str


@dataclass(slots=True)
class Visitor:
    """A registered person, who does the same things in Countersign and in its peer."""

    phone: Person
    labels: Labels
    _message: Message | None = None
    _in_menu: bool = True

    async def starts(self) -> None:
        """Send /start and wait for the menu."""
        await self.phone.sends("/start")
        self._message = await self._sees(self.labels.documents)
        self._in_menu = True

    async def taps_menu(self) -> None:
        """Tap from the menu to one's own documents, or from there to the menu, and wait for it."""
        there, back = self.labels.documents, self.labels.menu
        label, awaited = (there, back) if self._in_menu else (back, there)
        await self.phone.taps(label, on=self._message)
        await self._sees(awaited)
        self._in_menu = not self._in_menu

    async def opens_statement(self) -> None:
        """Walk from /start to the statement above Confirm."""
        await self.starts()
        for label, awaited in (
            (self.labels.documents, TITLE),
            (TITLE, self.labels.sign),
            (self.labels.sign, self.labels.confirm),
        ):
            await self.phone.taps(label)
            self._message = await self._sees(awaited)

    async def confirms(self) -> None:
        """Tap Confirm and wait to see it done."""
        await self.phone.taps(self.labels.confirm, on=self._message)
        await self.phone.sees("✅", within=PATIENCE_SECONDS)

    async def _sees(self, button: str) -> Message:
        return await self.phone.sees(button=button, within=PATIENCE_SECONDS)


async def visitors(client: SandboxClient, telegram_ids: Sequence[int], labels: Labels) -> list[Visitor]:
    """Add these people to the sandbox."""
    return [Visitor(await client.add_person(f"Person {one}", id=one, language="en"), labels) for one in telegram_ids]


def peer_labels() -> Labels:
    """Return the labels of `benchmarks.peer`."""
    return Labels("My documents", "Menu", "Sign", "Confirm")


def our_labels() -> Labels:
    """Return Countersign's labels."""
    plain = Texts().words("en").plain
    ids = ("signing-my-documents", "menu-button", "signing-do-sign", "signing-confirm-sign")
    return Labels(*map(plain, ids))


async def people_who_wrote(client: SandboxClient, amount: int, *, keeps_history: bool = True) -> list[Person]:
    """Add so many people who have written to the bot, so that it may write to them.

    Without history their chats keep no messages, for there may be 100,000 of them.
    """
    people = []
    for number in range(amount):
        person = await client.add_person(f"Sample {number}", keeps_history=keeps_history)
        await person.sends("/start")
        people.append(person)
    return people


async def drop_updates(client: SandboxClient) -> None:
    """Drop the updates that wait for the bot."""
    await client.api.get(f"/bot{TOKEN}/deleteWebhook", drop_pending_updates="true")
