"""Builds the pack of somebody on duty, encrypted to the device that asks."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.checkpoint.duty.end_shift import OffDuty, off_duty, on_duty
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.offline.delivery import encrypt_to, plain_signature
from bot.checkpoint.offline.pack import PACK_LIVES, Keeper, build_pack, write_pack
from bot.checkpoint.ports import ReadCheckpoint
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

    async def __call__(
        self, speaker: Guard, device_key: bytes, known: Collection[str], *, now: datetime
    ) -> bytes | OffDuty:
        """Return the encrypted pack without the parts in `known`, or OffDuty; DeviceKeyUnusableRefused."""
        async with self.read() as tx:
            speaker = await present_guard(tx, speaker)
            living = await on_duty(tx, speaker, now)
            if living is None:
                return await off_duty(tx, speaker, now)
            standing = await tx.standing_passes.all(speaker.organisation.id, now, now + PACK_LIVES)
            seal = await tx.organisations.seal_key(speaker.organisation.id)
        keeper = Keeper(*living, speaker.organisation.tag, self.names)
        pack = (await asyncio.to_thread(build_pack, self.day_keys, standing, keeper, now)).without(known)
        signed = plain_signature(sign(seal, pack.head))
        try:
            return encrypt_to(device_key, await asyncio.to_thread(write_pack, pack, signed))
        except ValueError:
            raise DeviceKeyUnusableRefused from None
