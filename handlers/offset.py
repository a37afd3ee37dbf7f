"""A place in a list, as buttons carry it."""

from typing import Annotated

from pydantic import Field

Offset = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""How far into a list: no list is longer, and no database counts on for ever."""
