"""Issues a pass to a person on the staff list."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import Cause, derived_id
from bot.ledger.entries import Act, Deed
from bot.notices.outbox import Kind, Telling
from bot.passes.passes import LONGEST_VALIDITY, Pass, PassType
from bot.passes.portraits import Portraits
from bot.passes.ports import OpenPasses, PassesTransaction
from bot.staff.access import NotAllowedRefused, require_manager
from bot.staff.people import Person, Speaker


class PassValidityRefused(InputRefused):
    """A pass is valid for a day at least, and for so many days at most. Facts: days."""


@dataclass(frozen=True, slots=True)
class PassOrder:
    """What is to be issued: to whom, of which type, for how many days from now."""

    holder_id: UUID
    type: PassType
    days: int


@dataclass(frozen=True, slots=True)
class Issued:
    """A pass with its holder."""

    pass_: Pass
    holder: Person


@dataclass(frozen=True, slots=True)
class IssuePass:
    """The holder is told in the same transaction; the photo is encoded anew before it."""

    open: OpenPasses
    portraits: Portraits

    async def __call__(
        self, speaker: Speaker, order: PassOrder, photo: bytes | None, *, cause: Cause, now: datetime
    ) -> Issued:
        """Answer the pass; NotAllowedRefused, PassValidityRefused, PhotoUnusableRefused.

        `photo` is what the manager sent, in any format a camera makes; None for a pass without.
        """
        require_manager(speaker)
        if not 0 < order.days <= LONGEST_VALIDITY.days:
            raise PassValidityRefused(days=LONGEST_VALIDITY.days)
        portrait = await self.portraits.draw(photo) if photo is not None else None
        async with self.open() as tx:
            holder = await _holder(tx, speaker, order.holder_id)
            issued = await tx.passes.get(speaker.organisation.id, derived_id(cause, "pass"))
            if issued is None:
                issued = await _issue(tx, speaker, order, portrait, cause, now)
        return Issued(issued, holder)


async def _holder(tx: PassesTransaction, speaker: Speaker, holder_id: UUID) -> Person:
    holder = await tx.people.get(speaker.organisation.id, holder_id)
    if holder is None or holder.dismissed_at is not None:
        raise NotAllowedRefused
    return holder


async def _issue(
    tx: PassesTransaction, speaker: Speaker, order: PassOrder, portrait: bytes | None, cause: Cause, now: datetime
) -> Pass:
    organisation_id = speaker.organisation.id
    photo = await tx.blobs.put(organisation_id, portrait, now) if portrait else None
    issued = Pass(
        id=derived_id(cause, "pass"),
        organisation_id=organisation_id,
        type=order.type,
        holder_id=order.holder_id,
        number=f"{await tx.passes.next_number(organisation_id):06d}",
        photo_sha256=photo,
        issued_by_id=speaker.person.id,
        issued_at=now,
        valid_from_at=now,
        expires_at=now + timedelta(days=order.days),
    )
    await tx.passes.add(issued)
    await _record(tx, issued, cause, now)
    return issued


async def _record(tx: PassesTransaction, issued: Pass, cause: Cause, now: datetime) -> None:
    until = issued.expires_at.isoformat()
    facts: dict[str, str | int] = {"type": str(issued.type), "number": issued.number, "until": until}
    organisation_id = issued.organisation_id
    entered = {**facts, "holder": str(issued.holder_id)}
    await tx.ledger.append(Deed(organisation_id, Act.PASS_ISSUED, cause, now, issued.issued_by_id, issued.id, entered))
    telling = Telling(organisation_id, Kind.PASS_ISSUED, issued.id, cause, now, facts)
    await tx.outbox.add([telling.to(issued.holder_id)])
