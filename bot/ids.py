"""Identifiers that a cause determines, so that being asked twice names the same thing twice."""

from typing import NewType
from uuid import UUID, uuid5

EventId = NewType("EventId", str)
"""What set an action off: ``update:<bot>:<update id>``, ``bell:<row>:<step>``, ``cli:<uuid>``. Unique for ever."""

_NAMESPACE = UUID("6f1d5d0e-6a0c-4a55-9c0e-0f7c0de51617")


def derived_id(event_id: EventId | str, *parts: object) -> UUID:
    """Name the thing that `event_id` made; `parts` tell apart several things of one cause (RFC 9562, version 5)."""
    return uuid5(_NAMESPACE, "\n".join((event_id, *map(str, parts))))
