"""Strangers send slow and large files all at once: the bot stays small, and registered people do not wait for them."""

import asyncio
import time
from pathlib import Path

import pytest
from chaos.processes.killer import process_tree
from e2e.inputs import forging
from e2e.inputs.hostile_files import noise, slow_pdf
from e2e.servers.company import company

from sandbox.demo.actors import Actor

STRANGERS, SLOW = 90, 4
LARGE = 19_000_000
MOST_MIB = 1200
"""All processes of the bot together, where 90 files alone are 1700 MiB."""
MORE_SECONDS = 1.0
"""How much longer a registered person may wait than on a quiet day."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(600),
    pytest.mark.skip(
        reason="quarantined: has never passed; four updates stayed unanswered when it stopped waiting, "
        "so its limits on memory and delay are not shown"
    ),
]


def resident_mib(pid):
    """Return what a process and its children hold in memory now."""
    found = 0
    for one in process_tree(pid):
        try:
            found += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * 4096
        except FileNotFoundError:
            continue
    return found / (1 << 20)


async def waited(actor):
    """Return how long a registered person waits for the menu."""
    began = time.monotonic()
    await actor.phone.sends("/menu")
    await actor.phone.sees(button=actor.label("signing-verify"), within=60)
    return time.monotonic() - began


async def document_of(actor, content, name):
    """Send a file once, and return how Telegram describes it: many may send the same one."""
    sent = await actor.phone.sends_file(content, name)
    return {**sent.raw["document"], "file_size": len(content)}


async def attack(staff, documents):
    """Let each of many strangers send a PDF at the same moment."""
    for number, document in enumerate(documents):
        person = await staff.sandbox.add_person(f"Stranger {number}", language="en")
        await person.sends("/start")
        await staff.sandbox.inject(forging.wrote(Actor(person, "en"), document=document))


async def watch(pid, sizes):
    while True:
        sizes.append(await asyncio.to_thread(resident_mib, pid))
        await asyncio.sleep(0.1)


async def test_a_flood_of_strangers_files_delays_no_registered_person_and_takes_little_memory(tmp_path):
    async with company(tmp_path) as staff:
        await staff.sandbox.set_limits(enabled=True, per_chat_per_second=100, chat_burst=100)
        quiet = max([await waited(staff.employee) for _ in range(10)])
        slow = await document_of(staff.stranger, slow_pdf(), "slow.pdf")
        large = await document_of(staff.stranger, b"%PDF-1.7\n" + noise(LARGE), "large.pdf")
        sizes, busy = [], []
        watching = asyncio.create_task(watch(staff.stage.bot.process.pid, sizes))
        attacking = asyncio.create_task(attack(staff, [slow] * SLOW + [large] * STRANGERS))
        while not attacking.done() or len(busy) < 20:
            busy.append(await waited(staff.employee))
            await asyncio.sleep(0.3)
        watching.cancel()
        await attacking
        for _ in range(180):  # the slow files take ten seconds each, one after the other
            if not staff.waiting():
                break
            await asyncio.sleep(1)
        await staff.rests(still=1)
        print(f"quiet {quiet:.2f} s, busy {sorted(busy)[-3:]} s, {max(sizes):.0f} MiB")  # noqa: T201 - shown with -s
        assert max(sizes) < MOST_MIB
        assert max(busy) < quiet + MORE_SECONDS
        assert staff.stage.bot.process.poll() is None
        assert not staff.rows('SELECT id FROM "update" WHERE dead_at IS NOT NULL OR crashes > 0')
        await staff.is_well()
