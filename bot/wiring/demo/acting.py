"""The sample people act: they open links, share contacts, press keys, as anyone on the chat page could."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.qr.scan import scan
from bot.staff.models import Language
from bot.texts import Texts
from bot.wiring.demo.sample import (
    EMPLOYEE,
    GATE,
    GUARD,
    OWNER,
    PIN,
    PLACE,
    TITLE,
    SamplePerson,
    document,
    portrait,
    staff_list,
)
from sandbox.client import Message, Person, SandboxClient

PATIENT_SECONDS = 40.0
"""How long an actor waits to see something: the machine of a visitor may be slow."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One person with a phone; reads their messages in `language`."""

    phone: Person
    language: str = Language.UK

    def label(self, text_id: str, **facts: str | int) -> str:
        """Return a button's label as the bot words it."""
        return Texts().words(self.language).plain(text_id, **facts)

    async def sees(self, fragment: str = "", *, button: str = "", kind: str = "") -> Message:
        """Wait patiently for a message; NotSeenError after `PATIENT_SECONDS`."""
        return await self.phone.sees(fragment, button=button, kind=kind, within=PATIENT_SECONDS)

    async def press(self, text_id: str, **facts: str | int) -> None:
        """Press the newest button so labelled, once it is there."""
        await self.choose(self.label(text_id, **facts))

    async def choose(self, label: str) -> None:
        """Press the newest button that carries a name or a title, once it is there."""
        await self.sees(button=label)
        await self.phone.taps(label)

    async def finds(self, *text_ids: str) -> None:
        """Open the menu and press one button after another."""
        await self.phone.sends("/menu")
        for text_id in text_ids:
            await self.press(text_id)

    async def press_pin(self, pin: str = PIN) -> None:
        """Press a PIN, or its first digits, on the keypad."""
        await self.sees(button="⌫")
        for digit in pin:
            await self.phone.taps(digit)

    async def register(self, link: str) -> None:
        """Walk from the personal link to the door."""
        await self.introduce_themselves(link)
        await self.press_pin()
        await self.sees(self.label("registration-pin-again"))
        await self.press_pin()
        await self.sees("✅")

    async def introduce_themselves(self, link: str) -> None:
        """Open the personal link, agree, share the number; the keypad comes next."""
        await self.phone.opens(link)
        await self.press("registration-agree")
        await self.sees(self.label("registration-contact"))
        await self.phone.shares_contact()


async def fill_list(owner: Actor) -> None:
    """Let the owner import the staff list."""
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.press("staff-import")
    await owner.phone.sends_file(staff_list(), "staff.csv")
    await owner.press("staff-apply", count=7)
    await owner.sees("✅")


async def open_card(owner: Actor, person: SamplePerson) -> None:
    """Let the owner look a person up."""
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.sees(button=owner.label("staff-import"))
    await owner.phone.sends(person.number)
    await owner.sees(button=person.name)
    await owner.phone.taps(person.name)


async def invite(owner: Actor, person: SamplePerson) -> str:
    """Let the owner get a person's link."""
    await open_card(owner, person)
    await owner.press("staff-invite")
    shown = await owner.sees("https://t.me/")
    return next(link for link in shown.links if "start=" in link)


async def send_document(owner: Actor, content: bytes, name: str, title: str, recipient: SamplePerson | None) -> None:
    """Let the owner send a document to one person or to everyone, to be signed within a week, with the PIN."""
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(content, name)
    await owner.sees(name)
    await owner.phone.sends(title)
    await owner.press("signing-class-sign")
    number = await _choose(owner, recipient)
    await owner.press("signing-chosen-go-on", number=number)
    await owner.press("signing-days", days=7)
    await owner.press("signing-warning-accept")
    await owner.press("signing-send-now", number=number)
    await owner.sees(title)


async def _choose(owner: Actor, recipient: SamplePerson | None) -> int:
    """Choose who gets a document; answers how many they are."""
    if recipient is None:
        await owner.press("signing-everyone")
        return len([one for one in (OWNER, EMPLOYEE, GUARD) if one.phone_in_hand])
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends(recipient.name.split()[0])
    await owner.sees(button=recipient.name)
    await owner.phone.taps(recipient.name)
    return 1


async def sign(signer: Actor) -> None:
    """Let a person sign what waits for them."""
    await signer.press("signing-do-sign")
    await signer.press("signing-confirm-sign")
    await signer.press_pin()
    await signer.sees("✅")


async def issue_service_qr(owner: Actor, name: str, place: str) -> str:
    """Let the owner issue a service QR; answers the deep link that its picture carries."""
    await owner.phone.sends("/menu")
    await owner.press("checkpoint-qrs")
    await owner.press("checkpoint-issue")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends(name)
    await owner.sees(owner.label("checkpoint-issue-place"))
    await owner.phone.sends(place)
    await owner.press("checkpoint-accepts-every")
    await owner.press("checkpoint-hours", hours=24)
    await owner.press("pass-days", days=180)
    await owner.press("checkpoint-issue-confirm")
    await owner.press_pin()
    shown = await owner.sees(name, kind="photo")
    return scan(await shown.image()).texts[0]


async def go_on_duty(guard: Actor, link: str) -> None:
    """Let the guard scan the service QR and go on duty."""
    await guard.phone.opens(link)
    await guard.press("checkpoint-go")
    await guard.sees("🟢")


async def issue_pass(owner: Actor, holder: SamplePerson, photo: bytes | None) -> None:
    """Let the owner issue a staff pass."""
    await open_card(owner, holder)
    await owner.press("pass-issue")
    await owner.press("pass-type-staff")
    await owner.press("pass-days", days=365)
    await owner.sees(button=owner.label("pass-without-photo"))
    if photo is None:
        await owner.phone.taps(owner.label("pass-without-photo"))
    else:
        await owner.phone.sends_photo(photo)
    await owner.sees(button=owner.label("pass-open"))


async def show_code(holder: Actor) -> Message:
    """Let the holder show a live code; answers the message with its picture."""
    await holder.phone.sends("/menu")
    await holder.press("pass-my-passes")
    await holder.sees(button=holder.label("pass-type-staff"))
    await holder.phone.taps(holder.label("pass-type-staff"))
    return await holder.sees(button=holder.label("pass-refresh"), kind="photo")


async def gather(client: SandboxClient, language: str) -> list[Actor]:
    """Let the owner, the employee and the guard have phones that speak `language`."""
    sample = (OWNER, EMPLOYEE, GUARD)
    return [Actor(await client.person(one.name, phone=one.phone, language=language), language) for one in sample]


@asynccontextmanager
async def unhurried(client: SandboxClient) -> AsyncIterator[None]:
    """Lift the limits while the sample people act: nobody presses so fast that the bot would have to slow down."""
    await client.limits(enabled=False)
    yield
    await client.limits(enabled=True)


async def play(client: SandboxClient, owner_link: str, language: str = Language.UK) -> None:
    """Fill the stage: three people are registered; a document, a service QR and a pass wait for the visitor."""
    owner, employee, guard = await gather(client, language)
    async with unhurried(client):
        await owner.register(owner_link)
        await fill_list(owner)
        for actor, person in ((employee, EMPLOYEE), (guard, GUARD)):
            await actor.register(await invite(owner, person))
        await go_on_duty(guard, await issue_service_qr(owner, GATE, PLACE))
        await issue_pass(owner, EMPLOYEE, portrait())
        await send_document(owner, document(), "pravyla.pdf", TITLE, EMPLOYEE)
        await show_code(employee)
