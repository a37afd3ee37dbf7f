"""Plans an import of a staff list before anything is changed.

The same file imported twice changes nothing the second time. A file never dismisses, reinstates or erases anybody:
people missing from it, and dismissed people in it, are shown to the manager. An empty cell never erases a value,
because people and managers add values between two imports.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from bot.staff.identity.changes import IDENTITY
from bot.staff.models import Role
from bot.staff.roster import BadRow, Column, Fault, Reason, Roster, RosterRow
from bot.staff.roster.rows import clues
from bot.texts.folding import fold


class ListedPerson(Protocol):
    """A person as the list has them now; `bot.staff.models.Person` is one."""

    @property
    def id(self) -> UUID: ...  # noqa: D102 - the entity tells
    @property
    def personnel_number(self) -> str | None: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def position(self) -> str: ...  # noqa: D102
    @property
    def department(self) -> str: ...  # noqa: D102
    @property
    def phone(self) -> str | None: ...  # noqa: D102
    @property
    def email(self) -> str | None: ...  # noqa: D102
    @property
    def role(self) -> Role: ...  # noqa: D102
    @property
    def dismissed_at(self) -> datetime | None: ...  # noqa: D102


P = TypeVar("P", bound=ListedPerson)

FIELDS = {
    Column.NUMBER: "personnel_number",
    Column.NAME: "name",
    Column.POSITION: "position",
    Column.DEPARTMENT: "department",
    Column.PHONE: "phone",
    Column.EMAIL: "email",
}
"""The field of a person and of a row for each column."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value in the file that differs from the list."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """A row and the person it is about, with what differs; nothing differs in a row that repeats the list."""

    person: P
    row: RosterRow
    differences: tuple[Difference, ...]

    @property
    def values(self) -> dict[str, str]:
        """Return the new values by field of the person, as `dataclasses.replace` takes them."""
        return {FIELDS[difference.column]: difference.after for difference in self.differences}

    @property
    def changes_identity(self) -> bool:
        """Return whether something differs that identifies the person."""
        return any(difference.column in IDENTITY.values() for difference in self.differences)

    @property
    def renamed_wholly(self) -> bool:
        """Return whether the names have no word in common: the number was likely given to somebody else."""
        before, after = (set(fold(name).split()) for name in (self.person.name, self.row.name))
        return before.isdisjoint(after)


@dataclass(frozen=True, slots=True)
class ImportPlan(Generic[P]):
    """What the import would do (`new`, `changed`), and what the manager decides.

    `left_out` are on the list but not in the file, offered for dismissal; a person whose row is bad or hidden is not
    among them, nor is an owner or whoever imports the list.
    `returned` are in the file but dismissed, offered for reinstating. Applied as a whole: a phone that passes from one
    changed person to another is in two places until all are saved.
    """

    new: tuple[RosterRow, ...] = ()
    changed: tuple[Match[P], ...] = ()
    unchanged: tuple[Match[P], ...] = ()
    returned: tuple[Match[P], ...] = ()
    left_out: tuple[P, ...] = ()
    bad: tuple[BadRow, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Return whether the import would change nothing."""
        return not self.new and not self.changed


def plan_import(
    roster: Roster,
    people: Iterable[P],
    importer_id: UUID | None = None,
    forbidden: Callable[[P], Fault | None] = lambda _: None,
) -> ImportPlan[P]:
    """Compare a staff list file with everyone on the list, dismissed people too; `importer_id` imports it.

    `forbidden` returns why the importer may not change what identifies a person; such a row is bad.
    """
    listed = list(people)
    draft = _Draft(roster, listed)
    draft.match_all()
    draft.refuse_forbidden(forbidden)
    draft.refuse_taken_phones()
    matches = [_match(row, person, roster.columns) for row, person in draft.pairs]
    standing = [match for match in matches if match.person.dismissed_at is None]
    bad = sorted(draft.bad, key=lambda row: row.row_number)
    stay = {importer_id, *(match.person.id for match in matches)}
    return ImportPlan(
        new=tuple(draft.new),
        changed=tuple(match for match in standing if match.differences),
        unchanged=tuple(match for match in standing if not match.differences),
        returned=tuple(match for match in matches if match.person.dismissed_at is not None),
        left_out=tuple(_left_out(listed, stay, [*bad, *roster.hidden])),
        bad=tuple(bad),
    )


class _Index(Generic[P]):
    """Finds the person of a row by personnel number or phone."""

    def __init__(self, people: list[P]) -> None:
        self._by_number: dict[str, P] = {}
        self._by_phone: dict[str, P] = {}
        for person in sorted(
            people, key=lambda person: person.dismissed_at is not None
        ):  # people who are not dismissed come first
            if person.personnel_number:
                self._by_number.setdefault(fold(person.personnel_number), person)
            if person.phone:
                self._by_phone.setdefault(person.phone, person)

    def find(self, row: RosterRow) -> P | None:
        """Find by number, else by phone if the person found has no number yet."""
        by_phone = self._by_phone.get(row.phone or "")
        if row.personnel_number is None:
            return by_phone
        if found := self._by_number.get(fold(row.personnel_number)):
            return found
        return None if by_phone and by_phone.personnel_number else by_phone


@dataclass(slots=True)
class _Draft(Generic[P]):
    """Sorts the rows: of listed people, of new people, or bad."""

    roster: Roster
    people: list[P]
    pairs: list[tuple[RosterRow, P]] = field(default_factory=list)
    new: list[RosterRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    _row_of: dict[UUID, RosterRow] = field(default_factory=dict)

    def match_all(self) -> None:
        """Match the rows with a number or a phone, then those with only an e-mail."""
        index = _Index(self.people)
        for row in self.roster.rows:
            if not _has_email_alone(row):
                found = index.find(row)
                self._settle(row, [found] if found else [])
        by_email = self._by_email()
        for row in filter(_has_email_alone, self.roster.rows):
            self._settle(row, by_email.get(row.email or "", []))
        self._match_names()

    def _match_names(self) -> None:
        """Match rows with a name alone: with people of whom the list has no more. Others of them are bad."""
        by_name: dict[str, list[P]] = defaultdict(list)
        for person in self.people:
            if person.dismissed_at is None and not (person.personnel_number or person.phone or person.email):
                by_name[fold(person.name)].append(person)
        for bad in self.roster.bad:
            found = by_name.get(fold(bad.name), []) if _has_name_alone(bad) else []
            if len(found) == 1 and found[0].id not in self._row_of:
                self._settle(RosterRow(bad.row_number, None, found[0].name, "", "", None, None), found)
            else:
                self.bad.append(bad)

    def _by_email(self) -> dict[str, list[P]]:
        """Return the working people by the e-mail they will have once the rows matched so far are applied."""
        found: dict[str, list[P]] = defaultdict(list)
        for person in self.people:
            row = self._row_of.get(person.id)
            email = (row and row.email) or person.email
            if email and person.dismissed_at is None:
                found[email.lower()].append(person)
        return found

    def _settle(self, row: RosterRow, found: list[P]) -> None:
        if self._lacks_number(row) and not any(person.personnel_number is None for person in found):
            self._refuse(row, Reason(Fault.MISSING, Column.NUMBER))
        elif not found:
            self.new.append(row)
        elif len(found) > 1:
            holders = ", ".join(person.name for person in found[:3])
            self._refuse(row, Reason(Fault.TAKEN, Column.EMAIL, row.email or "", holder=holders))
        elif other := self._row_of.get(found[0].id):
            self._refuse(row, Reason(Fault.REPEATED, Column.NAME, row.name, other_row=other.row_number))
        else:
            self._row_of[found[0].id] = row
            self.pairs.append((row, found[0]))

    def _lacks_number(self, row: RosterRow) -> bool:
        return Column.NUMBER in self.roster.columns and row.personnel_number is None and bool(row.phone or row.email)

    def refuse_forbidden(self, forbidden: Callable[[P], Fault | None]) -> None:
        """Refuse each row that would change what identifies a person whom the importer may not change."""
        refused: dict[int, Reason] = {}
        for row, person in self.pairs:
            fault, match = forbidden(person), _match(row, person, self.roster.columns)
            if fault is not None and match.changes_identity:
                column = next(each.column for each in match.differences if each.column in IDENTITY.values())
                refused[row.row_number] = Reason(fault, column)
        self._refuse_all(refused)

    def refuse_taken_phones(self) -> None:
        """Refuse each row with a phone that somebody else keeps.

        A person whose row is refused keeps their old phone, which may cause another row to be refused.
        """
        takers = self._takers()
        moving = {person.id for _, person in takers.values() if person}
        keepers = {person.phone: person for person in self.people if _keeps_phone(person, moving)}
        contested = [phone for phone in takers if phone in keepers]
        refused: dict[int, Reason] = {}
        while contested:
            phone = contested.pop()
            row, person = takers.pop(phone)
            refused[row.row_number] = Reason(Fault.TAKEN, Column.PHONE, phone, holder=keepers[phone].name)
            if person and person.phone:
                keepers.setdefault(person.phone, person)
                contested += [person.phone] if person.phone in takers else []
        self._refuse_all(refused)

    def _takers(self) -> dict[str, tuple[RosterRow, P | None]]:
        """Return the rows that give somebody a new phone, by phone."""
        takers: dict[str, tuple[RosterRow, P | None]] = {row.phone: (row, None) for row in self.new if row.phone}
        for row, person in self.pairs:
            if row.phone and row.phone != person.phone and person.dismissed_at is None:
                takers[row.phone] = (row, person)
        return takers

    def _refuse(self, row: RosterRow, reason: Reason) -> None:
        self.bad.append(BadRow.of(row, (reason,)))

    def _refuse_all(self, refused: dict[int, Reason]) -> None:
        rows = [*self.new, *(row for row, _ in self.pairs)]
        self.bad += [BadRow.of(row, (refused[row.row_number],)) for row in rows if row.row_number in refused]
        self.new = [row for row in self.new if row.row_number not in refused]
        self.pairs = [pair for pair in self.pairs if pair[0].row_number not in refused]


def _has_email_alone(row: RosterRow) -> bool:
    return row.personnel_number is None and row.phone is None


def _has_name_alone(bad: BadRow) -> bool:
    faults = {(reason.fault, reason.column) for reason in bad.reasons}
    lacking = {(Fault.MISSING, Column.NUMBER), *((Fault.UNIDENTIFIED, column) for column in Column)}
    return bool(bad.name) and faults <= lacking and not (bad.personnel_number or bad.phone or bad.email)


def _keeps_phone(person: ListedPerson, moving: set[UUID]) -> bool:
    return person.phone is not None and person.dismissed_at is None and person.id not in moving


def _match(row: RosterRow, person: P, columns: frozenset[Column]) -> Match[P]:
    return Match(person, row, tuple(_differences(row, person, columns)))


def _differences(row: RosterRow, person: ListedPerson, columns: frozenset[Column]) -> Iterator[Difference]:
    for column, name in FIELDS.items():
        before, after = getattr(person, name) or "", getattr(row, name) or ""
        same = fold(after) == fold(before) if column is Column.NUMBER else after == before
        if column in columns and after and not same:
            yield Difference(column, before, after)


def _left_out(people: Iterable[P], stay: set[UUID | None], unsure: Iterable[BadRow | RosterRow]) -> Iterator[P]:
    """Yield people missing from the file; a person whom one of the `unsure` rows may be about is not missing."""
    mentioned = {clue for row in unsure for clue in clues(row)}
    for person in people:
        known = {fold(person.personnel_number or ""), person.phone, person.email, fold(person.name)} - {None, ""}
        leaves = person.dismissed_at is None and person.role is not Role.OWNER and person.id not in stay
        if leaves and mentioned.isdisjoint(known):
            yield person
