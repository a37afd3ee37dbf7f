from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.signing.deadlines import DeadlineFarRefused, DeadlinePastRefused, in_days
from bot.signing.documents import Order, RequestState
from bot.signing.expire import ExpireDocuments
from bot.signing.extend import DeadlineNotLaterRefused, ExtendDeadline
from bot.signing.void import DocumentEndedRefused
from bot.staff.access import NotAllowedRefused


@pytest.fixture
def extends(desk, house):
    async def extend(document, *, days, by=None, cause=None):
        deadline_at = in_days(days, desk.zone, house.now)
        acting = ExtendDeadline(house.open)
        cause = cause or house.cause()
        return await acting(by or house.owner, document.id, deadline_at, cause=cause, now=house.now)

    return extend


async def test_more_time_is_given_once_and_everyone_asked_is_told_once(desk, house, extends):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    cause = house.cause()
    first, again = [await extends(document, days=14, cause=cause) for _ in range(2)]
    assert first == again
    assert (await desk.document(document)).deadline_at == first.document.deadline_at > document.deadline_at
    (told,) = await desk.told(Kind.DEADLINE_MOVED)
    assert (told.person_id, told.facts["deadline"]) == (
        house.holder.person.id,
        first.document.deadline_at.isoformat(),
    )
    (deed,) = await house.entries(Act.DEADLINE_MOVED)
    assert (deed.facts["from"], deed.facts["told"]) == (document.deadline_at.isoformat(), 1)


async def test_a_second_tap_on_the_same_day_changes_nothing(desk, house, extends):
    document = (await desk.sends(house.guard)).document
    first, second = [await extends(document, days=14) for _ in range(2)]
    assert (first.told, second.told) == (1, 0)
    assert len(await desk.told(Kind.DEADLINE_MOVED)) == 1
    assert len(await house.entries(Act.DEADLINE_MOVED)) == 1


async def test_nobody_loses_time_that_was_promised(desk, house, extends):
    document = (await desk.sends(house.guard)).document
    for days, refusal in ((3, DeadlineNotLaterRefused), (-1, DeadlinePastRefused), (2000, DeadlineFarRefused)):
        with pytest.raises(refusal):
            await extends(document, days=days)
    house.later(days=9)
    acting, yesterday = ExtendDeadline(house.open), house.now - timedelta(days=1)
    with pytest.raises(DeadlinePastRefused):
        await acting(house.owner, document.id, yesterday, cause=house.cause(), now=house.now)


async def test_only_managers_of_the_organisation_extend_and_only_what_goes_on(desk, house, extends):
    document = (await desk.sends(house.guard)).document
    for stranger in (house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await extends(document, days=14, by=stranger)
    await desk.voids(document)
    with pytest.raises(DocumentEndedRefused):
        await extends(document, days=14)


async def test_reminders_follow_the_new_day(desk, house, extends):
    document = (await desk.sends(house.guard)).document
    house.later(days=8, hours=2)
    await desk.reminds()
    assert len(await desk.told(Kind.REQUEST_OVERDUE)) == 2
    await extends(document, days=5)
    assert await desk.reminds() == 0
    house.later(days=6)
    await desk.reminds()
    told = await desk.told(Kind.REQUEST_OVERDUE)
    assert len(told) == 4
    assert {one.person_id for one in told} == {house.guard.person.id, house.owner.person.id}


async def test_what_had_expired_is_asked_again_while_the_document_goes_on(desk, house, extends):
    document = (await desk.sends(house.guard, house.holder, order=Order.SEQUENCE)).document
    house.later(days=15)
    assert await desk.expires() == 1
    assert (await desk.request(document, house.guard)).state is RequestState.EXPIRED
    extended = await extends(document, days=7)
    assert extended.told == 1
    assert (await desk.request(document, house.guard)).state is RequestState.OPEN
    assert (await desk.request(document, house.holder)).state is RequestState.WAITING
    assert await desk.finishes() == 0
    await desk.signs(document, house.guard)
    assert (await desk.request(document, house.holder)).state is RequestState.OPEN
    house.later(days=15)
    assert await desk.expires() == 1
    assert len(await house.entries(Act.EXPIRED)) == 2


async def test_a_deadline_moved_while_the_bell_rings_expires_nobody(desk, house, extends):
    document = (await desk.sends(house.guard)).document
    house.later(days=15)
    await extends(document, days=3)
    late = replace(document)  # as the bell had read it

    await ExpireDocuments(house.open)._expire(late, house.now)
    assert (await desk.request(document, house.guard)).state is RequestState.OPEN
