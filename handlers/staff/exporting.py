"""The staff list as a file, with links in it: it warns, cannot be passed on, and goes away by itself."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import EventId
from bot.staff.invitations.forget_message import FORGOTTEN_AFTER, ForgetMessage
from bot.staff.invitations.print_cards import PrintCards
from bot.staff.models import Speaker
from bot.staff.people.export_staff import ExportStaff
from bot.texts import Words
from handlers.show import Show
from handlers.staff.export_screens import card_labels, cards_screen, export_labels, export_screen


async def on_export_pressed(
    _: CallbackQuery,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    export_staff: ExportStaff,
    forget_message: ForgetMessage,
) -> None:
    """The staff list is wanted as a file."""
    exported = await export_staff(speaker, export_labels(words), event_id=event_id, now=now)
    message = await show.new(export_screen(words, exported, now + FORGOTTEN_AFTER))
    await forget_message(speaker, message.message_id, event_id=event_id, now=now)


async def on_cards_pressed(
    _: CallbackQuery,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    print_cards: PrintCards,
    forget_message: ForgetMessage,
) -> None:
    """Printable cards are wanted."""
    printed = await print_cards(speaker, card_labels(words, speaker.organisation.name), event_id=event_id, now=now)
    message = await show.new(cards_screen(words, printed, now + FORGOTTEN_AFTER))
    await forget_message(speaker, message.message_id, event_id=event_id, now=now)
