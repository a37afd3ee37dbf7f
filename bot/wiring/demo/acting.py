"""The sample people act: they open links, share contacts, press keys, as anyone on the chat page could."""

from dataclasses import dataclass

from bot.staff.people import LANGUAGES
from bot.texts import Texts
from bot.wiring.demo.sample import EMPLOYEE, GUARD, OWNER, PIN, SamplePerson, staff_list
from sandbox.client import Person, SandboxClient


@dataclass(frozen=True, slots=True)
class Actor:
    """One person with a phone; reads their messages in `language`."""

    phone: Person
    language: str = LANGUAGES[0]

    def label(self, text_id: str, **facts: str | int) -> str:
        """Answer a button's label as the bot words it."""
        return Texts().words(self.language).plain(text_id, **facts)

    async def press(self, text_id: str, **facts: str | int) -> None:
        """Press the newest button so labelled, once it is there."""
        label = self.label(text_id, **facts)
        await self.phone.sees(button=label)
        await self.phone.taps(label)

    async def press_pin(self, pin: str = PIN) -> None:
        """Press a PIN on the keypad."""
        await self.phone.sees(button="⌫")
        for digit in pin:
            await self.phone.taps(digit)

    async def register(self, link: str) -> None:
        """Walk from the personal link to the door."""
        await self.phone.opens(link)
        await self.press("registration-agree")
        await self.phone.sees(self.label("registration-contact"))
        await self.phone.shares_contact()
        await self.press_pin()
        await self.phone.sees(self.label("registration-pin-again"))
        await self.press_pin()
        await self.phone.sees("✅")


async def fill_list(owner: Actor) -> None:
    """Let the owner import the staff list."""
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.press("staff-import")
    await owner.phone.sends_file(staff_list(), "staff.csv")
    await owner.press("staff-apply", count=7)
    await owner.phone.sees("✅")


async def invite(owner: Actor, person: SamplePerson) -> str:
    """Let the owner get a person's link."""
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.phone.sends(person.number)
    await owner.phone.sees(button=person.name)
    await owner.phone.taps(person.name)
    await owner.press("staff-invite")
    shown = await owner.phone.sees("https://t.me/")
    return next(link for link in shown.links if "start=" in link)


async def play(client: SandboxClient, owner_link: str) -> None:
    """Fill the stage: the owner, an employee and a guard are registered; the rest of the list waits."""
    owner, employee, guard = [Actor(await client.person(one.name, phone=one.phone)) for one in (OWNER, EMPLOYEE, GUARD)]
    await owner.register(owner_link)
    await fill_list(owner)
    for actor, person in ((employee, EMPLOYEE), (guard, GUARD)):
        await actor.register(await invite(owner, person))
    await owner.phone.sends("/menu")
