"""The rules by which a checkpoint judges a code without a network, from its pack. Pure.

The page of the scanner has the same rules in `web/static/scan/judge.js`. Nothing here is a look-up at a server, so what
a pack does not know accuses nobody.
"""

import base64
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.checkpoint.models import Verdict
from bot.checkpoint.offline.pack import PARTS, Pack, Row, printed_hash, read_head, read_rows
from bot.passes.live_codes.day_keys import LOCATOR_BYTES, NONCE_BYTES, SLOT_SECONDS, SLOTS_A_DAY, masked, proof, slot_of
from bot.passes.models import LIVE_CODE_LIVES

_PAYLOAD: Final = re.compile(r"[LP][A-Za-z0-9_-]{44}", re.ASCII)
_ID: Final = slice(1, 13)
_TAG: Final = slice(13, 17)
_LIVE_SLOTS: Final = int(LIVE_CODE_LIVES.total_seconds()) // SLOT_SECONDS
_EARLY_SLOTS: Final = 2
"""How far the device's clock may be behind the server's."""
_KNOWN_SLOTS: Final = 3600 // SLOT_SECONDS
"""How long after its end a code is still told from one that the pack does not know."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and the row that it is about."""

    verdict: Verdict
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class OfflineJudge:
    """A pack that was opened and whose signature was found right, and the live codes used at this checkpoint."""

    head: Mapping[str, Any]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, pack: Pack) -> "OfflineJudge":
        """Read a pack."""
        head = read_head(pack.head)
        parts = [part for number, part in pack.parts.items() if number < PARTS]
        return cls(head, tuple(row for part in parts for row in read_rows(part, head["types"])))

    def __call__(self, payload: str, used: Collection[str], now: datetime) -> Judged:
        """Return the verdict on the payload of a code, as its link carries it."""
        if not self.head["made_at"] - SLOT_SECONDS <= now.timestamp() < self.head["until_at"]:
            return Judged(Verdict.PACK_TOO_OLD)
        if not _PAYLOAD.fullmatch(payload):
            return Judged(Verdict.NOT_IN_PACK)
        body = base64.urlsafe_b64decode(payload[1:])
        if body[_TAG].hex() != self.head["tag"]:
            return Judged(Verdict.NOT_IN_PACK)
        row, lives = self._printed(body[_ID]) if payload.startswith("P") else self._live(body[_ID], slot_of(now))
        if row is None:
            return Judged(Verdict.NOT_IN_PACK)
        verdict = self._of_pass(row, now) or (None if lives else Verdict.CODE_EXPIRED)
        if verdict is None and payload in used:
            verdict = Verdict.ALREADY_USED_HERE
        return Judged(verdict or Verdict.VALID_OFFLINE, row)

    def _printed(self, code_id: bytes) -> tuple[Row | None, bool]:
        sought = printed_hash(bytes.fromhex(self.head["salt"]), code_id)
        return next((row for row in self.rows if row.printed == sought), None), True

    def _live(self, code_id: bytes, now_slot: int) -> tuple[Row | None, bool]:
        """Return the pass of a live code, and whether the code can still live."""
        nonce, named, shown = _divided(code_id)
        for slot in range(now_slot + _EARLY_SLOTS, now_slot - _LIVE_SLOTS - _KNOWN_SLOTS, -1):
            day = slot // SLOTS_A_DAY - self.head["day"]
            if not 0 <= day < len(self.head["masks"]):
                continue
            for row in self._named(masked(bytes.fromhex(self.head["masks"][day]), nonce, named)):
                if proof(row.keys[day], slot, nonce) == shown:
                    return row, slot > now_slot - _LIVE_SLOTS
        return None, False

    def _named(self, locator: bytes) -> Iterator[Row]:
        return (row for row in self.rows if row.locator == locator)

    def _of_pass(self, row: Row, now: datetime) -> Verdict | None:
        if row.locator.hex() in self.head["own"]:
            return Verdict.OWN_PASS
        if now >= row.expires_at:
            return Verdict.PASS_EXPIRED
        if now < row.valid_from_at:
            return Verdict.NOT_YET_VALID
        return Verdict.NOT_ACCEPTED_HERE if self.head["accepts"] and row.type not in self.head["accepts"] else None


def _divided(code_id: bytes) -> tuple[bytes, bytes, bytes]:
    end = NONCE_BYTES + LOCATOR_BYTES
    return code_id[:NONCE_BYTES], code_id[NONCE_BYTES:end], code_id[end:]
