import asyncio
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.signing.acts import ActExistsRefused, NotRefusedRefused, WitnessUnfitRefused
from bot.signing.acts.draw_up import DrawUpAct
from bot.signing.acts.prepare import ListRefusals, PrepareAct
from bot.signing.acts.wording import ActWording
from bot.signing.again import TakePattern
from bot.signing.documents import Class, RequestState
from bot.signing.record import Outcome
from bot.signing.sign import PinWantedRefused
from bot.signing.verify import Integrity, verify
from bot.staff.access import NotAllowedRefused
from bot.texts import Texts


class Witnessing:
    """An act being drawn up: the holder did not sign; the guard and a helper witness it."""

    def __init__(self, desk, house, helper):
        self.desk, self.house, self.helper = desk, house, helper

    @property
    def witnesses(self):
        return (self.house.guard.person.id, self.helper.person.id)

    async def declined(self):
        document = (await self.desk.sends(self.house.holder)).document
        await self.desk.declines(document, self.house.holder, "Не згоден із пунктом 4")
        return document

    async def draws(self, document, *, witnesses=None, by=None, cause=None, about=None):
        request = await self.desk.request(document, about or self.house.holder)
        draw = DrawUpAct(self.house.open, self.desk.workshop, ActWording(Texts()))
        cause = cause or self.house.cause()
        witnesses = self.witnesses if witnesses is None else witnesses
        return await draw(by or self.house.owner, request.id, witnesses, cause=cause, now=self.house.now)

    async def refusals(self, document, by=None):
        return await ListRefusals(self.house.open)(by or self.house.owner, document.id, now=self.house.now)


@pytest.fixture
async def act(desk, house, join):
    return Witnessing(desk, house, await join("Сич Петро Іванович"))


async def test_two_witnesses_make_an_act_that_anybody_can_verify(desk, house, act, tool):
    document = await act.declined()
    drawn = await act.draws(document)
    asked = await desk.told(Kind.REQUEST_SENT)
    assert {one.person_id for one in asked if one.facts["class"] == "witness"} == set(act.witnesses)
    async with house.open() as tx:
        content = await tx.blobs.get(drawn.organisation_id, drawn.sha256)
    text = " ".join(tool("pdftotext", content, "-")[1].split())
    for told in (house.holder.person.name, document.title, document.sha256[:20], "Не згоден із пунктом 4", "Сич Петро"):
        assert told in text
    for witness in (house.guard, act.helper):
        await desk.signs(drawn, witness)
    assert await desk.finishes() == 2  # the document that was declined, and the act
    found = verify(await desk.content(drawn), house.owner.organisation.ca_certificate)
    assert (found.answer, found.signed, found.expected) == (Integrity.UNCHANGED, 2, 2)
    assert {one.verdict.record.result for one in found.signatures} == {Outcome.WITNESSED}
    (entry,) = await house.entries(Act.REFUSAL_ACT_DRAWN_UP)
    assert entry.facts["about_sha256"] == document.sha256


async def test_an_act_is_possible_after_a_refusal_or_the_deadline_and_not_before(desk, house, act):
    document = (await desk.sends(house.holder, house.guard)).document
    assert (await act.refusals(document)).total == 0
    with pytest.raises(NotRefusedRefused):
        await act.draws(document)
    await desk.signs(document, house.guard)
    house.now = document.deadline_at
    ((request, person),) = (await act.refusals(document)).people
    assert (request.state, person.id) == (RequestState.OPEN, house.holder.person.id)
    with pytest.raises(NotRefusedRefused):
        await act.draws(document, about=house.guard)
    house.now += timedelta(days=8)
    await desk.expires()
    assert (await act.draws(document, witnesses=act.witnesses)).class_ is Class.WITNESS


async def test_who_signs_late_while_the_act_is_witnessed_has_signed_all_the_same(desk, house, act):
    document = (await desk.sends(house.holder)).document
    house.now = document.deadline_at + timedelta(hours=1)
    await act.draws(document)
    assert (await desk.signs(document, house.holder)).document.id == document.id


async def test_neither_the_manager_nor_the_person_nor_one_person_twice_can_witness(desk, house, act):
    document = await act.declined()
    guard = house.guard.person.id
    for unfit in (house.owner.person.id, house.holder.person.id):
        with pytest.raises(WitnessUnfitRefused):
            await act.draws(document, witnesses=(guard, unfit))
    for wrong in ((guard, guard), (guard,), (), (*act.witnesses, guard), (guard, house.neighbour.person.id)):
        with pytest.raises(NotAllowedRefused):
            await act.draws(document, witnesses=wrong)


async def test_employees_and_strangers_draw_up_nothing(desk, house, act):
    document = await act.declined()
    for outsider in (house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await act.draws(document, by=outsider)
        with pytest.raises(NotAllowedRefused):
            await act.refusals(document, by=outsider)
        request = await desk.request(document, house.holder)
        with pytest.raises(NotAllowedRefused):
            await PrepareAct(house.open)(outsider, request.id, (), now=house.now)


async def test_asked_twice_there_is_one_act_and_a_second_one_is_refused(desk, house, act):
    document, cause = await act.declined(), house.cause()
    first, second = [await act.draws(document, cause=cause) for _ in range(2)]
    assert first.id == second.id
    with pytest.raises(ActExistsRefused):
        await act.draws(document)
    assert len(await house.entries(Act.REFUSAL_ACT_DRAWN_UP)) == 1


async def test_two_managers_at_once_draw_up_one_act(desk, house, act):
    document = await act.declined()
    answers = await asyncio.gather(act.draws(document), act.draws(document), return_exceptions=True)
    assert sorted(type(one).__name__ for one in answers) == ["ActExistsRefused", "Document"]


async def test_a_witness_who_declines_ends_the_act_and_another_can_be_drawn_up(desk, house, act):
    document = await act.declined()
    drawn = await act.draws(document)
    await desk.signs(drawn, house.guard)
    await desk.declines(drawn, act.helper, "Мене там не було")
    assert (await desk.document(drawn)).voided_at is not None
    told = [one for one in await desk.told(Kind.REQUEST_DECLINED) if one.facts["reason"] == "Мене там не було"]
    assert {one.person_id for one in told} == {house.owner.person.id, house.guard.person.id}
    assert await desk.finishes() == 1  # the document itself, not the act
    assert (await act.draws(document)).id != drawn.id


async def test_an_act_that_waits_in_vain_is_no_act(desk, house, act):
    drawn = await act.draws(await act.declined())
    await desk.finishes()
    await desk.signs(drawn, house.guard)
    house.now = drawn.deadline_at + timedelta(days=7, minutes=1)
    await desk.expires()
    assert (await desk.document(drawn)).voided_at is not None
    assert await desk.finishes() == 0


async def test_a_witness_signs_with_the_pin_and_cannot_be_anybody_else(desk, house, act):
    drawn = await act.draws(await act.declined())
    with pytest.raises(NotAllowedRefused):
        await desk.opens(drawn, house.guard, by=house.holder)
    with pytest.raises(PinWantedRefused):
        await desk.signs(drawn, house.guard, pin=None)


async def test_an_act_is_not_sent_again_nor_to_others_nor_by_hand(desk, house, act):
    drawn = await act.draws(await act.declined())
    with pytest.raises(NotAllowedRefused):
        await TakePattern(house.open)(house.owner, drawn.id, now=house.now)
    with pytest.raises(NotAllowedRefused):
        await desk.adds(drawn, house.holder)
    with pytest.raises(NotAllowedRefused):
        await desk.sends(house.holder, replaces=drawn.id)
    with pytest.raises(NotAllowedRefused):
        await desk.sends(house.holder, class_=Class.WITNESS)
