"""Recipients from a file are read in a worker process."""

import asyncio
import time

import pytest

from bot.signing.documents.read_recipients import ReadRecipients, Unmatched, Why
from bot.staff.access import NotAllowedRefused
from bot.staff.roster import RosterTooComplexRefused
from bot.workers.pool import Limits, Work, WorkerPool

SLOW = "".join(f"+49151{number:08}\n" for number in range(5_000)).encode()
"""Phones of another country, which the library reads slowly."""


async def test_a_list_is_matched_with_the_people_of_the_organisation(harness):
    read = ReadRecipients(harness.open, harness.workers, "UA")
    found = await read(harness.owner, "Ґонта Борис\n+380671234567\nNeighbour Owner".encode(), now=harness.now)
    assert found.people == (harness.guard.person.id,)
    assert found.unmatched == (
        Unmatched(2, "+380671234567", Why.SEVERAL),
        Unmatched(3, "Neighbour Owner", Why.UNKNOWN),
    )
    with pytest.raises(NotAllowedRefused):
        await read(harness.guard, b"1", now=harness.now)


async def test_reading_a_list_times_out_without_blocking_the_event_loop(harness):
    hasty = WorkerPool(limits=Limits({Work.SPREADSHEET: 0.2}))
    read = ReadRecipients(harness.open, hasty, "UA")
    reading = asyncio.create_task(read(harness.owner, SLOW, now=harness.now))
    pause = 0.0
    while not reading.done():
        before = time.monotonic()
        await asyncio.sleep(0.005)
        pause = max(pause, time.monotonic() - before)
    with pytest.raises(RosterTooComplexRefused):
        await reading
    await hasty.close()
    assert pause < 0.5
