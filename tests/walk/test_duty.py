"""On duty, end to end: whose code is edited under a hanging poster, guests, albums, mistakes, the day and its log."""

import pytest
import pytest_asyncio
from walk.company import company, sentence

from bot.qr.scan import scan
from bot.wiring.demo import acting, sample
from bot.wiring.demo.acting import Actor

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

GATE, PLACE = "КПП №1", "вул. Садова, 5"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(tmp_path_factory):
    """A company whose owner has issued one service QR and one pass; nobody is on duty yet."""
    async with company(tmp_path_factory.mktemp("duty")) as one:
        one.link = await acting.issue_service_qr(one.owner, GATE, PLACE)
        await acting.issue_pass(one.owner, sample.EMPLOYEE, sample.portrait())
        yield one


async def newcomer(staff, name, language="ru"):
    """Somebody on no list, with a phone."""
    return Actor(await staff.sandbox.person(name, phone="+380507770000", language=language), language)


async def opens_code(owner, name=GATE):
    await owner.phone.sends("/menu")
    await owner.press("checkpoint-qrs")
    await owner.sees(button=name)
    await owner.phone.taps(name)
    return await owner.sees(name, kind="photo")


async def admits_guests(owner, name=GATE):
    """Let the owner edit the code so that guests are admitted; answers the code's picture."""
    await opens_code(owner, name)
    await owner.press("checkpoint-edit-button")
    await owner.press("checkpoint-admits", admits="staff")
    await owner.press("checkpoint-admits", admits="guests")
    await owner.press("checkpoint-admits", admits="staff")
    await owner.sees(button=owner.label("checkpoint-admits", admits="guests"))
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    return await owner.sees("✅", kind="photo")


async def test_a_code_is_edited_without_a_new_poster_and_the_next_check_goes_by_it(staff):
    owner, guard = staff.owner, staff.guard
    await acting.go_on_duty(guard, staff.link)
    await opens_code(owner)
    await owner.press("checkpoint-edit-button")
    await owner.press("checkpoint-edit-name")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends("<b>КПП & 7")
    await owner.press("checkpoint-edit-accepts")
    await owner.sees(button="▫️ " + owner.label("pass-type-vehicle"))
    await owner.phone.taps("▫️ " + owner.label("pass-type-vehicle"))
    await owner.press("checkpoint-accepts-these")
    await owner.press("checkpoint-edit-hours")
    await owner.press("checkpoint-hours", hours=4)
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    shown = await owner.sees("<b>КПП & 7", kind="photo")
    assert scan(await shown.image()).texts[0] == staff.link
    assert owner.label("pass-type-vehicle") in shown.text
    await guard.phone.photographs(await acting.show_code(staff.employee))
    await guard.sees(sentence("checkpoint-verdict-not-accepted-here", "ru"))
    assert staff.rows("SELECT count(*) FROM ledger_entry WHERE act = 'service-qr-edited'") == [(1,)]
    await owner.phone.taps(owner.label("checkpoint-edit-button"), on=shown)
    await owner.press("checkpoint-edit-accepts")
    await owner.sees(button="☑️ " + owner.label("pass-type-vehicle"))
    await owner.phone.taps("☑️ " + owner.label("pass-type-vehicle"))
    await owner.press("checkpoint-accepts-every")
    await owner.press("checkpoint-edit-name")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends(GATE)
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    await owner.sees(GATE, kind="photo")


async def test_a_guest_checks_for_one_shift_once_a_manager_lets_them(staff):
    owner = staff.owner
    guest = await newcomer(staff, "Гість Невідомий")
    await guest.phone.opens(staff.link)
    await guest.sees(sentence("payload-unknown", "ru"))
    await admits_guests(owner)
    await guest.phone.opens(staff.link)
    offer = await guest.sees(PLACE)
    assert "Гість Невідомий" in offer.text
    await guest.press("checkpoint-guest-ask")
    await guest.sees("⏳")
    await owner.sees("Гість Невідомий", button=owner.label("checkpoint-guest-admit"))
    await guest.phone.photographs(await acting.show_code(staff.employee))
    await guest.sees(sentence("not-registered", "ru"))
    await owner.press("checkpoint-guest-admit")
    decided = await owner.sees("🟢")
    await guest.sees("🟢")
    await guest.phone.photographs(await acting.show_code(staff.employee))
    verdict = await guest.sees(guest.label("checkpoint-glance-found"), kind="photo")
    assert sample.EMPLOYEE.name in verdict.text
    await guest.phone.photographs(await acting.show_code(staff.employee), as_file=1)
    await guest.sees(guest.label("checkpoint-glance-found"), kind="photo")
    await guest.phone.sends("/menu")
    await guest.sees(sentence("not-registered", "ru"))
    await owner.phone.taps(owner.label("checkpoint-guest-send-off"), on=decided)
    await owner.sees("⚪")
    await guest.sees("⚪")
    await guest.phone.photographs(await acting.show_code(staff.employee))
    await guest.sees(sentence("checkpoint-off-duty", "ru"))


async def test_a_guest_who_is_refused_is_told_and_nobody_lists_them(staff):
    owner = staff.owner
    guest = await newcomer(staff, "Інший Гість", "en")
    await guest.phone.opens(staff.link)
    await guest.press("checkpoint-guest-ask")
    await owner.sees("Інший Гість", button=owner.label("checkpoint-guest-refuse"))
    await owner.press("checkpoint-guest-refuse")
    await owner.sees("🚫")
    await guest.sees("did not let you")
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.sees(button=owner.label("staff-import"))
    await owner.phone.sends("Гість")
    assert "Гість" not in "".join((await owner.sees()).buttons)
