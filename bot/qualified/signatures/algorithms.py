# mypy: allow-untyped-calls
# (pyHanko and asn1crypto are typed in part only)
"""Every algorithm, in the form in which pyHanko's path validation asks for it.

What `cryptography` knows is left to pyHanko; DSTU 4145 and GOST R 34.10 are ours.
"""

from datetime import datetime

from asn1crypto import algos, keys  # type: ignore[import-untyped]  # has no stubs
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator.errors import AlgorithmNotSupported
from pyhanko_certvalidator.policy_decl import AlgorithmUsageConstraint, DisallowWeakAlgorithmsPolicy
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    DefaultSignatureValidator,
    SignatureValidationContext,
)

from bot.crypto.national.algorithms import verify_signed
from bot.crypto.national.dstu_keys import is_dstu
from bot.crypto.national.gost_r import GostVerdict, is_gost_r, verify_gost_signed

_WEAK_DIGESTS = frozenset({"md2", "md5", "sha1"})


class EngineMissingError(AlgorithmNotSupported):
    """GOST R cannot be verified here: OpenSSL lacks its engine."""


class NationalSignatureValidator(DefaultSignatureValidator):
    """Verifies with DSTU 4145 and GOST R 34.10, too."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: keys.PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        """Return if the signature is right; InvalidSignature, AlgorithmNotSupported."""
        oid, key = signature_algorithm["algorithm"].dotted, public_key_info.dump()
        if is_dstu(oid):
            if not verify_signed(key, oid, signed_data, signature):
                raise InvalidSignature
        elif is_gost_r(oid):
            verdict = verify_gost_signed(key, oid, signed_data, signature)
            if verdict is GostVerdict.UNAVAILABLE:
                raise EngineMissingError("the OpenSSL engine for GOST R is not installed")
            if verdict is not GostVerdict.GOOD:
                raise InvalidSignature
        else:
            super().validate_signature(signature, signed_data, public_key_info, signature_algorithm, context)


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
