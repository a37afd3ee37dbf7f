"""Shows a pass: a code valid for three minutes and for one check, as a QR picture and as twelve symbols to type."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.crypto.encryption import Cipher
from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.passes.codes import CodePurpose, Codes, mint_typed, parse_typed
from bot.passes.live_codes.day_keys import DayKeys
from bot.passes.models import LIVE_CODE_LIVES, LiveCode, Pass
from bot.passes.ports import OpenPasses
from bot.qr.draw import draw_png
from bot.staff.access import NotAllowedRefused, present
from bot.staff.models import Speaker
from bot.workers.pool import Priority, Work, WorkerPool


class PassRevokedRefused(StateRefused):
    """The pass was revoked. Facts: number."""


class PassExpiredRefused(StateRefused):
    """The pass has expired. Facts: number."""


class PassNotYetValidRefused(StateRefused):
    """The pass is not valid yet. Facts: number."""


class PassPhotoWantedRefused(StateRefused):
    """The pass is not valid before the holder's photo has been approved. Facts: number."""


@dataclass(frozen=True, slots=True)
class ShownCode:
    """What the holder shows: `png` is the QR, `typed` the code beside it (``XXXX-XXXX-XXXX``)."""

    code_id: UUID
    pass_: Pass
    holder_name: str
    png: bytes
    typed: str
    until_at: datetime


@dataclass(frozen=True, slots=True)
class TypedIndex:
    """Finds a typed code without storing it: a keyed index of its twelve symbols."""

    cipher: Cipher

    def of(self, symbols: str) -> bytes:
        """Return the 32 bytes under which these symbols are stored."""
        return self.cipher.index(symbols, "live code/typed")


@dataclass(frozen=True, slots=True)
class ShowLiveCode:
    """Shows a pass to its holder. Calling it again mints another code and ends the first, so that only one is valid."""

    open: OpenPasses
    codes: Codes
    typed_index: TypedIndex
    day_keys: DayKeys
    workers: WorkerPool

    async def __call__(self, speaker: Speaker, pass_id: UUID, *, event_id: EventId, now: datetime) -> ShownCode:
        """Return a fresh code; NotAllowedRefused, or the reason why the pass is not valid now."""
        typed = mint_typed()
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            shown = await tx.passes.get(speaker.organisation.id, pass_id)
            if shown is None or shown.holder_id != speaker.person.id:
                raise NotAllowedRefused
            _require_good(shown, now)
            code_id = self.day_keys.mint_id(shown.organisation_id, shown.id, now)
            code = self._code(shown, code_id, typed, event_id, now)
            await tx.live_codes.add(code)
        payload = self.codes.mint(CodePurpose.LIVE_PASS, speaker.organisation.tag, code_id)
        png = await self.workers.run(Work.PICTURE, Priority.PERSON, draw_png, self.codes.link(payload))
        return ShownCode(code.id, shown, speaker.person.name, png, typed, code.expires_at)

    def _code(self, shown: Pass, code_id: bytes, typed: str, event_id: EventId, now: datetime) -> LiveCode:
        return LiveCode(
            id=derived_id(event_id, "live-code", code_id.hex()),
            code_id=code_id,
            typed_index=self.typed_index.of(parse_typed(typed) or ""),
            organisation_id=shown.organisation_id,
            pass_id=shown.id,
            minted_at=now,
            expires_at=min(now + LIVE_CODE_LIVES, shown.expires_at),
        )


def _require_good(shown: Pass, now: datetime) -> None:
    if shown.revoked_at is not None:
        raise PassRevokedRefused(number=shown.number)
    if now >= shown.expires_at:
        raise PassExpiredRefused(number=shown.number)
    if now < shown.valid_from_at:
        raise PassNotYetValidRefused(number=shown.number)
    if shown.photo_wanted_at is not None:
        raise PassPhotoWantedRefused(number=shown.number)
