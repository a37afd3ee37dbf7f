"""Days of a time zone's calendar: shown, counted, and where they begin. Pure."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def show_day(day: date) -> str:
    """Format a day: 22.11.2026."""
    return f"{day:%d.%m.%Y}"


def days_until(at: datetime, zone: ZoneInfo, now: datetime) -> int:
    """Count the calendar days to a moment; negative where it has passed."""
    return (at.astimezone(zone).date() - now.astimezone(zone).date()).days


def begin_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the beginning of a day; UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
