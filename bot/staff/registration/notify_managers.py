"""Notices to the managers about a person who registers."""

from datetime import UTC, datetime
from uuid import UUID

from bot.ids import EventId
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.staff.models import Person
from bot.staff.ports import StaffTransaction


def once_a_day(content_type: type[NoticeContent], now: datetime, *subject: UUID | int) -> EventId:
    """Return an event id of the day (UTC), so that managers are notified once a day about the subject."""
    return EventId(f"day:{now.astimezone(UTC):%Y-%m-%d}:{content_type.kind}:{':'.join(map(str, subject))}")


async def notify_managers(
    tx: StaffTransaction, about: Person, content: NoticeContent, event_id: EventId, now: datetime
) -> bool:
    """Notify every manager of the person's organisation except the person; return whether there is one."""
    notice = NewNotice(about.organisation_id, about.id, content, event_id, now)
    managers = [one for one in await tx.people.managers(about.organisation_id) if one.id != about.id]
    await tx.outbox.add([notice.to(manager.id) for manager in managers])
    return bool(managers)
