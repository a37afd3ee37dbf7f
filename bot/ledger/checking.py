"""Holding a ledger against itself, against its signed checkpoints, and against a checkpoint that somebody kept.

Promises that an edited, removed or reordered entry is found by the chain alone; one cut off at the end, or a chain
rewritten from somewhere on, by any checkpoint that was signed before, or by a hash from anybody's chat. Pure.
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
    CHECKPOINT_DIFFERS = "checkpoint-differs"
    """The entry is another than when its checkpoint was signed: the chain was rewritten."""
    CHECKPOINT_FORGED = "checkpoint-forged"
    """A checkpoint was not signed by the organisation."""
    NOT_WITNESSED = "not-witnessed"
    """No entry has the hash that somebody kept: the chain was rewritten, or its end is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and the number of the entry at which it shows."""

    fault: Fault
    number: int


class LedgerCheck:
    """One walk over a ledger, oldest first: `take` each entry, then ask `finding`.

    `checkpoints` are signed, `authority` is the organisation's certificate (DER), `witnessed` a hash that was kept.
    """

    def __init__(
        self, checkpoints: Iterable[LedgerCheckpoint] = (), authority: bytes = b"", witnessed: str | None = None
    ) -> None:
        self._checkpoints = {checkpoint.number: checkpoint for checkpoint in checkpoints}
        self._authority, self._witnessed = authority, witnessed
        self._broken: Finding | None = None
        self.number, self.hash = 0, GENESIS
        self.seen = False
        """Whether the witnessed hash was met."""

    def take(self, entry: Entry) -> bool:
        """Look at the next entry; False when there is no need to look at more."""
        following = self.number + 1
        if self._broken is None and entry != chain(entry.audit_event, following, self.hash, entry.row):
            self._broken = Finding(Fault.BROKEN, following)
        if self._broken is not None:
            return False
        self.number, self.hash = following, entry.hash
        self.seen = self.seen or entry.hash == self._witnessed
        checkpoint = self._checkpoints.pop(following, None)
        if checkpoint is not None:
            self._broken = self._held(checkpoint)
        return self._broken is None

    def unreadable(self) -> None:
        """Take note that the next entry cannot even be read."""
        self._broken = self._broken or Finding(Fault.BROKEN, self.number + 1)

    def finding(self, tip: tuple[int, str]) -> Finding | None:
        """Say what is wrong, if anything, once all entries were taken; `tip` is what the storage believes is last."""
        if self._broken is not None:
            return self._broken
        if self._checkpoints or tip != (self.number, self.hash):
            return Finding(Fault.CUT, self.number + 1)
        if self._witnessed is not None and not self.seen:
            return Finding(Fault.NOT_WITNESSED, self.number + 1)
        return None

    def _held(self, checkpoint: LedgerCheckpoint) -> Finding | None:
        if not checkpoint_holds(checkpoint, self._authority):
            return Finding(Fault.CHECKPOINT_FORGED, checkpoint.number)
        return None if checkpoint.hash == self.hash else Finding(Fault.CHECKPOINT_DIFFERS, checkpoint.number)


def broken_at(entries: Iterable[Entry]) -> int | None:
    """Find the first number at which a chain does not hold by itself; None when all of it does."""
    check = LedgerCheck()
    for entry in entries:
        if not check.take(entry):
            break
    found = check.finding((check.number, check.hash))
    return found.number if found else None
