"""How a petition is made and decided: whoever may act upon the person decides, never the person themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import Cause, derived_id
from bot.ledger.entries import Act, Deed
from bot.notices.outbox import Kind, Telling
from bot.staff.access import NotAllowedRefused, require_manager
from bot.staff.invite import invitable
from bot.staff.people import Person, Role, Speaker
from bot.staff.petitions import Ask, Petition, Stage
from bot.staff.ports import StaffTransaction

WAITS = timedelta(days=3)
"""For a decision: longer than a weekend."""


class NobodyToAskRefused(StateRefused):
    """Nobody else in the organisation may decide about this person."""


class PetitionOverRefused(StateRefused):
    """It was decided before, its time is over, or the person has registered anew since. Facts: name."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One kind of asking: what the managers are told, and what the ledger calls it."""

    ask: Ask
    tells: Kind
    act: Act


async def ask_managers(
    tx: StaffTransaction, speaker: Speaker, asking: Asking, *, cause: Cause, now: datetime
) -> Petition:
    """Answer the speaker's living petition of this kind, made now if there is none; NobodyToAskRefused."""
    living = await tx.petitions.living(speaker.account.id, asking.ask, now)
    if living is not None:
        return living
    deciders = [one for one in await tx.people.managers(speaker.organisation.id) if _decides(one, speaker.person)]
    if not deciders:
        raise NobodyToAskRefused
    petition = _petition(speaker, asking.ask, cause, now)
    await tx.petitions.add(petition)
    await _enter(tx, petition, asking.act, speaker, cause, now)
    facts: dict[str, str | int] = {"name": speaker.person.name}
    telling = Telling(petition.organisation_id, asking.tells, petition.id, cause, now, facts)
    await tx.outbox.add([telling.to(one.id) for one in deciders])
    return petition


async def decide(
    tx: StaffTransaction,
    speaker: Speaker,
    petition_id: UUID,
    asking: Asking,
    stage: Stage,
    *,
    until: datetime,
    cause: Cause,
    now: datetime,
) -> Person:
    """Move a petition on, once; answer whose it is. `asking.act` is entered into the ledger.

    NotAllowedRefused, PersonDismissedRefused, PetitionOverRefused.
    """
    require_manager(speaker)
    petition = await tx.petitions.get(speaker.organisation.id, petition_id)
    if petition is None or petition.ask is not asking.ask:
        raise NotAllowedRefused
    person = await invitable(tx, speaker, petition.person_id)
    if person.id == speaker.person.id:
        raise NotAllowedRefused
    account = await tx.accounts.of_person(person.id)
    fresh = account is not None and account.id == petition.account_id
    if not fresh or not await tx.petitions.decide(petition.id, stage, speaker.person.id, until=until, now=now):
        raise PetitionOverRefused(name=person.name)
    await _enter(tx, petition, asking.act, speaker, cause, now)
    telling = Telling(petition.organisation_id, asking.tells, petition.id, cause, now)
    await tx.outbox.add([telling.to(person.id)])
    return person


async def decided(tx: StaffTransaction, speaker: Speaker, act: Act, cause: Cause) -> Person | None:
    """Answer about whom this very cause decided before: a replay after a crash."""
    entry = await tx.ledger.find(cause, act)
    petition = await tx.petitions.get(speaker.organisation.id, entry.deed.subject_id) if entry else None
    return await tx.people.get(petition.organisation_id, petition.person_id) if petition else None


def _decides(one: Person, about: Person) -> bool:
    return one.id != about.id and (about.role is not Role.OWNER or one.role is Role.OWNER)


def _petition(speaker: Speaker, ask: Ask, cause: Cause, now: datetime) -> Petition:
    ids = (derived_id(cause, "petition"), speaker.organisation.id, speaker.person.id, speaker.account.id)
    return Petition(*ids, ask, Stage.ASKED, now, now + WAITS)


async def _enter(
    tx: StaffTransaction, petition: Petition, act: Act, speaker: Speaker, cause: Cause, now: datetime
) -> None:
    facts: dict[str, str | int] = {"person": str(petition.person_id)}
    await tx.ledger.append(Deed(petition.organisation_id, act, cause, now, speaker.person.id, petition.id, facts))
