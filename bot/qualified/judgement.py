"""What is found about one signature: five parts, and who the certificate says signed.

No part stands for another. A signature is `qualified` only where all five say so.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.crypto.canonical import Json

LONG: Final = 1 << 20
"""From so many bytes on a slow hash takes seconds."""


class Format(StrEnum):
    """In what form the signature came."""

    CADES_ATTACHED = "cades-attached"
    CADES_DETACHED = "cades-detached"
    ASIC_S = "asic-s"
    ASIC_E = "asic-e"
    PADES = "pades"


class Extent(StrEnum):
    """How much of what was sent a signature covers."""

    DOCUMENT = "document"
    """The whole document, which is inside the message or was sent beside it."""
    CONTAINER = "container"
    """Every document in the container."""
    FILES = "files"
    """The named documents of the container; others in it are not covered."""
    WHOLE_PDF = "whole-pdf"
    """Every byte of the PDF except the signature itself."""
    REVISION = "revision"
    """An earlier revision of the PDF; what was added later only supports signatures."""
    NOTHING = "nothing"
    """It cannot be said, for the reason that `fault` gives."""


class CoverageFault(StrEnum):
    """Why it cannot be said, or not without doubt, which bytes are covered."""

    DOCUMENT_MISSING = "document-missing"
    """The signature is detached, and the document it belongs to was not sent."""
    FILE_MISSING = "file-missing"
    """A document that the signature names is not in the container."""
    FILE_CHANGED = "file-changed"
    """A document in the container is not the one that the signature names."""
    MANIFEST_UNREADABLE = "manifest-unreadable"
    """What the container says about its signature cannot be read, or is ambiguous."""
    CHANGED_AFTERWARDS = "changed-afterwards"
    """The PDF was changed after it was signed."""
    RANGES_UNCLEAR = "ranges-unclear"
    """The ranges of bytes leave out more than the signature itself."""


class SignatureFault(StrEnum):
    """Why a signature is not right, or cannot be judged."""

    CONTENT_DIFFERS = "content-differs"
    """The content is not what was signed."""
    SIGNATURE_WRONG = "signature-wrong"
    """The signature does not fit the key, the signed attributes or the content."""
    ATTRIBUTES_WRONG = "attributes-wrong"
    """The signed attributes are incomplete, doubled, or about another kind of content."""
    CERTIFICATE_DIFFERS = "certificate-differs"
    """The signed attributes name another certificate."""
    UNREADABLE = "unreadable"
    """The message cannot be read."""
    WEAK_ALGORITHM = "weak-algorithm"
    """The digest or the key is too weak to prove anything today."""
    CONTENT_MISSING = "content-missing"
    """There is no content to compare with."""
    CERTIFICATE_MISSING = "certificate-missing"
    """The signer's certificate was not sent along."""
    UNKNOWN_ALGORITHM = "unknown-algorithm"
    """The algorithm is not known here."""
    ENGINE_MISSING = "engine-missing"
    """GOST R is checked by an OpenSSL engine that is not installed."""

    @property
    def undecided(self) -> bool:
        """Return whether this leaves open if the signature is right."""
        return self in _UNDECIDED


_UNDECIDED = frozenset(
    {
        SignatureFault.CONTENT_MISSING,
        SignatureFault.CERTIFICATE_MISSING,
        SignatureFault.UNKNOWN_ALGORITHM,
        SignatureFault.ENGINE_MISSING,
    }
)


class ListStanding(StrEnum):
    """What the trusted lists say about the certificate."""

    QUALIFIED = "qualified"
    """It is a qualified certificate of a service that had the status "granted" at that time."""
    NOT_QUALIFIED = "not-qualified"
    """It leads to a service of a list, but is no qualified certificate for signatures or seals."""
    NOT_GRANTED = "not-granted"
    """It leads to a service that did not have the status "granted" at that time."""
    NOT_FOR_SIGNING = "not-for-signing"
    """It is meant for something else than signing."""
    EXPIRED = "expired"
    """It was not valid at that time."""
    LIST_EXPIRED = "list-expired"
    """It leads to a list that is out of date."""
    NOT_LISTED = "not-listed"
    """It leads to no list that is loaded."""
    NO_LISTS = "no-lists"
    """No list is loaded."""
    BROKEN = "broken"
    """A certificate of the chain was not issued by the one above it."""
    UNKNOWN = "unknown"
    """There is no certificate."""


class Kind(StrEnum):
    """What a certificate is qualified for."""

    SIGNATURE = "signature"
    SEAL = "seal"
    OTHER = "other"


class Basis(StrEnum):
    """What says when it was signed."""

    TIME_STAMP = "time-stamp"
    SIGNERS_CLOCK = "signers-clock"
    NOTHING = "nothing"


class TimeFault(StrEnum):
    """Why a time stamp proves nothing."""

    WRONG = "wrong"
    """It is not about this signature, or does not hold."""
    UNLISTED = "unlisted"
    """It leads to no time-stamping service of a list that is loaded."""


class RevocationState(StrEnum):
    """Whether the certificate was revoked."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    """There is an answer of the authority's, but none that can be used."""
    UNASKED = "not-asked"
    """No answer was sent along, and nothing is fetched from the network."""


class NumberKind(StrEnum):
    """The register of which a number in a certificate is."""

    EDRPOU = "edrpou"
    """Ukraine's register of organisations (ЄДРПОУ)."""
    RNOKPP = "rnokpp"
    """Ukraine's register of taxpayers (РНОКПП)."""
    INN = "inn"
    """Russia's taxpayer number (ИНН) of a person or an organisation."""
    OGRN = "ogrn"
    """Russia's state number (ОГРН) of an organisation or an entrepreneur."""
    SNILS = "snils"
    """Russia's insurance number (СНИЛС)."""
    ORGANISATION = "organisation"
    """An organisation's identifier by ETSI EN 319 412-1, as it is written."""
    PERSON = "person"
    """A person's identifier by ETSI EN 319 412-1, as it is written."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number from a certificate."""

    kind: NumberKind
    value: str

    @property
    def of_organisation(self) -> bool:
        """Return whether it may be an organisation's."""
        return self.kind in _OF_ORGANISATIONS


_OF_ORGANISATIONS = frozenset({NumberKind.EDRPOU, NumberKind.INN, NumberKind.OGRN, NumberKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed, as the certificate says."""

    name: str
    organisation: str | None = None
    position: str | None = None
    numbers: tuple[Number, ...] = ()
    issuer: str = ""
    certificate_sha256: str = ""


@dataclass(frozen=True, slots=True)
class CoveredFile:
    """A document that the signature covers; `sha256` in lower-case hexadecimal digits."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Part one: which bytes. `left_out` names documents of the container that are not covered."""

    extent: Extent
    files: tuple[CoveredFile, ...] = ()
    left_out: tuple[str, ...] = ()
    fault: CoverageFault | None = None

    @property
    def holds(self) -> bool:
        """Return whether it is clear what is covered, and that it is unchanged."""
        return self.fault is None and self.extent is not Extent.NOTHING


@dataclass(frozen=True, slots=True)
class Correctness:
    """Part two: is the signature right. `names_certificate`: the signed attributes name the signer's certificate."""

    fault: SignatureFault | None
    algorithm: str = ""
    names_certificate: bool = False

    @property
    def holds(self) -> bool:
        """Return whether the signature is right."""
        return self.fault is None


@dataclass(frozen=True, slots=True)
class Chain:
    """Part three: to which list the certificate leads, and as what.

    `granted_from` is since when the service has the status "granted". `in_device`: the list or the certificate says
    that the key is in a device for qualified signatures.
    """

    standing: ListStanding
    trusted_list: str | None = None
    service: str | None = None
    granted_from: datetime | None = None
    kind: Kind | None = None
    in_device: bool = False

    @property
    def holds(self) -> bool:
        """Return whether it is a qualified certificate for signatures or seals, by a list that is in force."""
        return self.standing is ListStanding.QUALIFIED


@dataclass(frozen=True, slots=True)
class Moment:
    """Part four: when. With a time stamp that holds `at` is proven, else it is what the signer's clock said."""

    basis: Basis
    at: datetime | None = None
    authority: str | None = None
    fault: TimeFault | None = None

    @property
    def holds(self) -> bool:
        """Return whether a time stamp proves the time."""
        return self.basis is Basis.TIME_STAMP and self.fault is None


@dataclass(frozen=True, slots=True)
class Revocation:
    """Part five: was the certificate revoked. `at` is since when."""

    state: RevocationState
    at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Return whether the authority says that it was not revoked."""
        return self.state is RevocationState.GOOD


class Part(StrEnum):
    """One of the five parts."""

    COVERAGE = "coverage"
    CORRECTNESS = "correctness"
    CHAIN = "chain"
    MOMENT = "moment"
    REVOCATION = "revocation"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is found about one signature. `signer` is None where the certificate is missing."""

    format: Format
    coverage: Coverage
    correctness: Correctness
    chain: Chain
    moment: Moment
    revocation: Revocation
    signer: Identity | None

    @property
    def qualified(self) -> bool:
        """Return whether all five parts say that this is a qualified signature or seal."""
        return not self.unproven

    @property
    def unproven(self) -> tuple[Part, ...]:
        """Return the parts that do not say so, in order."""
        says = {
            Part.COVERAGE: self.coverage.holds,
            Part.CORRECTNESS: self.correctness.holds and self.correctness.names_certificate,
            Part.CHAIN: self.chain.holds,
            Part.MOMENT: self.moment.holds,
            Part.REVOCATION: self.revocation.holds,
        }
        return tuple(part for part, so in says.items() if not so)

    def as_json(self) -> dict[str, Json]:
        """Return everything, for programs."""
        plain: dict[str, Json] = {part.value: _plain(getattr(self, part.value)) for part in Part}
        who = None if self.signer is None else _plain(self.signer)
        return {"format": self.format.value, "qualified": self.qualified, **plain, "signer": who}


def _plain(value: object) -> Json:
    holds = getattr(value, "holds", None)
    fields = {name: _json(one) for name, one in asdict(value).items()}  # type: ignore[call-overload]
    return fields if holds is None else {"holds": holds, **fields}


def _json(value: object) -> Json:
    match value:
        case datetime():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple() | list():
            return [_json(one) for one in value]
        case dict():
            return {str(name): _json(one) for name, one in value.items()}
        case None | bool() | int() | str():
            return value
    raise TypeError(type(value).__name__)
