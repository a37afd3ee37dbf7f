"""Registration: revoked links, link requests, typed PINs, wrong contacts."""

import json
import sqlite3
from contextlib import closing

import pytest
import pytest_asyncio
from e2e.inputs import forging
from e2e.servers.company import sentence
from e2e.servers.stage import stage, words

from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

REVOKED, MISTAKEN, TYPIST, FORWARDER = sample.OTHERS[:4]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory):
    async with stage(tmp_path_factory.mktemp("doors")) as one:
        await one.sandbox.set_limits(enabled=False)
        await one.bot.start()
        owner = Actor(await one.sandbox.add_person(sample.OWNER.name, phone=sample.OWNER.phone), "uk")
        await owner.register(await one.owner_link())
        await steps.import_staff_list(owner)
        yield one, owner


async def somebody(one, name, phone):
    return Actor(await one.sandbox.add_person(name, phone=phone), "uk")


def rows(one, statement, *values):
    with closing(sqlite3.connect(f"file:{one.folder / 'data' / 'countersign.db'}?mode=ro", uri=True)) as database:
        return database.execute(statement, values).fetchall()


def told(one, kind):
    return rows(one, "SELECT count(*) FROM notice WHERE kind = ?", kind)[0][0]


async def test_a_revoked_link_opens_nothing_and_the_card_says_until_when_one_works(office):
    one, owner = office
    link = await steps.invite(owner, REVOKED)
    await steps.open_card(owner, REVOKED)
    await owner.sees("Посилання діє до ")
    guest = await somebody(one, REVOKED.name, REVOKED.phone)
    await guest.phone.opens(link)
    await guest.press("registration-agree")
    await guest.sees(guest.label("registration-contact"))
    await owner.press("staff-revoke")
    await owner.sees(button=words("staff-invite"))
    await guest.phone.shares_contact()
    await guest.sees(sentence("refused-link-dead"))
    await guest.phone.opens(link)
    await guest.sees(sentence("registration-link-dead"))
    assert words("staff-revoke") not in (await owner.phone.last()).buttons


async def test_managers_are_notified_once_a_day_of_a_link_request_and_of_a_number_mismatch(office):
    one, owner = office
    link = await steps.invite(owner, MISTAKEN)
    guest = await somebody(one, MISTAKEN.name, "+380991112233")
    await guest.phone.opens(link)
    await guest.press("registration-agree")
    await guest.sees(guest.label("registration-contact"))
    for _ in range(4):
        await guest.phone.marks_read()
        await one.sandbox.inject(contact_of(guest, {"user_id": guest.phone.id, "phone_number": "+380991112233"}))
        await guest.sees(sentence("refused-contact-mismatch"))
    await owner.sees("+380 99 111 2233")
    assert told(one, "contact-mismatched") == 1
    notice = await owner.sees(button=words("notice-contact-mismatched-approve"))
    second = await somebody(one, "Інший Телефон", "+380991115566")
    await second.phone.opens(link)
    await second.press("registration-agree")
    await second.sees(second.label("registration-contact"))
    await second.phone.shares_contact()
    await owner.sees("+380 99 111 5566")
    await owner.phone.taps(words("notice-contact-mismatched-approve"), on=notice)
    await owner.press_pin()
    await owner.phone.sees_answer(sentence("refused-nothing-claimed", name=MISTAKEN.name))
    await steps.open_card(owner, MISTAKEN)
    await owner.press("staff-revoke")
    await owner.sees(button=words("staff-invite"))
    for _ in range(3):
        await guest.phone.opens(link)
        await guest.press("registration-ask-link")
        await guest.sees(sentence("registration-link-asked"))
    await owner.sees(button=words("notice-new-link-wanted-button"))
    assert told(one, "new-link-wanted") == 1


async def test_a_typed_pin_is_deleted_from_the_chat_and_stored_nowhere(office):
    one, owner = office
    guest = await somebody(one, TYPIST.name, TYPIST.phone)
    await guest.start_registration(await steps.invite(owner, TYPIST))
    await guest.sees(button="⌫")
    typed = await guest.phone.sends("59 31 70")
    await guest.sees(sentence("keypad-typed")[:30])
    await guest.sees(button="⌫")
    assert (await guest.phone.reloads(typed)).deleted
    await one.sandbox.wait_until_idle()
    assert rows(one, 'SELECT count(*) FROM "update" WHERE payload IS NOT NULL') == [(0,)]
    for file in [found for found in (one.folder / "data").rglob("*") if found.is_file()]:
        content = file.read_bytes()
        assert b"593170" not in content, file
        assert b"59 31 70" not in content, file
    assert "593170" not in one.bot.log.read_text()
    assert "59 31 70" not in one.bot.log.read_text()


async def test_a_contact_of_somebody_else_is_refused(office):
    one, owner = office
    link = await steps.invite(owner, FORWARDER)
    rightful = await somebody(one, FORWARDER.name, FORWARDER.phone)
    thief = await somebody(one, "Зло Дій", "+380997776655")
    await thief.phone.opens(link)
    await thief.press("registration-agree")
    await thief.sees(thief.label("registration-contact"))
    refused = sentence("refused-contact-foreign")
    for contact in (
        {"user_id": rightful.phone.id, "phone_number": FORWARDER.phone},
        {"phone_number": FORWARDER.phone},
        {"user_id": 0, "phone_number": FORWARDER.phone},
    ):
        await thief.phone.marks_read()
        await one.sandbox.inject(contact_of(thief, contact))
        await thief.sees(refused)
    await thief.phone.marks_read()
    own = {"user_id": thief.phone.id, "phone_number": FORWARDER.phone}
    origin = {"type": "hidden_user", "sender_user_name": "x", "date": 1}
    await one.sandbox.inject(contact_of(thief, own, forward_origin=origin))
    await thief.sees(refused)
    assert rows(one, "SELECT count(*) FROM account WHERE telegram_id = ?", thief.phone.id) == [(0,)]


def contact_of(actor, contact, **more):
    return forging.wrote(actor, contact={"first_name": "x", **contact}, **more)


async def test_one_number_on_two_rows_is_refused_by_the_list(office):
    _, owner = office
    twice = "Табельний номер;ПІБ;Телефон\n9001;Перший Рядок;+380671230000\n9002;Другий Рядок;0671230000\n"
    await owner.phone.sends_file(twice.encode(), "twice.csv")
    shown = await owner.sees("Рядок 2")
    assert "Рядок 3" in shown.text
    assert words("staff-apply", count=2) not in shown.buttons


async def test_the_command_line_imports_a_list_after_a_dry_run(office):
    one, owner = office
    path = one.folder / "more.csv"
    path.write_text("Табельний номер;ПІБ;Телефон\n8001;Зоря Командна;0671230099\n8002;Бит;немає\n", encoding="utf-8")
    status, said = await one.bot.command("import", path)
    assert status == 0, said
    assert "new: 1" in said
    assert "  3: " in said
    assert rows(one, "SELECT count(*) FROM person WHERE personnel_number = '8001'") == [(0,)]
    status, said = await one.bot.command("import", path, "--apply", "--json")
    assert (status, json.loads(said)["applied"]) == (0, True)
    assert rows(one, "SELECT name FROM person WHERE personnel_number = '8001'") == [("Зоря Командна",)]
    status, said = await one.bot.command("import", path, "--organisation", "Nobody")
    assert status == 1
    assert sample.ORGANISATION in said
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.sees(button=words("staff-import"))
    await owner.phone.sends("1230099")
    await owner.sees(button="⚪️ Зоря Командна")


async def test_files_that_are_not_staff_lists_are_refused_in_one_sentence(office):
    one, owner = office
    await owner.phone.sends_file(b"PK\x03\x04" + bytes(500), "staff.xlsx")
    await owner.sees(sentence("refused-roster-unreadable"))
    (one.folder / "bad.xlsx").write_bytes(b"PK\x03\x04" + bytes(500))
    status, said = await one.bot.command("import", one.folder / "bad.xlsx")
    assert status == 1
    assert sentence("refused-roster-unreadable") in said
