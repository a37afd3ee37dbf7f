"""The house: built from the settings, opened, run until told to stop, and closed with nothing half done."""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import LinkPreviewOptions, User

from bot.clock import Clock
from bot.counters import Counters
from bot.notices.rates import Limiter, Pace, Rates
from bot.retention import PurgeOld, kept_days
from bot.settings import Delivery, Settings, SettingsError
from bot.texts import Texts
from bot.wiring.actions import Actions, build_actions
from bot.wiring.bells import Bell, Bells
from bot.wiring.health import Health
from bot.wiring.holders import own_name, release_the_dead
from bot.wiring.keys import open_cipher
from bot.wiring.retention import Retention
from bot.wiring.store import open_store
from handlers import include_rooms
from handlers.clock import SandboxClock, system_clock
from handlers.commands import tell_everybody
from handlers.files import Files
from handlers.fsm_storage import Memory
from handlers.gate import Gate
from handlers.inbox import MOST_USER_QUEUES, SHARED_USER_QUEUES, InboxWorker
from handlers.limits import KeepLimits, OwnPace
from handlers.notice_screens import notice_screen
from handlers.outbox import OutboxWorker
from handlers.outbox.records import Records
from handlers.outbox.sending import Sender
from handlers.passes.holders.countdown import Countdown
from handlers.polling import Polling
from handlers.rooms import Rooms
from handlers.session import LeanSession
from handlers.webhook import Webhook
from handlers.wire import Wire
from storage.transaction import Store

STOPS_WITHIN_SECONDS = 20.0

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class House:
    """Everything that runs. `open_house` builds it; `run` returns once told to stop."""

    settings: Settings
    clock: Clock
    store: Store
    bot: Bot
    texts: Texts
    inbox_worker: InboxWorker
    outbox_worker: OutboxWorker
    bells: Bells
    actions: Actions
    entrance: "Polling | Webhook | None"
    health: Health | None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _delivering: asyncio.Task[None] | None = None
    _announcing: asyncio.Task[None] | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set, or until something fails that cannot be waited out; then close."""
        try:
            await self._start()
            stopped = asyncio.create_task(stop.wait())
            done, _ = await asyncio.wait([stopped, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            for task in done - {stopped}:
                task.result()
        finally:
            await self._close()

    async def _start(self) -> None:
        if self.health is not None:
            await self.health.start()
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
        self.bells.start()
        self._announcing = asyncio.create_task(self._announce())
        log.info("running", delivery=self.settings.delivery.value)

    async def _announce(self) -> None:
        """Tell Telegram the commands, which nobody who writes already waits for."""
        try:
            await tell_everybody(self.bot, self.texts)
        except AiogramError as error:
            log.warning("commands not announced", reason=type(error).__name__)

    def _background(self, *work: Coroutine[Any, Any, None]) -> None:
        self._tasks.extend(asyncio.create_task(one) for one in work)

    async def _close(self) -> None:
        """Take nothing new, finish what is being done, give back the rest."""
        log.info("stopping")
        if self.entrance is not None:
            await self.entrance.stop()
        self.outbox_worker.stop()
        within = STOPS_WITHIN_SECONDS
        await asyncio.gather(self.inbox_worker.stop(within), self.bells.stop(within), self._delivered())
        if self._announcing is not None:
            self._tasks.append(self._announcing)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.actions.close()
        if self.health is not None:
            await self.health.stop()
        await self.bot.session.close()
        await self.store.close()

    async def _delivered(self) -> None:
        if self._delivering is not None:
            await asyncio.wait([self._delivering], timeout=STOPS_WITHIN_SECONDS)


async def open_house(settings: Settings) -> House:
    """Build everything; migrates the database and asks Telegram who the bot is."""
    cipher = open_cipher(settings)
    wake = _Waker()
    store, inbox = await open_store(settings, cipher, wake.wake_outbox, follow=True)
    clock = _clock(settings)
    if isinstance(clock, SandboxClock):
        await clock.look()
    counters = Counters()
    wire = Wire(str(settings.bot_api_base))
    bot = _bot(settings, wire, _pace(settings, store), counters)
    me = await _introduced(bot, settings)
    texts = Texts(settings.language)
    paper = await store.paper()
    actions = build_actions(settings, store, cipher, paper, texts, me, wake.bells_soon, counters)
    await release_the_dead(inbox, store)
    holder = own_name()
    memory = Memory()
    rooms = _rooms(actions, texts, memory, clock)
    outbox_worker = _outbox_worker(store, bot, texts, clock, holder, actions)
    purge_old = PurgeOld(store.purge, system_clock, kept_days(settings.retention))
    countdown = Bell("countdown", Countdown(actions.count_down, bot, texts), clock)
    bells = Bells([*actions.bells(clock), countdown, Bell("retention", Retention(purge_old, store.transaction), clock)])
    wake.bells, wake.outbox_worker = bells, outbox_worker
    if isinstance(clock, SandboxClock):
        clock.changed = wake.both_soon
    inbox_worker = InboxWorker(
        inbox, rooms, bot, memory, holder, counters, MOST_USER_QUEUES if settings.alone else SHARED_USER_QUEUES
    )
    entrance = _entrance(settings, inbox_worker, bot, wire, clock)
    health = _health(settings, store, counters, clock, entrance)
    return House(settings, clock, store, bot, texts, inbox_worker, outbox_worker, bells, actions, entrance, health)


class _Waker:
    """Wakes the courier and rings the bells when something was just done; holds them once they are built."""

    bells: Bells | None = None
    outbox_worker: OutboxWorker | None = None

    def wake_outbox(self) -> None:
        """Notices were written."""
        if self.outbox_worker:
            self.outbox_worker.nudge()

    def bells_soon(self) -> None:
        """Something may have become due by what was done."""
        if self.bells:
            self.bells.nudge()

    def both_soon(self) -> None:
        """Time has jumped."""
        self.bells_soon()
        self.wake_outbox()


def _clock(settings: Settings) -> Clock:
    return SandboxClock(str(settings.sandbox_clock_url)) if settings.sandbox_clock_url else system_clock


def _pace(settings: Settings, store: Store) -> Pace | None:
    if settings.messages_per_second == 0:
        return None
    rates = Rates.of(settings.messages_per_second)
    if settings.alone:
        return OwnPace(Limiter(rates))
    return store.pace(int(settings.bot_token.get_secret_value().partition(":")[0]), rates)


def _bot(settings: Settings, wire: Wire, pace: Pace | None, counters: Counters) -> Bot:
    server = TelegramAPIServer.from_base(str(settings.bot_api_base).rstrip("/"))
    session = LeanSession(wire, server, limit=200)
    session.middleware(KeepLimits(pace, counters))
    look = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(settings.bot_token.get_secret_value(), session=session, default=look)


async def _introduced(bot: Bot, settings: Settings) -> User:
    """Ask Telegram who the bot is; a sentence for the administrator where it does not say."""
    try:
        return await bot.get_me()
    except (TelegramUnauthorizedError, TelegramNotFound):
        await bot.session.close()
        raise SettingsError("BOT_TOKEN: Telegram does not know this token: get it again from @BotFather.") from None
    except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
        await bot.session.close()
        reason = type(error).__name__
        raise SettingsError(f"BOT_API_BASE: {settings.bot_api_base} does not answer as a Bot API: {reason}.") from None


def _rooms(actions: Actions, texts: Texts, memory: Memory, clock: Clock) -> Rooms:
    root = Router(name="house")
    include_rooms(root)
    gate = Gate(actions.find_speakers, texts, actions.kept_files, clock)
    return Rooms(root, gate, memory, {**actions.by_name, "texts": texts})


def _outbox_worker(store: Store, bot: Bot, texts: Texts, clock: Clock, holder: str, actions: Actions) -> OutboxWorker:
    sender = Sender(bot, Files(bot, actions.kept_files), texts, clock, notice_screen)
    records = Records(store.transaction, actions.delivered, actions.unreached)
    return OutboxWorker(store.transaction, sender, records, clock, holder)


def _health(
    settings: Settings, store: Store, counters: Counters, clock: Clock, entrance: Polling | Webhook | None
) -> Health | None:
    if not settings.health_listen:
        return None
    loops = ("inbox",) if settings.delivery is Delivery.NONE else ("inbox", settings.delivery.value)
    hook = entrance if isinstance(entrance, Webhook) else None
    return Health(settings.health_listen, store.queues, counters, clock, loops, hook)


def _entrance(
    settings: Settings, inbox_worker: InboxWorker, bot: Bot, wire: Wire, clock: Clock
) -> Polling | Webhook | None:
    if settings.delivery is Delivery.NONE:
        return None
    if settings.delivery is Delivery.WEBHOOK and settings.webhook_url is not None:
        url = str(settings.webhook_url)
        path = settings.webhook_url.path or "/"
        secret = settings.webhook_secret.get_secret_value()
        return Webhook(inbox_worker, bot, url, path, settings.webhook_listen, secret, clock)
    token, base = settings.bot_token.get_secret_value(), str(settings.bot_api_base).rstrip("/")
    return Polling(inbox_worker, wire, f"{base}/bot{token}/getUpdates")


async def run_until_signalled(settings: Settings) -> None:
    """Open the house and run it until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    house = await open_house(settings)
    await house.run(stop)
