"""Certificate revocation lists (RFC 5280, section 5): reading them, and finding when a certificate was revoked.

A list counts only if the authority itself signed it. Of several lists the earliest date counts: what one of them says
was revoked stays so. Lists are issued in `bot.crypto.authority`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec


class ListBroken(ValueError):  # noqa: N818 - says what the bytes are
    """The bytes are no certificate revocation list in DER or PEM."""


class Reason(StrEnum):
    """Why a certificate was revoked: the words of RFC 5280, section 5.3.1."""

    SUPERSEDED = "superseded"
    """Another certificate took its place: a new key, a new account or a new name."""
    CESSATION = "cessationOfOperation"
    """Its person left, or its account never began to speak for them."""


@dataclass(frozen=True, slots=True)
class Revoked:
    """A certificate that was revoked: by its serial number, from `revoked_at` on, which is a whole second."""

    serial: int
    revoked_at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A list as issued: its number (CRLNumber), its times, and what it lists by serial number."""

    number: int | None
    made_at: datetime
    next_at: datetime | None
    revoked: Mapping[int, datetime]


def parse_list(data: bytes, authority_der: bytes) -> RevocationList | None:
    """Read a list, DER or PEM; None if the authority did not sign it. ListBroken."""
    is_pem = data.lstrip().startswith(b"-----BEGIN")
    authority = x509.load_der_x509_certificate(authority_der)
    key = authority.public_key()
    try:
        found = x509.load_pem_x509_crl(data) if is_pem else x509.load_der_x509_crl(data)
        if not isinstance(key, ec.EllipticCurvePublicKey) or found.issuer != authority.subject:
            return None
        if not found.is_signature_valid(key):
            return None
        return RevocationList(
            number=_number(found),
            made_at=found.last_update_utc,
            next_at=found.next_update_utc,
            revoked={one.serial_number: one.revocation_date_utc for one in found},
        )
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension) as error:
        raise ListBroken from error


def revoked_serials(lists: Iterable[bytes], authority_der: bytes | None) -> dict[int, datetime]:
    """Return since when which serial numbers are revoked; lists that are unreadable or a stranger's count for nothing.

    Without an authority nothing is.
    """
    found = dict[int, datetime]()
    for data in lists if authority_der is not None else ():
        for serial, at in _listed(data, authority_der or b"").items():
            found[serial] = min(at, found.get(serial, at))
    return found


def _listed(data: bytes, authority_der: bytes) -> Mapping[int, datetime]:
    try:
        parsed = parse_list(data, authority_der)
    except ListBroken:
        return {}
    return parsed.revoked if parsed else {}


def _number(found: x509.CertificateRevocationList) -> int | None:
    try:
        return found.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound:
        return None
