"""Buttons of an old version lead to the new one, and who signed the old one reads what has changed."""

import asyncio

import pytest

from bot.signing.models import Handing, Order, RequestState
from bot.signing.notices import RequestSent, RequestVoided, VersionChange, VersionReplaced
from bot.signing.refusal_acts.prepare_act import ListRefusals
from bot.signing.requests.hand_on_request import HandOnRequest
from bot.signing.requests.my_requests import ShowMyRequest
from bot.signing.requests.request_details import AlreadySettled, DocumentEndedRefused
from bot.signing.requests.sign_request import Signed


@pytest.fixture
def replaced_by(signing, harness):
    """Send a new version: `await replaced_by(old, *people, **changes)`."""

    async def send(old, *people, **changes):
        harness.later(minutes=1)
        file = await signing.receive_file(signing.pdf + b"\n")
        return (await signing.send(*people, replaces=old.id, file=file, **changes)).document

    return send


def led_to(settled):
    """Return the request that a button of an old version leads to."""
    assert isinstance(settled, AlreadySettled)
    return settled.new_version.request


async def test_every_button_of_an_old_version_leads_to_the_newest(signing, harness, replaced_by, join):
    people = (harness.guard, harness.holder)
    old = (await signing.send(*people, handing=Handing.COLLEAGUE)).document
    colleague = await join("Колега")
    second = await replaced_by(old, *people)
    third = await replaced_by(second, *people)
    newest = await signing.request(third, harness.guard)
    request = await signing.request(old, harness.guard)
    hand_on = HandOnRequest(harness.open)
    answers = [
        await signing.open(old, harness.guard),
        await signing.sign(old, harness.guard),
        await signing.begin_declining(old, harness.guard),
        await signing.open(second, harness.guard),
        await hand_on(harness.guard, request.id, colleague.person.id, event_id=harness.event_id(), now=harness.now),
        (await ShowMyRequest(harness.read)(harness.guard, request.id)).settled,
    ]
    assert [led_to(one).id for one in answers] == [newest.id] * len(answers)
    assert isinstance(await signing.sign(third, harness.guard), Signed)


async def test_a_version_replaced_while_somebody_enters_their_pin_is_not_signed(signing, harness, replaced_by):
    old = (await signing.send(harness.guard)).document
    signed, new = await asyncio.gather(signing.sign(old, harness.guard), replaced_by(old, harness.guard))
    async with harness.read() as tx:
        signatures = await tx.signatures.of_document(old.id)
    if isinstance(signed, Signed):
        assert len(signatures) == 1
    else:
        assert not signatures
        assert led_to(signed).document_id == new.id


async def test_who_gets_no_new_version_reads_that_the_old_one_was_replaced(signing, harness, replaced_by):
    old = (await signing.send(harness.guard, harness.holder)).document
    await replaced_by(old, harness.guard)
    answer = await signing.sign(old, harness.holder)
    assert (answer.state, answer.replaced, answer.new_version) == (RequestState.VOIDED, True, None)


async def test_who_signed_the_old_version_and_gets_no_new_one_reads_what_replaced_it(signing, harness, replaced_by):
    people = (harness.guard, harness.holder)
    old = (await signing.send(*people, title="Порядок")).document
    await signing.sign(old, harness.guard)
    new = await replaced_by(old, harness.owner, title="Порядок 2")
    (notice,) = await signing.notices(VersionReplaced)
    assert (notice.person_id, notice.subject_id) == (harness.guard.person.id, new.id)
    size = len(signing.pdf)
    assert notice.content.change == VersionChange(1, 2, "Порядок", old.pages, old.pages, size, size + 1)
    (ended,) = await signing.notices(RequestVoided)
    assert (ended.person_id, ended.content.left_out) == (harness.holder.person.id, True)
    await replaced_by(new, *people)
    assert len(await signing.notices(VersionReplaced)) == 1, "they get that one"


async def test_the_new_version_of_a_sequence_is_shown_when_it_is_the_persons_turn(signing, harness, replaced_by):
    people = (harness.guard, harness.holder)
    old = (await signing.send(*people)).document
    new = await replaced_by(old, *people, order=Order.SEQUENCE)
    assert (await signing.sign(old, harness.holder)).new_version is None
    await signing.sign(new, harness.guard)
    assert led_to(await signing.sign(old, harness.holder)).document_id == new.id


async def test_a_withdrawn_new_version_is_shown_to_nobody(signing, harness, replaced_by):
    old = (await signing.send(harness.guard)).document
    await signing.void(await replaced_by(old, harness.guard))
    answer = await signing.open(old, harness.guard)
    assert (answer.replaced, answer.new_version) == (False, None)


async def test_who_signed_an_earlier_version_reads_what_has_changed(signing, harness, replaced_by):
    people = (harness.guard, harness.holder)
    old = (await signing.send(*people, title="Порядок")).document
    await signing.sign(old, harness.guard)
    second = await replaced_by(old, *people, title="Порядок 2")
    third = await replaced_by(second, *people, title="Порядок 3")
    size = len(signing.pdf)
    notices = [one for one in await signing.notices(RequestSent) if one.content.document_id == third.id]
    changes = {one.person_id: one.content.change for one in notices}
    pages = old.pages
    assert pages > 0
    assert changes == {
        harness.guard.person.id: VersionChange(1, 3, "Порядок", pages, pages, size, size + 1),
        harness.holder.person.id: None,
    }
    assert led_to(await signing.open(old, harness.guard)).document_id == third.id


async def test_the_next_in_a_sequence_reads_what_has_changed_when_it_is_their_turn(signing, harness, replaced_by):
    people = (harness.guard, harness.holder)
    old = (await signing.send(*people)).document
    await signing.sign(old, harness.holder)
    new = await replaced_by(old, *people, order=Order.SEQUENCE)
    await signing.sign(new, harness.guard)
    (notice,) = [one for one in await signing.notices(RequestSent, harness.holder) if one.content.change]
    assert notice.content.document_id == new.id


async def test_a_new_version_begun_from_an_old_one_replaces_the_newest(signing, harness, replaced_by):
    old = (await signing.send(harness.guard)).document
    second, third = [await replaced_by(old, harness.guard) for _ in range(2)]
    assert (third.version, third.replaces_id) == (3, second.id)
    assert (await signing.document(second)).voided_at is not None
    assert (await signing.document(third)).voided_at is None


async def test_two_new_versions_at_once_leave_one_open(signing, harness, replaced_by):
    old = (await signing.send(harness.guard)).document
    both = await asyncio.gather(*(replaced_by(old, harness.guard) for _ in range(2)))
    assert sorted(one.version for one in both) == [2, 3]
    standing = [one for one in both if (await signing.document(one)).voided_at is None]
    assert [one.version for one in standing] == [3]


async def test_no_act_is_offered_about_a_withdrawn_document(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.void(document)
    with pytest.raises(DocumentEndedRefused):
        await ListRefusals(harness.read)(harness.owner, document.id, now=harness.now)
