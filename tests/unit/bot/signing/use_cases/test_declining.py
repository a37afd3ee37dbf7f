"""Declining can be taken back for ten minutes: until then it has happened for nobody but the person."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.personal_data.dismiss_person import DismissPerson
from bot.signing.boards.remind_now import RemindNow
from bot.signing.declining.decline_request import TAKE_BACK
from bot.signing.declining.prepare_decline import DeclineSummary, PrepareDecline
from bot.signing.declining.settle_declines import SettleDeclines
from bot.signing.models import Handing, Order, RequestState
from bot.signing.notices import RequestDeclined, RequestReminder, RequestSent, RequestVoided
from bot.signing.refusal_acts.prepare_act import ListRefusals, NotRefusedRefused, PrepareAct
from bot.signing.requests.hand_on_request import HandOnRequest
from bot.signing.requests.my_requests import ListMyRequests, ShowMyRequest
from bot.signing.requests.request_details import AlreadySettled, RequestDetails
from bot.signing.requests.sign_request import Signed


@pytest.fixture
async def document(signing, harness):
    return (await signing.send(harness.guard, harness.holder)).document


async def prepared(signing, harness, document, speaker):
    request = await signing.request(document, speaker)
    return await PrepareDecline(harness.read)(speaker, request.id, "Не згоден")


async def pending(signing, harness, document, speaker):
    request = await signing.request(document, speaker)
    async with harness.read() as tx:
        return (await tx.declines.of([request.id])).get(request.id)


async def test_for_ten_minutes_nobody_is_told_and_nothing_ends(signing, harness, document):
    await signing.sign(document, harness.guard)
    before = await signing.board(document), await signing.request(document, harness.holder)
    answer = await signing.begin_declining(document, harness.holder)
    assert answer.declining.settles_at == harness.now + TAKE_BACK
    assert await signing.settle_declines(TAKE_BACK - timedelta(seconds=1)) == 0
    assert (await signing.board(document), await signing.request(document, harness.holder)) == before
    assert not await signing.notices(RequestDeclined)
    assert not await harness.entries(Act.DECLINED)
    assert await signing.finish() == 0


async def test_after_ten_minutes_it_is_final_with_the_time_of_the_confirmation(signing, harness, document):
    declined_at = harness.now
    await signing.begin_declining(document, harness.holder, "Не згоден")
    harness.later(hours=2)  # the bot did not run
    assert [await signing.settle_declines() for _ in range(2)] == [1, 0]
    request = await signing.request(document, harness.holder)
    assert (request.state, request.settled_at, request.decline_reason) == (
        RequestState.DECLINED, declined_at, "Не згоден",
    )  # fmt: skip
    assert len(await signing.notices(RequestDeclined)) == 1
    (entry,) = await harness.entries(Act.DECLINED)
    assert entry.facts["declined_at"] == declined_at.isoformat()
    assert await pending(signing, harness, document, harness.holder) is None
    assert await signing.take_back(document, harness.holder) == AlreadySettled(document, RequestState.DECLINED)


async def test_who_takes_it_back_stands_where_they_stood_and_can_sign(signing, harness, document):
    request = await signing.request(document, harness.holder)
    async with harness.read() as tx:
        before = await tx.reminders.of([request.id])
    await signing.begin_declining(document, harness.holder)
    harness.later(minutes=9)
    taken = [await signing.take_back(document, harness.holder) for _ in range(2)]
    assert [type(one) for one in taken] == [RequestDetails] * 2
    assert await signing.settle_declines() == 0
    assert await signing.request(document, harness.holder) == request
    async with harness.read() as tx:
        assert await tx.reminders.of([request.id]) == before
    assert isinstance(await signing.sign(document, harness.holder), Signed)
    assert not await signing.notices(RequestDeclined)


async def test_confirming_twice_or_on_two_devices_declines_once(signing, harness, document):
    first = await signing.begin_declining(document, harness.holder, "Перша причина")
    harness.later(minutes=5)
    assert await signing.begin_declining(document, harness.holder, "Друга причина") == first
    assert await signing.settle_declines(timedelta(minutes=5)) == 1
    (notice,) = await signing.notices(RequestDeclined)
    assert notice.content.reason == "Перша причина"


async def test_a_declined_request_is_not_signed_or_handed_on_before_it_is_taken_back(signing, harness, join):
    document = (await signing.send(harness.holder, handing=Handing.COLLEAGUE)).document
    colleague = await join("Колега")
    declined = await signing.begin_declining(document, harness.holder)
    hand_on = HandOnRequest(harness.open)
    request = await signing.request(document, harness.holder)
    answers = [
        await signing.open(document, harness.holder),
        await signing.sign(document, harness.holder),
        await hand_on(harness.holder, request.id, colleague.person.id, event_id=harness.event_id(), now=harness.now),
    ]
    assert answers == [declined] * 3
    assert not await harness.entries(Act.SIGNED)


async def test_nobody_is_reminded_of_what_they_have_declined(signing, harness, document):
    await signing.begin_declining(document, harness.holder)
    harness.later(days=3)
    await signing.remind()
    reminded = await RemindNow(harness.open)(harness.owner, document.id, now=harness.now)
    assert reminded.number == 1
    assert {one.person_id for one in await signing.notices(RequestReminder)} == {harness.guard.person.id}
    await signing.take_back(document, harness.holder)
    assert await signing.remind() == 1


async def test_the_person_sees_that_they_declined_and_it_is_no_open_document(signing, harness, document):
    await signing.begin_declining(document, harness.holder)
    listing = ListMyRequests(harness.read)
    assert (await listing(harness.holder, open_only=True)).total == 0
    (shown,) = (await listing(harness.holder, open_only=False)).requests
    card = await ShowMyRequest(harness.read)(harness.holder, shown.request.id)
    assert shown.declining == card.details.declining is not None


async def test_a_withdrawn_document_stays_withdrawn_and_nobody_learns_of_the_decline(signing, harness, document):
    await signing.begin_declining(document, harness.holder)
    await signing.void(document)
    taken = await signing.take_back(document, harness.holder)
    assert (type(taken), taken.state, taken.declining) == (AlreadySettled, RequestState.VOIDED, None)
    await signing.settle_declines()
    assert (await signing.request(document, harness.holder)).state is RequestState.VOIDED
    assert not await signing.notices(RequestDeclined)
    assert harness.holder.person.id in {one.person_id for one in await signing.notices(RequestVoided)}


async def test_a_new_version_is_open_for_who_declined_the_old_one_a_moment_ago(signing, harness, document):
    await signing.begin_declining(document, harness.holder)
    new = (await signing.send(harness.holder, replaces=document.id)).document
    await signing.settle_declines()
    assert not await signing.notices(RequestDeclined)
    assert isinstance(await signing.sign(new, harness.holder), Signed)


async def test_a_dismissed_person_has_declined_nothing(signing, harness, document):
    await signing.begin_declining(document, harness.holder)
    dismiss = DismissPerson(harness.open)
    await dismiss(harness.owner, harness.holder.person.id, event_id=harness.event_id(), now=harness.now)
    await signing.settle_declines()
    assert (await signing.request(document, harness.holder)).state is RequestState.VOIDED
    assert not await signing.notices(RequestDeclined)
    assert await pending(signing, harness, document, harness.holder) is None


async def test_a_decline_in_the_last_minutes_does_not_expire(signing, harness, document):
    harness.now = document.deadline_at + timedelta(days=7) - timedelta(minutes=1)
    await signing.begin_declining(document, harness.holder)
    harness.later(minutes=2)
    await signing.expire()
    await signing.settle_declines()
    await signing.expire()
    states = {(await signing.request(document, one)).state for one in (harness.guard, harness.holder)}
    assert states == {RequestState.DECLINED, RequestState.EXPIRED}


async def test_no_act_says_that_somebody_is_silent_who_has_declined(signing, harness, document):
    harness.now = document.deadline_at + timedelta(hours=1)
    request = await signing.request(document, harness.holder)
    await signing.begin_declining(document, harness.holder)
    refusals = await ListRefusals(harness.read)(harness.owner, document.id, now=harness.now)
    assert [person.id for _, person in refusals.people] == [harness.guard.person.id]
    with pytest.raises(NotRefusedRefused):
        await PrepareAct(harness.read)(harness.owner, request.id, (), now=harness.now)


async def test_who_would_end_a_sequence_is_told_before_they_confirm_and_the_author_after(signing, harness, join):
    third = await join("Третя")
    document = (await signing.send(harness.guard, harness.holder, third, order=Order.SEQUENCE)).document
    await signing.sign(document, harness.guard)
    summary = await prepared(signing, harness, document, harness.holder)
    assert (summary.left_out, summary.reason) == (1, "Не згоден")
    await signing.decline(document, harness.holder)
    notices = await signing.notices(RequestDeclined)
    assert {(one.person_id, one.content.left_out) for one in notices} == {
        (harness.owner.person.id, 1), (harness.guard.person.id, 1),
    }  # fmt: skip
    assert not await signing.notices(RequestSent, third)


async def test_a_decline_ends_no_turns_where_there_are_none(signing, harness, document):
    summary = await prepared(signing, harness, document, harness.holder)
    assert isinstance(summary, DeclineSummary)
    assert summary.left_out == 0


async def test_a_crash_before_the_commit_leaves_the_decline_for_the_next_run(signing, harness, document):
    await signing.begin_declining(document, harness.holder)

    @asynccontextmanager
    async def crashes():
        async with harness.open() as tx:
            yield tx
            if tx.outbox.wrote:
                raise OSError("the process dies here")

    late = harness.now + TAKE_BACK
    assert await SettleDeclines(crashes, signing.nudge)(now=late) == 0
    assert (await signing.request(document, harness.holder)).state is RequestState.OPEN
    assert not await signing.notices(RequestDeclined)
    assert await signing.settle_declines(TAKE_BACK + timedelta(minutes=2)) == 1
    assert len(await signing.notices(RequestDeclined)) == 1
