"""Turn: what every handler gets about its update."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from bot.checkpoint.duty.guests import Guard, GuestGuard
from bot.ids import EventId
from bot.inbox import FROM_PAGES
from bot.staff.models import Speaker
from bot.staff.sessions.mini_apps import MiniApps
from bot.texts.words import Words
from handlers.bot_api.downloads import Fetch
from handlers.show import Show


@dataclass(slots=True)
class Turn:
    """One update of one person: the speaker, the language, how to reply, the time.

    `event_id` makes a use case idempotent: it is the same each time the same update is handled. `speakers` has one
    speaker for each organisation to which the person belongs, the newest first.
    """

    update: Update
    user: User
    speaker_or_none: Speaker | None
    speakers: Sequence[Speaker]
    words: Words
    show: Show
    fetch: Fetch
    state: FSMContext
    event_id: EventId
    now: datetime
    mini_apps: MiniApps
    guest: GuestGuard | None = None

    @property
    def speaker(self) -> Speaker:
        """Return the speaker; LookupError for a person who is registered nowhere."""
        if self.speaker_or_none is None:
            raise LookupError("nobody is registered with this Telegram account")
        return self.speaker_or_none

    @property
    def organisations(self) -> int:
        """Return to how many organisations the person belongs."""
        return len(self.speakers)

    @property
    def guard(self) -> Guard:
        """Return the guard: the guest whom a filter set, otherwise the speaker."""
        return self.guest or self.speaker

    def for_guest(self, guest: GuestGuard) -> "Turn":
        """Return the turn of a guest on duty, with the host organisation's time zone."""
        fetch, words = replace(self.fetch, stranger=False), self.words.at(guest.organisation.time_zone)
        return replace(self, guest=guest, fetch=fetch, words=words)

    @property
    def is_on_page(self) -> bool:
        """Return whether a page of the bot made this update; Telegram can send none like that."""
        return self.update.update_id >= FROM_PAGES

    @property
    def message(self) -> Message:
        """Return the person's message; LookupError for an update of another kind."""
        if self.update.message is None:
            raise LookupError("this update is not a message")
        return self.update.message

    @property
    def callback(self) -> CallbackQuery:
        """Return the callback query; LookupError for an update of another kind."""
        if self.update.callback_query is None:
            raise LookupError("this update is not a callback query")
        return self.update.callback_query
