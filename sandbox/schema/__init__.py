"""The Bot API's structure: what a call may carry, checked at any depth against aiogram's own types."""

import aiogram_later  # noqa: F401 - before aiogram

from sandbox.schema.calls import parameters_of, read_call
from sandbox.schema.parts import ATTACHED, Parts, Upload

__all__ = ["ATTACHED", "Parts", "Upload", "parameters_of", "read_call"]
