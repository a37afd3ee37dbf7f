"""Values of the fields of a personal copy, from the person, the document and the organisation. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.signing.personal_texts.text import Field, Values
from bot.staff.models import Organisation, Person
from bot.texts.days import show_day
from bot.texts.lines import one_line


def values_of(
    person: Person, organisation: Organisation, *, title: str, author: str, deadline_at: datetime | None, now: datetime
) -> Values:
    """Return the value of every field for one person; days are those of the organisation's time zone."""
    zone = ZoneInfo(organisation.time_zone)
    found = {
        Field.NAME: person.name,
        Field.POSITION: person.position,
        Field.DEPARTMENT: person.department,
        Field.NUMBER: person.personnel_number or "",
        Field.DATE: show_day(now.astimezone(zone).date()),
        Field.DEADLINE: show_day(deadline_at.astimezone(zone).date()) if deadline_at else "",
        Field.TITLE: title,
        Field.ORGANISATION: organisation.name,
        Field.AUTHOR: author,
    }
    return {field: one_line(value) for field, value in found.items()}
