"""Turn: what every handler is given about the update that it handles."""

from dataclasses import dataclass, replace
from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from bot.checkpoint.duty.guests import Guard, GuestGuard
from bot.ids import EventId
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show


@dataclass(slots=True)
class Turn:
    """One update of one person: who speaks, in which language, how to reply, and when it is.

    `event_id` makes a use case idempotent: the same update has the same, however often it is handled. `organisations`
    counts those that the person belongs to.
    """

    update: Update
    user: User
    speaker_or_none: Speaker | None
    organisations: int
    words: Words
    show: Show
    state: FSMContext
    event_id: EventId
    now: datetime
    guest: GuestGuard | None = None

    @property
    def speaker(self) -> Speaker:
        """Return who speaks; LookupError for a person who is registered nowhere."""
        if self.speaker_or_none is None:
            raise LookupError("nobody is registered with this Telegram account")
        return self.speaker_or_none

    @property
    def guard(self) -> Guard:
        """Return who is on duty: the guest whom a filter let in, else who speaks."""
        return self.guest or self.speaker

    def for_guest(self, guest: GuestGuard) -> "Turn":
        """Return the turn of a guest on duty, who reads times in the host organisation's time zone."""
        return replace(self, guest=guest, words=self.words.at(guest.organisation.time_zone))

    @property
    def message(self) -> Message:
        """Return the message that the person sent; LookupError for an update of another kind."""
        if self.update.message is None:
            raise LookupError("this update is not a message")
        return self.update.message

    @property
    def callback(self) -> CallbackQuery:
        """Return the press of a button; LookupError for an update of another kind."""
        if self.update.callback_query is None:
            raise LookupError("this update is not a callback query")
        return self.update.callback_query
