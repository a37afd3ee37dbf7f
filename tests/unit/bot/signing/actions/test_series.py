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
from bot.signing.sealing.report_failure import MAKE_COPIES
from bot.signing.sealing.seal_again import SealAgain
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.staff.access import NotAllowedRefused

TEXT = "# Згода\nЯ, {ПІБ}, {посада}, згоден. {дата}, {табельний номер}"


@pytest.fixture
def series(desk, harness):
    """A personal text, sent to the guard and the holder."""

    async def send(*to, **changes):
        file = await ReceiveText(harness.open)(harness.owner, TEXT, now=harness.now)
        return (await desk.sends(*(to or (harness.guard, harness.holder)), file=file, **changes)).document

    return send


async def copies(desk, harness):
    return await MakeCopies(harness.open, desk.workers)(now=harness.now)


async def close(harness):
    return await CloseSeries(harness.open)(now=harness.now)


async def copy_of(harness, series, speaker):
    async with harness.open() as tx:
        requests = await tx.requests.of_document(series.id)
        mine = next(one for one in requests if one.person_id == speaker.person.id)
        return await tx.documents.get(series.organisation_id, mine.document_id)


async def test_everyone_gets_a_document_of_their_own_over_their_own_bytes(desk, harness, series, tool):
    sent = await series()
    assert not await desk.told(RequestSent)
    assert await copies(desk, harness) == 2
    assert await copies(desk, harness) == 0
    told = await desk.told(RequestSent)
    mine, other = [await copy_of(harness, sent, one) for one in (harness.guard, harness.holder)]
    assert {one.content.sha256 for one in told} == {mine.sha256, other.sha256}
    assert mine.sha256 != other.sha256 != sent.sha256
    async with harness.open() as tx:
        content = await tx.blobs.get(mine.organisation_id, mine.sha256)
    assert harness.guard.person.name in tool("pdftotext", content, "-")[1]
    assert len(await harness.entries(Act.DOCUMENT_SENT)) == 3


async def test_the_board_counts_the_whole_as_one_sending(desk, harness, series):
    sent = await series()
    assert (await desk.board(sent)).tally.total == 2
    await copies(desk, harness)
    mine = await copy_of(harness, sent, harness.guard)
    await desk.signs(mine, harness.guard)
    board = await desk.board(sent)
    assert (board.tally.total, board.tally.signed) == (2, 1)
    page = await ListDocuments(harness.read)(harness.owner)
    assert [one.document.id for one in page.boards] == [sent.id]
    places = await ShowPlaces(harness.read)(harness.owner, sent.id)
    assert [place.request.state for place in places.places].count(RequestState.SIGNED) == 1
    found = await FindCopy(harness.read)(harness.owner, places.places[0].request.id)
    assert found.series_id == sent.id
    with pytest.raises(NotAllowedRefused):
        await FindCopy(harness.read)(harness.neighbour, places.places[0].request.id)


async def test_each_copy_is_finished_for_its_signer_and_the_author_is_told_once(desk, harness, series):
    sent = await series()
    await copies(desk, harness)
    for speaker in (harness.guard, harness.holder):
        assert await close(harness) == 0
        await desk.signs(await copy_of(harness, sent, speaker), speaker)
        assert await desk.finishes() == 1
    assert [await close(harness) for _ in range(2)] == [1, 0]
    told = await desk.told(DocumentFinished)
    assert {one.person_id for one in told} == {harness.guard.person.id, harness.holder.person.id}
    (whole,) = await desk.told(SeriesFinished)
    assert (whole.person_id, whole.content.signed) == (harness.owner.person.id, 2)
    content = await desk.content(await copy_of(harness, sent, harness.holder))
    found = verify(content, harness.owner.organisation.ca_certificate)
    assert (found.answer, found.signed, found.expected) == (Integrity.UNCHANGED, 1, 1)


async def test_two_processes_drawing_at_once_give_everyone_one_copy(desk, harness, series):
    await series()
    made = await asyncio.gather(copies(desk, harness), copies(desk, harness))
    assert sum(made) == 2
    assert len(await desk.told(RequestSent)) == 2
    assert len(await harness.entries(Act.DOCUMENT_SENT)) == 3


async def test_a_crash_between_copies_leaves_the_rest_to_the_next_bell(desk, harness, series):
    await series()

    class Dies:
        async def run(self, kind, priority, draw_copies, text, setup, values):
            drawn = await desk.workers.run(kind, priority, draw_copies, text, setup, values[:1])
            raise asyncio.CancelledError(drawn)

    with pytest.raises(asyncio.CancelledError):
        await MakeCopies(harness.open, Dies())(now=harness.now)
    assert await copies(desk, harness) == 2


async def test_what_is_voided_while_it_is_drawn_asks_nobody(desk, harness, series):
    sent = await series()

    class Slow:
        async def run(self, kind, priority, draw_copies, text, setup, values):
            await desk.voids(sent)
            return await desk.workers.run(kind, priority, draw_copies, text, setup, values)

    assert await MakeCopies(harness.open, Slow())(now=harness.now) == 0
    assert not await desk.told(RequestSent)
    assert (await desk.board(sent)).tally.final == 2


async def test_voiding_the_series_ends_every_copy_that_is_open(desk, harness, series):
    sent = await series()
    await copies(desk, harness)
    mine, other = [await copy_of(harness, sent, one) for one in (harness.guard, harness.holder)]
    await desk.signs(mine, harness.guard)
    await desk.finishes()
    await desk.voids(sent)
    assert (await desk.signs(other, harness.holder)).state is RequestState.VOIDED
    assert (await copy_of(harness, sent, harness.guard)).voided_at is None
    (told,) = await desk.told(RequestVoided)
    assert told.person_id == harness.holder.person.id
    assert await close(harness) == 0


async def test_a_person_added_gets_a_copy_and_one_dismissed_gets_none(desk, harness, series):
    sent = await series(harness.guard)
    await copies(desk, harness)
    await desk.adds(sent, harness.holder)
    assert not await desk.told(RequestSent, harness.holder)
    async with harness.open() as tx:
        await tx.requests.settle_person(harness.guard.person.id, RequestState.VOIDED, harness.now)
    assert await copies(desk, harness) == 1
    assert len(await desk.told(RequestSent, harness.holder)) == 1


async def test_the_overdue_and_the_reminded_are_counted_for_the_whole(desk, harness, series):
    sent = await series()
    await copies(desk, harness)
    assert (await RemindNow(harness.open)(harness.owner, sent.id, now=harness.now)).number == 2
    harness.now = sent.deadline_at + timedelta(days=3, hours=10)
    for _ in range(3):
        await desk.reminds()
        harness.later(hours=1)
    (told,) = await desk.told(DocumentOverdue, harness.owner)
    assert (told.content.waiting, told.content.document_id) == (2, sent.id)


async def test_a_series_expires_whole_drawn_or_not(desk, harness, series):
    sent = await series(harness.guard)
    await copies(desk, harness)
    await desk.adds(sent, harness.holder)
    harness.now = sent.deadline_at + timedelta(days=8)
    await desk.expires()
    await desk.expires()
    assert (await desk.board(sent)).tally.final == 2
    assert await desk.finishes() == 1
    assert await close(harness) == 1


async def test_more_time_for_a_series_is_more_time_for_every_copy(desk, harness, series):
    sent = await series(harness.guard)
    await copies(desk, harness)
    await desk.adds(sent, harness.holder)
    harness.now = sent.deadline_at + timedelta(days=8)
    await desk.expires()
    later = in_days(5, desk.zone, harness.now)
    extended = await ExtendDeadline(harness.open)(
        harness.owner, sent.id, later, event_id=harness.event_id(), now=harness.now
    )
    assert extended.notified == 1
    assert await copies(desk, harness) == 1
    for speaker in (harness.guard, harness.holder):
        mine = await copy_of(harness, sent, speaker)
        assert mine.deadline_at == later
        assert (await desk.request(mine, speaker)).state is RequestState.OPEN


async def test_a_series_goes_to_all_at_once_and_is_sent_again_as_one(desk, harness, series):
    sent = await series(order=Order.SEQUENCE)
    assert sent.order is Order.TOGETHER
    await copies(desk, harness)
    pattern = await UseAsTemplate(harness.read)(harness.owner, sent.id, now=harness.now)
    assert (pattern.document.is_series, pattern.choice.number) == (True, 2)
    file = await ReceiveText(harness.open)(harness.owner, "Нова: {name}", now=harness.now)
    new = (await desk.sends(harness.guard, file=file, replaces=sent.id)).document
    assert new.version == 2
    assert {one.content.reason for one in await desk.told(RequestVoided)} == {"replaced"}


async def test_a_preview_is_the_first_ones_copy_and_says_what_stays_empty(desk, harness, tool):
    file = await ReceiveText(harness.open)(harness.owner, TEXT, now=harness.now)
    draft = await desk.draft(Audience(everyone=True), file=file)
    preview = await PreviewCopy(harness.read, desk.workers)(harness.owner, draft, now=harness.now)
    assert preview.name in tool("pdftotext", preview.content, "-")[1]
    assert preview.empty == {Field.NUMBER: 3}
    with pytest.raises(NotAllowedRefused):
        await PreviewCopy(harness.read, desk.workers)(harness.guard, draft, now=harness.now)
    with pytest.raises(NotAllowedRefused):
        await PreviewCopy(harness.read, desk.workers)(
            harness.owner, await desk.draft((harness.guard,)), now=harness.now
        )


async def test_a_text_file_with_fields_is_personal_and_one_without_is_a_document(desk, harness):
    assert (await desk.receives("Я, {ПІБ}".encode("cp1251"), "Згода.txt", "text/plain")).personal
    assert not (await desk.receives(b"just words", "notes.txt", "text/plain")).personal
    with pytest.raises(FieldUnknownRefused):
        await desk.receives("{name} {оклад}".encode(), "Згода.md", "text/markdown")
    with pytest.raises(NotAllowedRefused):
        await ReceiveText(harness.open)(harness.guard, TEXT, now=harness.now)


class Broken:
    """Workers that cannot make anything."""

    async def run(self, *_):
        raise RuntimeError("no paper")


async def test_copies_that_cannot_be_drawn_are_put_off_later_and_later(desk, harness, series):
    sent = await series()
    for attempts in (1, 2, 3):
        assert await MakeCopies(harness.open, Broken())(now=harness.now) == 0
        assert await copies(desk, harness) == 0
        assert (await desk.board(sent)).tally.delayed == 1
        harness.now += delay_after(attempts)
    (told,) = await desk.told(SealingDelayed)
    assert (told.person_id, told.content.error) == (harness.owner.person.id, "RuntimeError")
    assert await copies(desk, harness) == 2
    async with harness.open() as tx:
        assert await tx.job_failures.of(MAKE_COPIES) == []
    assert (await desk.board(sent)).tally.delayed == 0


async def test_a_file_that_cannot_be_sealed_is_put_off_shown_and_tried_at_a_press(desk, harness):
    from bot.signing.sealing.finish_documents import FinishDocuments  # noqa: PLC0415 - this test alone breaks it
    from bot.signing.sheet.wording import SheetWording  # noqa: PLC0415 - as above
    from bot.texts import Texts  # noqa: PLC0415 - as above

    document = (await desk.sends(harness.guard)).document
    await desk.signs(document, harness.guard)
    broken = FinishDocuments(harness.open, Broken(), SheetWording(Texts()), desk.link_for)
    assert await broken(now=harness.now) == 0
    assert (await desk.board(document)).tally.delayed == 1
    assert await desk.finishes() == 0
    await SealAgain(harness.open, desk.nudge)(harness.owner, document.id)
    assert await desk.finishes() == 1
    assert (await desk.board(document)).tally.delayed == 0
    with pytest.raises(NotAllowedRefused):
        await SealAgain(harness.open, desk.nudge)(harness.guard, document.id)


@pytest.mark.long
async def test_a_thousand_people_get_a_copy_each(desk, harness, series, join):
    people = [await join(f"Людина {number}", 1000 + number) for number in range(1000)]

    class Quick:
        async def run(self, _kind, _priority, _draw_copies, text, _, values):
            return [f"{text}{one[Field.NAME]}".encode() for one in values]

    sent = await series(*people)
    made = [await MakeCopies(harness.open, Quick())(now=harness.now) for _ in range(6)]
    assert made == [200] * 5 + [0]
    board = await desk.board(sent)
    assert (board.tally.total, board.tally.final) == (1000, 0)
    async with harness.open() as tx:
        copies = {one.document_id for one in await tx.requests.of_document(sent.id)}
    assert len(copies) == 1000
