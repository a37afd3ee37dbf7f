"""A checkpoint from its poster to its expiry: shifts, renewal, reminders, deletion."""

import io
import shutil
import subprocess

import openpyxl
import pytest
import pytest_asyncio
from e2e.inputs import forging
from e2e.servers.company import company, printed, sentence
from e2e.servers.stage import monday_morning

from bot.qr.scan import scan
from bot.staff.organisation.set_contact import LONGEST_CONTACT
from sandbox.demo import sample, steps

pytestmark = [pytest.mark.long, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

CHECKPOINT, PLACE = "КПП №1", "вул. Садова, 5"
CONTACT = "044 123-45-67, каб. 12"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(tmp_path_factory):
    """A company on a Monday morning; the owner has issued a service QR, and the employee is a guard with a pass."""
    async with company(tmp_path_factory.mktemp("gates"), monday_morning().isoformat()) as one:
        one.link = await steps.issue_service_qr(one.owner, CHECKPOINT, PLACE)
        await steps.issue_pass(one.owner, sample.EMPLOYEE, None)
        await steps.name_guard(one.owner, sample.EMPLOYEE)
        yield one
        await one.rests()
        await one.is_well()


async def set_contact(owner):
    """The owner sets whom to ask, the way people do it: at first with a sign alone, then right."""
    await owner.open_menu("settings-button", "settings-contact")
    await owner.phone.sends("☎")
    await owner.sees(sentence("refused-contact-unusable", most=LONGEST_CONTACT))
    await owner.phone.sends(CONTACT)
    await owner.sees(CONTACT)


def text_of(pdf):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(said.stdout.decode().split())


async def opens_code(owner):
    await owner.open_menu("checkpoint-qrs")
    await owner.choose(CHECKPOINT)
    return await owner.sees(CHECKPOINT, kind="photo")


async def link_on(shown):
    return scan(await shown.image()).texts[0]


def read_by_another(png):
    """What `zbarimg`, which is none of ours, reads."""
    if not shutil.which("zbarimg"):
        pytest.skip("zbar-tools is not installed")
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "png:-"]
    return subprocess.run(command, input=png, capture_output=True, check=True).stdout.decode().strip()


async def test_the_poster_the_vector_code_and_the_picture_hold_the_same_link(staff):
    owner = staff.owner
    await set_contact(owner)
    shown = await opens_code(owner)
    assert await link_on(shown) == staff.link
    await owner.press("checkpoint-svg")
    svg = await (await owner.sees(kind="document")).document()
    assert svg.lstrip().startswith(b"<?xml")
    assert b"<svg" in svg
    await owner.phone.taps(owner.label("checkpoint-poster", size="A4"), on=shown)
    poster = await (await owner.sees(sentence("checkpoint-poster-sent", size="A4"), kind="document")).document()
    assert read_by_another(printed(poster)) == staff.link
    assert f"Питання: {CONTACT}" in text_of(poster)


async def test_a_relieved_guard_gets_their_shift_report(staff):
    guard, employee = staff.guard, staff.employee
    await steps.go_on_duty(guard, staff.link)
    await employee.phone.opens(staff.link)
    offer = await employee.sees(button=employee.label("checkpoint-take-over"))
    assert sample.GUARD.name in offer.text
    await employee.press("checkpoint-take-over")
    await employee.sees("🟢")
    relieved = await guard.sees("⚪")
    assert "Её принял другой человек" in relieved.text
    assert sentence("checkpoint-no-checks", "ru") in relieved.text
    await guard.phone.photographs(await steps.show_code(employee))
    await guard.sees(sentence("checkpoint-off-duty", "ru"))


async def test_renewing_a_code_keeps_or_ends_the_shift_as_the_manager_chooses(staff):
    owner, employee, guard = staff.owner, staff.employee, staff.guard
    await opens_code(owner)
    await owner.press("checkpoint-renew")
    question = await owner.sees(button=owner.label("checkpoint-renew-keep"))
    assert "Зараз на зміні 1 людина" in question.text
    assert "плакат" in question.text
    await owner.press("checkpoint-renew-keep")
    await owner.press_pin()
    renewed = await owner.sees("✅", kind="photo")
    assert "На зміні лишається 1 людина" in renewed.text
    await staff.injects(owner, forging.tapped(owner, keep_button(question)))
    await staff.rests()
    assert staff.rows("SELECT count(*) FROM ledger_entry WHERE act = 'service-qr-renewed'") == [(1,)]
    old, staff.link = staff.link, await link_on(renewed)
    assert old != staff.link
    await employee.open_menu("checkpoint-shift")
    await employee.sees("🟢")
    await guard.phone.opens(old)
    await guard.sees(sentence("refused-service-qr-closed", "ru"))
    await opens_code(owner)
    await owner.press("checkpoint-renew")
    await owner.press("checkpoint-renew-end")
    await owner.press_pin()
    staff.link = await link_on(await owner.sees("✅", kind="photo"))
    assert "The service QR code was replaced" in (await employee.sees("⚪")).text


async def test_a_printed_card_is_read_by_another_reader_and_by_the_guard(staff):
    owner, guard = staff.owner, staff.guard
    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-staff")
    await owner.press("pass-print-card")
    card = await (await owner.sees(kind="document")).document()
    paper = printed(card, 300)
    assert read_by_another(paper).startswith("https://t.me/")
    await steps.go_on_duty(guard, staff.link)
    await guard.phone.sends_photo(paper)
    said = await guard.sees(guard.label("checkpoint-severity-found"))
    assert sample.EMPLOYEE.name in said.text


def keep_button(question):
    rows = question.raw["reply_markup"]["inline_keyboard"]
    return rows[0][0]["callback_data"]


async def test_a_reminder_is_snoozed_until_tomorrow_and_then_renews_with_the_pin(staff):
    owner = staff.owner
    await staff.sandbox.clock.advance(days=180 - 30)
    await owner.sees("⏳")
    await owner.press("checkpoint-snooze")
    await owner.phone.sees_answer("не нагадуватиму")
    await staff.sandbox.clock.advance(days=18)  # 14 days before its end were a Saturday: a Monday
    await owner.sees("⏳")
    await renews(owner)
    renewed = await owner.sees("✅", kind="photo")
    staff.link = await link_on(renewed)
    await steps.go_on_duty(staff.guard, staff.link)


async def renews(actor):
    """Renew a code under which nobody is on duty, from a reminder."""
    await actor.press("checkpoint-renew")
    await actor.sees(button=actor.label("back"))
    await actor.press("checkpoint-renew")
    await actor.press_pin()


async def test_old_checks_are_removed_and_the_ledger_records_it(staff):
    owner = staff.owner
    assert staff.count("check") == 0  # 168 days lie behind the ones above; they are kept for 90
    purged = staff.rows("SELECT facts FROM ledger_entry WHERE act = 'purged'")
    assert [facts for (facts,) in purged if "checks" in facts]
    await owner.open_menu("checkpoint-qrs", "checkpoint-today", "checkpoint-export")
    await owner.press("checkpoint-export-days", days=0)
    shown = await owner.sees(kind="document")
    assert len(list(openpyxl.load_workbook(io.BytesIO(await shown.document())).active.values)) == 2
    status, told = await staff.stage.bot.command("ledger", "verify")
    assert status == 0, told


async def reminders(staff, actor):
    return [text for text in await staff.hears(actor) if "⏳" in text and CHECKPOINT in text]


async def test_after_downtime_over_three_reminders_one_is_sent(staff):
    owner, bot = staff.owner, staff.stage.bot
    await steps.open_card(owner, sample.GUARD)
    await owner.press("staff-make-manager")
    await staff.rests()
    await bot.stops()
    await staff.sandbox.clock.advance(days=175)  # over those of 30, 14 and 7 days; a Monday
    await owner.phone.marks_read()
    await staff.guard.phone.marks_read()
    await bot.start()
    await owner.sees("⏳")
    staff.usual += ("message can't be deleted for everyone",)
    log_to_delete = await owner.sees(sentence("too-old-to-delete"))
    assert log_to_delete.raw["reply_to_message"]["document"]
    (told,) = await reminders(staff, owner)
    assert "через 5 днів" in told
    assert not await reminders(staff, staff.guard)


async def test_an_unanswered_reminder_goes_to_the_other_managers_who_renew_it(staff):
    owner, guard = staff.owner, staff.guard
    await staff.sandbox.clock.advance(days=2)
    await owner.sees("⏳")
    await guard.sees("⏳")
    (told,) = await reminders(staff, guard)
    assert "через 3 дня" in told
    await renews(guard)
    staff.link = await link_on(await guard.sees("✅", kind="photo"))
    await owner.press("checkpoint-renew")  # the owner's own reminder is answered, too, but the code is renewed already
    await owner.phone.sees_answer(sentence("refused-service-qr-deleted", name=CHECKPOINT))
    await staff.sandbox.clock.advance(days=1)
    assert not await reminders(staff, owner)
    await steps.go_on_duty(guard, staff.link)


async def test_deleting_a_code_ends_its_shift_at_once_and_its_link_opens_nothing(staff):
    owner, guard = staff.owner, staff.guard
    await opens_code(owner)
    await owner.press("checkpoint-delete")
    question = await owner.sees(button=owner.label("checkpoint-delete-confirm"))
    assert "Зміна 1 людини завершиться" in question.text
    await owner.press("checkpoint-delete-confirm")
    await owner.sees("Завершено 1 зміну")
    assert "Служебный QR-код удалён" in (await guard.sees("⚪")).text
    await guard.phone.photographs(await steps.show_code(staff.employee))
    await guard.sees(sentence("checkpoint-off-duty", "ru"))
    await guard.phone.opens(staff.link)
    await guard.sees(sentence("refused-service-qr-closed", "ru"))
    await owner.open_menu("checkpoint-qrs")
    assert CHECKPOINT not in "".join((await owner.sees(sentence("checkpoint-qrs-none"))).buttons)
