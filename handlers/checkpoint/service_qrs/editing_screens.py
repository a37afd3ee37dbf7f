"""Screens of editing the terms of a service QR whose code stays the same."""

from datetime import datetime

from bot.checkpoint.service_qrs.browse_service_qrs import ServiceQrCard
from bot.checkpoint.service_qrs.orders import ServiceQrTerms
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.checkpoint.callbacks import AdmitsToggled, EditsConfirmed, TermPressed
from handlers.checkpoint.service_qrs.screens import accepted, admits_label, service_qr_screen
from handlers.checkpoint.states import Term
from handlers.screen import Row, Screen, button, keyboard


def editing_screen(words: Words, terms: ServiceQrTerms) -> Screen:
    """Show the edited terms, each with its button."""
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
    """Show the edited service QR; the poster stays valid."""
    screen = service_qr_screen(words, card, png, now)
    return Screen(f"{words('checkpoint-edited')}\n\n{screen.text}", screen.keyboard, screen.media)
