"""Pass types: ready-made ones and those that an organisation defines. Pure.

A type is identified by its name: a ready-made one by a fixed word, an organisation's own one by the name printed on its
passes and written into the signed records of checkpoints that accept it. An own type is therefore never renamed: it is
retired and another one is defined.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from bot.errors import InputRefused
from bot.passes.models import LONGEST_VALIDITY, PassType
from bot.texts.lines import one_line

LONGEST_NAME: Final = 32
MOST_FIELDS: Final = 6
LONGEST_LABEL: Final = 24
LONGEST_VALUE: Final = 40
PLATE: Final = "plate"
"""The only field of ready-made types; its label is translated, because ready-made types exist in every language."""

PLATE_HEADINGS: Final = ("номер авто", "номер автомобіля", "номер автомобиля", "держномер", "госномер", "number plate")
"""The column headings under which a file may hold that field."""


class PassTypeNameRefused(InputRefused):
    """A type's name must be one line of limited length and not the word of a ready-made type. Facts: most."""


class PassFieldsRefused(InputRefused):
    """A type has a limited number of fields, each a different line of limited length. Facts: most, longest."""


class PassValidityRefused(InputRefused):
    """A pass is valid for at least one day and for a limited number of days. Facts: days."""


class PassFieldRefused(InputRefused):
    """The value of a field must be one line of limited length. Facts: field, longest."""


class Trait(StrEnum):
    """What a type requires or allows besides its fields."""

    PHOTO = "photo"
    """The pass is valid only with the holder's photo."""
    PRINT = "print"
    """Cards may be printed besides the live code."""


class CheckedBy(StrEnum):
    """Who confirms at a checkpoint that what is shown is valid."""

    ORGANISATION = "organisation"
    """The bot: the organisation issued it."""
    DIIA = "diia"
    """Diia: the state issued it, and the organisation can only have it checked."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a type requires: the labels of its `fields`, the usual number of days it is valid, and its traits."""

    name: str
    fields: tuple[str, ...] = ()
    days: tuple[int, ...] = (30, 180, 365, 730)
    traits: frozenset[Trait] = frozenset({Trait.PRINT})
    checked_by: CheckedBy = CheckedBy.ORGANISATION

    @property
    def key(self) -> str:
        """Return the short key by which callback data names the type."""
        return type_key(self.name)

    @property
    def ready(self) -> bool:
        """Return whether the type is a ready-made one."""
        return self.name in READY


@dataclass(frozen=True, slots=True)
class OwnType:
    """A type that an organisation defined; after `retired_at` no new pass of it is issued."""

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
        """Return what passes of this type require."""
        return Terms(self.name, self.fields, (self.days,), self.traits)


@dataclass(frozen=True, slots=True)
class TypeDraft:
    """A type being defined, checked against the limits; by default valid for a year and printable.

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


def _document(type_: PassType) -> Terms:
    return Terms(type_, days=(), traits=frozenset(), checked_by=CheckedBy.DIIA)


READY: Final[dict[str, Terms]] = {
    PassType.STAFF: Terms(PassType.STAFF),
    PassType.STUDENT: Terms(PassType.STUDENT),
    PassType.VISITOR: Terms(PassType.VISITOR, days=(1, 7, 30)),
    PassType.VEHICLE: Terms(PassType.VEHICLE, fields=(PLATE,)),
    PassType.PARKING: Terms(PassType.PARKING, fields=(PLATE,)),
    PassType.LIBRARY: Terms(PassType.LIBRARY),
    PassType.CONTRACTOR: Terms(PassType.CONTRACTOR, days=(30, 90, 180, 365)),
    PassType.ID_CARD: _document(PassType.ID_CARD),
    PassType.FOREIGN_PASSPORT: _document(PassType.FOREIGN_PASSPORT),
    PassType.TAXPAYER_CARD: _document(PassType.TAXPAYER_CARD),
    PassType.STUDENT_CARD: _document(PassType.STUDENT_CARD),
    PassType.BIRTH_CERTIFICATE: _document(PassType.BIRTH_CERTIFICATE),
    PassType.IDP_CERTIFICATE: _document(PassType.IDP_CERTIFICATE),
    PassType.DRIVING_LICENCE: _document(PassType.DRIVING_LICENCE),
    PassType.VEHICLE_REGISTRATION: _document(PassType.VEHICLE_REGISTRATION),
    PassType.PENSION_CARD: _document(PassType.PENSION_CARD),
    PassType.RESIDENCE_PERMIT: _document(PassType.RESIDENCE_PERMIT),
}

ISSUED: Final = tuple(terms for terms in READY.values() if terms.checked_by is CheckedBy.ORGANISATION)
"""The ready-made types that an organisation issues."""

DOCUMENTS: Final = tuple(terms for terms in READY.values() if terms.checked_by is CheckedBy.DIIA)
"""Those that it can only have checked."""


def type_key(name: str) -> str:
    """Return the short key of a type for callback data: a ready-made type's word, or eight hex digits of a hash."""
    return name if name in READY else "=" + hashlib.sha256(name.encode()).hexdigest()[:8]


def read_type_name(text: str) -> str:
    """Parse an own type's name; PassTypeNameRefused when empty, too long or the word of a ready-made type."""
    name = one_line(text)
    if not 0 < len(name) <= LONGEST_NAME or name.casefold() in READY:
        raise PassTypeNameRefused(most=LONGEST_NAME)
    return name


def read_fields(text: str) -> tuple[str, ...]:
    """Parse the labels of a type's fields, one a line; PassFieldsRefused."""
    labels = tuple(filter(None, map(one_line, text.splitlines())))
    different = {label.casefold() for label in labels}
    if len(different) < len(labels) or len(labels) > MOST_FIELDS or any(len(one) > LONGEST_LABEL for one in labels):
        raise PassFieldsRefused(most=MOST_FIELDS, longest=LONGEST_LABEL)
    return labels


def read_days(days: int) -> int:
    """Parse the number of days for which a pass is valid; PassValidityRefused."""
    if not 0 < days <= LONGEST_VALIDITY.days:
        raise PassValidityRefused(days=LONGEST_VALIDITY.days)
    return days


def read_value(label: str, text: str) -> str:
    """Parse the value of a field of a pass; PassFieldRefused when empty or too long."""
    value = one_line(text)
    if not 0 < len(value) <= LONGEST_VALUE:
        raise PassFieldRefused(field=label, longest=LONGEST_VALUE)
    return value
