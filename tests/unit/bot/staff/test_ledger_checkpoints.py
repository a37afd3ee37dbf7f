import asyncio
import importlib.util
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ledger.checking import LedgerCheck
from bot.ledger.checkpoints import checkpoint_bytes
from bot.ledger.entries import Act, AuditEvent
from bot.signing.sealing.seal import TimestampUnavailableRefused
from bot.staff.notices import LedgerCheckpoint
from bot.staff.organisation.post_ledger_checkpoints import PostLedgerCheckpoints
from bot.staff.organisation.timestamp_ledger_checkpoints import TimestampLedgerCheckpoints

_spec = importlib.util.spec_from_file_location("passes_harness", Path(__file__).parents[1] / "passes" / "conftest.py")
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
harness = _passes.harness

NINE_IN_KYIV = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
"""The day after the organisation was added."""


@pytest.fixture(autouse=True)
def tuesday(harness):
    harness.now = NINE_IN_KYIV + timedelta(hours=1)


async def happens(harness, organisation=None):
    organisation_id = (organisation or harness.owner.organisation).id
    async with harness.open() as tx:
        audit_event = AuditEvent(
            organisation_id, Act.INVITED, harness.event_id(), harness.now, None, organisation_id, {}
        )
        await tx.ledger.append(audit_event)


async def post(harness):
    return await PostLedgerCheckpoints(harness.open)(now=harness.now)


async def checkpoints(harness):
    async with harness.open() as tx:
        return await tx.ledger.checkpoints(harness.owner.organisation.id)


async def test_a_checkpoint_is_posted_once_a_day_at_the_start_of_working_hours(harness):
    await happens(harness)
    harness.now = NINE_IN_KYIV - timedelta(minutes=1)
    assert await post(harness) == 0
    harness.now = NINE_IN_KYIV
    assert [await post(harness) for _ in range(3)] == [1, 0, 0]
    (notice,) = await harness.notices(LedgerCheckpoint)
    (checkpoint,) = await checkpoints(harness)
    assert (notice.person_id, notice.content.number, notice.content.hash) == (
        harness.owner.person.id,
        1,
        checkpoint.hash,
    )
    assert (checkpoint.day, checkpoint.number) == ("2026-03-03", 1)
    await happens(harness)
    harness.later(hours=14)
    assert await post(harness) == 0
    harness.later(hours=10)
    assert await post(harness) == 1


async def test_no_checkpoint_is_posted_on_the_first_day_of_an_organisation(harness):
    await happens(harness)
    harness.later(days=-1)
    assert await post(harness) == 0


async def test_no_checkpoint_is_posted_on_a_day_without_new_entries(harness):
    assert await post(harness) == 0
    await happens(harness)
    assert await post(harness) == 1
    harness.later(days=1)
    assert await post(harness) == 0


async def test_no_checkpoint_is_posted_before_a_manager_has_registered(harness):
    await happens(harness)
    async with harness.open() as tx:
        await tx.accounts.end(harness.owner.person.id, harness.now)
    assert await post(harness) == 0
    assert not await harness.notices(LedgerCheckpoint)
    async with harness.open() as tx:
        assert (await tx.people.get(harness.owner.organisation.id, harness.owner.person.id)).unreachable_at is None


async def test_two_processes_post_one_checkpoint(harness):
    await happens(harness)
    assert sum(await asyncio.gather(post(harness), post(harness))) == 1
    assert len(await harness.notices(LedgerCheckpoint)) == 1
    async with harness.open() as tx:
        assert (await tx.ledger.tip(harness.owner.organisation.id))[0] == 1


async def test_each_organisation_has_its_own_checkpoint(harness):
    await happens(harness)
    await happens(harness, harness.neighbour.organisation)
    assert await post(harness) == 2
    notices = await harness.notices(LedgerCheckpoint)
    assert {one.person_id for one in notices} == {harness.owner.person.id, harness.neighbour.person.id}


async def test_the_posted_checkpoint_matches_the_ledger(harness):
    await happens(harness)
    await post(harness)
    check = LedgerCheck(await checkpoints(harness), harness.owner.organisation.ca_certificate)
    async with harness.open() as tx:
        async for entry in tx.ledger.entries(harness.owner.organisation.id):
            check.take(entry)
        assert check.finding(await tx.ledger.tip(harness.owner.organisation.id)) is None


class Authority:
    """A time-stamping authority that is unavailable until `unavailable` is False."""

    def __init__(self):
        self.unavailable, self.requests = True, []

    async def stamp(self, data):
        self.requests.append(data)
        if self.unavailable:
            raise TimestampUnavailableRefused
        return b"token over " + data


async def test_a_checkpoint_is_stamped_once_the_authority_responds_and_tries_are_an_hour_apart(harness):
    await happens(harness)
    await post(harness)
    authority = Authority()
    stamp = TimestampLedgerCheckpoints(harness.open, authority)
    assert [await stamp(now=harness.now) for _ in range(2)] == [0, 0]
    assert len(authority.requests) == 1
    harness.later(hours=1)
    authority.unavailable = False
    assert [await stamp(now=harness.now) for _ in range(2)] == [1, 0]
    (checkpoint,) = await checkpoints(harness)
    assert checkpoint.timestamp == b"token over " + checkpoint_bytes(checkpoint)


async def test_nothing_is_stamped_without_an_authority(harness):
    await happens(harness)
    await post(harness)
    assert await TimestampLedgerCheckpoints(harness.open, None)(now=harness.now) == 0
