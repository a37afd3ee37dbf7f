import asyncio
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.signing.again import TakePattern
from bot.signing.audience import Audience
from bot.signing.board import ListDocuments, ShowPlaces
from bot.signing.deadlines import in_days
from bot.signing.documents import Order, RequestState
from bot.signing.extend import ExtendDeadline
from bot.signing.personal import Field, FieldUnknownRefused
from bot.signing.personal.close import CloseSeries
from bot.signing.personal.copies import MakeCopies
from bot.signing.personal.find_copy import FindCopy
from bot.signing.personal.preview import PreviewCopy
from bot.signing.personal.receive import ReceiveText
from bot.signing.put_off import PAUSES
from bot.signing.remind_now import RemindNow
from bot.signing.seal_again import SealAgain
from bot.signing.verify import Integrity, verify
from bot.staff.access import NotAllowedRefused

TEXT = "# Згода\nЯ, {ПІБ}, {посада}, згоден. {дата}, {табельний номер}"


@pytest.fixture
def series(desk, house):
    """A personal text, sent to the guard and the holder."""

    async def send(*to, **changes):
        file = await ReceiveText(house.open)(house.owner, TEXT, now=house.now)
        return (await desk.sends(*(to or (house.guard, house.holder)), file=file, **changes)).document

    return send


async def copies(desk, house):
    return await MakeCopies(house.open, desk.workshop)(now=house.now)


async def close(house):
    return await CloseSeries(house.open)(now=house.now)


async def copy_of(house, series, speaker):
    async with house.open() as tx:
        requests = await tx.requests.of_document(series.id)
        mine = next(one for one in requests if one.person_id == speaker.person.id)
        return await tx.documents.get(series.organisation_id, mine.document_id)


async def test_everyone_gets_a_document_of_their_own_over_their_own_bytes(desk, house, series, tool):
    sent = await series()
    assert not await desk.told(Kind.REQUEST_SENT)
    assert await copies(desk, house) == 2
    assert await copies(desk, house) == 0
    told = await desk.told(Kind.REQUEST_SENT)
    mine, other = [await copy_of(house, sent, one) for one in (house.guard, house.holder)]
    assert {one.facts["sha256"] for one in told} == {mine.sha256, other.sha256}
    assert mine.sha256 != other.sha256 != sent.sha256
    async with house.open() as tx:
        content = await tx.blobs.get(mine.organisation_id, mine.sha256)
    assert house.guard.person.name in tool("pdftotext", content, "-")[1]
    assert len(await house.entries(Act.DOCUMENT_SENT)) == 3


async def test_the_board_counts_the_whole_as_one_sending(desk, house, series):
    sent = await series()
    assert (await desk.board(sent)).tally.total == 2
    await copies(desk, house)
    mine = await copy_of(house, sent, house.guard)
    await desk.signs(mine, house.guard)
    board = await desk.board(sent)
    assert (board.tally.total, board.tally.signed) == (2, 1)
    page = await ListDocuments(house.open)(house.owner)
    assert [one.document.id for one in page.boards] == [sent.id]
    places = await ShowPlaces(house.open)(house.owner, sent.id)
    assert [place.request.state for place in places.places].count(RequestState.SIGNED) == 1
    found = await FindCopy(house.open)(house.owner, places.places[0].request.id)
    assert found.series_id == sent.id
    with pytest.raises(NotAllowedRefused):
        await FindCopy(house.open)(house.neighbour, places.places[0].request.id)


async def test_each_copy_is_finished_for_its_signer_and_the_author_is_told_once(desk, house, series):
    sent = await series()
    await copies(desk, house)
    for speaker in (house.guard, house.holder):
        assert await close(house) == 0
        await desk.signs(await copy_of(house, sent, speaker), speaker)
        assert await desk.finishes() == 1
    assert [await close(house) for _ in range(2)] == [1, 0]
    told = await desk.told(Kind.DOCUMENT_FINISHED)
    assert {one.person_id for one in told} == {house.guard.person.id, house.holder.person.id}
    (whole,) = await desk.told(Kind.SERIES_FINISHED)
    assert (whole.person_id, whole.facts["signed"]) == (house.owner.person.id, 2)
    content = await desk.content(await copy_of(house, sent, house.holder))
    found = verify(content, house.owner.organisation.ca_certificate)
    assert (found.answer, found.signed, found.expected) == (Integrity.UNCHANGED, 1, 1)


async def test_two_processes_drawing_at_once_give_everyone_one_copy(desk, house, series):
    await series()
    made = await asyncio.gather(copies(desk, house), copies(desk, house))
    assert sum(made) == 2
    assert len(await desk.told(Kind.REQUEST_SENT)) == 2
    assert len(await house.entries(Act.DOCUMENT_SENT)) == 3


async def test_a_crash_between_copies_leaves_the_rest_to_the_next_bell(desk, house, series):
    await series()

    class Dies:
        async def draw_copies(self, text, setup, values):
            drawn = await desk.workshop.draw_copies(text, setup, values[:1])
            raise asyncio.CancelledError(drawn)

    with pytest.raises(asyncio.CancelledError):
        await MakeCopies(house.open, Dies())(now=house.now)
    assert await copies(desk, house) == 2


async def test_what_is_voided_while_it_is_drawn_asks_nobody(desk, house, series):
    sent = await series()

    class Slow:
        async def draw_copies(self, text, setup, values):
            await desk.voids(sent)
            return await desk.workshop.draw_copies(text, setup, values)

    assert await MakeCopies(house.open, Slow())(now=house.now) == 0
    assert not await desk.told(Kind.REQUEST_SENT)
    assert (await desk.board(sent)).tally.final == 2


async def test_voiding_the_series_ends_every_copy_that_is_open(desk, house, series):
    sent = await series()
    await copies(desk, house)
    mine, other = [await copy_of(house, sent, one) for one in (house.guard, house.holder)]
    await desk.signs(mine, house.guard)
    await desk.finishes()
    await desk.voids(sent)
    assert (await desk.signs(other, house.holder)).state is RequestState.VOIDED
    assert (await copy_of(house, sent, house.guard)).voided_at is None
    (told,) = await desk.told(Kind.REQUEST_VOIDED)
    assert told.person_id == house.holder.person.id
    assert await close(house) == 0


async def test_a_person_added_gets_a_copy_and_one_dismissed_gets_none(desk, house, series):
    sent = await series(house.guard)
    await copies(desk, house)
    await desk.adds(sent, house.holder)
    assert not await desk.told(Kind.REQUEST_SENT, house.holder)
    async with house.open() as tx:
        await tx.requests.settle_person(house.guard.person.id, RequestState.VOIDED, house.now)
    assert await copies(desk, house) == 1
    assert len(await desk.told(Kind.REQUEST_SENT, house.holder)) == 1


async def test_the_overdue_and_the_reminded_are_counted_for_the_whole(desk, house, series):
    sent = await series()
    await copies(desk, house)
    assert (await RemindNow(house.open)(house.owner, sent.id, now=house.now)).number == 2
    house.now = sent.deadline_at + timedelta(days=3, hours=10)
    for _ in range(3):
        await desk.reminds()
        house.later(hours=1)
    (told,) = await desk.told(Kind.REQUEST_OVERDUE, house.owner)
    assert (told.facts["waiting"], told.facts["document_id"]) == (2, str(sent.id))


async def test_a_series_expires_whole_drawn_or_not(desk, house, series):
    sent = await series(house.guard)
    await copies(desk, house)
    await desk.adds(sent, house.holder)
    house.now = sent.deadline_at + timedelta(days=8)
    await desk.expires()
    await desk.expires()
    assert (await desk.board(sent)).tally.final == 2
    assert await desk.finishes() == 1
    assert await close(house) == 1


async def test_more_time_for_a_series_is_more_time_for_every_copy(desk, house, series):
    sent = await series(house.guard)
    await copies(desk, house)
    await desk.adds(sent, house.holder)
    house.now = sent.deadline_at + timedelta(days=8)
    await desk.expires()
    later = in_days(5, desk.zone, house.now)
    extended = await ExtendDeadline(house.open)(house.owner, sent.id, later, cause=house.cause(), now=house.now)
    assert extended.told == 1
    assert await copies(desk, house) == 1
    for speaker in (house.guard, house.holder):
        mine = await copy_of(house, sent, speaker)
        assert mine.deadline_at == later
        assert (await desk.request(mine, speaker)).state is RequestState.OPEN


async def test_a_series_goes_to_all_at_once_and_is_sent_again_as_one(desk, house, series):
    sent = await series(order=Order.SEQUENCE)
    assert sent.order is Order.TOGETHER
    await copies(desk, house)
    pattern = await TakePattern(house.open)(house.owner, sent.id, now=house.now)
    assert (pattern.document.is_series, pattern.choice.number) == (True, 2)
    file = await ReceiveText(house.open)(house.owner, "Нова: {name}", now=house.now)
    new = (await desk.sends(house.guard, file=file, replaces=sent.id)).document
    assert new.version == 2
    assert {one.facts["state"] for one in await desk.told(Kind.REQUEST_VOIDED)} == {"replaced"}


async def test_a_preview_is_the_first_ones_copy_and_says_what_stays_empty(desk, house, tool):
    file = await ReceiveText(house.open)(house.owner, TEXT, now=house.now)
    draft = await desk.draft(Audience(everyone=True), file=file)
    preview = await PreviewCopy(house.open, desk.workshop)(house.owner, draft, now=house.now)
    assert preview.name in tool("pdftotext", preview.content, "-")[1]
    assert preview.empty == {Field.NUMBER: 3}
    with pytest.raises(NotAllowedRefused):
        await PreviewCopy(house.open, desk.workshop)(house.guard, draft, now=house.now)
    with pytest.raises(NotAllowedRefused):
        await PreviewCopy(house.open, desk.workshop)(house.owner, await desk.draft((house.guard,)), now=house.now)


async def test_a_text_file_with_fields_is_personal_and_one_without_is_a_document(desk, house):
    assert (await desk.receives("Я, {ПІБ}".encode("cp1251"), "Згода.txt", "text/plain")).personal
    assert not (await desk.receives(b"just words", "notes.txt", "text/plain")).personal
    with pytest.raises(FieldUnknownRefused):
        await desk.receives("{name} {оклад}".encode(), "Згода.md", "text/markdown")
    with pytest.raises(NotAllowedRefused):
        await ReceiveText(house.open)(house.guard, TEXT, now=house.now)


class Broken:
    """A workshop that cannot make anything."""

    async def draw_copies(self, *_):
        raise RuntimeError("no paper")

    async def draw_sheet(self, *_):
        raise RuntimeError("no ink")


async def test_copies_that_cannot_be_drawn_are_put_off_later_and_later(desk, house, series):
    sent = await series()
    for pause in PAUSES[:3]:
        assert await MakeCopies(house.open, Broken())(now=house.now) == 0
        assert await copies(desk, house) == 0
        house.now += pause
    (told,) = await desk.told(Kind.SEALING_PUT_OFF)
    assert (told.person_id, told.facts["error"]) == (house.owner.person.id, "RuntimeError")
    assert await copies(desk, house) == 2
    assert (await copy_of(house, sent, house.guard)).seal_attempts == 0
    assert (await desk.board(sent)).tally.put_off == 0


async def test_a_file_that_cannot_be_sealed_is_put_off_shown_and_tried_at_a_press(desk, house):
    from bot.signing.complete import FinishDocuments  # noqa: PLC0415 - this test alone breaks it
    from bot.signing.wording import Wording  # noqa: PLC0415 - as above
    from bot.texts import Texts  # noqa: PLC0415 - as above

    document = (await desk.sends(house.guard)).document
    await desk.signs(document, house.guard)
    broken = FinishDocuments(house.open, Broken(), Wording(Texts()), desk.link_for)
    assert await broken(now=house.now) == 0
    assert (await desk.board(document)).tally.put_off == 1
    assert await desk.finishes() == 0
    await SealAgain(house.open, desk.nudge)(house.owner, document.id)
    assert await desk.finishes() == 1
    assert (await desk.board(document)).tally.put_off == 0
    with pytest.raises(NotAllowedRefused):
        await SealAgain(house.open, desk.nudge)(house.guard, document.id)


@pytest.mark.long
async def test_a_thousand_people_get_a_copy_each(desk, house, series, join):
    people = [await join(f"Людина {number}", 1000 + number) for number in range(1000)]

    class Quick:
        async def draw_copies(self, text, _, values):
            return [f"{text}{one[Field.NAME]}".encode() for one in values]

    sent = await series(*people)
    made = [await MakeCopies(house.open, Quick())(now=house.now) for _ in range(6)]
    assert made == [200] * 5 + [0]
    board = await desk.board(sent)
    assert (board.tally.total, board.tally.final) == (1000, 0)
    async with house.open() as tx:
        copies = {one.document_id for one in await tx.requests.of_document(sent.id)}
    assert len(copies) == 1000
