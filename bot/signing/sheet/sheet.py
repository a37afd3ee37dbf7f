"""What stands on a sheet, and every word on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.signing.models import Standing
from bot.signing.records.record import Method, Outcome


@dataclass(frozen=True, slots=True)
class SignedLine:
    """One signature in the table; `instead_of` names the one first asked, where the request was handed on.

    `rebound_at` is set if the signer's account had replaced another one shortly before; `kiosk` is the name of the
    kiosk at which they signed, if it was one.
    """

    signature_id: UUID
    name: str
    position: str
    signed_at: datetime
    method: Method
    outcome: Outcome
    instead_of: str = ""
    rebound_at: datetime | None = None
    kiosk: str | None = None


@dataclass(frozen=True, slots=True)
class UnsignedLine:
    """One request without a signature; `note` is the reason that the person gave, where there is one.

    `instead_of` as in `SignedLine`.
    """

    name: str
    position: str
    state: Standing
    note: str | None = None
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet. `qr` is the text of its QR code, `zone` the IANA name of the time zone of its times."""

    organisation: str
    title: str
    file_name: str
    sha256: str
    size: int
    version: int
    made_at: datetime
    zone: str
    qr: str
    signed: tuple[SignedLine, ...]
    unsigned: tuple[UnsignedLine, ...]

    @property
    def total(self) -> int:
        """Count everyone on it."""
        return len(self.signed) + len(self.unsigned)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Every word on a sheet, in one language.

    `tally` is the whole sentence ("Signed by 3 of 5"), `mark` the shorter one of marks on pages; `page` holds
    ``{page}`` and ``{pages}``, `instead_of` and `kiosk` hold ``{name}``; `times` is a strftime format, to
    which the UTC offset is added; `unit` stands behind the number of bytes. The three mappings are complete.
    """

    language: str
    title: str
    organisation: str
    document: str
    file: str
    fingerprint: str
    size: str
    unit: str
    version: str
    made: str
    tally: str
    mark: str
    signed: str
    unsigned: str
    name: str
    time: str
    way: str
    signature: str
    state: str
    qr_hint: str
    note: str
    page: str
    instead_of: str
    rebound: str
    kiosk: str
    times: str
    outcomes: Mapping[Outcome, str]
    methods: Mapping[Method, str]
    states: Mapping[Standing, str]
