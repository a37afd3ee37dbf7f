"""`countersign backup` beside a bot that runs and writes, and `countersign restore` of what it made."""

import asyncio
import secrets

import pytest
from e2e.servers.stage import BotProcess, stage

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
async def second_url(server, tmp_path):
    """Another empty database of the same kind."""
    if server is None:
        yield ""
        return
    name = f"second_{secrets.token_hex(6)}"
    await server.run(f"CREATE DATABASE {name}")
    yield server.url(name)
    await server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.long
async def test_a_backup_of_a_running_bot_is_restored_and_its_ledger_holds(tmp_path, empty_url, second_url):
    passphrase, backup = tmp_path / "passphrase", tmp_path / "first.backup"
    passphrase.write_text("correct horse battery\n")
    async with stage(tmp_path, DATABASE_URL=empty_url) as one:
        await one.bot.start()
        await one.owner_link()
        person, stop = await one.sandbox.add_person("Олена"), asyncio.Event()

        async def writes():
            while not stop.is_set():
                await person.sends("/help")
                await asyncio.sleep(0.05)

        writer = asyncio.create_task(writes())
        status, said = await one.bot.command("backup", backup, "--passphrase-file", passphrase)
        stop.set()
        await writer
        assert status == 0, said
        assert b"\xd0\x92\xd0\xbb\xd0\xb0\xd1\x81\xd0\xb5\xd0\xbd\xd0\xba\xd0\xbe" not in backup.read_bytes()
        await one.bot.stops()
        other = {"DATA_DIR": str(tmp_path / "restored"), "DATABASE_URL": second_url}
        there = BotProcess({**one.bot.environment, **other}, tmp_path / "other.log")
        status, said = await there.command("restore", backup, "--passphrase-file", passphrase)
        assert (status, "restored" in said) == (0, True), said
        status, said = await there.command("ledger", "verify")
        assert (status, "ТОВ «Зразок»: holds" in said) == (0, True), said
        status, said = await there.command("restore", backup, "--passphrase-file", passphrase)
        assert (status, "holds tables already" in said) == (1, True), said
    assert "Traceback" not in one.bot.log.read_text()
    if not second_url:
        assert (tmp_path / "restored" / "master.key").read_text() == (tmp_path / "data" / "master.key").read_text()
