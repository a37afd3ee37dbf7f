"""What people ask for and agree to: petitions are decided once, terms are counted, keys are locked anew."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from bot.staff.petitions import Ask, Petition, Stage
from bot.staff.terms import STANDARD, Terms, TermsKind, Versions

DAY = timedelta(days=1)


@pytest.fixture
async def asked(house):
    person = await house.person()
    account = await house.account(person)
    ids = (uuid4(), person.organisation_id, person.id, account.id)
    return Petition(*ids, Ask.PIN_RESET, Stage.ASKED, house.now, house.now + DAY)


async def keep(house, *petitions):
    async with house.store.transaction() as tx:
        for petition in petitions:
            await tx.petitions.add(petition)


async def living(house, petition, after=timedelta(0)):
    async with house.store.reading() as tx:
        return await tx.petitions.living(petition.account_id, petition.ask, house.now + after)


async def test_a_petition_is_living_until_its_time_is_over(house, asked):
    await keep(house, asked, asked)
    assert await living(house, asked) == asked
    assert await living(house, asked, after=DAY) is None
    assert await living(house, replace(asked, ask=Ask.ERASURE)) is None


async def test_a_second_petition_waits_for_the_first_to_lapse(house, asked):
    await keep(house, asked)
    with pytest.raises(IntegrityError):
        await keep(house, replace(asked, id=uuid4()))
    later = replace(asked, id=uuid4(), asked_at=house.now + DAY, expires_at=house.now + 2 * DAY)
    await keep(house, replace(asked, id=uuid4(), ask=Ask.ERASURE), later)
    assert await living(house, asked, after=DAY) == later
    async with house.store.reading() as tx:
        assert (await tx.petitions.get(asked.organisation_id, asked.id)).stage is Stage.LAPSED
        assert await tx.petitions.get(uuid4(), asked.id) is None


async def test_two_who_decide_at_once_decide_once_and_an_approval_is_used_once(house, asked):
    await keep(house, asked)
    manager = await house.person("Керівниця")

    async def decides(stage):
        async with house.store.transaction() as tx:
            return await tx.petitions.decide(asked.id, stage, manager.id, until=house.now + 2 * DAY, now=house.now)

    assert sorted(await asyncio.gather(decides(Stage.APPROVED), decides(Stage.APPROVED))) == [False, True]
    decided = await living(house, asked)
    assert (decided.stage, decided.decided_by_id, decided.expires_at) == (
        Stage.APPROVED,
        manager.id,
        house.now + 2 * DAY,
    )

    async def uses(at):
        async with house.store.transaction() as tx:
            return await tx.petitions.use(asked.id, at)

    assert not await uses(house.now + 2 * DAY)
    assert sorted(await asyncio.gather(uses(house.now), uses(house.now))) == [False, True]
    assert await living(house, asked) is None


async def test_what_is_over_or_refused_is_not_decided_any_more(house, asked):
    await keep(house, asked)
    async with house.store.transaction() as tx:
        decide = tx.petitions.decide
        late = {"until": house.now + 9 * DAY, "now": house.now + DAY}
        assert not await decide(asked.id, Stage.APPROVED, asked.person_id, **late)
        on_time = {"until": house.now + DAY, "now": house.now}
        assert await decide(asked.id, Stage.REFUSED, asked.person_id, **on_time)
        assert not await decide(asked.id, Stage.APPROVED, asked.person_id, **on_time)
        assert not await tx.petitions.use(asked.id, house.now)


async def test_terms_are_counted_and_the_newest_is_in_force(house):
    owner = await house.person()

    async def sets(kind, **texts):
        async with house.store.transaction() as tx:
            number = await tx.terms.next_number(owner.organisation_id, kind)
            await tx.terms.add(Terms(uuid4(), owner.organisation_id, kind, number, texts, owner.id, house.now))

    async def in_force():
        async with house.store.reading() as tx:
            return await tx.terms.in_force(owner.organisation_id)

    assert (await in_force()).versions == Versions(STANDARD, STANDARD)
    await sets(TermsKind.PRIVACY, any="Для всіх")
    await sets(TermsKind.AGREEMENT, uk="Згода", en="Consent")
    now = await in_force()
    assert now.versions == Versions("own-1", "own-1")
    assert now.text(TermsKind.PRIVACY, "ru") == "Для всіх"
    assert (now.text(TermsKind.AGREEMENT, "en"), now.text(TermsKind.AGREEMENT, "ru")) == ("Consent", "Consent")
    await asyncio.gather(sets(TermsKind.AGREEMENT, uk="Ще згода"), sets(TermsKind.AGREEMENT, uk="І ще"))
    assert (await in_force()).versions == Versions("own-1", "own-3")
    await sets(TermsKind.AGREEMENT)
    assert (await in_force()).versions == Versions("own-1", STANDARD)
    assert (await in_force()).text(TermsKind.AGREEMENT, "uk") is None
    async with house.store.reading() as tx:
        assert len(await tx.terms.all(owner.organisation_id)) == 5
        assert await tx.terms.all(uuid4()) == []


async def test_the_same_key_is_locked_anew_only_in_the_envelope_it_was_in(house):
    account = await house.account(await house.person(), pin_failures=3)
    async with house.store.transaction() as tx:
        assert not await tx.accounts.relock(account.id, was=b"another", becomes=b"new")
        assert await tx.accounts.relock(account.id, was=account.key_envelope, becomes=b"new")
        await tx.accounts.agreed(account.id, Versions("own-1", "own-2"))
        changed = await tx.accounts.get(account.id)
    assert (changed.key_envelope, changed.pin_failures, changed.certificate) == (b"new", 0, account.certificate)
    assert (changed.privacy_version, changed.agreement_version) == ("own-1", "own-2")
