"""The structure of Bot API calls, checked at any depth against aiogram's types."""

import aiogram_later  # noqa: F401 - before aiogram

from sandbox.schema.parameters import parameters_of, read_parameters
from sandbox.schema.uploads import ATTACHED, Upload, Uploads

__all__ = ["ATTACHED", "Upload", "Uploads", "parameters_of", "read_parameters"]
