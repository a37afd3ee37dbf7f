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
"""The day after the organisation was created."""


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


async def heads(harness):
    async with harness.open() as tx:
        return await tx.ledger.checkpoints(harness.owner.organisation.id)


async def test_a_head_is_posted_once_a_day_at_the_organisations_own_morning(harness):
    await happens(harness)
    harness.now = NINE_IN_KYIV - timedelta(minutes=1)
    assert await post(harness) == 0
    harness.now = NINE_IN_KYIV
    assert [await post(harness) for _ in range(3)] == [1, 0, 0]
    (told,) = await harness.notices(LedgerCheckpoint)
    (head,) = await heads(harness)
    assert (told.person_id, told.content.number, told.content.hash) == (harness.owner.person.id, 1, head.hash)
    assert (head.day, head.number) == ("2026-03-03", 1)
    await happens(harness)
    harness.later(hours=14)
    assert await post(harness) == 0
    harness.later(hours=10)
    assert await post(harness) == 1


async def test_on_its_first_day_an_organisation_has_other_things_to_read(harness):
    await happens(harness)
    harness.later(days=-1)
    assert await post(harness) == 0


async def test_a_day_without_a_new_entry_has_nothing_to_post(harness):
    assert await post(harness) == 0
    await happens(harness)
    assert await post(harness) == 1
    harness.later(days=1)
    assert await post(harness) == 0


async def test_nobody_is_told_before_a_manager_has_come_in(harness):
    await happens(harness)
    async with harness.open() as tx:
        await tx.accounts.end(harness.owner.person.id, harness.now)
    assert await post(harness) == 0
    assert not await harness.notices(LedgerCheckpoint)
    async with harness.open() as tx:
        assert (await tx.people.get(harness.owner.organisation.id, harness.owner.person.id)).unreachable_at is None


async def test_two_processes_post_one_head(harness):
    await happens(harness)
    assert sum(await asyncio.gather(post(harness), post(harness))) == 1
    assert len(await harness.notices(LedgerCheckpoint)) == 1
    async with harness.open() as tx:
        assert (await tx.ledger.tip(harness.owner.organisation.id))[0] == 1


async def test_each_organisation_has_its_own(harness):
    await happens(harness)
    await happens(harness, harness.neighbour.organisation)
    assert await post(harness) == 2
    told = await harness.notices(LedgerCheckpoint)
    assert {one.person_id for one in told} == {harness.owner.person.id, harness.neighbour.person.id}


async def test_the_posted_head_holds_against_the_ledger(harness):
    await happens(harness)
    await post(harness)
    check = LedgerCheck(await heads(harness), harness.owner.organisation.ca_certificate)
    async with harness.open() as tx:
        async for entry in tx.ledger.entries(harness.owner.organisation.id):
            check.take(entry)
        assert check.finding(await tx.ledger.tip(harness.owner.organisation.id)) is None


class Authority:
    """A time-stamping authority that is away until told otherwise."""

    def __init__(self):
        self.away, self.requested = True, []

    async def stamp(self, data):
        self.requested.append(data)
        if self.away:
            raise TimestampUnavailableRefused
        return b"token over " + data


async def test_a_checkpoint_is_time_stamped_once_the_authority_answers_and_it_is_tried_every_hour(harness):
    await happens(harness)
    await post(harness)
    authority = Authority()
    stamp = TimestampLedgerCheckpoints(harness.open, authority)
    assert [await stamp(now=harness.now) for _ in range(2)] == [0, 0]
    assert len(authority.requested) == 1
    harness.later(hours=1)
    authority.away = False
    assert [await stamp(now=harness.now) for _ in range(2)] == [1, 0]
    (head,) = await heads(harness)
    assert head.timestamp == b"token over " + checkpoint_bytes(head)


async def test_without_an_authority_no_request_is_made(harness):
    await happens(harness)
    await post(harness)
    assert await TimestampLedgerCheckpoints(harness.open, None)(now=harness.now) == 0
