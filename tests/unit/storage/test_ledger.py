"""The hash chain in the database."""

import asyncio
from dataclasses import replace
from datetime import timedelta, timezone
from uuid import uuid4

from bot.ids import EventId
from bot.ledger.checking import broken_at
from bot.ledger.entries import GENESIS, Act


async def _chain(harness):
    async with harness.store.reading() as tx:
        return [entry async for entry in tx.ledger.entries(harness.organisation.id)]


async def test_entries_are_chained_and_the_chain_holds_when_read_again(harness):
    async with harness.store.transaction() as tx:
        assert await tx.ledger.tip(harness.organisation.id) == (0, GENESIS)
        entries = [await tx.ledger.append(harness.audit_event(f"cause {number}", day=number)) for number in range(3)]
    assert await _chain(harness) == entries
    assert broken_at(entries) is None
    async with harness.store.reading() as tx:
        assert await tx.ledger.tip(harness.organisation.id) == (3, entries[-1].hash)


async def test_an_entry_of_another_time_zone_joins_the_chain(harness):
    audit_event = replace(
        harness.audit_event("far away"), at=harness.now.astimezone(timezone(timedelta(hours=5, minutes=30)))
    )
    async with harness.store.transaction() as tx:
        await tx.ledger.append(audit_event)
    entries = await _chain(harness)
    assert broken_at(entries) is None
    assert entries[0].audit_event.at == harness.now


async def test_one_cause_enters_one_act_on_one_subject_once(harness):
    audit_event = harness.audit_event("once")
    async with harness.store.transaction() as tx:
        assert await tx.ledger.append(audit_event)
        assert await tx.ledger.append(audit_event) is None
        assert (await tx.ledger.append(replace(audit_event, act=Act.REGISTERED))).number == 2
        assert (await tx.ledger.append(replace(audit_event, subject_id=uuid4()))).number == 3
        assert (await tx.ledger.find(EventId("once"), Act.REGISTERED)).number == 2
        assert await tx.ledger.find(EventId("never"), Act.REGISTERED) is None
    assert broken_at(await _chain(harness)) is None


async def test_what_was_rolled_back_leaves_no_gap(harness):
    try:
        async with harness.store.transaction() as tx:
            await tx.ledger.append(harness.audit_event("given up"))
            raise RuntimeError  # noqa: TRY301 - the block ends in an error, which is the point
    except RuntimeError:
        pass
    async with harness.store.transaction() as tx:
        assert (await tx.ledger.append(harness.audit_event("kept"))).number == 1
    assert broken_at(await _chain(harness)) is None


async def test_a_long_chain_is_walked_whole(harness):
    async with harness.store.transaction() as tx:
        for number in range(1101):
            await tx.ledger.append(harness.audit_event(f"cause {number}"))
    entries = await _chain(harness)
    assert [entry.number for entry in entries] == list(range(1, 1102))
    assert broken_at(entries) is None


async def test_twenty_at_once_in_two_processes_make_one_chain(harness, neighbour):
    async def enter(process, number):
        async with process.store.transaction() as tx:
            return await tx.ledger.append(process.audit_event(f"cause {number // 2}", subject=harness.organisation.id))

    entered = await asyncio.gather(*(enter((harness, neighbour)[number % 2], number) for number in range(20)))
    entries = await _chain(harness)
    assert broken_at(entries) is None
    assert len(entries) == 10
    assert sorted(entry.number for entry in entered if entry) == list(range(1, 11))
