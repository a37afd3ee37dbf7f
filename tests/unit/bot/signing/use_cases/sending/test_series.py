import asyncio
from datetime import timedelta

import pytest

from bot.due_rows import delay_after
from bot.ledger.entries import Act
from bot.signing.boards.boards import ListDocuments, ShowPlaces
from bot.signing.boards.remind_now import RemindNow
from bot.signing.documents.audience import Audience
from bot.signing.documents.deadlines import in_days
from bot.signing.documents.extend_deadline import ExtendDeadline
from bot.signing.documents.preview_copy import PreviewCopy
from bot.signing.documents.receive_text import ReceiveText
from bot.signing.documents.use_as_template import UseAsTemplate
from bot.signing.finishing.report_failure import MAKE_COPIES
from bot.signing.models import Order, RequestState
from bot.signing.notices import (
    DocumentFinished,
    DocumentOverdue,
    RequestSent,
    RequestVoided,
    SealingDelayed,
    SeriesFinished,
)
from bot.signing.personal_texts.close_series import CloseSeries
from bot.signing.personal_texts.find_copy import FindCopy
from bot.signing.personal_texts.make_copies import MakeCopies
from bot.signing.personal_texts.text import Field, FieldUnknownRefused
from bot.signing.sealing.seal_again import SealAgain
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.staff.access import NotAllowedRefused

TEXT = "# Згода\nЯ, {ПІБ}, {посада}, згоден. {дата}, {табельний номер}"


@pytest.fixture
def series(signing, harness):
    """A personal text, sent to the guard and the holder."""

    async def send(*to, **changes):
        file = await ReceiveText(harness.open)(harness.owner, TEXT, now=harness.now)
        return (await signing.send(*(to or (harness.guard, harness.holder)), file=file, **changes)).document

    return send


async def copies(signing, harness):
    return await MakeCopies(harness.open, signing.workers)(now=harness.now)


async def close(harness):
    return await CloseSeries(harness.open)(now=harness.now)


async def copy_of(harness, series, speaker):
    async with harness.open() as tx:
        requests = await tx.requests.of_document(series.id)
        own = next(one for one in requests if one.person_id == speaker.person.id)
        return await tx.documents.get(series.organisation_id, own.document_id)


async def test_everyone_gets_a_copy_with_its_own_bytes(signing, harness, series, tool):
    sent = await series()
    assert not await signing.notices(RequestSent)
    assert await copies(signing, harness) == 2
    assert await copies(signing, harness) == 0
    notices = await signing.notices(RequestSent)
    own, other = [await copy_of(harness, sent, one) for one in (harness.guard, harness.holder)]
    assert {one.content.sha256 for one in notices} == {own.sha256, other.sha256}
    assert own.sha256 != other.sha256 != sent.sha256
    async with harness.open() as tx:
        content = await tx.blobs.get(own.organisation_id, own.sha256)
    assert harness.guard.person.name in tool("pdftotext", content, "-")[1]
    assert len(await harness.entries(Act.DOCUMENT_SENT)) == 3


async def test_the_board_of_a_series_counts_all_copies(signing, harness, series):
    sent = await series()
    assert (await signing.board(sent)).tally.total == 2
    await copies(signing, harness)
    own = await copy_of(harness, sent, harness.guard)
    await signing.sign(own, harness.guard)
    board = await signing.board(sent)
    assert (board.tally.total, board.tally.signed) == (2, 1)
    page = await ListDocuments(harness.read)(harness.owner)
    assert [one.document.id for one in page.boards] == [sent.id]
    places = await ShowPlaces(harness.read)(harness.owner, sent.id)
    assert [place.request.state for place in places.places].count(RequestState.SIGNED) == 1
    found = await FindCopy(harness.read)(harness.owner, places.places[0].request.id)
    assert found.series_id == sent.id
    with pytest.raises(NotAllowedRefused):
        await FindCopy(harness.read)(harness.neighbour, places.places[0].request.id)


async def test_each_copy_is_finished_for_its_signer_and_the_author_is_notified_once(signing, harness, series):
    sent = await series()
    await copies(signing, harness)
    for speaker in (harness.guard, harness.holder):
        assert await close(harness) == 0
        await signing.sign(await copy_of(harness, sent, speaker), speaker)
        assert await signing.finish() == 1
    assert [await close(harness) for _ in range(2)] == [1, 0]
    notices = await signing.notices(DocumentFinished)
    assert {one.person_id for one in notices} == {harness.guard.person.id, harness.holder.person.id}
    (whole,) = await signing.notices(SeriesFinished)
    assert (whole.person_id, whole.content.signed) == (harness.owner.person.id, 2)
    content = await signing.content(await copy_of(harness, sent, harness.holder))
    found = verify(content, harness.owner.organisation.ca_certificate)
    assert (found.answer, found.signed, found.expected) == (Integrity.UNCHANGED, 1, 1)


async def test_two_processes_drawing_at_once_make_one_copy_for_everyone(signing, harness, series):
    await series()
    made = await asyncio.gather(copies(signing, harness), copies(signing, harness))
    assert sum(made) == 2
    assert len(await signing.notices(RequestSent)) == 2
    assert len(await harness.entries(Act.DOCUMENT_SENT)) == 3


async def test_the_next_run_makes_the_copies_that_a_crashed_one_did_not(signing, harness, series):
    await series()

    class Dies:
        async def run(self, kind, priority, draw_copies, text, setup, values):
            drawn = await signing.workers.run(kind, priority, draw_copies, text, setup, values[:1])
            raise asyncio.CancelledError(drawn)

    with pytest.raises(asyncio.CancelledError):
        await MakeCopies(harness.open, Dies())(now=harness.now)
    assert await copies(signing, harness) == 2


async def test_a_series_voided_while_it_is_drawn_is_sent_to_nobody(signing, harness, series):
    sent = await series()

    class Slow:
        async def run(self, kind, priority, draw_copies, text, setup, values):
            await signing.void(sent)
            return await signing.workers.run(kind, priority, draw_copies, text, setup, values)

    assert await MakeCopies(harness.open, Slow())(now=harness.now) == 0
    assert not await signing.notices(RequestSent)
    assert (await signing.board(sent)).tally.final == 2


async def test_voiding_a_series_voids_every_open_copy(signing, harness, series):
    sent = await series()
    await copies(signing, harness)
    own, other = [await copy_of(harness, sent, one) for one in (harness.guard, harness.holder)]
    await signing.sign(own, harness.guard)
    await signing.finish()
    await signing.void(sent)
    assert (await signing.sign(other, harness.holder)).state is RequestState.VOIDED
    assert (await copy_of(harness, sent, harness.guard)).voided_at is None
    (notice,) = await signing.notices(RequestVoided)
    assert notice.person_id == harness.holder.person.id
    assert await close(harness) == 0


async def test_an_added_recipient_gets_a_copy_and_a_dismissed_one_does_not(signing, harness, series):
    sent = await series(harness.guard)
    await copies(signing, harness)
    await signing.add(sent, harness.holder)
    assert not await signing.notices(RequestSent, harness.holder)
    async with harness.open() as tx:
        await tx.requests.settle_person(harness.guard.person.id, RequestState.VOIDED, harness.now)
    assert await copies(signing, harness) == 1
    assert len(await signing.notices(RequestSent, harness.holder)) == 1


async def test_reminders_and_overdue_requests_are_counted_for_the_whole_series(signing, harness, series):
    sent = await series()
    await copies(signing, harness)
    assert (await RemindNow(harness.open)(harness.owner, sent.id, now=harness.now)).number == 2
    harness.now = sent.deadline_at + timedelta(days=3, hours=16)
    for _ in range(3):
        await signing.remind()
        harness.later(hours=1)
    (notice,) = await signing.notices(DocumentOverdue, harness.owner)
    assert (notice.content.waiting, notice.content.document_id) == (2, sent.id)


async def test_a_series_expires_with_its_drawn_and_undrawn_copies(signing, harness, series):
    sent = await series(harness.guard)
    await copies(signing, harness)
    await signing.add(sent, harness.holder)
    harness.now = sent.deadline_at + timedelta(days=8)
    await signing.expire()
    await signing.expire()
    assert (await signing.board(sent)).tally.final == 2
    assert await signing.finish() == 1
    assert await close(harness) == 1


async def test_extending_a_series_extends_every_copy(signing, harness, series):
    sent = await series(harness.guard)
    await copies(signing, harness)
    await signing.add(sent, harness.holder)
    harness.now = sent.deadline_at + timedelta(days=8)
    await signing.expire()
    later = in_days(3, signing.working_time, harness.now)
    extended = await ExtendDeadline(harness.open)(
        harness.owner, sent.id, later, event_id=harness.event_id(), now=harness.now
    )
    assert extended.notified == 1
    assert await copies(signing, harness) == 1
    for speaker in (harness.guard, harness.holder):
        own = await copy_of(harness, sent, speaker)
        assert own.deadline_at == later
        assert (await signing.request(own, speaker)).state is RequestState.OPEN


async def test_a_series_is_sent_to_all_at_once_and_can_be_a_template(signing, harness, series):
    sent = await series(order=Order.SEQUENCE)
    assert sent.order is Order.TOGETHER
    await copies(signing, harness)
    template = await UseAsTemplate(harness.read)(harness.owner, sent.id, now=harness.now)
    assert (template.document.is_series, template.choice.number) == (True, 2)
    file = await ReceiveText(harness.open)(harness.owner, "Нова: {name}", now=harness.now)
    new = (await signing.send(harness.guard, file=file, replaces=sent.id)).document
    assert new.version == 2
    assert {one.content.reason for one in await signing.notices(RequestVoided)} == {"replaced"}


async def test_a_preview_is_the_first_recipients_copy_and_counts_empty_fields(signing, harness, tool):
    file = await ReceiveText(harness.open)(harness.owner, TEXT, now=harness.now)
    draft = await signing.draft(Audience(everyone=True), file=file)
    preview = await PreviewCopy(harness.read, signing.workers)(harness.owner, draft, now=harness.now)
    assert preview.name in tool("pdftotext", preview.content, "-")[1]
    assert preview.empty == {Field.NUMBER: 3}
    with pytest.raises(NotAllowedRefused):
        await PreviewCopy(harness.read, signing.workers)(harness.guard, draft, now=harness.now)
    with pytest.raises(NotAllowedRefused):
        await PreviewCopy(harness.read, signing.workers)(
            harness.owner, await signing.draft((harness.guard,)), now=harness.now
        )


async def test_a_text_file_is_personal_only_if_it_has_fields(signing, harness):
    assert (await signing.receive_file("Я, {ПІБ}".encode("cp1251"), "Згода.txt", "text/plain")).personal
    assert not (await signing.receive_file(b"just words", "notes.txt", "text/plain")).personal
    with pytest.raises(FieldUnknownRefused):
        await signing.receive_file("{name} {оклад}".encode(), "Згода.md", "text/markdown")
    with pytest.raises(NotAllowedRefused):
        await ReceiveText(harness.open)(harness.guard, TEXT, now=harness.now)


class Broken:
    """A worker pool in which every function fails."""

    async def run(self, *_):
        raise RuntimeError("no paper")


async def test_copies_that_cannot_be_drawn_are_tried_again_with_growing_delays(signing, harness, series):
    sent = await series()
    for attempts in (1, 2, 3):
        assert await MakeCopies(harness.open, Broken())(now=harness.now) == 0
        assert await copies(signing, harness) == 0
        assert (await signing.board(sent)).tally.delayed == 1
        harness.now += delay_after(attempts)
    (notice,) = await signing.notices(SealingDelayed)
    assert (notice.person_id, notice.content.error) == (harness.owner.person.id, "RuntimeError")
    assert await copies(signing, harness) == 2
    async with harness.open() as tx:
        assert await tx.job_failures.of(MAKE_COPIES) == []
    assert (await signing.board(sent)).tally.delayed == 0


async def test_a_file_that_cannot_be_sealed_is_shown_as_delayed_and_can_be_tried_at_once(signing, harness):
    from bot.signing.finishing.finish_documents import FinishDocuments  # noqa: PLC0415 - this test alone breaks it
    from bot.signing.sheet.wording import SheetWording  # noqa: PLC0415 - as above
    from bot.texts.words import Texts  # noqa: PLC0415 - as above

    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    broken = FinishDocuments(harness.open, Broken(), SheetWording(Texts()), signing.link_for)
    assert await broken(now=harness.now) == 0
    assert (await signing.board(document)).tally.delayed == 1
    assert await signing.finish() == 0
    await SealAgain(harness.open, signing.nudge)(harness.owner, document.id)
    assert await signing.finish() == 1
    assert (await signing.board(document)).tally.delayed == 0
    with pytest.raises(NotAllowedRefused):
        await SealAgain(harness.open, signing.nudge)(harness.guard, document.id)


@pytest.mark.long
async def test_a_thousand_people_get_a_copy_each(signing, harness, series, join):
    people = [await join(f"Людина {number}", 1000 + number) for number in range(1000)]

    class Quick:
        async def run(self, _kind, _priority, _draw_copies, text, _, values):
            return [f"{text}{one[Field.NAME]}".encode() for one in values]

    sent = await series(*people)
    made = [await MakeCopies(harness.open, Quick())(now=harness.now) for _ in range(6)]
    assert made == [200] * 5 + [0]
    board = await signing.board(sent)
    assert (board.tally.total, board.tally.final) == (1000, 0)
    async with harness.open() as tx:
        copies = {one.document_id for one in await tx.requests.of_document(sent.id)}
    assert len(copies) == 1000
