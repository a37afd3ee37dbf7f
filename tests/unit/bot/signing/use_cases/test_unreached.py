"""People whom Telegram does not reach: the author is notified once, and the link in a letter opens the request."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.notices.letters import Channel
from bot.notices.outbox import Delivered, NewNotice, Unreachable
from bot.passes.notices import PassReminder
from bot.signing.boards.boards import ShowBoard
from bot.signing.boards.unreached import NoteUnreached
from bot.signing.note_blocked import NoteBlocked, NoteUnblocked
from bot.signing.notices import PersonUnreached, RecipientUnreached, RequestSent
from bot.signing.requests.my_requests import FollowLink
from bot.signing.requests.note_delivered import NoteDelivered
from bot.staff.access import NotAllowedRefused
from bot.staff.notices import PinUnlocked


@pytest.fixture
def report_lost(harness):
    """Report these notices as undeliverable, in the order of the outbox worker: noted first, then settled."""

    async def telegram_id(notice):
        async with harness.open() as tx:
            account = await tx.accounts.active(notice.person_id)
        return account and account.telegram_id

    async def report(*notices):
        lost = [Unreachable(one, "blocked", harness.now, await telegram_id(one)) for one in notices]
        await NoteUnreached(harness.open)(lost)
        async with harness.open() as tx:
            await tx.outbox.settle(lost)

    return report


async def test_the_author_is_notified_once_of_the_first_recipient_who_is_not_reached(signing, harness, report_lost):
    document = (await signing.send(harness.guard, harness.holder)).document
    sent = [(await signing.notices(RequestSent, who))[0] for who in (harness.guard, harness.holder)]
    for _ in range(2):
        await report_lost(*sent)
    (notice,) = await signing.notices(RecipientUnreached)
    assert (notice.person_id, notice.content.name) == (harness.owner.person.id, harness.guard.person.name)
    assert notice.content.document_id == document.id
    assert (await signing.board(document)).tally.unreached == 2


async def test_the_author_is_notified_of_a_recipient_who_had_blocked_the_bot_before(signing, harness, report_lost):
    await NoteBlocked(harness.open)(harness.guard.account.telegram_id, now=harness.now)
    for _ in range(2):
        await signing.send(harness.guard)
    await report_lost(*await signing.notices(RequestSent, harness.guard))
    assert len(await signing.notices(RecipientUnreached)) == 2
    await report_lost(*await signing.notices(RequestSent, harness.guard))
    assert len(await signing.notices(RecipientUnreached)) == 2


async def test_blocking_the_bot_marks_a_person_as_unreachable_until_it_is_unblocked(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    telegram_id, blocked_at = harness.guard.account.telegram_id, harness.now
    for _ in range(2):
        await NoteBlocked(harness.open)(telegram_id, now=harness.now)
        assert await unreachable_since(harness, harness.guard) == blocked_at
        assert (await signing.board(document)).tally.unreached == 1
        harness.now += timedelta(hours=1)
    for _ in range(2):
        await NoteUnblocked(harness.open)(telegram_id, now=harness.now)
        assert await unreachable_since(harness, harness.guard) is None
        assert (await signing.board(document)).tally.unreached == 0
    assert await unreachable_since(harness, harness.holder) is None


async def test_blocking_and_unblocking_mark_the_boards_of_open_requests_as_stale(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.send(harness.holder)
    for note in (NoteBlocked(harness.open), NoteUnblocked(harness.open)):
        await refresh_boards(harness)
        await note(harness.guard.account.telegram_id, now=harness.now)
        async with harness.open() as tx:
            assert [row.id for row in await tx.documents.stale_boards(harness.now, 9)] == [document.id]


async def test_a_delivered_notice_shows_that_the_bot_is_not_blocked(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    for speaker in (harness.guard, harness.holder):
        await NoteBlocked(harness.open)(speaker.account.telegram_id, now=harness.now)
    await refresh_boards(harness)
    (sent,) = await signing.notices(RequestSent, harness.guard)
    elsewhere = replace((await signing.notices(RequestSent, harness.holder))[0], telegram_id=7)
    arrived = [Delivered(one, 1, harness.now) for one in (sent, elsewhere)]
    await NoteDelivered(harness.open, harness.read)(arrived)
    assert await unreachable_since(harness, harness.guard) is None
    assert await unreachable_since(harness, harness.holder) is not None
    async with harness.open() as tx:
        assert [row.id for row in await tx.documents.stale_boards(harness.now, 9)] == [document.id]


async def test_nobody_is_told_that_a_person_without_an_account_blocked_the_bot(signing, harness):
    await signing.send(harness.guard)
    lost = [Unreachable(one, "no account", harness.now, None) for one in await signing.notices(RequestSent)]
    await NoteUnreached(harness.open)(lost)
    assert await signing.notices(RecipientUnreached) == []


async def test_a_person_who_will_get_a_letter_is_not_out_of_reach(signing, harness):
    document = (await signing.send(harness.guard)).document
    await NoteBlocked(harness.open)(harness.guard.account.telegram_id, now=harness.now)
    async with harness.open() as tx:
        await tx.people.set_phone(harness.guard.person.id, "+380501112233")
    ways = (Channel.SMS,)
    tally = (await ShowBoard(harness.read, ways)(harness.owner, document.id)).tally
    assert (tally.by_email, tally.by_sms, tally.unreached) == (0, 1, 0)
    tally = (await ShowBoard(harness.read, (Channel.EMAIL,))(harness.owner, document.id)).tally
    assert (tally.by_email, tally.by_sms, tally.unreached) == (0, 0, 1)


async def refresh_boards(harness):
    async with harness.open() as tx:
        for row in await tx.documents.stale_boards(harness.now, 9):
            await tx.documents.mark_board_fresh(row.id, row.stale_since)


async def unreachable_since(harness, speaker):
    async with harness.open() as tx:
        return (await tx.people.get(speaker.organisation.id, speaker.person.id)).unreachable_at


async def test_managers_are_notified_of_a_lost_letter_notice_without_a_document(signing, harness, report_lost):
    async with harness.open() as tx:
        about = (harness.owner.organisation.id, harness.holder.person.id)
        caused = (harness.event_id(), harness.now)
        reminder = PassReminder("staff", "000001", harness.now, 1)
        matters = NewNotice(*about, reminder, *caused).to(harness.holder.person.id)
        idle = NewNotice(*about, PinUnlocked(), *caused).to(harness.guard.person.id)
        await tx.outbox.add([matters, idle])
    await report_lost(matters, idle)
    (notice,) = await signing.notices(PersonUnreached)
    assert (notice.person_id, notice.subject_id) == (harness.owner.person.id, harness.holder.person.id)


async def test_the_link_in_a_letter_opens_the_request_for_its_recipient_only(signing, harness):
    document = (await signing.send(harness.holder)).document
    request = await signing.request(document, harness.holder)
    follow = FollowLink(harness.read)
    assert (await follow(harness.holder, request.id.bytes[:12])).details.request == request
    for speaker in (harness.guard, harness.owner, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await follow(speaker, request.id.bytes[:12])
    for unknown in (bytes(12), document.id.bytes[:12]):
        with pytest.raises(NotAllowedRefused):
            await follow(harness.holder, unknown)
