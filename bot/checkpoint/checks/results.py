"""The result of a check for the guard: as much of the pass as the check needs."""

from dataclasses import dataclass
from datetime import timedelta

from bot.checkpoint.documents.kinds import accepted_documents
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

    `used` is where and when an ALREADY_USED code was used, or the number of a document was sent to Diia. `documents`
    are the kinds that the checkpoint names, where one is valid. `elsewhere` is a VALID check of the same pass at
    another checkpoint minutes before; `again` is one of the same printed card at this checkpoint minutes before: it may
    have been handed back.
    """

    check: Check
    seen: Seen | None
    used: tuple[Check, ServiceQr] | None
    elsewhere: tuple[Check, ServiceQr] | None
    again: tuple[Check, ServiceQr] | None = None
    documents: tuple[str, ...] = ()


async def answer_of(tx: CheckpointTransaction, check: Check) -> Answer:
    """Return the result of a recorded check, so that a repeated event gets the same one."""
    if check.document_index is not None:
        return await _document_answer(tx, check, check.document_index)
    seen = await _seen(tx, check)
    used = None
    if check.verdict is Verdict.ALREADY_USED and check.live_code_id:
        used = await tx.checks.of_live_code(check.live_code_id)
    before = await _just_before(tx, check)
    if before is None or before[1].id != check.service_qr_id:
        return Answer(check, seen, used, before)
    repeated = check.printed_code_id is not None and before[0].printed_code_id == check.printed_code_id
    return Answer(check, seen, used, None, before if repeated else None)


async def _document_answer(tx: CheckpointTransaction, check: Check, index: bytes) -> Answer:
    if check.verdict is Verdict.DOCUMENT_REPEATED:
        return Answer(check, None, await tx.checks.of_document(check.organisation_id, index), None)
    at = await tx.service_qrs.get(check.organisation_id, check.service_qr_id)
    named = at is not None and check.verdict is Verdict.DOCUMENT_VALID
    return Answer(check, None, None, None, documents=accepted_documents(at) if at and named else ())


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
