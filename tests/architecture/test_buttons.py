"""Every button fits Telegram's 64 bytes, whatever it carries, and no two can be taken for each other."""

from enum import Enum
from uuid import UUID

import pytest
from aiogram.filters.callback_data import CallbackData

import handlers  # noqa: F401 - defines every button

ALL = [cls for cls in CallbackData.__subclasses__() if cls.__module__.startswith("handlers.")]
WIDEST = {UUID: UUID(int=2**128 - 1), int: 999_999, bool: True}


def widest(annotation):
    """The longest value of a field, as packed: of an enumeration its longest member, of a text a short word."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return max(annotation, key=lambda member: len(str(member.value)))
    return WIDEST.get(annotation, "x" * 10)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_every_button_fits_64_bytes(cls):
    fields = {name: widest(field.annotation) for name, field in cls.model_fields.items()}
    assert len(cls(**fields).pack().encode()) <= 64


def test_no_two_buttons_share_a_prefix():
    assert len({cls.__prefix__ for cls in ALL}) == len(ALL) > 20
