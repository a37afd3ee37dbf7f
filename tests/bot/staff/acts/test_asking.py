"""Who may decide about what people ask for, once and in time; which words they agree to; what an erasure takes."""

import asyncio

import pytest

from bot.erasure import ApproveErasure, AskErasure, ErasePerson, PersonServesRefused, RefuseErasure, ShowErasure
from bot.errors import Refused
from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.staff.access import NotAllowedRefused
from bot.staff.agree import AgreeToTerms, OutstandingTerms, TermsChangedRefused
from bot.staff.change_pin import ChangePin, ProvePin
from bot.staff.invite import PersonDismissedRefused
from bot.staff.people import Role
from bot.staff.petitioning import NobodyToAskRefused, PetitionOverRefused
from bot.staff.petitions import Stage
from bot.staff.register import PinWeakRefused
from bot.staff.reinstate import PersonErasedRefused, ReinstatePerson
from bot.staff.reset_pin import AskPinReset, DecidePinReset, FindPinReset, ResetPin
from bot.staff.set_terms import SetTerms, ShowTerms, TermsUnfitRefused
from bot.staff.terms import STANDARD, TermsKind, Versions
from bot.staff.unlock import PinWrongRefused

NEW = "527941"


class Desk:
    """What people ask for, in the tests' words; every act has a cause of its own unless one is given."""

    def __init__(self, house):
        self.house = house

    def _when(self, cause=None):
        return {"cause": cause or self.house.cause(), "now": self.house.now}

    async def asks(self, speaker, cause=None):
        return await AskPinReset(self.house.open)(speaker, **self._when(cause))

    async def decides(self, speaker, petition, *, approve=True, cause=None):
        return await DecidePinReset(self.house.open)(speaker, petition.id, approve=approve, **self._when(cause))

    async def resets(self, speaker, pin=NEW, cause=None):
        await ResetPin(self.house.open, self.house.unlock.locksmith)(speaker, pin, **self._when(cause))

    async def changes(self, speaker, old, new=NEW, cause=None):
        unlock = self.house.unlock
        await ChangePin(self.house.open, unlock, unlock.locksmith)(speaker, old, new, **self._when(cause))

    async def wants_erasure(self, speaker):
        return await AskErasure(self.house.open)(speaker, **self._when())

    async def erases(self, speaker, petition, cause=None):
        return await ApproveErasure(self.house.open)(speaker, petition.id, **self._when(cause))

    async def sets(self, texts, kind=TermsKind.AGREEMENT, by=None, cause=None):
        return await SetTerms(self.house.open)(by or self.house.owner, kind, texts, **self._when(cause))

    async def speaker(self, was):
        """The person as the gate would find them now."""
        async with self.house.open() as tx:
            found = await tx.accounts.speakers(was.account.telegram_id)
        return found[0] if found else None

    async def promoted(self, was):
        async with self.house.open() as tx:
            await tx.people.set_role(was.person.id, Role.MANAGER)
        return await self.speaker(was)


@pytest.fixture
def desk(house):
    return Desk(house)


async def test_a_reset_needs_an_approval_and_makes_a_new_key_once(house, desk, pin):
    holder = house.holder
    with pytest.raises(PetitionOverRefused):
        await desk.resets(holder)
    petition = await desk.asks(holder)
    assert await desk.asks(holder) == petition
    with pytest.raises(PetitionOverRefused):
        await desk.resets(holder)
    await desk.decides(house.owner, petition)
    assert (await FindPinReset(house.open)(holder, now=house.now)).stage is Stage.APPROVED
    with pytest.raises(PinWeakRefused):
        await desk.resets(holder, "123456")
    cause = house.cause()
    await desk.resets(holder, cause=cause)
    await desk.resets(holder, cause=cause)
    with pytest.raises(PetitionOverRefused):
        await desk.resets(holder)
    now = await desk.speaker(holder)
    assert now.account.certificate != holder.account.certificate
    with pytest.raises(PinWrongRefused):
        await house.unlock(now, pin, cause=house.cause(), now=house.now)
    assert await house.unlock(now, NEW, cause=house.cause(), now=house.now)
    (done,) = await house.entries(Act.PIN_RESET)
    assert done.facts["petition"] == str(petition.id)


async def test_an_approval_runs_out_and_so_does_a_petition(house, desk):
    petition = await desk.asks(house.holder)
    house.later(days=3)
    with pytest.raises(PetitionOverRefused):
        await desk.decides(house.owner, petition)
    again = await desk.asks(house.holder)
    assert again.id != petition.id
    await desk.decides(house.owner, again)
    house.later(days=1)
    with pytest.raises(PetitionOverRefused):
        await desk.resets(house.holder)


async def test_only_who_may_act_upon_a_person_decides_and_never_the_person(house, desk):
    manager = await desk.promoted(house.guard)
    petition = await desk.asks(manager)
    for nobody in (manager, house.holder, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await desk.decides(nobody, petition)
    assert {one.person_id for one in await house.notices(Kind.PIN_RESET_WANTED)} == {house.owner.person.id}
    await desk.decides(house.owner, petition, approve=False)
    with pytest.raises(PetitionOverRefused):
        await desk.decides(house.owner, petition)
    with pytest.raises(NobodyToAskRefused):
        await desk.asks(house.owner)


async def test_two_decisions_at_once_are_one_and_a_replayed_one_answers_again(house, desk):
    manager = await desk.promoted(house.guard)
    petition, cause = await desk.asks(house.holder), house.cause()
    both = (desk.decides(house.owner, petition, cause=cause), desk.decides(manager, petition, approve=False))
    answers = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(isinstance(one, Refused) for one in answers) == [False, True]
    if not isinstance(answers[0], Refused):
        assert (await desk.decides(house.owner, petition, cause=cause)).id == house.holder.person.id


async def test_a_petition_of_an_account_that_ended_comes_to_nothing(house, desk):
    petition = await desk.asks(house.holder)
    async with house.open() as tx:
        await tx.accounts.end(house.holder.person.id, house.now)
    with pytest.raises(PetitionOverRefused):
        await desk.decides(house.owner, petition)
    await house.dismiss(house.holder)
    with pytest.raises(PersonDismissedRefused):
        await desk.decides(house.owner, petition)


async def test_a_changed_pin_opens_the_same_key(house, desk, pin):
    holder, cause = house.holder, house.cause()
    before = await house.unlock(holder, pin, cause=house.cause(), now=house.now)
    with pytest.raises(PinWrongRefused):
        await ProvePin(house.unlock)(holder, NEW, cause=house.cause(), now=house.now)
    with pytest.raises(PinWeakRefused):
        await desk.changes(holder, pin, "111111")
    await desk.changes(holder, pin, cause=cause)
    await desk.changes(holder, pin, cause=cause)
    now = await desk.speaker(holder)
    assert now.account.certificate == holder.account.certificate
    assert await house.unlock(now, NEW, cause=house.cause(), now=house.now) == before
    with pytest.raises(PinWrongRefused):
        await desk.changes(now, pin, "638205")


# ---- terms ----


async def test_new_words_are_outstanding_until_agreed_to_and_not_other_words(house, desk):
    outstanding = OutstandingTerms(house.open)
    agree = AgreeToTerms(house.open)
    assert await outstanding(house.holder) is None
    await desk.sets({"uk": "Нові слова"})
    shown = (await outstanding(house.holder)).versions
    assert shown == Versions(STANDARD, "own-1")
    await desk.sets({"any": "Ще новіші"})
    with pytest.raises(TermsChangedRefused):
        await agree(house.holder, shown, cause=house.cause(), now=house.now)
    now = await agree(house.holder, Versions(STANDARD, "own-2"), cause=house.cause(), now=house.now)
    assert await outstanding(now) is None
    assert await desk.speaker(house.holder) == now
    await desk.sets(None)
    assert (await outstanding(now)).versions == Versions(STANDARD, STANDARD)
    assert await outstanding(house.neighbour) is None


async def test_only_an_owner_sets_words_and_they_fit_a_message(house, desk):
    manager = await desk.promoted(house.guard)
    for nobody in (manager, house.holder):
        with pytest.raises(NotAllowedRefused):
            await desk.sets({"any": "x"}, by=nobody)
        with pytest.raises(NotAllowedRefused):
            await ShowTerms(house.open)(nobody)
    for unfit in ({}, {"uk": "  "}, {"uk": "x" * 1501}):
        with pytest.raises(TermsUnfitRefused):
            await desk.sets(unfit)
    cause = house.cause()
    first = await desk.sets({"uk": " слово "}, cause=cause)
    assert await desk.sets({"uk": "слово"}, cause=cause) == first
    assert first.texts == {"uk": "слово"}
    (entered,) = await house.entries(Act.TERMS_SET)
    assert len(entered.facts["sha256_uk"]) == 64
    assert "слово" not in str(entered.facts)


# ---- erasure ----


async def test_an_erasure_asked_for_dismisses_and_leaves_a_pseudonym(house, desk):
    holder = house.holder
    await house.issue_pass()
    petition = await desk.wants_erasure(holder)
    assert (await ShowErasure(house.open)(house.owner, petition.id, now=house.now)).name == holder.person.name
    cause = house.cause()
    left = await desk.erases(house.owner, petition, cause=cause)
    assert await desk.erases(house.owner, petition, cause=cause) == left == f"#{holder.person.id.hex[:8].upper()}"
    assert await desk.speaker(holder) is None
    (farewell,) = await house.notices(Kind.ERASED)
    assert (farewell.telegram_id, farewell.facts) == (13, {})
    assert not await house.notices(Kind.PASS_ISSUED)
    assert [one.subject_id for one in await house.entries(Act.ERASED)] == [holder.person.id]
    assert len(await house.entries(Act.DISMISSED)) == 1
    with pytest.raises(PersonErasedRefused):
        await ReinstatePerson(house.open)(house.owner, holder.person.id, cause=house.cause(), now=house.now)


async def test_a_manager_erases_employees_who_asked_an_owner_whom_they_dismissed(house, desk):
    manager = await desk.promoted(house.guard)
    petition = await desk.wants_erasure(house.holder)
    for nobody in (house.holder, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await desk.erases(nobody, petition)
    await RefuseErasure(house.open)(manager, petition.id, cause=house.cause(), now=house.now)
    with pytest.raises(PetitionOverRefused):
        await desk.erases(manager, petition)
    erase = ErasePerson(house.open)
    person_id = house.holder.person.id
    with pytest.raises(NotAllowedRefused):
        await erase(manager, person_id, cause=house.cause(), now=house.now)
    with pytest.raises(PersonServesRefused):
        await erase(house.owner, person_id, cause=house.cause(), now=house.now)
    for nobody in (house.owner.person.id, house.neighbour.person.id):
        with pytest.raises(NotAllowedRefused):
            await erase(house.owner, nobody, cause=house.cause(), now=house.now)
    await house.dismiss(house.holder)
    assert (await erase(house.owner, person_id, cause=house.cause(), now=house.now)).startswith("#")
    with pytest.raises(NotAllowedRefused):
        await desk.erases(manager, await desk.wants_erasure(manager))
    with pytest.raises(NobodyToAskRefused):
        await desk.wants_erasure(house.owner)


async def test_an_erased_account_keeps_no_key_number_or_telegram(house, desk):
    await desk.erases(house.owner, await desk.wants_erasure(house.holder))
    async with house.open() as tx:
        account = await tx.accounts.get(house.holder.account.id)
    assert (account.key_envelope, account.certificate, account.phone, account.telegram_id) == (b"", b"", "", 0)
