"""The organisation's seal, a time-stamping authority and what a file is made of, as values for worker processes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import StateRefused
from bot.outgoing import Service
from bot.signing.marks.marks import Marks
from bot.signing.models import SealLevel
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import SignedRecord

AskTime = Callable[[bytes], bytes]
"""A time-stamping authority (RFC 3161): takes the DER of a TimeStampReq, returns the DER of a TimeStampResp.

Raises `TimestampUnavailableRefused`. It is called in another process, so it must be picklable:
`bot.signing.sealing.http_timestamps.HttpTimestamps` is."""


class TimestampUnavailableRefused(StateRefused):
    """The time-stamping authority returned nothing usable; a later attempt may succeed."""


class RevisionUnsoundError(RuntimeError):
    """The revision that was just made does not verify. Says which faults were found."""


class AuthorityUntrustedRefused(StateRefused):
    """No path leads from the authority of a time stamp to a certificate that the administrator gave."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The organisation's seal, DER: its key, its certificate, the certificates above it, and revocation lists."""

    private: bytes = field(repr=False)
    certificate: bytes
    chain: tuple[bytes, ...]
    lists: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """How files are stamped: by `tsa`, up to `level`, which is not B-B.

    At B-LTA the authority's certificates lead to `anchors` (DER), and `service` fetches its revocation lists, if it is
    given.
    """

    tsa: AskTime
    level: SealLevel
    anchors: tuple[bytes, ...] = ()
    service: Service | None = None


@dataclass(frozen=True, slots=True)
class Archived:
    """A file with one more time stamp, and when it needs the next; at B-T it needs none."""

    content: bytes
    renew_at: datetime | None


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

    `now` is the claimed signing time; `tsa` stamps the seal, where there is one. `marks` are put on the pages of an
    original that is carried in pages. `containers` are the files in which qualified signatures came, by SHA-256 (hex).
    """

    original: bytes
    sheet: bytes
    dossier: Dossier
    records: Sequence[SignedRecord]
    seal: Seal
    now: datetime
    tsa: AskTime | None = None
    marks: Marks | None = None
    containers: Mapping[str, bytes] = field(default_factory=dict)
