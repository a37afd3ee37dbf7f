"""The people on the lists, found by name, number or phone, each with where they stand."""

import re
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    update,
)

from bot.staff.people import Account, Person, Role, Status
from bot.staff.ports import Listed
from storage.columns import OneOf
from storage.folding import fold
from storage.rows import CHUNK, Rows, chunks
from storage.tables import account, invitation, person

_LIVING = account.c.ended_at.is_(None)
_STAFF = person.c.role != Role.GUEST
_ON_THE_LIST = person.c.dismissed_at.is_(None)
_REGISTERED = select(account.c.id).where(account.c.person_id == person.c.id, _LIVING).exists()
_MOST_WORDS = 8
_PHONE = re.compile(r"\+?\d{7,15}")


class SqlPeople(Rows):
    """Implements `bot.staff.ports.People`."""

    async def add(self, people: Iterable[Person]) -> None:
        """Put people on the list; one whose id is there already is left as it is."""
        await self._insert(person, map(self._values, people))

    async def save(self, people: Iterable[Person]) -> None:
        """Overwrite the rows of people already on the list."""
        kept = {"id", "organisation_id", "created_at"}
        columns: dict[str, Any] = {
            column.name: bindparam(f"new_{column.name}") for column in person.c if column.name not in kept
        }
        same_row = (person.c.id == bindparam("this_id")) & (person.c.organisation_id == bindparam("this_organisation"))
        statement = update(person).where(same_row).values(columns)
        for chunk in chunks(people):
            await self._connection.execute(statement, [self._overwriting(each) for each in chunk])

    async def get(self, organisation_id: UUID, person_id: UUID) -> Person | None:
        """Answer one person of this organisation's staff."""
        query = select(person).where(_STAFF, person.c.organisation_id == organisation_id, person.c.id == person_id)
        row = await self._one(query)
        return None if row is None else self._person(row)

    async def all(self, organisation_id: UUID) -> list[Person]:
        """Answer everyone on the list, dismissed ones too, by name."""
        return await self._people(person.c.organisation_id == organisation_id)

    async def managers(self, organisation_id: UUID) -> list[Person]:
        """Answer the owners and managers who are not dismissed."""
        manages = person.c.role.in_([role for role in Role if role.manages])
        return await self._people(person.c.organisation_id == organisation_id, manages, _ON_THE_LIST)

    async def set_phone(self, person_id: UUID, phone: str) -> None:
        """Put a number (E.164) on the list; LookupError if there is no such person."""
        theirs = select(person.c.organisation_id).where(person.c.id == person_id)
        organisation_id = (await self._connection.execute(theirs)).scalar_one_or_none()
        if organisation_id is None:
            raise LookupError(f"there is no person {person_id}")
        sealed = self._wall.seal(person.c.phone, str(person_id), phone)
        await self._set(person_id, phone=sealed, phone_index=self._wall.phone_index(organisation_id, phone))

    async def reachable(self, person_id: UUID) -> None:
        """Take back that the person cannot be reached."""
        await self._set(person_id, unreachable_at=None)

    async def set_role(self, person_id: UUID, role: Role) -> None:
        """Give a role."""
        await self._set(person_id, role=role)

    async def dismiss(self, person_id: UUID, now: datetime) -> bool:
        """Dismiss once; False when dismissed before."""
        serves = (person.c.id == person_id) & _ON_THE_LIST
        return await self._changed(update(person).where(serves).values(dismissed_at=now)) == 1

    async def departments(self, organisation_id: UUID) -> list[tuple[str, int]]:
        """Answer the departments by name, each with how many registered people it has."""
        registered = func.count(account.c.id)
        query = (
            select(person.c.department, registered)
            .join(account, (account.c.person_id == person.c.id) & _LIVING, isouter=True)
            .where(person.c.organisation_id == organisation_id, _ON_THE_LIST, _STAFF)
            .group_by(person.c.department)
        )
        rows = (await self._connection.execute(query)).all()
        return sorted(((row[0], row[1]) for row in rows), key=lambda row: fold(row[0]))

    async def registered(self, organisation_id: UUID, department: str | None) -> list[Person]:
        """Answer the registered people, not dismissed, of a department (None: of all), by name."""
        there = [] if department is None else [person.c.department == department]
        return await self._people(person.c.organisation_id == organisation_id, _ON_THE_LIST, _REGISTERED, *there)

    async def listed(self, organisation_id: UUID, person_id: UUID, now: datetime) -> Listed | None:
        """Answer one person with status and living account."""
        query = _listing(now).where(person.c.organisation_id == organisation_id, person.c.id == person_id)
        row = await self._one(query)
        return None if row is None else self._listed(row)

    async def search(
        self,
        organisation_id: UUID,
        words: str,
        *,
        now: datetime,
        registered_only: bool,
        offset: int,
        most: int,
        status: Status | None = None,
        department: str | None = None,
    ) -> tuple[list[Listed], int]:
        """Answer a page of people by name, and how many there are in all.

        Words are found inside the folded name or personnel number; a phone is found whole, by its keyed index.
        """
        found = [person.c.organisation_id == organisation_id, _STAFF, self._matches(organisation_id, words)]
        found += [person.c.erased_at.is_(None) if status is Status.DISMISSED else _ON_THE_LIST]
        found += [_REGISTERED] if registered_only else []
        found += [_stands(organisation_id, status, now)] if status else []
        found += [person.c.department == department] if department else []
        in_order = (person.c.search_key, person.c.id)
        page = select(person.c.id).where(*found).order_by(*in_order).offset(offset).limit(most).subquery()
        rows = await self._all(_listing(now).join(page, page.c.id == person.c.id).order_by(*in_order))
        in_all = offset + len(rows)
        if len(rows) == most or (offset and not rows):  # else the page ends the list, and nobody need count
            counted = select(func.count()).select_from(person).where(*found)
            in_all = (await self._connection.execute(counted)).scalar_one()
        return [self._listed(row) for row in rows], in_all

    async def everyone(self, organisation_id: UUID, now: datetime) -> AsyncIterator[Listed]:
        """Walk the whole list by name, dismissed ones too, a chunk at a time."""
        in_order = tuple_(person.c.search_key, person.c.id)
        chunk = (
            _listing(now).where(person.c.organisation_id == organisation_id).order_by(*in_order.clauses).limit(CHUNK)
        )
        rows = await self._all(chunk)
        while rows:
            for row in rows:
                yield self._listed(row)
            last = tuple_(rows[-1][person.c.search_key], literal(rows[-1][person.c.id], person.c.id.type))
            rows = await self._all(chunk.where(in_order > last)) if len(rows) == CHUNK else []

    async def counts(self, organisation_id: UUID, now: datetime) -> dict[Status, int]:
        """Count the people of the organisation by status, without the erased."""
        listed = (person.c.organisation_id == organisation_id) & person.c.erased_at.is_(None)
        listing = _listing(now).where(listed).subquery()
        query = select(listing.c.status, func.count()).group_by(listing.c.status)
        return {row[0]: row[1] for row in (await self._connection.execute(query)).all()}

    async def _set(self, person_id: UUID, **values: object) -> None:
        await self._changed(update(person).where(person.c.id == person_id).values(values))

    async def _people(self, *found: ColumnElement[bool]) -> list[Person]:
        query = select(person).where(_STAFF, *found).order_by(person.c.search_key, person.c.id)
        return [self._person(row) for row in await self._all(query)]

    def _matches(self, organisation_id: UUID, words: str) -> ColumnElement[bool]:
        digits = re.sub(r"[\s().-]", "", words)
        phones = {digits, f"+{digits}"} if _PHONE.fullmatch(digits) else set()
        wanted = fold(words).split()[:_MOST_WORDS]
        named = and_(true(), *(self._holds(word) for word in wanted))
        if not phones:
            return named
        indexes = [self._wall.phone_index(organisation_id, phone) for phone in sorted(phones)]
        reached = (person.c.organisation_id == organisation_id) & person.c.phone_index.in_(indexes)
        return or_(named, person.c.id.in_(select(person.c.id).where(reached).correlate(None)))

    def _holds(self, word: str) -> ColumnElement[bool]:
        """Say that the folded name and number hold a word; both functions look for it as it stands, no pattern."""
        find = func.instr if self._connection.dialect.name == "sqlite" else func.strpos
        return find(person.c.search_key, word) > 0

    def _values(self, each: Person) -> dict[str, Any]:
        index = self._wall.phone_index(each.organisation_id, each.phone)
        key = f"{fold(each.name)}\n{fold(each.personnel_number or '')}"
        return {**self._wall.values(person, each), "phone_index": index, "search_key": key}

    def _overwriting(self, each: Person) -> dict[str, Any]:
        values = self._values(each)
        there = {"this_id": values.pop("id"), "this_organisation": values.pop("organisation_id")}
        values.pop("created_at")
        return there | {f"new_{name}": value for name, value in values.items()}

    def _person(self, row: RowMapping) -> Person:
        return self._wall.entity(Person, person, row)

    def _listed(self, row: RowMapping) -> Listed:
        acts = None if row[account.c.id] is None else self._wall.entity(Account, account, row)
        return Listed(self._person(row), row["status"], acts)


def _stands(organisation_id: UUID, status: Status, now: datetime) -> ColumnElement[bool]:
    """Say that a person has a status."""
    listing = _listing(now).where(person.c.organisation_id == organisation_id).subquery()
    return person.c.id.in_(select(listing.c.id).where(listing.c.status == status))


def _listing(now: datetime) -> Select[Any]:
    """Select people with their living account and their status."""
    lives = (
        (invitation.c.person_id == person.c.id)
        & invitation.c.used_at.is_(None)
        & invitation.c.revoked_at.is_(None)
        & (invitation.c.expires_at > now)
    )
    status = case(
        (person.c.erased_at.is_not(None), Status.ERASED),
        (person.c.dismissed_at.is_not(None), Status.DISMISSED),
        (person.c.unreachable_at.is_not(None), Status.BLOCKED),
        (account.c.id.is_not(None), Status.REGISTERED),
        (invitation.c.opened_at.is_not(None), Status.OPENED),
        (invitation.c.id.is_not(None), Status.INVITED),
        else_=Status.NOT_INVITED,
    )
    return (
        select(person, account, status.cast(OneOf(Status)).label("status"))
        .join(account, (account.c.person_id == person.c.id) & _LIVING, isouter=True)
        .join(invitation, lives, isouter=True)
        .where(_STAFF)
    )
