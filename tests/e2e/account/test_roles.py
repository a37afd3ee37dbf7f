"""Roles: menus and commands, naming managers, refused numbers, another phone, dismissal."""

import pytest
import pytest_asyncio
from e2e.servers.company import company, sentence
from e2e.servers.stage import words

from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

MISTAKEN, LATE, MOVED = sample.OTHERS[:3]
UNLISTED = sample.SamplePerson("1009", "Богдан Тихий", "Сторож", "Охорона", "+380501110009")
OTHER_PIN = "861409"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("roles")) as one:
        yield one


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def well(staff):
    since = len(staff.log())
    yield
    await staff.rests()
    await staff.is_well(since)


async def menu(actor):
    await actor.phone.sends("/menu")
    return (await actor.sees(button=actor.label("me-button"))).buttons


async def commands(actor):
    return {one["command"]: one["description"] for one in (await actor.phone.chat())["commands"]}


async def test_the_commands_shown_are_usable_and_in_the_chosen_language(staff):
    employee, stranger = staff.employee, staff.stranger
    await stranger.phone.sends("/help")
    await staff.rests()
    assert list(await commands(stranger)) == ["menu", "language", "help"]
    await employee.phone.sends("/help")
    await staff.rests()
    shown = await commands(employee)
    assert list(shown) == ["menu", "mydata", "language", "cancel", "help"]
    assert shown["mydata"] == words("command-mydata", "en")
    for button, language in (("Українська", "uk"), ("English", "en")):
        await employee.phone.sends("/language")
        await employee.sees(button=button)
        await employee.phone.taps(button)
        await employee.phone.sends("/help")
        await staff.rests()
        assert (await commands(employee))["mydata"] == words("command-mydata", language)


async def test_an_owner_makes_a_manager_and_an_employee_again(staff):
    owner, guard = staff.owner, staff.guard
    assert guard.label("staff-button") not in await menu(guard)
    await steps.open_card(owner, sample.GUARD)
    await owner.press("staff-make-manager")
    await owner.sees(words("role-manager"))
    await guard.phone.sends("/menu")
    shown = await guard.sees(button=guard.label("staff-button"))
    assert guard.label("settings-button") not in shown.buttons
    await steps.open_card(guard, sample.EMPLOYEE)
    card = await guard.sees(button=guard.label("staff-dismiss"))
    assert guard.label("staff-make-manager") not in card.buttons
    await steps.open_card(owner, sample.GUARD)
    await owner.press("staff-make-employee")
    await owner.sees(button=words("staff-make-manager"))
    await guard.phone.taps(guard.label("staff-dismiss"), on=card)
    await guard.phone.sees_answer(sentence("refused-not-allowed", "ru"))
    assert guard.label("staff-button") not in await menu(guard)


async def test_a_number_that_the_manager_rejects_cannot_register(staff):
    owner = staff.owner
    guest = Actor(await staff.sandbox.add_person(MISTAKEN.name, phone="+380991110001"), "uk")
    await guest.start_registration(await steps.invite(owner, MISTAKEN))
    await guest.sees(sentence("refused-contact-mismatch"))
    await owner.press("notice-contact-mismatched-refuse")
    await guest.sees(sentence("notice-contact-refused"))
    await guest.phone.shares_contact()
    await guest.sees(sentence("refused-contact-mismatch"))
    assert staff.rows("SELECT count(*) FROM account WHERE telegram_id = ?", guest.phone.id) == [(0,)]


async def test_a_number_that_the_manager_accepts_can_register_and_is_shown_on_the_card(staff):
    owner = staff.owner
    guest = Actor(await staff.sandbox.add_person(MOVED.name, phone="+380991110002"), "uk")
    await guest.start_registration(await steps.invite(owner, MOVED))
    await guest.sees(sentence("refused-contact-mismatch"))
    await owner.press("notice-contact-mismatched-approve")
    await owner.press_pin()
    await guest.sees(sentence("notice-contact-approved"))
    await guest.phone.shares_contact()
    await guest.press_pin()
    await guest.sees(guest.label("registration-pin-again"))
    await guest.press_pin()
    await guest.sees("✅")
    await steps.open_card(owner, MOVED)
    assert "+380991110002" in (await owner.sees(MOVED.position)).text.replace(" ", "")


async def test_a_number_that_the_list_does_not_have_is_saved_from_the_contact(staff):
    owner = staff.owner
    await owner.open_menu("staff-button", "staff-import")
    row = f"{UNLISTED.number};{UNLISTED.name};{UNLISTED.position};{UNLISTED.department};"
    await owner.phone.sends_file(f"Табельний номер;ПІБ;Посада;Підрозділ;Телефон\n{row}\n".encode(), "one.csv")
    await owner.press("staff-apply", count=1)
    await owner.sees("✅")
    guest = Actor(await staff.sandbox.add_person(UNLISTED.name, phone=UNLISTED.phone), "uk")
    await guest.register(await steps.invite(owner, UNLISTED))
    await steps.open_card(owner, UNLISTED)
    assert UNLISTED.phone in (await owner.sees(UNLISTED.position)).text.replace(" ", "")


async def test_a_manager_unlocks_a_pin_from_the_notice(staff):
    owner, guard = staff.owner, staff.guard
    await guard.open_menu("me-button", "me-change-pin")
    for _ in range(5):
        await guard.press_pin(OTHER_PIN)
        await staff.rests()
    await owner.sees(sample.GUARD.name, button=words("notice-pin-locked-button"))
    await owner.press("notice-pin-locked-button")
    await guard.sees(sentence("notice-pin-unlocked", "ru"))
    await guard.open_menu("me-button", "me-change-pin")
    await guard.press_pin()
    await guard.sees(sentence("me-pin-new", "ru"))
    await guard.phone.sends("/cancel")


async def test_a_new_phone_replaces_the_old_one_after_a_day_and_a_new_link_the_old_link(staff):
    owner, old = staff.owner, staff.employee
    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("staff-reinvite")
    await owner.press_pin()
    first = await owner.sees("https://t.me/")
    link = next(one for one in first.links if "start=" in one)
    assert (await owner.phone.taps(words("staff-copy-link"), on=first))["copy_text"] == link
    await old.sees(button=old.label("identity-not-me"))
    await owner.phone.taps(words("staff-reinvite"), on=first)
    await owner.press_pin()
    second = await owner.sees("https://t.me/")
    new = Actor(await staff.sandbox.add_person("Андрій, новий", phone=sample.EMPLOYEE.phone), "uk")
    await new.phone.opens(link)
    await new.sees(sentence("registration-link-dead"))
    await new.start_registration(next(one for one in second.links if "start=" in one))
    await new.press_pin()
    await new.sees(new.label("registration-pin-again"))
    await new.press_pin()
    await new.sees("⏳")
    await new.phone.sends("/menu")
    waits = sentence("registration-waits-until", at="").partition(" .")[0]
    await new.sees(waits)
    await new.phone.sends_photo(sample.portrait())
    await new.sees(waits)
    assert old.label("me-button") in await menu(old)
    await staff.sandbox.clock.advance(hours=24, minutes=1)
    await new.sees(sentence("notice-account-started"))
    await old.sees(sentence("notice-account-replaced", "en"))
    await old.phone.sends("/menu")
    await old.sees(sentence("not-registered", "en"))
    await staff.rests()
    assert list(await commands(old)) == ["menu", "language", "help"]
    living = "SELECT telegram_id FROM account JOIN person ON person.id = person_id WHERE name = ? AND ended_at IS NULL"
    assert staff.rows(living, sample.EMPLOYEE.name) == [(new.phone.id,)]


async def test_a_dismissal_ends_everything_and_reinstating_restores_only_the_list_entry(staff):
    owner, guard = staff.owner, staff.guard
    await steps.name_guard(owner, sample.GUARD)
    await steps.go_on_duty(guard, await steps.issue_service_qr(owner, "КПП №1", "вул. Садова, 5"))
    await steps.issue_pass(owner, sample.GUARD, None)
    await steps.send_document(owner, sample.document(), "a.pdf", "Інструкція", sample.GUARD)
    request = await guard.sees("Інструкція", kind="document")
    await steps.open_card(owner, sample.GUARD)
    await owner.press("staff-dismiss")
    await owner.press("staff-dismiss-confirm")
    await owner.sees(sentence("staff-dismissed", name=sample.GUARD.name, requests=1, passes=1, shifts=1))
    await guard.sees(sentence("notice-dismissed", "ru"))
    await guard.phone.taps(guard.label("signing-do-sign"), on=request)
    await guard.phone.sends("/shift")
    await guard.phone.sends("/menu")
    await guard.sees(sentence("left", "ru", organisation="ТОВ «Зразок»"))
    assert staff.count("signature") == 0
    await owner.open_menu("staff-button", "staff-filter")
    await owner.choose("🚪")
    await owner.choose(sample.GUARD.name)
    await owner.press("staff-reinstate")
    await owner.sees(sentence("staff-reinstated", name=sample.GUARD.name).split(".")[0])
    await guard.phone.sends("/menu")
    await guard.sees(sentence("not-registered", "ru"))
    await guard.register(await steps.invite(owner, sample.GUARD))
    await guard.open_menu("pass-my-passes")
    shown = await guard.sees()
    assert guard.label("pass-type-staff") not in shown.buttons


async def test_a_link_expires_after_fourteen_days(staff):
    link = await steps.invite(staff.owner, LATE)
    await staff.sandbox.clock.advance(days=14, minutes=1)
    late = Actor(await staff.sandbox.add_person(LATE.name, phone=LATE.phone), "uk")
    await late.phone.opens(link)
    await late.sees(sentence("registration-link-dead"))
