"""The organisation's seal, a time-stamping authority and what a file is made of, as values for worker processes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import StateRefused
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import SignedRecord

AskTime = Callable[[bytes], bytes]
"""A time-stamping authority (RFC 3161): takes the DER of a TimeStampReq, returns the DER of a TimeStampResp.

Raises `TimestampUnavailableRefused`. It is called in another process, so it must be picklable:
`bot.signing.sealing.http_timestamps.HttpTimestamps` is."""


class TimestampUnavailableRefused(StateRefused):
    """The time-stamping authority returned nothing usable; a later attempt may succeed."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The organisation's seal, DER: its key, its certificate, the certificates above it, and revocation lists."""

    private: bytes = field(repr=False)
    certificate: bytes
    chain: tuple[bytes, ...]
    lists: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """What a time stamp (RFC 3161) states: the stamped bytes existed at `at`, according to the named authority.

    Whether that authority deserves trust is not said here.
    """

    at: datetime
    authority: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a finished file is made of: the original (any file), its drawn sheet, the records, the seal.

    `now` is the claimed signing time; `tsa` stamps the seal, where there is one.
    """

    original: bytes
    sheet: bytes
    dossier: Dossier
    records: Sequence[SignedRecord]
    seal: Seal
    now: datetime
    tsa: AskTime | None = None
