"""A manager sends, extends and exports documents; a person delegates a request."""

import asyncio
import hashlib
import io
import json
import time
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from e2e.inputs import forging
from e2e.servers.company import company, sentence
from e2e.servers.stage import monday_morning

from bot.signing.boards.boards import Which
from bot.signing.models import Class
from handlers.signing.boards.callbacks import (
    BundlePressed,
    DocumentsPressed,
    DownloadsPressed,
    ExtendedTo,
    ExtendPressed,
    SheetForm,
    SheetPressed,
)
from handlers.signing.boards.extending_screens import DAYS
from handlers.signing.documents.callbacks import WarningAccepted
from handlers.signing.requests.callbacks import HandOnPressed
from sandbox.demo import sample, steps

pytestmark = pytest.mark.timeout(300)

MONDAY = monday_morning()
"""When the tests begin: finished files keep working hours."""
HANDED, LISTED = "Договір із підрядником", "Інструктаж"


@pytest.fixture(scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("boards"), MONDAY.isoformat()) as one:
        yield one


@pytest.fixture(autouse=True)
async def well(staff):
    since = len(staff.log())
    await staff.sandbox.clear_calls()
    yield
    await staff.rests()
    await staff.is_well(since)


async def sends(staff, title, *people, handing=False):
    """Send a document of this title to these sample people; return its id."""
    owner = staff.owner
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(sample.document(), "contract.pdf")
    await owner.sees(button=owner.label("signing-title-keep", name="contract"))
    await owner.phone.sends(title)
    await owner.press("signing-class-sign")
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends_file("\n".join(one.number for one in people).encode(), "list.txt")
    await owner.press("signing-chosen-go-on", number=len(people))
    await owner.press("signing-days", days=7)
    if handing:
        await owner.press("signing-to-colleague")
    await owner.press("signing-warning-accept")
    await owner.press("signing-send-now", number=len(people))
    await staff.rests()
    ((found,),) = staff.rows("SELECT id FROM document WHERE title = ? ORDER BY created_at DESC LIMIT 1", title)
    return found


async def forges(staff, actor, press, on=None):
    """Let a modified client press a button that its person was not shown; return the alerts."""
    await staff.rests()
    await staff.sandbox.clear_calls()
    data = forging.remarked(press.pack(), await forging.open_mark(staff.sandbox, actor))
    await staff.injects(actor, forging.tapped(actor, data, on=on))
    await staff.rests()
    return [call["parameters"].get("text") for call in await staff.sandbox.calls(method="answerCallbackQuery")]


async def taps_twice(actor, label, on):
    await asyncio.gather(actor.phone.taps(label, on=on), actor.phone.taps(label, on=on))


async def opens_board(staff, title):
    owner = staff.owner
    await owner.phone.sends("/menu")
    await owner.press("signing-documents")
    await staff.rests()
    label = next(one for one in (await owner.phone.last()).buttons if title in one)
    await owner.phone.taps(label)
    return await owner.sees(title, button=owner.label("signing-refresh"))


async def test_recipients_are_read_from_a_file_and_unmatched_lines_are_listed(staff):
    owner = staff.owner
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(sample.document(), "a.pdf")
    await owner.press("signing-title-keep", name="a")
    await owner.press("signing-class-acknowledge")
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends_file(b"%PDF-1.4\x00", "list.pdf")
    assert await staff.hears(owner) == [sentence("refused-roster-file-kind", kind="pdf")]
    rows = ["ПІБ;Табельний номер", f"{sample.EMPLOYEE.name};1002", ";1003", "Хтось Інший;", f"{sample.OTHERS[0].name};"]
    await owner.phone.sends_file("\n".join(rows).encode("cp1251"), "list.csv")
    shown = await owner.sees("знайдено 2 людини")
    assert "рядок 4: «Хтось Інший» – немає в списку організації" in shown.text
    assert f"рядок 5: «{sample.OTHERS[0].name}» – ще не зареєстровано" in shown.text
    await owner.phone.sends_file("\n".join(f"Чужа Людина {'а' * n}" for n in range(2, 14)).encode(), "bad.txt")
    listed = await owner.sees(kind="document")
    assert (await listed.document()).decode("utf-8-sig").count("немає в списку") == 12
    await owner.press("signing-chosen-go-on", number=2)
    await owner.press("signing-days", days=7)
    summed = await owner.sees(sentence("signing-warning-acknowledge"))
    assert owner.label("signing-send-now", number=2) not in summed.buttons
    await owner.press("signing-warning-accept")
    summed = await owner.sees(sentence("signing-warning-accepted"))
    assert not [label for label in summed.buttons if label == owner.label("signing-to-colleague")]
    await owner.press("signing-send-now", number=2)
    await staff.rests()
    ((words,),) = staff.rows("SELECT accepted_warning FROM document WHERE title = 'a'")
    assert words == sentence("signing-warning-acknowledge")
    ((facts,),) = staff.rows("SELECT facts FROM ledger_entry WHERE act = 'document-sent'")
    assert json.loads(facts)["accepted_warning_sha256"] == hashlib.sha256(words.encode()).hexdigest()


async def test_a_forged_button_sends_nothing_before_the_warning_is_accepted(staff):
    owner, before = staff.owner, staff.count("document")
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(sample.document(), "b.pdf")
    await owner.press("signing-title-keep", name="b")
    await owner.press("signing-class-sign")
    await owner.press("signing-everyone")
    await owner.press("signing-chosen-go-on", number=3)
    await owner.press("signing-days", days=7)
    await owner.sees(button=owner.label("signing-warning-accept"))
    other = WarningAccepted(class_=Class.ACKNOWLEDGE)
    assert await forges(staff, owner, other) == [sentence("refused-draft-changed")]
    await owner.phone.sends("/cancel")
    await staff.rests()
    assert staff.count("document") == before


async def test_a_request_is_handed_on_with_both_names_in_the_statement_and_on_the_sheet(staff):
    owner, giver, taker = staff.owner, staff.employee, staff.guard
    document = await sends(staff, HANDED, sample.EMPLOYEE, handing=True)
    received = await giver.sees(HANDED, kind="document")
    assert giver.label("signing-hand-on") in received.buttons
    await giver.phone.taps(giver.label("signing-hand-on"), on=received)
    await giver.sees("Type part of a colleague’s name")
    await giver.phone.sends("1003")
    assert await staff.hears(giver) == [sentence("signing-hand-on-nobody", "en")]
    await giver.phone.sends("сич")
    await giver.sees(button=f"{sample.GUARD.name} · {sample.GUARD.position}")
    await giver.phone.taps(f"{sample.GUARD.name} · {sample.GUARD.position}")
    sure = await giver.sees(f"{sample.GUARD.name} will answer instead of you")
    await taps_twice(giver, giver.label("signing-hand-on-yes"), sure)
    heard = await staff.hears(giver)
    assert sentence("signing-handed-on", "en", title=HANDED, name=sample.GUARD.name) in heard
    assert len(staff.rows("SELECT id FROM request WHERE document_id = ?", document)) == 2
    await giver.phone.taps(giver.label("signing-do-sign"), on=received)
    assert sentence("signing-settled", "en", title=HANDED, state="delegated") in await staff.hears(giver)
    notice = await owner.sees("передає документ колезі")
    assert sample.GUARD.name in notice.text
    got = await taker.sees(HANDED, kind="document")
    assert f"Документ вам передаёт {sample.EMPLOYEE.name}" in got.text
    await taker.phone.taps(taker.label("signing-hand-on"), on=got)
    await taker.sees("Напишите часть имени")
    await taker.phone.sends(sample.EMPLOYEE.name)
    assert await staff.hears(taker) == [sentence("signing-hand-on-nobody", "ru")]
    await taker.phone.taps(taker.label("signing-do-sign"), on=got)
    read = await taker.sees("направлен другому получателю")
    assert sample.EMPLOYEE.name in read.text
    await taker.press("signing-confirm-sign")
    await taker.press_pin()
    await taker.sees("✅")
    await staff.finishes_documents()
    ((state, name),) = staff.rows(
        "SELECT r.state, p.name FROM request r JOIN person p ON p.id = r.person_id WHERE r.instead_of_id IS NOT NULL"
    )
    assert (state, name) == ("signed", sample.GUARD.name)


async def test_handing_on_needs_permission_and_an_old_button_changes_nothing(staff):
    giver = staff.employee
    await sends(staff, "Перший", sample.EMPLOYEE, handing=True)
    first = await giver.sees("Перший", kind="document")
    await sends(staff, "Другий", sample.EMPLOYEE, handing=True)
    second = await giver.sees("Другий", kind="document")
    await sends(staff, "Третій", sample.EMPLOYEE)
    third = await giver.sees("Третій", kind="document")
    assert giver.label("signing-hand-on") not in third.buttons
    ((request,),) = staff.rows(
        "SELECT r.id FROM request r JOIN document d ON d.id = r.document_id WHERE d.title = 'Третій'"
    )
    press = HandOnPressed(request_id=request)
    assert await forges(staff, giver, press, on=third) == [sentence("refused-handing-on", "en")]
    assert await forges(staff, staff.guard, press) == [sentence("refused-not-allowed", "ru")]
    await giver.phone.taps(giver.label("signing-hand-on"), on=first)
    await giver.sees("Перший")
    await giver.phone.sends("сич")
    old = await giver.sees(button=f"{sample.GUARD.name} · {sample.GUARD.position}")
    await giver.phone.taps(giver.label("signing-hand-on"), on=second)
    await giver.sees("Другий")
    await giver.phone.taps(f"{sample.GUARD.name} · {sample.GUARD.position}", on=old)
    assert await staff.hears(giver) == [sentence("refused-handing-on-gone", "en")]
    assert not staff.rows(
        "SELECT 1 FROM request r JOIN document d ON d.id = r.document_id"
        " WHERE d.title IN ('Перший', 'Другий', 'Третій') AND r.state <> 'open'"
    )


@pytest.mark.parametrize("choice", ["move", "keep"])
async def test_a_due_date_on_a_sunday_is_pointed_out_before_sending(staff, choice):
    owner, title = staff.owner, f"До неділі: {choice}"
    await owner.phone.sends("/menu")
    await owner.press("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(sample.document(), "contract.pdf")
    await owner.sees(button=owner.label("signing-title-keep", name="contract"))
    await owner.phone.sends(title)
    await owner.press("signing-class-acknowledge")
    await owner.press("signing-everyone")
    await owner.press("signing-chosen-go-on", number=3)
    sunday, monday = MONDAY + timedelta(days=13), MONDAY + timedelta(days=14)
    await owner.sees(sentence("signing-deadline")[:30])
    await owner.phone.sends(f"{sunday:%d.%m}")
    warned = await owner.sees(f"неділя, {sunday:%d.%m.%Y} 18:00. Після {sunday - timedelta(days=2):%d.%m.%Y} 18:00")
    move, keep = f"На {monday:%d.%m.%Y} 18:00", owner.label("signing-day-off-keep")
    assert warned.buttons[:2] == [move, keep]
    await owner.phone.taps(move if choice == "move" else keep, on=warned)
    due = monday if choice == "move" else sunday
    summed = await owner.sees(f"Строк: {due:%d.%m.%Y} 18:00", button=owner.label("signing-warning-accept"))
    assert keep not in summed.buttons
    await owner.press("signing-warning-accept")
    await owner.press("signing-send-now", number=3)
    await staff.rests()
    ((deadline_at,),) = staff.rows("SELECT deadline_at FROM document WHERE title = ?", title)
    assert f"{due:%Y-%m-%d} 16:00" in deadline_at


async def test_a_deadline_is_extended_by_a_button_or_a_date_with_one_notice_each(staff):
    owner, employee = staff.owner, staff.employee
    document = await sends(staff, "Довший строк", sample.EMPLOYEE)
    await employee.sees("Довший строк", kind="document")
    await opens_board(staff, "Довший строк")
    await owner.press("signing-more")
    await owner.press("signing-extend")
    question = await owner.sees("До якого дня подовжити")
    assert len(question.buttons) == len(DAYS) + 1
    week = next(label for label in question.buttons if label.startswith("+7 днів"))
    await employee.phone.marks_read()
    await taps_twice(owner, week, question)
    await owner.sees("Сповіщення отримає 1 людина")
    notice = await employee.sees("You have more time")
    assert employee.label("signing-do-sign") in notice.buttons
    await staff.rests()
    assert len(staff.rows("SELECT id FROM notice WHERE kind = 'deadline-moved'")) == 1
    await opens_board(staff, "Довший строк")
    await owner.press("signing-more")
    await owner.press("signing-extend")
    await owner.sees("До якого дня подовжити")
    for text, refusal in (("1.1.1999", "deadline-past"), ("колись", "date-unreadable")):
        await owner.phone.sends(text)
        assert sentence(f"refused-{refusal}") in await staff.hears(owner)
    sooner = MONDAY + timedelta(days=2)
    await owner.phone.sends(f"{sooner:%d.%m.%Y}")
    assert sentence("refused-deadline-not-later") in await staff.hears(owner)
    sunday = MONDAY + timedelta(days=62)
    await owner.phone.sends(f"{sunday:%d.%m.%Y}")
    warned = await owner.sees(f"неділя, {sunday:%d.%m.%Y} 18:00. Після {sunday - timedelta(days=2):%d.%m.%Y} 18:00")
    assert owner.label("signing-day-off-keep") in warned.buttons
    later = sunday + timedelta(days=1)
    await owner.phone.taps(f"На {later:%d.%m.%Y} 18:00", on=warned)
    await owner.sees(f"{later:%d.%m.%Y} 18:00", button=owner.label("signing-board"))
    await opens_board(staff, "Довший строк")
    await owner.press("signing-more")
    await owner.press("signing-extend")
    await owner.sees("До якого дня подовжити")
    await owner.phone.sends(f"{later:%d.%m.%Y} 23:59")
    await owner.sees(f"{later:%d.%m.%Y} 23:59", button=owner.label("signing-board"))
    press = ExtendedTo(document_id=document, day=f"{later + timedelta(days=1):%d.%m.%Y}")
    assert await forges(staff, employee, press) == [sentence("refused-not-allowed", "en")]
    await opens_board(staff, "Довший строк")
    await owner.press("signing-more")
    await owner.press("signing-void")
    await owner.press("signing-void-yes")
    assert await forges(staff, owner, press) == [sentence("refused-document-ended", title="Довший строк")]


async def test_the_sheet_and_the_bundle_are_downloaded(staff):
    owner = staff.owner
    document = await sends(staff, LISTED, sample.EMPLOYEE, sample.GUARD)
    await staff.employee.sees(LISTED, kind="document")
    await steps.sign(staff.employee)
    await opens_board(staff, LISTED)
    await owner.press("signing-places")
    await owner.press("signing-places-waiting")
    await staff.rests()
    waiting = await owner.phone.last()
    assert sample.GUARD.name in waiting.text
    assert sample.EMPLOYEE.name not in waiting.text
    await opens_board(staff, LISTED)
    await owner.press("signing-downloads")
    files = await owner.sees("Що завантажити")
    await owner.press("signing-sheet-pdf")
    drawn = await owner.sees("поточний аркуш підписів", kind="document")
    assert (await drawn.document()).startswith(b"%PDF")
    await owner.phone.taps(owner.label("signing-sheet-xlsx"), on=files)
    await staff.rests()
    table = await owner.phone.last()
    rows = list(
        openpyxl.load_workbook(io.BytesIO(await table.document())).active.iter_rows(min_row=3, values_only=True)
    )
    assert [(row[1], row[6]) for row in rows] == [("1002", "підтверджено"), ("1003", "без відповіді")]
    await owner.phone.taps(owner.label("signing-bundle"), on=files)
    bundle = await owner.sees("README.txt", kind="document")
    with zipfile.ZipFile(io.BytesIO(await bundle.document())) as package:
        assert package.testzip() is None
        manifest = json.loads(package.read("manifest.json"))
        assert LISTED in package.read("README.txt").decode("utf-8-sig")
        original = hashlib.sha256(package.read("original/contract.pdf")).hexdigest()
    assert (manifest["signed"], manifest["expected"], manifest["document"]["sha256"]) == (1, 2, original)
    exported = staff.rows("SELECT facts FROM ledger_entry WHERE act = 'document-exported'")
    assert sorted(json.loads(facts)["form"] for (facts,) in exported) == ["pdf", "xlsx", "zip"]
    for press in (
        BundlePressed(document_id=document),
        SheetPressed(document_id=document, form=SheetForm.XLSX),
        DownloadsPressed(document_id=document),
        ExtendPressed(document_id=document),
    ):
        assert await forges(staff, staff.employee, press) == [sentence("refused-not-allowed", "en")]


async def test_documents_are_filtered_and_a_persons_card_shows_their_requests(staff):
    owner = staff.owner
    await sends(staff, "Остання", sample.GUARD)
    await owner.phone.sends("/menu")
    await owner.press("signing-documents")
    await owner.press("signing-documents-which-ended")
    await staff.rests()
    page = await owner.phone.last()
    assert f"✓ {owner.label('signing-documents-which-ended')}" in page.buttons
    assert not [label for label in page.buttons if label.startswith("✍️")]
    await owner.press("signing-documents-mine")
    await staff.rests()
    assert f"✓ {owner.label('signing-documents-mine')}" in (await owner.phone.last()).buttons
    button = DocumentsPressed(own_only=True, which=Which.OPEN)
    assert await forges(staff, staff.guard, button) == [sentence("refused-not-allowed", "ru")]
    await steps.open_card(owner, sample.GUARD)
    await owner.press("signing-documents-of-button")
    shown = await owner.sees("документи:")
    assert "Остання: доставлено" in shown.text
    await owner.phone.taps("Остання")
    await owner.sees(button=owner.label("signing-refresh"))


async def test_a_reminded_person_snoozes_the_request_and_finds_it_among_their_documents(staff):
    title, employee = "Режим роботи", staff.employee
    await sends(staff, title, sample.EMPLOYEE)
    await opens_board(staff, title)
    await staff.owner.press("signing-remind")
    await employee.press("signing-snooze")
    await staff.rests()
    alerts = [call["parameters"].get("text", "") for call in await staff.sandbox.calls(method="answerCallbackQuery")]
    before, after = sentence("signing-snoozed", "en", until="|").split("|")
    assert [one for one in alerts if one.startswith(before) and one.endswith(after)]
    await employee.phone.sends("/menu")
    await employee.press("signing-my-documents")
    await staff.rests()
    assert any(title in one for one in (await employee.phone.last()).buttons)


async def test_a_document_is_sent_again_with_the_same_answers(staff):
    title, owner = "Графік змін", staff.owner
    first = await sends(staff, title, sample.EMPLOYEE)
    await opens_board(staff, title)
    await owner.press("signing-more")
    await owner.press("signing-again")
    await owner.press("signing-days", days=7)
    await owner.press("signing-warning-accept")
    await owner.press("signing-send-now", number=1)
    await staff.rests()
    sent = staff.rows("SELECT id, version, sha256 FROM document WHERE title = ?", title)
    assert len(sent) == 2
    assert len({row[1:] for row in sent}) == 1
    assert first in {row[0] for row in sent}
    requests = staff.rows(
        "SELECT count(*), count(DISTINCT person_id) FROM request JOIN document d ON d.id = document_id WHERE title = ?",
        title,
    )
    assert requests == [(2, 1)]


async def boards_shown(staff, title):
    """The texts of the owner's messages about a document, by message id, as they are now."""
    await staff.rests()
    return {one.id: one for one in await staff.owner.phone.messages() if title in one.text and not one.outgoing}


async def test_the_board_stands_before_the_first_message_and_follows_each_change(staff):
    title, owner = "Жива картка", staff.owner
    await sends(staff, title, sample.EMPLOYEE, sample.GUARD)
    await owner.sees("Доставлено: 2")
    calls = [(one["method"], one["parameters"]) for one in await staff.sandbox.calls() if title in str(one)]
    standing = [n for n, (method, sent) in enumerate(calls) if "▱" in str(sent) and method == "editMessageText"]
    sent = [n for n, (method, _) in enumerate(calls) if method == "sendDocument"]
    assert len(sent) == 2
    assert standing[0] < min(sent)
    await staff.employee.phone.taps(staff.employee.label("signing-do-sign"))
    pressed_at = time.monotonic()
    await owner.sees("Відкрито: 1")
    assert time.monotonic() - pressed_at < 3  # two seconds, and the time of this test's own calls


async def test_a_document_has_one_board_and_earlier_ones_lead_to_it(staff):
    title, owner = "Одна картка", staff.owner
    await sends(staff, title, sample.EMPLOYEE)
    (first,) = await boards_shown(staff, title)
    await opens_board(staff, title)
    second = (await owner.phone.last()).id
    shown = await boards_shown(staff, title)
    assert sentence("signing-board-moved", title=title) == shown[first].text
    assert "▱" in shown[second].text
    await owner.phone.taps(owner.label("signing-board"), on=first)
    shown = await boards_shown(staff, title)
    assert ["▱" in shown[one].text for one in (first, second)] == [True, False]
    await owner.phone.taps(owner.label("signing-places"), on=first)
    await owner.sees(button=owner.label("signing-places-waiting"))
    await steps.sign(staff.employee)
    await owner.sees(title, kind="document")
    for _ in range(100):
        if not staff.rows("SELECT 1 FROM document WHERE board_behind_at IS NOT NULL"):
            break
        await asyncio.sleep(0.1)
    await staff.rests()
    assert owner.label("signing-places-waiting") in (await owner.phone.reloads(shown[first])).buttons
