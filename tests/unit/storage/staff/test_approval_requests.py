"""Approval requests are decided once, versions of terms are counted, keys are replaced."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from bot.staff.approvals.approval_requests import ApprovalKind, ApprovalRequest, Stage
from bot.staff.terms.versions import STANDARD, Terms, TermsKind, Versions

DAY = timedelta(days=1)


@pytest.fixture
async def approval_request(harness):
    person = await harness.person()
    account = await harness.account(person)
    ids = (uuid4(), person.organisation_id, person.id, account.id)
    return ApprovalRequest(*ids, ApprovalKind.PIN_RESET, Stage.REQUESTED, harness.now, harness.now + DAY)


async def keep(harness, *approval_requests):
    async with harness.store.transaction() as tx:
        for approval_request in approval_requests:
            await tx.approval_requests.add(approval_request)


async def find_open(harness, approval_request, after=timedelta(0)):
    async with harness.store.reading() as tx:
        return await tx.approval_requests.find_open(
            approval_request.account_id, approval_request.kind, harness.now + after
        )


async def test_a_request_is_open_until_it_expires(harness, approval_request):
    await keep(harness, approval_request, approval_request)
    assert await find_open(harness, approval_request) == approval_request
    assert await find_open(harness, approval_request, after=DAY) is None
    assert await find_open(harness, replace(approval_request, kind=ApprovalKind.ERASURE)) is None


async def test_a_second_request_must_wait_until_the_first_expires(harness, approval_request):
    await keep(harness, approval_request)
    with pytest.raises(IntegrityError):
        await keep(harness, replace(approval_request, id=uuid4()))
    later = replace(approval_request, id=uuid4(), requested_at=harness.now + DAY, expires_at=harness.now + 2 * DAY)
    await keep(harness, replace(approval_request, id=uuid4(), kind=ApprovalKind.ERASURE), later)
    assert await find_open(harness, approval_request, after=DAY) == later
    async with harness.store.reading() as tx:
        assert (
            await tx.approval_requests.get(approval_request.organisation_id, approval_request.id)
        ).stage is Stage.EXPIRED
        assert await tx.approval_requests.get(uuid4(), approval_request.id) is None


async def test_concurrent_decisions_count_once_and_an_approval_is_used_once(harness, approval_request):
    await keep(harness, approval_request)
    manager = await harness.person("Керівниця")

    async def decides(stage):
        async with harness.store.transaction() as tx:
            return await tx.approval_requests.decide(
                approval_request.id, stage, manager.id, until=harness.now + 2 * DAY, now=harness.now
            )

    assert sorted(await asyncio.gather(decides(Stage.APPROVED), decides(Stage.APPROVED))) == [False, True]
    decided = await find_open(harness, approval_request)
    assert (decided.stage, decided.decided_by_id, decided.expires_at) == (
        Stage.APPROVED,
        manager.id,
        harness.now + 2 * DAY,
    )

    async def uses(at):
        async with harness.store.transaction() as tx:
            return await tx.approval_requests.use(approval_request.id, at)

    assert not await uses(harness.now + 2 * DAY)
    assert sorted(await asyncio.gather(uses(harness.now), uses(harness.now))) == [False, True]
    assert await find_open(harness, approval_request) is None


async def test_an_expired_or_rejected_request_cannot_be_decided(harness, approval_request):
    await keep(harness, approval_request)
    async with harness.store.transaction() as tx:
        decide = tx.approval_requests.decide
        late = {"until": harness.now + 9 * DAY, "now": harness.now + DAY}
        assert not await decide(approval_request.id, Stage.APPROVED, approval_request.person_id, **late)
        on_time = {"until": harness.now + DAY, "now": harness.now}
        assert await decide(approval_request.id, Stage.REJECTED, approval_request.person_id, **on_time)
        assert not await decide(approval_request.id, Stage.APPROVED, approval_request.person_id, **on_time)
        assert not await tx.approval_requests.use(approval_request.id, harness.now)


async def test_terms_are_counted_and_the_newest_is_in_force(harness):
    owner = await harness.person()

    async def sets(kind, **texts):
        async with harness.store.transaction() as tx:
            number = await tx.terms.next_number(owner.organisation_id, kind)
            await tx.terms.add(Terms(uuid4(), owner.organisation_id, kind, number, texts, owner.id, harness.now))

    async def in_force():
        async with harness.store.reading() as tx:
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
    async with harness.store.reading() as tx:
        assert len(await tx.terms.all(owner.organisation_id)) == 5
        assert await tx.terms.all(uuid4()) == []


async def test_the_same_key_is_locked_anew_only_in_the_envelope_it_was_in(harness):
    account = await harness.account(await harness.person(), pin_failures=3)
    async with harness.store.transaction() as tx:
        assert not await tx.accounts.replace_envelope(account.id, was=b"another", becomes=b"new")
        assert await tx.accounts.replace_envelope(account.id, was=account.key_envelope, becomes=b"new")
        await tx.accounts.record_agreement(account.id, Versions("own-1", "own-2"))
        changed = await tx.accounts.get(account.id)
    assert (changed.key_envelope, changed.pin_failures, changed.certificate) == (b"new", 0, account.certificate)
    assert (changed.privacy_version, changed.agreement_version) == ("own-1", "own-2")
