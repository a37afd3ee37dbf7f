"""Files, documents, requests, signatures."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from bot.signing.live_boards import StaleBoard
from bot.signing.models import Class, RequestState, SealLevel, Tally

DAY = timedelta(days=1)
FINAL = [state for state in RequestState if state.final]


@pytest.mark.parametrize("size", [0, 1, 100_000])
async def test_a_file_comes_back_byte_for_byte(harness, size):
    content = bytes(number % 251 for number in range(size))
    async with harness.store.transaction() as tx:
        name = await tx.blobs.put(harness.organisation.id, content, harness.now)
        assert name == hashlib.sha256(content).hexdigest()
        assert await tx.blobs.put(harness.organisation.id, content, harness.now + DAY) == name
    async with harness.store.reading() as tx:
        assert await tx.blobs.get(harness.organisation.id, name) == content


async def test_a_file_belongs_to_its_organisation(harness):
    async with harness.store.transaction() as tx:
        name = await tx.blobs.put(harness.organisation.id, b"ours", harness.now)
        with pytest.raises(LookupError):
            await tx.blobs.get(uuid4(), name)
        await tx.blobs.sent_as(uuid4(), name, "a.pdf", "stranger")
        assert await tx.blobs.file_id(harness.organisation.id, name, "a.pdf") is None
        await tx.blobs.sent_as(harness.organisation.id, name, "a.pdf", "BQAC")
        assert await tx.blobs.file_id(harness.organisation.id, name, "a.pdf") == "BQAC"
        assert await tx.blobs.file_id(harness.organisation.id, name, "b.pdf") is None


async def test_a_document_comes_back_as_it_went(harness):
    author = await harness.person()
    document = await harness.document(author, class_=Class.COURSE, title="Правила 'безпеки' \"№1\"")
    async with harness.store.transaction() as tx:
        await tx.documents.add(replace(document, title="Other"))
        assert await tx.documents.get(harness.organisation.id, document.id) == document
        assert await tx.documents.get(uuid4(), document.id) is None
        assert await tx.documents.by_code(document.id.bytes[:12]) == document
        assert await tx.documents.by_code(bytes(12)) is None


async def test_documents_turn_pages_newest_first(harness):
    author = await harness.person()
    made = [await harness.document(author, created_at=harness.now + number * DAY) for number in range(3)]
    async with harness.store.reading() as tx:
        page, in_all = await tx.documents.page(harness.organisation.id, offset=1, most=5)
    assert ([each.id for each in page], in_all) == ([made[1].id, made[0].id], 3)


async def test_a_document_is_voided_once_and_never_after_it_was_finished(harness):
    author = await harness.person()
    voided, finished = await harness.document(author), await harness.document(author)
    async with harness.store.transaction() as tx:
        assert await tx.documents.void(voided.id, harness.now)
        assert not await tx.documents.void(voided.id, harness.now)
        assert await tx.documents.finish(finished.id, "f" * 64, harness.now, SealLevel.B_B, None)
        assert not await tx.documents.finish(finished.id, "e" * 64, harness.now, SealLevel.B_B, None)
        assert not await tx.documents.void(finished.id, harness.now)
        found = await tx.documents.by_sha256(harness.organisation.id, "f" * 64)
        assert [(each.id, each.finished_at) for each in found] == [(finished.id, harness.now)]
        assert [each.id for each in await tx.documents.by_sha256(harness.organisation.id, voided.sha256)] == [voided.id]


async def test_unfinished_are_those_whose_requests_are_all_final(harness):
    author, other = await harness.person("А"), await harness.person("Б")
    without_requests, half, whole, voided, done = [await harness.document(author) for _ in range(5)]
    await harness.request(half, author, RequestState.SIGNED)
    await harness.request(half, other, RequestState.WAITING, place=2)
    for document in (whole, voided, done):
        await harness.request(document, author, RequestState.SIGNED)
        await harness.request(document, other, RequestState.EXPIRED, place=2)
    async with harness.store.transaction() as tx:
        await tx.documents.void(voided.id, harness.now)
        await tx.documents.finish(done.id, "a" * 64, harness.now, SealLevel.B_B, None)
        assert [each.id for each in await tx.documents.unfinished(9)] == [whole.id]
        assert without_requests.id != half.id


async def test_overdue_are_those_with_somebody_still_to_answer(harness):
    author = await harness.person()
    late, settled, early = [
        await harness.document(author, deadline_at=harness.now + number * DAY) for number in (1, 1, 3)
    ]
    for document, state in ((late, RequestState.OPEN), (settled, RequestState.SIGNED), (early, RequestState.OPEN)):
        await harness.request(document, author, state)
    async with harness.store.reading() as tx:
        assert [each.id for each in await tx.documents.overdue(harness.now + 2 * DAY, 9)] == [late.id]
        assert await tx.documents.overdue(harness.now + DAY, 9) == []


async def test_a_board_is_stale_since_the_first_change_until_it_was_shown(harness):
    document = await harness.document(await harness.person())
    later = harness.now + DAY
    stale = StaleBoard(document.id, document.organisation_id, harness.now)
    async with harness.store.transaction() as tx:
        for at in (later, harness.now, later):
            await tx.documents.mark_board_stale(document.id, at)
        assert await tx.documents.stale_boards(harness.now, 5) == [stale]
        assert await tx.documents.stale_boards(harness.now - DAY, 5) == []
        assert not await tx.documents.claim_board(replace(stale, stale_since=later), later)
        assert await tx.documents.claim_board(stale, later)
        assert not await tx.documents.claim_board(stale, later)
        assert await tx.documents.stale_boards(harness.now, 5) == []
        await tx.documents.mark_board_stale(document.id, harness.now)
        assert not await tx.documents.mark_board_fresh(document.id, later)
        assert await tx.documents.claim_board(stale, later)
        assert await tx.documents.mark_board_fresh(document.id, later)
        assert await tx.documents.stale_boards(later, 5) == []


async def test_a_request_is_settled_once_with_its_reason(harness):
    person = await harness.person()
    request = await harness.request(await harness.document(person), person)
    async with harness.store.transaction() as tx:
        assert await tx.requests.settle(request.id, RequestState.DECLINED, harness.now, reason="не моє")
        assert not await tx.requests.settle(request.id, RequestState.SIGNED, harness.now)
        settled = await tx.requests.get(harness.organisation.id, request.id)
        assert settled == replace(request, state=RequestState.DECLINED, settled_at=harness.now, decline_reason="не моє")
        assert await tx.requests.get(uuid4(), request.id) is None


async def test_only_a_final_state_settles(harness):
    async with harness.store.transaction() as tx:
        with pytest.raises(ValueError, match="settles nothing"):
            await tx.requests.settle(uuid4(), RequestState.OPEN, harness.now)


@pytest.mark.parametrize("state", [state for state in RequestState if state is not RequestState.OPEN])
async def test_a_request_that_is_not_open_cannot_be_settled(harness, state):
    person = await harness.person()
    request = await harness.request(await harness.document(person), person, state)
    async with harness.store.transaction() as tx:
        assert not await tx.requests.settle(request.id, RequestState.SIGNED, harness.now)


async def test_settling_all_answers_those_moved_as_they_were(harness):
    person = await harness.person()
    document = await harness.document(person)
    states = (RequestState.SIGNED, RequestState.OPEN, RequestState.WAITING)
    made = [await harness.request(document, person, state, place=place) for place, state in enumerate(states, 1)]
    other = await harness.request(await harness.document(person), person)
    async with harness.store.transaction() as tx:
        assert await tx.requests.settle_all(document.id, RequestState.VOIDED, harness.now) == made[1:]
        assert [each.state for each in await tx.requests.of_document(document.id)] == [
            RequestState.SIGNED,
            RequestState.VOIDED,
            RequestState.VOIDED,
        ]
        assert await tx.requests.settle_person(person.id, RequestState.VOIDED, harness.now) == [other]
        assert await tx.requests.settle_person(person.id, RequestState.VOIDED, harness.now) == []


async def test_turns_open_one_after_the_other(harness):
    person = await harness.person()
    document = await harness.document(person)
    made = [
        await harness.request(document, person, RequestState.WAITING, place=place, sent_at=None) for place in (2, 1)
    ]
    async with harness.store.transaction() as tx:
        first = await tx.requests.open_next(document.id, harness.now)
        assert first == replace(made[1], state=RequestState.OPEN, sent_at=harness.now)
        assert await tx.requests.open_next(document.id, harness.now) is None
        await tx.requests.settle(first.id, RequestState.SIGNED, harness.now)
        assert (await tx.requests.open_next(document.id, harness.now)).id == made[0].id


async def test_a_person_sees_what_was_sent_to_them_newest_first(harness):
    person, author = await harness.person("А"), await harness.person("Б")
    documents = [await harness.document(author) for _ in range(3)]
    older = await harness.request(documents[0], person, sent_at=harness.now - DAY)
    signed = await harness.request(documents[1], person, RequestState.SIGNED)
    await harness.request(documents[2], person, RequestState.WAITING, sent_at=None)
    async with harness.store.reading() as tx:
        page, in_all = await tx.requests.sent_to(person.id, open_only=False, offset=0, most=9)
        assert (page, in_all) == ([(signed, documents[1]), (older, documents[0])], 2)
        page, in_all = await tx.requests.sent_to(person.id, open_only=True, offset=0, most=9)
        assert (page, in_all) == ([(older, documents[0])], 1)
        assert await tx.requests.sent_to(person.id, open_only=False, offset=1, most=1) == (
            [(older, documents[0])],
            2,
        )


async def test_first_delivery_and_first_opening_are_what_counts(harness):
    person = await harness.person()
    request = await harness.request(await harness.document(person), person)
    async with harness.store.transaction() as tx:
        assert await tx.requests.undelivered(harness.organisation.id, [request.id]) == {request.id: request.document_id}
        assert await tx.requests.undelivered(uuid4(), [request.id]) == {}
        for at in (harness.now, harness.now + DAY):
            await tx.requests.delivered([request.id], at)
        assert await tx.requests.undelivered(harness.organisation.id, [request.id]) == {}
        assert await tx.requests.opened(request.id, harness.now)
        assert not await tx.requests.opened(request.id, harness.now + DAY)
        kept = await tx.requests.get(harness.organisation.id, request.id)
    assert (kept.delivered_at, kept.opened_at) == (harness.now, harness.now)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(st.tuples(st.sampled_from(RequestState), st.booleans(), st.booleans()), max_size=8))
async def test_a_tally_counts_what_is_there_and_what_was_handed_on_where_it_went(harness, states):
    person = await harness.person()
    document = await harness.document(person)
    for state, delivered, opened in states:
        marks = {"delivered_at": harness.now if delivered else None, "opened_at": harness.now if opened else None}
        await harness.request(document, person, state, **marks)
    async with harness.store.reading() as tx:
        tally = await tx.requests.tally(document.id)
    states = [each for each in states if each[0] is not RequestState.DELEGATED]
    assert tally == Tally(
        len(states),
        sum(delivered for _, delivered, _ in states),
        sum(opened for *_, opened in states),
        sum(state is RequestState.SIGNED for state, *_ in states),
        sum(state is RequestState.DECLINED for state, *_ in states),
        sum(state.final for state, *_ in states),
    )


async def test_there_is_one_signature_per_request(harness):
    person = await harness.person()
    request = await harness.request(await harness.document(person), person)
    signature = harness.make_signature(request)
    async with harness.store.transaction() as tx:
        await tx.signatures.add(signature)
        await tx.signatures.add(signature)
        assert await tx.signatures.of_request(request.id) == signature
        assert await tx.signatures.of_document(request.document_id) == [signature]
    with pytest.raises(IntegrityError):
        async with harness.store.transaction() as tx:
            await tx.signatures.add(harness.make_signature(request))


async def test_the_files_of_qualified_signatures_are_counted_for_their_document_alone(harness):
    people = [await harness.person(f"Підписант {number}") for number in range(3)]
    paper, other = [await harness.document(people[0], title=title) for title in ("Наказ", "Правила")]
    requests = [await harness.request(*each) for each in ((paper, people[0]), (paper, people[1]), (other, people[2]))]
    async with harness.store.transaction() as tx:
        named = [await tx.blobs.put(harness.organisation.id, bytes(size), harness.now) for size in (3, 40, 500)]
        for request, sha256 in zip(requests, named, strict=True):
            await tx.signatures.add(harness.make_signature(request, container_sha256=sha256))
        assert [await tx.signatures.containers_size(one.id) for one in (paper, other)] == [43, 500]
        assert await tx.signatures.containers_size(uuid4()) == 0


async def test_many_requests_go_in_at_once(harness):
    person = await harness.person()
    document = await harness.document(person)
    one = await harness.request(document, person)
    many = [replace(one, id=uuid4(), place=place) for place in range(2, 1300)]
    async with harness.store.transaction() as tx:
        await tx.requests.add([one, *many])
        assert await tx.requests.of_document(document.id) == [one, *many]
        assert len(await tx.requests.settle_all(document.id, RequestState.VOIDED, harness.now)) == 1299
        assert (await tx.requests.tally(document.id)).final == 1299
