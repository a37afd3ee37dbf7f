"""Provides the bot, the dependencies of handlers, and the outbox worker."""

from collections.abc import AsyncIterator
from typing import NewType

from aiogram import Bot, Dispatcher
from aiogram.types import User
from dishka import AsyncContainer, Provider, Scope, provide, provide_all

from bot.cli.bot_api import explained
from bot.clock import Clock
from bot.counters import Counters
from bot.inbox import Inbox
from bot.notices.ports import OpenNotices
from bot.providers.pace import pace_of
from bot.providers.signals import NoticesWritten, UpdatesStored
from bot.settings import Settings
from bot.signing.boards.unreached import NoteUnreached
from bot.signing.requests.note_delivered import NoteDelivered
from bot.staff.pins.pin_page import PinQuestions
from bot.staff.sessions.log_in import ReadInitData
from bot.startup.holders import Holder
from bot.texts.words import Texts
from handlers import build_dispatcher
from handlers.bot_api.client import open_bot
from handlers.bot_api.downloads import Downloads
from handlers.bot_api.files import Files, KeptFiles
from handlers.bot_api.init_data import SignedInitData
from handlers.bot_api.limits import KeepLimits
from handlers.middlewares import LoadTurn
from handlers.notice_screens import notice_screen
from handlers.outbox import OutboxWorker
from handlers.outbox.records import Records
from handlers.outbox.sending import Sender
from handlers.passes.holders.countdown import Countdown
from handlers.signing.boards.refreshing import RefreshBoards
from handlers.updates.fsm_storage import Memory
from handlers.updates.pin_page import ChatPinQuestions
from storage.files import StoredFiles
from storage.transaction import Store

BotUser = NewType("BotUser", User)
"""The bot's identity in Telegram."""


class TelegramProvider(Provider):
    """One bot for the whole process."""

    scope = Scope.APP

    parts = provide_all(Countdown, Files, LoadTurn, Memory, RefreshBoards)

    @provide
    async def bot(self, settings: Settings, limits: KeepLimits) -> AsyncIterator[Bot]:
        """Return the bot; close its session at the end."""
        async with open_bot(settings, limits).context() as bot:
            yield bot

    @provide
    def dispatcher(self, memory: Memory, load_turn: LoadTurn, texts: Texts, container: AsyncContainer) -> Dispatcher:
        """Return the dispatcher with all routers."""
        return build_dispatcher(memory, load_turn, texts, container)

    @provide
    def limits(self, settings: Settings, store: Store, counters: Counters) -> KeepLimits:
        """Return the limiter of calls to Telegram; zero messages a second stand for a server without limits."""
        per_second = settings.messages_per_second
        return KeepLimits(pace_of(settings, store, settings.bot_id, per_second) if per_second else None, counters)

    @provide
    def downloads(self, settings: Settings) -> Downloads:
        """Return the limits of files that people send."""
        mib = 1 << 20
        return Downloads.open(
            settings.data_dir / "incoming", settings.files_mib * mib, settings.strangers_files_mib * mib
        )

    @provide
    async def user(self, bot: Bot, settings: Settings) -> BotUser:
        """Fetch the bot's identity; SettingsError explains to the administrator why that failed."""
        with explained(settings):
            return BotUser(await bot.get_me())

    @provide
    def read_init_data(self, settings: Settings) -> ReadInitData:
        """Return the check of what Telegram signs for Mini Apps."""
        key = bytes.fromhex(settings.telegram_public_key)
        return SignedInitData(settings.bot_token.get_secret_value(), settings.bot_id, key)

    @provide
    def pin_questions(self, inbox: Inbox, stored: UpdatesStored) -> PinQuestions:
        """Return the questions of the chats that wait for a PIN."""
        return ChatPinQuestions(inbox, stored)

    @provide
    def kept_files(self, files: StoredFiles) -> KeptFiles:
        """Return the files to send."""
        return files

    @provide
    def sender(self, bot: Bot, files: Files, texts: Texts, clock: Clock) -> Sender:
        """Return the sender of one notice."""
        return Sender(bot, files, texts, clock, notice_screen)

    @provide
    def records(self, open_: OpenNotices, delivered: NoteDelivered, unreached: NoteUnreached) -> Records:
        """Return what records the outcomes of notices."""
        return Records(open_, delivered, unreached)

    @provide
    def outbox_worker(
        self,
        open_: OpenNotices,
        send: Sender,
        records: Records,
        clock: Clock,
        holder: Holder,
        notices_written: NoticesWritten,
    ) -> OutboxWorker:
        """Return the outbox worker, which runs at once when notices were written."""
        outbox_worker = OutboxWorker(open_, send, records, clock, holder)
        notices_written.subscribe(outbox_worker.nudge)
        return outbox_worker
