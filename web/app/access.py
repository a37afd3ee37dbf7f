"""Who speaks: the session whose token a request carries.

The token is in the `Authorization` header, which no other site can make a browser add; so forged requests of other
sites carry none.
"""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from aiohttp import web

from bot.clock import Clock
from bot.ids import EventId
from bot.staff.models import Speaker
from bot.staff.sessions.find_session import FindSession, FoundSession
from bot.staff.sessions.sessions import SessionKind
from bot.texts.words import Texts, Words
from web.app.refusals import WORDS

_BEARER: Final = "Bearer "
_KEY: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Access:
    """Finds the session of a request."""

    find_session: FindSession
    texts: Texts
    clock: Clock

    async def session(self, request: web.Request) -> FoundSession:
        """Return the session; HTTPUnauthorized where it is over, or one at a kiosk.

        Refusals are worded in the person's language then.
        """
        found = await self.find_session(token_in(request), now=self.clock())
        if found is None or found.kind is SessionKind.KIOSK:
            raise web.HTTPUnauthorized
        request[WORDS] = self.words(found.speaker)
        return found

    async def speaker(self, request: web.Request) -> Speaker:
        """Return who speaks, as they are now; HTTPUnauthorized as above."""
        return (await self.session(request)).speaker

    def words(self, speaker: Speaker) -> Words:
        """Return the texts in the speaker's language."""
        return self.texts.words(speaker.account.language, speaker.organisation.time_zone)


def token_in(request: web.Request) -> str:
    """Return the token that a request carries; empty where it carries none."""
    header = request.headers.get("Authorization", "")
    return header.removeprefix(_BEARER) if header.startswith(_BEARER) else ""


def event_in(request: web.Request, speaker: Speaker) -> EventId:
    """Return the id of what a page does, which is the same when the page sends it again; HTTPBadRequest.

    The page makes a UUID for each thing that the person does, and sends it as `Idempotency-Key`.
    """
    return EventId(f"web:{speaker.account.id}:{key_in(request)}")


def key_in(request: web.Request) -> str:
    """Return the UUID in `Idempotency-Key`; HTTPBadRequest."""
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise web.HTTPBadRequest
    return key


def account_in(text: str) -> UUID | None:
    """Return the account that a page names; None where it names none, HTTPBadRequest for what is no id."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise web.HTTPBadRequest from None
