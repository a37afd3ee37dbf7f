"""Who scans: a registered person with a session, or a guest, whose session is their shift."""

from dataclasses import dataclass

from aiohttp import web

from bot.checkpoint.duty.guest_sessions import FindGuestSession
from bot.checkpoint.duty.guests import Guard
from bot.clock import Clock
from bot.texts.words import Texts, Words
from web.app.access import Access, token_in
from web.app.refusals import WORDS


@dataclass(frozen=True, slots=True)
class Scanning:
    """Who scans, and the texts in their language."""

    guard: Guard
    words: Words


@dataclass(frozen=True, slots=True)
class ScanAccess:
    """Finds who makes a request of the scanner."""

    access: Access
    find_guest_session: FindGuestSession
    texts: Texts
    clock: Clock

    async def __call__(self, request: web.Request) -> Scanning:
        """Return who scans, as they are now; HTTPUnauthorized where their session is over."""
        guest = await self.find_guest_session(token_in(request), now=self.clock())
        if guest is None:
            speaker = await self.access.speaker(request)
            return Scanning(speaker, self.access.words(speaker))
        words = self.texts.words(guest.language, guest.guard.organisation.time_zone)
        request[WORDS] = words
        return Scanning(guest.guard, words)
