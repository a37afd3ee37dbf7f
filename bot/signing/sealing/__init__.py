"""The finished document: original, sheet, records and manifest in one PDF under the organisation's seal.

Promises that the original's bytes are inside unchanged, that the seal (PAdES B-B, B-T with a time-stamping authority;
ETSI EN 319 142-1) covers every byte of the file and certifies it against any change (DocMDP 1), and that the claimed
time is the `now` it was given. Never looks into what is signed, and never keeps a key.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import StateRefused
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import SignedRecord

AskTime = Callable[[bytes], bytes]
"""A time-stamping authority (RFC 3161): DER of a TimeStampReq in, DER of a TimeStampResp out.

Raises `TimestampUnavailableRefused`. It is called in another process, so it must be picklable:
`bot.signing.sealing.http_timestamps.HttpTimestamps` is."""


class TimestampUnavailableRefused(StateRefused):
    """The time-stamping authority gave no usable answer; later it may."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The organisation's seal, DER: its key, its certificate, and the certificates above it."""

    private: bytes = field(repr=False)
    certificate: bytes
    chain: tuple[bytes, ...]


def finish(
    original: bytes,
    sheet: bytes,
    dossier: Dossier,
    records: Sequence[SignedRecord],
    seal: Seal,
    now: datetime,
    tsa: AskTime | None = None,
) -> bytes:
    """Make the finished PDF from the original (any file) and its drawn sheet (`bot.signing.sheet`).

    Raise the refusals of `bot.signing.documents.files` and `TimestampUnavailableRefused`; ValueError where the dossier
    or a record is about other bytes than `original`. Call it in a worker process.
    """
    from bot.signing.sealing.finishing import finished  # noqa: PLC0415 - pyHanko is heavy: only workers load it

    return finished(original, sheet, dossier, records, seal, now, tsa)
