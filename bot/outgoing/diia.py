"""Diia's partner API: whether a document that somebody shows in Diia is valid.

Written after the public SDKs of Diia (github.com/diiaintegration); never tried against the service itself.
Checking uses up the number that it is asked about, so a request that may have been processed is never repeated.
"""

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import structlog

from bot.outgoing import NoResponseError, NotSentError, Response, Service
from bot.settings import Settings

CHECK_SECONDS: Final = 10.0
SESSION_SECONDS: Final = 2 * 60 * 60
_RENEWED_BEFORE: Final = 5 * 60
_TOKEN: Final = re.compile(r"[!-~]{1,8192}")
_WORD: Final = re.compile(r"[A-Za-z]{1,40}")
_REFUSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})

log = structlog.get_logger(__name__)


class DiiaAnswer(Enum):
    """What is known after a check."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not-confirmed"
    """Diia knows no such number: it was used, has expired, or was never given out."""
    UNKNOWN = "unknown"
    """Diia may have processed the check, and did not say what it found."""
    NOT_PROCESSED = "not-processed"
    """Diia certainly did not process the check."""


class NoSessionError(Exception):
    """Diia gave no session; says why, without any token."""


@dataclass(frozen=True, slots=True)
class Access:
    """How an acquirer asks for a session: as ``Basic {auth_token}``, or as ``Bearer {acquirer_token}``."""

    base: str
    acquirer_token: str = field(repr=False)
    auth_token: str = field(default="", repr=False)
    bearer: bool = False

    @property
    def header(self) -> str:
        """The Authorization header of the request for a session."""
        return f"Bearer {self.acquirer_token}" if self.bearer else f"Basic {self.auth_token}"

    def url(self, path: str, *parts: str) -> str:
        """Return an encoded address; the parts are put into the ``{}`` of the path."""
        return self.base.rstrip("/") + path.format(*(quote(part, safe="") for part in parts))


@dataclass(frozen=True, slots=True)
class Session:
    """A session's token, used until `until` (monotonic seconds)."""

    token: str = field(repr=False)
    until: float


@dataclass(slots=True)
class Diia:
    """A client of Diia with one session for all who check, fetched by one of them."""

    access: Access
    service: Service
    clock: Callable[[], float] = time.monotonic
    _fetched: asyncio.Task[Session] | None = None

    async def check(self, branch: str, barcode: str) -> DiiaAnswer:
        """Have a document checked by the 13 digits of its bar code."""
        body = json.dumps({"branchId": branch, "barcode": barcode}).encode()
        url = self.access.url("/api/v1/acquirers/document-identification")
        try:
            return _answer(await self._authorised("POST", url, body))
        except (NoSessionError, NotSentError) as error:
            log.warning("Diia cannot be asked", reason=f"{type(error).__name__}: {error}")
            return DiiaAnswer.NOT_PROCESSED
        except NoResponseError as error:
            log.warning("Diia did not answer", reason=str(error))
            return DiiaAnswer.UNKNOWN

    async def knows_branch(self, branch: str) -> bool:
        """Return whether Diia knows a branch; NoSessionError, NotSentError, NoResponseError."""
        url = self.access.url("/api/v2/acquirers/branch/{}", branch)
        return (await self._authorised("GET", url, None)).status == HTTPStatus.OK

    async def _authorised(self, method: str, url: str, body: bytes | None) -> Response:
        """Send a request in the session, and once more in a new one after a 401.

        A request that is answered by 401 has not been applied (RFC 9110, section 15.5.2).
        """
        session = await self.session()
        response = await self._call(session, method, url, body)
        if response.status != HTTPStatus.UNAUTHORIZED:
            return response
        return await self._call(await self.session(instead_of=session), method, url, body)

    async def _call(self, session: Session, method: str, url: str, body: bytes | None) -> Response:
        headers = {"Authorization": f"Bearer {session.token}", "Accept": "application/json"}
        headers |= {"Content-Type": "application/json"} if body is not None else {}
        return await self.service.call(method, url, headers, body)

    async def session(self, instead_of: Session | None = None) -> Session:
        """Return the session, a new one where it is old or the one not to be used; NoSessionError."""
        if self._fetched is None or self._is_over(self._fetched, instead_of):
            self._fetched = asyncio.create_task(self._fetch())
        return await asyncio.shield(self._fetched)

    async def _fetch(self) -> Session:
        url = self.access.url("/api/v1/auth/acquirer/{}", self.access.acquirer_token)
        headers = {"Authorization": self.access.header, "Accept": "application/json"}
        try:
            response = await self.service.call("GET", url, headers, None)
        except (NotSentError, NoResponseError) as error:
            raise NoSessionError(str(error)) from None
        token = _read(response).get("token")
        if response.status != HTTPStatus.OK or not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise NoSessionError(f"status {response.status}")
        return Session(token, self.clock() + SESSION_SECONDS - _RENEWED_BEFORE)

    def _is_over(self, fetched: asyncio.Task[Session], unusable: Session | None) -> bool:
        """Return whether another session is to be fetched; one that is being fetched serves all who wait."""
        if not fetched.done():
            return False
        if fetched.cancelled() or fetched.exception() is not None:
            return True
        session = fetched.result()
        return session is unusable or self.clock() >= session.until


def open_diia(settings: Settings) -> Diia | None:
    """Return the client that the settings describe; None where they give no access."""
    if settings.diia_api_base is None:
        return None
    access = Access(
        str(settings.diia_api_base),
        settings.diia_acquirer_token.get_secret_value(),
        settings.diia_auth_token.get_secret_value(),
        bearer=settings.diia_auth_form == "bearer",
    )
    return Diia(access, Service(settings.outgoing_proxy.get_secret_value(), CHECK_SECONDS))


def _answer(response: Response) -> DiiaAnswer:
    answered = _read(response)
    success = answered.get("success")
    if response.status == HTTPStatus.OK and isinstance(success, bool):
        return DiiaAnswer.CONFIRMED if success else DiiaAnswer.NOT_CONFIRMED
    name = answered.get("name")
    known = name if isinstance(name, str) and _WORD.fullmatch(name) else ""
    log.warning("Diia did not check", status=response.status, error=known)
    return DiiaAnswer.NOT_PROCESSED if response.status in _REFUSED else DiiaAnswer.UNKNOWN


def _read(response: Response) -> dict[str, Any]:
    """Return the JSON object of a response; an empty one where it holds none."""
    try:
        read = json.loads(response.body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
