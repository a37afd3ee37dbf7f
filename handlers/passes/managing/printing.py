"""Managers print passes, and end the codes of cards that were lost."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import EventId
from bot.passes.browse_passes import ShowPass
from bot.passes.issuing.print_passes import EndCard, PrintPasses
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.passes.callbacks import EndCardConfirmed, EndCardPressed, PrintBatchPressed, PrintPassPressed
from handlers.passes.screens import card_ended_screen, card_wording, end_card_screen, printed_screen
from handlers.show import Show


async def on_print_pass_pressed(
    _: CallbackQuery,
    callback_data: PrintPassPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    print_passes: PrintPasses,
) -> None:
    """A pass is wanted as a card."""
    wording, sheet = card_wording(words), callback_data.sheet
    printed = await print_passes.one(speaker, callback_data.pass_id, wording, sheet=sheet, event_id=event_id, now=now)
    await show.new(printed_screen(words, printed))


async def on_print_batch_pressed(
    _: CallbackQuery,
    callback_data: PrintBatchPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    print_passes: PrintPasses,
) -> None:
    """The cards of an order are wanted."""
    wording = card_wording(words)
    printed = await print_passes.batch(speaker, callback_data.batch_id, wording, sheet=True, event_id=event_id, now=now)
    await show.new(printed_screen(words, printed))


async def on_end_card_pressed(
    _: CallbackQuery, callback_data: EndCardPressed, speaker: Speaker, words: Words, show: Show, show_pass: ShowPass
) -> None:
    """A card was lost: asks once more."""
    await show.here(end_card_screen(words, await show_pass(speaker, callback_data.pass_id)))


async def on_end_card_confirmed(
    _: CallbackQuery,
    callback_data: EndCardConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    end_card: EndCard,
) -> None:
    """The code of a lost card ends."""
    card = await end_card(speaker, callback_data.pass_id, event_id=event_id, now=now)
    await show.here(card_ended_screen(words, card))
