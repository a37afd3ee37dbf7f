"""`countersign key reseal` moves nothing under a key that a running process lacks."""

import os
import socket
from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.key import ProcessLacksKeyError, reseal
from bot.crypto.encryption import mint_master_key
from bot.settings import read_settings
from bot.startup.master_key import open_cipher
from storage.encryption.processes import SEEN_WITHIN
from storage.opening import open_store

OLD, NEW = mint_master_key(), mint_master_key()
ELSEWHERE = "another-machine/1/abcd"


def settings(folder, keys):
    return read_settings(bot_token="1000000001:sample-token", data_dir=folder, master_key=keys, _env_file=None)


async def runs(folder, keys, name=ELSEWHERE, ago=timedelta(0)):
    given = settings(folder, keys)
    store = await open_store(given, open_cipher(given))
    await store.processes.announce(name, datetime.now(UTC) - ago)
    await store.close()


async def needing_old(folder):
    given = settings(folder, f"{NEW},{OLD}")
    store = await open_store(given, open_cipher(given))
    waiting = await store.reencryption.waiting()
    await store.close()
    return waiting


async def test_a_process_that_knows_only_the_old_key_is_named_and_nothing_is_moved(tmp_path):
    await runs(tmp_path, OLD)
    before = await needing_old(tmp_path)
    with pytest.raises(ProcessLacksKeyError, match=rf"^Nothing was changed: {ELSEWHERE} "):
        await reseal(settings(tmp_path, f"{NEW},{OLD}"))
    assert await needing_old(tmp_path) == before > 0


@pytest.mark.parametrize(
    ("name", "ago"),
    [
        (ELSEWHERE, SEEN_WITHIN),
        (f"{socket.gethostname()}/999999999/abcd", timedelta(0)),
    ],
    ids=["not seen lately", "ended on this machine"],
)
async def test_a_process_that_has_ended_is_not_waited_for(tmp_path, name, ago):
    await runs(tmp_path, OLD, name, ago)
    assert await reseal(settings(tmp_path, f"{NEW},{OLD}")) == 0


async def test_processes_that_know_the_new_key_go_on(tmp_path):
    await runs(tmp_path, OLD, ELSEWHERE, SEEN_WITHIN)
    for name in (ELSEWHERE, f"{socket.gethostname()}/{os.getppid()}/abcd"):
        await runs(tmp_path, f"{NEW},{OLD}", name)
    assert await reseal(settings(tmp_path, f"{NEW},{OLD}")) == 0
    assert await needing_old(tmp_path) == 0
