from bot.notices.outbox import Delivered
from bot.signing.boards.boards import ListDocuments, ShowPlaces
from bot.signing.boards.refresh_boards import RefreshBoards
from bot.signing.boards.remind_now import RemindNow
from bot.signing.models import RequestState
from bot.signing.notices import DocumentBoard, RequestReminder, RequestSent
from bot.signing.requests.note_delivered import NoteDelivered


async def test_the_first_board_is_a_new_message_and_later_ones_edit_it(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    (first,) = await signing.notices(DocumentBoard)
    assert (first.person_id, first.content.total, first.content.signed) == (harness.owner.person.id, 2, 0)
    assert first.content.message_id is None
    await signing.sign(document, harness.guard)
    assert await signing.refresh() == 0
    await signing.deliver_board(4711)
    assert await signing.refresh() == 1
    (second,) = await signing.notices(DocumentBoard)
    assert (second.content.message_id, second.content.signed) == (4711, 1)


async def test_a_board_is_not_refreshed_without_changes(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.deliver_board(4711)
    assert await signing.refresh() == 0
    await signing.open(document, harness.guard)
    assert [await signing.refresh() for _ in range(2)] == [1, 0]


async def test_many_signatures_between_two_runs_are_one_refresh(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.deliver_board(4711)
    await signing.sign(document, harness.guard)
    await signing.decline(document, harness.holder)
    assert await signing.refresh() == 1
    (notice,) = await signing.notices(DocumentBoard)
    assert (notice.content.signed, notice.content.declined, notice.content.final) == (1, 1, 2)


async def test_the_board_of_an_author_who_blocked_the_bot_does_not_stay_stale(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    harness.later(days=2)
    await signing.refresh()
    async with harness.open() as tx:
        assert not await tx.documents.stale_boards(harness.now, 10)


async def test_a_delivery_is_recorded_once(signing, harness):
    document = (await signing.send(harness.guard)).document
    (notice,) = await signing.notices(RequestSent)
    delivered_at = harness.now
    await NoteDelivered(harness.open)([Delivered(notice, 7, harness.now)])
    harness.later(minutes=1)
    await NoteDelivered(harness.open)([Delivered(notice, 7, harness.now)])
    assert (await signing.request(document, harness.guard)).delivered_at == delivered_at
    assert (await signing.board(document)).tally.delivered == 1


async def test_managers_see_where_each_recipient_stands(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    page = await ShowPlaces(harness.read)(harness.owner, document.id)
    assert [(place.name, place.request.state) for place in page.places] == [
        (harness.guard.person.name, RequestState.SIGNED),
        (harness.holder.person.name, RequestState.OPEN),
    ]
    assert (await ListDocuments(harness.read)(harness.owner)).total == 1
    assert (await ListDocuments(harness.read)(harness.neighbour)).total == 0


async def test_reminding_by_hand_sends_one_reminder_an_hour_to_those_who_have_not_answered(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    results = [await RemindNow(harness.open)(harness.owner, document.id, now=harness.now) for _ in range(2)]
    assert [result.number for result in results] == [1, 1]
    assert [notice.person_id for notice in await signing.notices(RequestReminder)] == [harness.holder.person.id]
    harness.later(hours=1)
    await RemindNow(harness.open)(harness.owner, document.id, now=harness.now)
    assert len(await signing.notices(RequestReminder)) == 2


async def test_a_board_is_refreshed_two_seconds_after_a_change(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.deliver_board(4711)
    await signing.open(document, harness.guard)
    assert await RefreshBoards(harness.open)(now=harness.now) == 0
    harness.later(seconds=2)
    assert await RefreshBoards(harness.open)(now=harness.now) == 1
