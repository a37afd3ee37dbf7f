"""Who is asked next when a document is signed in sequence."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.signing.models import Class, Confirmation, Document, EndReason, Order, Request, RequestState, Signature
from bot.signing.notices import RequestSent, RequestVoided, VersionChange
from bot.signing.requests.open_requests import go_on_without, open_next, open_requests, whose_turn

DAY = timedelta(days=1)


@pytest.fixture
def document_to(harness):
    """Store a document whose requests have these states, to the guard first, to the holder second."""

    async def _document_to(*states, order=Order.SEQUENCE, people=None):
        owner = harness.owner
        document = Document(
            uuid4(), owner.organisation.id, owner.person.id, "Наказ № 7", Class.SIGN, 1, "order.pdf", "application/pdf",
            "0" * 64, 1, order, Confirmation.TAP, harness.now + 7 * DAY, harness.now,
        )  # fmt: skip
        people = people or (harness.guard, harness.holder)
        requests = [
            Request(uuid4(), owner.organisation.id, document.id, speaker.person.id, place, state)
            for place, (speaker, state) in enumerate(zip(people, states, strict=True), start=1)
        ]
        async with harness.open() as tx:
            await tx.documents.add(document)
            await tx.requests.add(reversed(requests))
        return document

    return _document_to


async def take_turn(harness, document):
    async with harness.open() as tx:
        await open_next(tx, document, event_id=harness.event_id(), now=harness.now)


async def requests_of(harness, document):
    async with harness.open() as tx:
        return await tx.requests.of_document(document.id)


async def states(harness, document):
    return [request.state for request in await requests_of(harness, document)]


async def people_told(harness):
    return [notice.person_id for notice in await harness.notices(RequestSent)]


async def test_the_waiting_request_of_the_lowest_place_is_opened_and_its_person_is_told(harness, document_to):
    document = await document_to(RequestState.WAITING, RequestState.WAITING)
    await take_turn(harness, document)
    first, second = await requests_of(harness, document)
    assert (first.state, first.sent_at) == (RequestState.OPEN, harness.now)
    assert (second.state, second.sent_at) == (RequestState.WAITING, None)
    (notice,) = await harness.notices(RequestSent)
    assert (notice.person_id, notice.content.title) == (harness.guard.person.id, document.title)
    assert (notice.content.document_id, notice.content.author) == (document.id, harness.owner.person.name)
    assert (notice.content.sha256, notice.content.file_name) == (document.sha256, document.file_name)
    assert (notice.content.class_, notice.content.deadline_at) == (document.class_, document.deadline_at)
    assert (notice.content.fingerprint, notice.content.handed_on_by) == (document.fingerprint, None)


async def test_a_request_that_was_handed_on_says_by_whom(harness, document_to):
    document = await document_to(RequestState.OPEN, RequestState.OPEN)
    requests = await requests_of(harness, document)
    async with harness.open() as tx:
        event_id = harness.event_id()
        await open_requests(tx, document, requests[:1], event_id=event_id, now=harness.now, handed_on_by="Anna")
    (notice,) = await harness.notices(RequestSent)
    assert notice.content.handed_on_by == "Anna"


async def test_who_signed_an_earlier_version_is_told_what_has_changed_each_time(harness, document_to):
    old = await document_to(RequestState.SIGNED, RequestState.OPEN)
    (signed, _) = await requests_of(harness, old)
    signature = Signature(
        uuid4(), signed.organisation_id, signed.id, old.id, signed.person_id, b"{}", b"signature", b"der", harness.now
    )
    new = replace(old, id=uuid4(), version=2, replaces_id=old.id, title="Наказ № 8", size=2)
    people = (signed.person_id, harness.holder.person.id)
    requests = [
        Request(uuid4(), new.organisation_id, new.id, person_id, place, RequestState.OPEN, harness.now)
        for place, person_id in enumerate(people, start=1)
    ]
    async with harness.open() as tx:
        await tx.signatures.add(signature)
        await tx.documents.add(new)
        await tx.requests.add(requests)
        for _ in range(2):
            await open_requests(tx, new, requests, event_id=harness.event_id(), now=harness.now)
    changes = [(notice.person_id, notice.content.change) for notice in await harness.notices(RequestSent)]
    change = VersionChange(1, 2, old.title, old.pages, new.pages, old.size, new.size)
    assert sorted(changes, key=str) == sorted([(people[0], change), (people[1], None)] * 2, key=str)


async def test_the_next_recipient_is_reminded_from_then_on(harness, document_to):
    document = await document_to(RequestState.SIGNED, RequestState.WAITING)
    await take_turn(harness, document)
    _, second = await requests_of(harness, document)
    async with harness.open() as tx:
        (reminder,) = await tx.reminders.of([second.id])
    assert reminder.next_at == harness.now + DAY


async def test_the_next_request_opens_once_the_previous_one_is_settled(harness, document_to):
    for answered in (RequestState.SIGNED, RequestState.DECLINED, RequestState.VOIDED, RequestState.DELEGATED):
        document = await document_to(answered, RequestState.WAITING)
        await take_turn(harness, document)
        assert await states(harness, document) == [answered, RequestState.OPEN]


async def test_no_request_opens_while_one_is_open(harness, document_to):
    document = await document_to(RequestState.OPEN, RequestState.WAITING)
    await take_turn(harness, document)
    assert await states(harness, document) == [RequestState.OPEN, RequestState.WAITING]
    assert await people_told(harness) == []


async def test_nothing_opens_after_the_last_request(harness, document_to):
    document = await document_to(RequestState.SIGNED, RequestState.SIGNED)
    await take_turn(harness, document)
    assert await states(harness, document) == [RequestState.SIGNED, RequestState.SIGNED]
    assert await people_told(harness) == []


async def test_a_document_sent_to_all_at_once_has_no_turns(harness, document_to):
    document = await document_to(RequestState.SIGNED, RequestState.WAITING, order=Order.TOGETHER)
    await take_turn(harness, document)
    assert await states(harness, document) == [RequestState.SIGNED, RequestState.WAITING]


async def test_when_a_person_leaves_every_document_asks_its_next_and_its_board_is_brought_up_to_date(
    harness, document_to
):
    documents = [await document_to(RequestState.OPEN, RequestState.WAITING) for _ in range(2)]
    untouched = await document_to(RequestState.WAITING, people=(harness.holder,))
    async with harness.open() as tx:
        ended = await tx.requests.settle_person(harness.guard.person.id, RequestState.VOIDED, harness.now)
        await go_on_without(tx, ended, event_id=harness.event_id(), now=harness.now)
        stale = {row.id for row in await tx.documents.stale_boards(harness.now, 10)}
    for document in documents:
        assert await states(harness, document) == [RequestState.VOIDED, RequestState.OPEN]
        assert document.id in stale
    assert await people_told(harness) == [harness.holder.person.id] * 2
    assert await states(harness, untouched) == [RequestState.WAITING]
    assert untouched.id not in stale


async def test_two_ended_requests_of_one_person_open_one_next_request(harness, document_to):
    people = (harness.guard, harness.guard, harness.holder, harness.owner)
    document = await document_to(*[RequestState.OPEN] * 2, *[RequestState.WAITING] * 2, people=people)
    async with harness.open() as tx:
        ended = await tx.requests.settle_person(harness.guard.person.id, RequestState.VOIDED, harness.now)
        await go_on_without(tx, ended, event_id=harness.event_id(), now=harness.now)
    assert await states(harness, document) == [RequestState.VOIDED] * 2 + [RequestState.OPEN, RequestState.WAITING]


async def test_requests_of_a_document_that_is_gone_are_passed_over(harness, document_to):
    document = await document_to(RequestState.VOIDED, RequestState.WAITING)
    of_ours = (await requests_of(harness, document))[0]
    of_none = Request(uuid4(), document.organisation_id, uuid4(), of_ours.person_id, 1, RequestState.VOIDED)
    async with harness.open() as tx:
        await go_on_without(tx, [of_none, of_ours], event_id=harness.event_id(), now=harness.now)
    assert await states(harness, document) == [RequestState.VOIDED, RequestState.OPEN]


async def test_who_was_told_of_a_sequence_is_told_that_another_declined_it(harness, signing, document_to):
    document = await document_to(RequestState.OPEN, RequestState.OPEN)
    await signing.decline(document, harness.guard)
    assert await states(harness, document) == [RequestState.DECLINED, RequestState.VOIDED]
    (notice,) = await harness.notices(RequestVoided)
    assert (notice.person_id, notice.content.reason) == (harness.holder.person.id, EndReason.DECLINED)


async def whose(harness, document):
    async with harness.open() as tx:
        return await whose_turn(tx, document)


async def test_it_is_the_turn_of_the_person_whose_request_is_open(harness, document_to):
    await document_to(RequestState.OPEN, RequestState.WAITING)  # another document, another turn
    document = await document_to(RequestState.SIGNED, RequestState.OPEN)
    assert await whose(harness, document) == harness.holder.person.name


async def test_it_is_nobodys_turn_where_no_request_is_open(harness, document_to):
    document = await document_to(RequestState.SIGNED, RequestState.WAITING)
    assert await whose(harness, document) is None


async def test_it_is_nobodys_turn_outside_a_sequence_and_after_the_end(harness, document_to):
    document = await document_to(RequestState.OPEN, RequestState.WAITING)
    assert await whose(harness, document) == harness.guard.person.name
    assert await whose(harness, replace(document, order=Order.TOGETHER)) is None
    assert await whose(harness, replace(document, voided_at=harness.now)) is None
