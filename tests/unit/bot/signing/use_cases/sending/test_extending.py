from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.signing.documents.deadlines import DeadlineFarRefused, DeadlinePastRefused, in_days
from bot.signing.documents.expire_documents import ExpireDocuments
from bot.signing.documents.extend_deadline import DeadlineNotLaterRefused, ExtendDeadline
from bot.signing.models import Order, RequestState
from bot.signing.notices import DeadlineMoved, DocumentOverdue, RequestOverdue
from bot.signing.requests.request_details import DocumentEndedRefused
from bot.staff.access import NotAllowedRefused


@pytest.fixture
def extend(signing, harness):
    async def call(document, *, days, by=None, event_id=None):
        deadline_at = in_days(days, signing.working_time, harness.now)
        acting = ExtendDeadline(harness.open)
        event_id = event_id or harness.event_id()
        return await acting(by or harness.owner, document.id, deadline_at, event_id=event_id, now=harness.now)

    return call


async def test_a_deadline_is_extended_once_and_open_recipients_are_notified_once(signing, harness, extend):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    event_id = harness.event_id()
    first, second = [await extend(document, days=14, event_id=event_id) for _ in range(2)]
    assert first == second
    assert (await signing.document(document)).deadline_at == first.document.deadline_at > document.deadline_at
    (notice,) = await signing.notices(DeadlineMoved)
    assert (notice.person_id, notice.content.deadline_at) == (
        harness.holder.person.id,
        first.document.deadline_at,
    )
    (audit_event,) = await harness.entries(Act.DEADLINE_MOVED)
    assert (audit_event.facts["from"], audit_event.facts["told"]) == (document.deadline_at.isoformat(), 1)


async def test_a_deadline_is_moved_to_a_day_off_only_if_that_is_meant(signing, harness):
    document = (await signing.send(harness.guard)).document
    sunday = harness.now + timedelta(days=20 - harness.now.weekday())
    extend = ExtendDeadline(harness.open)
    acting = {"event_id": harness.event_id(), "now": harness.now}
    quiet = await extend(harness.owner, document.id, sunday, **acting)
    assert quiet.day_off.deadline_at == sunday
    assert (await signing.document(document)).deadline_at == document.deadline_at
    assert not await signing.notices(DeadlineMoved)
    extended = await extend(harness.owner, document.id, sunday, even_on_day_off=True, **acting)
    assert extended.document.deadline_at == sunday
    with pytest.raises(NotAllowedRefused):
        await extend(harness.guard, document.id, sunday + timedelta(days=7), **acting)


async def test_a_second_tap_on_the_same_day_changes_nothing(signing, harness, extend):
    document = (await signing.send(harness.guard)).document
    first, second = [await extend(document, days=14) for _ in range(2)]
    assert (first.notified, second.notified) == (1, 0)
    assert len(await signing.notices(DeadlineMoved)) == 1
    assert len(await harness.entries(Act.DEADLINE_MOVED)) == 1


async def test_a_deadline_is_never_moved_earlier(signing, harness, extend):
    document = (await signing.send(harness.guard)).document
    for days, refusal in ((3, DeadlineNotLaterRefused), (-1, DeadlinePastRefused), (2000, DeadlineFarRefused)):
        with pytest.raises(refusal):
            await extend(document, days=days)
    harness.later(days=9)
    acting, yesterday = ExtendDeadline(harness.open), harness.now - timedelta(days=1)
    with pytest.raises(DeadlinePastRefused):
        await acting(harness.owner, document.id, yesterday, event_id=harness.event_id(), now=harness.now)


async def test_only_managers_of_the_organisation_can_extend_and_only_open_documents(signing, harness, extend):
    document = (await signing.send(harness.guard)).document
    for stranger in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await extend(document, days=14, by=stranger)
    await signing.void(document)
    with pytest.raises(DocumentEndedRefused):
        await extend(document, days=14)


async def test_reminders_follow_the_new_deadline(signing, harness, extend):
    document = (await signing.send(harness.guard)).document
    harness.later(days=8, hours=2)
    await signing.remind()
    assert len(await signing.notices(RequestOverdue)) == len(await signing.notices(DocumentOverdue)) == 1
    await extend(document, days=6)
    assert await signing.remind() == 0
    harness.later(days=7)
    await signing.remind()
    notices = await signing.notices(RequestOverdue) + await signing.notices(DocumentOverdue)
    assert len(notices) == 4
    assert {one.person_id for one in notices} == {harness.guard.person.id, harness.owner.person.id}


async def test_extending_reopens_expired_requests(signing, harness, extend):
    document = (await signing.send(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    harness.later(days=15)
    assert await signing.expire() == 1
    assert (await signing.request(document, harness.guard)).state is RequestState.EXPIRED
    extended = await extend(document, days=7)
    assert extended.notified == 1
    assert (await signing.request(document, harness.guard)).state is RequestState.OPEN
    assert (await signing.request(document, harness.holder)).state is RequestState.WAITING
    assert await signing.finish() == 0
    await signing.sign(document, harness.guard)
    assert (await signing.request(document, harness.holder)).state is RequestState.OPEN
    harness.later(days=15)
    assert await signing.expire() == 1
    assert len(await harness.entries(Act.EXPIRED)) == 2


async def test_a_deadline_moved_while_the_job_runs_expires_nothing(signing, harness, extend):
    document = (await signing.send(harness.guard)).document
    harness.later(days=15)
    await extend(document, days=3)
    late = replace(document)  # as the job had read it

    await ExpireDocuments(harness.open)._expire(late, harness.now)
    assert (await signing.request(document, harness.guard)).state is RequestState.OPEN
