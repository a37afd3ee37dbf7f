"""`countersign ledger verify --rows`, as a shell runs it: what it prints, and its exit status."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from bot.__main__ import main
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.settings import read_settings
from bot.signing.models import Class, Confirmation, Document, Order
from bot.staff.models import Organisation, OrganisationKeys, Person, Role
from bot.startup.master_key import open_cipher
from storage.opening import open_store

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
END = NOW + timedelta(days=3)
HOURS = (time(9), time(18))
WORKS = Organisation(
    uuid4(), b"abcd", "Sample Works", "uk", "Europe/Kyiv", frozenset({1, 2, 3, 4, 5}), *HOURS, b"ca", b"seal", NOW
)
AUTHOR = Person(uuid4(), WORKS.id, None, "Олена Зразкова", "", "", None, None, Role.MANAGER, NOW)
FILE = ("rules.pdf", "application/pdf", "ab" * 32, 4)
RULES = Document(
    uuid4(), WORKS.id, AUTHOR.id, "Safety rules", Class.SIGN, 1, *FILE, Order.TOGETHER, Confirmation.PIN, END, NOW
)


@pytest.fixture
async def data(tmp_path, monkeypatch):
    """A folder of data with an organisation, its manager and a document, each with its entry."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "1000000001:sample-token")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    settings = read_settings()
    store = await open_store(settings, open_cipher(settings))
    async with store.transaction() as tx:
        await tx.organisations.add(WORKS, OrganisationKeys(b"ca key", b"seal key"))
        await tx.people.add([AUTHOR])
        await tx.documents.add(RULES)
        for number, (act, subject) in enumerate(
            ((Act.ORGANISATION_CREATED, WORKS), (Act.ROLE_GIVEN, AUTHOR), (Act.DOCUMENT_SENT, RULES)), 1
        ):
            await tx.ledger.append(AuditEvent(WORKS.id, act, EventId(f"{number}"), NOW, None, subject.id, {}))
    await store.close()
    return tmp_path


async def verify(*arguments):
    return await asyncio.to_thread(main, ["ledger", "verify", *arguments])


async def test_an_edited_title_is_told_with_its_entry_and_exits_with_one(data, capsys):
    assert await verify("--rows") == 0
    holds, compared = capsys.readouterr().out.splitlines()
    assert holds.startswith("Sample Works: holds, 3 entries, head ")
    assert compared == "  rows compared with their entries: 3; 0 differ"

    with closing(sqlite3.connect(data / "countersign.db")) as database, database:
        assert database.execute("UPDATE document SET title = 'Another order'").rowcount == 1
    assert await verify("--rows") == 1
    assert capsys.readouterr().out.splitlines() == [
        holds,
        "  rows compared with their entries: 3; 1 differ",
        f"  document {RULES.id}: not as entry 3 says; it was edited",
    ]
    assert await verify() == 0
    assert capsys.readouterr().out.splitlines() == [holds]
