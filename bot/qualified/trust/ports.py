"""What trusted lists need from the database."""

from typing import Protocol

from bot.qualified.trust.models import TrustedList
from bot.transactions import OpenTransaction, ReadTransaction


class TrustedLists(Protocol):
    """The lists that are loaded; they are the same for all organisations."""

    async def all(self) -> list[TrustedList]:
        """Return every list, by name."""
        ...

    async def of(self, name: str) -> TrustedList | None:
        """Return the list of this name."""
        ...

    async def put(self, trusted: TrustedList, *, new_operator: bool) -> bool:
        """Store a list instead of an older issue, of the same operator or a new one; return whether it was stored."""
        ...

    async def remove(self, name: str) -> bool:
        """Remove a list and its pin; return whether there was one."""
        ...


class TrustTransaction(Protocol):
    """A transaction that knows the lists."""

    @property
    def trusted_lists(self) -> TrustedLists:
        """The lists that are loaded."""
        ...


class OpenTrust(OpenTransaction[TrustTransaction], Protocol):
    """Opens a transaction over the lists, for writing."""


class ReadTrust(ReadTransaction[TrustTransaction], Protocol):
    """Opens a transaction over the lists, for reading."""
