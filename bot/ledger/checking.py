"""Verifies a ledger: its own chain, its signed heads, and a head that somebody kept.

An edited, removed or reordered entry is found by the chain alone; one cut off at the end, or a chain rewritten from
some entry on, is found by any head signed before, or by a hash from anybody's chat. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.ledger.checkpoints import LedgerCheckpoint, checkpoint_holds
from bot.ledger.entries import GENESIS, Entry, chain


class Fault(StrEnum):
    """What is wrong with a ledger."""

    BROKEN = "broken"
    """An entry was edited, removed or moved."""
    CUT = "cut"
    """The end is missing."""
    HEAD_DIFFERS = "head-differs"
    """The entry differs from the one whose head was signed: the chain was rewritten."""
    HEAD_FORGED = "head-forged"
    """A head was not signed by the organisation."""
    NOT_WITNESSED = "not-witnessed"
    """No entry has the hash that somebody kept: the chain was rewritten, or its end is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and the number of the entry where it was found."""

    fault: Fault
    number: int


class LedgerCheck:
    """One pass over a ledger, oldest first: `take` each entry, then call `finding`.

    `heads` are the signed ones, `authority` the organisation's certificate (DER), `witnessed` a hash somebody kept.
    """

    def __init__(
        self, heads: Iterable[LedgerCheckpoint] = (), authority: bytes = b"", witnessed: str | None = None
    ) -> None:
        self._heads = {head.number: head for head in heads}
        self._authority, self._witnessed = authority, witnessed
        self._broken: Finding | None = None
        self.number, self.hash = 0, GENESIS
        self.seen = False
        """Whether the witnessed hash was found."""

    def take(self, entry: Entry) -> bool:
        """Verify the next entry; False when no more entries are needed."""
        following = self.number + 1
        if self._broken is None and entry != chain(entry.audit_event, following, self.hash):
            self._broken = Finding(Fault.BROKEN, following)
        if self._broken is not None:
            return False
        self.number, self.hash = following, entry.hash
        self.seen = self.seen or entry.hash == self._witnessed
        head = self._heads.pop(following, None)
        if head is not None:
            self._broken = self._held(head)
        return self._broken is None

    def unreadable(self) -> None:
        """Record that the next entry cannot be read."""
        self._broken = self._broken or Finding(Fault.BROKEN, self.number + 1)

    def finding(self, tip: tuple[int, str]) -> Finding | None:
        """Return the fault, if any, once all entries were taken; `tip` is the last entry according to the storage."""
        if self._broken is not None:
            return self._broken
        if self._heads or tip != (self.number, self.hash):
            return Finding(Fault.CUT, self.number + 1)
        if self._witnessed is not None and not self.seen:
            return Finding(Fault.NOT_WITNESSED, self.number + 1)
        return None

    def _held(self, head: LedgerCheckpoint) -> Finding | None:
        if not checkpoint_holds(head, self._authority):
            return Finding(Fault.HEAD_FORGED, head.number)
        return None if head.hash == self.hash else Finding(Fault.HEAD_DIFFERS, head.number)


def broken_at(entries: Iterable[Entry]) -> int | None:
    """Return the first number at which the chain is broken; None when it is intact."""
    check = LedgerCheck()
    for entry in entries:
        if not check.take(entry):
            break
    found = check.finding((check.number, check.hash))
    return found.number if found else None
