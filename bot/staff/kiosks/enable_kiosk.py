"""Makes a device a kiosk: a manager makes a one-time link in the chat, which the device opens."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.crypto.tokens import hash_token, parse_token, write_token
from bot.errors import InputRefused, StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.kiosks.kiosks import LINK_LASTS, KioskDevice, KioskOverRefused, KioskPage, KioskTokens
from bot.staff.models import Speaker
from bot.staff.ports import OpenStaff, ReadStaff
from bot.texts.lines import one_line

LONGEST_NAME = 60
MOST = 20
"""Kiosks of an organisation at a time: with the longest names, their list fits into one message."""


class KioskNameRefused(InputRefused):
    """The name is empty or too long. Facts: most (characters)."""


class KiosksManyRefused(StateRefused):
    """There are so many kiosks that one must end first. Facts: most."""


@dataclass(frozen=True, slots=True)
class KioskLink:
    """A new kiosk, and the address that enables it once until `until_at`."""

    kiosk: KioskDevice
    url: str

    @property
    def until_at(self) -> datetime:
        """Return until when the address can be used."""
        return self.kiosk.link_expires_at


@dataclass(frozen=True, slots=True)
class EnableKiosk:
    """For managers. The kiosk is nobody's session: it only lets people identify themselves."""

    open: OpenStaff
    tokens: KioskTokens
    page: KioskPage

    async def __call__(self, speaker: Speaker, name: str, *, event_id: EventId, now: datetime) -> KioskLink:
        """Return the link; NotAllowedRefused, also where there are no kiosks; KioskNameRefused, KiosksManyRefused."""
        if not self.page:
            raise NotAllowedRefused
        name = one_line(name)
        if not 0 < len(name) <= LONGEST_NAME:
            raise KioskNameRefused(most=LONGEST_NAME)
        kiosk_id = derived_id(event_id, "kiosk")
        token = self.tokens.token(kiosk_id)
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            there = await tx.kiosks.present(speaker.organisation.id, now)
            if len(there) >= MOST and kiosk_id not in {one.id for one in there}:
                raise KiosksManyRefused(most=MOST)
            ids = (kiosk_id, speaker.organisation.id)
            made = KioskDevice(*ids, name, speaker.person.id, now, hash_token(token), now + LINK_LASTS)
            await tx.kiosks.add(made)
            await tx.ledger.append(
                AuditEvent(made.organisation_id, Act.KIOSK_ENABLED, event_id, now, speaker.person.id, kiosk_id, {})
            )
        return KioskLink(made, f"{self.page}#{token}")


@dataclass(frozen=True, slots=True)
class BeginKiosk:
    """For the device that opened the link, once."""

    open: OpenStaff

    async def __call__(self, payload: str, *, now: datetime) -> str:
        """Return the token by which the device is a kiosk from now on; KioskOverRefused."""
        link = parse_token(payload)
        token = write_token(secrets.token_bytes(32))
        async with self.open() as tx:
            if link is None or await tx.kiosks.begin(hash_token(link), hash_token(token), now) is None:
                raise KioskOverRefused
        return token


@dataclass(frozen=True, slots=True)
class ListKiosks:
    """For managers."""

    read: ReadStaff
    page: KioskPage

    async def __call__(self, speaker: Speaker, *, now: datetime) -> list[KioskDevice]:
        """Return the kiosks that have not ended, newest first; NotAllowedRefused, also where there are none."""
        if not self.page:
            raise NotAllowedRefused
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return await tx.kiosks.present(speaker.organisation.id, now)


@dataclass(frozen=True, slots=True)
class EndKiosk:
    """For managers. Whoever is at the kiosk is logged out at once."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, kiosk_id: UUID, *, event_id: EventId, now: datetime) -> None:
        """End it, once; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            kiosk = await tx.kiosks.get(kiosk_id)
            if kiosk is None or kiosk.organisation_id != speaker.organisation.id:
                raise NotAllowedRefused
            if await tx.kiosks.end(kiosk_id, now):
                await tx.ledger.append(
                    AuditEvent(kiosk.organisation_id, Act.KIOSK_ENDED, event_id, now, speaker.person.id, kiosk_id, {})
                )
