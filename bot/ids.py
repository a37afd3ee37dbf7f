"""Identifiers derived from an event, so that a repeated event yields the same ids."""

from typing import NewType
from uuid import UUID, uuid5

EventId = NewType("EventId", str)
"""What triggered a use case: ``update:<bot>:<update id>``, ``job:<row>:<step>``, ``cli:<uuid>``, … Always unique."""

_NAMESPACE = UUID("6f1d5d0e-6a0c-4a55-9c0e-0f7c0de51617")


def derived_id(event_id: EventId | str, *parts: object) -> UUID:
    """Return the id of a thing that `event_id` creates; `parts` tell several apart (RFC 9562, version 5)."""
    return uuid5(_NAMESPACE, "\n".join((event_id, *map(str, parts))))
