"""Steps through the bot's dialogues that the demonstration, the documentation's pictures and the tests share."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import zxingcpp
from PIL import Image

from sandbox.client import Message, SandboxClient
from sandbox.demo.actors import Actor
from sandbox.demo.labels import LANGUAGES
from sandbox.demo.sample import (
    CHECKPOINT,
    EMPLOYEE,
    GUARD,
    OWNER,
    PLACE,
    TITLE,
    SamplePerson,
    document,
    portrait,
    staff_list,
)


async def import_staff_list(owner: Actor) -> None:
    """Import the sample staff list."""
    await owner.open_menu("staff-button", "staff-import")
    await owner.sees(owner.label("staff-import-ask")[:30])
    await owner.phone.sends_file(staff_list(), "staff.csv")
    await owner.press("staff-apply", count=7)
    await owner.sees("✅")


async def open_card(owner: Actor, person: SamplePerson) -> None:
    """Find a person by personnel number and open their card."""
    await owner.open_menu("staff-button")
    await owner.sees(button=owner.label("staff-import"))
    await owner.phone.sends(person.number)
    await owner.sees(button=person.name)
    await owner.phone.taps(person.name)


async def invite(owner: Actor, person: SamplePerson) -> str:
    """Invite a person and return their personal link."""
    await open_card(owner, person)
    await owner.press("staff-invite")
    shown = await owner.sees("https://t.me/")
    return next(link for link in shown.links if "start=" in link)


async def send_document(owner: Actor, content: bytes, name: str, title: str, recipient: SamplePerson | None) -> None:
    """Send a document to one person, or to everyone, to be signed within a week with the PIN."""
    await owner.open_menu("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(content, name)
    await owner.sees(name)
    await owner.phone.sends(title)
    await owner.press("signing-class-sign")
    number = await choose_recipients(owner, recipient)
    await owner.press("signing-chosen-go-on", number=number)
    await owner.press("signing-days", days=7)
    await owner.press("signing-warning-accept")
    await owner.press("signing-send-now", number=number)
    await owner.sees(title)


async def choose_recipients(owner: Actor, recipient: SamplePerson | None) -> int:
    """Choose one person or everyone, and return the number of recipients."""
    if recipient is None:
        await owner.press("signing-everyone")
        return len([person for person in (OWNER, EMPLOYEE, GUARD) if person.has_phone])
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends(recipient.first_name)
    await owner.sees(button=recipient.name)
    await owner.phone.taps(recipient.name)
    return 1


async def name_guard(owner: Actor, person: SamplePerson) -> None:
    """Name a registered person a guard."""
    await open_card(owner, person)
    await owner.press("staff-name-guard")
    await owner.sees(button=owner.label("staff-unname-guard"))


async def sign(signer: Actor) -> None:
    """Sign the newest document that waits for this person."""
    await signer.press("signing-do-sign")
    await signer.press("signing-confirm-sign")
    await signer.press_pin()
    await signer.sees("✅")


async def issue_service_qr(owner: Actor, name: str, place: str) -> str:
    """Issue a service QR code and return the link that its picture carries."""
    await owner.open_menu("checkpoint-qrs", "checkpoint-issue")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends(name)
    await owner.sees(owner.label("checkpoint-issue-place"))
    await owner.phone.sends(place)
    await owner.press("checkpoint-accepts-every")
    await owner.press("checkpoint-hours", hours=24)
    await owner.press("pass-days", days=180)
    await owner.press("checkpoint-issue-confirm")
    await owner.press_pin()
    return read_qr(await (await owner.sees(name, kind="photo")).image())


def read_qr(picture: bytes) -> str:
    """Return the text of the first code in a picture."""
    with Image.open(io.BytesIO(picture)) as image:
        return str(zxingcpp.read_barcodes(image)[0].text)


async def go_on_duty(guard: Actor, link: str) -> None:
    """Open the link of a service QR code and go on duty."""
    await guard.phone.opens(link)
    await guard.press("checkpoint-go")
    await guard.sees("🟢")


async def issue_pass(owner: Actor, holder: SamplePerson, photo: bytes | None) -> None:
    """Issue a staff pass, with a photo or without."""
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
    """Show a live code and return the message with its picture."""
    await holder.open_menu("pass-my-passes")
    menu = await holder.sees(button=holder.label("pass-type-staff"))
    await holder.phone.taps(holder.label("pass-type-staff"))
    return await holder.phone.sees(button=holder.label("pass-refresh"), kind="photo", below=menu)


async def add_sample_people(client: SandboxClient, language: str) -> list[Actor]:
    """Give the owner, the employee and the guard phones in the sandbox, set to `language`."""
    people = (OWNER, EMPLOYEE, GUARD)
    return [Actor(await client.add_person(one.name, phone=one.phone, language=language), language) for one in people]


@asynccontextmanager
async def without_rate_limits(client: SandboxClient) -> AsyncIterator[None]:
    """Lift Telegram's rate limits for a block: its steps follow each other faster than people press."""
    await client.set_limits(enabled=False)
    yield
    await client.set_limits(enabled=True)


async def set_up_organisation(client: SandboxClient, owner_link: str, language: str = LANGUAGES[0]) -> None:
    """Register three people, name the guard and put them on duty, issue a pass and send a document."""
    owner, employee, guard = await add_sample_people(client, language)
    async with without_rate_limits(client):
        await owner.register(owner_link)
        await import_staff_list(owner)
        for actor, person in ((employee, EMPLOYEE), (guard, GUARD)):
            await actor.register(await invite(owner, person))
        await name_guard(owner, GUARD)
        await go_on_duty(guard, await issue_service_qr(owner, CHECKPOINT, PLACE))
        await issue_pass(owner, EMPLOYEE, portrait())
        await send_document(owner, document(), "pravyla.pdf", TITLE, EMPLOYEE)
        await show_code(employee)
