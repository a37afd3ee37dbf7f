"""Builds the pack of somebody on duty, encrypted to the device that asks."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType
from uuid import UUID

from bot.checkpoint.duty.end_shift import OffDuty, off_duty, on_duty
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.offline.delivery import encrypt_to, plain_signature
from bot.checkpoint.offline.pack import PACK_LIVES, Keeper, StandingPass, build_pack, in_order, write_pack
from bot.checkpoint.offline.portraits import SmallPortraits
from bot.checkpoint.ports import CheckpointTransaction, ReadCheckpoint
from bot.crypto.encryption import DecryptionError
from bot.crypto.keys import sign
from bot.errors import InputRefused
from bot.passes.live_codes.day_keys import DayKeys

NamesInPacks = NewType("NamesInPacks", bool)
"""Whether packs hold the surnames and initials of holders."""


class DeviceKeyUnusableRefused(InputRefused):
    """What the device sent is no public key on P-256."""


@dataclass(frozen=True, slots=True)
class BuildPack:
    """Builds a pack for the running shift; the organisation's key signs its head."""

    read: ReadCheckpoint
    day_keys: DayKeys
    names: NamesInPacks
    portraits: SmallPortraits

    async def __call__(
        self, speaker: Guard, device_key: bytes, known: Collection[str], *, now: datetime
    ) -> bytes | OffDuty:
        """Return the encrypted pack without the parts in `known`, or OffDuty; DeviceKeyUnusableRefused."""
        async with self.read() as tx:
            speaker = await present_guard(tx, speaker)
            living = await on_duty(tx, speaker, now)
            if living is None:
                return await off_duty(tx, speaker, now)
            organisation_id = speaker.organisation.id
            standing = await tx.standing_passes.all(organisation_id, now, now + PACK_LIVES)
            standing, originals = await self._photos(tx, organisation_id, standing)
            seal = await tx.organisations.seal_key(organisation_id)
        keeper = Keeper(*living, speaker.organisation.tag, self.names)
        if self.portraits.wanted:
            keeper = await self._with_portraits(keeper, standing, originals)
        pack = (await asyncio.to_thread(build_pack, self.day_keys, standing, keeper, now)).without(known)
        signed = plain_signature(sign(seal, pack.head))
        try:
            return encrypt_to(device_key, await asyncio.to_thread(write_pack, pack, signed))
        except ValueError:
            raise DeviceKeyUnusableRefused from None

    async def _photos(
        self, tx: CheckpointTransaction, organisation_id: UUID, standing: list[StandingPass]
    ) -> tuple[list[StandingPass], dict[str, bytes]]:
        """Return the passes, in the order in which they get portraits, and the photos of the next ones."""
        if not self.portraits.wanted:
            return standing, {}
        standing = in_order(self.day_keys, standing)
        missing = self.portraits.missing(organisation_id, _photos_of(standing))
        return standing, {sha256: await _original(tx, organisation_id, sha256) for sha256 in missing}

    async def _with_portraits(
        self, keeper: Keeper, standing: Sequence[StandingPass], originals: Mapping[str, bytes]
    ) -> Keeper:
        photos, organisation_id = _photos_of(standing), keeper.service_qr.organisation_id
        small = await self.portraits.with_new(organisation_id, photos, originals)
        return replace(keeper, portraits=small, portraits_wait=len(small) < len(photos))


def _photos_of(standing: Iterable[StandingPass]) -> list[str]:
    return list(dict.fromkeys(one.photo_sha256 for one in standing if one.photo_sha256))


async def _original(tx: CheckpointTransaction, organisation_id: UUID, sha256: str) -> bytes:
    """Return a photo; empty where it cannot be read, which must not keep the pack from all others."""
    try:
        return await tx.blobs.get(organisation_id, sha256)
    except (LookupError, DecryptionError):
        return b""
