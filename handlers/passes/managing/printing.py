"""Managers print passes, and revoke the codes of lost cards."""

from dishka import FromDishka

from bot.passes.browse_passes import ShowPass
from bot.passes.issuing.print_passes import EndCard, PrintPasses
from handlers.passes.callbacks import EndCardConfirmed, EndCardPressed, PrintBatchPressed, PrintPassPressed
from handlers.passes.screens import card_ended_screen, card_wording, end_card_screen, printed_screen
from handlers.turn import Turn


async def on_print_pass_pressed(turn: Turn, button: PrintPassPressed, print_passes: FromDishka[PrintPasses]) -> None:
    """Send the card of a pass."""
    wording, sheet = card_wording(turn.words, turn.speaker.organisation), button.sheet
    printed = await print_passes.one(
        turn.speaker, button.pass_id, wording, sheet=sheet, event_id=turn.event_id, now=turn.now
    )
    await turn.show.new(printed_screen(turn.words, printed))


async def on_print_batch_pressed(turn: Turn, button: PrintBatchPressed, print_passes: FromDishka[PrintPasses]) -> None:
    """Send the cards of an order."""
    wording = card_wording(turn.words, turn.speaker.organisation)
    printed = await print_passes.batch(
        turn.speaker, button.batch_id, wording, sheet=True, event_id=turn.event_id, now=turn.now
    )
    await turn.show.new(printed_screen(turn.words, printed))


async def on_end_card_pressed(turn: Turn, button: EndCardPressed, show_pass: FromDishka[ShowPass]) -> None:
    """Ask for confirmation before the code of a lost card is revoked."""
    await turn.show.here(end_card_screen(turn.words, await show_pass(turn.speaker, button.pass_id)))


async def on_end_card_confirmed(turn: Turn, button: EndCardConfirmed, end_card: FromDishka[EndCard]) -> None:
    """Revoke the code of a lost card."""
    card = await end_card(turn.speaker, button.pass_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(card_ended_screen(turn.words, card))
