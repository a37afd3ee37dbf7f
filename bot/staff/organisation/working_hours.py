"""The working time of an organisation, for reminders."""

from bot.notices.schedule import WorkingTime
from bot.staff.models import Organisation


def working_time(organisation: Organisation) -> WorkingTime:
    """Return when the organisation's people may be reminded."""
    return WorkingTime(
        zone=organisation.time_zone,
        days=organisation.working_days,
        starts=organisation.works_from,
        ends=organisation.works_until,
        holidays=organisation.holidays,
        workdays=organisation.workdays,
    )
