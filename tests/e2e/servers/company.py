"""A small organisation with a running bot: its people, their chats, and its database."""

import asyncio
import hashlib
import html
import re
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from e2e.servers.stage import Stage, stage

from bot.texts.words import Texts
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

USUAL = ("Too Many Requests", "message is not modified", "query is too old")
"""What Telegram may refuse: the last is the answer to a press that a test made up."""
TROUBLE = ("update failed", "queue released", "Traceback", "Task exception", "never retrieved")
COMES_AND_GOES = {
    "update",
    "conversation",
    "guess",
    "sqlite_sequence",
    "process",
    "alembic_version",
    "countdown",
    "board",
}
"""Tables that every update touches, whatever becomes of it, and what chats show."""
ALONE = {
    "notice": "SELECT id, person_id, kind, subject_id FROM notice",
    "document": "SELECT id, title, version, voided_at, finished_at FROM document",
}
"""What changes by what people do alone: a delivery, or a board that catches up, may be under way still."""


def sentence(text_id, language="uk", **facts):
    """A text as a phone shows it: worded as HTML, read as plain text."""
    worded = Texts().words(language, "Europe/Kyiv")(text_id, **facts)
    return html.unescape(re.sub(r"<[^>]+>", "", worded))


def printed(pdf, resolution=150):
    """The first page as a printer draws it: a PNG."""
    if not shutil.which("pdftoppm"):
        pytest.skip("poppler-utils is not installed")
    drawing = ["pdftoppm", "-png", "-singlefile", "-r", str(resolution), "-"]
    return subprocess.run(drawing, input=pdf, capture_output=True, check=True).stdout


def words_of(pdf):
    """All that is written in a PDF, without line breaks."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    return " ".join(
        subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode().split()
    )


@dataclass
class Company:
    """The stage with three people on it, each in a language of their own, and a stranger."""

    stage: Stage
    owner: Actor
    employee: Actor
    guard: Actor
    stranger: Actor
    forgiven: set = field(default_factory=set)
    usual: tuple[str, ...] = USUAL

    @property
    def sandbox(self):
        return self.stage.sandbox

    @property
    def database(self):
        return Path(self.stage.bot.environment["DATA_DIR"]) / "countersign.db"

    def log(self):
        return self.stage.bot.log.read_text()

    async def rests(self, still=0.15):
        """Until every update that the sandbox made is answered, and nothing more is being said."""
        for _ in range(600):
            await self.sandbox.wait_until_idle(within=60, idle_for=still)
            if not await self.waiting():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"updates still wait: {await self.waiting()}")

    async def finishes_documents(self):
        """Until every document that all have answered is sealed, everyone was told, and no board is behind."""
        open_requests = "SELECT document_id FROM request WHERE state IN ('open', 'waiting')"
        behind = f"finished_at IS NULL AND id NOT IN ({open_requests}) OR board_behind_at IS NOT NULL"
        unfinished = f"SELECT title, finished_at, board_behind_at FROM document WHERE {behind}"  # noqa: S608
        for _ in range(600):
            if not self.rows(unfinished):
                return await self.rests(still=1)
            await asyncio.sleep(0.1)
        raise AssertionError(f"these are not finished: {self.rows(unfinished)}")

    async def waiting(self):
        """Updates without an answer, and notices whose time has come and which nobody has got."""
        now = datetime.fromisoformat((await self.sandbox.clock.read())["now"]).astimezone(UTC).isoformat(" ")
        due = f"SELECT id, kind FROM notice WHERE outcome = 'pending' AND send_after_at <= '{now}'"  # noqa: S608 - a time
        unanswered = self.rows('SELECT id, error FROM "update" WHERE done_at IS NULL AND dead_at IS NULL')
        return unanswered + self.rows(due)

    async def hears(self, actor):
        """All that a person was told since their last act: new and changed messages, then answers to taps."""
        await self.rests()
        chat = await actor.phone.chat()
        mark = actor.phone.mark
        shown = [one for one in await actor.phone.new_messages() if one.text]
        answers = [one["text"] for one in chat["answers"] if one["sequence"] > mark and one["text"]]
        return [one.text for one in shown] + answers

    async def injects(self, actor, *updates):
        """Put hand-made updates of a person before the bot, and take what came before as read."""
        await self.rests()
        await actor.phone.marks_read()
        for one in updates:
            await self.sandbox.inject(one)

    def rows(self, statement, *values):
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)) as database:
            return database.execute(statement, values).fetchall()

    def count(self, table):
        return self.rows(f'SELECT count(*) FROM "{table}"')[0][0]  # noqa: S608 - the test's own table names

    def tables(self):
        named = self.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [name for (name,) in named if name not in COMES_AND_GOES]

    def fingerprint(self, without=frozenset(), of=None):
        """Every row that an act could change, of all organisations or of one, as one digest per table."""
        found = {}
        for table in set(self.tables()) - set(without):
            columns = {row[1] for row in self.rows(f'PRAGMA table_info("{table}")')}
            owner = "id" if table == "organisation" else "organisation_id"
            scoped = of is not None and owner in columns
            statement = ALONE.get(table, f'SELECT * FROM "{table}"')  # noqa: S608 - as above
            word = "AND" if "WHERE" in statement else "WHERE"
            rows = self.rows(f"{statement} {word} {owner} = ?", of) if scoped else self.rows(statement)
            found[table] = (len(rows), hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest())
        return found

    async def is_well(self, since=0):
        """Nothing became a dead letter, nothing was refused by Telegram, nothing went wrong unseen."""
        told = self.log()[since:]
        assert not [word for word in TROUBLE if word in told], told[-6000:]
        failed = self.rows('SELECT id, error FROM "update" WHERE attempts > 0')
        assert not [one for one in failed if one[0] not in self.forgiven]
        refused = [one for one in await self.sandbox.refused_calls() if not any(usual in one for usual in self.usual)]
        assert not set(refused), set(refused)


@asynccontextmanager
async def company(folder: Path, at: str = "", kind=Company, **settings: str) -> AsyncIterator[Company]:
    """A sandbox, a bot, an owner (uk), an employee (en), a named guard (ru), all registered; a stranger (en).

    The clock stands `at` a moment (ISO 8601), where one is given. Neither Telegram nor the bot limits its sending: the
    main scenario and the tests of limits do.
    """
    async with stage(folder, **{"MESSAGES_PER_SECOND": "0", **settings}) as one:
        await one.sandbox.set_limits(enabled=False)
        if at:
            await one.sandbox.clock.set(at)
        await one.bot.start()
        phones = [
            Actor(await one.sandbox.add_person(person.name, phone=person.phone, language=language), language)
            for person, language in ((sample.OWNER, "uk"), (sample.EMPLOYEE, "en"), (sample.GUARD, "ru"))
        ]
        stranger = Actor(await one.sandbox.add_person("Some Body", phone="+380509999999", language="en"), "en")
        staff = kind(one, *phones, stranger)
        await stranger.phone.sends("/start")
        await staff.owner.register(await one.owner_link())
        await steps.import_staff_list(staff.owner)
        for actor, person in ((staff.employee, sample.EMPLOYEE), (staff.guard, sample.GUARD)):
            await actor.register(await steps.invite(staff.owner, person))
        await steps.name_guard(staff.owner, sample.GUARD)
        await staff.rests()
        yield staff
