"""Orders passes for many people: first returns a plan, then carries it out once it was confirmed.

Nobody gets a pass of a type that they already hold with the same fields, so ordering twice changes nothing. Only the
plan that was shown is carried out. No pass is issued to people who could not show it: without an account and of a type
that allows no card.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.passes.issuing.batches import Batch, Place
from bot.passes.issuing.order_file import BadOrderRow, OrderFault, OrderFile, read_order
from bot.passes.notices import PassBatchProgress
from bot.passes.ports import OpenPasses, PassesTransaction
from bot.passes.types.browse_types import terms_of
from bot.passes.types.pass_types import Terms, Trait, read_days
from bot.staff.access import present_manager, require_manager
from bot.staff.models import Person, Speaker, Status
from bot.staff.roster.in_workers import read_in_worker
from bot.texts.folding import fold
from bot.texts.lines import file_name as clean_name
from bot.workers.pool import WorkerPool


class OrderOutdatedRefused(StateRefused):
    """The staff list, the passes or the file have changed since the plan was shown."""


class NobodyOrderedRefused(StateRefused):
    """Nobody would get a pass."""


Wanted = tuple[Person, tuple[tuple[str, str], ...]]
"""A person who is to get a pass, and the values of its fields."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is ordered: the type and validity, for a department or for the rows of a file stored under `sha256`."""

    type: str
    days: int
    department: str | None = None
    sha256: str = ""
    file_name: str = ""

    @property
    def source(self) -> str:
        """Return the name of the order."""
        return clean_name(self.file_name) if self.department is None else self.department


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """What an order would do: who gets a pass with which fields, who holds one already, who could not show one.

    `digest` identifies exactly what would be issued.
    """

    wish: Wish
    gets: tuple[Wanted, ...]
    holds: int
    unregistered: int
    bad: tuple[BadOrderRow, ...]

    @property
    def digest(self) -> str:
        """Return sixteen characters that identify this plan."""
        told = repr((self.wish, [(person.id, fields) for person, fields in self.gets]))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """Returns the plan of an order without issuing anything; stores the file of an order that comes as one."""

    open: OpenPasses
    workers: WorkerPool

    async def __call__(self, speaker: Speaker, wish: Wish, content: bytes | None, *, now: datetime) -> OrderPlan:
        """Return the plan; NotAllowedRefused, PassTypeGoneRefused, OrderHeadingsRefused, or why the file is refused."""
        require_manager(speaker)
        read_days(wish.days)
        if content is not None:
            async with self.open() as tx:
                await present_manager(tx, speaker)
                wish = replace(wish, sha256=await tx.blobs.put(speaker.organisation.id, content, now))
        return await plan_order(self.open, self.workers, speaker, wish, now)


@dataclass(frozen=True, slots=True)
class OrderPasses:
    """Records the order. A job issues the passes in portions and reports progress in one message."""

    open: OpenPasses
    workers: WorkerPool

    async def __call__(self, speaker: Speaker, wish: Wish, digest: str, *, event_id: EventId, now: datetime) -> Batch:
        """Return the order; NotAllowedRefused, OrderOutdatedRefused, NobodyOrderedRefused."""
        organisation_id, batch_id = speaker.organisation.id, derived_id(event_id, "pass-batch")
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            before = await tx.batches.get(organisation_id, batch_id)
        if before is not None:
            return before
        plan = await plan_order(self.open, self.workers, speaker, wish, now)
        if plan.digest != digest:
            raise OrderOutdatedRefused
        if not plan.gets:
            raise NobodyOrderedRefused
        total = len(plan.gets)
        batch = Batch(
            batch_id, organisation_id, speaker.person.id, wish.type, wish.source, wish.days, total, ordered_at=now
        )
        async with self.open() as tx:
            await present_manager(tx, speaker)
            await tx.batches.add(batch, _places(batch, plan))
            facts: dict[str, str | int] = {"type": wish.type, "days": wish.days, "total": total}
            await tx.ledger.append(
                AuditEvent(organisation_id, Act.PASSES_ORDERED, event_id, now, speaker.person.id, batch_id, facts)
            )
            content = PassBatchProgress(wish.type, wish.source, total, settled=0, issued=0)
            notice = NewNotice(organisation_id, batch_id, content, event_id, now)
            await tx.outbox.add([notice.to(speaker.person.id)])
        return batch


async def plan_order(open_: OpenPasses, workers: WorkerPool, speaker: Speaker, wish: Wish, now: datetime) -> OrderPlan:
    """Return what an order would do now."""
    async with open_() as tx:
        await present_manager(tx, speaker)
        terms = await terms_of(tx, speaker.organisation.id, wish.type)
        content = await _kept(tx, speaker, wish)
    file = await _read(workers, content, terms) if content is not None else None
    async with open_() as tx:
        people = [listed async for listed in tx.people.everyone(speaker.organisation.id, now)]
        held = await tx.passes.living_of_type(speaker.organisation.id, terms.name, now)
    there = {one.person.id: one for one in people if one.status is not Status.DISMISSED}
    if file is None:
        wanted: list[Wanted] = [(one.person, ()) for one in there.values() if one.person.department == wish.department]
        bad: tuple[BadOrderRow, ...] = ()
    else:
        wanted, bad = _matched(file, [one.person for one in there.values()], terms)
    holders = {(one.holder_id, one.fields) for one in held}
    lacking = [one for one in wanted if (one[0].id, one[1]) not in holders]
    shows = {person.id for person, _ in lacking if Trait.PRINT in terms.traits or there[person.id].account}
    gets = tuple(one for one in lacking if one[0].id in shows)
    return OrderPlan(wish, gets, len(wanted) - len(lacking), len(lacking) - len(gets), bad)


async def _read(workers: WorkerPool, content: bytes, terms: Terms) -> OrderFile:
    return await read_in_worker(workers, read_order, content, terms.fields)


def _matched(file: OrderFile, people: Iterable[Person], terms: Terms) -> tuple[list[Wanted], tuple[BadOrderRow, ...]]:
    """Find the person of each row; rows without one are bad."""
    by_number = {fold(person.personnel_number): person for person in people if person.personnel_number}
    wanted, bad = list[Wanted](), list(file.bad)
    for row in file.rows:
        person = by_number.get(fold(row.number))
        if person is None:
            bad.append(BadOrderRow(row.row_number, OrderFault.UNKNOWN))
        else:
            wanted.append((person, tuple(zip(terms.fields, row.values, strict=True))))
    return wanted, tuple(sorted(bad, key=lambda one: one.row_number))


async def _kept(tx: PassesTransaction, speaker: Speaker, wish: Wish) -> bytes | None:
    if wish.department is not None:
        return None
    try:
        return await tx.blobs.get(speaker.organisation.id, wish.sha256)
    except LookupError:
        raise OrderOutdatedRefused from None


def _places(batch: Batch, plan: OrderPlan) -> Iterable[Place]:
    for number, (person, fields) in enumerate(plan.gets):
        place_id: UUID = derived_id(f"{batch.id}", "place", number)
        yield Place(place_id, batch.organisation_id, batch.id, person.id, number, fields)
