"""Imports a staff list: first a dry run, then, when the manager confirms it, everything in one transaction.

What identifies a registered person changes with an entry in the ledger and a notice to them, for each person.
"""

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import may_decide, present_manager, require_manager
from bot.staff.identity.own import PinMissingRefused
from bot.staff.identity.record_change import record_change
from bot.staff.models import Person, Role, Speaker
from bot.staff.people.phones import PhoneRegion
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.roster import read_roster
from bot.staff.roster.in_workers import read_in_worker
from bot.staff.roster.packing import pack, unpack
from bot.staff.roster.plan import ImportPlan, Match, plan_import
from bot.staff.roster.reading import with_hidden
from bot.staff.roster.rows import Fault, Roster, Unread
from bot.texts.folding import finds
from bot.workers.pool import WorkerPool


class ImportOutdatedRefused(StateRefused):
    """The list or the file has changed since the dry run."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would do; `sha256` names the stored list, `digest` the exact plan.

    `unread` is what of the file is not used; `hidden` counts the rows that its spreadsheet does not show, which are not
    taken. `needs_pin` is set if somebody who is registered gets another phone.
    """

    plan: ImportPlan[Person]
    sha256: str
    digest: str
    unread: Unread
    hidden: int
    needs_pin: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, and the people whom the manager may dismiss or reinstate."""

    new: int
    changed: int
    unchanged: int
    left_out: tuple[Person, ...] = ()
    returned: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanImport:
    """Reads a staff list and returns what an import would do; stores the list, changes nobody."""

    open: OpenStaff
    workers: WorkerPool
    region: PhoneRegion

    async def __call__(self, speaker: Speaker, content: bytes, *, now: datetime) -> DryRun:
        """Return the dry run; NotAllowedRefused, or why the file cannot be used."""
        require_manager(speaker)
        return await self.of(speaker.organisation.id, content, speaker, now=now)

    async def of(self, organisation_id: UUID, content: bytes, speaker: Speaker | None, *, now: datetime) -> DryRun:
        """Return the dry run to a manager, or to whoever runs the server (None)."""
        roster, kept = await read_in_worker(self.workers, _read_and_pack, content, self.region)
        return await self._plan(organisation_id, roster, kept, speaker, now)

    async def of_stored(self, speaker: Speaker, sha256: str, *, now: datetime) -> DryRun:
        """Return the dry run of a stored file; NotAllowedRefused, ImportOutdatedRefused, or why it cannot be used."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            content = await _stored(tx, speaker.organisation.id, sha256)
        return await self(speaker, content, now=now)

    async def with_hidden(self, speaker: Speaker, sha256: str, *, now: datetime) -> DryRun:
        """Return what the import would do if it took the hidden rows, too; NotAllowedRefused, ImportOutdatedRefused."""
        require_manager(speaker)
        organisation_id = speaker.organisation.id
        roster = with_hidden(await stored_roster(self.open, organisation_id, sha256))
        return await self._plan(organisation_id, roster, pack(roster), speaker, now)

    async def _plan(
        self, organisation_id: UUID, roster: Roster, kept: bytes, speaker: Speaker | None, now: datetime
    ) -> DryRun:
        async with self.open() as tx:
            if speaker is not None:
                speaker = await present_manager(tx, speaker)
            sha256 = await tx.blobs.put(organisation_id, kept, now)
            people = await tx.people.all(organisation_id)
            bound = await tx.accounts.bound_people(organisation_id)
        plan = _plan_for(speaker.person if speaker else None, roster, people)
        needs_pin = _needs_pin(plan, bound)
        return DryRun(plan, sha256, _digest(plan), roster.unread, len(roster.hidden), needs_pin=needs_pin)


def _read_and_pack(content: bytes, region: str) -> tuple[Roster, bytes]:
    roster = read_roster(content, region=region)
    return roster, pack(roster)


@dataclass(frozen=True, slots=True)
class Undecided:
    """People about whom a manager has not decided since an import: missing from the file, or dismissed but in it."""

    left_out: tuple[Person, ...] = ()
    returned: tuple[Person, ...] = ()

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.left_out) + len(self.returned)

    def named(self, words: str) -> "Undecided":
        """Return those whose names these words find."""
        left_out = tuple(one for one in self.left_out if finds(words, one.name))
        return Undecided(left_out, tuple(one for one in self.returned if finds(words, one.name)))


@dataclass(frozen=True, slots=True)
class ShowUndecided:
    """Compares the list of the last import with the people once more, so that one decision follows another."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, sha256: str) -> Undecided:
        """Return whom the manager may still dismiss or reinstate; NotAllowedRefused, ImportOutdatedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            kept = await _stored(tx, speaker.organisation.id, sha256)
            people = await tx.people.all(speaker.organisation.id)
        roster = await asyncio.to_thread(unpack, kept)
        plan = _plan_for(speaker.person, roster, people)
        return Undecided(plan.left_out, tuple(match.person for match in plan.returned))


@dataclass(frozen=True, slots=True)
class ApplyImport:
    """A manager applies an import after its dry run; it needs their PIN if somebody registered gets another phone."""

    open: OpenStaff
    unlock: UnlockKey

    async def __call__(
        self, speaker: Speaker, sha256: str, digest: str, pin: str | None, *, event_id: EventId, now: datetime
    ) -> Imported:
        """Return what was done; NotAllowedRefused, ImportOutdatedRefused, PinMissingRefused, PinWrongRefused."""
        require_manager(speaker)
        if pin is not None:
            await self.unlock(speaker, pin, event_id=event_id, now=now)
        roster = await stored_roster(self.open, speaker.organisation.id, sha256)
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            importer = (speaker.organisation.id, speaker.person)
            return await apply_list(tx, roster, digest, *importer, with_pin=pin is not None, event_id=event_id, now=now)


async def apply_list(
    tx: StaffTransaction,
    roster: Roster,
    digest: str,
    organisation_id: UUID,
    importer: Person | None,
    *,
    with_pin: bool,
    event_id: EventId,
    now: datetime,
) -> Imported:
    """Apply a list if it would still do what `digest` says, for a manager or for the command line (None).

    `with_pin` says whether the manager's PIN was checked.
    """
    done = await tx.ledger.find(event_id, Act.STAFF_IMPORTED)
    if done is not None:
        facts = done.audit_event.facts
        return Imported(int(facts["new"]), int(facts["changed"]), int(facts["unchanged"]))
    plan = _plan_for(importer, roster, await tx.people.all(organisation_id))
    if _digest(plan) != digest:
        raise ImportOutdatedRefused
    if importer is not None and not with_pin and _needs_pin(plan, await tx.accounts.bound_people(organisation_id)):
        raise PinMissingRefused
    actor_id = importer.id if importer else None
    imported = await _apply(tx, organisation_id, plan, event_id, now)
    facts = {"new": imported.new, "changed": imported.changed, "unchanged": imported.unchanged}
    await tx.ledger.append(
        AuditEvent(organisation_id, Act.STAFF_IMPORTED, event_id, now, actor_id, organisation_id, facts)
    )
    for match in plan.changed:  # also of who has no account yet: at a kiosk, the number alone says who registers
        after, act = _changed(match), Act.IDENTITY_CHANGED
        await record_change(tx, match.person, after, act, actor_id=actor_id, event_id=event_id, now=now)
    return imported


def _plan_for(importer: Person | None, roster: Roster, people: Iterable[Person]) -> ImportPlan[Person]:
    return plan_import(roster, people, importer.id if importer else None, _forbidden(importer))


def _forbidden(importer: Person | None) -> Callable[[Person], Fault | None]:
    """Return the function that says why the importer may not change what identifies a person."""

    def forbidden(person: Person) -> Fault | None:
        if importer is None or may_decide(importer, person):
            return None
        return Fault.OWN if person.id == importer.id else Fault.OWNER

    return forbidden


def _needs_pin(plan: ImportPlan[Person], bound: Mapping[UUID, bool]) -> bool:
    """Return whether somebody who has an account gets another phone."""
    return any(bound.get(match.person.id) and "phone" in match.values for match in plan.changed)


async def _apply(
    tx: StaffTransaction, organisation_id: UUID, plan: ImportPlan[Person], event_id: EventId, now: datetime
) -> Imported:
    # Who is there first: a row that waits for another's act must not wait while new ones are held.
    await tx.people.save(_changed(match) for match in plan.changed)
    await tx.people.add(_newcomers(plan, organisation_id, event_id, now))
    returned = tuple(match.person for match in plan.returned)
    return Imported(len(plan.new), len(plan.changed), len(plan.unchanged), plan.left_out, returned)


def _changed(match: Match[Person]) -> Person:
    return replace(match.person, **match.values)  # type: ignore[arg-type]  # the fields a list may change are texts


async def stored_roster(open_: OpenStaff, organisation_id: UUID, sha256: str) -> Roster:
    """Return the list that a dry run has stored; ImportOutdatedRefused if it is gone."""
    async with open_() as tx:
        kept = await _stored(tx, organisation_id, sha256)
    return await asyncio.to_thread(unpack, kept)


async def _stored(tx: StaffTransaction, organisation_id: UUID, sha256: str) -> bytes:
    """Return a stored file; ImportOutdatedRefused if it is gone."""
    try:
        return await tx.blobs.get(organisation_id, sha256)
    except LookupError:
        raise ImportOutdatedRefused from None


def _newcomers(plan: ImportPlan[Person], organisation_id: UUID, event_id: EventId, now: datetime) -> Iterable[Person]:
    for row in plan.new:
        yield Person(
            id=derived_id(event_id, "person", row.row_number),
            organisation_id=organisation_id,
            personnel_number=row.personnel_number,
            name=row.name,
            position=row.position,
            department=row.department,
            phone=row.phone,
            email=row.email,
            role=Role.EMPLOYEE,
            created_at=now,
        )


def _digest(plan: ImportPlan[Person]) -> str:
    """Return a digest of the plan, to notice that the list has changed meanwhile."""
    what = hashlib.sha256()
    for row in plan.new:
        what.update(repr(row).encode())
    for match in plan.changed:
        what.update(repr((match.person.id, match.differences)).encode())
    return what.hexdigest()[:32]
