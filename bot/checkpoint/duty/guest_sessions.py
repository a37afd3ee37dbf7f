"""Sessions of guests in the scanner. A guest has no account: their session is their shift, and ends with it.

A token names the guest and carries a keyed hash, so nothing is stored. Each use reads whether a manager's approval and
the shift still stand.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from bot.checkpoint.duty.decide_guest import LATELY
from bot.checkpoint.duty.end_shift import on_duty
from bot.checkpoint.duty.guests import GuestGuard, GuestState
from bot.checkpoint.models import Shift
from bot.checkpoint.ports import CheckpointTransaction, ReadCheckpoint
from bot.staff.access import NotAllowedRefused
from bot.staff.sessions.log_in import ReadInitData, read_recent

_PREFIX: Final = "guest."
_UUID_BYTES: Final = 16
_HASH_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class GuestTokens:
    """Makes and reads the tokens; `key` is 32 bytes."""

    key: bytes = field(repr=False)

    def token(self, organisation_id: UUID, guest_id: UUID) -> str:
        """Return the token of a guest."""
        named = organisation_id.bytes + guest_id.bytes
        return _PREFIX + base64.urlsafe_b64encode(named + self._hash(named)).decode()

    def guest_in(self, token: str) -> tuple[UUID, UUID] | None:
        """Return the organisation and the guest that a token names; None for what is no token of ours."""
        try:
            body = base64.b64decode(token.removeprefix(_PREFIX), b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        named, shown = body[: 2 * _UUID_BYTES], body[2 * _UUID_BYTES :]
        genuine = token.startswith(_PREFIX) and len(body) == 2 * _UUID_BYTES + _HASH_BYTES
        if not genuine or not hmac.compare_digest(self._hash(named), shown):
            return None
        return UUID(bytes=named[:_UUID_BYTES]), UUID(bytes=named[_UUID_BYTES:])

    def _hash(self, named: bytes) -> bytes:
        return hmac.digest(self.key, b"guest:" + named, "sha256")


@dataclass(frozen=True, slots=True)
class GuestSession:
    """A guest on duty, the language of their Telegram, their shift, and the token."""

    token: str
    guard: GuestGuard
    language: str
    shift: Shift


@dataclass(frozen=True, slots=True)
class LogInGuest:
    """For a guest on duty, with the data that Telegram signed for them at most five minutes ago."""

    read: ReadCheckpoint
    read_init_data: ReadInitData
    tokens: GuestTokens

    async def __call__(self, text: str, *, now: datetime) -> GuestSession:
        """Return the session of the guest's newest running shift; InitDataRefused, NotAllowedRefused."""
        said = read_recent(self.read_init_data, text, now)
        async with self.read() as tx:
            for one in await tx.guests.of(said.telegram_id, now - LATELY):
                found = await _session(tx, self.tokens, one.organisation_id, one.id, now) if one.outsider else None
                if found is not None:
                    return found
        raise NotAllowedRefused


@dataclass(frozen=True, slots=True)
class FindGuestSession:
    """For whoever has the token of a guest, as long as the guest's shift runs."""

    read: ReadCheckpoint
    tokens: GuestTokens

    async def __call__(self, token: str, *, now: datetime) -> GuestSession | None:
        """Return the session; None where it is over."""
        named = self.tokens.guest_in(token)
        if named is None:
            return None
        async with self.read() as tx:
            return await _session(tx, self.tokens, *named, now)


async def _session(
    tx: CheckpointTransaction, tokens: GuestTokens, organisation_id: UUID, guest_id: UUID, now: datetime
) -> GuestSession | None:
    request = await tx.guests.get(organisation_id, guest_id)
    person = await tx.shifts.guard(organisation_id, guest_id)
    if request is None or request.state is not GuestState.ADMITTED or person is None:
        return None
    guard = GuestGuard(await tx.organisations.get(organisation_id), person)
    living = await on_duty(tx, guard, now)
    token = tokens.token(organisation_id, guest_id)
    return GuestSession(token, guard, request.language, living[0]) if living else None
