"""Attacks of a manager: another's name, another's account, their own locked PIN."""

import pytest
import pytest_asyncio
from e2e.servers.company import company, sentence
from e2e.servers.stage import words

from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

WRONG_PIN = "861409"
HEADINGS = "Табельний номер;ПІБ;Посада;Підрозділ;Телефон"
SECOND_PHONE = "+380991119999"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("takeover")) as one:
        await steps.open_card(one.owner, sample.EMPLOYEE)
        await one.owner.press("staff-make-manager")
        await one.owner.sees(words("role-manager"))
        yield one


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def well(staff):
    since = len(staff.log())
    yield
    await staff.rests()
    await staff.is_well(since)


def names(staff):
    return dict(staff.rows("SELECT personnel_number, name FROM person"))


async def test_a_manager_cannot_import_the_name_of_another_into_their_own_row(staff):
    manager = staff.employee
    before = names(staff)
    own = (sample.EMPLOYEE.number, sample.OWNER.name, "Директорка", "", sample.EMPLOYEE.phone)
    other = ("9100", "Новий Працівник", "Сторож", "", "+380501119100")
    await manager.open_menu("staff-button", "staff-import")
    await manager.phone.sends_file("\n".join([HEADINGS, ";".join(own), ";".join(other)]).encode(), "list.csv")
    await manager.press("staff-apply", count=1)
    await manager.sees("✅")
    after = names(staff)
    assert after == before | {"9100": "Новий Працівник"}


async def test_a_manager_cannot_change_what_identifies_an_owner(staff):
    manager = staff.employee
    before = staff.rows("SELECT name, position, phone FROM person WHERE role = 'owner'")
    number = staff.rows("SELECT personnel_number FROM person WHERE role = 'owner'")[0][0]
    row = (number or "", "Інша Особа", "Прибиральниця", "", sample.OWNER.phone)
    headings = HEADINGS if number else "ПІБ;Посада;Підрозділ;Телефон"
    await manager.open_menu("staff-button", "staff-import")
    line = ";".join(row if number else row[1:])
    await manager.phone.sends_file(f"{headings}\n{line}\n".encode(), "list.csv")
    await manager.sees("2")
    shown = await manager.phone.last()
    assert manager.label("staff-apply", count=1) not in shown.buttons
    assert staff.rows("SELECT name, position, phone FROM person WHERE role = 'owner'") == before


async def test_a_manager_cannot_take_over_a_colleague_by_a_new_phone_and_a_new_link(staff):
    manager, guard = staff.employee, staff.guard
    row = (sample.GUARD.number, sample.GUARD.name, sample.GUARD.position, "", SECOND_PHONE)
    await manager.open_menu("staff-button", "staff-import")
    await manager.phone.sends_file("\n".join([HEADINGS, ";".join(row)]).encode(), "list.csv")
    await manager.press("staff-apply", count=1)
    await manager.press_pin()
    await manager.sees("✅")
    changed = await guard.sees(button=guard.label("notice-identity-changed-wrong"))
    assert SECOND_PHONE in changed.text.replace(" ", "")
    await steps.open_card(manager, sample.GUARD)
    await manager.press("staff-reinvite")
    await manager.press_pin()
    shown = await manager.sees("https://t.me/")
    thief = Actor(await staff.sandbox.add_person("Злодій", phone=SECOND_PHONE), "uk")
    await thief.start_registration(next(one for one in shown.links if "start=" in one))
    await thief.press_pin()
    await thief.sees(thief.label("registration-pin-again"))
    await thief.press_pin()
    await thief.sees("⏳")
    assert staff.rows("SELECT count(*) FROM account WHERE ended_at IS NULL AND telegram_id = ?", thief.phone.id) == [
        (0,)
    ]
    await staff.owner.sees(button=staff.owner.label("staff-rebinding-approve"))
    await guard.phone.taps(guard.label("notice-identity-changed-wrong"), on=changed)
    await thief.sees(sentence("notice-rebinding-cancelled"))
    await staff.owner.sees(sentence("notice-objection-raised", name=sample.GUARD.name)[:30])
    await staff.sandbox.clock.advance(days=2)
    await staff.rests()
    active = "SELECT telegram_id FROM account JOIN person ON person.id = person_id WHERE name = ? AND ended_at IS NULL"
    assert staff.rows(active, sample.GUARD.name) == [(guard.phone.id,)]
    assert [facts for (facts,) in staff.rows("SELECT facts FROM ledger_entry WHERE act = 'objected'")] == [
        '{"cancelled": "rebinding phone"}'
    ]


async def test_a_second_manager_lets_a_new_account_work_at_once(staff):
    manager, owner, old = staff.employee, staff.owner, staff.guard
    await staff.rests()
    for one in (manager, owner, old):
        await one.phone.marks_read()
    await steps.open_card(manager, sample.GUARD)
    await manager.press("staff-reinvite")
    await manager.press_pin()
    shown = await manager.sees("https://t.me/")
    new = Actor(await staff.sandbox.add_person("Петро, новий", phone=sample.GUARD.phone), "uk")
    await new.start_registration(next(one for one in shown.links if "start=" in one))
    await new.press_pin()
    await new.sees(new.label("registration-pin-again"))
    await new.press_pin()
    await new.sees("⏳")
    notice = await owner.sees(button=owner.label("staff-rebinding-approve"))
    await owner.phone.taps(owner.label("staff-rebinding-approve"), on=notice)
    await owner.press_pin()
    await new.sees(sentence("notice-account-started"))
    replaced = await old.sees(button=old.label("identity-not-me"))
    await old.phone.taps(old.label("identity-not-me"), on=replaced)
    await old.sees(sentence("objected-late", "ru")[:40])


async def test_a_manager_does_not_unlock_their_own_pin(staff):
    manager = staff.employee
    await manager.open_menu("personal-button", "me-button", "me-change-pin")
    for _ in range(5):
        await manager.press_pin(WRONG_PIN)
        await staff.rests()
    await steps.open_card(manager, sample.EMPLOYEE)
    card = await manager.sees(sample.EMPLOYEE.position)
    assert manager.label("staff-unlock") not in card.buttons
    locked = "SELECT pin_failures FROM account JOIN person ON person.id = person_id WHERE name = ?"
    assert staff.rows(locked, sample.EMPLOYEE.name) == [(5,)]
    await staff.owner.press("notice-pin-locked-button")
    await staff.rests()
    assert staff.rows(locked, sample.EMPLOYEE.name) == [(0,)]


async def test_the_administrator_unlocks_the_pin_of_a_sole_owner(staff):
    status, said = await staff.stage.bot.command("unlock", sample.OWNER.name)
    assert status == 0, said
    status, said = await staff.stage.bot.command("unlock", "Ніхто")
    assert status == 1, said
