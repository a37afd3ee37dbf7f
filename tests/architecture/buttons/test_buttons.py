"""Every button fits Telegram's 64 bytes, whatever it carries, and no two can be taken for each other."""

from enum import Enum
from typing import get_args
from uuid import UUID

import pytest
from aiogram.filters.callback_data import CallbackData

import handlers  # noqa: F401 - defines every button

ALL = [cls for cls in CallbackData.__subclasses__() if cls.__module__.startswith("handlers.")]
LONGEST = {UUID: UUID(int=2**128 - 1), bool: True}


def bound_of(field, name):
    """The bound of a field's metadata with this name: `max_length`, `le`; None where it has none."""
    return next((bound for one in field.metadata if (bound := getattr(one, name, None)) is not None), None)


def longest_value(field):
    """The value of a field that is longest when packed; KeyError for a field without a bound."""
    annotation = field.annotation
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return max(annotation, key=lambda member: len(str(member.value)))
    if annotation is str:
        return "x" * LENGTHS[bound_of(field, "max_length")]
    if annotation is int:
        return INTEGERS[bound_of(field, "le")]
    return LONGEST[annotation if annotation in LONGEST else next(one for one in get_args(annotation) if one in LONGEST)]


class Bounds(dict):
    """Maps each bound to itself, and refuses None: the field has no bound."""

    def __missing__(self, bound):
        if bound is None:
            raise KeyError("every text and number in a button needs a bound: Field(max_length=...) or Field(le=...)")
        return bound


LENGTHS, INTEGERS = Bounds(), Bounds()


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_every_button_fits_64_bytes_at_its_largest_values(cls):
    fields = {name: longest_value(field) for name, field in cls.model_fields.items()}
    assert len(cls(**fields).pack().encode()) <= 64


def test_no_two_buttons_share_a_prefix():
    assert len({cls.__prefix__ for cls in ALL}) == len(ALL) > 20
