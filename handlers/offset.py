"""A position in a list, as buttons carry it."""

from typing import Annotated

from pydantic import Field

Offset = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""The largest position: no list is longer, and databases limit the number."""
