"""An owner says which classes of documents are confirmed with a qualified signature instead of the PIN."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.models import Class, Confirmation
from bot.signing.ports import OpenSigning
from bot.staff.access import NotAllowedRefused, present_owner
from bot.staff.models import Organisation, Speaker

DEMANDING: Final = (Class.SIGN, Class.ACKNOWLEDGE, Class.COURSE)
"""The classes that can demand it: witnesses of a refusal confirm on the spot, with their PIN."""


@dataclass(frozen=True, slots=True)
class DemandSignatures:
    """For owners. Documents that were sent before stay as they are."""

    open: OpenSigning

    async def __call__(
        self, speaker: Speaker, class_: Class, *, demanded: bool, event_id: EventId, now: datetime
    ) -> Organisation:
        """Set it and return the organisation as it is now; NotAllowedRefused."""
        if class_ not in DEMANDING:
            raise NotAllowedRefused
        async with self.open() as tx:
            speaker = await present_owner(tx, speaker)
            was = await tx.organisations.hold(speaker.organisation.id)
            others = was.qualified_classes - {class_.value}
            becomes = replace(was, qualified_classes=others | {class_.value} if demanded else others)
            if becomes == was:
                return was
            await tx.organisations.save_qualified_classes(becomes)
            facts: dict[str, str | int] = {"classes": ",".join(sorted(becomes.qualified_classes))}
            act, actor_id = Act.REQUIREMENTS_SET, speaker.person.id
            await tx.ledger.append(AuditEvent(was.id, act, event_id, now, actor_id, was.id, facts))
        return becomes


def confirmation_of(organisation: Organisation, class_: Class, chosen: Confirmation) -> Confirmation:
    """Return how documents of a class are confirmed now: as the organisation demands, else as the manager chose."""
    if class_.value in organisation.qualified_classes:
        return Confirmation.QUALIFIED
    return Confirmation.PIN if chosen is Confirmation.QUALIFIED else chosen
