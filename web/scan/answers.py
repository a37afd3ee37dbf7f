"""What the page is told: results of checks, and the shift, worded in the guard's language."""

import base64
from datetime import datetime
from typing import Any

from bot.checkpoint.checks.check_codes import ServiceQrsShown
from bot.checkpoint.checks.results import Answer, Seen
from bot.checkpoint.duty.end_shift import OffDuty
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.models import Check, ServiceQr, Verdict
from bot.passes.types.pass_types import READY
from bot.texts.words import Words


def checked(words: Words, found: tuple[Answer, ...] | OffDuty | ServiceQrsShown) -> dict[str, Any]:
    """Return the results of a check, or that nothing was checked."""
    if isinstance(found, OffDuty):
        return {"on_duty": False}
    if isinstance(found, ServiceQrsShown):
        return {"on_duty": True, "results": [], "note": words.plain("web-scan-service-qr")}
    return {"on_duty": True, "results": [_result(words, answer) for answer in found]}


def shift(words: Words, found: ShiftReport | OffDuty, seal_key: bytes) -> dict[str, Any]:
    """Return the shift with its counter; `seal_key` is the organisation's public key, which signs packs."""
    if isinstance(found, OffDuty):
        return {"on_duty": False}
    return {
        "on_duty": True,
        "id": str(found.shift.id),
        "name": found.service_qr.name,
        "place": found.service_qr.place,
        "until": words.moment(found.shift.ends_at),
        "counts": {str(verdict): count for verdict, count in found.counts.items()},
        "seal": base64.b64encode(seal_key).decode(),
    }


def type_names(words: Words) -> dict[str, str]:
    """Return the names of the ready-made types of passes and documents; an own type's word is its name."""
    return {one: words.plain(f"pass-type-{one}") for one in READY}


def _result(words: Words, answer: Answer) -> dict[str, Any]:
    verdict = answer.check.verdict
    severity = verdict.severity
    confirmed = verdict is Verdict.DOCUMENT_VALID
    no_pass = verdict is Verdict.NOT_ACCEPTED_HERE and answer.seen is None
    return {
        "verdict": str(verdict),
        "headline": words.plain("checkpoint-document-confirmed" if confirmed else f"checkpoint-severity-{severity}"),
        "text": words.plain("checkpoint-verdict-no-pass" if no_pass else f"checkpoint-verdict-{verdict}"),
        "seen": _seen(words, answer.seen) if answer.seen else None,
        "notes": _notes(words, answer),
    }


def _seen(words: Words, seen: Seen) -> dict[str, Any]:
    shown = seen.pass_
    return {
        "name": seen.holder_name,
        "type": type_names(words).get(shown.type, shown.type),
        "number": shown.number,
        "until": words.day(shown.expires_at),
        "photo": base64.b64encode(seen.photo).decode() if seen.photo else None,
    }


def _notes(words: Words, answer: Answer) -> list[str]:
    notes = []
    if answer.used and answer.check.verdict is Verdict.DOCUMENT_REPEATED:
        result = words.plain(f"checkpoint-log-verdict-{answer.used[0].verdict}")
        notes.append(words.plain("checkpoint-document-sent", result=result, **_where(answer.used)))
    elif answer.used:
        notes.append(words.plain("checkpoint-used", **_where(answer.used)))
    if answer.documents:
        kinds = ", ".join(type_names(words).get(one, one) for one in answer.documents)
        notes.append(words.plain("checkpoint-document-kinds", kinds=kinds))
    if answer.elsewhere:
        notes.append(words.plain("checkpoint-elsewhere", **_where(answer.elsewhere)))
    if answer.again:
        notes.append(words.plain("checkpoint-again", at=answer.again[0].checked_at))
    if answer.check.other_codes:
        notes.append(words.plain("checkpoint-other-codes", count=answer.check.other_codes))
    return notes


def _where(at: tuple[Check, ServiceQr]) -> dict[str, str | datetime]:
    return {"name": at[1].name, "place": at[1].place, "at": at[0].checked_at}
