"""What the database knows of a PIN, after each key press and after the dialogue was abandoned."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from e2e.servers.stage import stage

from bot.crypto.encryption import Cipher, MasterKeys
from bot.inbox import SECRET_KEPT
from sandbox.demo.actors import Actor
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.tables import conversation

PIN, CHOSEN = "493817", "805264"


class Stored:
    """The files of the database, and the one conversation in it."""

    def __init__(self, folder):
        self.folder = folder

    def shows(self, *pins):
        files = [path.read_bytes() for path in self.folder.glob("countersign.db*")]
        return [pin for pin in pins if any(pin.encode() in content for content in files)]

    async def rests(self, one):
        """Wait until every update is handled and its dialogue stored."""
        for _ in range(600):
            await one.sandbox.wait_until_idle(idle_for=0.15)
            if not self._rows('SELECT id FROM "update" WHERE done_at IS NULL'):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("an update still waits")

    def _rows(self, query):
        with closing(sqlite3.connect(f"file:{self.folder / 'countersign.db'}?mode=ro", uri=True, timeout=10)) as rows:
            return rows.execute(query).fetchall()

    def conversation(self):
        """The memory and the secret as who has the master key reads them, and for how long the secret stays."""
        query = "SELECT sender, memory, secret, secret_until FROM conversation WHERE sender <> 0"
        sender, memory, secret, until = self._rows(query)[0]
        encryption = ColumnEncryption(Cipher(MasterKeys.parse((self.folder / "master.key").read_text())))
        memory = encryption.decrypt(conversation.c.memory, str(sender), memory) or b""
        secret = json.loads(encryption.decrypt(conversation.c.secret, str(sender), secret) or b"{}")
        return memory.decode(), secret, until and datetime.fromisoformat(until).replace(tzinfo=UTC) - datetime.now(UTC)


async def presses(one, owner, stored, digits):
    """Press the keys, and look at the database after each."""
    await owner.sees(button="⌫")
    for digit in digits:
        await owner.phone.taps(digit)
        await stored.rests(one)
        memory, secret, stays = stored.conversation()
        assert not stored.shows(PIN, CHOSEN)
        assert not [pin for pin in (PIN, CHOSEN) if pin in memory]
        assert stays is None or stays <= SECRET_KEPT
    return secret


async def test_an_abandoned_pin_is_gone_with_its_dialogue_and_none_is_ever_readable(tmp_path):
    async with stage(tmp_path, LANGUAGE="en", MESSAGES_PER_SECOND="0") as one:
        await one.sandbox.set_limits(enabled=False)
        await one.bot.start()
        owner = Actor(await one.sandbox.add_person("Some Body", phone="+380671112233", language="en"), "en")
        stored = Stored(tmp_path / "data")
        await owner.start_registration(await one.owner_link())
        assert (await presses(one, owner, stored, PIN))["first"] == PIN
        await owner.phone.sends("/cancel")
        await stored.rests(one)
        assert stored.conversation()[1:] == ({}, None)
        await owner.start_registration(await one.owner_link("Some Body"))
        await presses(one, owner, stored, PIN + PIN)
        await owner.sees("✅")
        await owner.open_menu("personal-button", "me-button", "me-change-pin")
        assert (await presses(one, owner, stored, PIN + CHOSEN)).get("old") == PIN
        await owner.open_menu("personal-button")
        await stored.rests(one)
        assert stored.conversation()[1:] == ({}, None)
        assert await one.bot.stops() == 0
    assert not stored.shows(PIN, CHOSEN)
