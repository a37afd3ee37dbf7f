"""Passes: custom types, photos, cards, orders for many people, expiry and renewal."""

import asyncio
import io
import re
import shutil
import subprocess
from datetime import timedelta

import pytest
import pytest_asyncio
from e2e.servers.company import company, sentence
from e2e.servers.stage import monday_morning
from PIL import Image

from bot.qr.draw import draw_png
from sandbox.demo import sample, steps

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

TYPE = "Пропуск волонтера"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("cards")) as one:
        await steps.go_on_duty(one.guard, await steps.issue_service_qr(one.owner, sample.CHECKPOINT, sample.PLACE))
        yield one
        await one.rests()
        await one.is_well()


async def opens_passes_menu(owner):
    await owner.phone.sends("/menu")
    await owner.press("pass-menu")
    await owner.sees(button=owner.label("pass-types"))


async def opens_pass(holder, name):
    await holder.phone.sends("/menu")
    await holder.press("pass-my-passes")
    await holder.sees(button=name)
    await holder.phone.taps(name)


async def test_a_custom_type_is_defined_on_one_card_and_issued_with_its_fields(staff):
    owner, employee = staff.owner, staff.employee
    await opens_passes_menu(owner)
    await owner.press("pass-types")
    await owner.press("pass-type-new")
    await owner.sees(owner.label("pass-type-name-wanted", most=32)[:20])
    await owner.phone.sends(TYPE)
    await owner.press("pass-type-fields")
    await owner.sees(owner.label("pass-type-fields-wanted", most=6, longest=24)[:20])
    await owner.phone.sends("Загін\nЗміна")
    await owner.press("pass-type-days")
    await owner.sees(owner.label("pass-type-days-wanted"))
    await owner.phone.sends("45")
    shown = await owner.sees("Загін, Зміна")
    assert "45 днів" in shown.text
    await owner.press("pass-type-photo")
    await owner.press("pass-type-save")
    await owner.sees(button=TYPE)

    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("pass-issue")
    await owner.sees(button=TYPE)
    await owner.phone.taps(TYPE)
    await owner.sees("Загін")
    await owner.phone.sends("Третій")
    await owner.sees("Зміна")
    await owner.phone.sends("Ранкова")
    await owner.press("pass-photo-from-holder")
    await owner.sees(owner.label("pass-issued-photo-wanted"))
    await employee.sees(employee.label("pass-photo-wanted")[:20])


async def test_a_holder_photo_is_refused_sent_again_and_approved_and_the_pass_becomes_valid(staff):
    owner, employee, guard = staff.owner, staff.employee, staff.guard
    await opens_pass(employee, TYPE)
    await employee.phone.sees_answer("needs to approve your photo")
    for approve in ("pass-photo-refuse", "pass-photo-approve"):
        await employee.phone.sends("/menu")
        await employee.press("pass-my-passes")
        await employee.press("pass-send-photo")
        await employee.sees(employee.label("pass-photo-ask")[:20])
        await employee.phone.sends_photo(sample.portrait())
        await employee.sees(employee.label("pass-photo-sent"))
        await owner.press("pass-photo-look")
        await owner.sees(sample.EMPLOYEE.name, kind="photo")
        await owner.press(approve)
        notice = "notice-photo-refused" if approve.endswith("refuse") else "notice-photo-approved"
        await employee.sees(employee.label(notice))
    assert staff.rows("SELECT state FROM photo") == [("approved",)]
    await opens_pass(employee, TYPE)
    code = await employee.sees(button=employee.label("pass-refresh"), kind="photo")
    await guard.phone.photographs(code)
    verdict = await guard.sees(guard.label("checkpoint-severity-found"), kind="photo")
    assert "Загін: Третій" in verdict.text


async def test_a_checkpoint_accepts_a_custom_type_and_names_it(staff):
    owner = staff.owner
    await owner.phone.sends("/menu")
    await owner.press("checkpoint-qrs")
    await owner.press("checkpoint-issue")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends("Штаб")
    await owner.sees(owner.label("checkpoint-issue-place"))
    await owner.phone.sends("вул. Тиха, 1")
    await owner.sees(button=TYPE)
    await owner.phone.taps(TYPE)
    await owner.press("checkpoint-accepts-these")
    await owner.press("checkpoint-hours", hours=8)
    await owner.press("pass-days", days=30)
    await owner.sees(TYPE)
    await owner.press("checkpoint-issue-confirm")
    await owner.press_pin()
    shown = await owner.sees("Штаб", kind="photo")
    assert TYPE in shown.text


async def test_a_retired_type_is_not_offered_any_more_and_its_passes_stay(staff):
    owner, employee = staff.owner, staff.employee
    await opens_passes_menu(owner)
    await owner.press("pass-types")
    await owner.sees(button=TYPE)
    await owner.phone.taps(TYPE)
    await owner.press("pass-type-retire")
    await owner.press("pass-type-retire-confirm")
    shown = await owner.sees(owner.label("pass-types"), button=owner.label("pass-type-new"))
    assert TYPE not in shown.buttons
    await opens_pass(employee, TYPE)
    await employee.sees(button=employee.label("pass-refresh"), kind="photo")


async def test_a_printed_card_is_checked_again_and_again_until_it_is_lost(staff):
    owner, employee, guard = staff.owner, staff.employee, staff.guard
    await steps.issue_pass(owner, sample.EMPLOYEE, sample.portrait())
    await owner.press("pass-open")
    await owner.press("pass-print-card")
    sent = await owner.sees(kind="document")
    assert not sent.protected  # Telegram would not let it be printed
    code = typed_code(await sent.document())
    await guard.phone.sends(f"Код: {code}.")
    await guard.sees(guard.label("checkpoint-severity-found"), kind="photo")
    await guard.phone.sends(code)
    again = await guard.sees(guard.label("checkpoint-severity-found"), kind="photo")
    assert guard.label("checkpoint-again", at="").split(":")[0] in again.text
    await employee.sees(employee.label("notice-checked", organisation="", place="", at="", number="", type="")[:2])
    await owner.phone.taps(owner.label("pass-print-sheet"))
    assert typed_code(await (await owner.sees(kind="document")).document()) == code
    await opens_card(owner)
    await owner.press("pass-card-lost")
    await owner.press("pass-card-lost-confirm")
    await owner.sees(owner.label("pass-card-ended", number="000002"))
    await guard.phone.sends(code)
    await guard.sees(guard.label("checkpoint-severity-stop"))
    await owner.press("pass-open")
    await owner.press("pass-print-card")
    await guard.phone.sends(typed_code(await (await owner.sees(kind="document")).document()))
    await guard.sees(guard.label("checkpoint-severity-found"), kind="photo")


async def counts(actor, shown, minutes):
    """The message `shown` once it counts so many minutes; codes of other passes may count beside it."""
    for _ in range(400):
        new = await actor.phone.new_messages()
        if found := [one for one in new if one.id == shown.id and f"▱ {minutes}:" in one.text]:
            return found[-1]
        await asyncio.sleep(0.1)
    raise AssertionError(await actor.phone.transcript())


async def test_a_live_code_shows_its_countdown_its_use_and_its_expiry(staff):
    employee, guard = staff.employee, staff.guard
    shown = await steps.show_code(employee)
    assert "3:00" in shown.text
    await staff.sandbox.clock.advance(seconds=40)
    later = await counts(employee, shown, 2)
    assert await later.image() == await shown.image()
    await staff.stage.bot.dies_and_returns()
    await staff.sandbox.clock.advance(seconds=60)
    await counts(employee, shown, 1)
    await guard.phone.photographs(shown)
    await guard.sees(guard.label("checkpoint-severity-found"), kind="photo")
    await employee.sees("This code has been used")
    await employee.phone.taps(employee.label("pass-refresh"), on=shown)
    again = await employee.sees("3:00", kind="photo")
    assert again.id == shown.id
    await staff.sandbox.clock.advance(minutes=4)
    await employee.sees("This code has expired")
    for _ in range(200):
        if not staff.rows("SELECT * FROM countdown"):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("something is counted down still")


async def test_an_expiring_pass_gets_a_reminder_and_is_renewed_with_one_tap(staff):
    owner, employee = staff.owner, staff.employee
    await steps.issue_pass(owner, sample.EMPLOYEE, None)
    near = monday_morning() + timedelta(weeks=51)  # days before its end, at an hour at which one is reminded
    await staff.sandbox.clock.set(near.isoformat())
    await employee.sees(" expires ")
    await owner.press("pass-ending")
    listed = await owner.sees(owner.label("pass-ending-list"))
    (renew,) = [one for one in listed.buttons if "000003" in one]
    await owner.phone.taps(renew)
    await owner.sees("000003")
    await employee.sees("has been renewed")
    await owner.press("pass-open")
    await owner.press("pass-history")
    history = await owner.sees(owner.label("pass-event-pass-renewed"))
    assert owner.label("pass-event-pass-issued") in history.text
    await staff.sandbox.clock.reset()


async def test_a_department_gets_passes_once_and_one_file_with_all_cards(staff):
    owner = staff.owner
    for expected in (3, 0):
        await opens_passes_menu(owner)
        await owner.press("pass-order-to-department")
        await owner.press("pass-type-library")
        await owner.press("pass-days", days=365)
        await owner.sees(button=sample.EMPLOYEE.department)
        await owner.phone.taps(sample.EMPLOYEE.department)
        plan = await owner.sees(owner.label("pass-type-library"))
        if expected == 0:
            assert owner.label("pass-order-go", count=3) not in plan.buttons
            break
        await owner.press("pass-order-go", count=expected)
        await owner.press("pass-print-batch")
        printed = await owner.sees(owner.label("pass-printed", cards=3)[:15], kind="document")
        assert (await printed.document()).startswith(b"%PDF")
    assert staff.rows("SELECT count(*) FROM pass WHERE type = 'library'") == [(3,)]
    await staff.employee.sees("Library card")


async def test_passes_are_ordered_by_a_file_and_its_bad_rows_are_named(staff):
    owner = staff.owner
    rows = f"Табельний номер;Номер авто\n{sample.EMPLOYEE.number};АА 1234 ВВ\n9999;ВВ 1\n{sample.GUARD.number};\n"
    await opens_passes_menu(owner)
    await owner.press("pass-order-from-file")
    await owner.press("pass-type-vehicle")
    await owner.press("pass-days", days=365)
    await owner.sees(owner.label("pass-field-plate"))
    await owner.phone.sends_file("Прізвище\nХтось\n".encode(), "cars.csv")
    await owner.sees(owner.label("refused-order-headings", missing="number")[:20])
    await owner.phone.sends_file(rows.encode(), "cars.csv")
    plan = await owner.sees("cars.csv")
    for row, fault in ((3, "unknown"), (4, "field")):
        reason = owner.label(f"pass-order-fault-{fault}")
        assert owner.label("pass-order-bad", row=row, reason=reason) in plan.text
    await owner.press("pass-order-go", count=1)
    await owner.sees(button=owner.label("pass-print-batch"))
    await opens_card(owner, "pass-type-vehicle")
    await owner.sees("АА 1234 ВВ")


def seen_from(afar):
    """A photo of the sample person before a wall, so and so many pixels high; the wall is their picture's own."""
    photo = Image.new("RGB", (1280, 960), "#cfd8dc")
    with Image.open(io.BytesIO(sample.portrait())) as person:
        photo.paste(person.resize((afar * 4 // 5, afar)), (500, 300))
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=87)
    return out.getvalue()


async def offers_photo(holder, photo):
    await holder.open_menu("pass-my-passes", "pass-send-photo")
    await holder.sees(holder.label("pass-photo-ask")[:20])
    await holder.phone.sends_photo(photo)


async def test_a_small_face_is_reported_and_the_photo_can_be_kept_or_replaced(staff):
    owner, guard = staff.owner, staff.guard
    await steps.open_card(owner, sample.GUARD)
    await owner.press("pass-issue")
    await owner.press("pass-type-staff")
    await owner.press("pass-days", days=365)
    await owner.press("pass-photo-from-holder")
    await guard.sees(guard.label("pass-photo-wanted")[:20])
    waiting = "SELECT face_check FROM photo WHERE state = 'waiting'"
    small = sentence("pass-photo-check-small", "ru")
    await offers_photo(guard, seen_from(230))
    await guard.sees(small, kind="photo")
    assert staff.rows(waiting) == []
    await guard.phone.sends_photo(seen_from(240))  # another at once, without a press
    await guard.sees(small, kind="photo")
    await guard.press("pass-photo-anyway")
    await guard.sees(guard.label("pass-photo-sent"), kind="photo")
    assert staff.rows(waiting) == [("small",)]
    await owner.press("pass-photo-look")
    shown = await owner.sees(sample.GUARD.name, kind="photo")
    assert sentence("pass-photo-seen-small") in shown.text
    await guard.press("pass-photo-another")
    await guard.sees(guard.label("pass-photo-ask")[:20])
    await guard.phone.sends_photo(sample.portrait())
    await guard.sees(guard.label("pass-photo-sent"), kind="photo")
    assert staff.rows(waiting) == [("good",)]
    await owner.press("pass-photo-look")
    await owner.sees(sentence("pass-photo-seen-good"), kind="photo")


async def test_a_photo_without_a_face_is_accepted_with_a_warning_to_both(staff):
    owner, guard = staff.owner, staff.guard
    await offers_photo(guard, seen_from(230))
    small = await guard.sees(sentence("pass-photo-check-small", "ru"), kind="photo")
    await guard.phone.sends_photo(draw_png("no face"))
    shown = await guard.sees(guard.label("pass-photo-sent"), kind="photo")
    assert sentence("pass-photo-check-none", "ru") in shown.text
    await guard.phone.taps(guard.label("pass-photo-anyway"), on=small)
    await guard.phone.sees_answer(sentence("dialogue-over", "ru"))
    await owner.press("pass-photo-look")
    await owner.sees(sentence("pass-photo-seen-none"), kind="photo")
    await owner.press("pass-photo-refuse")
    await guard.sees(guard.label("notice-photo-refused"))


async def opens_card(owner, label="pass-type-staff"):
    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("pass-of")
    await owner.press(label)


def typed_code(pdf):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)[0]
