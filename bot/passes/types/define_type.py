"""Defines, changes and retires pass types. Passes already issued stay as they are."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.passes.ports import OpenPasses, PassesTransaction
from bot.passes.types.browse_types import PassTypeGoneRefused, living_types, terms_by_key
from bot.passes.types.pass_types import OwnType, Terms, Trait, TypeDraft
from bot.staff.access import present_manager
from bot.staff.models import Speaker

MOST_TYPES = 30


class PassTypeTakenRefused(StateRefused):
    """A type of this name exists already. Facts: name."""


class PassTypesManyRefused(StateRefused):
    """An organisation may define a limited number of types. Facts: most."""


@dataclass(frozen=True, slots=True)
class DefineType:
    """Defines or changes a type.

    With `new`, a name in use is refused and a retired type is restored. Without, the type of this name is changed.
    """

    open: OpenPasses

    async def __call__(
        self, speaker: Speaker, draft: TypeDraft, *, new: bool, event_id: EventId, now: datetime
    ) -> Terms:
        """Return the type; NotAllowedRefused, PassTypeTakenRefused, PassTypesManyRefused, PassTypeGoneRefused."""
        organisation_id = speaker.organisation.id
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            if await tx.ledger.find(event_id, Act.PASS_TYPE_DEFINED) is None:
                await _require_free(tx, speaker, draft, new=new)
                own_id = derived_id("pass-type", organisation_id, draft.name)
                made = (draft.name, draft.fields, draft.days, draft.traits)
                await tx.pass_types.save(OwnType(own_id, organisation_id, *made, created_at=now))
                await _enter(tx, speaker, draft, event_id, now)
        return Terms(draft.name, draft.fields, (draft.days,), draft.traits)


@dataclass(frozen=True, slots=True)
class RetireType:
    """Retires a type, so that no new passes of it are issued; calling it again has no effect."""

    open: OpenPasses

    async def __call__(self, speaker: Speaker, key: str, *, event_id: EventId, now: datetime) -> Terms:
        """Return the type that was retired; NotAllowedRefused, PassTypeGoneRefused."""
        organisation_id = speaker.organisation.id
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            known = tuple(one.terms for one in await tx.pass_types.all(organisation_id))
            terms = terms_by_key(known, key)
            own = await tx.pass_types.get(organisation_id, terms.name)
            if own is None:
                raise PassTypeGoneRefused
            if own.retired_at is None:
                await tx.pass_types.save(replace(own, retired_at=now))
                audit_event = AuditEvent(
                    organisation_id, Act.PASS_TYPE_RETIRED, event_id, now, speaker.person.id, own.id, {}
                )
                await tx.ledger.append(audit_event)
        return terms


async def _require_free(tx: PassesTransaction, speaker: Speaker, draft: TypeDraft, *, new: bool) -> None:
    types = await living_types(tx, speaker.organisation.id)
    own = {terms.name.casefold() for terms in types if not terms.ready}
    if not new:
        if draft.name not in {terms.name for terms in types}:
            raise PassTypeGoneRefused
        return
    if draft.name.casefold() in own:
        raise PassTypeTakenRefused(name=draft.name)
    if len(own) >= MOST_TYPES:
        raise PassTypesManyRefused(most=MOST_TYPES)


async def _enter(tx: PassesTransaction, speaker: Speaker, draft: TypeDraft, event_id: EventId, now: datetime) -> None:
    facts: dict[str, str | int] = {"name": draft.name, "days": draft.days, "fields": len(draft.fields)}
    facts |= {str(trait): int(trait in draft.traits) for trait in Trait}
    organisation_id = speaker.organisation.id
    own_id = derived_id("pass-type", organisation_id, draft.name)
    await tx.ledger.append(
        AuditEvent(organisation_id, Act.PASS_TYPE_DEFINED, event_id, now, speaker.person.id, own_id, facts)
    )
