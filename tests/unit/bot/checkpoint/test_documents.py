"""Documents in Diia: who may have one checked and where, that each number reaches Diia once, and what is kept of it."""

import asyncio
import io
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from e2e.servers.diia import ACQUIRER, AUTH, BRANCH, barcode, fake_diia, number
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.checkpoint.checks.check_codes import BarcodesCrowdedRefused, DiiaQrShownRefused, TypedCodeMistypedRefused
from bot.checkpoint.documents.barcodes import BarcodeMistypedRefused, is_barcode, parse_barcode
from bot.checkpoint.documents.check_document import DocumentsNotCheckedRefused
from bot.checkpoint.duty.end_shift import OffDuty
from bot.checkpoint.log.count_checks import CountChecks
from bot.checkpoint.models import Verdict
from bot.ledger.entries import Act
from bot.outgoing import Service
from bot.outgoing.diia import Access, Diia
from bot.passes.issuing.issue_pass import IssuePass, PassOrder
from bot.passes.issuing.validity import Validity
from bot.passes.models import PassType
from bot.passes.photos.portraits import Portraits
from bot.passes.types.browse_types import PassTypeGoneRefused
from bot.passes.types.pass_types import DOCUMENTS
from bot.qr.draw import draw_png
from bot.qr.scan import scan
from bot.staff.access import NotAllowedRefused
from bot.staff.organisation.set_diia_branch import DiiaBranchUnusableRefused, set_diia_branch

KNOWN, OTHER = number(482002470001), number(1)


@pytest.fixture
async def diia(checkpoint, harness):
    """The organisation has a branch, the guard is on duty, and Diia knows one number."""
    async with fake_diia() as fake:
        fake.known.add(KNOWN)
        checkpoint.diia = Diia(Access(fake.url, ACQUIRER, AUTH), Service(seconds=2.0))
        await give_branch(harness, "owner", "guard", "holder")
        await checkpoint.goes_on_duty(await checkpoint.issue())
        yield fake


async def give_branch(harness, *names, branch=BRANCH):
    """Set the branch, and load again those who speak for the organisation."""
    organisation = harness.people[names[0]].organisation
    async with harness.open() as tx:
        await set_diia_branch(tx, organisation.id, branch, harness.event_id(), harness.now)
    for name in names:
        speaker = harness.people[name]
        harness.people[name] = replace(speaker, organisation=replace(organisation, diia_branch=branch))


def verdicts(answers):
    return [answer.check.verdict for answer in answers]


def photo(*pictures):
    ground = Image.new("RGB", (1280, 960), "darkgrey")
    for place, picture in enumerate(pictures):
        ground.paste(picture.convert("RGB"), (60, 60 + 440 * place))
    file = io.BytesIO()
    ground.save(file, "JPEG", quality=80)
    return file.getvalue()


def qr(text):
    return Image.open(io.BytesIO(draw_png(text))).resize((400, 400))


async def test_a_typed_number_and_a_photo_of_the_bar_code_are_checked(checkpoint, diia, harness):
    diia.known.add(OTHER)
    typed = await checkpoint.types(f"{KNOWN[0]} {KNOWN[1:7]} {KNOWN[7:]}")
    photographed = await checkpoint.photographs(photo(barcode(OTHER)))
    assert verdicts(typed + photographed) == [Verdict.DOCUMENT_VALID] * 2
    assert diia.checks == [KNOWN, OTHER]
    entered = [one.facts["verdict"] for one in await harness.entries(Act.CHECK_ANSWERED)]
    assert entered == ["document-valid"] * 2
    day = await CountChecks(harness.read)(harness.owner, now=harness.now)
    assert day.counts == {Verdict.DOCUMENT_VALID: 2}


@pytest.mark.parametrize(
    ("how", "verdict"),
    [
        (None, Verdict.DOCUMENT_UNCONFIRMED),
        (500, Verdict.DOCUMENT_UNANSWERED),
        (429, Verdict.DOCUMENT_UNAVAILABLE),
        ("cut", Verdict.DOCUMENT_UNANSWERED),
        ("slow", Verdict.DOCUMENT_UNANSWERED),
    ],
)
async def test_other_answers_accuse_nobody(checkpoint, diia, how, verdict):
    diia.behaves += [how] if how else []
    [answer] = await checkpoint.types(OTHER)
    assert (answer.check.verdict, diia.checks) == (verdict, [OTHER])
    assert answer.check.verdict.severity == "cannot-tell"
    assert checkpoint.counters.document_answers == {str(verdict): 1}


async def test_a_mistyped_number_is_told_and_not_sent(checkpoint, diia):
    with pytest.raises(BarcodeMistypedRefused):
        await checkpoint.types(KNOWN[:-1] + str((int(KNOWN[-1]) + 1) % 10))
    assert not diia.checks


async def test_the_same_update_the_same_photo_and_another_guard_reach_diia_once(checkpoint, diia, harness):
    event_id, shown = harness.event_id(), photo(barcode(KNOWN))
    first = await checkpoint.photographs(shown, event_id=event_id)
    assert await checkpoint.photographs(shown, event_id=event_id) == first
    harness.later(seconds=20)
    [again] = await checkpoint.photographs(shown)
    await checkpoint.goes_on_duty(await checkpoint.issue(name="Другий вхід"), harness.owner)
    [typed] = await checkpoint.types(KNOWN, harness.owner)
    assert verdicts([*first, again, typed]) == [Verdict.DOCUMENT_VALID, *[Verdict.DOCUMENT_REPEATED] * 2]
    assert again.used[0] == typed.used[0] == first[0].check
    assert diia.checks == [KNOWN]


async def test_ten_at_once_reach_diia_once(checkpoint, diia):
    answers = await asyncio.gather(*(checkpoint.types(KNOWN) for _ in range(10)))
    found = [answer.check.verdict for each in answers for answer in each]
    assert (sorted(found), diia.checks) == (["document-repeated"] * 9 + ["document-valid"], [KNOWN])


async def test_a_number_that_diia_never_got_may_be_sent_again(checkpoint, diia):
    diia.refuses_sessions = 500
    first = await checkpoint.types(KNOWN)
    diia.refuses_sessions = None
    assert verdicts(first + await checkpoint.types(KNOWN)) == [Verdict.DOCUMENT_UNAVAILABLE, Verdict.DOCUMENT_VALID]
    assert diia.checks == [KNOWN]


async def test_a_crash_before_the_answer_leaves_it_unknown(checkpoint, diia, harness):
    event_id = harness.event_id()
    diia.behaves.append("slow")
    cut_off = asyncio.create_task(checkpoint.types(KNOWN, event_id=event_id))
    await asyncio.wait_for(diia.check_wanted.wait(), 30)
    cut_off.cancel()
    assert verdicts(await checkpoint.types(KNOWN, event_id=event_id)) == [Verdict.DOCUMENT_UNANSWERED]
    [again] = await checkpoint.types(KNOWN)
    assert (again.check.verdict, again.used[0].verdict) == (Verdict.DOCUMENT_REPEATED, Verdict.DOCUMENT_UNANSWERED)
    assert diia.checks == [KNOWN]


async def test_rows_and_ledger_agree_after_every_answer(checkpoint, diia, harness):
    diia.behaves += [503, 403]
    for digits in (number(7), number(8), KNOWN, KNOWN):
        await checkpoint.types(digits)
    async with harness.read() as tx:
        compared = await tx.ledger_rows.compare(harness.owner.organisation.id)
    assert "check" not in {fault.table for fault in compared.faults}


async def test_an_answer_that_comes_after_the_guard_left_is_recorded(checkpoint, diia, harness):
    diia.session_lasts = 0.2
    checking = asyncio.create_task(checkpoint.types(KNOWN))
    await asyncio.wait_for(diia.session_wanted.wait(), 30)
    await harness.dismiss(harness.guard)
    assert verdicts(await checking) == [Verdict.DOCUMENT_VALID]
    with pytest.raises(NotAllowedRefused):
        await checkpoint.types(OTHER)


async def test_only_on_duty_in_the_organisation_and_where_documents_are_checked(checkpoint, diia, harness):
    assert isinstance(await checkpoint.types(KNOWN, harness.holder), OffDuty)
    with pytest.raises(TypedCodeMistypedRefused):
        await checkpoint.types(KNOWN, harness.neighbour)  # has no branch: for it, the digits are a mistyped pass code
    await give_branch(harness, "neighbour")
    assert isinstance(await checkpoint.types(KNOWN, harness.neighbour), OffDuty)
    await checkpoint.goes_on_duty(await checkpoint.issue(accepts=[PassType.STAFF], name="Лише перепустки"))
    with pytest.raises(DocumentsNotCheckedRefused):
        await checkpoint.types(KNOWN)
    assert not diia.checks


async def test_the_kinds_that_the_checkpoint_names_are_shown(checkpoint, diia):
    accepts = [PassType.STAFF, PassType.PENSION_CARD, PassType.ID_CARD]
    await checkpoint.goes_on_duty(await checkpoint.issue(accepts=accepts, name="Каса"))
    [answer] = await checkpoint.types(KNOWN)
    assert answer.documents == ("id-card", "pension-card")


async def test_a_branch_that_was_taken_away_is_read_in_the_transaction(checkpoint, diia, harness):
    async with harness.open() as tx:
        await set_diia_branch(tx, harness.owner.organisation.id, "", harness.event_id(), harness.now)
    with pytest.raises(DocumentsNotCheckedRefused):
        await checkpoint.types(KNOWN)
    assert not diia.checks
    with pytest.raises(DiiaBranchUnusableRefused):
        await give_branch(harness, "owner", branch="a b")
    branches = [one.facts["branch"] for one in await harness.entries(Act.DIIA_BRANCH_SET)]
    assert branches == [BRANCH, ""]


async def test_a_pass_beside_a_bar_code_is_checked_alone(checkpoint, diia, harness):
    code = Image.open(io.BytesIO((await harness.show_code(await harness.issue_pass())).png)).resize((400, 400))
    assert verdicts(await checkpoint.photographs(photo(barcode(KNOWN), code))) == [Verdict.VALID]
    assert not diia.checks


async def test_several_bar_codes_and_the_qr_code_of_diia_are_refused_and_a_foreign_code_is_counted(checkpoint, diia):
    with pytest.raises(BarcodesCrowdedRefused):
        await checkpoint.photographs(photo(barcode(KNOWN), barcode(OTHER)))
    with pytest.raises(DiiaQrShownRefused):
        await checkpoint.photographs(photo(qr("https://diia.app/documents/internal-passport/1/verify/2")))
    assert not diia.checks
    [answer] = await checkpoint.photographs(photo(barcode(KNOWN), qr("https://example.org/menu")))
    assert (answer.check.verdict, answer.check.other_codes) == (Verdict.DOCUMENT_VALID, 1)


async def test_without_access_nothing_changes(checkpoint, diia):
    checkpoint.diia = None
    with pytest.raises(TypedCodeMistypedRefused):
        await checkpoint.types(KNOWN)
    assert verdicts(await checkpoint.photographs(photo(barcode(KNOWN)))) == [Verdict.UNREADABLE]
    assert not diia.checks


async def test_the_database_holds_no_number(checkpoint, diia, harness):
    await checkpoint.types(KNOWN)
    await checkpoint.types(KNOWN)
    with closing(sqlite3.connect(harness.store._engine.url.database)) as database:
        written = "\n".join(database.iterdump())
    assert KNOWN not in written
    assert KNOWN.encode().hex().upper() not in written.upper()
    assert checkpoint.documents.index.of(KNOWN).hex().upper() in written.upper()


@pytest.mark.parametrize("terms", DOCUMENTS, ids=lambda terms: terms.name)
async def test_an_organisation_issues_no_documents_of_the_state(harness, terms):
    issue = IssuePass(harness.open, Portraits(harness.workers))
    order = PassOrder(harness.holder.person.id, terms.name, Validity(30))
    with pytest.raises(PassTypeGoneRefused):
        await issue(harness.owner, order, None, event_id=harness.event_id(), now=harness.now)


def test_a_bar_code_is_read_slanted_small_and_dim_and_never_unless_it_is_wanted():
    shown = photo(barcode(KNOWN))
    assert scan(shown).barcodes == ()
    with Image.open(io.BytesIO(shown)) as picture:
        variants = (
            picture.rotate(12, fillcolor="grey"),
            picture.rotate(90, expand=True),
            picture.resize((720, 540)),
            picture.point([level // 3 for level in range(256)] * 3),
        )
    for one in variants:
        file = io.BytesIO()
        one.save(file, "JPEG", quality=70)
        assert scan(file.getvalue(), barcodes=True).barcodes == (KNOWN,)


@given(st.integers(0, 10**12 - 1), st.integers(0, 12), st.integers(1, 9))
def test_every_number_is_parsed_and_one_wrong_digit_is_noticed(seed, place, more):
    digits = number(seed)
    assert parse_barcode(f"Код: {digits[:4]} {digits[4:8]}-{digits[8:]}.") == digits
    wrong = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    with pytest.raises(BarcodeMistypedRefused):
        parse_barcode(wrong)


@pytest.mark.parametrize(
    "text", ["", "482002470001", "48200247000167", "ABCD-1234-5678", "4820024700O16", "٤٨٢٠٠٢٤٧٠٠٠١٦"]
)
def test_other_texts_are_no_bar_code(text):
    assert not is_barcode(text)
    assert parse_barcode(text) is None
