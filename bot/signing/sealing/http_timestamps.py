"""A time-stamping authority over HTTP (RFC 3161, section 3.4), with limits on the wait and on the response."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus

from asn1crypto import tsp  # type: ignore[import-untyped]  # has no stubs

from bot.outgoing import NoResponseError, NotSentError, Service
from bot.signing.sealing.in_workers import stamp
from bot.signing.sealing.seal import AskTime, TimestampUnavailableRefused
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class HttpTimestamps:
    """A time-stamping authority at an ``http`` or ``https`` address; an `AskTime`."""

    url: str
    timeout_seconds: float = 10
    proxy: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse an address of any other scheme: ``file`` would be read."""
        if not self.url.lower().startswith(("http://", "https://")):
            raise ValueError("a time-stamping authority has an http or https address")

    def __call__(self, request: bytes) -> bytes:
        """Post a TimeStampReq and return the TimeStampResp; both DER."""
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        service = Service(self.proxy, self.timeout_seconds)
        try:
            # In a thread of its own, because pyHanko calls this from a running event loop.
            with ThreadPoolExecutor(1) as thread:
                response = thread.submit(asyncio.run, service.call("POST", self.url, headers, request)).result()
        except (NotSentError, NoResponseError) as error:
            raise TimestampUnavailableRefused from error
        if response.status != HTTPStatus.OK or len(response.body) > service.most_bytes:
            raise TimestampUnavailableRefused
        return response.body


@dataclass(frozen=True, slots=True)
class FirstToAnswer:
    """Several authorities, asked in order until one grants a time stamp; an `AskTime`."""

    authorities: tuple[AskTime, ...]

    def __call__(self, request: bytes) -> bytes:
        """Return the first response that grants one; TimestampUnavailableRefused where none does."""
        for ask in self.authorities:
            with suppress(TimestampUnavailableRefused):
                response = ask(request)
                if _grants(response):
                    return response
        raise TimestampUnavailableRefused


def _grants(response: bytes) -> bool:
    try:
        status = tsp.TimeStampResp.load(response, strict=True)["status"]["status"].native
    except (ValueError, TypeError, KeyError):
        return False
    return status in {"granted", "granted_with_mods"}


@dataclass(frozen=True, slots=True)
class Stamping:
    """Has bytes stamped by an authority, in a worker process."""

    workers: WorkerPool
    tsa: AskTime

    async def stamp(self, data: bytes) -> bytes:
        """Return a token (RFC 3161, DER) over the data; TimestampUnavailableRefused, WorkFailed."""
        return await self.workers.run(Work.DOCUMENT, Priority.BACKGROUND, stamp, data, self.tsa)
