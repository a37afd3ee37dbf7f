"""Tells people that somebody else of their name can sign now: on a sheet, one name looks like the other.

Two colleagues may have one name. But a manager who cannot change their own name could put a person of the director's
name on the list, or give that name to an accomplice, so the director and the owners hear of it.
"""

from datetime import datetime
from typing import Final

from bot.ids import EventId
from bot.notices.outbox import NewNotice
from bot.staff.models import Person, Role
from bot.staff.notices import NamesakeAppeared
from bot.staff.ports import StaffTransaction
from bot.texts.folding import fold

_MOST: Final = 50


async def notify_namesakes(tx: StaffTransaction, person: Person, event_id: EventId, now: datetime) -> None:
    """Notify registered people of the same name, however it is typed, and then the owners, too."""
    organisation_id = person.organisation_id
    found, _ = await tx.people.search(organisation_id, person.name, now=now, registered_only=True, offset=0, most=_MOST)
    namesakes = {
        one.person.id for one in found if one.person.id != person.id and fold(one.person.name) == fold(person.name)
    }
    if not namesakes:
        return
    owners = {one.id for one in await tx.people.managers(organisation_id) if one.role is Role.OWNER}
    content = NamesakeAppeared(person.name, person.position, person.personnel_number or "")
    notice = NewNotice(organisation_id, person.id, content, event_id, now)
    await tx.outbox.add([notice.to(one) for one in sorted((namesakes | owners) - {person.id}, key=str)])
