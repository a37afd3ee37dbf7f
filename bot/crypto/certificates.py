"""X.509 certificates: reading them, and checking who issued them for what.

Every certificate has the extensions that path validation requires (RFC 5280: basic constraints, key usage, key
identifiers), so that OpenSSL, pyHanko and PDF readers build the chain. What a certificate is for (`Use`) is stated four
times, and all must agree: organizational unit, key usage, extended key usage, certificate policy. Nothing here sees a
private key or reads a clock; certificates are issued in `bot.crypto.authority`.

Verifiers check a certificate at the moment of signing, not today: one that has run out or was revoked since still
proves what it signed before. Revocation lists are read in `bot.crypto.revocation`.
"""

import hashlib
import warnings
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from bot.errors import InputRefused

FULL_NAME = ObjectIdentifier("2.5.4.41")

_ARC = "2.25.308523345727074786887138882006592196900"
"""The arc of the UUID e81b6f5c-ac57-4176-bd36-6177215b1124 (ITU-T X.667): 1 are policies, 2 key purposes."""
_RECORDS = f"{_ARC}.2.1"
_DOCUMENTS = "1.3.6.1.5.5.7.3.36"  # id-kp-documentSigning, RFC 9336


class CertificateUnreadableRefused(InputRefused):
    """The bytes are not an X.509 certificate in PEM or DER with a P-256 key."""


class Use(StrEnum):
    """What a certificate of the organisation's authority is for."""

    PERSON = "person"
    """A person's lasting key, locked under their PIN."""
    TAP = "tap"
    """A key that the server made for one record and discarded: of a tap, or of a qualified signature that came."""
    PASSKEY = "passkey"
    """A key in a person's own device (WebAuthn)."""
    SEAL = "seal"
    """The organisation's seal, on finished documents and on checkpoints of the ledger."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a certificate states its use: organizational unit, policy and key purposes, by OID."""

    unit: str
    policy: str
    purposes: tuple[str, ...]


PROFILES = {
    Use.PERSON: Profile("Countersign person", f"{_ARC}.1.1", (_RECORDS,)),
    Use.TAP: Profile("Countersign single tap", f"{_ARC}.1.2", (_RECORDS,)),
    Use.PASSKEY: Profile("Countersign passkey", f"{_ARC}.1.3", (_RECORDS,)),
    # PDF readers and `openssl cms` ask for the purpose of S/MIME.
    Use.SEAL: Profile(
        "Countersign document seal", f"{_ARC}.1.4", (_DOCUMENTS, ExtendedKeyUsageOID.EMAIL_PROTECTION.dotted_string)
    ),
}


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """The web site whose passkeys are meant: its id (a host name) and its origin, as browsers write them."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """The contents of a certificate; `name` is the full one, `serial_number` the subject's (a person's id).

    `number` is the certificate's own serial number, by which it is revoked.

    `use` is None for an authority, and where the certificate states no use of ours or contradicts itself. `site` is a
    passkey's. `fingerprint` is the SHA-256 of the DER bytes: 64 lower-case hexadecimal digits.
    """

    der: bytes = field(repr=False)
    number: int
    name: str
    serial_number: str | None
    organisation: str | None
    valid_from_at: datetime
    valid_until_at: datetime
    is_authority: bool
    use: Use | None
    site: RelyingParty | None
    fingerprint: str


def parse_certificate(data: bytes) -> Certificate:
    """Parse a certificate, PEM or DER; CertificateUnreadableRefused for anything else."""
    certificate = _loaded(data)
    der = certificate.public_bytes(serialization.Encoding.DER)
    return Certificate(
        der=der,
        number=certificate.serial_number,
        name=_said(certificate, FULL_NAME) or _said(certificate, NameOID.COMMON_NAME) or "",
        serial_number=_said(certificate, NameOID.SERIAL_NUMBER),
        organisation=_said(certificate, NameOID.ORGANIZATION_NAME),
        valid_from_at=certificate.not_valid_before_utc,
        valid_until_at=certificate.not_valid_after_utc,
        is_authority=_is_authority(certificate),
        use=_use(certificate),
        site=_site(certificate),
        fingerprint=hashlib.sha256(der).hexdigest(),
    )


def certified_key(certificate_der: bytes) -> bytes:
    """Return the public key of a certificate: SubjectPublicKeyInfo DER (RFC 5480)."""
    key = _loaded(certificate_der).public_key()
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def pem(certificate_der: bytes) -> bytes:
    """Encode the certificate as PEM text (RFC 7468), as people download and keep it."""
    return _loaded(certificate_der).public_bytes(serialization.Encoding.PEM)


def is_issued_by(certificate_der: bytes, authority_der: bytes, use: Use, at: datetime) -> bool:
    """Return whether the authority's key certified a key for this use, and both were valid at the moment `at`.

    The authority must be one by its own basic constraints; its own certificate does not count as issued by it here.
    """
    certificate, authority = _loaded(certificate_der), _loaded(authority_der)
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    lived = all(one.not_valid_before_utc <= at <= one.not_valid_after_utc for one in (certificate, authority))
    return lived and _is_authority(authority) and _use(certificate) is use


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


@lru_cache(maxsize=64)
def _loaded(data: bytes) -> x509.Certificate:
    """Load a certificate; the last few are cached, because one authority issues ten thousand people's."""
    is_pem = data.lstrip().startswith(b"-----BEGIN")
    try:
        found = x509.load_pem_x509_certificate(data) if is_pem else x509.load_der_x509_certificate(data)
        _require_p256(found)
        _require_whole_signature(found)
        _read_through(found)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension) as error:
        raise CertificateUnreadableRefused from error
    return found


def _require_p256(certificate: x509.Certificate) -> None:
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise TypeError("not a key on P-256")


def _require_whole_signature(certificate: x509.Certificate) -> None:
    """Raise ValueError where the signature's bit string has unused bits: then other bytes would be as valid."""
    if not certificate.public_bytes(serialization.Encoding.DER).endswith(b"\0" + certificate.signature):
        raise ValueError("a signature has whole bytes")


def _read_through(certificate: x509.Certificate) -> None:
    """Parse now what cryptography parses lazily, so that an error is raised here or nowhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names longer than the standard has room for are strangers' affair
        for part in ("subject", "issuer", "extensions", "not_valid_before_utc", "not_valid_after_utc"):
            getattr(certificate, part)


def _said(certificate: x509.Certificate, oid: ObjectIdentifier) -> str | None:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else None


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _use(certificate: x509.Certificate) -> Use | None:
    """Return the use that unit, key usage, purposes and policy all state; None where one of them differs."""
    extensions = certificate.extensions
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        policies = extensions.get_extension_for_class(x509.CertificatePolicies).value
        purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return None
    if _is_authority(certificate) or not _only_signs(usage):
        return None
    stated = tuple(policy.policy_identifier.dotted_string for policy in policies)
    for use, profile in PROFILES.items():
        agrees = _said(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME) == profile.unit
        if stated == (profile.policy,) and agrees and tuple(one.dotted_string for one in purposes) == profile.purposes:
            return use
    return None


def _only_signs(usage: x509.KeyUsage) -> bool:
    others = (usage.key_encipherment, usage.data_encipherment, usage.key_agreement, usage.key_cert_sign, usage.crl_sign)
    return usage.digital_signature and usage.content_commitment and not any(others)


def _site(certificate: x509.Certificate) -> RelyingParty | None:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return None
    hosts = names.get_values_for_type(x509.DNSName)
    origins = names.get_values_for_type(x509.UniformResourceIdentifier)
    return RelyingParty(hosts[0], origins[0]) if (len(hosts), len(origins), len(list(names))) == (1, 1, 2) else None
