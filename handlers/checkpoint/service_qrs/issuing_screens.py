"""Screens of the questions before a service QR is issued."""

from datetime import datetime, timedelta

from aiogram.types import InlineKeyboardButton

from bot.checkpoint.service_qrs.orders import SHIFT_HOURS, VALID_DAYS, ServiceQrOrder
from bot.passes.types.pass_types import CheckedBy, Terms
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.checkpoint.callbacks import (
    AcceptedChosen,
    AcceptedToggled,
    AdmitsToggled,
    ServiceQrConfirmed,
    ServiceQrDaysChosen,
    ShiftHoursChosen,
)
from handlers.checkpoint.service_qrs.screens import accepted, admits_label
from handlers.passes.screens import type_name
from handlers.screen import Row, Screen, button, keyboard


def name_screen(words: Words) -> Screen:
    """Ask for the checkpoint's name."""
    return Screen(words("checkpoint-issue-name"), keyboard(_cancel(words)))


def place_screen(words: Words) -> Screen:
    """Ask for its place."""
    return Screen(words("checkpoint-issue-place"), keyboard(_cancel(words)))


def accepts_screen(words: Words, types: tuple[Terms, ...], chosen: frozenset[str]) -> Screen:
    """Ask which pass types are accepted there; none chosen means all."""
    passes = [[_choice(words, one, chosen)] for one in types if one.checked_by is CheckedBy.ORGANISATION]
    documents = [_choice(words, one, chosen) for one in types if one.checked_by is CheckedBy.DIIA]
    rows = [*passes, *(documents[place : place + 2] for place in range(0, len(documents), 2))]
    done = words.plain("checkpoint-accepts-these" if chosen else "checkpoint-accepts-every")
    text = words("checkpoint-issue-accepts")
    if documents:
        text += "\n\n" + words("checkpoint-issue-documents")
    return Screen(text, keyboard(*rows, [button(done, AcceptedChosen())], _cancel(words)))


def hours_screen(words: Words) -> Screen:
    """Ask for the longest shift."""
    choices = [button(words.plain("checkpoint-hours", hours=one), ShiftHoursChosen(hours=one)) for one in SHIFT_HOURS]
    return Screen(words("checkpoint-issue-hours"), keyboard(choices[:2], choices[2:], _cancel(words)))


def days_screen(words: Words) -> Screen:
    """Ask for the validity, the longest first."""
    longest_first = sorted(VALID_DAYS, reverse=True)
    rows = [[button(words.plain("pass-days", days=one), ServiceQrDaysChosen(days=one))] for one in longest_first]
    return Screen(words("checkpoint-issue-days"), keyboard(*rows, _cancel(words)))


def summary_screen(words: Words, order: ServiceQrOrder, now: datetime) -> Screen:
    """Show the summary for confirmation."""
    text = words(
        "checkpoint-issue-summary",
        name=order.name,
        place=order.place,
        accepts=accepted(words, order.accepts),
        hours=order.shift_hours,
        until=now + timedelta(days=order.days),
        admits=str(order.admits),
    )
    who = button(admits_label(words, order.admits), AdmitsToggled())
    confirm = button(words.plain("checkpoint-issue-confirm"), ServiceQrConfirmed())
    return Screen(text, keyboard([who], [confirm], _cancel(words)))


def _choice(words: Words, one: Terms, chosen: frozenset[str]) -> InlineKeyboardButton:
    mark = "☑️" if one.name in chosen else "▫️"
    return button(f"{mark} {type_name(words, one.name)}", AcceptedToggled(type=one.key))


def _cancel(words: Words) -> Row:
    return [button(words.plain("cancel"), CancelPressed())]
