"""Lists the pass types for people who issue passes and for people who choose what a checkpoint accepts."""

from dataclasses import dataclass
from uuid import UUID

from bot.errors import StateRefused
from bot.passes.ports import PassesTransaction, ReadPasses
from bot.passes.types.pass_types import ISSUED, READY, CheckedBy, Terms
from bot.staff.access import present_manager
from bot.staff.models import Speaker


class PassTypeGoneRefused(StateRefused):
    """The type does not exist or is retired."""


@dataclass(frozen=True, slots=True)
class ListTypes:
    """Lists the types of which passes are issued."""

    read: ReadPasses

    async def __call__(self, speaker: Speaker) -> tuple[Terms, ...]:
        """Return the ready types, then the organisation's own by name; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return await living_types(tx, speaker.organisation.id)


@dataclass(frozen=True, slots=True)
class ShowType:
    """Finds one type."""

    read: ReadPasses

    async def __call__(self, speaker: Speaker, key: str) -> Terms:
        """Return the type that a button names; NotAllowedRefused, PassTypeGoneRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return terms_by_key(await living_types(tx, speaker.organisation.id), key)


async def living_types(tx: PassesTransaction, organisation_id: UUID) -> tuple[Terms, ...]:
    """Return the types of which an organisation issues passes."""
    own = await tx.pass_types.all(organisation_id)
    return (*ISSUED, *(one.terms for one in own if one.retired_at is None))


async def terms_of(tx: PassesTransaction, organisation_id: UUID, name: str) -> Terms:
    """Return the terms of a type of which passes are issued; PassTypeGoneRefused."""
    ready = READY.get(name)
    if ready is not None and ready.checked_by is CheckedBy.ORGANISATION:
        return ready
    own = await tx.pass_types.get(organisation_id, name)
    if own is None or own.retired_at is not None:
        raise PassTypeGoneRefused
    return own.terms


def terms_by_key(types: tuple[Terms, ...], key: str) -> Terms:
    """Find the type that a button names; PassTypeGoneRefused."""
    for terms in types:
        if terms.key == key:
            return terms
    raise PassTypeGoneRefused
