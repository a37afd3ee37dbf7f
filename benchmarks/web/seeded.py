"""The pages of an organisation with a guard on duty and many passes, served by the application's own objects."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from dishka import AsyncContainer

from benchmarks.checks import SampleBot, add_person, new_pass, start_shifts
from benchmarks.processes import TOKEN
from bot.ids import EventId
from bot.passes.live_codes.show_live_code import ShowLiveCode
from bot.passes.models import Pass
from bot.providers import make_container
from bot.settings import read_settings
from bot.staff.models import Speaker
from bot.staff.organisation.add_owner import NewOwner, found
from bot.staff.sessions.make_login_link import MakeLoginLink
from storage.transaction import Store
from web.server import WebServer

PASSES_OF_ONE_HOLDER = 10


@dataclass(frozen=True, slots=True)
class SeededPages:
    """The pages at `url`, a guard on duty, and a holder with a pass whose codes the guard is shown."""

    url: str
    container: AsyncContainer
    guard: Speaker
    holder: Speaker
    pass_: Pass

    async def login_link(self) -> str:
        """Return a link that opens the scanner in the guard's browser."""
        make = await self.container.get(MakeLoginLink)
        return f"{self.url}/scan#{await make(self.guard, event_id=_event_id(), now=datetime.now(UTC))}"

    async def live_code(self) -> bytes:
        """Return the picture of a fresh code, as the holder's phone shows it: PNG."""
        show = await self.container.get(ShowLiveCode)
        return (await show(self.holder, self.pass_.id, event_id=_event_id(), now=datetime.now(UTC))).png


@asynccontextmanager
async def seeded_pages(folder: Path, passes: int) -> AsyncIterator[SeededPages]:
    """Serve the pages of an organisation with so many passes, over SQLite in the folder."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{one.getsockname()[1]}"
    pages = {"web_listen": address, "public_url": f"http://{address}"}
    settings = read_settings(bot_token=TOKEN, data_dir=folder, database_url="", master_key="", **pages)
    container = make_container(settings, SampleBot())
    server = WebServer(address, container)
    try:
        guard, holder, pass_ = await _seed(await container.get(Store), passes)
        await server.start()
        yield SeededPages(f"http://{address}", container, guard, holder, pass_)
    finally:
        await server.stop()
        await container.close()


async def _seed(store: Store, passes: int) -> tuple[Speaker, Speaker, Pass]:
    now = datetime.now(UTC)
    wanted = NewOwner("Sample Works", "Sample Owner", None, "en", "Europe/Kyiv")
    organisation, keys = found(wanted, _event_id(), now)
    async with store.transaction() as tx:
        await tx.organisations.add(organisation, keys)
        guard = await add_person(tx, organisation, 0, now)
        await start_shifts(tx, [guard], now)
        holder = guard
        for number in range(passes):
            if number % PASSES_OF_ONE_HOLDER == 0:
                holder = await add_person(tx, organisation, 1 + number, now)
            last = new_pass(holder, number, now)
            await tx.passes.add(last)
    return guard, holder, last


def _event_id() -> EventId:
    return EventId(f"benchmark:{uuid4()}")
