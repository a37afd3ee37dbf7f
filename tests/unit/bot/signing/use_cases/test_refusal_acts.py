import asyncio
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.signing.documents.use_as_template import UseAsTemplate
from bot.signing.models import Class, RequestState
from bot.signing.notices import RefusalActAboutYou, RequestDeclined, RequestSent
from bot.signing.records.record import Outcome
from bot.signing.refusal_acts.draw_up_act import DrawUpAct
from bot.signing.refusal_acts.prepare_act import (
    ActExistsRefused,
    FindWitnesses,
    ListRefusals,
    NotRefusedRefused,
    PrepareAct,
    WitnessUnfitRefused,
)
from bot.signing.refusal_acts.wording import ActWording
from bot.signing.requests.sign_request import PinWantedRefused
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.staff.access import NotAllowedRefused
from bot.staff.models import Role
from bot.texts.words import Texts


class Witnessing:
    """An act about the holder, who did not sign; the guard and a helper are the witnesses."""

    def __init__(self, signing, harness, helper):
        self.signing, self.harness, self.helper = signing, harness, helper

    @property
    def witnesses(self):
        return (self.harness.guard.person.id, self.helper.person.id)

    async def declined(self):
        document = (await self.signing.send(self.harness.holder)).document
        await self.signing.decline(document, self.harness.holder, "Не згоден із пунктом 4")
        return document

    async def draws(self, document, *, witnesses=None, by=None, event_id=None, about=None):
        request = await self.signing.request(document, about or self.harness.holder)
        draw = DrawUpAct(self.harness.open, self.signing.workers, ActWording(Texts()))
        event_id = event_id or self.harness.event_id()
        witnesses = self.witnesses if witnesses is None else witnesses
        return await draw(by or self.harness.owner, request.id, witnesses, event_id=event_id, now=self.harness.now)

    async def refusals(self, document, by=None):
        return await ListRefusals(self.harness.read)(by or self.harness.owner, document.id, now=self.harness.now)


@pytest.fixture
async def act(signing, harness, join):
    return Witnessing(signing, harness, await join("Сич Петро Іванович"))


@pytest.fixture
async def manager(harness, register_person):
    async with harness.open() as tx:
        return await register_person(tx, harness.owner.organisation, "Керівник Зразка", Role.MANAGER, 21)


async def test_an_act_signed_by_two_witnesses_can_be_verified(signing, harness, act, tool):
    document = await act.declined()
    drawn = await act.draws(document)
    sent = await signing.notices(RequestSent)
    assert {one.person_id for one in sent if one.content.class_ is Class.WITNESS} == set(act.witnesses)
    async with harness.open() as tx:
        content = await tx.blobs.get(drawn.organisation_id, drawn.sha256)
    text = " ".join(tool("pdftotext", content, "-")[1].split())
    for part in (
        harness.holder.person.name,
        document.title,
        document.sha256[:20],
        "Не згоден із пунктом 4",
        "Сич Петро",
    ):
        assert part in text
    for witness in (harness.guard, act.helper):
        await signing.sign(drawn, witness)
    assert await signing.finish() == 2  # the document that was declined, and the act
    found = verify(await signing.content(drawn), harness.owner.organisation.ca_certificate)
    assert (found.answer, found.signed, found.expected) == (Integrity.UNCHANGED, 2, 2)
    assert {one.verdict.record.result for one in found.signatures} == {Outcome.WITNESSED}
    (entry,) = await harness.entries(Act.REFUSAL_ACT_DRAWN_UP)
    assert entry.facts["about_sha256"] == document.sha256


async def test_an_act_can_be_drawn_up_after_declining_or_the_deadline_and_not_before(signing, harness, act):
    document = (await signing.send(harness.holder, harness.guard)).document
    assert (await act.refusals(document)).total == 0
    with pytest.raises(NotRefusedRefused):
        await act.draws(document)
    await signing.sign(document, harness.guard)
    harness.now = document.deadline_at
    ((request, person),) = (await act.refusals(document)).people
    assert (request.state, person.id) == (RequestState.OPEN, harness.holder.person.id)
    with pytest.raises(NotRefusedRefused):
        await act.draws(document, about=harness.guard)
    harness.now += timedelta(days=8)
    await signing.expire()
    assert (await act.draws(document, witnesses=act.witnesses)).class_ is Class.WITNESS


async def test_a_late_signature_counts_while_the_act_is_being_witnessed(signing, harness, act):
    document = (await signing.send(harness.holder)).document
    harness.now = document.deadline_at + timedelta(hours=1)
    await act.draws(document)
    assert (await signing.sign(document, harness.holder)).document.id == document.id


async def test_the_author_and_the_person_cannot_be_witnesses_and_nobody_twice(signing, harness, act):
    document = await act.declined()
    guard = harness.guard.person.id
    for unfit in (harness.owner.person.id, harness.holder.person.id):
        with pytest.raises(WitnessUnfitRefused):
            await act.draws(document, witnesses=(guard, unfit))
    for wrong in ((guard, guard), (guard,), (), (*act.witnesses, guard), (guard, harness.neighbour.person.id)):
        with pytest.raises(NotAllowedRefused):
            await act.draws(document, witnesses=wrong)


async def test_the_author_of_the_document_cannot_witness_another_managers_act(signing, harness, act, manager):
    document = await act.declined()
    with pytest.raises(WitnessUnfitRefused):
        await act.draws(document, by=manager, witnesses=(harness.guard.person.id, harness.owner.person.id))


async def test_nobody_is_offered_as_a_witness_who_cannot_be_one(signing, harness, act, manager):
    document = await act.declined()
    request = await signing.request(document, harness.holder)
    find = FindWitnesses(harness.read)
    found, total = await find(manager, request.id, "", now=harness.now)
    assert {one.person.id for one in found} == set(act.witnesses)
    assert total == len(found)
    name = harness.holder.person.name
    assert await find(manager, request.id, name, now=harness.now) == ((), 0)


async def test_the_person_is_told_of_an_act_about_them_and_whether_they_can_still_answer(signing, harness, act):
    await act.draws(await act.declined())
    silent = (await signing.send(harness.holder)).document
    harness.now = silent.deadline_at + timedelta(hours=1)
    await act.draws(silent)
    told = await signing.notices(RefusalActAboutYou)
    assert {one.person_id for one in told} == {harness.holder.person.id}
    assert sorted(one.content.still_open for one in told) == [False, True]


async def test_only_managers_of_the_organisation_can_draw_up_an_act(signing, harness, act):
    document = await act.declined()
    for outsider in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await act.draws(document, by=outsider)
        with pytest.raises(NotAllowedRefused):
            await act.refusals(document, by=outsider)
        request = await signing.request(document, harness.holder)
        with pytest.raises(NotAllowedRefused):
            await PrepareAct(harness.read)(outsider, request.id, (), now=harness.now)


async def test_one_act_is_drawn_up_for_one_event_id_and_a_second_one_is_refused(signing, harness, act):
    document, event_id = await act.declined(), harness.event_id()
    first, second = [await act.draws(document, event_id=event_id) for _ in range(2)]
    assert first.id == second.id
    with pytest.raises(ActExistsRefused):
        await act.draws(document)
    assert len(await harness.entries(Act.REFUSAL_ACT_DRAWN_UP)) == 1


async def test_two_managers_at_once_draw_up_one_act(signing, harness, act):
    document = await act.declined()
    results = await asyncio.gather(act.draws(document), act.draws(document), return_exceptions=True)
    assert sorted(type(one).__name__ for one in results) == ["ActExistsRefused", "Document"]


async def test_a_witness_who_declines_voids_the_act_and_another_can_be_drawn_up(signing, harness, act):
    document = await act.declined()
    drawn = await act.draws(document)
    await signing.sign(drawn, harness.guard)
    await signing.decline(drawn, act.helper, "Мене там не було")
    assert (await signing.document(drawn)).voided_at is not None
    notices = [one for one in await signing.notices(RequestDeclined) if one.content.reason == "Мене там не було"]
    assert {one.person_id for one in notices} == {harness.owner.person.id, harness.guard.person.id}
    assert await signing.finish() == 1  # the document itself, not the act
    assert (await act.draws(document)).id != drawn.id


async def test_an_act_that_expires_is_voided(signing, harness, act):
    drawn = await act.draws(await act.declined())
    await signing.finish()
    await signing.sign(drawn, harness.guard)
    harness.now = drawn.deadline_at + timedelta(days=7, minutes=1)
    await signing.expire()
    assert (await signing.document(drawn)).voided_at is not None
    assert await signing.finish() == 0


async def test_a_witness_must_sign_in_person_with_the_pin(signing, harness, act):
    drawn = await act.draws(await act.declined())
    with pytest.raises(NotAllowedRefused):
        await signing.open(drawn, harness.guard, by=harness.holder)
    with pytest.raises(PinWantedRefused):
        await signing.sign(drawn, harness.guard, pin=None)


async def test_an_act_is_not_a_template_takes_no_recipients_and_cannot_be_sent_by_hand(signing, harness, act):
    drawn = await act.draws(await act.declined())
    with pytest.raises(NotAllowedRefused):
        await UseAsTemplate(harness.read)(harness.owner, drawn.id, now=harness.now)
    with pytest.raises(NotAllowedRefused):
        await signing.add(drawn, harness.holder)
    with pytest.raises(NotAllowedRefused):
        await signing.send(harness.holder, replaces=drawn.id)
    with pytest.raises(NotAllowedRefused):
        await signing.send(harness.holder, class_=Class.WITNESS)
