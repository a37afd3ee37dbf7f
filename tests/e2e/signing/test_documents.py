"""Personal texts, refusal acts, new versions, ledger checkpoints and strangers' files."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from dstu_lists import DstuHolder
from e2e.servers.company import company, sentence, words_of
from e2e.servers.stage import BotProcess, monday_morning, words
from qualified_country import DOCUMENT, Country, simple_container
from unit.bot.signing.odd_pdfs import CHANGING, SHOWN

from bot.crypto.certificates import parse_certificate
from bot.ledger.export import read_export
from bot.signing.verification.admit_stranger import FILES
from bot.texts.language import Language
from sandbox.demo import sample, steps
from sandbox.demo.actors import PIN, Actor

pytestmark = [pytest.mark.timeout(400), pytest.mark.asyncio(loop_scope="module")]

HELPER = sample.OTHERS[0]
TEXT = "# Згода\nЯ, **{ПІБ}**, {посада}, табельний номер {табельний номер}, згоден. {{дата}} {дата}"
CHECKED = {"title": "", "signed": 1, "total": 1, "organisation": "", "at": ""}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def firm(tmp_path_factory):
    """The company at half past nine on a Monday, half an hour after work began, and one more employee (uk)."""
    at = monday_morning().replace(hour=9, minute=30).isoformat()
    async with company(tmp_path_factory.mktemp("papers"), at) as staff:
        staff.helper = Actor(await staff.sandbox.add_person(HELPER.name, phone=HELPER.phone), "uk")
        await staff.helper.register(await steps.invite(staff.owner, HELPER))
        yield staff


async def begin_personal(owner):
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.press("signing-personal")
    return await owner.sees("{табельний номер}")


async def signs(actor, message, kind="sign"):
    await actor.phone.taps(actor.label(f"signing-do-{kind}"), on=message)
    await actor.press(f"signing-confirm-{kind}")
    await actor.press_pin()
    await actor.sees("✅")


async def begins_to_decline(actor, message, reason):
    """Decline a request that can still be taken back."""
    await actor.phone.taps(actor.label("signing-decline"), on=message)
    await actor.sees(sentence("signing-reason", actor.language, title="").strip()[:20])
    await actor.phone.sends(reason)
    summary = await actor.sees(reason, button=actor.label("signing-decline-yes"))
    await actor.phone.taps(actor.label("signing-decline-yes"), on=summary)
    return summary, await actor.sees(button=actor.label("signing-take-back"))


async def declines(firm, actor, message, reason):
    """Decline a request for good."""
    await begins_to_decline(actor, message, reason)
    await firm.sandbox.clock.advance(minutes=11)


async def test_a_personal_text_becomes_a_pdf_for_everyone_and_one_board_counts_them(firm):
    owner = firm.owner
    await begin_personal(owner)
    await owner.phone.sends("Я, {ПІБ}, отримую {оклад}")
    await owner.sees(sentence("refused-field-unknown", field="оклад"))
    await owner.phone.sends(TEXT)
    await owner.press("signing-title-keep", name="Згода")
    await owner.press("signing-class-sign")
    await owner.press("signing-everyone")
    await owner.press("signing-chosen-go-on", number=4)
    await owner.press("signing-days", days=7)
    summary = await owner.sees(button=words("signing-preview"))
    assert words("signing-to-sequence") not in summary.buttons
    await owner.phone.taps(words("signing-preview"))
    preview = await owner.sees(kind="document")
    assert "{табельний номер}" in preview.text  # the owner's is empty in the list
    assert "{дата}" in words_of(await preview.document())
    await owner.phone.taps(words("signing-warning-accept"), on=summary)
    await owner.press("signing-send-now", number=4)
    copies = {}
    for actor, person in ((firm.employee, sample.EMPLOYEE), (firm.guard, sample.GUARD), (firm.helper, HELPER)):
        received = await actor.sees("Згода", kind="document")
        copies[person.name] = await received.document()
        assert f"{person.name}, {person.position}, табельний номер {person.number}" in words_of(copies[person.name])
        if actor is firm.employee:
            await signs(actor, received)
    assert len(set(copies.values())) == 3
    finished = await firm.employee.sees("Згода", kind="document")
    assert (await finished.document()).startswith(copies[sample.EMPLOYEE.name])
    await firm.employee.phone.forwards(finished)
    unchanged = sentence("signing-check-unchanged", "en", **CHECKED).splitlines()[0]
    assert "1 of 1" in (await firm.employee.sees(unchanged)).text
    board = await owner.sees("1/4", button=words("signing-places"))
    await owner.phone.taps(words("signing-places"), on=board)
    await owner.sees(button=sample.EMPLOYEE.name)
    await owner.phone.taps(f"📄 {sample.EMPLOYEE.name}")
    assert await (await owner.sees(kind="document")).document() == await finished.document()


async def speaking(actor, language):
    await actor.phone.sends("/language")
    await actor.choose(Language(language).own_name)
    return Actor(actor.phone, language)


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
async def test_a_manager_is_told_what_in_a_pdf_can_change_and_sends_a_fixed_copy(firm, language):
    owner = await speaking(firm.owner, language)
    _, changing = CHANGING["a program that runs when it is opened"]
    await owner.open_menu("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(changing, f"form-{language}.pdf")
    told = await owner.sees(owner.label("signing-changing-javascript"))
    assert told.buttons == [owner.label("signing-fixed-copy"), owner.label("cancel")]
    await owner.phone.taps(owner.label("signing-fixed-copy"), on=told)
    copy = await owner.sees(owner.label("signing-fixed-copy-made")[:30], kind="document")
    assert b"JavaScript" not in await copy.document()
    await owner.press("signing-title-keep", name=f"form-{language}")
    await owner.press("signing-class-course")
    await steps.choose_recipients(owner, sample.EMPLOYEE)
    await owner.press("signing-chosen-go-on", number=1)
    await owner.press("signing-days", days=7)
    summary = await owner.sees(button=owner.label("signing-send-now", number=1))
    assert owner.label("signing-summary-attached") not in summary.text
    await owner.phone.taps(owner.label("signing-send-now", number=1), on=summary)
    received = await firm.employee.sees(f"form-{language}", kind="document")
    assert await received.document() == await copy.document()
    await speaking(owner, "uk")


async def test_a_pdf_that_cannot_take_its_sheet_is_announced_as_attached(firm):
    owner = firm.owner
    await owner.open_menu("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(SHOWN["an id that is a string"], "odd.pdf")
    await owner.press("signing-title-keep", name="odd")
    await owner.press("signing-class-course")
    await owner.press("signing-everyone")
    await owner.press("signing-chosen-go-on", number=4)
    await owner.press("signing-days", days=7)
    await owner.sees(words("signing-summary-attached"))
    await owner.phone.sends("/cancel")


async def test_an_owner_has_pages_marked_and_a_manager_chooses_a_visible_mark(firm):
    owner = firm.owner
    await owner.open_menu("settings-button")
    await owner.press("settings-marks", state="off")
    await owner.sees(button=owner.label("settings-marks", state="on"))
    await owner.open_menu("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(sample.document(), "marked.pdf")
    await owner.press("signing-title-keep", name="marked")
    await owner.press("signing-class-course")
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends(sample.EMPLOYEE.first_name)
    await owner.choose(sample.EMPLOYEE.name)
    await owner.press("signing-chosen-go-on", number=1)
    await owner.press("signing-days", days=7)
    await owner.sees(sentence("signing-summary-margin", unmarked=0).strip())
    await owner.press("signing-mark")
    await owner.press("signing-mark-first-top-right")
    await owner.sees(sentence("signing-summary-mark", place=words("signing-mark-first-top-right")))
    await owner.press("signing-send-now", number=1)
    await signs(firm.employee, await firm.employee.sees("marked"), "course")
    finished = await owner.sees("✅ marked", kind="document")
    mark = sentence("sheet-mark", signed=1, total=1)
    first_page = words_of(await finished.document()).partition(words("sheet-title"))[0]
    assert first_page.count(mark) == 2
    await owner.open_menu("settings-button")
    await owner.press("settings-marks", state="on")


async def test_a_text_file_with_fields_is_accepted_in_place_of_a_typed_text(firm):
    owner = firm.owner
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.sees(button=words("signing-personal"))
    await owner.phone.sends_file("Я, {имя}, ознайомлений.".encode("cp1251"), "Пам’ятка.txt")
    await owner.sees(button=words("signing-title-keep", name="Пам’ятка"))
    await owner.phone.sends("/cancel")


async def draws_up(owner, title, *witnesses):
    await owner.phone.sends("/menu")
    await owner.press("signing-documents")
    await owner.sees(button=title)
    await owner.phone.taps(f"· {title}")
    await owner.press("signing-more")
    await owner.press("signing-act")
    shown = await owner.sees(button=sample.EMPLOYEE.name)
    await owner.phone.taps(sample.EMPLOYEE.name, on=shown)
    await owner.sees("двоє свідків")
    for witness in witnesses:
        await owner.phone.sends(witness.first_name)
        found = await owner.sees(button=witness.name)
        await owner.phone.taps(witness.name, on=found)


async def test_an_act_about_a_declined_request_is_signed_by_two_witnesses(firm):
    owner, guard, folder = firm.owner, firm.guard, firm.stage.folder
    await steps.send_document(owner, sample.document(), "pravyla.pdf", "Правила", sample.EMPLOYEE)
    received = await firm.employee.sees("Правила", kind="document")
    await declines(firm, firm.employee, received, "I disagree with point 4")
    await owner.sees("I disagree with point 4")
    await draws_up(owner, "Правила")
    for unfit in (sample.EMPLOYEE, sample.OWNER):
        await owner.phone.sends(unfit.name)
        await owner.sees(sentence("act-witness-nobody"))
    await draws_up(owner, "Правила", sample.GUARD, HELPER)
    await owner.press("act-confirm")
    await owner.sees("Акт складено")
    told = sentence("notice-refusal-act", "en", title="Правила", author=sample.OWNER.name, state="declined")
    await firm.employee.sees(told.splitlines()[1])
    acts = [await actor.sees("Акт про непідписання", kind="document") for actor in (guard, firm.helper)]
    output = words_of(await acts[0].document())
    for part in (sample.EMPLOYEE.name, "I disagree with point 4", sample.GUARD.name, HELPER.name):
        assert part in output
    await declines(firm, firm.helper, acts[1], "Мене там не було")
    await owner.sees("Мене там не було")
    await guard.sees(sentence("notice-request-voided", "ru", title="", state="voided").split(":")[1].strip())
    for actor in (guard, firm.helper):
        await actor.phone.marks_read()
    await draws_up(owner, "Правила", HELPER, sample.GUARD)
    await owner.press("act-confirm")
    await owner.sees("Акт складено")
    for actor in (guard, firm.helper):
        await signs(actor, await actor.sees("Акт про непідписання", kind="document"), "witness")
    finished = await owner.sees("Акт про непідписання", kind="document")
    path, authority = folder / "act.pdf", folder / "ca.pem"
    path.write_bytes(await finished.document())
    authority.write_text((await firm.stage.bot.command("certificate"))[1])
    status, output = await firm.stage.bot.command("verify", path, "--certificate", authority)
    assert (status, "signed by 2 of 2, UNCHANGED" in output) == (0, True), output
    await guard.phone.forwards(finished)
    await guard.sees(sentence("signing-check-unchanged", "ru", **CHECKED).splitlines()[0])


async def test_a_signature_made_elsewhere_is_judged_with_its_document(firm, tmp_path):
    guard, country = firm.guard, Country("ZZ")
    signature = country.complete(at=datetime.now(UTC) - timedelta(days=14))  # before the bot's clock, too
    qualified, not_proven = (sentence("qualified-answer", "ru", qualified=one) for one in ("yes", "no"))
    await guard.phone.sends_file(signature, "order.p7s")
    await guard.sees(sentence("qualified-document-wanted", "ru"))
    await guard.phone.sends_file(DOCUMENT, "order.txt")
    assert sentence("qualified-list", "ru", found="no-lists", kind="") in (await guard.sees(not_proven)).text
    (listed := tmp_path / "list.xml").write_bytes(country.list_xml())
    status, output = await firm.stage.bot.command("trust", "import", listed)
    assert status == 0, output
    await guard.phone.sends_file(simple_container(signature), "order.asics")
    answer = (await guard.sees(qualified)).text
    for part in ("Sample head", "12345678", "Sample service"):
        assert part in answer
    await guard.phone.sends_file(signature, "order.p7s")
    await guard.sees(sentence("qualified-document-wanted", "ru"))
    await guard.phone.sends_file(DOCUMENT[::-1], "order.txt")
    wrong = sentence("qualified-signature", "ru", found="content-differs")
    assert wrong in (await guard.sees(not_proven)).text
    await guard.phone.sends_file(b"no signature", "order.sig")
    await guard.sees(sentence("refused-no-signature", "ru"))
    document = b"0123456789abcdef" * (1 << 17)  # takes seconds under GOST 34.311
    await guard.phone.sends_file(DstuHolder("Sample deputy", 99).message(document), "order.p7s")
    await guard.sees(sentence("qualified-document-wanted", "ru"))
    await guard.phone.sends_file(document, "order.bin")
    await guard.sees("34.311")
    assert "34.311" not in (await guard.sees("Sample deputy")).text


async def sends(owner, title, *people, in_turn=False):
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.sees(button=words("signing-personal"))
    await owner.phone.sends_file(sample.document(), f"{title}.pdf")
    await owner.press("signing-title-keep", name=title)
    await owner.press("signing-class-sign")
    for person in people:
        await owner.phone.sends(person.name)
        found = await owner.sees(button=person.name)
        await owner.phone.taps(person.name, on=found)
    await owner.press("signing-chosen-go-on", number=len(people))
    await owner.press("signing-days", days=7)
    if in_turn:
        await owner.press("signing-to-sequence")
    await owner.press("signing-warning-accept")
    await owner.press("signing-send-now", number=len(people))


async def test_old_buttons_and_a_half_typed_pin_lead_to_the_new_version(firm):
    owner, employee, guard, newer = firm.owner, firm.employee, firm.guard, sample.document() + b"\n"
    await sends(owner, "Порядок", sample.EMPLOYEE, sample.GUARD)
    old = {actor: await actor.sees("Порядок", kind="document") for actor in (employee, guard)}
    await signs(guard, old[guard])
    await employee.phone.taps(employee.label("signing-do-sign"), on=old[employee])
    await employee.press("signing-confirm-sign")
    await employee.sees(button="⌫")
    for digit in PIN[:3]:
        await employee.phone.taps(digit)
    board = await owner.sees("Порядок", button=words("signing-more"))
    await owner.phone.taps(words("signing-more"), on=board)
    await owner.press("signing-new-version")
    await owner.sees(sentence("signing-version-wanted", title="Порядок").splitlines()[1][:30])
    keypad = await employee.sees(button="⌫")
    await owner.phone.sends_file(newer, "v2.pdf")
    await owner.press("signing-days", days=7)
    await owner.press("signing-warning-accept")
    await owner.press("signing-send-now", number=2)
    await employee.sees(sentence("notice-request-voided", "en", title="Порядок", state="replaced"))
    changed = await guard.sees(sentence("signing-version-change", "ru", old=1, new=2))
    size = len(newer)
    assert sentence("signing-version-size", "ru", old=size - 1, new=size) in changed.text
    for digit in PIN[3:]:
        await employee.phone.taps(digit, on=keypad)
    explained = sentence("signing-replaced", "en", version=2, title="", deadline="", fingerprint="", state="open")
    shown = await employee.sees(explained.splitlines()[1].split(",")[0], kind="document")
    assert await shown.document() == newer
    await employee.phone.taps(employee.label("signing-do-sign"), on=old[employee])
    shown = await employee.sees(explained.splitlines()[1].split(",")[0], kind="document")
    await signs(employee, shown)
    await guard.phone.taps(guard.label("signing-do-sign"), on=old[guard])
    replaced = sentence("signing-replaced", "ru", version=2, title="", deadline="", fingerprint="", state="open")
    await signs(guard, await guard.sees(replaced.splitlines()[1].split(",")[0], kind="document"))


async def test_a_decline_is_confirmed_taken_back_and_final_after_ten_minutes(firm):
    owner, told = firm.owner, "SELECT count(*) FROM notice WHERE kind = 'request-declined'"
    before = firm.rows(told)
    await sends(owner, "Черга", sample.EMPLOYEE, sample.GUARD, HELPER, in_turn=True)
    await owner.sees(sentence("signing-board-turn", name=sample.EMPLOYEE.name))
    for actor, later in ((firm.employee, 2), (firm.guard, 1)):
        received = await actor.sees("Черга", kind="document")
        summary, declined = await begins_to_decline(actor, received, "Ще не вирішено")
        assert sentence("signing-decline-ends-sequence", actor.language, number=later) in summary.text
        await actor.phone.taps(actor.label("signing-do-sign"), on=received)
        again = await actor.sees(button=actor.label("signing-take-back"))
        await firm.sandbox.clock.advance(minutes=9)
        await actor.phone.taps(actor.label("signing-take-back"), on=again)
        await actor.sees(sentence("signing-taken-back", actor.language, title="Черга"))
        await firm.sandbox.clock.advance(minutes=2)
        await actor.phone.taps(actor.label("signing-take-back"), on=declined)
        await actor.sees(sentence("signing-taken-back", actor.language, title="Черга"))
        if actor is firm.employee:
            await signs(actor, received)
    assert firm.rows(told) == before
    await owner.sees(sentence("signing-board-turn", name=sample.GUARD.name))
    await declines(firm, firm.guard, received, "Вирішено")
    for reader, language in (("author", "uk"), ("signer", "en")):
        notice = await {"author": owner, "signer": firm.employee}[reader].sees("Вирішено")
        assert sentence("notice-sequence-ended", language, number=1, reader=reader) in notice.text
    await firm.guard.phone.taps(firm.guard.label("signing-decline"), on=received)
    await firm.guard.phone.sees_answer(sentence("signing-settled", "ru", title="Черга", state="declined"))
    await firm.employee.sees("Черга", kind="document")  # finished, without those who were not asked


async def test_those_who_have_signed_are_notified_when_another_declines(firm):
    owner = firm.owner
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.sees(button=words("signing-personal"))
    await owner.phone.sends_file(sample.document(), "План.pdf")
    await owner.press("signing-title-keep", name="План")
    await owner.press("signing-class-sign")
    await owner.press("signing-everyone")
    await owner.press("signing-chosen-go-on", number=4)
    await owner.press("signing-days", days=7)
    await owner.press("signing-warning-accept")
    await owner.press("signing-send-now", number=4)
    received = {actor: await actor.sees("План", kind="document") for actor in (firm.employee, firm.guard)}
    await signs(firm.employee, received[firm.employee])
    await declines(firm, firm.guard, received[firm.guard], "Не был на собрании")
    for actor in (owner, firm.employee):
        notice = await actor.sees("Не был на собрании")
        assert sample.GUARD.name in notice.text


async def test_the_ledger_checkpoint_is_sent_in_the_morning_and_detects_a_truncated_ledger(firm, tmp_path):
    await firm.owner.phone.marks_read()  # the first morning's
    await firm.sandbox.clock.advance(days=1, hours=1, minutes=5)
    notice = await firm.owner.sees("🔗")
    head = re.search(r"\b[0-9a-f]{64}\b", notice.text)[0]
    status, output = await firm.stage.bot.command("ledger", "verify", "--head", head)
    assert (status, "the hash given is in it" in output, "signed checkpoints: 2" in output) == (0, True, True), output
    status, output = await firm.stage.bot.command("ledger", "export", tmp_path / "ledger.jsonl")
    assert status == 0, output
    _, certificate = await firm.stage.bot.command("certificate")
    ledger = read_export((tmp_path / "ledger.jsonl").read_bytes(), parse_certificate(certificate.encode()).der, head)
    assert 0 < ledger.vouched <= ledger.entries
    assert len(ledger.issued) >= 4  # everybody who registered
    assert ledger.signed
    copy = tmp_path / "data"
    copy.mkdir(mode=0o700)
    with closing(sqlite3.connect(firm.database)) as ours, closing(sqlite3.connect(copy / "countersign.db")) as theirs:
        ours.backup(theirs)
    (copy / "countersign.db").chmod(0o600)
    shutil.copy(firm.stage.folder / "data" / "master.key", copy)
    elsewhere = BotProcess(firm.stage.bot.environment | {"DATA_DIR": str(copy)}, tmp_path / "log")
    with closing(sqlite3.connect(copy / "countersign.db")) as database:
        ((number, last),) = database.execute(
            "SELECT number, hash FROM ledger_entry ORDER BY number DESC LIMIT 1 OFFSET 3"
        )
        database.execute("UPDATE ledger_tip SET number = ?, hash = ?", (number, last))
        database.execute("DELETE FROM ledger_entry WHERE number > (SELECT number FROM ledger_tip)")
        database.commit()
        status, output = await elsewhere.command("ledger", "verify")
        assert (status, "cut off" in output) == (1, True), output
        database.execute("DELETE FROM ledger_checkpoint")
        database.commit()
    assert (await elsewhere.command("ledger", "verify"))[
        0
    ] == 0  # without the checkpoint a truncation cannot be detected
    status, output = await elsewhere.command("ledger", "verify", "--head", head)
    assert (status, "NOT FOUND" in output) == (1, True), output


async def test_a_stranger_can_check_a_limited_number_of_files(firm):
    stranger = firm.stranger
    for _ in range(FILES):
        await stranger.phone.sends_file(b"%PDF-1.4 nothing", "a.pdf")
        await stranger.sees(sentence("signing-check-unknown", "en").splitlines()[0])
    await stranger.phone.sends_file(b"%PDF-1.4 nothing", "a.pdf")
    await stranger.sees(sentence("refused-files-too-many", "en", files=FILES, minutes=60))


async def test_the_same_bytes_arrive_under_the_name_they_were_sent_with(firm):
    """Telegram shows a file that is sent by its id under its first name; the record names the second."""
    content = sample.document()
    for name, title in (("Rules.pdf", "Rules"), ("Rules of 2027\u202e.pdf", "New rules")):
        shown = name.replace("\u202e", "")
        await firm.owner.open_menu("signing-send")
        await firm.owner.phone.sends_file(content, name)
        await firm.owner.sees(shown)
        await firm.owner.phone.sends(title)
        await firm.owner.press("signing-class-sign")
        await firm.owner.sees(button=firm.owner.label("signing-everyone"))
        await firm.owner.phone.sends(sample.EMPLOYEE.first_name)
        await firm.owner.sees(button=sample.EMPLOYEE.name)
        await firm.owner.phone.taps(sample.EMPLOYEE.name)
        await firm.owner.press("signing-chosen-go-on", number=1)
        await firm.owner.press("signing-days", days=7)
        await firm.owner.press("signing-warning-accept")
        await firm.owner.press("signing-send-now", number=1)
        received = await firm.employee.sees(title)
        assert received.file.name == shown


async def test_the_bot_has_logged_no_errors(firm):
    await firm.is_well()
