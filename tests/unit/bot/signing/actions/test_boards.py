from bot.notices.outbox import Delivered
from bot.signing.boards.boards import ListDocuments, ShowPlaces
from bot.signing.boards.refresh_boards import RefreshBoards
from bot.signing.boards.remind_now import RemindNow
from bot.signing.models import RequestState
from bot.signing.notices import DocumentBoard, RequestReminder, RequestSent
from bot.signing.requests.note_delivered import NoteDelivered


async def test_the_first_board_is_a_new_message_and_later_ones_change_it(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    (first,) = await desk.told(DocumentBoard)
    assert (first.person_id, first.content.total, first.content.signed) == (harness.owner.person.id, 2, 0)
    assert first.content.message_id is None
    await desk.signs(document, harness.guard)
    assert await desk.refreshes() == 0
    await desk.delivers_board(4711)
    assert await desk.refreshes() == 1
    (second,) = await desk.told(DocumentBoard)
    assert (second.content.message_id, second.content.signed) == (4711, 1)


async def test_a_board_that_nothing_changed_is_left_alone(desk, harness):
    document = (await desk.sends(harness.guard)).document
    await desk.delivers_board(4711)
    assert await desk.refreshes() == 0
    await desk.opens(document, harness.guard)
    assert [await desk.refreshes() for _ in range(2)] == [1, 0]


async def test_many_signatures_between_two_bells_are_one_change(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.delivers_board(4711)
    await desk.signs(document, harness.guard)
    await desk.declines(document, harness.holder)
    assert await desk.refreshes() == 1
    (told,) = await desk.told(DocumentBoard)
    assert (told.content.signed, told.content.declined, told.content.final) == (1, 1, 2)


async def test_who_blocked_the_bot_leaves_no_board_behind_for_ever(desk, harness):
    document = (await desk.sends(harness.guard)).document
    await desk.signs(document, harness.guard)
    harness.later(days=2)
    await desk.refreshes()
    async with harness.open() as tx:
        assert not await tx.documents.stale_boards(harness.now, 10)


async def test_a_delivery_is_noted_once(desk, harness):
    document = (await desk.sends(harness.guard)).document
    (notice,) = await desk.told(RequestSent)
    delivered_at = harness.now
    await NoteDelivered(harness.open)([Delivered(notice, 7, harness.now)])
    harness.later(minutes=1)
    await NoteDelivered(harness.open)([Delivered(notice, 7, harness.now)])
    assert (await desk.request(document, harness.guard)).delivered_at == delivered_at
    assert (await desk.board(document)).tally.delivered == 1


async def test_managers_see_who_is_where(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(document, harness.guard)
    page = await ShowPlaces(harness.read)(harness.owner, document.id)
    assert [(place.name, place.request.state) for place in page.places] == [
        (harness.guard.person.name, RequestState.SIGNED),
        (harness.holder.person.name, RequestState.OPEN),
    ]
    assert (await ListDocuments(harness.read)(harness.owner)).total == 1
    assert (await ListDocuments(harness.read)(harness.neighbour)).total == 0


async def test_reminding_by_hand_reaches_who_has_not_answered_once_an_hour(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(document, harness.guard)
    answers = [await RemindNow(harness.open)(harness.owner, document.id, now=harness.now) for _ in range(2)]
    assert [answer.number for answer in answers] == [1, 1]
    assert [notice.person_id for notice in await desk.told(RequestReminder)] == [harness.holder.person.id]
    harness.later(hours=1)
    await RemindNow(harness.open)(harness.owner, document.id, now=harness.now)
    assert len(await desk.told(RequestReminder)) == 2


async def test_a_board_waits_two_seconds_for_what_comes_next(desk, harness):
    document = (await desk.sends(harness.guard)).document
    await desk.delivers_board(4711)
    await desk.opens(document, harness.guard)
    assert await RefreshBoards(harness.open)(now=harness.now) == 0
    harness.later(seconds=2)
    assert await RefreshBoards(harness.open)(now=harness.now) == 1
