"""The pack: what a checkpoint needs to judge codes without a network. Pure.

A pack is a signed head and up to `PARTS` parts. A part holds the passes whose locators begin with the same six bits, in
columns, and the head names the SHA-256 of each, so a checkpoint fetches only the parts that have changed. Passes that
are revoked, expired or not ready are absent. A printed code is there as a salted hash of its id, a live code as the
keys of its pass for two days (`bot.passes.live_codes.day_keys`). Small portraits, where there are some, are in parts of
their own, chosen in the same way: they stay the same from day to day, unlike the keys.
"""

import hashlib
import struct
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from bot.checkpoint.models import ServiceQr, Shift
from bot.crypto.canonical import Json, canonical, parse_canonical
from bot.passes.live_codes.day_keys import DAY_SECONDS, KEY_BYTES, LOCATOR_BYTES, DayKeys, day_of

FORMAT: Final = "countersign offline pack 2"
PACK_LIVES: Final = timedelta(hours=24)
PARTS: Final = 64
HASH_BYTES: Final = 8
_BITS_LEFT: Final = 2
"""A part is chosen by the first six bits of eight."""
_CODE_LIVES: Final = timedelta(minutes=5)
"""Codes of yesterday live on after midnight, and clocks differ."""
_NO_HASH: Final = bytes(HASH_BYTES)
_COLUMNS: Final = (LOCATOR_BYTES, KEY_BYTES, KEY_BYTES, HASH_BYTES)


@dataclass(frozen=True, slots=True)
class StandingPass:
    """A pass that is valid or soon will be; `code_id` is that of its card, if any, `photo_sha256` (hex) its photo."""

    id: UUID
    type: str
    holder_id: UUID
    holder_name: str
    valid_from_at: datetime
    expires_at: datetime
    code_id: bytes | None
    photo_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A pass as a pack has it: no number, no person, only what a checkpoint needs."""

    locator: bytes
    keys: tuple[bytes, bytes]
    printed: bytes
    type: str
    valid_from_at: datetime
    expires_at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The canonical bytes of the head, and the parts by number: those of passes from 0, those of portraits behind."""

    head: bytes
    parts: Mapping[int, bytes]

    def without(self, digests: Collection[str]) -> "Pack":
        """Return the pack without the parts that a checkpoint has."""
        changed = {number: part for number, part in self.parts.items() if digest_of(part) not in digests}
        return Pack(self.head, changed)


@dataclass(frozen=True, slots=True)
class Keeper:
    """For whom a pack is made: the shift, its checkpoint, and whether names are in it.

    `portraits` are small ones (JPEG) by the SHA-256 of the photo; `portraits_wait` says whether there will be more.
    """

    shift: Shift
    service_qr: ServiceQr
    tag: bytes
    names: bool
    portraits: Mapping[str, bytes] = field(default_factory=dict)
    portraits_wait: bool = False


def first_day(now: datetime) -> int:
    """Return the first of the two days whose keys are in a pack made now."""
    return day_of(now - _CODE_LIVES)


def build_pack(keys: DayKeys, standing: Sequence[StandingPass], keeper: Keeper, now: datetime) -> Pack:
    """Build a pack; of 10,000 passes in some tenths of a second, so not on the event loop."""
    organisation_id, day = keeper.service_qr.organisation_id, first_day(now)
    salt = keys.salt(organisation_id, day)
    types = sorted({one.type for one in standing})
    parts: dict[int, list[Row]] = {}
    for one in standing:
        row = _row(keys, one, day, salt, keeper)
        parts.setdefault(row.locator[0] >> _BITS_LEFT, []).append(row)
    written = {number: _write(sorted(rows, key=lambda row: row.locator), types) for number, rows in parts.items()}
    portraits = _portraits(keys, standing, keeper.portraits)
    head: dict[str, Json] = {
        "format": FORMAT,
        "organisation": str(organisation_id),
        "tag": keeper.tag.hex(),
        "shift": str(keeper.shift.id),
        "shift_ends_at": int(keeper.shift.ends_at.timestamp()),
        "name": keeper.service_qr.name,
        "place": keeper.service_qr.place,
        "accepts": sorted(keeper.service_qr.accepts),
        "types": types,
        "own": sorted(keys.locator(one.id).hex() for one in standing if one.holder_id == keeper.shift.person_id),
        "day": day,
        "masks": [keys.mask(organisation_id, each).hex() for each in (day, day + 1)],
        "salt": salt.hex(),
        "made_at": int(now.timestamp()),
        "until_at": min(int((now + PACK_LIVES).timestamp()), (day + 2) * DAY_SECONDS),
        "parts": _digests(written),
        "portraits": _digests(portraits),
        "portraits_wait": keeper.portraits_wait,
    }
    return Pack(canonical(head), {**written, **portraits})


def in_order(keys: DayKeys, standing: Iterable[StandingPass]) -> list[StandingPass]:
    """Return passes in the order of their parts, so that what is filled in one after another fills whole parts."""
    return sorted(standing, key=lambda one: keys.locator(one.id))


def digest_of(part: bytes) -> str:
    """Return the digest by which the head names a part."""
    return hashlib.sha256(part).hexdigest()


def printed_hash(salt: bytes, code_id: bytes) -> bytes:
    """Return the salted hash by which a printed code is found."""
    return hashlib.sha256(salt + code_id).digest()[:HASH_BYTES]


def short_name(name: str) -> str:
    """Return a surname and initials."""
    surname, *given = name.split()
    return " ".join([surname, *(f"{word[0]}." for word in given)])


def write_pack(pack: Pack, signature: bytes) -> bytes:
    """Return head, signature (64 bytes) and parts, compressed."""
    parts = (bytes([number]) + len(part).to_bytes(4, "big") + part for number, part in sorted(pack.parts.items()))
    return zlib.compress(b"".join((len(pack.head).to_bytes(4, "big"), pack.head, signature, *parts)), level=6)


def read_rows(part: bytes, types: Sequence[str]) -> Iterator[Row]:
    """Read the rows of a part."""
    (count,) = struct.unpack_from(">H", part)
    at, columns = 2, []
    for width in (*_COLUMNS, 1, 4, 4):
        columns.append([part[start : start + width] for start in range(at, at + count * width, width)])
        at += count * width
    names = part[at:].decode().split("\n")
    for locator, today, tomorrow, printed, type_, begins, ends, name in zip(*columns, names, strict=True):
        begins_at, ends_at = _time_of(begins), _time_of(ends)
        yield Row(locator, (today, tomorrow), printed, types[type_[0]], begins_at, ends_at, name)


def _digests(parts: Mapping[int, bytes]) -> Json:
    return {str(number): digest_of(part) for number, part in parts.items()}


def _portraits(keys: DayKeys, standing: Iterable[StandingPass], small: Mapping[str, bytes]) -> dict[int, bytes]:
    """Write the parts of portraits. Passes that share a locator have none: nobody is shown with another's face."""
    named = [(keys.locator(one.id), one) for one in standing] if small else []
    alone = {locator for locator, count in Counter(locator for locator, _ in named).items() if count == 1}
    parts: dict[int, dict[bytes, bytes]] = {}
    for locator, one in named:
        portrait = small.get(one.photo_sha256 or "")
        if portrait and locator in alone:
            parts.setdefault(PARTS + (locator[0] >> _BITS_LEFT), {})[locator] = portrait
    return {number: _write_portraits(dict(sorted(part.items()))) for number, part in parts.items()}


def _write_portraits(part: Mapping[bytes, bytes]) -> bytes:
    sizes = (len(portrait).to_bytes(2, "big") for portrait in part.values())
    return struct.pack(">H", len(part)) + b"".join((*part, *sizes, *part.values()))


def _time_of(column: bytes) -> datetime:
    return datetime.fromtimestamp(int.from_bytes(column, "big"), UTC)


def read_head(head: bytes) -> dict[str, Any]:
    """Read a head; NotCanonical for anything else."""
    found: dict[str, Any] = parse_canonical(head)
    return found


def _row(keys: DayKeys, one: StandingPass, day: int, salt: bytes, keeper: Keeper) -> Row:
    return Row(
        locator=keys.locator(one.id),
        keys=(keys.of_pass(one.id, day), keys.of_pass(one.id, day + 1)),
        printed=printed_hash(salt, one.code_id) if one.code_id else _NO_HASH,
        type=one.type,
        valid_from_at=one.valid_from_at,
        expires_at=one.expires_at,
        name=short_name(one.holder_name) if keeper.names else "",
    )


def _write(rows: Sequence[Row], types: Sequence[str]) -> bytes:
    """Write a part: how many rows, then the columns.

    Times are whole seconds since 1970, rounded down: a pass that was issued a moment ago is valid at once.
    """
    begins = (int(row.valid_from_at.timestamp()) for row in rows)
    ends = (int(row.expires_at.timestamp()) for row in rows)
    columns = (
        (row.locator for row in rows),
        (row.keys[0] for row in rows),
        (row.keys[1] for row in rows),
        (row.printed for row in rows),
        (bytes([types.index(row.type)]) for row in rows),
        (each.to_bytes(4, "big") for each in begins),
        (each.to_bytes(4, "big") for each in ends),
    )
    names = "\n".join(row.name for row in rows).encode()
    return b"".join((struct.pack(">H", len(rows)), *(b"".join(column) for column in columns), names))
