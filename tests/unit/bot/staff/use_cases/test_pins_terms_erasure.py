"""Resetting and changing PINs, agreeing to terms, erasing people: rights, expiry, replays."""

import asyncio

import pytest

from bot.errors import Refused
from bot.ledger.entries import Act
from bot.passes.notices import PassIssued
from bot.personal_data.erase_person import ErasePerson, PersonServesRefused
from bot.personal_data.request_erasure import ApproveErasure, RejectErasure, RequestErasure, ShowErasureRequest
from bot.staff.access import NotAllowedRefused, PersonDismissedRefused
from bot.staff.approvals.approval_requests import Stage
from bot.staff.approvals.decide_requests import ApprovalRequestOverRefused, NobodyToAskRefused
from bot.staff.models import Role
from bot.staff.notices import PersonErased, PinResetRequested
from bot.staff.people.reinstate_person import PersonErasedRefused, ReinstatePerson
from bot.staff.pins.change_pin import ChangePin, CheckPin
from bot.staff.pins.key_store import PinWeakRefused
from bot.staff.pins.reset_pin import DecidePinReset, FindPinResetRequest, RequestPinReset, ResetPin
from bot.staff.pins.unlock_key import TRIES, PinWrongRefused, UnlockKey
from bot.staff.terms.agree_to_terms import AgreeToTerms, OutstandingTerms, TermsChangedRefused
from bot.staff.terms.set_terms import SetTerms, ShowTerms, TermsUnfitRefused
from bot.staff.terms.versions import STANDARD, TermsKind, Versions
from bot.workers.errors import WorkersUnavailableError

NEW = "527941"


class Staff:
    """Calls the use cases; each call has an event id of its own unless one is given."""

    def __init__(self, harness):
        self.harness = harness

    def _when(self, event_id=None):
        return {"event_id": event_id or self.harness.event_id(), "now": self.harness.now}

    async def asks(self, speaker, event_id=None):
        return await RequestPinReset(self.harness.open)(speaker, **self._when(event_id))

    async def decides(self, speaker, approval_request, *, approve=True, event_id=None):
        return await DecidePinReset(self.harness.open)(
            speaker, approval_request.id, approve=approve, **self._when(event_id)
        )

    async def resets(self, speaker, pin=NEW, event_id=None):
        await ResetPin(self.harness.open, self.harness.unlock.key_store)(speaker, pin, **self._when(event_id))

    async def changes(self, speaker, old, new=NEW, event_id=None):
        unlock = self.harness.unlock
        await ChangePin(self.harness.open, unlock, unlock.key_store)(speaker, old, new, **self._when(event_id))

    async def wants_erasure(self, speaker):
        return await RequestErasure(self.harness.open)(speaker, **self._when())

    async def erases(self, speaker, approval_request, event_id=None):
        return await ApproveErasure(self.harness.open)(speaker, approval_request.id, **self._when(event_id))

    async def sets(self, texts, kind=TermsKind.AGREEMENT, by=None, event_id=None):
        return await SetTerms(self.harness.open)(by or self.harness.owner, kind, texts, **self._when(event_id))

    async def speaker(self, was):
        """The speaker as the middleware would find them now."""
        async with self.harness.open() as tx:
            found = await tx.accounts.speakers(was.account.telegram_id)
        return found[0] if found else None

    async def promoted(self, was):
        async with self.harness.open() as tx:
            await tx.people.set_role(was.person.id, Role.MANAGER)
        return await self.speaker(was)


@pytest.fixture
def staff(harness):
    return Staff(harness)


async def test_a_reset_needs_an_approval_and_makes_a_new_key_once(harness, staff, pin):
    holder = harness.holder
    with pytest.raises(ApprovalRequestOverRefused):
        await staff.resets(holder)
    approval_request = await staff.asks(holder)
    assert await staff.asks(holder) == approval_request
    with pytest.raises(ApprovalRequestOverRefused):
        await staff.resets(holder)
    await staff.decides(harness.owner, approval_request)
    assert (await FindPinResetRequest(harness.read)(holder, now=harness.now)).stage is Stage.APPROVED
    with pytest.raises(PinWeakRefused):
        await staff.resets(holder, "123456")
    event_id = harness.event_id()
    await staff.resets(holder, event_id=event_id)
    await staff.resets(holder, event_id=event_id)
    with pytest.raises(ApprovalRequestOverRefused):
        await staff.resets(holder)
    now = await staff.speaker(holder)
    assert now.account.certificate != holder.account.certificate
    with pytest.raises(PinWrongRefused):
        await harness.unlock(now, pin, event_id=harness.event_id(), now=harness.now)
    assert await harness.unlock(now, NEW, event_id=harness.event_id(), now=harness.now)
    (done,) = await harness.entries(Act.PIN_RESET)
    assert done.facts["approval_request"] == str(approval_request.id)


async def test_a_request_and_its_approval_expire(harness, staff):
    approval_request = await staff.asks(harness.holder)
    harness.later(days=3)
    with pytest.raises(ApprovalRequestOverRefused):
        await staff.decides(harness.owner, approval_request)
    again = await staff.asks(harness.holder)
    assert again.id != approval_request.id
    await staff.decides(harness.owner, again)
    harness.later(days=1)
    with pytest.raises(ApprovalRequestOverRefused):
        await staff.resets(harness.holder)


async def test_only_managers_of_a_person_decide_and_never_the_person_themselves(harness, staff):
    manager = await staff.promoted(harness.guard)
    approval_request = await staff.asks(manager)
    for nobody in (manager, harness.holder, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await staff.decides(nobody, approval_request)
    assert {one.person_id for one in await harness.notices(PinResetRequested)} == {harness.owner.person.id}
    await staff.decides(harness.owner, approval_request, approve=False)
    with pytest.raises(ApprovalRequestOverRefused):
        await staff.decides(harness.owner, approval_request)
    with pytest.raises(NobodyToAskRefused):
        await staff.asks(harness.owner)


async def test_one_of_two_concurrent_decisions_counts_and_a_replay_returns_the_same(harness, staff):
    manager = await staff.promoted(harness.guard)
    approval_request, event_id = await staff.asks(harness.holder), harness.event_id()
    both = (
        staff.decides(harness.owner, approval_request, event_id=event_id),
        staff.decides(manager, approval_request, approve=False),
    )
    answers = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(isinstance(one, Refused) for one in answers) == [False, True]
    if not isinstance(answers[0], Refused):
        assert (await staff.decides(harness.owner, approval_request, event_id=event_id)).id == harness.holder.person.id


async def test_a_request_of_an_ended_account_cannot_be_decided(harness, staff):
    approval_request = await staff.asks(harness.holder)
    async with harness.open() as tx:
        await tx.accounts.end(harness.holder.person.id, harness.now)
    with pytest.raises(ApprovalRequestOverRefused):
        await staff.decides(harness.owner, approval_request)
    await harness.dismiss(harness.holder)
    with pytest.raises(PersonDismissedRefused):
        await staff.decides(harness.owner, approval_request)


async def test_a_changed_pin_opens_the_same_key(harness, staff, pin):
    holder, event_id = harness.holder, harness.event_id()
    before = await harness.unlock(holder, pin, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(PinWrongRefused):
        await CheckPin(harness.unlock)(holder, NEW, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(PinWeakRefused):
        await staff.changes(holder, pin, "111111")
    await staff.changes(holder, pin, event_id=event_id)
    await staff.changes(holder, pin, event_id=event_id)
    now = await staff.speaker(holder)
    assert now.account.certificate == holder.account.certificate
    assert await harness.unlock(now, NEW, event_id=harness.event_id(), now=harness.now) == before
    with pytest.raises(PinWrongRefused):
        await staff.changes(now, pin, "638205")


# ---- terms ----


class NoWorker:
    """A key store whose workers cannot be started."""

    async def unlock(self, *_):
        raise WorkersUnavailableError("a worker process cannot be started")


async def test_a_pin_that_no_worker_could_check_is_no_wrong_one(harness, pin):
    with pytest.raises(PinWrongRefused):
        await harness.unlock(harness.holder, NEW, event_id=harness.event_id(), now=harness.now)
    unlock = UnlockKey(harness.open, NoWorker())
    for _ in range(TRIES):
        with pytest.raises(WorkersUnavailableError):
            await unlock(harness.holder, pin, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(PinWrongRefused) as caught:
        await harness.unlock(harness.holder, NEW, event_id=harness.event_id(), now=harness.now)
    assert caught.value.facts == {"left": TRIES - 2}


async def test_changed_terms_are_outstanding_until_the_person_agrees_to_that_version(harness, staff):
    outstanding = OutstandingTerms(harness.read)
    agree = AgreeToTerms(harness.open)
    assert await outstanding(harness.holder) is None
    await staff.sets({"uk": "Нові слова"})
    shown = (await outstanding(harness.holder)).versions
    assert shown == Versions(STANDARD, "own-1")
    await staff.sets({"any": "Ще новіші"})
    with pytest.raises(TermsChangedRefused):
        await agree(harness.holder, shown, event_id=harness.event_id(), now=harness.now)
    now = await agree(harness.holder, Versions(STANDARD, "own-2"), event_id=harness.event_id(), now=harness.now)
    assert await outstanding(now) is None
    assert await staff.speaker(harness.holder) == now
    await staff.sets(None)
    assert (await outstanding(now)).versions == Versions(STANDARD, STANDARD)
    assert await outstanding(harness.neighbour) is None


async def test_only_an_owner_sets_terms_and_their_length_is_limited(harness, staff):
    manager = await staff.promoted(harness.guard)
    for nobody in (manager, harness.holder):
        with pytest.raises(NotAllowedRefused):
            await staff.sets({"any": "x"}, by=nobody)
        with pytest.raises(NotAllowedRefused):
            await ShowTerms(harness.read)(nobody)
    for unfit in ({}, {"uk": "  "}, {"uk": "x" * 1501}):
        with pytest.raises(TermsUnfitRefused):
            await staff.sets(unfit)
    event_id = harness.event_id()
    first = await staff.sets({"uk": " слово "}, event_id=event_id)
    assert await staff.sets({"uk": "слово"}, event_id=event_id) == first
    assert first.texts == {"uk": "слово"}
    (entered,) = await harness.entries(Act.TERMS_SET)
    assert len(entered.facts["sha256_uk"]) == 64
    assert "слово" not in str(entered.facts)


# ---- erasure ----


async def test_an_approved_erasure_dismisses_and_leaves_a_pseudonym(harness, staff):
    holder = harness.holder
    await harness.issue_pass()
    approval_request = await staff.wants_erasure(holder)
    assert (
        await ShowErasureRequest(harness.read)(harness.owner, approval_request.id, now=harness.now)
    ).name == holder.person.name
    event_id = harness.event_id()
    left = await staff.erases(harness.owner, approval_request, event_id=event_id)
    assert (
        await staff.erases(harness.owner, approval_request, event_id=event_id)
        == left
        == f"#{holder.person.id.hex[:8].upper()}"
    )
    assert await staff.speaker(holder) is None
    (farewell,) = await harness.notices(PersonErased)
    assert (farewell.telegram_id, farewell.content) == (13, PersonErased())
    assert not await harness.notices(PassIssued)
    assert [one.subject_id for one in await harness.entries(Act.ERASED)] == [holder.person.id]
    assert len(await harness.entries(Act.DISMISSED)) == 1
    with pytest.raises(PersonErasedRefused):
        await ReinstatePerson(harness.open)(
            harness.owner, holder.person.id, event_id=harness.event_id(), now=harness.now
        )


async def test_a_manager_erases_employees_on_request_and_an_owner_dismissed_people(harness, staff):
    manager = await staff.promoted(harness.guard)
    approval_request = await staff.wants_erasure(harness.holder)
    for nobody in (harness.holder, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await staff.erases(nobody, approval_request)
    await RejectErasure(harness.open)(manager, approval_request.id, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(ApprovalRequestOverRefused):
        await staff.erases(manager, approval_request)
    erase = ErasePerson(harness.open)
    person_id = harness.holder.person.id
    with pytest.raises(NotAllowedRefused):
        await erase(manager, person_id, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(PersonServesRefused):
        await erase(harness.owner, person_id, event_id=harness.event_id(), now=harness.now)
    for nobody in (harness.owner.person.id, harness.neighbour.person.id):
        with pytest.raises(NotAllowedRefused):
            await erase(harness.owner, nobody, event_id=harness.event_id(), now=harness.now)
    await harness.dismiss(harness.holder)
    assert (await erase(harness.owner, person_id, event_id=harness.event_id(), now=harness.now)).startswith("#")
    with pytest.raises(NotAllowedRefused):
        await staff.erases(manager, await staff.wants_erasure(manager))
    with pytest.raises(NobodyToAskRefused):
        await staff.wants_erasure(harness.owner)


async def test_an_erased_account_keeps_no_key_number_or_telegram(harness, staff):
    await staff.erases(harness.owner, await staff.wants_erasure(harness.holder))
    async with harness.open() as tx:
        account = await tx.accounts.get(harness.holder.account.id)
    assert (account.key_envelope, account.certificate, account.phone, account.telegram_id) == (b"", b"", "", 0)
