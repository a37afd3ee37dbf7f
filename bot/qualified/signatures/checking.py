# mypy: allow-untyped-calls
# (pyHanko and asn1crypto are typed in part only)
"""Is a signature right: digest, signed attributes, the certificate they name, and the signature over them.

Nothing here says whether the certificate deserves trust.
"""

import hashlib
from collections import Counter

from asn1crypto import algos, cms, core, tsp, x509  # type: ignore[import-untyped]  # has no stubs
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.sign.general import CMSStructuralError, match_issuer_serial
from pyhanko.sign.validation.errors import CMSAlgorithmProtectionError
from pyhanko.sign.validation.generic_cms import validate_algorithm_protection
from pyhanko_certvalidator.errors import AlgorithmNotSupported
from pyhanko_certvalidator.sig_validate import SignatureValidationContext

from bot.crypto.national.algorithms import UnsupportedAlgorithmError, is_dstu, new_hash
from bot.crypto.national.dstu4145 import parse_dstu_public_key
from bot.crypto.national.gost_r import GostVerdict, is_gost_r, verify_gost_cms
from bot.qualified.judgement import Correctness, SignatureFault
from bot.qualified.signatures.algorithms import NationalSignatureValidator, StrongAlgorithms, is_weak_digest
from bot.qualified.signatures.messages import Signer, signed_attributes

_SHA256 = "2.16.840.1.101.3.4.2.1"
_GOST_R = {
    GostVerdict.GOOD: None,
    GostVerdict.BAD: SignatureFault.SIGNATURE_WRONG,
    GostVerdict.UNAVAILABLE: SignatureFault.ENGINE_MISSING,
    GostVerdict.UNREADABLE: SignatureFault.UNREADABLE,
}
_UNKNOWN = (AlgorithmNotSupported, UnsupportedAlgorithm, UnsupportedAlgorithmError)
_ODD = (ValueError, TypeError, KeyError, LookupError, AssertionError, OverflowError)


class _Faulty(Exception):  # noqa: N818 - carries a finding out of nested checks
    def __init__(self, fault: SignatureFault) -> None:
        self.fault = fault


def check_signer(signer: Signer, content: bytes | None) -> Correctness:
    """Check a signer's signature over `content`, which is the message's own or what was sent beside it."""
    algorithm = _named(signer.info["signature_algorithm"])
    names_certificate = False
    try:
        certificate, content = _require_both(signer, content)
        names_certificate = _require_attributes(signer, certificate, content)
        _require_signature(signer, certificate, content)
    except _Faulty as found:
        return Correctness(found.fault, algorithm, names_certificate)
    except _UNKNOWN:
        return Correctness(SignatureFault.UNKNOWN_ALGORITHM, algorithm)
    except InvalidSignature:
        return Correctness(SignatureFault.SIGNATURE_WRONG, algorithm, names_certificate)
    except _ODD:
        return Correctness(SignatureFault.UNREADABLE, algorithm)
    return Correctness(None, algorithm, names_certificate)


def _named(algorithm: algos.SignedDigestAlgorithm) -> str:
    return str(algorithm["algorithm"].native)


def _require_both(signer: Signer, content: bytes | None) -> tuple[x509.Certificate, bytes]:
    if content is None:
        raise _Faulty(SignatureFault.CONTENT_MISSING)
    if signer.certificate is None:
        raise _Faulty(SignatureFault.CERTIFICATE_MISSING)
    return signer.certificate, content


def _require_attributes(signer: Signer, certificate: x509.Certificate, content: bytes) -> bool:
    """Check the signed attributes against content and certificate; return whether they name the certificate."""
    attributes = signed_attributes(signer.info)
    if not attributes:
        _require_plain(signer, content)
        return False
    by_type = {attribute["type"].native: attribute["values"] for attribute in attributes}
    single = all(len(by_type.get(name, ())) == 1 for name in ("content_type", "message_digest"))
    if not single or max(Counter(attribute["type"].native for attribute in attributes).values()) > 1:
        raise _Faulty(SignatureFault.ATTRIBUTES_WRONG)
    if by_type["content_type"][0].native != signer.message.content_type:
        raise _Faulty(SignatureFault.ATTRIBUTES_WRONG)
    digest = _digest(signer.info["digest_algorithm"], content, certificate)
    if digest is not None and digest != by_type["message_digest"][0].native:
        raise _Faulty(SignatureFault.CONTENT_DIFFERS)
    _require_protection(signer)
    return _names(by_type, certificate)


def _require_plain(signer: Signer, content: bytes) -> None:
    """Refuse content that is the signed attributes of another message: its signature would be right, too."""
    try:
        attributes = cms.CMSAttributes.load(content, strict=True)
        read = [attribute["type"].native for attribute in attributes]
    except _ODD:
        read = []
    if "message_digest" in read or signer.message.content_type != "data":
        raise _Faulty(SignatureFault.ATTRIBUTES_WRONG)


def _digest(algorithm: algos.DigestAlgorithm, content: bytes, certificate: x509.Certificate) -> bytes | None:
    """Return the digest of the content; None for Streebog, which OpenSSL computes with the signature."""
    if is_weak_digest(algorithm["algorithm"].native):
        raise _Faulty(SignatureFault.WEAK_ALGORITHM)
    oid = algorithm["algorithm"].dotted
    if is_gost_r(oid):
        return None
    of_key = is_dstu(certificate.public_key["algorithm"]["algorithm"].dotted)
    sbox = parse_dstu_public_key(certificate.public_key.dump()).sbox if of_key else None
    hashed = new_hash(oid, sbox=sbox)
    if hashed is None:
        raise _Faulty(SignatureFault.UNKNOWN_ALGORITHM)
    hashed.update(content)
    return bytes(hashed.digest())


def _require_protection(signer: Signer) -> None:
    info = signer.info
    try:
        validate_algorithm_protection(
            info["signed_attrs"].untag(), info["digest_algorithm"], info["signature_algorithm"], None
        )
    except (CMSStructuralError, CMSAlgorithmProtectionError):
        raise _Faulty(SignatureFault.ATTRIBUTES_WRONG) from None


def _names(by_type: dict[str, cms.SetOfAny], certificate: x509.Certificate) -> bool:
    """Return whether the attributes name the certificate; `_Faulty` where they name another."""
    named = False
    for name, kind in (
        ("signing_certificate", tsp.SigningCertificate),
        ("signing_certificate_v2", tsp.SigningCertificateV2),
    ):
        values = by_type.get(name)
        if values is None:
            continue
        said = kind.load(values[0].dump())["certs"] if len(values) == 1 else ()
        if not len(said) or not _is_certificate(said[0], certificate):
            raise _Faulty(SignatureFault.CERTIFICATE_DIFFERS)
        named = True
    return named


def _is_certificate(said: tsp.ESSCertID | tsp.ESSCertIDv2, certificate: x509.Certificate) -> bool:
    der = certificate.dump()
    if isinstance(said, tsp.ESSCertID):
        digest = hashlib.sha1(der, usedforsecurity=False).digest()
    else:
        algorithm = said["hash_algorithm"]
        oid = _SHA256 if isinstance(algorithm, core.Void) else algorithm["algorithm"].dotted
        hashed = new_hash(oid)
        if hashed is None:
            return is_gost_r(oid)  # Streebog: only the serial number can be compared
        hashed.update(der)
        digest = hashed.digest()
    serial = said["issuer_serial"]
    known = isinstance(serial, core.Void) or not serial.native
    return bool(digest == said["cert_hash"].native and (known or match_issuer_serial(serial, certificate)))


def _require_signature(signer: Signer, certificate: x509.Certificate, content: bytes) -> None:
    info = signer.info
    algorithm, key = info["signature_algorithm"], certificate.public_key
    oids = (algorithm["algorithm"].dotted, key["algorithm"]["algorithm"].dotted)
    if any(map(is_gost_r, oids)):
        given = content if signer.message.content is None else None
        fault = _GOST_R[verify_gost_cms(signer.message.der, given, [certificate.dump()])]
        if fault is not None:
            raise _Faulty(fault)
        return
    if not StrongAlgorithms().signature_algorithm_allowed(algorithm, None, _sized(key)):
        raise _Faulty(SignatureFault.WEAK_ALGORITHM)
    signed = info["signed_attrs"].untag().dump() if signed_attributes(info) else content
    context = SignatureValidationContext(info["digest_algorithm"]["algorithm"].native)
    NationalSignatureValidator().validate_signature(info["signature"].native, signed, key, algorithm, context)


def _sized(key: x509.PublicKeyInfo) -> x509.PublicKeyInfo | None:
    return key if key["algorithm"]["algorithm"].native in {"rsa", "rsassa_pss"} else None
