"""Documents in Diia, checked by people on duty in three languages, against a server that stands in for Diia."""

import asyncio
import io

import aiohttp
import pytest
from e2e.servers.company import company, sentence
from e2e.servers.diia import BRANCH, barcode, fake_diia, number
from e2e.servers.stage import free_port, monday_morning

from sandbox.demo import sample, steps

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio]

CHECKPOINT, PLACE, ELSEWHERE = "Каса", "вул. Садова, 5", "Elsewhere Ltd"
NUMBERS = [number(482002470001 + each) for each in range(9)]


def photo(digits):
    file = io.BytesIO()
    barcode(digits).convert("RGB").save(file, "JPEG", quality=80)
    return file.getvalue()


async def reads(actor, verdict):
    """What the guard is told: the first line, and this verdict's sentence with its next step."""
    said = await actor.sees(sentence(f"checkpoint-verdict-{verdict}", actor.language))
    first = "checkpoint-document-confirmed" if verdict == "document-valid" else "checkpoint-severity-cannot-tell"
    assert said.text.split("\n")[0].endswith(actor.label(first))
    return said.text


async def issues_for_documents(owner):
    """Issue a service QR code for two kinds of documents."""
    await owner.open_menu("checkpoint-qrs", "checkpoint-issue")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends(CHECKPOINT)
    await owner.sees(owner.label("checkpoint-issue-place"))
    await owner.phone.sends(PLACE)
    await owner.sees(sentence("checkpoint-issue-documents"))
    for kind in ("pass-type-id-card", "pass-type-driving-licence"):
        await owner.press(kind)
        await owner.sees(button=f"☑️ {owner.label(kind)}")
    await owner.press("checkpoint-accepts-these")
    await owner.press("checkpoint-hours", hours=24)
    await owner.press("pass-days", days=180)
    await owner.press("checkpoint-issue-confirm")
    await owner.press_pin()
    return steps.read_qr(await (await owner.sees(CHECKPOINT, kind="photo")).image())


async def on_duty(actor, link):
    await actor.phone.opens(link)
    await actor.press("checkpoint-go")
    await actor.sees(sentence("checkpoint-started-documents", actor.language))


async def has_access(staff):
    """The administrator sets the branch, and doctor finds it."""
    for command, told in ((("diia", BRANCH), BRANCH), (("diia",), BRANCH), (("doctor",), "ok   Diia")):
        _, printed = await staff.stage.bot.command(*command)
        assert told in printed, printed


async def test_documents_are_checked_by_people_on_duty(tmp_path):
    health = f"127.0.0.1:{free_port()}"
    async with (
        fake_diia() as diia,
        company(tmp_path, monday_morning().isoformat(), **diia.settings(), HEALTH_LISTEN=health) as staff,
    ):
        diia.known |= set(NUMBERS)
        guard, owner, employee = staff.guard, staff.owner, staff.employee
        await has_access(staff)
        link = await issues_for_documents(owner)
        await on_duty(guard, link)
        await is_checked_once(staff, diia)
        await says_what_diia_could_not(guard, diia)
        await steps.name_guard(owner, sample.EMPLOYEE)
        for actor, digits in ((employee, NUMBERS[4]), (owner, NUMBERS[5])):
            await on_duty(actor, link)
            await actor.phone.sends(digits)
            await reads(actor, "document-valid")
            await actor.phone.sends(digits[:-1] + str((int(digits[-1]) + 1) % 10))
            await actor.sees(sentence("refused-barcode-mistyped", actor.language))
        await another_organisation_has_no_access(staff, diia)
        await staff.rests()
        await staff.is_well()
        await is_counted(health)
        await forgets_no_claim_in_a_crash(staff, diia)
        assert len(diia.checks) == len(set(diia.checks))
        keeps_no_number(staff)


async def is_checked_once(staff, diia):
    guard, shown = staff.guard, photo(NUMBERS[0])
    await guard.phone.sends_photo(shown)
    said = await reads(guard, "document-valid")
    assert f"{guard.label('pass-type-id-card')}, {guard.label('pass-type-driving-licence')}" in said
    await guard.phone.sends_photo(shown)
    said = await reads(guard, "document-repeated")
    assert f"{CHECKPOINT}, {PLACE}" in said
    assert sentence("checkpoint-log-verdict-document-valid", guard.language) in said
    await guard.phone.sends(number(1))
    await reads(guard, "document-unconfirmed")
    assert diia.checks == [NUMBERS[0], number(1)]


async def says_what_diia_could_not(guard, diia):
    diia.behaves += [503, 429]
    await guard.phone.sends(f"Код: {NUMBERS[1][:1]} {NUMBERS[1][1:7]} {NUMBERS[1][7:]}")
    await reads(guard, "document-unanswered")
    await guard.phone.sends(NUMBERS[2])
    await reads(guard, "document-unavailable")


async def another_organisation_has_no_access(staff, diia):
    stranger, before = staff.stranger, len(diia.checks)
    await stranger.register(await staff.stage.owner_link("Some Body", ELSEWHERE))
    await steps.go_on_duty(stranger, await steps.issue_service_qr(stranger, "Gate", "Street"))
    await stranger.phone.sends(NUMBERS[6])
    await stranger.sees(sentence("refused-typed-code-mistyped", stranger.language))
    assert len(diia.checks) == before


async def is_counted(health):
    async with aiohttp.ClientSession() as client, client.get(f"http://{health}/metrics") as response:
        told = await response.text()
    assert 'countersign_documents_total{verdict="document-valid"} 3' in told
    assert "countersign_document_seconds_count 6" in told


async def forgets_no_claim_in_a_crash(staff, diia):
    diia.behaves.append("slow")
    diia.check_wanted.clear()
    await staff.guard.phone.sends(NUMBERS[7])
    await asyncio.wait_for(diia.check_wanted.wait(), 60)
    await staff.stage.bot.dies_and_returns()
    await reads(staff.guard, "document-unanswered")
    await staff.guard.phone.sends(NUMBERS[7])
    await reads(staff.guard, "document-repeated")


def keeps_no_number(staff):
    """Neither the log nor the database holds a number that somebody sent."""
    folder = staff.database.parent
    for path in (staff.stage.bot.log, *(one for one in folder.iterdir() if one.name.startswith("countersign.db"))):
        content = path.read_bytes()
        assert not [one for one in (*NUMBERS, number(1)) if one.encode() in content], path
