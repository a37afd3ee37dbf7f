# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Time stamps (RFC 3161): having bytes stamped, and reading the stamp of a seal or of anything.

A stamp of something else, or an altered one, does not hold. Whether its authority deserves trust is not judged here.
"""

import asyncio
import hashlib
from functools import lru_cache

from asn1crypto import cms, tsp, x509  # type: ignore[import-untyped]  # has no stubs
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from bot.errors import Refused
from bot.signing.sealing.seal import AskTime, TimeStamp, TimestampUnavailableRefused

MOST_TOKEN_BYTES = 7168
"""The longest token; those with three certificates of long RSA keys take some 6,200."""
_ALGORITHM = "sha256"
_KNOWN_ALGORITHMS = frozenset({"sha256", "sha384", "sha512"})
_TOKEN = "signature_time_stamp_token"


class CallableTimeStamper(TimeStamper):
    """A `TimeStamper` of pyHanko over an `AskTime`.

    A token is about the very digest it was requested for, and not too long; anything else is
    `TimestampUnavailableRefused`.
    """

    def __init__(self, tsa: AskTime) -> None:
        super().__init__()
        self._tsa = tsa
        self.newest = cms.SignedData()
        """The last token that was given."""

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send one request."""
        return tsp.TimeStampResp.load(self._tsa(req.dump()), strict=True)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Request a token and compare it with the digest."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            stamped = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"]
        except Refused:
            raise
        except Exception as error:  # a foreign server can send anything at all
            raise TimestampUnavailableRefused from error
        if stamped.native != message_digest or len(token.dump()) > MOST_TOKEN_BYTES:
            raise TimestampUnavailableRefused
        self.newest = token["content"]
        return token

    async def usual_bytes(self) -> int:
        """Return the room for a token of this authority, half as much again as the first one took."""
        specimen = await self.async_dummy_response(_ALGORITHM)
        return min(len(specimen.dump()) * 3 // 2, MOST_TOKEN_BYTES)


@lru_cache(maxsize=8)
def stamper_of(tsa: AskTime) -> CallableTimeStamper:
    """Return the `TimeStamper` of an authority, which asks once in a process how long its tokens are."""
    return CallableTimeStamper(tsa)


def stamp_bytes(data: bytes, tsa: AskTime) -> bytes:
    """Return a token (DER) over the bytes; TimestampUnavailableRefused. Waits for the network."""
    digest = hashlib.new(_ALGORITHM, data).digest()
    return bytes(asyncio.run(CallableTimeStamper(tsa).async_timestamp(digest, _ALGORITHM)).dump())


def read_stamp(token: bytes, data: bytes) -> TimeStamp | None:
    """Read a token; None where it is none, or not about these bytes."""
    try:
        stamp, holds = _read_token(cms.ContentInfo.load(token, strict=True)["content"], data)
    except Exception:  # noqa: BLE001 - a foreign token can make a parser fail in any way at all
        return None
    return stamp if holds else None


def read_seal_stamp(seal: EmbeddedPdfSignature) -> tuple[TimeStamp | None, bool]:
    """Return the seal's time stamp, if it has one, and whether what is there holds."""
    unsigned = seal.signer_info["unsigned_attrs"]
    attributes = [] if not unsigned.native else list(unsigned)
    if not attributes:
        return None, True
    if len(attributes) != 1 or attributes[0]["type"].native != _TOKEN or len(attributes[0]["values"]) != 1:
        return None, False
    return _read_token(attributes[0]["values"][0]["content"], seal.signer_info["signature"].native)


def read_document_stamp(stamp: EmbeddedPdfSignature) -> tuple[TimeStamp, bool]:
    """Return what a document time stamp states, and whether it holds over the bytes of its range."""
    signed = stamp.signed_data
    certificate, info = extract_certs_for_validation(signed).signer_cert, _info(signed)
    imprint = info["message_imprint"]
    known = imprint["hash_algorithm"]["algorithm"].native in _KNOWN_ALGORITHMS
    about = known and stamp.compute_digest() == imprint["hashed_message"].native
    return _stated(info, certificate), about and _holds(signed, certificate)


def _info(signed: cms.SignedData) -> tsp.TSTInfo:
    return signed["encap_content_info"]["content"].parsed


def _stated(info: tsp.TSTInfo, certificate: x509.Certificate) -> TimeStamp:
    return TimeStamp(info["gen_time"].native, certificate.subject.human_friendly)


def _read_token(signed: cms.SignedData, data: bytes) -> tuple[TimeStamp, bool]:
    """Return what a token states, and whether it is about these bytes and its own signature holds."""
    info, certificate = _info(signed), extract_certs_for_validation(signed).signer_cert
    return _stated(info, certificate), _is_about(info, data) and _holds(signed, certificate)


def _is_about(info: tsp.TSTInfo, data: bytes) -> bool:
    imprint = info["message_imprint"]
    name = imprint["hash_algorithm"]["algorithm"].native
    return name in _KNOWN_ALGORITHMS and hashlib.new(name, data).digest() == imprint["hashed_message"].native


def _holds(signed: cms.SignedData, certificate: object) -> bool:
    info = extract_signer_info(signed)
    name = info["digest_algorithm"]["algorithm"].native
    if name not in _KNOWN_ALGORITHMS:
        return False
    content = bytes(signed["encap_content_info"]["content"])
    intact, valid = validate_sig_integrity(info, certificate, "tst_info", hashlib.new(name, content).digest())
    return bool(intact and valid)
