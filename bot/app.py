"""The application: built from the settings, run until it is stopped, and closed without leaving work half done."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import aiogram_later  # noqa: F401 - before aiogram
import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError
from dishka import AsyncContainer

from bot.clock import Clock
from bot.counters import Counters
from bot.jobs import Jobs, make_jobs
from bot.providers import make_container
from bot.providers.signals import JobsWoken, Signal, UpdatesStored
from bot.settings import Delivery, Settings
from bot.startup.holders import Holder, release_dead_holders
from bot.texts.words import Texts
from handlers.clock import SandboxClock
from handlers.commands import set_default_commands
from handlers.outbox import OutboxWorker
from handlers.updates.fsm_storage import Memory
from handlers.updates.inbox import MOST_USER_QUEUES, SHARED_USER_QUEUES, InboxWorker
from handlers.updates.polling import Polling
from handlers.updates.webhook import Webhook
from storage.transaction import Store
from web.monitoring import MonitoringServer
from web.server import WebServer

STOPS_WITHIN_SECONDS = 20.0

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Application:
    """Everything that runs. `build_application` makes it; `run` returns once stopped."""

    settings: Settings
    clock: Clock
    bot: Bot
    texts: Texts
    inbox_worker: InboxWorker
    outbox_worker: OutboxWorker
    jobs: Jobs
    entrance: Polling | Webhook | None
    monitoring: MonitoringServer
    pages: WebServer
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _delivering: asyncio.Task[None] | None = None
    _announcing: asyncio.Task[None] | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set, or until an error that waiting cannot cure; then stop everything."""
        try:
            await self._start()
            stopped = asyncio.create_task(stop.wait())
            done, _ = await asyncio.wait([stopped, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            for task in done - {stopped}:
                task.result()
        finally:
            await self._stop()

    async def _start(self) -> None:
        await self.monitoring.start()
        await self.pages.start()
        self._delivering = asyncio.create_task(self.outbox_worker.run())
        self._tasks.append(self._delivering)
        self._background(self.inbox_worker.keep_going(), self.inbox_worker.inbox.listen(self.inbox_worker.nudge))
        if isinstance(self.clock, SandboxClock):
            self._background(self.clock.follow())
        if isinstance(self.entrance, Webhook):
            await self.entrance.start()
            self._background(self.entrance.watch())
        elif self.entrance is not None:
            await self.bot.delete_webhook(drop_pending_updates=False)
            self._background(self.entrance.run())
        self.jobs.start()
        self._announcing = asyncio.create_task(self._announce())
        log.info("running", delivery=self.settings.delivery.value)

    async def _announce(self) -> None:
        """Set the bot's commands in Telegram, in the background, so that no person waits for it."""
        try:
            await set_default_commands(self.bot, self.texts)
        except AiogramError as error:
            log.warning("command list not set", reason=type(error).__name__)

    def _background(self, *work: Coroutine[Any, Any, None]) -> None:
        self._tasks.extend(asyncio.create_task(one) for one in work)

    async def _stop(self) -> None:
        """Accept nothing new, finish what is being done, release the rest."""
        log.info("stopping")
        if self.entrance is not None:
            await self.entrance.stop()
        await self.pages.stop()
        self.outbox_worker.stop()
        within = STOPS_WITHIN_SECONDS
        await asyncio.gather(self.inbox_worker.stop(within), self.jobs.stop(within), self._delivered(within))
        if self._announcing is not None:
            self._tasks.append(self._announcing)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.monitoring.stop()

    async def _delivered(self, within: float) -> None:
        if self._delivering is not None:
            await asyncio.wait([self._delivering], timeout=within)


async def build_application(container: AsyncContainer) -> Application:
    """Open the storage, fetch the bot's identity from Telegram, and build everything that runs."""
    settings, store = await container.get(Settings), await container.get(Store)
    clock: Clock = await container.get(Clock)
    bot, memory, counters = await container.get(Bot), await container.get(Memory), await container.get(Counters)
    dispatcher = await container.get(Dispatcher)
    await release_dead_holders(store.inbox, store.reading, store.transaction)
    holder, at_once = await container.get(Holder), MOST_USER_QUEUES if settings.alone else SHARED_USER_QUEUES
    inbox_worker = InboxWorker(store.inbox, dispatcher, bot, memory, holder, counters, at_once)
    entrance = _entrance(settings, inbox_worker, bot, clock)
    monitoring = await container.get(MonitoringServer)
    monitoring.health.hook = entrance if isinstance(entrance, Webhook) else None
    jobs, outbox_worker = await make_jobs(container, clock), await container.get(OutboxWorker)
    (await container.get(JobsWoken)).subscribe(jobs.wake)
    (await container.get(UpdatesStored)).subscribe(inbox_worker.nudge)
    if isinstance(clock, SandboxClock):
        clock.changed = Signal([jobs.wake_all, outbox_worker.nudge])
    texts, pages = await container.get(Texts), WebServer(settings.web_listen, container)
    return Application(settings, clock, bot, texts, inbox_worker, outbox_worker, jobs, entrance, monitoring, pages)


def _entrance(settings: Settings, inbox_worker: InboxWorker, bot: Bot, clock: Clock) -> Polling | Webhook | None:
    if settings.delivery is Delivery.NONE:
        return None
    if settings.delivery is Delivery.WEBHOOK and settings.webhook_url is not None:
        url = str(settings.webhook_url)
        path = settings.webhook_url.path or "/"
        secret = settings.webhook_secret.get_secret_value()
        return Webhook(inbox_worker, bot, url, path, settings.webhook_listen, secret, clock)
    return Polling(inbox_worker, bot)


async def run_application(settings: Settings, stop: asyncio.Event) -> None:
    """Build the application and run it until `stop` is set."""
    container = make_container(settings)
    try:
        application = await build_application(container)
        await application.run(stop)
    finally:
        await container.close()


async def run_pages(settings: Settings, stop: asyncio.Event) -> None:
    """Serve the pages in the browser, and nothing else, until `stop` is set."""
    container = make_container(settings)
    pages = WebServer(settings.web_listen, container)
    try:
        await pages.start()
        log.info("running", pages=settings.web_listen)
        await stop.wait()
    finally:
        await pages.stop()
        await container.close()
