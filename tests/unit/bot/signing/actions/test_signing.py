import asyncio

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Delivered
from bot.signing.documents.void_document import DocumentEndedRefused
from bot.signing.models import Class, Confirmation, Order, RequestState
from bot.signing.notices import RequestDeclined, RequestSent, RequestVoided
from bot.signing.records.record import Method, Outcome, SignedRecord, Trust, verify_record
from bot.signing.requests.decline_request import Declined, ReasonEmptyRefused, ReasonLongRefused
from bot.signing.requests.my_requests import ListMyRequests, ShowMyRequest
from bot.signing.requests.note_delivered import NoteDelivered
from bot.signing.requests.open_requests import go_on_without
from bot.signing.requests.request_details import AlreadySettled, RequestDetails
from bot.signing.requests.sign_request import PinWantedRefused, Signed
from bot.staff.access import NotAllowedRefused
from bot.staff.pins.unlock_key import PinLockedRefused, PinWrongRefused
from bot.staff.terms.agree_to_terms import AgreeToTerms, TermsChangedRefused
from bot.staff.terms.set_terms import SetTerms
from bot.staff.terms.versions import STANDARD, TermsKind, Versions

WRONG = "908172"


async def _evidence(harness, document):
    async with harness.open() as tx:
        return await tx.signatures.of_document(document.id)


async def _verdict(harness, document, signature):
    signed = SignedRecord(signature.record_json, signature.signature, signature.certificate)
    return verify_record(signed, harness.owner.organisation.ca_certificate, document.sha256)


async def test_a_signature_is_evidence_that_stands_by_itself(desk, harness):
    document = (await desk.sends(harness.guard)).document
    notice = (await desk.told(RequestSent, harness.guard))[0]
    await NoteDelivered(harness.open)([Delivered(notice, 7, harness.now)])
    harness.later(minutes=5)
    await desk.opens(document, harness.guard)
    harness.later(minutes=5)
    answer = await desk.signs(document, harness.guard)
    (signature,) = await _evidence(harness, document)
    verdict = await _verdict(harness, document, signature)
    assert isinstance(answer, Signed)
    assert (verdict.sound, verdict.trust, verdict.document_matches) == (True, Trust.OURS, True)
    record = verdict.record
    assert record.statement.text == "Документ мною прочитано. Підписую його."
    assert (record.act.method, record.result) == (Method.TAP_AND_PIN, Outcome.SIGNED)
    assert record.act.delivered_at < record.act.opened_at < record.act.confirmed_at
    assert (record.act.update_id, record.act.callback_id, record.act.message_id) == (101, "callback", 55)
    assert record.signer.telegram_id == harness.guard.account.telegram_id
    assert signature.certificate == harness.guard.account.certificate


async def test_a_tap_alone_is_signed_with_a_key_made_for_once_and_says_so(desk, harness):
    document = (await desk.sends(harness.guard, confirmation=Confirmation.TAP, class_=Class.ACKNOWLEDGE)).document
    await desk.signs(document, harness.guard, pin=None)
    (signature,) = await _evidence(harness, document)
    verdict = await _verdict(harness, document, signature)
    assert (verdict.sound, verdict.trust) == (True, Trust.OURS)
    assert (verdict.record.act.method, verdict.record.result) == (Method.TAP, Outcome.ACKNOWLEDGED)
    assert signature.certificate != harness.guard.account.certificate


async def test_nobody_signs_under_words_they_have_not_agreed_to_but_may_decline(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    set_terms = SetTerms(harness.open)
    await set_terms(
        harness.owner, TermsKind.AGREEMENT, {"any": "Нові слова"}, event_id=harness.event_id(), now=harness.now
    )
    with pytest.raises(TermsChangedRefused):
        await desk.signs(document, harness.guard)
    shown = Versions(STANDARD, "own-1")
    agreed = await AgreeToTerms(harness.open)(harness.guard, shown, event_id=harness.event_id(), now=harness.now)
    await desk.signs(document, agreed)
    (signature,) = await _evidence(harness, document)
    assert (await _verdict(harness, document, signature)).record.agreement.version == "own-1"
    assert isinstance(await desk.declines(document, harness.holder), Declined)


async def test_a_request_is_signed_once_by_whatever_press_comes_first(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    answers = await asyncio.gather(*(desk.signs(document, harness.guard) for _ in range(3)))
    signed = [answer for answer in answers if isinstance(answer, Signed)]
    late = [answer for answer in answers if isinstance(answer, AlreadySettled)]
    assert (len(signed), [answer.state for answer in late]) == (1, [RequestState.SIGNED] * 2)
    assert len(await _evidence(harness, document)) == 1
    assert len(await harness.entries(Act.SIGNED)) == 1


async def test_the_same_press_handled_twice_signs_once_and_answers_the_same(desk, harness):
    document, event_id = (await desk.sends(harness.guard)).document, harness.event_id()
    first, second = [await desk.signs(document, harness.guard, event_id=event_id) for _ in range(2)]
    assert first == second
    assert isinstance(first, Signed)


async def test_a_wrong_pin_signs_nothing_and_five_lock_it(desk, harness):
    document = (await desk.sends(harness.guard)).document
    for left in (4, 3, 2, 1):
        with pytest.raises(PinWrongRefused) as refused:
            await desk.signs(document, harness.guard, pin=WRONG)
        assert refused.value.facts == {"left": left}
    for pin in (WRONG, "274913"):
        with pytest.raises(PinLockedRefused):
            await desk.signs(document, harness.guard, pin=pin)
    assert not await _evidence(harness, document)


async def test_a_document_that_asks_for_the_pin_is_not_signed_without(desk, harness):
    document = (await desk.sends(harness.guard)).document
    with pytest.raises(PinWantedRefused):
        await desk.signs(document, harness.guard, pin=None)


async def test_nobody_opens_signs_or_declines_for_another(desk, harness):
    document = (await desk.sends(harness.guard)).document
    for other in (harness.holder, harness.owner, harness.neighbour):
        for act in (desk.opens, desk.signs, desk.declines):
            with pytest.raises(NotAllowedRefused):
                await act(document, harness.guard, by=other)
        request = await desk.request(document, harness.guard)
        with pytest.raises(NotAllowedRefused):
            await ShowMyRequest(harness.read)(other, request.id)


async def test_nobody_signs_out_of_turn(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    for act in (desk.opens, desk.signs, desk.declines):
        with pytest.raises(NotAllowedRefused):
            await act(document, harness.holder)


async def test_the_first_opening_is_recorded_and_no_other(desk, harness):
    document = (await desk.sends(harness.guard)).document
    opened = await desk.opens(document, harness.guard)
    first_at = harness.now
    harness.later(hours=1)
    await desk.opens(document, harness.guard)
    assert isinstance(opened, RequestDetails)
    assert (await desk.request(document, harness.guard)).opened_at == first_at
    assert len(await harness.entries(Act.REQUEST_OPENED)) == 1


async def test_the_author_and_those_who_signed_learn_of_a_refusal(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(document, harness.guard)
    event_id = harness.event_id()
    first, second = [await desk.declines(document, harness.holder, " Не  згоден ", event_id=event_id) for _ in range(2)]
    told = await desk.told(RequestDeclined)
    assert first == second == Declined(document)
    assert {notice.person_id for notice in told} == {harness.owner.person.id, harness.guard.person.id}
    assert {notice.content.reason for notice in told} == {"Не згоден"}
    assert [notice.person_id for notice in told if notice.content.to_author] == [harness.owner.person.id]
    assert len(told) == 2
    assert await desk.signs(document, harness.holder) == AlreadySettled(document, RequestState.DECLINED)


async def test_one_refusal_ends_a_sequence_and_who_was_never_asked_hears_nothing(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    await desk.declines(document, harness.guard)
    assert (await desk.request(document, harness.holder)).state is RequestState.VOIDED
    assert not await desk.told(RequestVoided)
    assert not await desk.told(RequestSent, harness.holder)


async def test_declining_takes_a_reason(desk, harness):
    document = (await desk.sends(harness.guard)).document
    with pytest.raises(ReasonEmptyRefused):
        await desk.declines(document, harness.guard, " \n")
    with pytest.raises(ReasonLongRefused):
        await desk.declines(document, harness.guard, "ні" * 300)


async def test_a_voided_document_is_asked_of_nobody_any_more(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(document, harness.guard)
    event_id = harness.event_id()
    for _ in range(2):
        await desk.voids(document, event_id=event_id)
    assert [notice.person_id for notice in await desk.told(RequestVoided)] == [harness.holder.person.id]
    assert await desk.signs(document, harness.holder) == AlreadySettled(
        await desk.document(document), RequestState.VOIDED
    )
    assert len(await _evidence(harness, document)) == 1
    with pytest.raises(DocumentEndedRefused):
        await desk.voids(document)


async def test_only_managers_of_the_same_organisation_void_and_look(desk, harness):
    document = (await desk.sends(harness.guard)).document
    for other in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await desk.voids(document, by=other)
        with pytest.raises(NotAllowedRefused):
            await desk.board(document, by=other)


async def test_my_documents_are_mine_open_ones_first_then_all(desk, harness):
    first, second = [(await desk.sends(harness.guard)).document for _ in range(2)]
    await desk.signs(first, harness.guard)
    listing = ListMyRequests(harness.read)
    waiting = await listing(harness.guard, open_only=True)
    everything = await listing(harness.guard, open_only=False)
    assert [one.document.id for one in waiting.requests] == [second.id]
    assert everything.total == 2
    assert (await listing(harness.holder, open_only=False)).total == 0


async def test_who_leaves_is_no_refusal_and_the_next_in_turn_is_asked(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    async with harness.open() as tx:
        ended = await tx.requests.settle_person(harness.guard.person.id, RequestState.VOIDED, harness.now)
        await go_on_without(tx, ended, event_id=harness.event_id(), now=harness.now)
    assert (await desk.request(document, harness.holder)).state is RequestState.OPEN
    assert len(await desk.told(RequestSent, harness.holder)) == 1
