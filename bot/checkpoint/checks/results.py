"""The result of a check for the guard: as much of the pass as the check needs."""

from dataclasses import dataclass
from datetime import timedelta

from bot.checkpoint.models import Check, ServiceQr, Verdict
from bot.checkpoint.ports import CheckpointTransaction
from bot.passes.models import Pass

TWO_PLACES_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Seen:
    """The pass that was shown and its holder; `photo` (JPEG) is set for VALID only."""

    pass_: Pass
    holder_name: str
    photo: bytes | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A check, what was shown, and related checks.

    `used` is where and when an ALREADY_USED code was used; `elsewhere` is a VALID check of the same pass at another
    checkpoint minutes before; `again` is one of the same printed card at this checkpoint minutes before: it may have
    been handed back.
    """

    check: Check
    seen: Seen | None
    used: tuple[Check, ServiceQr] | None
    elsewhere: tuple[Check, ServiceQr] | None
    again: tuple[Check, ServiceQr] | None = None


async def answer_of(tx: CheckpointTransaction, check: Check) -> Answer:
    """Return the result of a recorded check, so that a repeated event gets the same one."""
    seen = await _seen(tx, check)
    used = None
    if check.verdict is Verdict.ALREADY_USED and check.live_code_id:
        used = await tx.checks.of_live_code(check.live_code_id)
    before = await _just_before(tx, check)
    if before is None or before[1].id != check.service_qr_id:
        return Answer(check, seen, used, before)
    repeated = check.printed_code_id is not None and before[0].printed_code_id == check.printed_code_id
    return Answer(check, seen, used, None, before if repeated else None)


async def _seen(tx: CheckpointTransaction, check: Check) -> Seen | None:
    shown = await tx.passes.get(check.organisation_id, check.pass_id) if check.pass_id else None
    holder = await tx.people.get(check.organisation_id, shown.holder_id) if shown else None
    if shown is None or holder is None:
        return None
    looked_at = check.verdict is Verdict.VALID and shown.photo_sha256
    photo = await tx.blobs.get(check.organisation_id, looked_at) if looked_at else None
    return Seen(shown, holder.name, photo)


async def _just_before(tx: CheckpointTransaction, check: Check) -> tuple[Check, ServiceQr] | None:
    """Return the VALID check of the same pass minutes before this one, and where it was."""
    if check.verdict is not Verdict.VALID or check.pass_id is None:
        return None
    return await tx.checks.valid_before(check.pass_id, check.checked_at, check.checked_at - TWO_PLACES_WITHIN)
