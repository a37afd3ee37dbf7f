"""The hash chain in the database."""

import asyncio
from dataclasses import replace
from datetime import timedelta, timezone
from uuid import uuid4

from bot.ids import Cause
from bot.ledger.checking import broken_at
from bot.ledger.entries import GENESIS, Act


async def _chain(house):
    async with house.store.reading() as tx:
        return [entry async for entry in tx.ledger.entries(house.organisation.id)]


async def test_deeds_are_chained_and_the_chain_holds_when_read_again(house):
    async with house.store.transaction() as tx:
        assert await tx.ledger.tip(house.organisation.id) == (0, GENESIS)
        entries = [await tx.ledger.append(house.deed(f"cause {number}", day=number)) for number in range(3)]
    assert await _chain(house) == entries
    assert broken_at(entries) is None
    async with house.store.reading() as tx:
        assert await tx.ledger.tip(house.organisation.id) == (3, entries[-1].hash)


async def test_a_deed_of_another_time_zone_chains_all_the_same(house):
    deed = replace(house.deed("far away"), at=house.now.astimezone(timezone(timedelta(hours=5, minutes=30))))
    async with house.store.transaction() as tx:
        await tx.ledger.append(deed)
    entries = await _chain(house)
    assert broken_at(entries) is None
    assert entries[0].deed.at == house.now


async def test_one_cause_enters_one_act_on_one_subject_once(house):
    deed = house.deed("once")
    async with house.store.transaction() as tx:
        assert await tx.ledger.append(deed)
        assert await tx.ledger.append(deed) is None
        assert (await tx.ledger.append(replace(deed, act=Act.REGISTERED))).number == 2
        assert (await tx.ledger.append(replace(deed, subject_id=uuid4()))).number == 3
        assert (await tx.ledger.find(Cause("once"), Act.REGISTERED)).number == 2
        assert await tx.ledger.find(Cause("never"), Act.REGISTERED) is None
    assert broken_at(await _chain(house)) is None


async def test_what_was_rolled_back_leaves_no_gap(house):
    try:
        async with house.store.transaction() as tx:
            await tx.ledger.append(house.deed("given up"))
            raise RuntimeError  # noqa: TRY301 - the block ends in an error, which is the point
    except RuntimeError:
        pass
    async with house.store.transaction() as tx:
        assert (await tx.ledger.append(house.deed("kept"))).number == 1
    assert broken_at(await _chain(house)) is None


async def test_a_long_chain_is_walked_whole(house):
    async with house.store.transaction() as tx:
        for number in range(1101):
            await tx.ledger.append(house.deed(f"cause {number}"))
    entries = await _chain(house)
    assert [entry.number for entry in entries] == list(range(1, 1102))
    assert broken_at(entries) is None


async def test_twenty_at_once_in_two_processes_make_one_chain(house, neighbour):
    async def enter(process, number):
        async with process.store.transaction() as tx:
            return await tx.ledger.append(process.deed(f"cause {number // 2}", subject=house.organisation.id))

    entered = await asyncio.gather(*(enter((house, neighbour)[number % 2], number) for number in range(20)))
    entries = await _chain(house)
    assert broken_at(entries) is None
    assert len(entries) == 10
    assert sorted(entry.number for entry in entered if entry) == list(range(1, 11))
