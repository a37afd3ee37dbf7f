"""A manager prints cards with personal links, in a file that is deleted from the chat later."""

from aiogram import Router
from dishka import FromDishka

from bot.staff.invitations.forget_message import FORGOTTEN_AFTER, ForgetMessage
from bot.staff.invitations.print_cards import PrintCards
from handlers.staff.callbacks import CardsPressed
from handlers.staff.invitations.screens import card_labels, cards_screen
from handlers.turn import Turn


async def on_cards_pressed(
    turn: Turn, print_cards: FromDishka[PrintCards], forget_message: FromDishka[ForgetMessage]
) -> None:
    """Send printable cards."""
    labels = card_labels(turn.words, turn.speaker.organisation)
    printed = await print_cards(turn.speaker, labels, event_id=turn.event_id, now=turn.now)
    message = await turn.show.new(cards_screen(turn.words, printed, turn.now + FORGOTTEN_AFTER))
    await forget_message(turn.speaker, message.message_id, event_id=turn.event_id, now=turn.now)


def router() -> Router:
    """Build the router of printed cards."""
    own = Router(name="invitation cards")
    own.callback_query.register(on_cards_pressed, CardsPressed.filter())
    return own
