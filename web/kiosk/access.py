"""Who speaks at a kiosk: the device, by its own token, or the person who is logged in there, by theirs."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from aiohttp import web

from bot.clock import Clock
from bot.ids import EventId
from bot.staff.kiosks.present_kiosk import AtKiosk, FindAtKiosk
from bot.texts.words import Texts, Words
from web.app.access import token_in
from web.app.refusals import WORDS
from web.languages import words_for

_KEY: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class KioskAccess:
    """Finds who is logged in at a kiosk. Texts are in the language that was chosen at the kiosk."""

    find: FindAtKiosk
    texts: Texts
    clock: Clock

    async def person(self, request: web.Request) -> AtKiosk:
        """Return who is logged in, and where; HTTPUnauthorized where the session is over."""
        found = await self.find(token_in(request), now=self.clock())
        if found is None:
            raise web.HTTPUnauthorized
        request[WORDS] = self.words(request, found)
        return found

    def words(self, request: web.Request, at: AtKiosk) -> Words:
        """Return the texts in the language of the page, with the organisation's time zone."""
        return words_for(request, self.texts).at(at.speaker.organisation.time_zone)


def event_in(request: web.Request, *of: object) -> EventId:
    """Return the id of what the page does, which is the same when the page sends it again; HTTPBadRequest.

    The page makes a UUID for each thing that the person does, and sends it as `Idempotency-Key`; `of` says whose it is.
    A page that sends one key for two things still does two: the path is a part of the id.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise web.HTTPBadRequest
    return EventId(":".join(["kiosk", request.path, *map(str, of), key]))


def id_in(text: str) -> UUID:
    """Return the id that a page names; HTTPBadRequest for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise web.HTTPBadRequest from None
