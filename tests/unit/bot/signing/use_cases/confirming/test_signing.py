import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Delivered
from bot.signing.declining.decline_request import ReasonEmptyRefused, ReasonLongRefused
from bot.signing.models import Class, Confirmation, Order, RequestState
from bot.signing.notices import RequestDeclined, RequestSent, RequestVoided
from bot.signing.records.record import Carried, Method, Outcome, Party, SignedRecord, Subject, Trust, verify_record
from bot.signing.requests.my_requests import ListMyRequests, ShowMyRequest
from bot.signing.requests.note_delivered import NoteDelivered
from bot.signing.requests.open_requests import go_on_without
from bot.signing.requests.preview_request import PreviewedRequest, PreviewRequest
from bot.signing.requests.request_details import AlreadySettled, DocumentEndedRefused, RequestDetails
from bot.signing.requests.sign_request import PinWantedRefused, Signed
from bot.signing.verification.findings import CheckedSignature
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
    organisation = harness.owner.organisation
    carried = Carried(Party(organisation.id, organisation.name), Subject.of(document))
    return verify_record(signed, organisation.ca_certificate, carried)


async def test_a_signature_can_be_verified_by_itself(signing, harness):
    document = (await signing.send(harness.guard)).document
    notice = (await signing.notices(RequestSent, harness.guard))[0]
    await NoteDelivered(harness.open, harness.read)([Delivered(notice, 7, harness.now)])
    harness.later(minutes=5)
    await signing.open(document, harness.guard)
    harness.later(minutes=5)
    result = await signing.sign(document, harness.guard)
    (signature,) = await _evidence(harness, document)
    verdict = await _verdict(harness, document, signature)
    assert isinstance(result, Signed)
    assert (verdict.sound, verdict.trust, verdict.document_matches) == (True, Trust.OURS, True)
    record = verdict.record
    assert record.statement.text == "Документ мною прочитано. Підписую його."
    assert (record.act.method, record.result) == (Method.TAP_AND_PIN, Outcome.SIGNED)
    assert record.act.delivered_at < record.act.opened_at < record.act.confirmed_at
    assert (record.act.update_id, record.act.callback_id, record.act.message_id) == (101, "callback", 55)
    assert record.signer.telegram_id == harness.guard.account.telegram_id
    assert signature.certificate == harness.guard.account.certificate


async def test_a_signature_soon_after_a_rebinding_says_so(signing, harness):
    rebound_at, old = harness.now, harness.guard.account
    new = replace(old, id=uuid4(), telegram_id=old.telegram_id + 1000, waits=True)
    async with harness.open() as tx:
        await tx.accounts.add_waiting(new)
        await tx.accounts.start(new.id, certificate=old.certificate, now=rebound_at)
        rebound = await tx.accounts.present(new.id)
    for days, mark in ((29, rebound_at), (1, None)):
        harness.later(days=days)
        document = (await signing.send(harness.guard)).document
        await signing.sign(document, harness.guard, by=rebound)
        (signature,) = await _evidence(harness, document)
        verdict = await _verdict(harness, document, signature)
        assert (verdict.sound, verdict.record.signer.rebound_at) == (True, mark)
        told = CheckedSignature(signature.id, verdict, "", "").as_json()["signer"]
        assert told["rebound_at"] == (f"{mark:%Y-%m-%dT%H:%M:%S.%fZ}" if mark else None)


async def test_a_tap_alone_is_signed_with_a_single_use_key_and_recorded_as_such(signing, harness):
    document = (await signing.send(harness.guard, confirmation=Confirmation.TAP, class_=Class.ACKNOWLEDGE)).document
    await signing.sign(document, harness.guard, pin=None)
    (signature,) = await _evidence(harness, document)
    verdict = await _verdict(harness, document, signature)
    assert (verdict.sound, verdict.trust) == (True, Trust.OURS)
    assert (verdict.record.act.method, verdict.record.result) == (Method.TAP, Outcome.ACKNOWLEDGED)
    assert signature.certificate != harness.guard.account.certificate


async def test_cannot_sign_before_agreeing_to_changed_terms_but_can_decline(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    set_terms = SetTerms(harness.open)
    await set_terms(
        harness.owner, TermsKind.AGREEMENT, {"any": "Нові слова"}, event_id=harness.event_id(), now=harness.now
    )
    with pytest.raises(TermsChangedRefused):
        await signing.sign(document, harness.guard)
    shown = Versions(STANDARD, "own-1")
    agreed = await AgreeToTerms(harness.open)(harness.guard, shown, event_id=harness.event_id(), now=harness.now)
    await signing.sign(document, agreed)
    (signature,) = await _evidence(harness, document)
    assert (await _verdict(harness, document, signature)).record.agreement.version == "own-1"
    assert (await signing.decline(document, harness.holder)).declining is not None


async def test_of_several_presses_the_first_signs(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    results = await asyncio.gather(*(signing.sign(document, harness.guard) for _ in range(3)))
    signed = [result for result in results if isinstance(result, Signed)]
    late = [result for result in results if isinstance(result, AlreadySettled)]
    assert (len(signed), [result.state for result in late]) == (1, [RequestState.SIGNED] * 2)
    assert len(await _evidence(harness, document)) == 1
    assert len(await harness.entries(Act.SIGNED)) == 1


async def test_the_same_press_handled_twice_signs_once_with_the_same_result(signing, harness):
    document, event_id = (await signing.send(harness.guard)).document, harness.event_id()
    first, second = [await signing.sign(document, harness.guard, event_id=event_id) for _ in range(2)]
    assert first == second
    assert isinstance(first, Signed)


async def test_a_wrong_pin_does_not_sign_and_five_wrong_pins_lock(signing, harness):
    document = (await signing.send(harness.guard)).document
    for left in (4, 3, 2, 1):
        with pytest.raises(PinWrongRefused) as refused:
            await signing.sign(document, harness.guard, pin=WRONG)
        assert refused.value.facts == {"left": left}
    for pin in (WRONG, "274913"):
        with pytest.raises(PinLockedRefused):
            await signing.sign(document, harness.guard, pin=pin)
    assert not await _evidence(harness, document)


async def test_a_document_that_requires_the_pin_is_not_signed_without_it(signing, harness):
    document = (await signing.send(harness.guard)).document
    with pytest.raises(PinWantedRefused):
        await signing.sign(document, harness.guard, pin=None)


async def test_cannot_open_sign_or_decline_anothers_request(signing, harness):
    document = (await signing.send(harness.guard)).document
    for other in (harness.holder, harness.owner, harness.neighbour):
        for act in (signing.open, signing.sign, signing.decline):
            with pytest.raises(NotAllowedRefused):
                await act(document, harness.guard, by=other)
        request = await signing.request(document, harness.guard)
        with pytest.raises(NotAllowedRefused):
            await ShowMyRequest(harness.read)(other, request.id)


async def test_cannot_sign_out_of_turn(signing, harness):
    document = (await signing.send(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    for act in (signing.open, signing.sign, signing.decline):
        with pytest.raises(NotAllowedRefused):
            await act(document, harness.holder)


async def test_only_the_first_opening_is_recorded(signing, harness):
    document = (await signing.send(harness.guard)).document
    opened = await signing.open(document, harness.guard)
    first_at = harness.now
    harness.later(hours=1)
    await signing.open(document, harness.guard)
    assert isinstance(opened, RequestDetails)
    assert (await signing.request(document, harness.guard)).opened_at == first_at
    assert len(await harness.entries(Act.REQUEST_OPENED)) == 1


async def test_the_author_and_those_who_signed_are_notified_when_somebody_declines(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    await signing.decline(document, harness.holder, " Не  згоден ")
    notices = await signing.notices(RequestDeclined)
    assert {notice.person_id for notice in notices} == {harness.owner.person.id, harness.guard.person.id}
    assert {notice.content.reason for notice in notices} == {"Не згоден"}
    assert [notice.person_id for notice in notices if notice.content.to_author] == [harness.owner.person.id]
    assert len(notices) == 2
    assert await signing.sign(document, harness.holder) == AlreadySettled(document, RequestState.DECLINED)


async def test_declining_ends_a_sequence_without_notifying_those_whose_turn_had_not_come(signing, harness):
    document = (await signing.send(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    await signing.decline(document, harness.guard)
    assert (await signing.request(document, harness.holder)).state is RequestState.VOIDED
    assert not await signing.notices(RequestVoided)
    assert not await signing.notices(RequestSent, harness.holder)


async def test_declining_requires_a_reason(signing, harness):
    document = (await signing.send(harness.guard)).document
    with pytest.raises(ReasonEmptyRefused):
        await signing.decline(document, harness.guard, " \n")
    with pytest.raises(ReasonLongRefused):
        await signing.decline(document, harness.guard, "ні" * 300)


async def test_voiding_a_document_ends_its_open_requests_and_keeps_signatures(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    event_id = harness.event_id()
    for _ in range(2):
        await signing.void(document, event_id=event_id)
    assert [notice.person_id for notice in await signing.notices(RequestVoided)] == [harness.holder.person.id]
    assert await signing.sign(document, harness.holder) == AlreadySettled(
        await signing.document(document), RequestState.VOIDED
    )
    assert len(await _evidence(harness, document)) == 1
    with pytest.raises(DocumentEndedRefused):
        await signing.void(document)


async def test_only_managers_of_the_organisation_can_void_and_see_the_board(signing, harness):
    document = (await signing.send(harness.guard)).document
    for other in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await signing.void(document, by=other)
        with pytest.raises(NotAllowedRefused):
            await signing.board(document, by=other)


async def test_people_list_only_their_own_requests(signing, harness):
    first, second = [(await signing.send(harness.guard)).document for _ in range(2)]
    await signing.sign(first, harness.guard)
    listing = ListMyRequests(harness.read)
    waiting = await listing(harness.guard, open_only=True)
    everything = await listing(harness.guard, open_only=False)
    assert [one.document.id for one in waiting.requests] == [second.id]
    assert everything.total == 2
    assert (await listing(harness.holder, open_only=False)).total == 0


async def test_when_a_recipient_leaves_the_next_request_is_opened(signing, harness):
    document = (await signing.send(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    async with harness.open() as tx:
        ended = await tx.requests.settle_person(harness.guard.person.id, RequestState.VOIDED, harness.now)
        await go_on_without(tx, ended, event_id=harness.event_id(), now=harness.now)
    assert (await signing.request(document, harness.holder)).state is RequestState.OPEN
    assert len(await signing.notices(RequestSent, harness.holder)) == 1


async def test_a_name_that_was_written_into_the_database_signs_nothing_by_a_tap(signing, harness):
    """Whoever has the database, but no master key, cannot certify a name: nobody certifies it for them either."""
    document = (await signing.send(harness.guard, confirmation=Confirmation.TAP, class_=Class.ACKNOWLEDGE)).document
    async with harness.open() as tx:
        await tx.people.save([replace(harness.guard.person, name=harness.owner.person.name)])
    with pytest.raises(ValueError, match="certificate"):
        await signing.sign(document, harness.guard, pin=None)
    assert (await signing.request(document, harness.guard)).state is RequestState.OPEN


async def test_the_page_of_a_letter_tells_of_a_request_while_it_waits(signing, harness):
    document = (await signing.send(harness.guard)).document
    async with harness.read() as tx:
        (request,) = await tx.requests.of_document(document.id)
    preview, code, organisation = PreviewRequest(harness.read), request.id.bytes[:12], harness.owner.organisation
    found = await preview(code, organisation.tag)
    assert found == PreviewedRequest(organisation.name, organisation.time_zone, document.deadline_at)
    assert await preview(code, harness.neighbour.organisation.tag) is None
    assert await preview(bytes(12), organisation.tag) is None
    await signing.sign(document, harness.guard)
    assert await preview(code, organisation.tag) is None
