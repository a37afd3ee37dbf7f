# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Handing a time-stamping authority's answers to pyHanko.

Promises that a token is about the very digest it was asked for; anything else is `TimestampUnavailableRefused`.
"""

from asn1crypto import cms, tsp  # type: ignore[import-untyped]  # has no stubs
from pyhanko.sign.timestamps import TimeStamper

from bot.errors import Refused
from bot.signing.sealing import AskTime, TimestampUnavailableRefused


class Asking(TimeStamper):
    """A `TimeStamper` of pyHanko over an `AskTime`."""

    def __init__(self, open_requests: AskTime) -> None:
        super().__init__()
        self._ask = open_requests

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask once."""
        return tsp.TimeStampResp.load(self._ask(req.dump()), strict=True)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Ask for a token and hold it against what was asked."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            stamped = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"]
        except Refused:
            raise
        except Exception as error:  # a foreign server can answer with anything at all
            raise TimestampUnavailableRefused from error
        if stamped.native != message_digest:
            raise TimestampUnavailableRefused
        return token
