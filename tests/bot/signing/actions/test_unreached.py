"""Whom Telegram does not reach: the author hears of it once a document, and a letter's link opens their own request."""

import pytest

from bot.notices.outbox import Kind, Telling, Unreachable
from bot.signing.follow_link import FollowLink
from bot.signing.unreached import NoteUnreached
from bot.staff.access import NotAllowedRefused


@pytest.fixture
def loses(house):
    """Let the courier find that nobody got these notices, as it does: noted first, recorded then."""

    async def lose(*notices):
        lost = [Unreachable(one, "blocked", house.now) for one in notices]
        await NoteUnreached(house.open)(lost)
        async with house.open() as tx:
            await tx.outbox.settle(lost)

    return lose


async def test_the_author_is_told_at_the_first_and_once(desk, house, loses):
    document = (await desk.sends(house.guard, house.holder)).document
    asked = [(await desk.told(Kind.REQUEST_SENT, who))[0] for who in (house.guard, house.holder)]
    for _ in range(2):
        await loses(*asked)
    (told,) = await desk.told(Kind.UNREACHED)
    assert (told.person_id, told.facts["name"]) == (house.owner.person.id, house.guard.person.name)
    assert told.facts["document_id"] == str(document.id)
    assert (await desk.board(document)).tally.unreached == 2


async def test_managers_are_told_where_no_document_waits_and_nobody_of_what_does_not_matter(desk, house, loses):
    async with house.open() as tx:
        about = (house.owner.organisation.id, Kind.PASS_REMINDER, house.holder.person.id, house.cause(), house.now)
        matters = Telling(*about, {"name": "x"}).to(house.holder.person.id)
        idle = Telling(about[0], Kind.PIN_UNLOCKED, *about[2:]).to(house.guard.person.id)
        await tx.outbox.add([matters, idle])
    await loses(matters, idle)
    (told,) = await desk.told(Kind.UNREACHED)
    assert (told.person_id, told.subject_id) == (house.owner.person.id, house.holder.person.id)


async def test_a_letters_link_opens_the_request_for_the_one_it_asks_and_for_nobody_else(desk, house):
    document = (await desk.sends(house.holder)).document
    request = await desk.request(document, house.holder)
    follow = FollowLink(house.open)
    assert (await follow(house.holder, request.id.bytes[:12])).asked.request == request
    for speaker in (house.guard, house.owner, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await follow(speaker, request.id.bytes[:12])
    for unknown in (bytes(12), document.id.bytes[:12]):
        with pytest.raises(NotAllowedRefused):
            await follow(house.holder, unknown)
