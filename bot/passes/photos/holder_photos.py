"""Puts a holder's approved photo on their passes and removes the file of the previous one."""

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.passes.models import Pass
from bot.passes.photos.photos import Photo, PhotoState
from bot.passes.ports import PassesTransaction


async def set_holder_photo(tx: PassesTransaction, photo: Photo, event_id: EventId) -> list[Pass]:
    """Put an approved photo on the person's passes, remove the file of the previous one, and return those passes."""
    before = await tx.photos.in_state(photo.person_id, PhotoState.APPROVED)
    await tx.photos.add(photo)
    return await put_on(tx, photo, before, event_id)


async def put_on(tx: PassesTransaction, photo: Photo, before: Photo | None, event_id: EventId) -> list[Pass]:
    """Put a photo that was just approved on the person's passes, and remove the file of the one `before` it."""
    at = photo.decided_at or photo.sent_at
    worn = await tx.passes.set_holder_photo(photo.person_id, photo.sha256)
    for one in worn:
        await tx.ledger.append(
            AuditEvent(
                photo.organisation_id, Act.PASS_PHOTO, event_id, at, photo.decided_by_id, one.id, {"number": one.number}
            )
        )
    if before is not None:
        await tx.photos.discard(before.organisation_id, before.sha256)
    return worn
