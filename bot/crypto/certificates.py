"""X.509: the certificates of the organisation's authority, its people, and its document seal.

They have the extensions that path validation requires (RFC 5280: basic constraints, key usage, key identifiers), so
that OpenSSL, pyHanko and PDF readers build the chain. Nothing here sees a person's private key or reads a clock.

Revocation is not published: who was dismissed, and when, is recorded in the ledger. Verifiers check a certificate at
the moment of signing, not today.
"""

import hashlib
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

from bot.crypto.keys import mint_key, public_key
from bot.crypto.naming import shortened_name
from bot.errors import InputRefused

AUTHORITY_LIFE = timedelta(days=20 * 365 + 5)
SEAL_LIFE = timedelta(days=10 * 365 + 2)
PERSON_LIFE = timedelta(days=5 * 365 + 1)
_CLOCKS_DIFFER = timedelta(minutes=5)
_LONGEST_ORGANISATION = 64
_LONGEST_SERIAL = 64
_FULL_NAME = ObjectIdentifier("2.5.4.41")


class CertificateUnreadableRefused(InputRefused):
    """The bytes are not an X.509 certificate in PEM or DER with a P-256 key."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its private key, both DER: the organisation's authority, or its seal."""

    certificate: bytes
    private: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The contents of a certificate; `name` is the full one, `serial_number` the subject's (a person's id)."""

    der: bytes = field(repr=False)
    name: str
    serial_number: str | None
    organisation: str | None
    valid_from_at: datetime
    valid_until_at: datetime
    is_authority: bool
    fingerprint: str
    """Return the SHA-256 of the DER bytes: 64 lower-case hexadecimal digits."""


def mint_ca(organisation_name: str, now: datetime) -> Issued:
    """Create the organisation's authority: a key and its self-signed certificate, valid 20 years."""
    private = mint_key()
    own = serialization.load_der_public_key(public_key(private))
    subject = _subject(f"{organisation_name} CA", organisation_name, unit="Countersign CA")
    builder = _builder(subject, own, now, now + AUTHORITY_LIFE)
    signed = _with_usage(builder.issuer_name(subject), own, authority=True)
    return Issued(_signed(signed, private), private)


def issue_person(ca: Issued, public_der: bytes, name: str, person_id: str, now: datetime) -> bytes:
    """Certify a person's public key (SubjectPublicKeyInfo DER) under the authority for 5 years; return DER.

    The subject's serialNumber is `person_id`, printable ASCII, because a personnel number may be Cyrillic and may
    change; the number is in each signature record instead.
    """
    organisation = parse_certificate(ca.certificate).organisation or ""
    return _issue(ca, public_der, _subject(name, organisation, serial=person_id), now, now + PERSON_LIFE)


def issue_seal(ca: Issued, now: datetime) -> Issued:
    """Create the key and certificate of the organisation's document seal, valid 10 years."""
    organisation = parse_certificate(ca.certificate).organisation or ""
    private = mint_key()
    subject = _subject(organisation, organisation, unit="Countersign document seal")
    return Issued(_issue(ca, public_key(private), subject, now, now + SEAL_LIFE), private)


def parse_certificate(data: bytes) -> Certificate:
    """Parse a certificate, PEM or DER; CertificateUnreadableRefused for anything else."""
    certificate = _loaded(data)
    der = certificate.public_bytes(serialization.Encoding.DER)
    return Certificate(
        der=der,
        name=_said(certificate, _FULL_NAME) or _said(certificate, NameOID.COMMON_NAME) or "",
        serial_number=_said(certificate, NameOID.SERIAL_NUMBER),
        organisation=_said(certificate, NameOID.ORGANIZATION_NAME),
        valid_from_at=certificate.not_valid_before_utc,
        valid_until_at=certificate.not_valid_after_utc,
        is_authority=_is_authority(certificate),
        fingerprint=hashlib.sha256(der).hexdigest(),
    )


def certified_key(certificate_der: bytes) -> bytes:
    """Return the public key of a certificate: SubjectPublicKeyInfo DER (RFC 5480)."""
    key = _loaded(certificate_der).public_key()
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def pem(certificate_der: bytes) -> bytes:
    """Encode the certificate as PEM text (RFC 7468), as people download and keep it."""
    return _loaded(certificate_der).public_bytes(serialization.Encoding.PEM)


def is_issued_by(certificate_der: bytes, authority_der: bytes, at: datetime) -> bool:
    """Return whether the authority's key signed the certificate, and both were valid at the moment `at`.

    The authority must be one by its own basic constraints; its own certificate does not count as issued by it here.
    """
    certificate, authority = _loaded(certificate_der), _loaded(authority_der)
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    lived = all(one.not_valid_before_utc <= at <= one.not_valid_after_utc for one in (certificate, authority))
    return lived and _is_authority(authority) and not _is_authority(certificate)


def is_self_issued(authority_der: bytes, above: bytes) -> bool:
    """Return whether the certificate is a self-signed authority whose key signed the one it stands `above`.

    This says nothing of trust or time: only that the two belong together and that no byte of either was changed.
    """
    authority, below = _loaded(authority_der), _loaded(above)
    try:
        authority.verify_directly_issued_by(authority)
        below.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return _is_authority(authority)


def _issue(ca: Issued, public_der: bytes, subject: x509.Name, now: datetime, until: datetime) -> bytes:
    authority = _loaded(ca.certificate)
    key = serialization.load_der_public_key(public_der)
    builder = _builder(subject, key, now, min(until, authority.not_valid_after_utc))
    issuer_key = serialization.load_der_public_key(public_key(ca.private))
    return _signed(_with_usage(builder.issuer_name(authority.subject), issuer_key, authority=False), ca.private)


def _builder(subject: x509.Name, key: object, now: datetime, until: datetime) -> x509.CertificateBuilder:
    p256 = _p256(key)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(p256)
        .serial_number(x509.random_serial_number())
        .not_valid_before((now.astimezone(UTC) - _CLOCKS_DIFFER).replace(microsecond=0))
        .not_valid_after(until.astimezone(UTC).replace(microsecond=0))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(p256), critical=False)
    )


def _with_usage(builder: x509.CertificateBuilder, issuer_key: object, *, authority: bool) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(_p256(issuer_key))
    return (
        builder.add_extension(issuer, critical=False)
        .add_extension(x509.BasicConstraints(authority, 0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
    )


def _signed(builder: x509.CertificateBuilder, private_der: bytes) -> bytes:
    key = serialization.load_der_private_key(private_der, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not an elliptic-curve key")
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _subject(name: str, organisation: str, unit: str | None = None, serial: str | None = None) -> x509.Name:
    if serial is not None and (not serial.isascii() or not 0 < len(serial) <= _LONGEST_SERIAL):
        raise ValueError("a certificate's serialNumber is printable ASCII, 64 characters at most")
    short = shortened_name(name)
    said = [
        (NameOID.ORGANIZATION_NAME, organisation[:_LONGEST_ORGANISATION]),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.COMMON_NAME, short),
        (_FULL_NAME, name if short != name else None),
        (NameOID.SERIAL_NUMBER, serial),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in said if value])


@lru_cache(maxsize=64)
def _loaded(data: bytes) -> x509.Certificate:
    """Load a certificate; the last few are cached, because one authority issues ten thousand people's."""
    is_pem = data.lstrip().startswith(b"-----BEGIN")
    try:
        found = x509.load_pem_x509_certificate(data) if is_pem else x509.load_der_x509_certificate(data)
        _p256(found.public_key())
        _read_through(found)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension) as error:
        raise CertificateUnreadableRefused from error
    return found


def _read_through(certificate: x509.Certificate) -> None:
    """Parse now what cryptography parses lazily, so that an error is raised here or nowhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names longer than the standard has room for are strangers' affair
        for part in ("subject", "issuer", "extensions", "not_valid_before_utc", "not_valid_after_utc"):
            getattr(certificate, part)


def _p256(key: object) -> ec.EllipticCurvePublicKey:
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise TypeError("not a key on P-256")
    return key


def _said(certificate: x509.Certificate, oid: ObjectIdentifier) -> str | None:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else None


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False
