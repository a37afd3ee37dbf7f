"""What the bot tells by itself about service QR codes and shifts."""

from collections.abc import Callable
from datetime import datetime

from bot.notices.outbox import Kind, Notice
from bot.texts import Words
from handlers.buttons import RenewPressed, ServiceQrPressed, ShiftPressed, SnoozeServiceQrPressed
from handlers.screens.screen import Row, Screen, button, keyboard


def _reminder(words: Words, notice: Notice) -> Screen:
    text = words(
        "notice-service-qr-reminder",
        name=str(notice.facts["name"]),
        place=str(notice.facts["place"]),
        days=int(notice.facts["days"]),
        until=datetime.fromisoformat(str(notice.facts["until"])),
    )
    snooze = button(words.plain("checkpoint-snooze"), SnoozeServiceQrPressed(service_qr_id=notice.subject_id))
    return Screen(text, keyboard(*_acts(words, notice), [snooze]))


def _expired(words: Words, notice: Notice) -> Screen:
    text = words("notice-service-qr-expired", name=str(notice.facts["name"]), place=str(notice.facts["place"]))
    return Screen(text, keyboard(*_acts(words, notice)))


def _shift_ended(words: Words, notice: Notice) -> Screen:
    text = words(
        "notice-shift-ended",
        name=str(notice.facts["name"]),
        place=str(notice.facts["place"]),
        why=str(notice.facts["why"]),
    )
    return Screen(text, keyboard([button(words.plain("checkpoint-shift"), ShiftPressed())]))


def _acts(words: Words, notice: Notice) -> list[Row]:
    service_qr_id = notice.subject_id
    return [
        [button(words.plain("checkpoint-renew"), RenewPressed(service_qr_id=service_qr_id))],
        [button(words.plain("checkpoint-qr-open"), ServiceQrPressed(service_qr_id=service_qr_id))],
    ]


SCREENS: dict[Kind, Callable[[Words, Notice], Screen]] = {
    Kind.SERVICE_QR_REMINDER: _reminder,
    Kind.SERVICE_QR_EXPIRED: _expired,
    Kind.SHIFT_ENDED: _shift_ended,
}
