"""Reads passes: for their holders, and for those who issue them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.passes.models import Pass
from bot.passes.photos.photos import PhotoState
from bot.passes.ports import PassesTransaction, ReadPasses
from bot.staff.access import NotAllowedRefused, present, present_manager
from bot.staff.models import Person, Speaker


@dataclass(frozen=True, slots=True)
class HeldPasses:
    """A person's passes, newest first; `photographed`: the person has an approved photo."""

    holder: Person
    passes: tuple[Pass, ...]
    photographed: bool = False


@dataclass(frozen=True, slots=True)
class PassCard:
    """One pass as its issuers see it; `photo` is the holder's portrait (JPEG), `printed`: a card of it exists."""

    pass_: Pass
    holder: Person
    photo: bytes | None
    printed: bool = False


@dataclass(frozen=True, slots=True)
class ListMyPasses:
    """Lists the passes that the speaker may show."""

    read: ReadPasses

    async def __call__(self, speaker: Speaker, *, now: datetime) -> HeldPasses:
        """Return the speaker's passes that have not ended."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            passes = await tx.passes.of_holder(speaker.organisation.id, speaker.person.id)
        return HeldPasses(speaker.person, tuple(held for held in passes if not held.over_at(now)))


@dataclass(frozen=True, slots=True)
class ListPassesOf:
    """Lists a person's present and former passes."""

    read: ReadPasses

    async def __call__(self, speaker: Speaker, holder_id: UUID) -> HeldPasses:
        """Return all passes of a person, including ended ones; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            holder = await tx.people.get(speaker.organisation.id, holder_id)
            if holder is None:
                raise NotAllowedRefused
            passes = await tx.passes.of_holder(speaker.organisation.id, holder_id)
            photo = await tx.photos.in_state(holder_id, PhotoState.APPROVED)
        return HeldPasses(holder, tuple(passes), photo is not None)


@dataclass(frozen=True, slots=True)
class ShowPass:
    """Shows one pass to people who issue passes."""

    read: ReadPasses

    async def __call__(self, speaker: Speaker, pass_id: UUID) -> PassCard:
        """Return the pass, its holder and portrait; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return await pass_card(tx, speaker.organisation.id, pass_id)


async def pass_card(tx: PassesTransaction, organisation_id: UUID, pass_id: UUID) -> PassCard:
    """Return a pass of the organisation with its holder and portrait; NotAllowedRefused when there is none."""
    found = await tx.passes.get(organisation_id, pass_id)
    holder = await tx.people.get(organisation_id, found.holder_id) if found else None
    if found is None or holder is None:
        raise NotAllowedRefused
    photo = await tx.blobs.get(organisation_id, found.photo_sha256) if found.photo_sha256 else None
    return PassCard(found, holder, photo, await tx.printed_codes.of_pass(pass_id) is not None)
