"""Boards: documents narrowed, deadlines moved, what had expired asked again, requests handed on."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from bot.notices.ports import Reminder, Subject
from bot.signing.models import RequestState, SealLevel

DAY = timedelta(days=1)


async def test_documents_are_narrowed_to_an_author_and_to_what_goes_on(harness):
    one, other = await harness.person("А"), await harness.person("Б")
    voided, finished, open_ = [await harness.document(one) for _ in range(3)]
    theirs = await harness.document(other)
    async with harness.store.transaction() as tx:
        await tx.documents.void(voided.id, harness.now)
        await tx.documents.finish(finished.id, "f" * 64, harness.now, SealLevel.B_B, None)

    async def found(**wanted):
        async with harness.store.reading() as tx:
            page, in_all = await tx.documents.page(harness.organisation.id, offset=0, most=9, **wanted)
        assert in_all == len(page)
        return {each.id for each in page}

    assert await found(author_id=one.id) == {voided.id, finished.id, open_.id}
    assert await found(ended=False) == {open_.id, theirs.id}
    assert await found(author_id=one.id, ended=True) == {voided.id, finished.id}


async def test_a_deadline_moves_while_the_document_goes_on(harness):
    author = await harness.person()
    document, ended = await harness.document(author), await harness.document(author)
    later = document.deadline_at + DAY
    async with harness.store.transaction() as tx:
        await tx.documents.void(ended.id, harness.now)
        assert await tx.documents.extend(document.id, later)
        assert not await tx.documents.extend(ended.id, later)
        assert (await tx.documents.get(harness.organisation.id, document.id)).deadline_at == later


async def test_an_expired_request_is_sent_again_unchanged(harness):
    author = await harness.person()
    document = await harness.document(author)
    states = (RequestState.EXPIRED, RequestState.EXPIRED, RequestState.SIGNED)
    sent = (harness.now, None, harness.now)
    requests = [
        await harness.request(document, author, state, place=place, sent_at=at, settled_at=harness.now)
        for place, (state, at) in enumerate(zip(states, sent, strict=True), 1)
    ]
    async with harness.store.transaction() as tx:
        reopened = await tx.requests.reopen(document.id)
        assert [(each.id, each.state, each.settled_at) for each in reopened] == [
            (requests[0].id, RequestState.OPEN, None),
            (requests[1].id, RequestState.WAITING, None),
        ]
        assert (await tx.requests.get(harness.organisation.id, requests[2].id)).state is RequestState.SIGNED


async def test_a_request_is_handed_on_once(harness):
    person = await harness.person()
    document = await harness.document(person)
    first = await harness.request(document, person, RequestState.DELEGATED)
    await harness.request(document, person, instead_of_id=first.id)
    with pytest.raises(IntegrityError):
        await harness.request(document, person, instead_of_id=first.id)


async def test_who_holds_a_document_is_waited_for(harness, neighbour):
    document = await harness.document(await harness.person())
    held, order = asyncio.Event(), []

    async def hold_first():
        async with harness.store.transaction() as tx:
            await tx.documents.lock(document.id)
            held.set()
            await asyncio.sleep(0.2)
            order.append("first done")

    async def hold_next():
        await held.wait()
        async with neighbour.store.transaction() as tx:
            await tx.documents.lock(document.id)
            order.append("next in")

    await asyncio.gather(hold_first(), hold_next())
    assert order == ["first done", "next in"]


async def test_reminders_are_answered_as_they_stand(harness):
    subject_id = uuid4()
    reminder = Reminder(subject_id, harness.organisation.id, Subject.REQUEST, harness.now, frozenset({"sent"}))
    async with harness.store.transaction() as tx:
        await tx.reminders.add(reminder)
        assert await tx.reminders.of([subject_id, uuid4()]) == [reminder]
        assert await tx.reminders.of([]) == []
