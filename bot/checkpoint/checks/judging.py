"""Judges one code at a checkpoint, within the transaction that records the check.

A live code is used by at most one check, even of simultaneous ones; a printed one is valid for any number of checks, as
long as its pass. Nothing is told of another organisation's code. UNREADABLE and UNAVAILABLE are the verdicts where the
truth is unknown.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from bot.checkpoint.checks.sorting import Sort, Sorted
from bot.checkpoint.duty.guests import Guard
from bot.checkpoint.models import Check, ServiceQr, Shift, Verdict
from bot.checkpoint.ports import CheckpointTransaction
from bot.passes.codes import CodePurpose
from bot.passes.models import LIVE_CODE_LIVES, LiveCode, Pass, PrintedCode

TYPED_IS_KNOWN_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict and what it is about."""

    verdict: Verdict
    pass_id: UUID | None = None
    live_code_id: UUID | None = None
    printed_code_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """Where, when and by whom a code is judged."""

    speaker: Guard
    shift: Shift
    service_qr: ServiceQr
    now: datetime


def new_check(post: Post, check_id: UUID, finding: Finding) -> Check:
    """Return the check of one code, to be recorded."""
    return Check(
        id=check_id,
        organisation_id=post.speaker.organisation.id,
        shift_id=post.shift.id,
        service_qr_id=post.service_qr.id,
        guard_id=post.speaker.person.id,
        verdict=finding.verdict,
        pass_id=finding.pass_id,
        live_code_id=finding.live_code_id,
        checked_at=post.now,
        printed_code_id=finding.printed_code_id,
    )


async def judge_sorted(tx: CheckpointTransaction, post: Post, code: Sorted, check_id: UUID) -> Finding:
    """Judge a sorted text; one that accuses must have been read twice before."""
    match code.sort:
        case Sort.FORGED:
            return Finding(Verdict.FORGED)
        case Sort.FOREIGN:
            return Finding(Verdict.UNKNOWN)
        case Sort.GENUINE:
            return await _judge_genuine(tx, post, code, check_id)
        case _:
            assert_never(code.sort)


async def _judge_genuine(tx: CheckpointTransaction, post: Post, code: Sorted, check_id: UUID) -> Finding:
    if code.parsed is None or not code.of(post.speaker.organisation.tag):
        return Finding(Verdict.UNKNOWN)
    match code.parsed.purpose:
        case CodePurpose.PRINTED_PASS:
            return await judge_printed(tx, post, await tx.printed_codes.by_code_id(code.parsed.id))
        case CodePurpose.LIVE_PASS:
            live = await tx.live_codes.by_code_id(code.parsed.id)
            # Sealed by us and no longer kept: an old code, not a stranger's.
            return await judge_live(tx, post, live, check_id) if live else Finding(Verdict.CODE_EXPIRED)
        case CodePurpose.SERVICE_QR | CodePurpose.SHEET | CodePurpose.REQUEST:
            return Finding(Verdict.NOT_ACCEPTED_HERE)
        case _:
            assert_never(code.parsed.purpose)


async def judge_typed(tx: CheckpointTransaction, post: Post, index: bytes, check_id: UUID) -> Finding:
    """Judge a typed code, found by its index; its check symbol serves as the second reading."""
    since = post.now - TYPED_IS_KNOWN_FOR
    live = await tx.live_codes.by_typed(post.speaker.organisation.id, index, since)
    if live is not None:
        return await judge_live(tx, post, live, check_id)
    return await judge_printed(tx, post, await tx.printed_codes.by_typed(post.speaker.organisation.id, index))


async def judge_live(tx: CheckpointTransaction, post: Post, live: LiveCode, check_id: UUID) -> Finding:
    """Judge a live code, and mark it as used if it is valid."""
    shown = await tx.passes.get(post.speaker.organisation.id, live.pass_id)
    if shown is None:
        return Finding(Verdict.UNKNOWN)
    verdict = _own(shown, post) or _of_pass(shown, post) or _of_code(live, post.now)
    if verdict is None and await _dismissed(tx, shown):
        verdict = Verdict.REVOKED
    if verdict is None:
        used = await tx.live_codes.use(live.id, check_id, post.now)
        # Good a moment ago and not to be used: someone else was first.
        verdict = Verdict.VALID if used else Verdict.ALREADY_USED
    return Finding(verdict, shown.id, live.id)


async def judge_printed(tx: CheckpointTransaction, post: Post, code: PrintedCode | None) -> Finding:
    """Judge the code of a printed card: a replaced card counts as revoked, whatever the state of its pass."""
    shown = await tx.passes.get(post.speaker.organisation.id, code.pass_id) if code else None
    if code is None or shown is None:
        return Finding(Verdict.UNKNOWN)
    verdict = _own(shown, post) or _of_pass(shown, post) or Verdict.VALID
    if code.ended_at is not None or await _dismissed(tx, shown):
        verdict = Verdict.REVOKED
    return Finding(verdict, shown.id, printed_code_id=code.id)


def _own(shown: Pass, post: Post) -> Verdict | None:
    """Return OWN_PASS for the guard's own pass: nobody checks themselves, and the code stays unused."""
    return Verdict.OWN_PASS if shown.holder_id == post.speaker.person.id else None


def _of_pass(shown: Pass, post: Post) -> Verdict | None:
    if shown.revoked_at is not None:
        return Verdict.REVOKED
    if post.now >= shown.expires_at:
        return Verdict.PASS_EXPIRED
    if post.now < shown.valid_from_at:
        return Verdict.NOT_YET_VALID
    accepts = post.service_qr.accepts
    return Verdict.NOT_ACCEPTED_HERE if accepts and str(shown.type) not in accepts else None


def _of_code(live: LiveCode, now: datetime) -> Verdict | None:
    if live.used_at is not None:
        return Verdict.ALREADY_USED
    # A clock that was set back must not lengthen a code's life: what was minted well after now is as good as run out.
    return None if live.minted_at - LIVE_CODE_LIVES <= now < live.expires_at else Verdict.CODE_EXPIRED


async def _dismissed(tx: CheckpointTransaction, shown: Pass) -> bool:
    holder = await tx.people.get(shown.organisation_id, shown.holder_id)
    return holder is None or holder.dismissed_at is not None
