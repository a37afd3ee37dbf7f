"""The keys by which a checkpoint without a network recognises live codes: one for each pass and day.

The id of a live code, 12 random-looking bytes, is made of three parts:

- 3 random bytes, the nonce;
- 4 bytes that name the pass, masked by the nonce under a key of the organisation's day;
- 5 bytes of HMAC-SHA256 over the nonce and the time, under the key of the pass's day.

Without these keys all of it is random, and two codes of one pass have nothing in common. Online the id is only looked
up and the payload's own signature counts, so whoever has the keys of a day can make no code that a checkpoint with a
network takes. The time is counted in slots of 15 seconds and is not part of the id: a checkpoint tries the slots in
which a code that still lives can have been made.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from bot.crypto.encryption import Cipher

KEY_BYTES: Final = 16
NONCE_BYTES: Final = 3
LOCATOR_BYTES: Final = 4
PROOF_BYTES: Final = 5
SLOT_SECONDS: Final = 15
DAY_SECONDS: Final = 24 * 60 * 60
SLOTS_A_DAY: Final = DAY_SECONDS // SLOT_SECONDS


def slot_of(at: datetime) -> int:
    """Return the number of the 15 seconds since 1970 that hold this time."""
    return int(at.timestamp()) // SLOT_SECONDS


def day_of(at: datetime) -> int:
    """Return the number of the UTC day since 1970."""
    return int(at.timestamp()) // DAY_SECONDS


def masked(mask_key: bytes, nonce: bytes, locator: bytes) -> bytes:
    """Mask a locator, or take the mask off."""
    mask = hmac.digest(mask_key, b"locator" + nonce, hashlib.sha256)
    return bytes(a ^ b for a, b in zip(locator, mask, strict=False))


def proof(pass_key: bytes, slot: int, nonce: bytes) -> bytes:
    """Return what proves that a code was made for a pass within a slot."""
    return hmac.digest(pass_key, b"live" + slot.to_bytes(4, "big") + nonce, hashlib.sha256)[:PROOF_BYTES]


@dataclass(frozen=True, slots=True)
class DayKeys:
    """Derives the keys of each day, and makes the ids of live codes with them."""

    cipher: Cipher

    def locator(self, pass_id: UUID) -> bytes:
        """Return the 4 bytes that name a pass; few passes share them."""
        return self.cipher.index(str(pass_id), "offline/locator")[:LOCATOR_BYTES]

    def of_pass(self, pass_id: UUID, day: int) -> bytes:
        """Return the key of a pass for a day. It says nothing about the key of any other day or pass."""
        return self.cipher.index(f"{pass_id}/{day}", "offline/pass")[:KEY_BYTES]

    def mask(self, organisation_id: UUID, day: int) -> bytes:
        """Return the key that masks the locators of an organisation on a day."""
        return self.cipher.index(f"{organisation_id}/{day}", "offline/mask")[:KEY_BYTES]

    def salt(self, organisation_id: UUID, day: int) -> bytes:
        """Return the salt of the hashes of printed codes in the packs of a day."""
        return self.cipher.index(f"{organisation_id}/{day}", "offline/salt")[:KEY_BYTES]

    def mint_id(self, organisation_id: UUID, pass_id: UUID, now: datetime) -> bytes:
        """Mint the 12 bytes that identify a live code."""
        nonce, day = secrets.token_bytes(NONCE_BYTES), day_of(now)
        named = masked(self.mask(organisation_id, day), nonce, self.locator(pass_id))
        return nonce + named + proof(self.of_pass(pass_id, day), slot_of(now), nonce)
