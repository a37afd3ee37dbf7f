import asyncio

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.signing.add_recipient import RecipientAlreadyRefused
from bot.signing.again import TakePattern
from bot.signing.asked import AlreadySettled
from bot.signing.board import ShowPlaces
from bot.signing.colleagues import ColleagueUnreachedRefused, FindColleagues, HandingOnRefused, ShowColleague
from bot.signing.documents import Class, Handing, Order, RequestState
from bot.signing.hand_on import HandOnRequest
from bot.signing.verify import verify
from bot.staff.access import NotAllowedRefused

OPEN, DELEGATED = RequestState.OPEN, RequestState.DELEGATED


@pytest.fixture
def hands_on(desk, house):
    async def hand_on(document, giver, taker, *, by=None, cause=None):
        request = await desk.request(document, giver)
        acting = HandOnRequest(house.open)
        cause = cause or house.cause()
        return await acting(by or giver, request.id, taker.person.id, cause=cause, now=house.now)

    return hand_on


@pytest.fixture
def sends(desk):
    async def send(*to, **changes):
        return (await desk.sends(*to, **{"handing": Handing.COLLEAGUE} | changes)).document

    return send


async def test_a_colleague_answers_in_the_place_of_who_was_asked(desk, house, sends, hands_on, tool):
    document, cause = await sends(house.guard), house.cause()
    first, again = [await hands_on(document, house.guard, house.holder, cause=cause) for _ in range(2)]
    assert first == again
    assert (await desk.request(document, house.guard)).state is DELEGATED
    assert (await desk.request(document, house.holder)).state is OPEN
    (asked,) = await desk.told(Kind.REQUEST_SENT, house.holder)
    assert asked.facts["handed_on_by"] == house.guard.person.name
    (told,) = await desk.told(Kind.REQUEST_HANDED_ON)
    assert (told.person_id, told.facts["colleague"]) == (house.owner.person.id, house.holder.person.name)
    assert (await desk.board(document)).tally.total == 1
    await desk.signs(document, house.holder)
    assert await desk.finishes() == 1
    content = await desk.content(document)
    found = verify(content, house.owner.organisation.ca_certificate)
    assert (found.signed, found.expected) == (1, 1)
    _, text = tool("pdftotext", content, "-")
    sheet = " ".join(text.split())
    assert f"замість: {house.guard.person.name}" in sheet
    assert house.holder.person.name in sheet
    assert len(await house.entries(Act.HANDED_ON)) == 1


async def test_the_words_confirmed_come_with_the_name_of_who_was_asked_first(desk, house, sends, hands_on):
    document = await sends(house.guard)
    for giver, taker in ((house.guard, house.holder), (house.holder, house.owner)):
        house.later(minutes=1)
        await hands_on(document, giver, taker)
    opened = await desk.opens(document, house.owner)
    assert opened.instead_of == house.guard.person.name
    page = await ShowPlaces(house.open)(house.owner, document.id)
    assert [(place.request.state, place.instead_of) for place in page.places] == [
        (DELEGATED, ""),
        (DELEGATED, house.guard.person.name),
        (OPEN, house.guard.person.name),
    ]


async def test_a_request_never_comes_back_and_nobody_gets_a_document_twice(house, sends, hands_on):
    document = await sends(house.guard, house.owner)
    for taker in (house.guard, house.owner):
        with pytest.raises(RecipientAlreadyRefused):
            await hands_on(document, house.guard, taker)
    await hands_on(document, house.guard, house.holder)
    with pytest.raises(RecipientAlreadyRefused):
        await hands_on(document, house.holder, house.guard)


async def test_two_hands_at_once_reach_one_colleague_once(desk, house, sends, hands_on):
    document = await sends(house.guard, house.owner)
    answers = await asyncio.gather(
        hands_on(document, house.guard, house.holder),
        hands_on(document, house.owner, house.holder),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, RecipientAlreadyRefused) for answer in answers) == 1
    assert len(await desk.told(Kind.REQUEST_SENT, house.holder)) == 1


async def test_what_is_settled_is_not_handed_on(desk, house, sends, hands_on):
    document = await sends(house.guard, house.owner)
    await desk.signs(document, house.guard)
    settled = await hands_on(document, house.guard, house.holder)
    assert isinstance(settled, AlreadySettled)
    assert settled.state is RequestState.SIGNED
    await hands_on(document, house.owner, house.holder)
    late = await desk.signs(document, house.owner)
    assert (isinstance(late, AlreadySettled), late.state) == (True, DELEGATED)


async def test_only_what_the_author_allowed_of_a_class_that_allows_it_is_handed_on(house, sends, hands_on):
    own = await sends(house.guard, handing=Handing.SELF)
    note = await sends(house.guard, class_=Class.ACKNOWLEDGE)
    for document in (own, note):
        with pytest.raises(HandingOnRefused):
            await hands_on(document, house.guard, house.holder)
    assert note.handing is Handing.SELF


async def test_nobody_hands_on_anothers_request_or_to_a_stranger_or_to_who_left(desk, house, sends, hands_on):
    document = await sends(house.guard)
    with pytest.raises(NotAllowedRefused):
        await hands_on(document, house.guard, house.holder, by=house.owner)
    with pytest.raises(NotAllowedRefused):
        await hands_on(document, house.guard, house.neighbour)
    await house.dismiss(house.holder)
    with pytest.raises(ColleagueUnreachedRefused):
        await hands_on(document, house.guard, house.holder)
    assert (await desk.request(document, house.guard)).state is OPEN


async def test_in_a_sequence_the_colleague_takes_the_turn(desk, house, sends, hands_on):
    document = await sends(house.guard, house.owner, order=Order.SEQUENCE)
    await hands_on(document, house.guard, house.holder)
    assert (await desk.request(document, house.owner)).state is RequestState.WAITING
    await desk.signs(document, house.holder)
    assert (await desk.request(document, house.owner)).state is OPEN


async def test_colleagues_are_found_by_name_alone(house, sends, desk):
    document = await sends(house.guard)
    request = await desk.request(document, house.guard)

    async def found(words, by=house.guard):
        offer = await FindColleagues(house.open)(by, request.id, words, now=house.now)
        return [one.person.id for one in offer.colleagues]

    assert await found("їжак") == [house.holder.person.id]
    assert await found("Ґонта") == []
    assert await found("ї") == await found("") == await found(house.holder.account.phone) == []
    with pytest.raises(NotAllowedRefused):
        await found("їжак", by=house.holder)
    show = ShowColleague(house.open)
    offer = await show(house.guard, request.id, house.holder.person.id, now=house.now)
    assert offer.colleagues[0].person == house.holder.person


async def test_sending_again_asks_whom_the_manager_chose(house, sends, hands_on):
    document = await sends(house.guard)
    await hands_on(document, house.guard, house.holder)
    pattern = await TakePattern(house.open)(house.owner, document.id, now=house.now)
    assert pattern.choice.audience.people == (house.guard.person.id,)


async def test_who_handed_on_can_be_asked_anew_by_the_manager(desk, house, sends, hands_on):
    document = await sends(house.guard)
    await hands_on(document, house.guard, house.holder)
    await desk.adds(document, house.guard)
    assert (await desk.board(document)).tally.total == 2
