"""When a service QR's reminders are due, and to whom they go. Pure.

30, 14, 7, 3 and 1 days before the end and on the day, at the organisation's working hours; first to the issuer, from
three days before to everyone who manages. What a standstill missed is covered by one reminder, the most urgent.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.checkpoint.checks import ServiceQr
from bot.notices.ports import Reminder, Subject
from bot.staff.people import Organisation, Person

STEPS = (30, 14, 7, 3, 1, 0)
EXPIRED = "expired"
_EVERYONE_FROM = 3


def first_reminder(service_qr: ServiceQr, organisation: Organisation) -> Reminder:
    """Start reminding of a service QR; steps as long as its whole life are left out."""
    life = (service_qr.expires_at - service_qr.issued_at).days
    reminder = Reminder(
        service_qr.id,
        organisation.id,
        Subject.SERVICE_QR,
        None,
        frozenset(str(step) for step in STEPS if step >= life),
    )
    return after(reminder, service_qr, organisation, ())


def after(reminder: Reminder, service_qr: ServiceQr, organisation: Organisation, done: Iterable[str]) -> Reminder:
    """Move a reminder on past the steps just done: to the next one, at the latest to the end of the code."""
    all_done = reminder.done.union(done)
    coming = [service_qr.expires_at] + [
        due for step, due in _moments(service_qr, organisation) if str(step) not in all_done
    ]
    return Reminder(reminder.id, reminder.organisation_id, reminder.subject, min(coming), all_done)


def steps_due(reminder: Reminder, service_qr: ServiceQr, organisation: Organisation, now: datetime) -> list[int]:
    """Answer the steps whose time has come and that were not done, the most urgent last."""
    moments = _moments(service_qr, organisation)
    return [step for step, due in moments if due <= now and str(step) not in reminder.done]


def days_left(service_qr: ServiceQr, organisation: Organisation, now: datetime) -> int:
    """Count the days to the code's end as a calendar on the wall does."""
    zone = ZoneInfo(organisation.time_zone)
    return (service_qr.expires_at.astimezone(zone).date() - now.astimezone(zone).date()).days


def recipients(service_qr: ServiceQr, managers: Iterable[Person], step: int | None) -> list[Person]:
    """Choose whom a step tells: the issuer alone, everyone who manages when it is urgent or the issuer no longer does.

    None stands for the end itself, told like the first steps.
    """
    everyone = list(managers)
    issuer = [person for person in everyone if person.id == service_qr.issuer_id]
    urgent = step is not None and step <= _EVERYONE_FROM
    return everyone if urgent or not issuer else issuer


def opens_at(organisation: Organisation, now: datetime) -> datetime:
    """Answer when the organisation may be spoken to: `now` at its working hours, else when they next begin."""
    zone = ZoneInfo(organisation.time_zone)
    today, clock = now.astimezone(zone).date(), now.astimezone(zone).time()
    if _works_on(today, organisation) and organisation.works_from <= clock < organisation.works_until:
        return now
    day = today if clock < organisation.works_from else today + timedelta(days=1)
    while not _works_on(day, organisation):
        day += timedelta(days=1)
    return _opening(day, organisation, zone)


def _moments(service_qr: ServiceQr, organisation: Organisation) -> list[tuple[int, datetime]]:
    """Answer each step with its moment, on the working day itself or before; none comes after the code's end."""
    zone = ZoneInfo(organisation.time_zone)
    last_day = service_qr.expires_at.astimezone(zone).date()
    moments = []
    for step in STEPS:
        day = last_day - timedelta(days=step)
        while not _works_on(day, organisation):
            day -= timedelta(days=1)
        moments.append((step, _opening(day, organisation, zone)))
    return [(step, due) for step, due in moments if due < service_qr.expires_at]


def _works_on(day: date, organisation: Organisation) -> bool:
    return not organisation.working_days or day.isoweekday() in organisation.working_days


def _opening(day: date, organisation: Organisation, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, organisation.works_from, zone).astimezone(UTC)
