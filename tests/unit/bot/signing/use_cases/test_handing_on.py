import asyncio

import pytest

from bot.ledger.entries import Act
from bot.signing.boards.boards import ShowPlaces
from bot.signing.documents.use_as_template import UseAsTemplate
from bot.signing.models import Class, Handing, Order, RequestState
from bot.signing.notices import RequestHandedOn, RequestSent
from bot.signing.requests.colleagues import (
    ColleagueUnreachedRefused,
    FindColleagues,
    HandingOnRefused,
    RecipientAlreadyRefused,
    ShowColleague,
)
from bot.signing.requests.hand_on_request import HandOnRequest
from bot.signing.requests.request_details import AlreadySettled
from bot.signing.verification.in_workers import verify
from bot.staff.access import NotAllowedRefused

OPEN, DELEGATED = RequestState.OPEN, RequestState.DELEGATED


@pytest.fixture
def hand_on(signing, harness):
    async def call(document, giver, taker, *, by=None, event_id=None):
        request = await signing.request(document, giver)
        acting = HandOnRequest(harness.open)
        event_id = event_id or harness.event_id()
        return await acting(by or giver, request.id, taker.person.id, event_id=event_id, now=harness.now)

    return call


@pytest.fixture
def send(signing):
    async def call(*to, **changes):
        return (await signing.send(*to, **{"handing": Handing.COLLEAGUE} | changes)).document

    return call


async def test_a_colleague_signs_a_request_that_was_handed_on(signing, harness, send, hand_on, tool):
    document, event_id = await send(harness.guard), harness.event_id()
    first, second = [await hand_on(document, harness.guard, harness.holder, event_id=event_id) for _ in range(2)]
    assert first == second
    assert (await signing.request(document, harness.guard)).state is DELEGATED
    assert (await signing.request(document, harness.holder)).state is OPEN
    (sent,) = await signing.notices(RequestSent, harness.holder)
    assert sent.content.handed_on_by == harness.guard.person.name
    (notice,) = await signing.notices(RequestHandedOn)
    assert (notice.person_id, notice.content.colleague) == (harness.owner.person.id, harness.holder.person.name)
    assert (await signing.board(document)).tally.total == 1
    await signing.sign(document, harness.holder)
    assert await signing.finish() == 1
    content = await signing.content(document)
    found = verify(content, harness.owner.organisation.ca_certificate)
    assert (found.signed, found.expected) == (1, 1)
    _, text = tool("pdftotext", content, "-")
    sheet = " ".join(text.split())
    assert f"замість: {harness.guard.person.name}" in sheet
    assert harness.holder.person.name in sheet
    assert len(await harness.entries(Act.HANDED_ON)) == 1


async def test_the_statement_names_the_first_recipient_of_a_request_handed_on_twice(signing, harness, send, hand_on):
    document = await send(harness.guard)
    for giver, taker in ((harness.guard, harness.holder), (harness.holder, harness.owner)):
        harness.later(minutes=1)
        await hand_on(document, giver, taker)
    opened = await signing.open(document, harness.owner)
    assert opened.instead_of == harness.guard.person.name
    page = await ShowPlaces(harness.read)(harness.owner, document.id)
    assert [(place.request.state, place.instead_of) for place in page.places] == [
        (DELEGATED, ""),
        (DELEGATED, harness.guard.person.name),
        (OPEN, harness.guard.person.name),
    ]


async def test_a_request_is_never_handed_on_to_somebody_who_has_or_had_the_document(harness, send, hand_on):
    document = await send(harness.guard, harness.owner)
    for taker in (harness.guard, harness.owner):
        with pytest.raises(RecipientAlreadyRefused):
            await hand_on(document, harness.guard, taker)
    await hand_on(document, harness.guard, harness.holder)
    with pytest.raises(RecipientAlreadyRefused):
        await hand_on(document, harness.holder, harness.guard)


async def test_two_recipients_cannot_hand_on_to_the_same_colleague_at_once(signing, harness, send, hand_on):
    document = await send(harness.guard, harness.owner)
    results = await asyncio.gather(
        hand_on(document, harness.guard, harness.holder),
        hand_on(document, harness.owner, harness.holder),
        return_exceptions=True,
    )
    assert sum(isinstance(result, RecipientAlreadyRefused) for result in results) == 1
    assert len(await signing.notices(RequestSent, harness.holder)) == 1


async def test_a_settled_request_is_not_handed_on(signing, harness, send, hand_on):
    document = await send(harness.guard, harness.owner)
    await signing.sign(document, harness.guard)
    settled = await hand_on(document, harness.guard, harness.holder)
    assert isinstance(settled, AlreadySettled)
    assert settled.state is RequestState.SIGNED
    await hand_on(document, harness.owner, harness.holder)
    late = await signing.sign(document, harness.owner)
    assert (isinstance(late, AlreadySettled), late.state) == (True, DELEGATED)


async def test_handing_on_needs_the_authors_permission_and_a_class_that_allows_it(harness, send, hand_on):
    own = await send(harness.guard, handing=Handing.SELF)
    note = await send(harness.guard, class_=Class.ACKNOWLEDGE)
    for document in (own, note):
        with pytest.raises(HandingOnRefused):
            await hand_on(document, harness.guard, harness.holder)
    assert note.handing is Handing.SELF


async def test_cannot_hand_on_anothers_request_nor_to_a_stranger_nor_to_a_dismissed_person(
    signing, harness, send, hand_on
):
    document = await send(harness.guard)
    with pytest.raises(NotAllowedRefused):
        await hand_on(document, harness.guard, harness.holder, by=harness.owner)
    with pytest.raises(NotAllowedRefused):
        await hand_on(document, harness.guard, harness.neighbour)
    await harness.dismiss(harness.holder)
    with pytest.raises(ColleagueUnreachedRefused):
        await hand_on(document, harness.guard, harness.holder)
    assert (await signing.request(document, harness.guard)).state is OPEN


async def test_in_a_sequence_the_colleague_takes_the_turn_of_the_recipient(signing, harness, send, hand_on):
    document = await send(harness.guard, harness.owner, order=Order.SEQUENCE)
    await hand_on(document, harness.guard, harness.holder)
    assert (await signing.request(document, harness.owner)).state is RequestState.WAITING
    await signing.sign(document, harness.holder)
    assert (await signing.request(document, harness.owner)).state is OPEN


async def test_colleagues_are_found_by_name_only(harness, send, signing):
    document = await send(harness.guard)
    request = await signing.request(document, harness.guard)

    async def found(words, by=harness.guard):
        offer = await FindColleagues(harness.read)(by, request.id, words, now=harness.now)
        return [one.person.id for one in offer.colleagues]

    assert await found("їжак") == [harness.holder.person.id]
    assert await found("Ґонта") == []
    assert await found("ї") == await found("") == await found(harness.holder.account.phone) == []
    with pytest.raises(NotAllowedRefused):
        await found("їжак", by=harness.holder)
    show = ShowColleague(harness.read)
    offer = await show(harness.guard, request.id, harness.holder.person.id, now=harness.now)
    assert offer.colleagues[0].person == harness.holder.person


async def test_sending_again_goes_to_the_recipients_chosen_by_the_manager(harness, send, hand_on):
    document = await send(harness.guard)
    await hand_on(document, harness.guard, harness.holder)
    template = await UseAsTemplate(harness.read)(harness.owner, document.id, now=harness.now)
    assert template.choice.audience.people == (harness.guard.person.id,)


async def test_a_manager_can_add_somebody_who_has_handed_their_request_on(signing, harness, send, hand_on):
    document = await send(harness.guard)
    await hand_on(document, harness.guard, harness.holder)
    await signing.add(document, harness.guard)
    assert (await signing.board(document)).tally.total == 2
