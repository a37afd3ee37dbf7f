"""A time-stamping authority over HTTP (RFC 3161, section 3.4), with limits on the wait and on the response."""

from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bot.signing.sealing.in_workers import stamp
from bot.signing.sealing.seal import AskTime, TimestampUnavailableRefused
from bot.workers.pool import Priority, Work, WorkerPool

_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class HttpTimestamps:
    """A time-stamping authority at an ``http`` or ``https`` address; an `AskTime`."""

    url: str
    timeout_seconds: float = 10

    def __post_init__(self) -> None:
        """Refuse an address of any other scheme: ``file`` would be read."""
        if not self.url.lower().startswith(("http://", "https://")):
            raise ValueError("a time-stamping authority has an http or https address")

    def __call__(self, request: bytes) -> bytes:
        """Post a TimeStampReq and return the TimeStampResp; both DER."""
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        posted = Request(self.url, data=request, headers=headers)  # noqa: S310 - the scheme is checked above
        try:
            with urlopen(posted, timeout=self.timeout_seconds) as response:  # noqa: S310 - as above
                data: bytes = response.read(_MOST_BYTES + 1)
        except HTTPError as response:
            response.close()
            raise TimestampUnavailableRefused from response
        except (OSError, HTTPException) as error:
            raise TimestampUnavailableRefused from error
        if len(data) > _MOST_BYTES:
            raise TimestampUnavailableRefused
        return data


@dataclass(frozen=True, slots=True)
class Stamping:
    """Has bytes stamped by an authority, in a worker process."""

    workers: WorkerPool
    tsa: AskTime

    async def stamp(self, data: bytes) -> bytes:
        """Return a token (RFC 3161, DER) over the data; TimestampUnavailableRefused, WorkFailed."""
        return await self.workers.run(Work.DOCUMENT, Priority.BACKGROUND, stamp, data, self.tsa)
