# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""The time stamp of a seal, or of anything (RFC 3161): whether it is about that, and what it says.

Promises that a stamp of something else, or altered, does not hold. Never judges whether its authority deserves trust.
"""

import hashlib

from asn1crypto import cms, tsp  # type: ignore[import-untyped]  # has no stubs
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from bot.signing.verification import TimeStamp

_TOKEN = "signature_time_stamp_token"


def read_timestamp(seal: EmbeddedPdfSignature) -> tuple[TimeStamp | None, bool]:
    """Give the seal's time stamp, if it has one, and whether what is there holds."""
    unsigned = seal.signer_info["unsigned_attrs"]
    attributes = [] if not unsigned.native else list(unsigned)
    if not attributes:
        return None, True
    if len(attributes) != 1 or attributes[0]["type"].native != _TOKEN or len(attributes[0]["values"]) != 1:
        return None, False
    return read_token(attributes[0]["values"][0]["content"], seal.signer_info["signature"].native)


def read_token(signed: cms.SignedData, data: bytes) -> tuple[TimeStamp, bool]:
    """Give what a time stamp says, and whether it is about these bytes and its own signature holds."""
    stamp: tsp.TSTInfo = signed["encap_content_info"]["content"].parsed
    certificate = extract_certs_for_validation(signed).signer_cert
    said = TimeStamp(stamp["gen_time"].native, certificate.subject.human_friendly)
    return said, _is_about(stamp, data) and _holds(signed, certificate)


def _is_about(stamp: tsp.TSTInfo, data: bytes) -> bool:
    imprint = stamp["message_imprint"]
    name = imprint["hash_algorithm"]["algorithm"].native
    known = name in {"sha256", "sha384", "sha512"}
    return known and hashlib.new(name, data).digest() == imprint["hashed_message"].native


def _holds(signed: cms.SignedData, certificate: object) -> bool:
    info = extract_signer_info(signed)
    name = info["digest_algorithm"]["algorithm"].native
    if name not in {"sha256", "sha384", "sha512"}:
        return False
    content = bytes(signed["encap_content_info"]["content"])
    intact, valid = validate_sig_integrity(info, certificate, "tst_info", hashlib.new(name, content).digest())
    return bool(intact and valid)
