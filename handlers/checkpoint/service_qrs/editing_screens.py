"""A service QR's terms in a manager's hands, while its poster hangs."""

from datetime import datetime

from bot.checkpoint.service_qrs.browse_service_qrs import ServiceQrCard
from bot.checkpoint.service_qrs.orders import ServiceQrTerms
from bot.texts import Words
from handlers.callbacks import CancelPressed
from handlers.checkpoint.callbacks import AdmitsToggled, EditsConfirmed, TermPressed
from handlers.checkpoint.service_qrs.screens import accepted, admits_label, service_qr_screen
from handlers.checkpoint.states import Term
from handlers.screen import Row, Screen, button, keyboard


def editing_screen(words: Words, terms: ServiceQrTerms) -> Screen:
    """The terms as they would be kept, each with its button."""
    text = words(
        "checkpoint-edit",
        name=terms.name,
        place=terms.place,
        accepts=accepted(words, terms.accepts),
        hours=terms.shift_hours,
        admits=str(terms.admits),
    )
    steps = [button(words.plain(f"checkpoint-edit-{term}"), TermPressed(term=term)) for term in Term]
    rows: list[Row] = [
        steps[:2],
        steps[2:],
        [button(admits_label(words, terms.admits), AdmitsToggled())],
        [button(words.plain("checkpoint-edit-keep"), EditsConfirmed())],
        [button(words.plain("cancel"), CancelPressed())],
    ]
    return Screen(text, keyboard(*rows))


def edited_screen(words: Words, card: ServiceQrCard, png: bytes, now: datetime) -> Screen:
    """The code as it now is: the poster may hang on."""
    screen = service_qr_screen(words, card, png, now)
    return Screen(f"{words('checkpoint-edited')}\n\n{screen.text}", screen.keyboard, screen.media)
