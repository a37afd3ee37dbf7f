"""Sets the branch at Diia under which an organisation has documents checked, from the command line."""

import re
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.ports import StaffTransaction

_BRANCH = re.compile(r"[A-Za-z0-9_-]{0,64}", re.ASCII)


class DiiaBranchUnusableRefused(InputRefused):
    """A branch's id has at most 64 letters, digits, hyphens and underscores."""


async def set_diia_branch(
    tx: StaffTransaction, organisation_id: UUID, branch: str, event_id: EventId, now: datetime
) -> None:
    """Set the branch, or none with an empty text; DiiaBranchUnusableRefused."""
    if not _BRANCH.fullmatch(branch):
        raise DiiaBranchUnusableRefused
    if await tx.organisations.save_diia_branch(organisation_id, branch):
        audit_event = AuditEvent(
            organisation_id, Act.DIIA_BRANCH_SET, event_id, now, None, organisation_id, {"branch": branch}
        )
        await tx.ledger.append(audit_event)
