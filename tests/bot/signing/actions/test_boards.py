from bot.notices.outbox import Delivered, Kind
from bot.signing.board import ListDocuments, ShowPlaces
from bot.signing.deliver import NoteDelivered
from bot.signing.documents import RequestState
from bot.signing.refresh import RefreshBoards
from bot.signing.remind_now import RemindNow


async def test_the_first_board_is_a_new_message_and_later_ones_change_it(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    (first,) = await desk.told(Kind.BOARD)
    assert (first.person_id, first.facts["total"], first.facts["signed"]) == (house.owner.person.id, 2, 0)
    assert "message_id" not in first.facts
    await desk.signs(document, house.guard)
    assert await desk.refreshes() == 0
    await desk.delivers_board(4711)
    assert await desk.refreshes() == 1
    (second,) = await desk.told(Kind.BOARD)
    assert (second.facts["message_id"], second.facts["signed"]) == (4711, 1)


async def test_a_board_that_nothing_changed_is_left_alone(desk, house):
    document = (await desk.sends(house.guard)).document
    await desk.delivers_board(4711)
    assert await desk.refreshes() == 0
    await desk.opens(document, house.guard)
    assert [await desk.refreshes() for _ in range(2)] == [1, 0]


async def test_many_signatures_between_two_bells_are_one_change(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.delivers_board(4711)
    await desk.signs(document, house.guard)
    await desk.declines(document, house.holder)
    assert await desk.refreshes() == 1
    (told,) = await desk.told(Kind.BOARD)
    assert (told.facts["signed"], told.facts["declined"], told.facts["final"]) == (1, 1, 2)


async def test_who_blocked_the_bot_leaves_no_board_behind_for_ever(desk, house):
    document = (await desk.sends(house.guard)).document
    await desk.signs(document, house.guard)
    house.later(days=2)
    await desk.refreshes()
    async with house.open() as tx:
        assert not await tx.documents.boards_behind(10)


async def test_a_delivery_is_noted_once(desk, house):
    document = (await desk.sends(house.guard)).document
    (notice,) = await desk.told(Kind.REQUEST_SENT)
    delivered_at = house.now
    await NoteDelivered(house.open)([Delivered(notice, 7, house.now)])
    house.later(minutes=1)
    await NoteDelivered(house.open)([Delivered(notice, 7, house.now)])
    assert (await desk.request(document, house.guard)).delivered_at == delivered_at
    assert (await desk.board(document)).tally.delivered == 1


async def test_managers_see_who_is_where(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    page = await ShowPlaces(house.open)(house.owner, document.id)
    assert [(place.name, place.request.state) for place in page.places] == [
        (house.guard.person.name, RequestState.SIGNED),
        (house.holder.person.name, RequestState.OPEN),
    ]
    assert (await ListDocuments(house.open)(house.owner)).total == 1
    assert (await ListDocuments(house.open)(house.neighbour)).total == 0


async def test_reminding_by_hand_reaches_who_has_not_answered_once_an_hour(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    answers = [await RemindNow(house.open)(house.owner, document.id, now=house.now) for _ in range(2)]
    assert [answer.number for answer in answers] == [1, 1]
    assert [notice.person_id for notice in await desk.told(Kind.REQUEST_REMINDER)] == [house.holder.person.id]
    house.later(hours=1)
    await RemindNow(house.open)(house.owner, document.id, now=house.now)
    assert len(await desk.told(Kind.REQUEST_REMINDER)) == 2


async def test_a_board_waits_two_seconds_for_what_comes_next(desk, house):
    document = (await desk.sends(house.guard)).document
    await desk.delivers_board(4711)
    await desk.opens(document, house.guard)
    assert await RefreshBoards(house.open)(now=house.now) == 0
    house.later(seconds=2)
    assert await RefreshBoards(house.open)(now=house.now) == 1
