"""Screens of people on duty. The first line of a result is readable at arm's length; the next step is always named."""

from datetime import datetime
from uuid import UUID

from aiogram.types import InlineKeyboardButton

from bot.checkpoint.checks.recording import Checked
from bot.checkpoint.checks.results import Answer, Seen
from bot.checkpoint.duty.end_shift import OffDuty
from bot.checkpoint.duty.guests import Guard
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.duty.start_shift import DutyOffer, Started
from bot.checkpoint.models import Check, ServiceQr, Severity, Verdict
from bot.staff.models import Role, Speaker
from bot.texts.words import Words
from handlers.callbacks import CancelPressed, MenuPressed
from handlers.checkpoint.callbacks import (
    AskForDutyPressed,
    EndShiftPressed,
    GoOnDutyPressed,
    ScannerPressed,
    ShiftPressed,
    UndoCheckPressed,
)
from handlers.passes.screens import field_lines, type_name
from handlers.screen import Picture, Row, Screen, button, clip, keyboard, page_button

MARKS = {Severity.PASS: "✅", Severity.STOP: "⛔", Severity.CANNOT_TELL: "❔"}
OTHERS = 1000
"""The most characters of the names of people already on duty, within a message of 4096."""


def offer_screen(words: Words, speaker: Guard, offer: DutyOffer) -> Screen:
    """Show the organisation and the place, the end of the shift, and what happens to running shifts."""
    lines = [
        words(
            "checkpoint-offer",
            organisation=speaker.organisation.name,
            name=offer.service_qr.name,
            place=offer.service_qr.place,
            until=offer.until_at,
        )
    ]
    if offer.own:
        lines.append(words("checkpoint-offer-own", name=offer.own[1].name, place=offer.own[1].place))
    if offer.others:
        lines.append(words("checkpoint-offer-others", names=clip(", ".join(offer.others), OTHERS)))
    if offer.asks_first:
        lines.append(words("checkpoint-ask-first"))
        ask = button(words.plain("checkpoint-guest-ask"), AskForDutyPressed(payload=offer.payload))
        return Screen("\n\n".join(lines), keyboard([ask], [_menu(words)]))
    go = button(words.plain("checkpoint-go"), GoOnDutyPressed(payload=offer.payload))
    over = button(words.plain("checkpoint-take-over"), GoOnDutyPressed(payload=offer.payload, take_over=True))
    return Screen("\n\n".join(lines), keyboard([go], [over] if offer.others else [], [_menu(words)]))


def started_screen(
    words: Words, speaker: Speaker, started: Started, scanner: str | None = None, *, documents: bool = False
) -> Screen:
    """Confirm the start of the shift: for whom, until when, how to check; `documents` adds Diia, `scanner` a page."""
    text = words(
        "checkpoint-started",
        organisation=speaker.organisation.name,
        name=started.service_qr.name,
        place=started.service_qr.place,
        until=started.shift.ends_at,
    )
    if documents:
        text = f"{text}\n\n{words('checkpoint-started-documents')}"
    if started.before:
        text = f"{_report(words, started.before)}\n\n{text}"
    return Screen(text, keyboard(*_on_duty(words, started.shift.id, scanner)))


def shift_screen(words: Words, speaker: Guard, found: ShiftReport | OffDuty, scanner: str | None = None) -> Screen:
    """Show whether the speaker is on duty; `scanner` is the address of the scanner inside Telegram."""
    if isinstance(found, OffDuty):
        return off_duty_screen(words, speaker, found)
    text = words(
        "checkpoint-shift-now", name=found.service_qr.name, place=found.service_qr.place, until=found.shift.ends_at
    )
    rows = _on_duty(words, found.shift.id, scanner, browser=isinstance(speaker, Speaker))
    return Screen(f"{text}\n\n{counted(words, found.counts)}", keyboard(*rows))


def off_duty_screen(words: Words, speaker: Guard, off_duty: OffDuty) -> Screen:
    """Say that the speaker is not on duty, which shift ended, and how to go on duty or what they wait for."""
    if off_duty.pending:
        waits_for = {"name": off_duty.pending.name, "place": off_duty.pending.place}
        return Screen(words("checkpoint-guest-pending", **waits_for), keyboard(_menu_for(words, speaker)))
    told = words("checkpoint-off-duty")
    if off_duty.last:
        shift, service_qr = off_duty.last
        ended = words(
            "checkpoint-shift-over",
            name=service_qr.name,
            place=service_qr.place,
            at=_ended_at(shift.ended_at, shift.ends_at, service_qr),
        )
        told = f"{ended}\n\n{told}"
    return Screen(told, keyboard(_menu_for(words, speaker)))


def report_screen(words: Words, speaker: Guard, report: ShiftReport) -> Screen:
    """Show the report of a shift."""
    text = f"{_report(words, report)}\n\n{words('checkpoint-go-again')}"
    return Screen(text, keyboard(_menu_for(words, speaker)))


def checked_screens(words: Words, speaker: Guard, checked: Checked) -> list[Screen]:
    """Show the result of each code, or that the speaker is not on duty."""
    if isinstance(checked, OffDuty):
        return [off_duty_screen(words, speaker, checked)]
    return [answer_screen(words, answer) for answer in checked]


def already_on_duty_screen(words: Words, report: ShiftReport) -> Screen:
    """Say that a picture shows the service QR of the speaker's own shift."""
    service_qr = report.service_qr
    text = words("checkpoint-own-qr", name=service_qr.name, place=service_qr.place, until=report.shift.ends_at)
    return Screen(text, keyboard(*_on_duty(words, report.shift.id)))


def moving_screen(words: Words, speaker: Guard, found: ShiftReport | OffDuty) -> Screen:
    """Say that codes are read in photos alone, or that the speaker is not on duty."""
    return off_duty_screen(words, speaker, found) if isinstance(found, OffDuty) else Screen(words("checkpoint-moving"))


def answer_screen(words: Words, answer: Answer) -> Screen:
    """Show one verdict: the severity, its meaning, what to do, the holder, and related checks."""
    lines = [_severity(words, answer.check.verdict), _meaning(words, answer)]
    if answer.seen:
        shown, seen = answer.seen.pass_, _seen(words, answer.seen)
        if answer.check.verdict is Verdict.VALID:
            seen = "\n".join([seen, *field_lines(words, shown)])
        if answer.check.verdict is Verdict.NOT_YET_VALID:
            seen = "\n".join([seen, words("checkpoint-seen-begins", begins=shown.valid_from_at)])
        lines.insert(1, seen)
    lines.extend(_bearing(words, answer))
    photo = Picture(answer.seen.photo, "holder.jpg") if answer.seen and answer.seen.photo else None
    undo = button(words.plain("checkpoint-undo"), UndoCheckPressed(check_id=answer.check.id))
    return Screen("\n\n".join(lines), keyboard([undo]) if answer.seen else None, photo)


def undo_screen(words: Words) -> Screen:
    """Ask why a check was a mistake."""
    return Screen(words("checkpoint-undo-ask"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def undone_screen(words: Words, *, before: bool) -> Screen:
    """Confirm that a check was undone, or say that it had been undone `before`."""
    return Screen(words("checkpoint-undone-before" if before else "checkpoint-undone"))


def undone_answer_screen(words: Words, answer: Answer) -> Screen:
    """Show what an undone check was about, in place of its verdict."""
    lines = [words("checkpoint-undone-result")]
    if answer.seen:
        lines.append(_seen(words, answer.seen))
    return Screen("\n\n".join(lines))


def counted(words: Words, counts: dict[Verdict, int]) -> str:
    """List checks by verdict, the most serious first."""
    if not counts:
        return words("checkpoint-no-checks")
    total = words("checkpoint-checks", count=sum(counts.values()))
    lines = [
        f"{MARKS[verdict.severity]} {words(f'checkpoint-count-{verdict}', count=counts[verdict])}"
        for verdict in Verdict
        if verdict in counts
    ]
    return "\n".join([total, *lines])


def _seen(words: Words, seen: Seen) -> str:
    shown = seen.pass_
    return words(
        "checkpoint-seen",
        name=seen.holder_name,
        type=type_name(words, shown.type),
        number=shown.number,
        until=words.day(shown.expires_at),
    )


def _severity(words: Words, verdict: Verdict) -> str:
    severity = verdict.severity
    if verdict is Verdict.DOCUMENT_VALID:
        return f"{MARKS[severity]} <b>{words('checkpoint-document-confirmed')}</b>"
    return f"{MARKS[severity]} <b>{words(f'checkpoint-severity-{severity}')}</b>"


def _meaning(words: Words, answer: Answer) -> str:
    if answer.check.verdict is Verdict.NOT_ACCEPTED_HERE and answer.seen is None:
        return words("checkpoint-verdict-no-pass")
    return words(f"checkpoint-verdict-{answer.check.verdict}")


def _bearing(words: Words, answer: Answer) -> list[str]:
    lines = []
    if answer.used and answer.check.verdict is Verdict.DOCUMENT_REPEATED:
        result = words.plain(f"checkpoint-log-verdict-{answer.used[0].verdict}")
        lines.append(words("checkpoint-document-sent", result=result, **_where(answer.used)))
    elif answer.used:
        lines.append(words("checkpoint-used", **_where(answer.used)))
    if answer.documents:
        kinds = ", ".join(type_name(words, one) for one in answer.documents)
        lines.append(words("checkpoint-document-kinds", kinds=kinds))
    if answer.elsewhere:
        lines.append(words("checkpoint-elsewhere", **_where(answer.elsewhere)))
    if answer.again:
        lines.append(words("checkpoint-again", at=answer.again[0].checked_at))
    if answer.check.other_codes:
        lines.append(words("checkpoint-other-codes", count=answer.check.other_codes))
    return lines


def _where(at: tuple[Check, ServiceQr]) -> dict[str, str | datetime]:
    return {"name": at[1].name, "place": at[1].place, "at": at[0].checked_at}


def _ended_at(ended_at: datetime | None, ends_at: datetime, service_qr: ServiceQr) -> datetime:
    return min(at for at in (ended_at, ends_at, service_qr.deleted_at) if at)


def _report(words: Words, report: ShiftReport) -> str:
    shift = report.shift
    text = words(
        "checkpoint-report",
        name=report.service_qr.name,
        place=report.service_qr.place,
        since=shift.started_at,
    )
    return f"{text}\n{counted(words, report.counts)}"


def _on_duty(words: Words, shift_id: UUID, scanner: str | None = None, *, browser: bool = True) -> list[Row]:
    """Return the buttons of somebody on duty; `browser`: they can log in there, too."""
    return [
        [page_button(words.plain("checkpoint-scanner"), scanner)] if scanner else [],
        [button(words.plain("checkpoint-scanner-browser"), ScannerPressed())] if scanner and browser else [],
        [button(words.plain("checkpoint-shift"), ShiftPressed())],
        [button(words.plain("checkpoint-end-shift"), EndShiftPressed(shift_id=shift_id))],
    ]


def _menu(words: Words) -> InlineKeyboardButton:
    return button(words.plain("menu-button"), MenuPressed())


def _menu_for(words: Words, speaker: Guard) -> Row:
    """Return the menu button for people who have a menu."""
    return [] if speaker.person.role is Role.GUEST else [_menu(words)]
