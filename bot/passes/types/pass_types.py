"""Pass types: those that come ready, and those that an organisation defines. Pure.

A type is known by its name: a ready one by its word, an own one by the very name that stands on its passes and in the
signed records of the checkpoints that accept it. So an own type is never renamed; it is retired, and another defined.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from bot.errors import InputRefused
from bot.lines import one_line
from bot.passes.models import LONGEST_VALIDITY, PassType

LONGEST_NAME: Final = 32
MOST_FIELDS: Final = 6
LONGEST_LABEL: Final = 24
LONGEST_VALUE: Final = 40
PLATE: Final = "plate"
"""The one field of ready types; its label is a text, because ready types speak every language."""

PLATE_HEADINGS: Final = ("номер авто", "номер автомобіля", "номер автомобиля", "держномер", "госномер", "number plate")
"""By which headings a file's column of that field goes."""


class PassTypeNameRefused(InputRefused):
    """A type's name is one line of so many characters at most, and no ready type's word. Facts: most."""


class PassFieldsRefused(InputRefused):
    """A type has so many fields at most, each a different line of so many characters. Facts: most, longest."""


class PassValidityRefused(InputRefused):
    """A pass is valid for a day at least, and for so many days at most. Facts: days."""


class PassFieldRefused(InputRefused):
    """What stands in a field is one line of so many characters. Facts: field, longest."""


class Trait(StrEnum):
    """What a type asks for or allows, beyond its fields."""

    PHOTO = "photo"
    """The pass is good only with the holder's photo."""
    PRINT = "print"
    """Printed cards are allowed beside the live code."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a type asks for: the labels of its `fields`, the days it is usually valid, and its traits."""

    name: str
    fields: tuple[str, ...] = ()
    days: tuple[int, ...] = (30, 180, 365, 730)
    traits: frozenset[Trait] = frozenset({Trait.PRINT})

    @property
    def key(self) -> str:
        """Return the short word by which a button names the type."""
        return type_key(self.name)

    @property
    def ready(self) -> bool:
        """Say whether the type came with the house."""
        return self.name in READY


@dataclass(frozen=True, slots=True)
class OwnType:
    """A type that an organisation defined; no new pass of it is issued once it has `retired_at`."""

    id: UUID
    organisation_id: UUID
    name: str
    fields: tuple[str, ...]
    days: int
    traits: frozenset[Trait]
    created_at: datetime
    retired_at: datetime | None = None

    @property
    def terms(self) -> Terms:
        """Return what passes of it ask for."""
        return Terms(self.name, self.fields, (self.days,), self.traits)


@dataclass(frozen=True, slots=True)
class TypeDraft:
    """A type in the making, held to its limits; a new one is valid for a year and may be printed.

    Raises PassTypeNameRefused, PassFieldsRefused, PassValidityRefused.
    """

    name: str
    fields: tuple[str, ...] = ()
    days: int = 365
    traits: frozenset[Trait] = field(default_factory=lambda: frozenset({Trait.PRINT}))

    def __post_init__(self) -> None:
        read_type_name(self.name)
        read_fields("\n".join(self.fields))
        read_days(self.days)


READY: Final[dict[str, Terms]] = {
    PassType.STAFF: Terms(PassType.STAFF),
    PassType.STUDENT: Terms(PassType.STUDENT),
    PassType.VISITOR: Terms(PassType.VISITOR, days=(1, 7, 30)),
    PassType.VEHICLE: Terms(PassType.VEHICLE, fields=(PLATE,)),
    PassType.PARKING: Terms(PassType.PARKING, fields=(PLATE,)),
    PassType.LIBRARY: Terms(PassType.LIBRARY),
    PassType.CONTRACTOR: Terms(PassType.CONTRACTOR, days=(30, 90, 180, 365)),
}


def type_key(name: str) -> str:
    """Make the short word by which a button names a type: a ready one's own, else eight hex digits of its name's."""
    return name if name in READY else "=" + hashlib.sha256(name.encode()).hexdigest()[:8]


def read_type_name(text: str) -> str:
    """Read an own type's name; PassTypeNameRefused when empty, long, or a ready type's word."""
    name = one_line(text)
    if not 0 < len(name) <= LONGEST_NAME or name.casefold() in READY:
        raise PassTypeNameRefused(most=LONGEST_NAME)
    return name


def read_fields(text: str) -> tuple[str, ...]:
    """Read the labels of a type's fields, a line each; PassFieldsRefused."""
    labels = tuple(filter(None, map(one_line, text.splitlines())))
    different = {label.casefold() for label in labels}
    if len(different) < len(labels) or len(labels) > MOST_FIELDS or any(len(one) > LONGEST_LABEL for one in labels):
        raise PassFieldsRefused(most=MOST_FIELDS, longest=LONGEST_LABEL)
    return labels


def read_days(days: int) -> int:
    """Read for how many days a pass is valid; PassValidityRefused."""
    if not 0 < days <= LONGEST_VALIDITY.days:
        raise PassValidityRefused(days=LONGEST_VALIDITY.days)
    return days


def read_value(label: str, text: str) -> str:
    """Read what stands in a field of a pass; PassFieldRefused when empty or long."""
    value = one_line(text)
    if not 0 < len(value) <= LONGEST_VALUE:
        raise PassFieldRefused(field=label, longest=LONGEST_VALUE)
    return value
