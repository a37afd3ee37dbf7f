"""Lets a holder report that somebody else showed their pass; notifies the managers at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.notices import NotMeReported
from bot.checkpoint.ports import OpenCheckpoint
from bot.ids import EventId
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class ReportNotMe:
    """Reports a check; the managers are notified once per check."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, check_id: UUID, *, now: datetime) -> None:
        """Notify the managers; NotAllowedRefused when the check was not of the speaker's pass."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            check = await tx.checks.get(check_id)
            organisation_id = speaker.organisation.id
            if check is None or check.organisation_id != organisation_id or check.pass_id is None:
                raise NotAllowedRefused
            shown = await tx.passes.get(organisation_id, check.pass_id)
            service_qr = await tx.service_qrs.get(organisation_id, check.service_qr_id)
            guard = await tx.shifts.guard(organisation_id, check.guard_id)
            if shown is None or shown.holder_id != speaker.person.id or service_qr is None or guard is None:
                raise NotAllowedRefused
            content = NotMeReported(
                holder=speaker.person.name,
                place=service_qr.place,
                guard=guard.name,
                checked_at=check.checked_at,
                number=shown.number,
                pass_id=shown.id,
            )
            notice = NewNotice(organisation_id, check.id, content, EventId(f"not-me:{check.id}"), now)
            managers = await tx.people.managers(organisation_id)
            await tx.outbox.add([notice.to(manager.id) for manager in managers])
