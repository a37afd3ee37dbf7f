"""The texts of notices about service QR codes, shifts and checks."""

from typing import assert_never
from uuid import UUID

from bot.checkpoint.models import Severity
from bot.checkpoint.notices import (
    CheckpointNotice,
    GuestAdmitted,
    GuestAsks,
    GuestRejected,
    GuestStanding,
    NotMeReported,
    OfflineDiffered,
    PassChecked,
    ServiceQrExpired,
    ServiceQrReminder,
    ShiftEnded,
    ShiftTakenOver,
)
from bot.notices.outbox import Notice
from bot.texts.words import Value, Words
from handlers.checkpoint.callbacks import (
    EndShiftPressed,
    ExportChecksPressed,
    GuestDecided,
    RenewPressed,
    ServiceQrPressed,
    ServiceQrsPressed,
    ShiftPressed,
    SnoozeServiceQrPressed,
)
from handlers.checkpoint.duty.guest_screens import standing_screen
from handlers.checkpoint.duty.screens import OTHERS, counted
from handlers.passes.callbacks import NotMePressed, PassPressed
from handlers.passes.screens import type_name
from handlers.screen import Row, Screen, button, clip, keyboard


def checkpoint_notice(words: Words, notice: Notice, content: CheckpointNotice) -> Screen:  # noqa: PLR0911 - a case for each kind
    """Return the text of a notice about a checkpoint."""
    match content:
        case ServiceQrReminder():
            return _reminder(words, notice.subject_id, content)
        case ServiceQrExpired():
            return _expired(words, notice.subject_id, content)
        case ShiftEnded():
            return _shift_ended(words, content)
        case ShiftTakenOver():
            return _taken_over(words, content)
        case GuestAsks() | GuestStanding() | GuestAdmitted() | GuestRejected():
            return _guest(words, notice.subject_id, content)
        case PassChecked():
            return _checked(words, notice.subject_id, content)
        case NotMeReported():
            return _not_me(words, content)
        case OfflineDiffered():
            return _differed(words, content)
        case _:
            assert_never(content)


def _guest(
    words: Words, request_id: UUID, content: GuestAsks | GuestStanding | GuestAdmitted | GuestRejected
) -> Screen:
    match content:
        case GuestAsks():
            return _guest_asks(words, request_id, content)
        case GuestStanding():
            return standing_screen(words, request_id, content)
        case GuestAdmitted():
            return _guest_admitted(words, content)
        case GuestRejected():
            return Screen(words("notice-guest-refused", name=content.name, place=content.place))
        case _:
            assert_never(content)


def _reminder(words: Words, service_qr_id: UUID, content: ServiceQrReminder) -> Screen:
    text = words(
        "notice-service-qr-reminder",
        name=content.name,
        place=content.place,
        days=content.days,
        until=content.expires_at,
    )
    snooze = button(words.plain("checkpoint-snooze"), SnoozeServiceQrPressed(service_qr_id=service_qr_id))
    return Screen(text, keyboard(*_renew_or_open(words, service_qr_id), [snooze]))


def _expired(words: Words, service_qr_id: UUID, content: ServiceQrExpired) -> Screen:
    text = words("notice-service-qr-expired", name=content.name, place=content.place)
    return Screen(text, keyboard(*_renew_or_open(words, service_qr_id)))


def _renew_or_open(words: Words, service_qr_id: UUID) -> list[Row]:
    return [
        [button(words.plain("checkpoint-renew"), RenewPressed(service_qr_id=service_qr_id))],
        [button(words.plain("checkpoint-qr-open"), ServiceQrPressed(service_qr_id=service_qr_id))],
    ]


def _shift_ended(words: Words, content: ShiftEnded) -> Screen:
    text = words(
        "notice-shift-ended", name=content.name, place=content.place, why=content.why, since=content.started_at
    )
    text = f"{text}\n\n{counted(words, content.counts)}"
    return Screen(text, keyboard([button(words.plain("checkpoint-shift"), ShiftPressed())]))


def _taken_over(words: Words, content: ShiftTakenOver) -> Screen:
    text = words(
        "notice-shift-taken-over",
        guard=content.guard,
        before=clip(content.before, OTHERS),
        name=content.name,
        place=content.place,
        at=content.taken_at,
    )
    return Screen(text, keyboard([button(words.plain("checkpoint-qrs"), ServiceQrsPressed())]))


def _guest_asks(words: Words, guest_id: UUID, content: GuestAsks) -> Screen:
    asks = "notice-employee-asks" if content.registered else "notice-guest-asks"
    text = words(asks, guest=content.guest, name=content.name, place=content.place)
    if content.formerly is not None:
        text += "\n\n" + words("notice-guest-asks-formerly", name=content.formerly)
    admit = button(words.plain("checkpoint-guest-admit"), GuestDecided(guest_id=guest_id, admit=True))
    refuse = button(words.plain("checkpoint-guest-refuse"), GuestDecided(guest_id=guest_id, admit=False))
    return Screen(text, keyboard([admit], [refuse]))


def _guest_admitted(words: Words, content: GuestAdmitted) -> Screen:
    text = words(
        "checkpoint-started",
        organisation=content.organisation,
        name=content.name,
        place=content.place,
        until=content.ends_at,
    )
    shift = button(words.plain("checkpoint-shift"), ShiftPressed())
    end = button(words.plain("checkpoint-end-shift"), EndShiftPressed(shift_id=content.shift_id))
    return Screen(text, keyboard([shift], [end]))


def _checked(words: Words, check_id: UUID, content: PassChecked) -> Screen:
    told: dict[str, Value] = {
        "organisation": content.organisation,
        "place": content.place,
        "at": content.checked_at,
        "type": type_name(words, content.type),
        "number": content.number,
    }
    if content.verdict.severity is Severity.PASS:
        text = words("notice-checked", **told)
    else:
        text = words("notice-checked-not-passed", verdict=content.verdict, **told)
    return Screen(text, keyboard([button(words.plain("notice-checked-not-me"), NotMePressed(check_id=check_id))]))


def _not_me(words: Words, content: NotMeReported) -> Screen:
    text = words(
        "notice-not-me",
        holder=content.holder,
        place=content.place,
        guard=content.guard,
        at=content.checked_at,
        number=content.number,
    )
    return Screen(text, keyboard([button(words.plain("pass-open"), PassPressed(pass_id=content.pass_id))]))


def _differed(words: Words, content: OfflineDiffered) -> Screen:
    found = {one: words.plain(f"checkpoint-log-verdict-{one}") for one in (content.shown, content.found)}
    lines = [
        words(
            "notice-offline-differed",
            guard=content.guard,
            name=content.name,
            place=content.place,
            count=content.count,
        ),
        words(
            "notice-offline-differed-first",
            at=content.checked_at,
            shown=found[content.shown],
            found=found[content.found],
            number=content.number or "–",
        ),
    ]
    return Screen("\n\n".join(lines), keyboard([button(words.plain("checkpoint-export"), ExportChecksPressed())]))
