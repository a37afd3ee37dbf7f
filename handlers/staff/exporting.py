"""The staff list as a file, with links in it: it warns, cannot be passed on, and goes away by itself."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import Cause
from bot.staff.export_staff import ExportStaff
from bot.staff.forget import FORGOTTEN_AFTER, ForgetMessage
from bot.staff.people import Speaker
from bot.staff.print_cards import PrintCards
from bot.texts import Words
from handlers.screens.staff_export import card_labels, cards_screen, export_labels, export_screen
from handlers.show import Show


async def on_export_pressed(
    _: CallbackQuery,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    export_staff: ExportStaff,
    forget_message: ForgetMessage,
) -> None:
    """The staff list is wanted as a file."""
    exported = await export_staff(speaker, export_labels(words), cause=cause, now=now)
    message = await show.new(export_screen(words, exported, now + FORGOTTEN_AFTER))
    await forget_message(speaker, message.message_id, cause=cause, now=now)


async def on_cards_pressed(
    _: CallbackQuery,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    print_cards: PrintCards,
    forget_message: ForgetMessage,
) -> None:
    """Printable cards are wanted."""
    printed = await print_cards(speaker, card_labels(words, speaker.organisation.name), cause=cause, now=now)
    message = await show.new(cards_screen(words, printed, now + FORGOTTEN_AFTER))
    await forget_message(speaker, message.message_id, cause=cause, now=now)
