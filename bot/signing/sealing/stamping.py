# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""A time stamp over any bytes (RFC 3161), asked for and read.

Promises that a token is about the very bytes; never judges whether its authority deserves trust.
"""

import asyncio
import hashlib

from asn1crypto import cms  # type: ignore[import-untyped]  # has no stubs

from bot.signing.sealing import AskTime
from bot.signing.sealing.timestamp_request import Asking
from bot.signing.verification import TimeStamp
from bot.signing.verification.timestamp import read_token

_ALGORITHM = "sha256"


def stamp(data: bytes, tsa: AskTime) -> bytes:
    """Have the bytes stamped; gives the token, DER. Raises `TimestampUnavailableRefused`. Waits for the network."""
    asked = Asking(tsa).async_timestamp(hashlib.new(_ALGORITHM, data).digest(), _ALGORITHM)
    return bytes(asyncio.run(asked).dump())


def read_stamp(token: bytes, data: bytes) -> TimeStamp | None:
    """Read a token; None where it is none, or not about these bytes."""
    try:
        said, holds = read_token(cms.ContentInfo.load(token, strict=True)["content"], data)
    except Exception:  # noqa: BLE001 - a foreign token can make a parser fail in any way at all
        return None
    return said if holds else None
