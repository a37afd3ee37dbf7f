"""What the bot tells by itself about service QR codes and shifts."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from bot.notices.outbox import Kind, Notice
from bot.texts import Words
from handlers.checkpoint.callbacks import (
    EndShiftPressed,
    GuestDecided,
    RenewPressed,
    ServiceQrPressed,
    ShiftPressed,
    SnoozeServiceQrPressed,
)
from handlers.screen import Row, Screen, button, keyboard


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


def _guest_asks(words: Words, notice: Notice) -> Screen:
    facts = {name: str(notice.facts[name]) for name in ("guest", "name", "place")}
    admit = GuestDecided(guest_id=notice.subject_id, admit=True)
    refuse = GuestDecided(guest_id=notice.subject_id, admit=False)
    rows: list[Row] = [
        [button(words.plain("checkpoint-guest-admit"), admit)],
        [button(words.plain("checkpoint-guest-refuse"), refuse)],
    ]
    text = words("notice-guest-asks", **facts)
    if "formerly" in notice.facts:
        text += "\n\n" + words("notice-guest-asks-formerly", name=str(notice.facts["formerly"]))
    return Screen(text, keyboard(*rows))


def _guest_admitted(words: Words, notice: Notice) -> Screen:
    text = words(
        "checkpoint-started",
        organisation=str(notice.facts["organisation"]),
        name=str(notice.facts["name"]),
        place=str(notice.facts["place"]),
        until=datetime.fromisoformat(str(notice.facts["until"])),
    )
    rows: list[Row] = [
        [button(words.plain("checkpoint-shift"), ShiftPressed())],
        [button(words.plain("checkpoint-end-shift"), EndShiftPressed(shift_id=UUID(str(notice.facts["shift_id"]))))],
    ]
    return Screen(text, keyboard(*rows))


def _guest_refused(words: Words, notice: Notice) -> Screen:
    return Screen(words("notice-guest-refused", name=str(notice.facts["name"]), place=str(notice.facts["place"])))


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
    Kind.GUEST_ASKS: _guest_asks,
    Kind.GUEST_ADMITTED: _guest_admitted,
    Kind.GUEST_REFUSED: _guest_refused,
}
