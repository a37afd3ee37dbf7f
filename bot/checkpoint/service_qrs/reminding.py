"""When a service QR's reminders are due, and to whom they go. Pure; the policy is `SERVICE_QR_POLICY`."""

from collections.abc import Iterable

from bot.checkpoint.models import ServiceQr
from bot.notices.ports import Reminder, Subject
from bot.notices.reminders import Timetable, advanced
from bot.notices.schedule import SERVICE_QR_POLICY, Audience, Step
from bot.staff.models import Organisation, Person
from bot.staff.organisation.working_hours import working_time


def first_reminder(service_qr: ServiceQr, organisation: Organisation) -> Reminder:
    """Start reminders of a service QR; steps as far before the end as its issue, or farther, are left out."""
    life = service_qr.expires_at - service_qr.issued_at
    too_early = frozenset(step.name for step in SERVICE_QR_POLICY if -step.offset >= life)
    reminder = Reminder(service_qr.id, organisation.id, Subject.SERVICE_QR, None, too_early)
    moved, _ = advanced(reminder, timetable_of(service_qr, organisation), service_qr.issued_at)
    return moved


def timetable_of(service_qr: ServiceQr, organisation: Organisation) -> Timetable:
    """Return when to remind of a service QR, until it ends."""
    return Timetable(
        policy=SERVICE_QR_POLICY,
        sent_at=service_qr.issued_at,
        deadline_at=service_qr.expires_at,
        working_time=working_time(organisation),
        ends_at=service_qr.expires_at,
    )


def recipients(service_qr: ServiceQr, managers: Iterable[Person], steps: Iterable[Step]) -> list[Person]:
    """Return who is notified: the issuer, the other managers, or both; everyone where the issuer manages no more."""
    everyone, audiences = list(managers), {step.audience for step in steps}
    issuer = [person for person in everyone if person.id == service_qr.issuer_id] or everyone
    others = [person for person in everyone if person not in issuer]
    told = issuer if Audience.RESPONSIBLE in audiences else []
    return [*told, *others] if Audience.MANAGERS in audiences else told
