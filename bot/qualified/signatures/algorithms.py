# mypy: allow-untyped-calls
# (pyHanko and asn1crypto are typed in part only)
"""Every algorithm, in the form in which pyHanko's path validation asks for it.

What `cryptography` knows is left to pyHanko; DSTU 4145 and GOST R 34.10 are ours.
"""

from collections.abc import Iterable
from datetime import datetime

from asn1crypto import algos, keys, x509  # type: ignore[import-untyped]  # has no stubs
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator.errors import AlgorithmNotSupported
from pyhanko_certvalidator.policy_decl import AlgorithmUsageConstraint, DisallowWeakAlgorithmsPolicy
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    DefaultSignatureValidator,
    SignatureValidationContext,
)

from bot.crypto.national.algorithms import is_dstu, verify_signed
from bot.crypto.national.gost_r import GostVerdict, is_gost_r, verify_gost_certificate

_WEAK_DIGESTS = frozenset({"md2", "md5", "sha1"})


class NationalSignatureValidator(DefaultSignatureValidator):
    """Verifies with DSTU 4145 and GOST R 34.10, too.

    GOST R is verified by OpenSSL, which takes whole certificates: those that may appear in a chain are given here.
    """

    def __init__(self, certificates: Iterable[x509.Certificate] = ()) -> None:
        self._certificates = tuple(certificates)

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: keys.PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        """Return if the signature is right; InvalidSignature, AlgorithmNotSupported."""
        oid = signature_algorithm["algorithm"].dotted
        if is_dstu(oid):
            if not verify_signed(public_key_info.dump(), oid, signed_data, signature):
                raise InvalidSignature
        elif is_gost_r(oid):
            self._validate_gost_r(signed_data, public_key_info)
        else:
            super().validate_signature(signature, signed_data, public_key_info, signature_algorithm, context)

    def _validate_gost_r(self, signed_data: bytes, issuer_key: keys.PublicKeyInfo) -> None:
        below = [one for one in self._certificates if one["tbs_certificate"].dump() == signed_data]
        above = [one for one in self._certificates if one.public_key.dump() == issuer_key.dump()]
        if not below or not above:
            raise AlgorithmNotSupported("GOST R signatures are verified on certificates alone")
        verdict = verify_gost_certificate(below[0].dump(), above[0].dump())
        if verdict is GostVerdict.UNAVAILABLE:
            raise AlgorithmNotSupported("the OpenSSL engine for GOST R is not installed")
        if verdict is not GostVerdict.GOOD:
            raise InvalidSignature


class StrongAlgorithms(DisallowWeakAlgorithmsPolicy):
    """Refuses SHA-1, MD5 and RSA keys below 2048 bits; knows the national algorithms."""

    def __init__(self) -> None:
        super().__init__(weak_hash_algos=_WEAK_DIGESTS)

    def signature_algorithm_allowed(
        self, algo: algos.SignedDigestAlgorithm, moment: datetime | None, public_key: keys.PublicKeyInfo | None
    ) -> AlgorithmUsageConstraint:
        """Return whether a signature by this algorithm proves something."""
        if is_dstu(algo["algorithm"].dotted) or is_gost_r(algo["algorithm"].dotted):
            return AlgorithmUsageConstraint(allowed=True)
        return super().signature_algorithm_allowed(algo, moment, public_key)


def is_weak_digest(name: str) -> bool:
    """Return whether a digest algorithm, by its name in asn1crypto, proves nothing any more."""
    return name in _WEAK_DIGESTS
