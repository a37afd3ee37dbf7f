"""Whom Telegram does not reach: the author hears of it once a document, and a letter's link opens their own request."""

from datetime import timedelta

import pytest

from bot.notices.outbox import NewNotice, Unreachable
from bot.passes.notices import PassReminder
from bot.signing.boards.unreached import NoteUnreached
from bot.signing.note_blocked import NoteBlocked, NoteUnblocked
from bot.signing.notices import PersonUnreached, RecipientUnreached, RequestSent
from bot.signing.requests.my_requests import FollowLink
from bot.staff.access import NotAllowedRefused
from bot.staff.notices import PinUnlocked


@pytest.fixture
def loses(harness):
    """Let the courier find that nobody got these notices, as it does: noted first, recorded then."""

    async def lose(*notices):
        lost = [Unreachable(one, "blocked", harness.now) for one in notices]
        await NoteUnreached(harness.open)(lost)
        async with harness.open() as tx:
            await tx.outbox.settle(lost)

    return lose


async def test_the_author_is_told_at_the_first_and_once(desk, harness, loses):
    document = (await desk.sends(harness.guard, harness.holder)).document
    asked = [(await desk.told(RequestSent, who))[0] for who in (harness.guard, harness.holder)]
    for _ in range(2):
        await loses(*asked)
    (told,) = await desk.told(RecipientUnreached)
    assert (told.person_id, told.content.name) == (harness.owner.person.id, harness.guard.person.name)
    assert told.content.document_id == document.id
    assert (await desk.board(document)).tally.unreached == 2


async def test_the_author_is_told_of_who_had_blocked_the_bot_before_the_document_was_sent(desk, harness, loses):
    await NoteBlocked(harness.open)(harness.guard.account.telegram_id, now=harness.now)
    for _ in range(2):
        await desk.sends(harness.guard)
    await loses(*await desk.told(RequestSent, harness.guard))
    assert len(await desk.told(RecipientUnreached)) == 2
    await loses(*await desk.told(RequestSent, harness.guard))
    assert len(await desk.told(RecipientUnreached)) == 2


async def test_who_blocks_the_bot_is_marked_once_and_who_unblocks_it_is_marked_no_more(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    telegram_id, earlier = harness.guard.account.telegram_id, harness.now
    for _ in range(2):
        await NoteBlocked(harness.open)(telegram_id, now=harness.now)
        assert await marked(harness, harness.guard) == earlier
        assert (await desk.board(document)).tally.unreached == 1
        harness.now += timedelta(hours=1)
    for _ in range(2):
        await NoteUnblocked(harness.open)(telegram_id, now=harness.now)
        assert await marked(harness, harness.guard) is None
        assert (await desk.board(document)).tally.unreached == 0
    assert await marked(harness, harness.holder) is None


async def test_the_boards_of_what_the_person_is_asked_are_drawn_anew(desk, harness):
    document = (await desk.sends(harness.guard)).document
    await desk.sends(harness.holder)
    for note in (NoteBlocked(harness.open), NoteUnblocked(harness.open)):
        await told_of_boards(harness)
        await note(harness.guard.account.telegram_id, now=harness.now)
        async with harness.open() as tx:
            assert [behind.id for behind, _ in await tx.documents.boards_behind(9)] == [document.id]


async def told_of_boards(harness):
    async with harness.open() as tx:
        for document, noted in await tx.documents.boards_behind(9):
            await tx.documents.board_told(document.id, noted)


async def marked(harness, speaker):
    """When the person was found to be out of reach."""
    async with harness.open() as tx:
        return (await tx.people.get(speaker.organisation.id, speaker.person.id)).unreachable_at


async def test_managers_are_told_where_no_document_waits_and_nobody_of_what_does_not_matter(desk, harness, loses):
    async with harness.open() as tx:
        about = (harness.owner.organisation.id, harness.holder.person.id)
        caused = (harness.event_id(), harness.now)
        reminder = PassReminder("staff", "000001", harness.now, 1)
        matters = NewNotice(*about, reminder, *caused).to(harness.holder.person.id)
        idle = NewNotice(*about, PinUnlocked(), *caused).to(harness.guard.person.id)
        await tx.outbox.add([matters, idle])
    await loses(matters, idle)
    (told,) = await desk.told(PersonUnreached)
    assert (told.person_id, told.subject_id) == (harness.owner.person.id, harness.holder.person.id)


async def test_a_letters_link_opens_the_request_for_the_one_it_asks_and_for_nobody_else(desk, harness):
    document = (await desk.sends(harness.holder)).document
    request = await desk.request(document, harness.holder)
    follow = FollowLink(harness.read)
    assert (await follow(harness.holder, request.id.bytes[:12])).details.request == request
    for speaker in (harness.guard, harness.owner, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await follow(speaker, request.id.bytes[:12])
    for unknown in (bytes(12), document.id.bytes[:12]):
        with pytest.raises(NotAllowedRefused):
            await follow(harness.holder, unknown)
