"""A person's own account: PIN, data, changed terms, erasure."""

import io
import json
import os
import re
import shutil
import subprocess
import zipfile

import pytest
from e2e.inputs import forging
from e2e.servers.company import company, sentence
from e2e.servers.stage import monday_morning, words

from bot.staff.terms.versions import STANDARD
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = pytest.mark.timeout(300)

NEW_PIN, OTHER_PIN, WRONG_PIN = "527941", "861409", "987654"
NEWCOMER, LEAVER, LATECOMER = sample.OTHERS[:3]
OWN_TERMS = "Підписую PIN-кодом накази, крім звільнення. & <b>не жирне</b>"


@pytest.fixture(scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("me"), monday_morning().isoformat()) as one:
        one.pin = sample.PIN
        one.authority = one.stage.folder / "ca.pem"
        one.authority.write_text((await one.stage.bot.command("certificate"))[1])
        yield one
        status, said = await one.stage.bot.command("ledger", "verify")
        assert (status, "holds" in said) == (0, True), said


@pytest.fixture(autouse=True)
async def well(staff):
    since = len(staff.log())
    yield
    await staff.rests()
    await staff.is_well(since)


async def about_me(actor):
    await actor.phone.sends("/menu")
    await actor.press("me-button")


async def ready_to_sign(staff, actor, person, title):
    """Send a document; the person stands before the keypad."""
    await steps.send_document(staff.owner, sample.document(), "a.pdf", title, person)
    await actor.sees(title, kind="document")
    await actor.press("signing-do-sign")
    await actor.press("signing-confirm-sign")
    return await actor.sees(button="⌫")


async def presses(actor, pin, on):
    for digit in pin:
        await actor.phone.taps(digit, on=on)


async def finished(staff, actor, title):
    await staff.finishes_documents()
    file = staff.stage.folder / "finished.pdf"
    file.write_bytes(await (await actor.sees(title, kind="document")).document())
    return file


async def verified(staff, file):
    return await staff.stage.bot.command("verify", file, "--certificate", staff.authority)


def acts(staff, like):
    return [act for (act,) in staff.rows("SELECT act FROM ledger_entry WHERE act LIKE ? ORDER BY number", like)]


def readable(staff):
    """All that the database says to who has no key."""
    rows = [row for table in staff.tables() for row in staff.rows(f'SELECT * FROM "{table}"')]  # noqa: S608 - its own tables
    values = [value for row in rows for value in row]
    return "\n".join(value.decode(errors="replace") if isinstance(value, bytes) else str(value) for value in values)


async def test_a_forgotten_pin_is_reset_once_after_approval_and_old_signatures_stay_valid(staff):
    owner, employee = staff.owner, staff.employee
    await ready_to_sign(staff, employee, sample.EMPLOYEE, "Перший")
    await employee.press_pin()
    await employee.sees("✅")
    first = await finished(staff, owner, "Перший")
    await ready_to_sign(staff, employee, sample.EMPLOYEE, "Другий")
    for _ in range(5):
        await employee.press_pin(OTHER_PIN)
        await staff.rests()
    await employee.press("me-pin-forgotten")
    await employee.press("me-ask-manager")
    await employee.sees(sentence("me-pin-asked", "en", until="").split(".")[0])
    notice = await owner.sees(sample.EMPLOYEE.name, button=words("notice-pin-reset-wanted-approve"))
    await owner.phone.taps(words("notice-pin-reset-wanted-approve"), on=notice)
    await employee.press("me-pin-choose")
    for pin in ("123456", NEW_PIN, OTHER_PIN, NEW_PIN, NEW_PIN):
        await employee.press_pin(pin)
        await staff.rests()
    await employee.sees(sentence("me-pin-reset", "en"))
    staff.pin = NEW_PIN
    await employee.phone.sends("/menu")
    await employee.press("signing-my-documents")
    await employee.sees(button="Другий")
    await employee.phone.taps("Другий")
    await employee.press("signing-do-sign")
    await employee.press("signing-confirm-sign")
    await employee.press_pin(NEW_PIN)
    await employee.sees("✅")
    second = await finished(staff, owner, "Другий")
    for file in (first, second):
        status, said = await verified(staff, file)
        assert (status, "signed by 1 of 1, UNCHANGED" in said) == (0, True), said
    assert acts(staff, "pin-%") == ["pin-locked", "pin-reset-asked", "pin-reset-approved", "pin-reset"]
    assert staff.count("retired_certificate") == 1


async def test_an_approval_works_once_and_is_decided_once(staff):
    owner, employee = staff.owner, staff.employee
    await about_me(employee)
    await employee.press("me-pin-forgotten")
    await employee.press("me-ask-manager")
    notice = await owner.sees(button=words("notice-pin-reset-wanted-refuse"))
    (refuse,) = [one["callback_data"] for row in notice.rows for one in row if "me-pno" in one["callback_data"]]
    await owner.phone.taps(words("notice-pin-reset-wanted-refuse"), on=notice)
    await employee.sees(sentence("notice-pin-reset-refused", "en"))
    for press in (refuse, refuse.replace("me-pno", "me-pok")):
        await staff.injects(owner, forging.tapped(owner, press))
        await staff.rests()
        answered = await staff.sandbox.calls(method="answerCallbackQuery")
        assert answered[-1]["parameters"]["text"] == words("refused-approval-request-over", name=sample.EMPLOYEE.name)
    assert acts(staff, "pin-reset%")[3:] == ["pin-reset-asked", "pin-reset-refused"]


async def test_a_known_pin_is_changed_and_a_wrong_old_one_counts_as_a_try(staff):
    employee = staff.employee
    await about_me(employee)
    await employee.press("me-change-pin")
    await employee.press_pin(OTHER_PIN)
    await employee.phone.sees_answer("4")
    await employee.press_pin(staff.pin)
    await employee.sees(sentence("me-pin-new", "en"))
    await employee.press_pin(OTHER_PIN)
    await employee.press_pin(OTHER_PIN)
    await employee.sees(sentence("me-pin-changed", "en"))
    await ready_to_sign(staff, employee, sample.EMPLOYEE, "Третій")
    await employee.press_pin(staff.pin)
    staff.pin = OTHER_PIN
    await employee.phone.sees_answer("4")
    await employee.press_pin(OTHER_PIN)
    await employee.sees("✅")


async def test_only_the_newest_keypad_confirms_also_after_a_lock_and_a_restart(staff):
    owner, employee = staff.owner, staff.employee
    older = await ready_to_sign(staff, employee, sample.EMPLOYEE, "П’ятий")
    last = await ready_to_sign(staff, employee, sample.EMPLOYEE, "Шостий")
    signed = staff.count("signature")
    assert not (await employee.phone.reloads(older)).buttons
    for _ in range(5):
        await presses(employee, WRONG_PIN, last)
    await employee.phone.sees_answer(sentence("refused-pin-locked", "en"))
    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("staff-unlock")
    await staff.rests()
    assert staff.count("signature") == signed
    await presses(employee, staff.pin[:3], last)
    await staff.stage.bot.dies_and_returns()
    await presses(employee, staff.pin[3:], last)
    await employee.sees("✅")
    assert staff.rows(
        "SELECT count(*) FROM signature s JOIN document d ON d.id = s.document_id WHERE title = 'Шостий'"
    ) == [(1,)]
    assert staff.count("signature") == signed + 1


async def test_personal_data_is_sent_as_a_file_that_is_deleted_later(staff):
    employee = staff.employee
    await steps.issue_pass(staff.owner, sample.EMPLOYEE, sample.portrait())
    await staff.rests()
    await employee.phone.sends("/mydata")
    shown = await employee.sees("Your personal data", kind="document")
    assert not shown.protected  # Telegram would keep them from saving what is theirs
    packed = zipfile.ZipFile(io.BytesIO(await shown.document()))
    names = packed.namelist()
    assert names[0] == "README.txt"
    (person,) = json.loads(packed.read("person.json"))
    assert (person["name"], person["phone"]) == (sample.EMPLOYEE.name, sample.EMPLOYEE.phone)
    assert sum(name.startswith("signatures/") for name in names) == staff.count("signature") > 1
    (photo,) = [name for name in names if name.startswith("photos/")]
    assert packed.read(photo).startswith(b"\xff\xd8")
    titles = {one["document"] for one in json.loads(packed.read("request.json"))}
    assert titles >= {"Перший", "Другий"}
    told = b"".join(packed.read(name) for name in names).decode(errors="replace")
    assert sample.GUARD.name not in told
    assert "key_envelope" not in told
    assert "data-exported" in {one["act"] for one in json.loads(packed.read("ledger.json"))}
    await staff.rests()
    forgets = staff.rows("SELECT count(*) FROM notice WHERE kind = 'forget' AND outcome = 'pending'")
    assert forgets == [(1,)]


def unzipped(content, folder):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        package.extractall(folder)
    return folder


async def my_documents(staff, actor, folder):
    """All the files of all the messages that `/mydata` brings, by the name of the document, and where they are."""
    await actor.phone.sends("/mydata")
    await staff.rests()
    files = [one for one in await actor.phone.new_messages() if one.kind == "document"]
    for one in files:
        unzipped(await one.document(), folder)
    return len(files), {one.name[9:]: one for one in (folder / "documents").iterdir()}


async def test_signed_documents_are_in_the_file_sealed_or_as_they_were_sent(staff, tmp_path):
    signed, content = staff.count("signature"), sample.document()
    await steps.send_document(staff.owner, content, "for two.pdf", "Удвох", None)
    await staff.employee.sees("Удвох", kind="document")
    await staff.employee.press("signing-do-sign")
    await staff.employee.press("signing-confirm-sign")
    await staff.employee.press_pin(staff.pin)
    await staff.employee.sees("✅")
    files, documents = await my_documents(staff, staff.employee, tmp_path)
    assert (files, len(list((tmp_path / "documents").iterdir()))) == (1, signed + 1)
    assert documents["for two.pdf"].read_bytes() == content  # the others have not signed yet
    command = ("verify", documents["a-signed.pdf"], "--certificate", tmp_path / "certificates/organisation.pem")
    status, said = await staff.stage.bot.command(*command)
    assert (status, "signed by 1 of 1, UNCHANGED" in said, "vouches for it" in said) == (0, True, True), said
    signatures = list((tmp_path / "signatures").iterdir())
    assert len(signatures) == signed + 1
    if shutil.which("jq") and shutil.which("openssl"):
        for one in signatures:
            said = as_told(tmp_path, one)
            assert said.splitlines() == ["Verified OK", "person.pem: OK"], one


def as_told(folder, signature):
    """Check one signature with the commands of README.txt, as a person would; return what they print."""
    told = (folder / "README.txt").read_text("utf-8-sig")
    commands = re.findall(r"^(?:jq|openssl) .*$", told, re.MULTILINE)
    assert len(commands) == 6
    script = "\n".join(["set -e", *commands]).replace("FILE", str(signature))
    return subprocess.run(["sh", "-c", script], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.long
async def test_data_above_the_file_limit_is_sent_in_several_files(staff, tmp_path):
    for number in range(3):
        name = f"large {number}.bin"
        await steps.send_document(staff.owner, os.urandom(19 << 20), name, name, sample.EMPLOYEE)
        await staff.employee.sees(name, kind="document")
        await staff.employee.press("signing-do-sign")
        await staff.employee.press("signing-confirm-sign")
        await staff.employee.press_pin(staff.pin)
        await staff.employee.sees("✅")
    await staff.finishes_documents()
    files, documents = await my_documents(staff, staff.employee, tmp_path)
    assert files == 2
    for number in range(3):
        status, said = await verified(staff, documents[f"large {number}-signed.pdf"])
        assert (status, "UNCHANGED" in said) == (0, True), said
    told = json.loads((tmp_path / "manifest.json").read_text())
    assert (told["parts"], told["left_out"]) == (2, [])


async def test_changed_terms_must_be_agreed_to_before_the_next_signature(staff):
    owner, employee = staff.owner, staff.employee
    await owner.phone.sends("/menu")
    await owner.press("settings-button")
    await owner.press("terms-button")
    await owner.press("terms-title-agreement")
    await owner.sees(words("terms-agreement")[:40])
    await owner.press("terms-for-everyone")
    await owner.phone.sends("x" * 1501)
    await owner.sees("1500")
    await owner.phone.sends(OWN_TERMS)
    await owner.sees(OWN_TERMS)
    await owner.phone.taps("English")
    await owner.sees("English")
    await owner.phone.sends("My PIN signs orders.")
    await owner.press("terms-publish")
    await owner.sees("own-1")
    await steps.send_document(owner, sample.document(), "a.pdf", "Четвертий", sample.EMPLOYEE)
    await employee.sees("Четвертий", kind="document")
    await employee.press("signing-do-sign")
    shown = await employee.sees("My PIN signs orders.")
    assert sentence("terms-privacy", "en") in shown.text
    await employee.press("registration-agree")
    await employee.press("signing-confirm-sign")
    await employee.press_pin(staff.pin)
    await employee.sees("✅")
    await employee.phone.sends("/mydata")
    shown = await employee.sees("Your personal data", kind="document")
    packed = zipfile.ZipFile(io.BytesIO(await shown.document()))
    agreements = {one["record_json"]["agreement"]["version"] for one in json.loads(packed.read("signature.json"))}
    assert agreements == {STANDARD, "own-1"}
    assert json.loads(packed.read("terms.json"))[0]["texts"]["any"] == OWN_TERMS


async def test_registration_continues_where_it_stopped(staff):
    link = await steps.invite(staff.owner, NEWCOMER)
    newcomer = Actor(await staff.sandbox.add_person(NEWCOMER.name, phone=NEWCOMER.phone, language="uk"), "uk")
    await newcomer.phone.opens(link)
    await newcomer.sees(OWN_TERMS)
    await newcomer.phone.taps("English")
    await newcomer.sees("My PIN signs orders.")
    await staff.stage.bot.dies_and_returns()
    await newcomer.phone.sends("/start")
    await newcomer.sees("My PIN signs orders.")
    await newcomer.phone.taps("Українська")
    await newcomer.press("registration-agree")
    await newcomer.sees(words("registration-contact"))
    await newcomer.phone.sends("/menu")
    await newcomer.sees(words("registration-contact"))
    await newcomer.phone.shares_contact()
    await newcomer.press_pin("520")
    await newcomer.phone.sends("/start")
    await newcomer.sees("○ ○ ○ ○ ○ ○")
    await newcomer.press_pin()
    await newcomer.sees(words("registration-pin-again"))
    await newcomer.phone.sends("/start")
    await newcomer.sees(words("registration-pin-again"))
    await newcomer.press_pin()
    await newcomer.sees("✅")
    agreed = (
        "SELECT privacy_version, agreement_version FROM account JOIN person ON person.id = person_id WHERE name = ?"
    )
    assert staff.rows(agreed, NEWCOMER.name) == [(STANDARD, "own-1")]


async def test_a_person_registers_in_a_second_organisation_in_another_language_and_switches(staff):
    link = await staff.stage.owner_link("Інша Власниця", "ФОП «Друга»")
    employee = staff.employee
    await employee.phone.opens(link)
    await employee.sees("ФОП «Друга»")
    await employee.phone.taps("Українська")
    await employee.choose(words("registration-agree"))
    await employee.sees(words("registration-contact"))
    await employee.phone.shares_contact()
    second = Actor(employee.phone, "uk")
    await second.press_pin()
    await second.sees(words("registration-pin-again"))
    await second.press_pin()
    await second.sees("Інша Власниця")
    await second.phone.sends("/menu")
    menu = await second.sees("ФОП «Друга»", button=words("organisation-button"))
    assert words("settings-button") in menu.buttons
    await second.press("organisation-button")
    await second.sees(button="ТОВ «Зразок»")
    await second.phone.taps("ТОВ «Зразок»")
    menu = await employee.sees("ТОВ «Зразок»", button=employee.label("me-button"))
    assert employee.label("settings-button") not in menu.buttons


async def test_a_person_is_erased_on_request_and_their_signatures_still_verify(staff):
    owner, guard = staff.owner, staff.guard
    await steps.send_document(owner, sample.document(), "a.pdf", "Інструкція", sample.GUARD)
    await guard.sees("Інструкція", kind="document")
    await guard.press("signing-do-sign")
    await guard.press("registration-agree")
    await guard.press("signing-confirm-sign")
    await guard.press_pin()
    await guard.sees("✅")
    file = await finished(staff, owner, "Інструкція")
    await about_me(guard)
    await guard.press("me-erase")
    await guard.press("me-erase-confirm")
    await guard.sees(sentence("me-erase-asked", "ru", until="").split(".")[0])
    await owner.press("notice-erasure-wanted-approve")
    await owner.sees(sample.GUARD.name, button=words("staff-erase-confirm"))
    await owner.press("staff-erase-confirm")
    left = await owner.sees("#")
    await guard.sees(sentence("notice-erased", "ru"))
    await guard.phone.sends("/menu")
    await guard.sees(sentence("not-registered", "ru"))
    status, said = await verified(staff, file)
    assert (status, "signed by 1 of 1, UNCHANGED" in said) == (0, True), said
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.sees(button=words("staff-import"))
    await owner.phone.sends(sample.GUARD.name.split()[0])
    await owner.sees("знайдено 0")
    raw = readable(staff)
    assert sample.EMPLOYEE.name in raw
    assert sample.GUARD.name not in raw
    assert str(guard.phone.id) not in raw
    assert "#" in left.text


async def test_an_owner_erases_a_dismissed_person_who_cannot_be_reinstated(staff):
    owner = staff.owner
    await steps.open_card(owner, LEAVER)
    await owner.press("staff-dismiss")
    await owner.press("staff-dismiss-confirm")
    await owner.sees(LEAVER.name)
    (person_id,) = staff.rows("SELECT id FROM person WHERE name = ?", LEAVER.name)[0]
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.press("staff-filter")
    dismissed = await owner.sees(words("staff-filter-ask"))
    await owner.phone.taps(next(one for one in dismissed.buttons if words("staff-status-dismissed") in one))
    await owner.sees(button=LEAVER.name)
    await owner.phone.taps(LEAVER.name)
    await owner.press("staff-erase")
    await owner.press("staff-erase-confirm")
    await owner.sees("#")
    assert staff.rows("SELECT phone, email, personnel_number FROM person WHERE id = ?", person_id) == [
        (None, None, None)
    ]


async def test_terms_are_set_from_files_and_unchanged_terms_need_no_new_agreement(staff, tmp_path):
    file = tmp_path / "uk.txt"
    own = staff.rows("SELECT count(*) FROM terms WHERE kind = 'agreement'")[0][0] + 1

    async def command(*words):
        return await staff.stage.bot.command("terms", *words, "--organisation", sample.ORGANISATION)

    file.write_text("\ufeffСлова з файлу.\n", encoding="utf-8")
    for _ in range(2):
        status, said = await command("agreement", "--uk", file, "--any", file)
        assert status == 0, said
        assert f"agreement: version own-{own}\n" in said
        assert "  uk: Слова з файлу." in said
        assert f"privacy: version {STANDARD}" in said
    latecomer = Actor(await staff.sandbox.add_person("Хтось", phone="+380507770009", language="uk"), "uk")
    await latecomer.phone.opens(await steps.invite(staff.owner, LATECOMER))
    await latecomer.sees("Слова з файлу.")
    file.write_text("х" * 1501)
    status, said = await command("privacy", "--uk", file)
    assert (status, said.strip()) == (1, words("refused-terms-unfit", most=1500))
    status, said = await command("privacy", "--standard", "--uk", file)
    assert (status, "--standard" in said, "Traceback" in said) == (1, True, False), said
    status, said = await command("agreement", "--standard")
    assert (status, f"agreement: version {STANDARD}" in said) == (0, True), said
    by_command = "SELECT count(*) FROM ledger_entry WHERE act = 'terms-set' AND actor_id IS NULL"
    assert staff.rows(by_command) == [(2,)]


async def test_the_command_line_lists_expired_rows_and_removes_them_on_request(staff):
    status, said = await staff.stage.bot.command("retention", "--json")
    assert status == 0, said
    due = json.loads(said)
    assert set(due["classes"]) > {"notices", "files", "updates"}
    status, said = await staff.stage.bot.command("retention", "--apply")
    assert (status, "removed" in said) == (0, True), said


async def test_an_owner_sets_when_the_organisation_works(staff):
    owner = staff.owner
    await owner.open_menu("settings-button", "settings-hours")
    await owner.phone.sends("8:30-17:15")
    await owner.sees("08:30–17:15")
    await owner.press("settings-weekdays")
    await owner.choose("Сб")
    await owner.sees(button="✓ Сб")
    await owner.choose("‹ Назад")
    await owner.press("settings-zone")
    await owner.phone.sends("Vienna")
    await owner.choose((await owner.sees("Поруч із назвою")).buttons[0])
    await owner.sees("🌍 Vienna")
    await owner.press("settings-days")
    await owner.press("settings-days-off")
    await owner.phone.sends("25.12–колись")
    await owner.sees("Не можу прочитати «25.12–колись»")
    await owner.phone.sends("25.12.2026–08.01.2027, 08.03.2027")
    await owner.sees(button="✖ 25.12.2026–08.01.2027")
    await owner.press("settings-days-on")
    await owner.phone.sends("09.01.2027")
    await owner.sees("🔁 09.01.2027")
    await owner.choose("✖ 08.03.2027")
    shown = await owner.sees("🔁 09.01.2027")
    assert "08.03.2027" not in shown.text
    ((zone, days, starts, ends, off, on),) = staff.rows(
        "SELECT time_zone, working_days, works_from, works_until, holidays, workdays FROM organisation WHERE name = ?",
        sample.ORGANISATION,
    )
    assert (zone, days, starts[:5], ends[:5]) == ("Europe/Vienna", "[1, 2, 3, 4, 5, 6]", "08:30", "17:15")
    assert (json.loads(off)[0], len(json.loads(off)), on) == ("2026-12-25", 15, '["2027-01-09"]')
    acts = staff.rows("SELECT count(*) FROM ledger_entry WHERE act = 'working-time-set'")
    assert acts == [(6,)]


async def test_only_an_owner_sees_and_changes_settings(staff):
    before = staff.rows("SELECT * FROM organisation")
    for press in ("set", "os-z", "os-zc:UTC", "os-hc:1-2", "os-wc:7:1", "os-da:1", "os-d:0", "os-dr:1:3652059"):
        await staff.injects(staff.employee, forging.tapped(staff.employee, press))
    await staff.injects(staff.owner, forging.tapped(staff.owner, "os-dr:0:9999999999"))
    await staff.injects(staff.owner, forging.tapped(staff.owner, "os-wc:9:1"))
    await staff.injects(staff.owner, forging.tapped(staff.owner, "os-zc:../../etc/passwd"))
    await staff.rests()
    assert staff.rows("SELECT * FROM organisation") == before
