"""The organisation's certificate authority: makes its key, issues its certificates and revocation lists.

Whoever has the authority's private key can make a certificate in anybody's name. So only `bot.staff.authority` imports
this module, and it alone reads that key; import-linter and ``tests/unit/bot/staff/test_authority.py`` hold both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.crypto.certificates import FULL_NAME, PROFILES, RelyingParty, Use, parse_certificate
from bot.crypto.keys import mint_key, public_key
from bot.crypto.naming import shortened_name
from bot.crypto.revocation import Revoked

AUTHORITY_LIFE = timedelta(days=20 * 365 + 5)
SEAL_LIFE = timedelta(days=10 * 365 + 2)
PERSON_LIFE = timedelta(days=5 * 365 + 1)
TAP_LIFE = timedelta(hours=1)
LIST_LIFE = timedelta(days=7)
"""When the next revocation list follows at the latest: a server may be off for some days."""
_CLOCKS_DIFFER = timedelta(hours=25)
"""How far a certificate is valid before it is issued: who signs after the server's clock was set back by a day must not
have signed before their certificate. When it was issued, the ledger says."""
_LONGEST_ORGANISATION = 64
_LONGEST_SERIAL = 64


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its private key, both DER: the organisation's authority, or its seal.

    `crl_address` is where the authority publishes its revocation lists; it stands in what it issues.
    """

    certificate: bytes
    private: bytes = field(repr=False)
    crl_address: str | None = None


def mint_ca(organisation_name: str, now: datetime) -> Issued:
    """Create the organisation's authority: a key and its self-signed certificate, valid 20 years."""
    private = mint_key()
    subject = _subject(f"{organisation_name} CA", organisation_name, "Countersign CA")
    builder = _builder(subject, public_key(private), now, now + AUTHORITY_LIFE)
    signed = _with_usage(builder.issuer_name(subject), public_key(private), authority=True)
    return Issued(_signed(signed, private), private)


def issue_person(ca: Issued, public_der: bytes, name: str, person_id: str, now: datetime) -> bytes:
    """Certify a person's lasting public key (SubjectPublicKeyInfo DER) under the authority for 5 years; return DER.

    The subject's serialNumber is `person_id`, printable ASCII, because a personnel number may be Cyrillic and may
    change; the number is in each signature record instead.
    """
    return _issue(ca, public_der, Use.PERSON, _person(ca, Use.PERSON, name, person_id), now, PERSON_LIFE)


def issue_tap(ca: Issued, public_der: bytes, name: str, person_id: str, now: datetime) -> bytes:
    """Certify a key that signs the record of one tap, for an hour; return DER."""
    return _issue(ca, public_der, Use.TAP, _person(ca, Use.TAP, name, person_id), now, TAP_LIFE)


def issue_passkey(ca: Issued, public_der: bytes, name: str, person_id: str, site: RelyingParty, now: datetime) -> bytes:
    """Certify the public key of a passkey in a person's own device, for 5 years and one web site; return DER."""
    return _issue(ca, public_der, Use.PASSKEY, _person(ca, Use.PASSKEY, name, person_id), now, PERSON_LIFE, site)


def issue_seal(ca: Issued, now: datetime) -> Issued:
    """Create the key and certificate of the organisation's document seal, valid 10 years."""
    organisation = parse_certificate(ca.certificate).organisation or ""
    private = mint_key()
    subject = _subject(organisation, organisation, PROFILES[Use.SEAL].unit)
    return Issued(_issue(ca, public_key(private), Use.SEAL, subject, now, SEAL_LIFE), private)


def issue_list(ca: Issued, number: int, revoked: Iterable[Revoked], now: datetime) -> bytes:
    """Sign the list (RFC 5280) of this number; return DER."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(x509.load_der_x509_certificate(ca.certificate).subject)
        .last_update(now.astimezone(UTC).replace(microsecond=0))
        .next_update((now + LIST_LIFE).astimezone(UTC).replace(microsecond=0))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(_p256(public_key(ca.private))), critical=False
        )
    )
    for one in revoked:
        builder = builder.add_revoked_certificate(_listed(one))
    return builder.sign(_private(ca.private), hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _listed(one: Revoked) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder().serial_number(one.serial)
    reason = x509.CRLReason(x509.ReasonFlags(one.reason.value))
    return builder.revocation_date(one.revoked_at.astimezone(UTC)).add_extension(reason, critical=False).build()


def _person(ca: Issued, use: Use, name: str, person_id: str) -> x509.Name:
    organisation = parse_certificate(ca.certificate).organisation or ""
    return _subject(name, organisation, PROFILES[use].unit, person_id)


def _issue(
    ca: Issued,
    public_der: bytes,
    use: Use,
    subject: x509.Name,
    now: datetime,
    life: timedelta,
    site: RelyingParty | None = None,
) -> bytes:
    authority = x509.load_der_x509_certificate(ca.certificate)
    builder = _builder(subject, public_der, now, min(now + life, authority.not_valid_after_utc))
    builder = _with_usage(builder.issuer_name(authority.subject), public_key(ca.private), authority=False)
    for extension in _extensions(use, site, ca.crl_address):
        builder = builder.add_extension(extension, critical=False)
    return _signed(builder, ca.private)


def _extensions(use: Use, site: RelyingParty | None, crl_address: str | None) -> Iterator[x509.ExtensionType]:
    profile = PROFILES[use]
    yield x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier(profile.policy), None)])
    yield x509.ExtendedKeyUsage([x509.ObjectIdentifier(purpose) for purpose in profile.purposes])
    if site is not None:
        yield x509.SubjectAlternativeName([x509.DNSName(site.id), x509.UniformResourceIdentifier(site.origin)])
    if crl_address is not None:
        address = [x509.UniformResourceIdentifier(crl_address)]
        yield x509.CRLDistributionPoints([x509.DistributionPoint(address, None, None, None)])


def _builder(subject: x509.Name, public_der: bytes, now: datetime, until: datetime) -> x509.CertificateBuilder:
    key = _p256(public_der)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before((now.astimezone(UTC) - _CLOCKS_DIFFER).replace(microsecond=0))
        .not_valid_after(until.astimezone(UTC).replace(microsecond=0))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _with_usage(builder: x509.CertificateBuilder, issuer_key: bytes, *, authority: bool) -> x509.CertificateBuilder:
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
    return builder.sign(_private(private_der), hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _private(private_der: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_der_private_key(private_der, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not an elliptic-curve key")
    return key


def _subject(name: str, organisation: str, unit: str, serial: str | None = None) -> x509.Name:
    if serial is not None and (not serial.isascii() or not 0 < len(serial) <= _LONGEST_SERIAL):
        raise ValueError("a certificate's serialNumber is printable ASCII, 64 characters at most")
    short = shortened_name(name)
    named = [
        (NameOID.ORGANIZATION_NAME, organisation[:_LONGEST_ORGANISATION]),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.COMMON_NAME, short),
        (FULL_NAME, name if short != name else None),
        (NameOID.SERIAL_NUMBER, serial),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in named if value])


def _p256(public_der: bytes) -> ec.EllipticCurvePublicKey:
    key = serialization.load_der_public_key(public_der)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise TypeError("not a key on P-256")
    return key
