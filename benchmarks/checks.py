"""How long a check takes, from the bytes of a photo to the verdict, without Telegram, over a real database.

`p50_ms` and `p95_ms` are measured with one photo after another. Then twenty guards check at the same time, each the
next photo as soon as the last one has its verdict: `per_second` is the number of checks per second of CPU time of all
processes, so per core; `buttons_p95_ms` is how long other people wait meanwhile for the screen of their passes. Every
photo shows another live code, recompressed as Telegram does it; each verdict must be VALID.
"""

import argparse
import asyncio
import io
import json
import math
import os
import statistics
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from aiogram.types import User
from dishka import AsyncContainer, Provider, Scope, provide
from PIL import Image

from benchmarks.processes import TOKEN, cpu_seconds
from bot.checkpoint.checks.check_codes import CheckPicture
from bot.checkpoint.models import Admits, ServiceQr, Shift, Verdict
from bot.ids import EventId
from bot.passes.browse_passes import ListMyPasses
from bot.passes.live_codes.show_live_code import ShowLiveCode
from bot.passes.models import Pass, PassType
from bot.providers import make_container
from bot.providers.telegram import BotUser
from bot.settings import read_settings
from bot.staff.models import Account, Organisation, Person, Role, Speaker
from bot.staff.organisation.add_owner import NewOwner, found
from bot.staff.people.browse_staff import FindSpeakers
from bot.texts.words import Texts, Words
from handlers.passes.screens import my_passes_screen
from storage.transaction import Store, Transaction

GUARDS = 20
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TAPPED_EVERY_SECONDS = 0.02
PHOTO, CODE = (1280, 960), 520
PASSES_OF_ONE_HOLDER = 5


class SampleBot(Provider):
    """Says who the bot is, without asking Telegram."""

    scope = Scope.APP

    @provide
    def user(self) -> BotUser:
        """Return the sandbox's bot."""
        return BotUser(User(id=1_000_000_001, is_bot=True, first_name="Sample", username="countersign_demo_bot"))


@dataclass(frozen=True, slots=True)
class Scene:
    """Guards on duty, a holder of a pass, and a photo of a new code for every check."""

    check_picture: CheckPicture
    find_speakers: FindSpeakers
    list_my_passes: ListMyPasses
    guards: list[Speaker]
    holder: Speaker
    photos: list[bytes]

    async def check(self, guard: Speaker) -> float:
        """Check the next photo; return the seconds it took."""
        photo, event_id = self.photos.pop(), EventId(f"benchmark:{uuid4()}")
        began = time.perf_counter()
        (answer,) = await self.check_picture(guard, photo, event_id=event_id, now=NOW)
        seconds = time.perf_counter() - began
        if answer.check.verdict is not Verdict.VALID:
            raise RuntimeError(f"the verdict on a valid code was {answer.check.verdict}")
        return seconds

    async def check_many(self, guard: Speaker, times: int) -> None:
        """Check one photo after another."""
        for _ in range(times):
            await self.check(guard)

    async def tap(self, words: Words, waits: list[float]) -> None:
        """Tap a button again and again, and add the seconds that each tap took to `waits`."""
        while True:
            await asyncio.sleep(TAPPED_EVERY_SECONDS)
            began = time.perf_counter()
            (speaker,) = await self.find_speakers(self.holder.account.telegram_id)
            my_passes_screen(words, await self.list_my_passes(speaker, now=NOW), None)
            waits.append(time.perf_counter() - began)


async def measure(folder: str, alone: int, each: int) -> dict[str, float]:
    """Check `alone` photos one after another, then `each` from every guard at once."""
    settings = read_settings(bot_token=TOKEN, data_dir=Path(folder), database_url="", master_key="")
    container = make_container(settings, SampleBot())
    try:
        scene = await make_scene(container, 1 + alone + GUARDS * each)
        await scene.check(scene.guards[0])  # the first photo starts the worker processes
        one_by_one = [await scene.check(scene.guards[0]) for _ in range(alone)]
        words, waits = Texts().words("uk", "Europe/Kyiv"), list[float]()
        used, tapping = cpu_of_all(), asyncio.create_task(scene.tap(words, waits))
        await asyncio.gather(*(scene.check_many(guard, each) for guard in scene.guards))
        tapping.cancel()
        per_second = GUARDS * each / (cpu_of_all() - used)
    finally:
        await container.close()
    return {
        "p50_ms": round(1000 * statistics.median(one_by_one), 1),
        "p95_ms": round(1000 * p95(one_by_one), 1),
        "per_second": round(per_second, 1),
        "buttons_p95_ms": round(1000 * p95(waits), 1),
    }


async def make_scene(container: AsyncContainer, photos: int) -> Scene:
    """Make an organisation, start the shifts of its guards, and take so many photos of codes."""
    wanted = NewOwner("Sample Works", "Sample Owner", None, "uk", "Europe/Kyiv")
    organisation, keys = found(wanted, EventId("benchmark:organisation"), NOW)
    store = await container.get(Store)
    async with store.transaction() as tx:
        await tx.organisations.add(organisation, keys)
        guards = [await add_person(tx, organisation, number, NOW) for number in range(GUARDS)]
        holder = await add_person(tx, organisation, GUARDS, NOW)
        holders = [
            await add_person(tx, organisation, GUARDS + 1 + number, NOW)
            for number in range(photos // PASSES_OF_ONE_HOLDER + 1)
        ]
        await start_shifts(tx, guards, NOW)
        passes = [new_pass(holders[number // PASSES_OF_ONE_HOLDER], number, NOW) for number in range(photos)]
        for one in [*passes, new_pass(holder, photos, NOW)]:
            await tx.passes.add(one)
    show = await container.get(ShowLiveCode)
    people = {one.person.id: one for one in holders}
    shown = [
        await show(people[one.holder_id], one.id, event_id=EventId(f"benchmark:{one.id}"), now=NOW) for one in passes
    ]
    taken = await asyncio.to_thread(lambda: [photograph(one.png, number) for number, one in enumerate(shown)])
    used = await container.get(CheckPicture), await container.get(FindSpeakers), await container.get(ListMyPasses)
    return Scene(*used, guards, holder, taken)


def photograph(code: bytes, number: int) -> bytes:
    """Return a photo of a code on a grey wall, turned a little, as Telegram sends it: 1280 pixels, JPEG quality 80."""
    backdrop = Image.new("RGB", PHOTO, "darkgrey")
    with Image.open(io.BytesIO(code)) as drawn:
        backdrop.paste(drawn.convert("RGB").resize((CODE, CODE)), (100 + 37 * number % 600, 60 + 53 * number % 340))
    file = io.BytesIO()
    backdrop.rotate(number % 9 - 4, fillcolor="darkgrey").save(file, "JPEG", quality=80)
    return file.getvalue()


async def add_person(tx: Transaction, organisation: Organisation, number: int, now: datetime) -> Speaker:
    """Add an employee with an account and return them."""
    name = f"Sample Person {number}"
    person = Person(uuid4(), organisation.id, None, name, "", "", None, None, Role.EMPLOYEE, now)
    account = Account(
        id=uuid4(),
        organisation_id=organisation.id,
        person_id=person.id,
        telegram_id=5_000_000 + number,
        language="uk",
        phone=f"+3805000{number:05d}",
        certificate=b"no certificate",
        key_envelope=b"no key",
        privacy_version="1",
        agreement_version="1",
        bound_at=now,
        identified_by="benchmark",
    )
    await tx.people.add([person])
    await tx.accounts.add(account)
    return Speaker(organisation, person, account)


async def start_shifts(tx: Transaction, guards: list[Speaker], now: datetime) -> None:
    """Add a checkpoint that accepts every type, and put people on duty there for a day."""
    organisation_id, issuer_id, until = guards[0].organisation.id, guards[0].person.id, now + timedelta(days=1)
    accepts, record = frozenset[str](), b"{}"
    checkpoint = ServiceQr(
        uuid4(),
        b"checkpoint12",
        organisation_id,
        issuer_id,
        "Gate",
        "Street",
        accepts,
        24,
        now,
        until,
        record,
        b"",
        admits=Admits.STAFF,
    )
    await tx.service_qrs.add(checkpoint)
    for guard in guards:
        await tx.shifts.start(Shift(uuid4(), organisation_id, checkpoint.id, guard.person.id, now, until), now)


def new_pass(holder: Speaker, number: int, now: datetime) -> Pass:
    """Return a staff pass that is valid for a year."""
    until, holder_id = now + timedelta(days=365), holder.person.id
    kind, named = PassType.STAFF, f"{number:06d}"
    return Pass(uuid4(), holder.organisation.id, kind, holder_id, named, None, holder_id, now, now, until)


def cpu_of_all() -> float:
    """Return the CPU seconds of this process and all that it has started, ended ones included (proc(5), stat)."""
    parents, ended = dict[int, int](), dict[int, float]()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(fields[1])
            ended[int(stat.parent.name)] = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        except OSError:
            continue  # the process has ended meanwhile
    family = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(cpu_seconds(pid) + ended[pid] for pid in family)


def p95(seconds: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1]


def main(arguments: list[str]) -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks checks", description=__doc__)
    parser.add_argument("--alone", type=int, default=60, help="photos one after another")
    parser.add_argument("--each", type=int, default=10, help="photos for each of the twenty guards")
    given = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(folder, given.alone, given.each))
    print(json.dumps(figures), file=sys.stdout)
    return 0
