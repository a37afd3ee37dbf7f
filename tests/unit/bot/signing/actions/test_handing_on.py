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
def hands_on(desk, harness):
    async def hand_on(document, giver, taker, *, by=None, event_id=None):
        request = await desk.request(document, giver)
        acting = HandOnRequest(harness.open)
        event_id = event_id or harness.event_id()
        return await acting(by or giver, request.id, taker.person.id, event_id=event_id, now=harness.now)

    return hand_on


@pytest.fixture
def sends(desk):
    async def send(*to, **changes):
        return (await desk.sends(*to, **{"handing": Handing.COLLEAGUE} | changes)).document

    return send


async def test_a_colleague_answers_in_the_place_of_who_was_asked(desk, harness, sends, hands_on, tool):
    document, event_id = await sends(harness.guard), harness.event_id()
    first, again = [await hands_on(document, harness.guard, harness.holder, event_id=event_id) for _ in range(2)]
    assert first == again
    assert (await desk.request(document, harness.guard)).state is DELEGATED
    assert (await desk.request(document, harness.holder)).state is OPEN
    (asked,) = await desk.told(RequestSent, harness.holder)
    assert asked.content.handed_on_by == harness.guard.person.name
    (told,) = await desk.told(RequestHandedOn)
    assert (told.person_id, told.content.colleague) == (harness.owner.person.id, harness.holder.person.name)
    assert (await desk.board(document)).tally.total == 1
    await desk.signs(document, harness.holder)
    assert await desk.finishes() == 1
    content = await desk.content(document)
    found = verify(content, harness.owner.organisation.ca_certificate)
    assert (found.signed, found.expected) == (1, 1)
    _, text = tool("pdftotext", content, "-")
    sheet = " ".join(text.split())
    assert f"замість: {harness.guard.person.name}" in sheet
    assert harness.holder.person.name in sheet
    assert len(await harness.entries(Act.HANDED_ON)) == 1


async def test_the_words_confirmed_come_with_the_name_of_who_was_asked_first(desk, harness, sends, hands_on):
    document = await sends(harness.guard)
    for giver, taker in ((harness.guard, harness.holder), (harness.holder, harness.owner)):
        harness.later(minutes=1)
        await hands_on(document, giver, taker)
    opened = await desk.opens(document, harness.owner)
    assert opened.instead_of == harness.guard.person.name
    page = await ShowPlaces(harness.read)(harness.owner, document.id)
    assert [(place.request.state, place.instead_of) for place in page.places] == [
        (DELEGATED, ""),
        (DELEGATED, harness.guard.person.name),
        (OPEN, harness.guard.person.name),
    ]


async def test_a_request_never_comes_back_and_nobody_gets_a_document_twice(harness, sends, hands_on):
    document = await sends(harness.guard, harness.owner)
    for taker in (harness.guard, harness.owner):
        with pytest.raises(RecipientAlreadyRefused):
            await hands_on(document, harness.guard, taker)
    await hands_on(document, harness.guard, harness.holder)
    with pytest.raises(RecipientAlreadyRefused):
        await hands_on(document, harness.holder, harness.guard)


async def test_two_hands_at_once_reach_one_colleague_once(desk, harness, sends, hands_on):
    document = await sends(harness.guard, harness.owner)
    answers = await asyncio.gather(
        hands_on(document, harness.guard, harness.holder),
        hands_on(document, harness.owner, harness.holder),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, RecipientAlreadyRefused) for answer in answers) == 1
    assert len(await desk.told(RequestSent, harness.holder)) == 1


async def test_what_is_settled_is_not_handed_on(desk, harness, sends, hands_on):
    document = await sends(harness.guard, harness.owner)
    await desk.signs(document, harness.guard)
    settled = await hands_on(document, harness.guard, harness.holder)
    assert isinstance(settled, AlreadySettled)
    assert settled.state is RequestState.SIGNED
    await hands_on(document, harness.owner, harness.holder)
    late = await desk.signs(document, harness.owner)
    assert (isinstance(late, AlreadySettled), late.state) == (True, DELEGATED)


async def test_only_what_the_author_allowed_of_a_class_that_allows_it_is_handed_on(harness, sends, hands_on):
    own = await sends(harness.guard, handing=Handing.SELF)
    note = await sends(harness.guard, class_=Class.ACKNOWLEDGE)
    for document in (own, note):
        with pytest.raises(HandingOnRefused):
            await hands_on(document, harness.guard, harness.holder)
    assert note.handing is Handing.SELF


async def test_nobody_hands_on_anothers_request_or_to_a_stranger_or_to_who_left(desk, harness, sends, hands_on):
    document = await sends(harness.guard)
    with pytest.raises(NotAllowedRefused):
        await hands_on(document, harness.guard, harness.holder, by=harness.owner)
    with pytest.raises(NotAllowedRefused):
        await hands_on(document, harness.guard, harness.neighbour)
    await harness.dismiss(harness.holder)
    with pytest.raises(ColleagueUnreachedRefused):
        await hands_on(document, harness.guard, harness.holder)
    assert (await desk.request(document, harness.guard)).state is OPEN


async def test_in_a_sequence_the_colleague_takes_the_turn(desk, harness, sends, hands_on):
    document = await sends(harness.guard, harness.owner, order=Order.SEQUENCE)
    await hands_on(document, harness.guard, harness.holder)
    assert (await desk.request(document, harness.owner)).state is RequestState.WAITING
    await desk.signs(document, harness.holder)
    assert (await desk.request(document, harness.owner)).state is OPEN


async def test_colleagues_are_found_by_name_alone(harness, sends, desk):
    document = await sends(harness.guard)
    request = await desk.request(document, harness.guard)

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


async def test_sending_again_asks_whom_the_manager_chose(harness, sends, hands_on):
    document = await sends(harness.guard)
    await hands_on(document, harness.guard, harness.holder)
    pattern = await UseAsTemplate(harness.read)(harness.owner, document.id, now=harness.now)
    assert pattern.choice.audience.people == (harness.guard.person.id,)


async def test_who_handed_on_can_be_asked_anew_by_the_manager(desk, harness, sends, hands_on):
    document = await sends(harness.guard)
    await hands_on(document, harness.guard, harness.holder)
    await desk.adds(document, harness.guard)
    assert (await desk.board(document)).tally.total == 2
