"""Every verdict as a guard reads it, with the next step, and what others are notified of."""

import io
import re
from datetime import timedelta

import pytest
import pytest_asyncio
from e2e.servers.company import company, printed, sentence
from e2e.servers.stage import monday_morning
from PIL import Image

from bot.qr.draw import draw_png
from bot.qr.scan import scan
from sandbox.demo import sample, steps

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

MONDAY = monday_morning()
"""When the tests begin: finished files keep working hours."""
CHECKPOINT, PLACE = "КПП №1", "вул. Садова, 5"
ELSEWHERE, THIRD = "Elsewhere Ltd", "Third Ltd"
OTHER_CHECKPOINT, OTHER_PLACE = "КПП №2", "вул. Тиха, 9"
TYPED = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(tmp_path_factory):
    """The guard at one gate and the owner at another; the employee has a pass with a photo."""
    async with company(tmp_path_factory.mktemp("verdicts"), MONDAY.isoformat()) as one:
        one.link = await steps.issue_service_qr(one.owner, CHECKPOINT, PLACE)
        await steps.issue_pass(one.owner, sample.EMPLOYEE, sample.portrait())
        await steps.go_on_duty(one.guard, one.link)
        yield one
        await one.rests()
        await one.is_well()


async def reads(staff, severity, verdict, kind=""):
    """What the guard is told: the severity first, then this verdict's sentence with its next step."""
    guard = staff.guard
    said = await guard.sees(sentence(f"checkpoint-verdict-{verdict}", guard.language), kind=kind)
    assert said.text.split("\n")[0].endswith(guard.label(f"checkpoint-severity-{severity}"))
    return said


async def typed(staff):
    return TYPED.search((await steps.show_code(staff.employee)).text)[0]


async def photographs_link(staff, link):
    await staff.guard.phone.sends_photo(draw_png(link))


async def link_of(staff):
    return scan(await (await steps.show_code(staff.employee)).image()).texts[0]


async def test_valid_shows_the_holder_and_no_more(staff):
    code = await steps.show_code(staff.employee)
    await staff.guard.phone.photographs(code)
    said = await reads(staff, "found", "valid", kind="photo")
    assert sample.EMPLOYEE.name in said.text
    for private in (sample.EMPLOYEE.phone, sample.EMPLOYEE.number, sample.EMPLOYEE.position):
        assert private not in said.text


async def test_already_used_says_when_and_where(staff):
    code = await typed(staff)
    await staff.guard.phone.sends(code)
    await reads(staff, "found", "valid")
    await staff.guard.phone.sends(code.replace("-", " ").lower())
    said = await reads(staff, "stop", "already-used")
    assert f"{CHECKPOINT}, {PLACE}" in said.text


async def test_an_expired_code_is_not_called_forged(staff):
    code = await typed(staff)
    await staff.sandbox.clock.advance(minutes=3, seconds=5)
    await staff.guard.phone.sends(code)
    await reads(staff, "cannot-tell", "code-expired")


async def test_a_code_with_a_wrong_signature_is_forged(staff):
    link = await link_of(staff)
    for place in (-1, -12):
        other = "A" if link[place] != "A" else "B"
        forged = link[:place] + other + (link[place + 1 :] if place != -1 else "")
        await photographs_link(staff, forged)
        await reads(staff, "stop", "forged")
    await photographs_link(staff, link)
    await reads(staff, "found", "valid")


async def test_a_code_of_another_system_is_unknown(staff):
    await photographs_link(staff, "https://example.org/menu")
    await reads(staff, "stop", "unknown")


async def test_a_photo_of_a_service_qr_is_answered_as_if_it_were_scanned(staff):
    """By who may go on duty and who may not, off duty, on duty at it and at another; in the three languages."""
    owner, guard, employee = staff.owner, staff.guard, staff.employee
    link, checks = await steps.issue_service_qr(owner, "Склад", "вул. Нова, 2"), staff.count("check")
    await photographs_link(staff, staff.link)
    assert (
        sentence("checkpoint-own-qr", "ru", name=CHECKPOINT, place=PLACE, until="").split(PLACE)[0]
        in (await guard.sees("🟢", button=guard.label("checkpoint-end-shift"))).text
    )
    await photographs_link(staff, link)
    offer = await guard.sees("Склад", button=guard.label("checkpoint-go"))
    assert CHECKPOINT in offer.text
    await employee.phone.sends_photo(draw_png(link))
    await employee.sees(sentence("refused-not-guard", "en", name="Склад", place="вул. Нова, 2"))
    await owner.phone.sends_photo(draw_png(link))
    await owner.sees("Склад", button=owner.label("checkpoint-go"))
    await owner.press("checkpoint-go")
    await owner.sees("🟢")
    await owner.press("checkpoint-end-shift")
    assert staff.count("check") == checks


async def test_a_foreign_code_and_the_poster_beside_a_pass_do_not_stop_it(staff):
    guard = staff.guard
    code = await (await steps.show_code(staff.employee)).image()
    await guard.phone.sends_photo(side_by_side(draw_png("https://example.org/menu"), code, draw_png(staff.link)))
    said = await reads(staff, "found", "valid", kind="photo")
    assert sentence("checkpoint-other-codes", "ru", count=2) in said.text
    assert len(await staff.hears(guard)) == 1


def side_by_side(*codes):
    ground = Image.new("RGB", (1280, 600), "darkgrey")
    for place, code in enumerate(codes):
        ground.paste(Image.open(io.BytesIO(code)).convert("RGB").resize((380, 380)), (40 + 410 * place, 100))
    out = io.BytesIO()
    ground.save(out, "JPEG")
    return out.getvalue()


async def test_a_picture_without_a_code_is_unreadable(staff):
    await staff.guard.phone.sends_photo(sample.portrait())
    await reads(staff, "cannot-tell", "unreadable")


async def test_a_clock_set_back_makes_a_pass_not_yet_valid(staff):
    code = await typed(staff)
    await staff.sandbox.clock.advance(minutes=-40)
    await staff.guard.phone.sends(code)
    await reads(staff, "stop", "not-yet-valid")
    await staff.sandbox.clock.advance(minutes=40)


async def test_a_revoked_pass_and_one_past_its_time_are_stopped(staff):
    owner, employee = staff.owner, staff.employee
    for type_, days in (("pass-type-visitor", 1), ("pass-type-library", 365)):
        await steps.open_card(owner, sample.EMPLOYEE)
        await owner.press("pass-issue")
        await owner.press(type_)
        await owner.press("pass-days", days=days)
        await owner.press("pass-without-photo")
        await owner.sees(button=owner.label("pass-open"))
    await employee.open_menu("pass-my-passes")
    await employee.sees(button=employee.label("pass-type-library"))
    await employee.phone.taps(employee.label("pass-type-library"))
    library = TYPED.search((await employee.sees(employee.label("pass-type-library"), kind="photo")).text)[0]
    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-library")
    await owner.press("pass-revoke")
    await owner.press("pass-revoke-confirm")
    await employee.sees("🚫")
    await staff.guard.phone.sends(library)
    await reads(staff, "stop", "revoked")
    await employee.open_menu("pass-my-passes")
    await employee.sees(button=employee.label("pass-type-visitor"))
    await employee.phone.taps(employee.label("pass-type-visitor"))
    visitor = TYPED.search((await employee.sees(employee.label("pass-type-visitor"), kind="photo")).text)[0]
    await staff.sandbox.clock.advance(days=1, minutes=1)
    await steps.go_on_duty(staff.guard, staff.link)
    await staff.guard.phone.sends(visitor)
    await reads(staff, "stop", "pass-expired")


async def test_a_changed_document_shown_on_duty_is_a_check_and_shown_elsewhere_a_file(staff):
    owner, guard, employee = staff.owner, staff.guard, staff.employee
    original = sample.document()
    await steps.send_document(owner, original, "pravyla.pdf", sample.TITLE, sample.EMPLOYEE)
    await steps.sign(employee)
    await staff.finishes_documents()
    content = await (await owner.sees(sample.TITLE, kind="document")).document()
    changed = bytearray(content)
    changed[len(original) // 2] ^= 1
    await guard.phone.sends_file(content, "rules.pdf")
    await guard.sees("✅")
    before = staff.count("check")
    await guard.phone.sends_file(bytes(changed), "rules.pdf")
    await reads(staff, "stop", "changed")
    assert staff.rows('SELECT verdict FROM "check" ORDER BY checked_at DESC LIMIT 1') == [("changed",)]
    await employee.phone.sends_file(bytes(changed), "rules.pdf")
    await employee.sees("⛔")
    assert staff.count("check") == before + 1


async def test_one_pass_at_two_checkpoints_is_flagged_and_its_holder_can_deny_it(staff):
    owner, guard, employee = staff.owner, staff.guard, staff.employee
    await steps.go_on_duty(owner, await steps.issue_service_qr(owner, OTHER_CHECKPOINT, OTHER_PLACE))
    await guard.phone.sends(await typed(staff))
    await reads(staff, "found", "valid")
    await owner.phone.sends(await typed(staff))
    said = await owner.sees(owner.label("checkpoint-severity-found"))
    assert f"{CHECKPOINT}, {PLACE}" in said.text
    assert "⚠️" in said.text
    assert OTHER_PLACE in (await employee.sees(OTHER_PLACE)).text
    await employee.press("notice-checked-not-me")
    await employee.sees(sentence("pass-not-me-told", employee.language)[:20])
    await owner.sees("⚠️", button=owner.label("pass-open"))
    await owner.open_menu("personal-button", "checkpoint-shift", "checkpoint-end-shift")
    report = await owner.sees("⚪")
    assert sentence("checkpoint-count-valid", count=1) in report.text


async def test_a_registered_person_can_be_a_guest_elsewhere_and_checks_for_the_latest_shift(staff):
    guard, host, code_of = staff.guard, staff.stranger, staff.employee
    await host.register(await staff.stage.owner_link("Some Body", ELSEWHERE))
    link = await steps.issue_service_qr(host, OTHER_CHECKPOINT, OTHER_PLACE)
    await guard.phone.opens(link)
    await guard.sees(sentence("payload-unknown", "ru"))
    await host.open_menu("checkpoint-qrs")
    await host.choose(OTHER_CHECKPOINT)
    await host.press("checkpoint-edit-button")
    await host.press("checkpoint-admits", admits="guards")
    await host.press("checkpoint-admits", admits="staff")
    await host.press("checkpoint-edit-keep")
    await host.press_pin()
    await host.sees("✅", kind="photo")
    await guard.phone.opens(link)
    assert ELSEWHERE in (await guard.sees(button=guard.label("checkpoint-guest-ask"))).text
    await guard.press("checkpoint-guest-ask")
    await host.press("checkpoint-guest-admit")
    await guard.sees("🟢")
    code = await steps.show_code(code_of)
    await guard.phone.photographs(code)
    await reads(staff, "stop", "unknown")
    newest = 'SELECT name FROM organisation WHERE id = (SELECT organisation_id FROM "check" ORDER BY checked_at DESC)'
    assert staff.rows(newest) == [(ELSEWHERE,)]
    await guard.open_menu("checkpoint-shift", "checkpoint-end-shift")
    assert OTHER_PLACE in (await guard.sees("⚪")).text
    await guard.phone.photographs(code)
    await reads(staff, "found", "valid", kind="photo")


async def test_a_person_in_two_organisations_acts_for_the_one_whose_code_they_scan(staff):
    guard = staff.guard
    await guard.register(await staff.stage.owner_link(sample.GUARD.name, THIRD))
    link = await steps.issue_service_qr(guard, "Third gate", "Third place")
    for organisation, scanned in ((sample.ORGANISATION, staff.link), (THIRD, link), (sample.ORGANISATION, staff.link)):
        await guard.phone.opens(scanned)
        assert organisation in (await guard.sees(button=guard.label("checkpoint-go"))).text
        await guard.press("checkpoint-go")
        await guard.sees("🟢")
    await guard.phone.photographs(await steps.show_code(staff.employee))
    await reads(staff, "found", "valid", kind="photo")


async def test_no_verdict_when_readers_cannot_start_and_the_next_picture_gets_one(staff):
    guard, bot = staff.guard, staff.stage.bot
    code = await steps.show_code(staff.employee)
    await bot.stops()
    long = staff.stage.folder / ("x" * 120)  # a socket's path has 108 bytes: no worker can be started
    long.mkdir()
    bot.environment["TMPDIR"] = str(long)
    await bot.start()
    await guard.phone.photographs(code)
    await reads(staff, "cannot-tell", "unavailable")
    await bot.stops()
    del bot.environment["TMPDIR"]
    await bot.start()
    code = await steps.show_code(staff.employee)
    await guard.phone.photographs(code)
    await reads(staff, "found", "valid", kind="photo")


async def test_a_card_for_coming_days_is_not_yet_valid_until_its_first_day(staff):
    owner, guard, employee = staff.owner, staff.guard, staff.employee
    first, last = (f"{MONDAY + timedelta(days=days):%d.%m.%Y}" for days in (4, 6))
    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("pass-issue")
    await owner.press("pass-type-visitor")
    await owner.sees(button=owner.label("pass-days", days=1))
    await owner.phone.sends("колись")
    await owner.sees(sentence("refused-days-unreadable", line="колись"))
    await owner.phone.sends("01.02.2020")
    await owner.sees(sentence("refused-pass-period-past"))
    await owner.phone.sends(f"{first} – {last}")
    await owner.press("pass-without-photo")
    assert owner.label("pass-from", day=first) in (await owner.sees(last)).text
    assert employee.label("pass-from", day=first) in (await employee.sees(last)).text
    await owner.press("pass-open")
    await owner.press("pass-print-card")
    card = printed(await (await owner.sees(kind="document")).document(), 300)
    await guard.phone.sends_photo(card)
    told = await reads(staff, "stop", "not-yet-valid")
    assert f"{first} 00:00" in told.text
    await employee.sees("The pass isn’t valid yet")
    await staff.sandbox.clock.advance(days=4)
    await steps.go_on_duty(guard, staff.link)
    await guard.phone.sends_photo(card)
    await reads(staff, "found", "valid")


async def test_a_typed_code_with_a_word_before_it_is_understood_and_one_symbol_short_is_told_apart(staff):
    """In the three languages."""
    await steps.name_guard(staff.owner, sample.EMPLOYEE)
    for actor, word in ((staff.guard, "Код: "), (staff.owner, "код "), (staff.employee, "Code: ")):
        await steps.go_on_duty(actor, staff.link)
        code = await typed(staff)
        await actor.phone.sends(f"{word}{code[:-1]}")
        assert sentence("refused-typed-code-mistyped", actor.language) in await staff.hears(actor)
        await actor.phone.sends(f"{word}{code}.")
        verdict = "own-pass" if actor is staff.employee else "valid"
        await actor.sees(sentence(f"checkpoint-verdict-{verdict}", actor.language))
