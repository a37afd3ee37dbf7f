from datetime import timedelta

import pytest

from bot.notices.outbox import Delivered
from bot.signing.boards.boards import PAGE, ListDocuments, ShowPlaces
from bot.signing.boards.refresh_boards import IsBoardShown, LeaveBoard, MarkBoardFresh
from bot.signing.boards.remind_now import RemindNow
from bot.signing.models import Order, RequestState, Standing
from bot.signing.notices import RequestReminder, RequestSent
from bot.signing.requests.note_delivered import NoteDelivered
from bot.signing.requests.request_details import DocumentEndedRefused
from bot.staff.models import Role
from bot.texts.words import Texts
from handlers.signing.boards.callbacks import PlacesPressed
from handlers.signing.boards.screens import places_screen


async def test_a_board_is_edited_where_its_manager_placed_it_last(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    assert await signing.place_board(document, 4711) is None
    await signing.sign(document, harness.guard)
    (claimed,) = await signing.refresh()
    assert [(one.person_id, one.message_id) for one in claimed.readers] == [(harness.owner.person.id, 4711)]
    assert (claimed.board.tally.total, claimed.board.tally.signed) == (2, 1)
    assert await signing.place_board(document, 4711) is None
    assert await signing.place_board(document, 4712) == 4711
    await signing.sign(document, harness.holder)
    (claimed,) = await signing.refresh()
    assert [one.message_id for one in claimed.readers] == [4712]


async def test_a_message_that_shows_something_else_now_is_not_edited(signing, harness):
    first, second = [(await signing.send(harness.guard)).document for _ in range(2)]
    await signing.place_board(first, 4711)
    await LeaveBoard(harness.open)(harness.owner, 4711)
    await signing.sign(first, harness.guard)
    assert await signing.refresh() == []
    await signing.place_board(first, 4711)
    await signing.place_board(second, 4711)
    await signing.sign(second, harness.guard)
    assert [one.board.document.id for one in await signing.refresh()] == [second.id]


async def test_a_claimed_board_is_not_edited_where_its_manager_opened_something_else_meanwhile(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.place_board(document, 4711)
    await signing.sign(document, harness.guard)
    (claimed,) = await signing.refresh()
    (reader,) = claimed.readers
    is_shown = IsBoardShown(harness.read)
    assert await is_shown(document.id, reader)
    await LeaveBoard(harness.open)(harness.owner, 4711)
    assert not await is_shown(document.id, reader)
    await signing.place_board(document, 4712)
    assert not await is_shown(document.id, reader)


async def test_a_board_is_not_refreshed_without_changes(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.place_board(document)
    assert await signing.refresh() == []
    await signing.open(document, harness.guard)
    assert [len(await signing.refresh()) for _ in range(2)] == [1, 0]


async def test_many_signatures_between_two_runs_are_one_refresh(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.place_board(document)
    await signing.sign(document, harness.guard)
    await signing.decline(document, harness.holder)
    ((board, *_),) = [(one.board,) for one in await signing.refresh()]
    assert (board.tally.signed, board.tally.declined, board.tally.final) == (1, 1, 2)


async def test_a_board_that_nobody_looks_at_does_not_stay_stale(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    assert await signing.refresh() == []
    async with harness.open() as tx:
        assert not await tx.documents.stale_boards(harness.now + timedelta(days=1), 10)


async def test_a_board_whose_process_died_or_was_too_slow_is_edited_again(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.place_board(document)
    await signing.sign(document, harness.guard)
    harness.later(seconds=1)
    (claimed,) = await signing.claim_boards()
    assert await signing.claim_boards() == []
    harness.later(seconds=11)
    await MarkBoardFresh(harness.open, lambda: harness.now)(claimed, ())
    assert len(await signing.refresh()) == 1
    assert await signing.refresh() == []


async def test_a_change_while_a_board_is_edited_is_shown_by_the_next_edit(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.place_board(document)
    await signing.sign(document, harness.guard)
    harness.later(seconds=1)
    (claimed,) = await signing.claim_boards()
    await signing.sign(document, harness.holder)
    await MarkBoardFresh(harness.open, lambda: harness.now)(claimed, ())
    (again,) = await signing.refresh()
    assert again.board.tally.signed == 2


async def test_a_message_that_is_gone_is_not_edited_again(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.place_board(document)
    await signing.sign(document, harness.guard)
    harness.later(seconds=1)
    (claimed,) = await signing.claim_boards()
    await MarkBoardFresh(harness.open, lambda: harness.now)(claimed, claimed.readers)
    await signing.sign(document, harness.holder)
    assert await signing.refresh() == []


async def test_a_delivery_is_recorded_once(signing, harness):
    document = (await signing.send(harness.guard)).document
    (notice,) = await signing.notices(RequestSent)
    delivered_at = harness.now
    await NoteDelivered(harness.open, harness.read)([Delivered(notice, 7, harness.now)])
    harness.later(minutes=1)
    await NoteDelivered(harness.open, harness.read)([Delivered(notice, 7, harness.now)])
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


async def test_the_recipients_of_an_ended_document_stand_as_it_ended_for_them(signing, harness, join):
    colleague = await join("Колега")
    people = (harness.guard, harness.holder, colleague)
    refused = (await signing.send(*people, order=Order.SEQUENCE)).document
    left, withdrawn = [(await signing.send(*people)).document for _ in range(2)]
    await signing.decline(refused, harness.guard)
    harness.later(minutes=1)
    async with harness.open() as tx:
        await tx.requests.settle_person(colleague.person.id, RequestState.VOIDED, harness.now)
    harness.later(minutes=1)
    await signing.void(withdrawn)
    standing = {}
    for document in (refused, left, withdrawn):
        page = await ShowPlaces(harness.read)(harness.owner, document.id)
        standing[document.id] = [Standing.of(page.document, place.request) for place in page.places]
    assert standing == {
        refused.id: [Standing.DECLINED, Standing.NO_TURN, Standing.NO_TURN],
        left.id: [Standing.OPEN, Standing.OPEN, Standing.LEFT],
        withdrawn.id: [Standing.WITHDRAWN, Standing.WITHDRAWN, Standing.LEFT],
    }


async def test_the_pages_behind_a_searched_one_are_searched_too(signing, harness, register_person):
    async with harness.open() as tx:
        many = [
            await register_person(tx, harness.owner.organisation, f"Іван {number}", Role.EMPLOYEE, 100 + number)
            for number in range(PAGE + 1)
        ]
    document = (await signing.send(harness.guard, *many)).document
    words = Texts().words("uk")
    page = await ShowPlaces(harness.read)(harness.owner, document.id, words="іван")
    screen = places_screen(words, page)
    assert "🔎 іван" in screen.text
    buttons = {one.text: PlacesPressed.unpack(one.callback_data) for (one,) in screen.keyboard.inline_keyboard[:1]}
    assert buttons == {words.plain("next"): PlacesPressed(document_id=document.id, offset=PAGE, searched=True)}
    last = await ShowPlaces(harness.read)(harness.owner, document.id, PAGE, words="іван")
    assert (last.total, len(last.places)) == (PAGE + 1, 1)


async def test_reminding_by_hand_sends_one_reminder_an_hour_to_those_who_have_not_answered(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    results = [await RemindNow(harness.open)(harness.owner, document.id, now=harness.now) for _ in range(2)]
    assert [result.number for result in results] == [1, 1]
    assert [notice.person_id for notice in await signing.notices(RequestReminder)] == [harness.holder.person.id]
    harness.later(hours=1)
    await RemindNow(harness.open)(harness.owner, document.id, now=harness.now)
    assert len(await signing.notices(RequestReminder)) == 2


async def test_a_board_is_refreshed_a_second_after_a_change(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.place_board(document)
    await signing.open(document, harness.guard)
    assert await signing.claim_boards() == []
    harness.later(seconds=1)
    assert len(await signing.claim_boards()) == 1


async def test_the_board_of_a_sequence_says_whose_turn_it_is(signing, harness):
    document = (await signing.send(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    assert (await signing.board(document)).turn == harness.guard.person.name
    await signing.place_board(document)
    await signing.sign(document, harness.guard)
    harness.later(seconds=3)
    (claimed,) = await signing.claim_boards()
    assert claimed.board.turn == harness.holder.person.name
    await signing.sign(document, harness.holder)
    assert (await signing.board(document)).turn is None


async def test_the_board_of_a_document_sent_to_all_at_once_names_nobody(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    assert (await signing.board(document)).turn is None


async def test_a_manager_is_not_told_that_all_have_answered_a_withdrawn_document(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.void(document)
    with pytest.raises(DocumentEndedRefused):
        await RemindNow(harness.open)(harness.owner, document.id, now=harness.now)
