from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.signing.documents.deadlines import DeadlineFarRefused, DeadlinePastRefused, in_days
from bot.signing.documents.expire_documents import ExpireDocuments
from bot.signing.documents.extend_deadline import DeadlineNotLaterRefused, ExtendDeadline
from bot.signing.documents.void_document import DocumentEndedRefused
from bot.signing.models import Order, RequestState
from bot.signing.notices import DeadlineMoved, DocumentOverdue, RequestOverdue
from bot.staff.access import NotAllowedRefused


@pytest.fixture
def extends(desk, harness):
    async def extend(document, *, days, by=None, event_id=None):
        deadline_at = in_days(days, desk.zone, harness.now)
        acting = ExtendDeadline(harness.open)
        event_id = event_id or harness.event_id()
        return await acting(by or harness.owner, document.id, deadline_at, event_id=event_id, now=harness.now)

    return extend


async def test_more_time_is_given_once_and_everyone_asked_is_told_once(desk, harness, extends):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(document, harness.guard)
    event_id = harness.event_id()
    first, again = [await extends(document, days=14, event_id=event_id) for _ in range(2)]
    assert first == again
    assert (await desk.document(document)).deadline_at == first.document.deadline_at > document.deadline_at
    (told,) = await desk.told(DeadlineMoved)
    assert (told.person_id, told.content.deadline_at) == (
        harness.holder.person.id,
        first.document.deadline_at,
    )
    (audit_event,) = await harness.entries(Act.DEADLINE_MOVED)
    assert (audit_event.facts["from"], audit_event.facts["told"]) == (document.deadline_at.isoformat(), 1)


async def test_a_second_tap_on_the_same_day_changes_nothing(desk, harness, extends):
    document = (await desk.sends(harness.guard)).document
    first, second = [await extends(document, days=14) for _ in range(2)]
    assert (first.notified, second.notified) == (1, 0)
    assert len(await desk.told(DeadlineMoved)) == 1
    assert len(await harness.entries(Act.DEADLINE_MOVED)) == 1


async def test_nobody_loses_time_that_was_promised(desk, harness, extends):
    document = (await desk.sends(harness.guard)).document
    for days, refusal in ((3, DeadlineNotLaterRefused), (-1, DeadlinePastRefused), (2000, DeadlineFarRefused)):
        with pytest.raises(refusal):
            await extends(document, days=days)
    harness.later(days=9)
    acting, yesterday = ExtendDeadline(harness.open), harness.now - timedelta(days=1)
    with pytest.raises(DeadlinePastRefused):
        await acting(harness.owner, document.id, yesterday, event_id=harness.event_id(), now=harness.now)


async def test_only_managers_of_the_organisation_extend_and_only_what_goes_on(desk, harness, extends):
    document = (await desk.sends(harness.guard)).document
    for stranger in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await extends(document, days=14, by=stranger)
    await desk.voids(document)
    with pytest.raises(DocumentEndedRefused):
        await extends(document, days=14)


async def test_reminders_follow_the_new_day(desk, harness, extends):
    document = (await desk.sends(harness.guard)).document
    harness.later(days=8, hours=2)
    await desk.reminds()
    assert len(await desk.told(RequestOverdue)) == len(await desk.told(DocumentOverdue)) == 1
    await extends(document, days=5)
    assert await desk.reminds() == 0
    harness.later(days=6)
    await desk.reminds()
    told = await desk.told(RequestOverdue) + await desk.told(DocumentOverdue)
    assert len(told) == 4
    assert {one.person_id for one in told} == {harness.guard.person.id, harness.owner.person.id}


async def test_what_had_expired_is_asked_again_while_the_document_goes_on(desk, harness, extends):
    document = (await desk.sends(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    harness.later(days=15)
    assert await desk.expires() == 1
    assert (await desk.request(document, harness.guard)).state is RequestState.EXPIRED
    extended = await extends(document, days=7)
    assert extended.notified == 1
    assert (await desk.request(document, harness.guard)).state is RequestState.OPEN
    assert (await desk.request(document, harness.holder)).state is RequestState.WAITING
    assert await desk.finishes() == 0
    await desk.signs(document, harness.guard)
    assert (await desk.request(document, harness.holder)).state is RequestState.OPEN
    harness.later(days=15)
    assert await desk.expires() == 1
    assert len(await harness.entries(Act.EXPIRED)) == 2


async def test_a_deadline_moved_while_the_bell_rings_expires_nobody(desk, harness, extends):
    document = (await desk.sends(harness.guard)).document
    harness.later(days=15)
    await extends(document, days=3)
    late = replace(document)  # as the bell had read it

    await ExpireDocuments(harness.open)._expire(late, harness.now)
    assert (await desk.request(document, harness.guard)).state is RequestState.OPEN
