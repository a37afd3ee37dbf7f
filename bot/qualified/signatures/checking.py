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

from bot.crypto.national.algorithms import UnsupportedAlgorithmError, new_hash
from bot.crypto.national.gost_r import gost_r_digest, is_gost_r
from bot.qualified.judgement import Correctness, SignatureFault
from bot.qualified.signatures.algorithms import (
    EngineMissingError,
    NationalSignatureValidator,
    StrongAlgorithms,
    is_weak_digest,
)
from bot.qualified.signatures.digests import NONE_KNOWN, Digests, digest_key, sbox_of
from bot.qualified.signatures.messages import Signer, signed_attributes

_UNKNOWN = (AlgorithmNotSupported, UnsupportedAlgorithm, UnsupportedAlgorithmError)
_ODD = (ValueError, TypeError, KeyError, LookupError, AssertionError, OverflowError)


class _Faulty(Exception):  # noqa: N818 - carries a finding out of nested checks
    def __init__(self, fault: SignatureFault) -> None:
        self.fault = fault


def check_signer(signer: Signer, content: bytes | None, known: Digests = NONE_KNOWN) -> Correctness:
    """Check a signer's signature over `content`, which is the message's own or what was sent beside it.

    `known` has digests that were computed before.
    """
    algorithm = _named(signer.info["signature_algorithm"])
    names_certificate = False
    try:
        certificate, content = _require_both(signer, content)
        names_certificate = _require_attributes(signer, certificate, content, known)
        _require_signature(signer, certificate, content)
    except _Faulty as found:
        return Correctness(found.fault, algorithm, names_certificate)
    except EngineMissingError:
        return Correctness(SignatureFault.ENGINE_MISSING, algorithm)
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


def _require_attributes(signer: Signer, certificate: x509.Certificate, content: bytes, known: Digests) -> bool:
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
    if _digest(signer, certificate, content, known) != by_type["message_digest"][0].native:
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


def _digest(signer: Signer, certificate: x509.Certificate, content: bytes, known: Digests) -> bytes:
    algorithm = signer.info["digest_algorithm"]["algorithm"]
    if is_weak_digest(algorithm.native):
        raise _Faulty(SignatureFault.WEAK_ALGORITHM)
    sbox = sbox_of(certificate)
    found = known.get(digest_key(algorithm.dotted, sbox, content)) if known else None
    return found or _hashed(algorithm.dotted, content, sbox)


def _hashed(oid: str, data: bytes, sbox: bytes | None = None) -> bytes:
    if is_gost_r(oid):
        digest = gost_r_digest(oid, data)
        if digest is None:
            raise EngineMissingError
        return digest
    hashed = new_hash(oid, sbox=sbox)
    if hashed is None:
        raise _Faulty(SignatureFault.UNKNOWN_ALGORITHM)
    hashed.update(data)
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
        said = list(kind.load(values[0].dump())["certs"]) if len(values) == 1 else []
        if not said or not _is_certificate(said[0], certificate):
            raise _Faulty(SignatureFault.CERTIFICATE_DIFFERS)
        named = True
    return named


def _is_certificate(said: tsp.ESSCertID | tsp.ESSCertIDv2, certificate: x509.Certificate) -> bool:
    serial = said["issuer_serial"]
    if not isinstance(serial, core.Void) and serial.native and not match_issuer_serial(serial, certificate):
        return False
    if isinstance(said, tsp.ESSCertID):
        digest = hashlib.sha1(certificate.dump(), usedforsecurity=False).digest()
        return bool(digest == said["cert_hash"].native)
    oid = said["hash_algorithm"]["algorithm"].dotted
    return bool(_hashed(oid, certificate.dump()) == said["cert_hash"].native)


def _require_signature(signer: Signer, certificate: x509.Certificate, content: bytes) -> None:
    info = signer.info
    algorithm, key = info["signature_algorithm"], certificate.public_key
    if not StrongAlgorithms().signature_algorithm_allowed(algorithm, None, key):
        raise _Faulty(SignatureFault.WEAK_ALGORITHM)
    signed = info["signed_attrs"].untag().dump() if signed_attributes(info) else content
    context = SignatureValidationContext(info["digest_algorithm"]["algorithm"].native)
    NationalSignatureValidator().validate_signature(info["signature"].native, signed, key, algorithm, context)
