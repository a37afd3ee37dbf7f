"""Forged buttons, links and updates change nothing and reveal nothing.

What others may press is taken from their very chats and from the registry of buttons, with everybody's ids filled in:
a button added tomorrow is tried here by itself.
"""

import asyncio
import base64
import io
import re
import uuid
import zipfile
from contextlib import suppress
from datetime import date
from enum import Enum
from itertools import product

import pytest
from aiogram.filters.callback_data import CallbackData
from e2e.inputs import forging
from e2e.inputs.payloads import KINDS, payloads, taken
from e2e.servers.company import company, sentence
from e2e.servers.stage import TOKEN
from pydantic import ValidationError

from bot.passes.codes import CodePurpose
from bot.qr.scan import scan
from bot.signing.models import Class
from handlers.account.callbacks import KeyNotMinePressed, MyDataPressed, ResetPinPressed
from handlers.account.organisation.callbacks import QualifiedToggled
from handlers.callbacks import LanguageChosen
from handlers.checkpoint.callbacks import AskForDutyPressed, GoOnDutyPressed
from handlers.passes.callbacks import LiveCodePressed
from handlers.signing.boards.callbacks import RecipientJoined
from handlers.signing.documents.callbacks import RecipientAdded
from handlers.staff.callbacks import RolePressed
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

BYSTANDER, MANAGER, UNWANTED = sample.OTHERS[0], sample.OTHERS[2], sample.OTHERS[3]
CHECKPOINT, PLACE, NEIGHBOUR = "Склад №7", "вул. Тиха, 9", "ПП «Сусід»"
EMAIL = "tayemna.skrynka@example.org"
ONES_OWN = {KeyNotMinePressed, LanguageChosen}
"""Whoever presses these changes only what is their own: the language, or the lock on their key."""
BEARER = GoOnDutyPressed
"""Carries a code: within the organisation, holding it is the right to press it."""
BEARERS = {BEARER, AskForDutyPressed}
ABOUT_ONESELF = {ResetPinPressed().pack(), MyDataPressed().pack()}
"""Buttons without an id by which anybody asks for what is their own: a new PIN, their data."""
OPENED_BY_ALL = {CodePurpose.SHEET: {sample.TITLE, sample.ORGANISATION}}
"""What a genuine link tells whoever holds it: the paper that a sheet's code stands on says the same."""
OPENED_BY_OURS = {CodePurpose.SERVICE_QR: {CHECKPOINT, PLACE, sample.GUARD.name}}
"""What it tells those of the organisation alone: where they would be on duty, and whom they would relieve."""
OPENED_BY_RECIPIENTS = {CodePurpose.REQUEST: {sample.TITLE, sample.OWNER.name}}
"""What it tells the employee alone: which document is theirs to answer, and who sent it."""
SAID_TO_ALL = {"/start", "/language", "/cancel"}
A_DAY = date(2026, 3, 2).toordinal()
"""A number that a button may take for a day."""
PERSONAL = {"request_id", "shift_id", "check_id", "account_id"}
"""What is one person's own and no manager's either."""


@pytest.fixture(scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("nobody-else")) as one:
        await _set_the_scene(one)
        yield one


@pytest.fixture(autouse=True)
async def well(staff):
    since = len(staff.log())
    await staff.sandbox.clear_calls()
    yield
    await staff.rests()
    await staff.is_well(since)
    status, said = await staff.stage.bot.command("ledger", "verify")
    assert (status, "holds" in said) == (0, True), said


async def _set_the_scene(one):
    """A bystander, a manager, a neighbour who owns another organisation; and everything that there is to press."""
    one.bystander = await _registered(one, BYSTANDER, "uk")
    one.manager = await _registered(one, MANAGER, "uk")
    await steps.open_card(one.owner, MANAGER)
    await one.owner.press("staff-make-manager")
    one.neighbour = Actor(await one.sandbox.add_person("Сусід Чужий", phone="+380507770001"), "uk")
    await one.neighbour.register(await one.stage.owner_link("Сусід Чужий", NEIGHBOUR))
    header, row = "Табельний номер;ПІБ;Телефон;E-mail", f"1099;Тарас Скринька;+380501119999;{EMAIL}"
    await one.owner.phone.sends("/menu")
    await one.owner.press("staff-button")
    await one.owner.press("staff-import")
    await one.owner.phone.sends_file(f"{header}\n{row}\n".encode(), "more.csv")
    await one.owner.press("staff-apply", count=1)
    await steps.name_guard(one.owner, BYSTANDER)
    one.service_link = await steps.issue_service_qr(one.owner, CHECKPOINT, PLACE)
    await steps.go_on_duty(one.guard, one.service_link)
    await steps.issue_pass(one.owner, sample.EMPLOYEE, sample.portrait())
    await one.guard.phone.photographs(await steps.show_code(one.employee))
    await one.guard.phone.sees(kind="photo")
    await steps.send_document(one.owner, sample.document(), "pravyla.pdf", sample.TITLE, sample.EMPLOYEE)
    await one.employee.press("signing-do-sign")
    await one.employee.press("signing-confirm-sign")  # and stops before the PIN
    await one.rests()
    one.organisation = one.rows("SELECT id FROM organisation WHERE name = ?", sample.ORGANISATION)[0][0]


async def _registered(one, person, language):
    actor = Actor(await one.sandbox.add_person(person.name, phone=person.phone, language=language), language)
    await actor.register(await steps.invite(one.owner, person))
    return actor


# ---- what there is to send ----


async def recorded(staff, *actors):
    """All callback data and links that these people ever saw or sent."""
    data, payloads = set(), set()
    ids = {actor.phone.id for actor in actors}
    for update in await staff.sandbox.updates():
        press, said = update.get("callback_query"), update.get("message", {})
        if press and press["from"]["id"] in ids:
            data.add(press["data"])
        if said.get("from", {}).get("id") in ids and said.get("text", "").startswith("/start "):
            payloads.add(said["text"].removeprefix("/start "))
    for actor in actors:
        for message in await actor.phone.messages(deleted=True):
            pressable = [button for row in message.json["buttons"] for button in row if "callback_data" in button]
            data |= {button["callback_data"] for button in pressable}
    return data, payloads


def every_button():
    """The registry of buttons; those that carry a code are tried apart."""
    found = [one for one in CallbackData.__subclasses__() if one.__module__.startswith("handlers.")]
    return [cls for cls in found if cls is not CallbackData and cls not in BEARERS]


def minted(staff, but=frozenset()):
    """Every class of button, with the id of everything that it can name."""
    tables = {"person", "request", "document", "pass", "check", "service_qr", "shift", "account"}
    ids = {f"{table}_id": [one for (one,) in staff.rows(f'SELECT id FROM "{table}"')] for table in tables}  # noqa: S608
    everything = [one for table in ids.values() for one in table]
    for cls in every_button():
        fields = {name: field.annotation for name, field in cls.model_fields.items()}
        values = [_values(kind, ids.get(name, everything), but) for name, kind in fields.items()]
        for one in product(*values):
            with suppress(ValidationError):  # of all the numbers tried, a button takes some
                yield cls, cls(**dict(zip(fields, one, strict=True))).pack()


def is_of(data, classes):
    """Whether a button is of one of these classes; one of a notice may end with its organisation."""
    return re.split("[:@]", data, maxsplit=1)[0] in {cls.__prefix__ for cls in classes}


def _values(kind, ids, but):
    """What a field may hold. A kind that is not known here has to be taught, or its button would be tried by nobody."""
    if kind is uuid.UUID:
        return [uuid.UUID(one) for one in ids if one not in but]
    if kind == uuid.UUID | None:
        return [None, *_values(uuid.UUID, ids, but)]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)
    known = {bool: [False, True], int: [0, 7, A_DAY], str: ["x"]}
    assert kind in known, f"teach this test what a button of {kind} carries"
    return known[kind]


def test_every_button_is_tried(staff):
    assert {cls for cls, _ in minted(staff)} == set(every_button())


def own_ids(staff, actor):
    """The ids of what is a person's own."""
    telegram_id = actor.phone.id
    accounts = staff.rows("SELECT id, person_id FROM account WHERE telegram_id = ?", telegram_id)
    found = {one for row in accounts for one in row}
    for table, column in (("shift", "person_id"), ("check", "guard_id"), ("request", "person_id")):
        owned = staff.rows(f'SELECT id, {column} FROM "{table}"')  # noqa: S608 - the test's own names
        found |= {row_id for row_id, person_id in owned if person_id in found}
    return found


# ---- what must not come of it ----


async def tells_nothing(staff, actor, data, texts=(), allowed=()):
    """Send it all; whatever is answered names nobody and shows nothing, and not a row has changed."""
    before = staff.fingerprint(of=staff.organisation)
    await staff.rests()
    mark = await forging.open_mark(staff.sandbox, actor)  # a modified client knows it
    data = sorted((forging.remarked(one, mark) for one in data), key=lambda one: one.startswith("x:"))
    await staff.injects(
        actor, *(forging.tapped(actor, one) for one in data), *(forging.typed(actor, one) for one in texts)
    )
    await staff.rests()
    assert staff.fingerprint(of=staff.organisation) == before, staff.rows("SELECT kind, person_id FROM notice")
    alerts = [call["parameters"].get("text", "") for call in await staff.sandbox.calls(method="answerCallbackQuery")]
    news = await actor.phone.new_messages()
    files = [await one.document() for one in news if one.kind == "document"]
    told = "\n".join([*alerts, *(one.text + str(one.buttons) for one in news), *map(in_a_file, files)])
    told = told.replace(TOKEN.split(":")[0], "")  # the bot's own id is nobody's secret, and holds a pass number
    leaked = [secret for secret in secrets() if secret not in allowed and secret in told]
    assert not leaked, told
    assert "photo" not in {one.kind for one in news}
    assert told


def in_a_file(content):
    """What an outsider takes away as a file (a workbook or a ZIP: both are packages) can be of their own alone."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        told = [name for name in package.namelist() if not name.endswith(("theme1.xml", "styles.xml", "core.xml"))]
        return "\n".join(f"{name}: {package.read(name).decode('utf-8', 'replace')}" for name in told)


def secrets():
    people = (sample.OWNER, sample.EMPLOYEE, sample.GUARD, *sample.OTHERS)
    names = [one.name for one in people]
    phones = [form for one in people for form in (one.phone, one.phone[4:], f"{one.phone[4:6]} {one.phone[6:9]}")]
    return [
        *names,
        *phones,
        sample.TITLE,
        CHECKPOINT,
        PLACE,
        sample.ORGANISATION,
        EMAIL,
        "000001",
        "pravyla",
        "Виробництво",
    ]


@pytest.mark.parametrize("who", ["stranger", "neighbour"])
async def test_outsiders_cannot_use_our_buttons_and_links(staff, who):
    actor = getattr(staff, who)
    data, links = await recorded(staff, staff.owner, staff.manager, staff.employee, staff.guard, staff.bystander)
    data = {one for one in data if not is_of(one, ONES_OWN)}
    assert len(data) > 40
    assert BEARER.__prefix__ in {one.split(":")[0] for one in data}
    code = scan(await (await steps.show_code(staff.employee)).image()).texts[0]
    links |= {code.split("start=")[1]}
    texts = [f"/start {one}" for one in links] + [*taken()[1] - SAID_TO_ALL, sample.EMPLOYEE.name]
    every = [one for cls, one in minted(staff, own_ids(staff, staff.neighbour)) if cls not in ONES_OWN]
    await tells_nothing(staff, actor, [*data, *every], texts)


@pytest.mark.parametrize("who", ["bystander", "guard"])
async def test_an_employee_cannot_use_buttons_of_others(staff, who):
    actor = getattr(staff, who)
    data, _ = await recorded(staff, staff.owner, staff.manager, staff.employee)
    every = ({one for _, one in minted(staff, own_ids(staff, actor))} | data) - ABOUT_ONESELF
    own = own_ids(staff, actor)
    skipped = (*ONES_OWN, *BEARERS)
    every = {one for one in every if not is_of(one, skipped) and own.isdisjoint(re.split("[:@]", one))}
    allowed = {BYSTANDER.name, sample.ORGANISATION} if who == "bystander" else {sample.GUARD.name, sample.ORGANISATION}
    allowed |= {CHECKPOINT, PLACE} if who == "guard" else set()
    await tells_nothing(staff, actor, every, allowed=allowed)


@pytest.mark.parametrize("who", ["owner", "manager"])
async def test_a_manager_cannot_use_personal_buttons_of_others(staff, who):
    actor = getattr(staff, who)
    own = own_ids(staff, actor)
    personal = [
        one
        for cls, one in minted(staff, own)
        if (PERSONAL & cls.model_fields.keys() or cls in {LiveCodePressed, RolePressed}) and one not in ABOUT_ONESELF
    ]
    if who == "owner":
        personal = [one for one in personal if not one.startswith(f"{RolePressed.__prefix__}:")]
    await tells_nothing(staff, actor, personal, allowed={sample.OWNER.name, MANAGER.name, sample.ORGANISATION})


def test_every_kind_of_deep_link_is_tried():
    links, commands = taken()
    assert set(links) == set(KINDS)
    assert len(commands) > 5


@pytest.mark.parametrize("who", ["stranger", "neighbour", "bystander", "employee", "manager"])
async def test_a_link_opens_only_its_own_purpose(staff, who):
    actor, ours = getattr(staff, who), who not in {"stranger", "neighbour"}
    await actor.phone.sends("/cancel")  # an own keypad that loses its keys would show its document's title again
    for kind in KINDS:
        links = payloads(staff, kind)
        assert len(links) > 5
        allowed = OPENED_BY_ALL.get(kind, set()) | (OPENED_BY_OURS.get(kind, set()) if ours else set())
        allowed |= {sample.ORGANISATION} if ours else set()
        allowed |= OPENED_BY_RECIPIENTS.get(kind, set()) if who == "employee" else set()
        await tells_nothing(staff, actor, [], [f"/start {one}" for one in links], allowed)


async def test_another_organisation_cannot_send_to_our_people(staff):
    ours = [
        uuid.UUID(one) for (one,) in staff.rows("SELECT id FROM person WHERE organisation_id = ?", staff.organisation)
    ]
    neighbour = staff.neighbour
    pin_is_enough = QualifiedToggled(class_=Class.SIGN, demanded=False).pack()  # whatever was pressed before
    await staff.injects(neighbour, forging.tapped(neighbour, pin_is_enough))
    await neighbour.phone.sends("/menu")
    await neighbour.press("signing-send")
    await neighbour.phone.sees(neighbour.label("signing-file-wanted")[:30])
    await neighbour.phone.sends_file(sample.document(), "a.pdf")
    await neighbour.press("signing-title-keep", name="a")
    await neighbour.press("signing-class-sign")
    await neighbour.phone.sees(button=neighbour.label("signing-everyone"))
    added = [RecipientAdded(person_id=one).pack() for one in ours]
    await tells_nothing(staff, neighbour, added, texts=[sample.EMPLOYEE.name.split()[0]])
    await neighbour.press("back")  # from the search that found nobody, now the open question
    await staff.rests()
    await neighbour.phone.taps(neighbour.label("signing-everyone"))
    await neighbour.press("signing-chosen-go-on", number=1)
    await neighbour.press("signing-days", days=7)
    await neighbour.press("signing-warning-accept")
    await neighbour.press("signing-send-now", number=1)
    await neighbour.press("signing-more")
    await neighbour.press("signing-add")
    await neighbour.phone.sees(neighbour.label("signing-add-text", title="").split("\n")[-1])
    joined = [RecipientJoined(person_id=one).pack() for one in ours]
    await tells_nothing(staff, neighbour, joined, texts=[sample.EMPLOYEE.name.split()[0]])


async def test_a_guard_of_another_organisation_learns_nothing_and_does_not_use_up_our_code(staff):
    link = await steps.issue_service_qr(staff.neighbour, "Чужий пост", "деінде")
    await steps.go_on_duty(staff.neighbour, link)
    code = await steps.show_code(staff.employee)
    before = staff.fingerprint(of=staff.organisation)
    await staff.neighbour.phone.photographs(code)
    said = "\n".join(await staff.hears(staff.neighbour))
    assert sentence("checkpoint-verdict-unknown") in said
    assert not [one for one in secrets() if one in said]
    assert staff.fingerprint(of=staff.organisation) == before
    await staff.guard.phone.sends("/cancel")  # whatever the presses of all buttons have begun
    await staff.guard.phone.photographs(code)
    await staff.guard.phone.sees(staff.guard.label("checkpoint-severity-found"))


async def test_ten_wrong_links_get_one_answer_and_delay_the_right_one(staff):
    link = await steps.invite(staff.owner, UNWANTED)
    guesser = Actor(await staff.sandbox.add_person("Ха Кер", phone="+380508880001", language="en"), "en")
    dead = [sentence("registration-link-dead", "en")]
    for number in range(10):
        guess = base64.urlsafe_b64encode(bytes(31) + bytes([number])).rstrip(b"=").decode()
        await guesser.phone.opens(f"https://t.me/countersign_demo_bot?start={guess}")
        assert await staff.hears(guesser) == dead
    await guesser.phone.opens(link)
    assert await staff.hears(guesser) == dead
    assert staff.rows("SELECT count(*) FROM guess WHERE telegram_id = ?", guesser.phone.id) == [(5,)]
    await staff.stranger.phone.opens(link)
    assert UNWANTED.name in (await staff.hears(staff.stranger))[0]


# ---- at the same instant ----


async def test_two_phones_race_for_one_link_and_one_registers(staff):
    link = await staff.stage.owner_link("Третя Власниця", "ФОП «Третя»")
    pair = [Actor(await staff.sandbox.add_person(f"Бігун {one}", phone=f"+38050666000{one}"), "uk") for one in (1, 2)]
    for runner in pair:
        await runner.phone.opens(link)
        await runner.press("registration-agree")
        await runner.phone.sees(runner.label("registration-contact"))
        await runner.phone.shares_contact()
        await runner.press_pin()
        await runner.phone.sees(runner.label("registration-pin-again"))
        await runner.press_pin(sample.PIN[:5])
    await staff.rests()
    await asyncio.gather(*(runner.phone.taps(sample.PIN[5]) for runner in pair))
    heard = [" ".join(await staff.hears(runner)) for runner in pair]
    assert sorted("✅" in one for one in heard) == [False, True]
    assert sum(sentence("refused-link-dead") in one for one in heard) == 1
    accounts = "SELECT count(*) FROM account JOIN person ON person.id = person_id WHERE name = 'Третя Власниця'"
    assert staff.rows(accounts) == [(1,)]


async def test_two_guards_photograph_one_code_and_one_gets_valid(staff):
    await steps.go_on_duty(staff.bystander, staff.service_link)
    code = await steps.show_code(staff.employee)
    checks = staff.count("check")
    guards = (staff.guard, staff.bystander)
    await staff.guard.phone.sends("/cancel")  # as above
    await asyncio.gather(*(guard.phone.photographs(code) for guard in guards))
    heard = [" ".join(await staff.hears(guard)) for guard in guards]
    assert sum(guard.label("checkpoint-severity-found") in one for guard, one in zip(guards, heard, strict=True)) == 1
    verdicts = staff.rows('SELECT verdict FROM "check" ORDER BY checked_at DESC LIMIT ?', staff.count("check") - checks)
    assert sorted(verdicts) == [("already-used",), ("valid",)]


async def taps_twice(staff, actor, label):
    """The same button twice at the same instant, as a nervous thumb does it, and once more by a slip of the network."""
    await staff.rests()
    await asyncio.gather(actor.phone.taps(label), actor.phone.taps(label))
    await staff.rests()
    presses = [one for one in await staff.sandbox.updates() if "callback_query" in one]
    await staff.sandbox.redeliver(presses[-1])
    await staff.rests()


async def test_pressing_twice_acts_once(staff):
    owner, employee = staff.owner, staff.employee
    signatures = staff.count("signature")
    await employee.phone.sends("/menu")
    await employee.press("signing-my-documents")
    await employee.phone.sees(button=sample.TITLE[:20])
    await employee.phone.taps(sample.TITLE[:20])
    await employee.press("signing-do-sign")
    await employee.press("signing-confirm-sign")
    await employee.press_pin(sample.PIN[:5])
    await taps_twice(staff, employee, sample.PIN[5])
    assert staff.count("signature") == signatures + 1

    passes = staff.count("pass")
    await steps.open_card(owner, sample.GUARD)
    await owner.press("pass-issue")
    await owner.press("pass-type-staff")
    await owner.press("pass-days", days=30)
    await owner.phone.sees(button=owner.label("pass-without-photo"))
    await taps_twice(staff, owner, owner.label("pass-without-photo"))
    assert staff.count("pass") == passes + 1

    people, imports = staff.count("person"), staff.rows("SELECT count(*) FROM ledger_entry WHERE act LIKE '%import%'")
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.press("staff-import")
    await owner.phone.sends_file("ПІБ;Телефон\nНова Людина;+380503330009\n".encode(), "a.csv")
    await owner.phone.sees(button=owner.label("staff-apply", count=1))
    await taps_twice(staff, owner, owner.label("staff-apply", count=1))
    assert staff.count("person") == people + 1
    assert staff.rows("SELECT count(*) FROM ledger_entry WHERE act LIKE '%import%'") == [(imports[0][0] + 1,)]


async def test_a_service_qr_and_a_document_are_made_once(staff):
    owner, codes, documents = staff.owner, staff.count("service_qr"), staff.count("document")
    await owner.phone.sends("/menu")
    await owner.press("checkpoint-qrs")
    await owner.press("checkpoint-issue")
    for words in ("Двічі", "двері"):
        await staff.rests()
        await owner.phone.sends(words)
    for text_id, facts in (
        ("checkpoint-accepts-every", {}),
        ("checkpoint-hours", {"hours": 8}),
        ("pass-days", {"days": 30}),
        ("checkpoint-issue-confirm", {}),
    ):
        await owner.press(text_id, **facts)
    await owner.press_pin(sample.PIN[:5])
    await taps_twice(staff, owner, sample.PIN[5])
    assert staff.count("service_qr") == codes + 1

    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.phone.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(sample.document(), "b.pdf")
    await owner.press("signing-title-keep", name="b")
    await owner.press("signing-class-acknowledge")
    await owner.press("signing-everyone")
    await owner.phone.sees(button=owner.label("signing-chosen-go-on", number=5))
    await owner.phone.taps(owner.label("signing-chosen-go-on", number=5))
    await owner.press("signing-days", days=7)
    await owner.press("signing-warning-accept")
    await owner.phone.sees(button=owner.label("signing-send-now", number=5))
    await taps_twice(staff, owner, owner.label("signing-send-now", number=5))
    assert staff.count("document") == documents + 1


# ---- what a thief and a reader of logs get ----


async def test_the_database_file_reveals_no_phone_address_token_pin_or_page(staff):
    await staff.rests()
    _, payloads = await recorded(staff, staff.owner, staff.employee, staff.guard, staff.manager, staff.neighbour)
    hidden = {one.phone[4:] for one in (sample.OWNER, sample.EMPLOYEE, sample.GUARD, *sample.OTHERS)}
    hidden |= payloads | {EMAIL, EMAIL.split("@", maxsplit=1)[0], TOKEN, TOKEN.split(":")[1]}
    document, portrait = sample.document(), sample.portrait()
    pages = [document[start : start + 24] for start in range(0, len(document) - 24, 997)] + [portrait[200:224]]
    pages = [page for page in pages if len(set(page)) > 8]
    assert len(pages) > 4
    kept = [one for one in staff.database.parent.rglob("*") if one.name.startswith(staff.database.name)]
    assert kept
    for file in kept:
        content = file.read_bytes()
        assert not [one for one in hidden if one.encode() in content], file
        assert not [page for page in pages if page in content], file
        # Six digits may stand in a moment's fraction of a second by chance.
        assert not re.search(rb"(?<![\d.])" + sample.PIN.encode() + rb"(?!\d)", content), file


async def test_the_log_contains_no_personal_data(staff):
    _, payloads = await recorded(staff, staff.owner, staff.employee, staff.guard, staff.manager, staff.neighbour)
    people = (sample.OWNER, sample.EMPLOYEE, sample.GUARD, *sample.OTHERS)
    words = {part for one in people for part in one.name.split()} | {one.phone[4:] for one in people} | payloads
    words |= {EMAIL, TOKEN.split(":")[1], sample.TITLE, CHECKPOINT, PLACE, "Сусід"}
    log = staff.log()
    assert "running" in log
    assert not [one for one in words if one in log]
