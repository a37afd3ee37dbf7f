"""Private keys are locked under PINs, and opened again, in worker processes."""

import asyncio
import traceback

import pytest
from structlog.testing import capture_logs

from bot.crypto.keys import EnvelopeBroken, PinCost, WrongPin, lock_key
from bot.staff.pins.key_store import PepperedKeyStore
from bot.workers.errors import WorkersUnavailableError
from bot.workers.pool import Limits, Work, WorkerPool

PIN, KEY = "274913", b"a private key"
NEW, OLD = bytes(range(32)), bytes(range(1, 33))
CHEAP = PinCost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def key_store(workers):
    return PepperedKeyStore(workers, (NEW, OLD))


async def test_a_key_is_locked_and_opened_by_its_pin_alone(key_store):
    envelope = await key_store.lock(KEY, PIN)
    assert await key_store.unlock(envelope, PIN) == KEY
    with pytest.raises(WrongPin):
        await key_store.unlock(envelope, "274914")


async def test_a_key_locked_before_the_servers_secret_changed_still_opens(key_store):
    assert await key_store.unlock(lock_key(KEY, PIN, OLD, CHEAP), PIN) == KEY


async def test_people_who_type_their_pins_at_once_are_all_served(key_store):
    envelope = lock_key(KEY, PIN, NEW)
    assert await asyncio.gather(*(key_store.unlock(envelope, PIN) for _ in range(20))) == [KEY] * 20


async def test_neither_pin_nor_key_nor_secret_appears_in_an_error_or_a_log(key_store):
    with capture_logs() as logs, pytest.raises(EnvelopeBroken) as caught:
        await key_store.unlock(b"CSK1" + bytes(100), PIN)
    told = "".join(traceback.format_exception(caught.value)) + repr(logs) + repr(key_store)
    assert PIN not in told
    assert repr(NEW)[2:20] not in told


async def test_a_worker_that_fails_says_nothing_about_the_pin():
    hasty = WorkerPool(limits=Limits({Work.PIN: 0.001}))
    key_store = PepperedKeyStore(hasty, (NEW,))
    with pytest.raises(WorkersUnavailableError) as caught, capture_logs() as logs:
        await key_store.unlock(lock_key(KEY, PIN, NEW), PIN)
    assert PIN not in "".join(traceback.format_exception(caught.value)) + repr(logs)
    await hasty.close()
