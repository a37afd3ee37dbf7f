import asyncio

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Delivered, Kind
from bot.signing.asked import AlreadySettled, Asked
from bot.signing.decline import Declined, ReasonEmptyRefused, ReasonLongRefused
from bot.signing.deliver import NoteDelivered
from bot.signing.documents import Class, Confirmation, Order, RequestState
from bot.signing.mine import ListMyRequests, ShowMyRequest
from bot.signing.record import Method, Outcome, SignedRecord, Trust, verify_record
from bot.signing.sign import PinWantedRefused, Signed
from bot.signing.turns import go_on_without
from bot.signing.void import DocumentEndedRefused
from bot.staff.access import NotAllowedRefused
from bot.staff.agree import AgreeToTerms, TermsChangedRefused
from bot.staff.set_terms import SetTerms
from bot.staff.terms import STANDARD, TermsKind, Versions
from bot.staff.unlock import PinLockedRefused, PinWrongRefused

WRONG = "908172"


async def _evidence(house, document):
    async with house.open() as tx:
        return await tx.signatures.of_document(document.id)


async def _verdict(house, document, signature):
    signed = SignedRecord(signature.record_json, signature.signature, signature.certificate)
    return verify_record(signed, house.owner.organisation.ca_certificate, document.sha256)


async def test_a_signature_is_evidence_that_stands_by_itself(desk, house):
    document = (await desk.sends(house.guard)).document
    notice = (await desk.told(Kind.REQUEST_SENT, house.guard))[0]
    await NoteDelivered(house.open)([Delivered(notice, 7, house.now)])
    house.later(minutes=5)
    await desk.opens(document, house.guard)
    house.later(minutes=5)
    answer = await desk.signs(document, house.guard)
    (signature,) = await _evidence(house, document)
    verdict = await _verdict(house, document, signature)
    assert isinstance(answer, Signed)
    assert (verdict.sound, verdict.trust, verdict.document_matches) == (True, Trust.OURS, True)
    record = verdict.record
    assert record.statement.text == "Документ мною прочитано. Підписую його."
    assert (record.act.method, record.result) == (Method.TAP_AND_PIN, Outcome.SIGNED)
    assert record.act.delivered_at < record.act.opened_at < record.act.confirmed_at
    assert (record.act.update_id, record.act.callback_id, record.act.message_id) == (101, "callback", 55)
    assert record.signer.telegram_id == house.guard.account.telegram_id
    assert signature.certificate == house.guard.account.certificate


async def test_a_tap_alone_is_signed_with_a_key_made_for_once_and_says_so(desk, house):
    document = (await desk.sends(house.guard, confirmation=Confirmation.TAP, class_=Class.ACKNOWLEDGE)).document
    await desk.signs(document, house.guard, pin=None)
    (signature,) = await _evidence(house, document)
    verdict = await _verdict(house, document, signature)
    assert (verdict.sound, verdict.trust) == (True, Trust.OURS)
    assert (verdict.record.act.method, verdict.record.result) == (Method.TAP, Outcome.ACKNOWLEDGED)
    assert signature.certificate != house.guard.account.certificate


async def test_nobody_signs_under_words_they_have_not_agreed_to_but_may_decline(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    set_terms = SetTerms(house.open)
    await set_terms(house.owner, TermsKind.AGREEMENT, {"any": "Нові слова"}, cause=house.cause(), now=house.now)
    with pytest.raises(TermsChangedRefused):
        await desk.signs(document, house.guard)
    shown = Versions(STANDARD, "own-1")
    agreed = await AgreeToTerms(house.open)(house.guard, shown, cause=house.cause(), now=house.now)
    await desk.signs(document, agreed)
    (signature,) = await _evidence(house, document)
    assert (await _verdict(house, document, signature)).record.agreement.version == "own-1"
    assert isinstance(await desk.declines(document, house.holder), Declined)


async def test_a_request_is_signed_once_by_whatever_press_comes_first(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    answers = await asyncio.gather(*(desk.signs(document, house.guard) for _ in range(3)))
    signed = [answer for answer in answers if isinstance(answer, Signed)]
    late = [answer for answer in answers if isinstance(answer, AlreadySettled)]
    assert (len(signed), [answer.state for answer in late]) == (1, [RequestState.SIGNED] * 2)
    assert len(await _evidence(house, document)) == 1
    assert len(await house.entries(Act.SIGNED)) == 1


async def test_the_same_press_handled_twice_signs_once_and_answers_the_same(desk, house):
    document, cause = (await desk.sends(house.guard)).document, house.cause()
    first, second = [await desk.signs(document, house.guard, cause=cause) for _ in range(2)]
    assert first == second
    assert isinstance(first, Signed)


async def test_a_wrong_pin_signs_nothing_and_five_lock_it(desk, house):
    document = (await desk.sends(house.guard)).document
    for left in (4, 3, 2, 1):
        with pytest.raises(PinWrongRefused) as refused:
            await desk.signs(document, house.guard, pin=WRONG)
        assert refused.value.facts == {"left": left}
    for pin in (WRONG, "274913"):
        with pytest.raises(PinLockedRefused):
            await desk.signs(document, house.guard, pin=pin)
    assert not await _evidence(house, document)


async def test_a_document_that_asks_for_the_pin_is_not_signed_without(desk, house):
    document = (await desk.sends(house.guard)).document
    with pytest.raises(PinWantedRefused):
        await desk.signs(document, house.guard, pin=None)


async def test_nobody_opens_signs_or_declines_for_another(desk, house):
    document = (await desk.sends(house.guard)).document
    for other in (house.holder, house.owner, house.neighbour):
        for act in (desk.opens, desk.signs, desk.declines):
            with pytest.raises(NotAllowedRefused):
                await act(document, house.guard, by=other)
        request = await desk.request(document, house.guard)
        with pytest.raises(NotAllowedRefused):
            await ShowMyRequest(house.open)(other, request.id)


async def test_nobody_signs_out_of_turn(desk, house):
    document = (await desk.sends(house.guard, house.holder, order=Order.SEQUENCE)).document
    for act in (desk.opens, desk.signs, desk.declines):
        with pytest.raises(NotAllowedRefused):
            await act(document, house.holder)


async def test_the_first_opening_is_recorded_and_no_other(desk, house):
    document = (await desk.sends(house.guard)).document
    opened = await desk.opens(document, house.guard)
    first_at = house.now
    house.later(hours=1)
    await desk.opens(document, house.guard)
    assert isinstance(opened, Asked)
    assert (await desk.request(document, house.guard)).opened_at == first_at
    assert len(await house.entries(Act.REQUEST_OPENED)) == 1


async def test_the_author_and_those_who_signed_learn_of_a_refusal(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    cause = house.cause()
    first, second = [await desk.declines(document, house.holder, " Не  згоден ", cause=cause) for _ in range(2)]
    told = await desk.told(Kind.REQUEST_DECLINED)
    assert first == second == Declined(document)
    assert {notice.person_id for notice in told} == {house.owner.person.id, house.guard.person.id}
    assert {notice.facts["reason"] for notice in told} == {"Не згоден"}
    assert [notice.person_id for notice in told if notice.facts.get("author")] == [house.owner.person.id]
    assert len(told) == 2
    assert await desk.signs(document, house.holder) == AlreadySettled(document, RequestState.DECLINED)


async def test_one_refusal_ends_a_sequence_and_who_was_never_asked_hears_nothing(desk, house):
    document = (await desk.sends(house.guard, house.holder, order=Order.SEQUENCE)).document
    await desk.declines(document, house.guard)
    assert (await desk.request(document, house.holder)).state is RequestState.VOIDED
    assert not await desk.told(Kind.REQUEST_VOIDED)
    assert not await desk.told(Kind.REQUEST_SENT, house.holder)


async def test_declining_takes_a_reason(desk, house):
    document = (await desk.sends(house.guard)).document
    with pytest.raises(ReasonEmptyRefused):
        await desk.declines(document, house.guard, " \n")
    with pytest.raises(ReasonLongRefused):
        await desk.declines(document, house.guard, "ні" * 300)


async def test_a_voided_document_is_asked_of_nobody_any_more(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    cause = house.cause()
    for _ in range(2):
        await desk.voids(document, cause=cause)
    assert [notice.person_id for notice in await desk.told(Kind.REQUEST_VOIDED)] == [house.holder.person.id]
    assert await desk.signs(document, house.holder) == AlreadySettled(
        await desk.document(document), RequestState.VOIDED
    )
    assert len(await _evidence(house, document)) == 1
    with pytest.raises(DocumentEndedRefused):
        await desk.voids(document)


async def test_only_managers_of_the_same_organisation_void_and_look(desk, house):
    document = (await desk.sends(house.guard)).document
    for other in (house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await desk.voids(document, by=other)
        with pytest.raises(NotAllowedRefused):
            await desk.board(document, by=other)


async def test_my_documents_are_mine_open_ones_first_then_all(desk, house):
    first, second = [(await desk.sends(house.guard)).document for _ in range(2)]
    await desk.signs(first, house.guard)
    listing = ListMyRequests(house.open)
    waiting = await listing(house.guard, open_only=True)
    everything = await listing(house.guard, open_only=False)
    assert [one.document.id for one in waiting.asked] == [second.id]
    assert everything.total == 2
    assert (await listing(house.holder, open_only=False)).total == 0


async def test_who_leaves_is_no_refusal_and_the_next_in_turn_is_asked(desk, house):
    document = (await desk.sends(house.guard, house.holder, order=Order.SEQUENCE)).document
    async with house.open() as tx:
        ended = await tx.requests.settle_person(house.guard.person.id, RequestState.VOIDED, house.now)
        await go_on_without(tx, ended, cause=house.cause(), now=house.now)
    assert (await desk.request(document, house.holder)).state is RequestState.OPEN
    assert len(await desk.told(Kind.REQUEST_SENT, house.holder)) == 1
