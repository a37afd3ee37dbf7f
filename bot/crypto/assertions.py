"""WebAuthn assertions: what a passkey in a person's own device signs (W3C Web Authentication Level 3, section 7.2).

The private key never leaves the device, which asks its owner for a fingerprint, a face or a PIN before it signs. It
signs ``authenticatorData || SHA-256(clientDataJSON)``, and the challenge in clientDataJSON is the SHA-256 of what is to
be confirmed. Only ES256 (ECDSA on P-256 with SHA-256) is read. Pure.
"""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from bot.crypto.certificates import CertificateUnreadableRefused, RelyingParty, parse_certificate
from bot.crypto.keys import verify

_HASH = 32
_SHORTEST = 37
_USER_PRESENT = 0x01
_USER_VERIFIED = 0x04
_BACKUP_ELIGIBLE = 0x08
_BACKED_UP = 0x10
_ATTESTED = 0x40
_EXTENDED = 0x80
_RESERVED = 0x22


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a passkey signed: authenticator data and client data, the very bytes that the browser returned."""

    authenticator_data: bytes
    client_data_json: bytes

    @property
    def signed_bytes(self) -> bytes:
        """Return the bytes that the signature covers."""
        return self.authenticator_data + hashlib.sha256(self.client_data_json).digest()

    @property
    def counter(self) -> int:
        """Return the device's signature counter; 0 where it keeps none."""
        return int.from_bytes(self.authenticator_data[_HASH + 1 : _SHORTEST])


def verify_assertion(certificate_der: bytes, assertion: Assertion, signature: bytes, message: bytes) -> bool:
    """Return whether the passkey in the certificate confirmed `message`, on the site in the certificate.

    The user must have been present and verified. A signature (DER) with a high S is valid, as ECDSA allows: devices do
    not normalise S, so equal records may have different signatures. Says nothing about trust.
    """
    try:
        site = parse_certificate(certificate_der).site
    except CertificateUnreadableRefused:
        return False
    return (
        site is not None
        and _data_fits(assertion.authenticator_data, site)
        and _client_fits(assertion.client_data_json, site, hashlib.sha256(message).digest())
        and verify(certificate_der, assertion.signed_bytes, signature)
    )


def _data_fits(data: bytes, site: RelyingParty) -> bool:
    """Return whether authenticator data (section 6.1) is of an assertion for this site, with presence and verification.

    Bytes after the counter are extension outputs, and only flagged as such; they are signed, and nothing reads them.
    """
    if len(data) < _SHORTEST or data[:_HASH] != hashlib.sha256(site.id.encode()).digest():
        return False
    flags = data[_HASH]
    confirmed = flags & _USER_PRESENT and flags & _USER_VERIFIED and not flags & (_ATTESTED | _RESERVED)
    backup = flags & _BACKUP_ELIGIBLE or not flags & _BACKED_UP
    return bool(confirmed and backup) and (len(data) > _SHORTEST) is bool(flags & _EXTENDED)


def _client_fits(data: bytes, site: RelyingParty, challenge: bytes) -> bool:
    """Return whether client data (section 5.8.1) confirms this challenge, on a page of this site."""
    try:
        found = json.loads(data.decode(), object_pairs_hook=_members)
    except (ValueError, RecursionError):
        return False
    expected = {
        "type": "webauthn.get",
        "challenge": urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "origin": site.origin,
    }
    if not isinstance(found, dict) or found.get("crossOrigin", False) is not False or "topOrigin" in found:
        return False
    return all(found.get(name) == value for name, value in expected.items())


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is there twice")
    return found
