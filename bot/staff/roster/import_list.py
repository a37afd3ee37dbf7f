"""Imports a staff list: first a dry run, then, when the manager confirms it, everything in one transaction."""

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.blobs import Blobs
from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import require_manager
from bot.staff.models import Person, Role, Speaker
from bot.staff.people.phones import PhoneRegion
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.roster import read_roster
from bot.staff.roster.packing import pack, unpack
from bot.staff.roster.plan import ImportPlan, plan_import
from bot.staff.roster.rows import Roster
from bot.workers.pool import Priority, Work, WorkerPool


class ImportOutdatedRefused(StateRefused):
    """The list or the file has changed since the dry run."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would do; `sha256` names the stored list, `digest` the exact plan.

    `sheets_unread` are the workbook's other sheets that hold data too.
    """

    plan: ImportPlan[Person]
    sha256: str
    digest: str
    sheets_unread: tuple[str, ...] = ()


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

    async def __call__(self, speaker: Speaker, content: bytes, name: str, *, now: datetime) -> DryRun:
        """Return the dry run; NotAllowedRefused, or why the file cannot be used."""
        require_manager(speaker)
        return await self.of(speaker.organisation.id, content, name, now=now)

    async def of(self, organisation_id: UUID, content: bytes, name: str, *, now: datetime) -> DryRun:
        """Return the dry run to whoever runs the server."""
        roster, kept = await self.workers.run(
            Work.SPREADSHEET, Priority.BACKGROUND, _read_and_pack, content, name, self.region
        )
        async with self.open() as tx:
            sha256 = await tx.blobs.put(organisation_id, kept, now)
            people = await tx.people.all(organisation_id)
        plan = plan_import(roster, people)
        return DryRun(plan, sha256, _digest(plan), roster.sheets_unread)


def _read_and_pack(content: bytes, name: str, region: str) -> tuple[Roster, bytes]:
    roster = read_roster(content, name, region=region)
    return roster, pack(roster)


@dataclass(frozen=True, slots=True)
class ApplyImport:
    """Applies an import after its dry run, in one transaction, if it would still do the same."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, sha256: str, digest: str, *, event_id: EventId, now: datetime
    ) -> Imported:
        """Return what was done; NotAllowedRefused, ImportOutdatedRefused."""
        require_manager(speaker)
        return await self.of(speaker.organisation.id, sha256, digest, speaker.person.id, event_id=event_id, now=now)

    async def of(
        self,
        organisation_id: UUID,
        sha256: str,
        digest: str,
        actor_id: UUID | None,
        *,
        event_id: EventId,
        now: datetime,
    ) -> Imported:
        """Apply it for `actor_id`, or for the command line (None)."""
        async with self.open() as tx:
            kept = await _stored(tx.blobs, organisation_id, sha256)
        roster = await asyncio.to_thread(unpack, kept)
        async with self.open() as tx:
            done = await tx.ledger.find(event_id, Act.STAFF_IMPORTED)
            if done is not None:
                facts = done.audit_event.facts
                return Imported(int(facts["new"]), int(facts["changed"]), int(facts["unchanged"]))
            plan = plan_import(roster, await tx.people.all(organisation_id))
            if _digest(plan) != digest:
                raise ImportOutdatedRefused
            imported = await _apply(tx, organisation_id, plan, event_id, now)
            facts = {"new": imported.new, "changed": imported.changed, "unchanged": imported.unchanged}
            await tx.ledger.append(
                AuditEvent(organisation_id, Act.STAFF_IMPORTED, event_id, now, actor_id, organisation_id, facts)
            )
        return imported


async def _apply(
    tx: StaffTransaction, organisation_id: UUID, plan: ImportPlan[Person], event_id: EventId, now: datetime
) -> Imported:
    # Who is there first: a row that waits for another's act must not wait while new ones are held.
    await tx.people.save(replace(match.person, **match.values) for match in plan.changed)  # type: ignore[arg-type]  # the fields a list may change are texts
    await tx.people.add(_newcomers(plan, organisation_id, event_id, now))
    returned = tuple(match.person for match in plan.returned)
    return Imported(len(plan.new), len(plan.changed), len(plan.unchanged), plan.left_out, returned)


async def _stored(blobs: Blobs, organisation_id: UUID, sha256: str) -> bytes:
    try:
        return await blobs.get(organisation_id, sha256)
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
