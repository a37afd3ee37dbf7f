"""Reads a list of recipients in a file, and matches each line with the people of the organisation."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.signing.ports import ReadSigning
from bot.staff.access import present_manager
from bot.staff.models import Speaker, Status
from bot.staff.people.people import Listed
from bot.staff.people.phones import PhoneRegion
from bot.staff.roster import Mention, read_mentions
from bot.staff.roster.in_workers import read_in_worker
from bot.texts.folding import fold
from bot.workers.pool import WorkerPool

_REACHED = (Status.REGISTERED, Status.BLOCKED)
_POINTS = str.maketrans(".,", "  ")
_FEWEST_WORDS = 2


class Why(StrEnum):
    """Why a line matches nobody who can get a document. The text id is ``signing-list-`` and the value."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    CONTRADICTS = "contradicts"
    UNREGISTERED = "unregistered"
    DISMISSED = "dismissed"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A line that matches nobody: its number, as the spreadsheet shows it, its text, and the reason."""

    row_number: int
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class ListRead:
    """Result of reading a list: the people, each once and in its order, and the lines that match nobody."""

    people: tuple[UUID, ...]
    unmatched: tuple[Unmatched, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the organisation, with everything by which a list may name them."""

    person_id: UUID
    status: Status
    name: str
    number: str | None
    phones: frozenset[str]
    email: str | None

    @classmethod
    def of(cls, listed: Listed) -> "Known":
        """Return what a list may name a person by."""
        person, account = listed.person, listed.account
        phones = frozenset(filter(None, (person.phone, account.phone if account else None)))
        return cls(person.id, listed.status, person.name, person.personnel_number, phones, person.email)


@dataclass(frozen=True, slots=True)
class ReadRecipients:
    """For managers. Nothing of the file is stored."""

    read: ReadSigning
    workers: WorkerPool
    region: PhoneRegion

    async def __call__(self, speaker: Speaker, content: bytes, *, now: datetime) -> ListRead:
        """Return whom the list names; NotAllowedRefused, or the refusals of an unreadable spreadsheet."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            known = [Known.of(one) async for one in tx.people.everyone(speaker.organisation.id, now)]
        reading = (content, self.region, known)
        return await read_in_worker(self.workers, _read_and_match, *reading)


def _read_and_match(content: bytes, region: str, known: Sequence[Known]) -> ListRead:
    return match(read_mentions(content, region=region), known)


def match(mentions: Iterable[Mention], known: Iterable[Known]) -> ListRead:
    """Match each line with one person: by number, else phone, else e-mail, else name. Pure."""
    directory = _Directory(known)
    people: dict[UUID, None] = {}
    unmatched = []
    for mention in mentions:
        found = Why.HIDDEN if mention.hidden else directory.find(mention)
        if isinstance(found, Why):
            unmatched.append(Unmatched(mention.row_number, mention.text, found))
        else:
            people[found] = None
    return ListRead(tuple(people), tuple(unmatched))


class _Directory:
    """The people of an organisation, found by number, phone, e-mail or name."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._status: dict[UUID, Status] = {}
        self._words: dict[UUID, frozenset[str]] = {}
        self._by: dict[tuple[str, str], set[UUID]] = defaultdict(set)
        for one in known:
            self._status[one.person_id] = one.status
            self._words[one.person_id] = _words(one.name)
            for key in (
                ("number", fold(one.number or "")),
                ("email", fold(one.email or "")),
                *(("phone", phone) for phone in one.phones),
                *(("word", word) for word in self._words[one.person_id]),
            ):
                if key[1]:
                    self._by[key].add(one.person_id)

    def find(self, mention: Mention) -> UUID | Why:
        """Return the one person that a line means, or why there is none."""
        named = self._reached(set().union(*map(self._named, mention.names)))
        for kind, values in (("number", mention.numbers), ("phone", mention.phones), ("email", mention.emails)):
            found = self._reached(set().union(*(self._by.get((kind, _key(kind, value)), set()) for value in values)))
            if found:
                return Why.CONTRADICTS if named and found.isdisjoint(named) else self._one(found)
        return self._one(named) if named else Why.UNKNOWN

    def _named(self, name: str) -> set[UUID]:
        """Return whose name has all these words; one word alone must be the whole name."""
        words = _words(name)
        if not words:
            return set()
        found = set.intersection(*(self._by.get(("word", word), set()) for word in words))
        return found if len(words) >= _FEWEST_WORDS else {one for one in found if self._words[one] == words}

    def _reached(self, found: set[UUID]) -> set[UUID]:
        """Return those who can get a document; all of them where nobody can."""
        return {one for one in found if self._status[one] in _REACHED} or found

    def _one(self, found: set[UUID]) -> UUID | Why:
        if len(found) > 1:
            return Why.SEVERAL
        (person_id,) = found
        if self._status[person_id] in _REACHED:
            return person_id
        return Why.UNREGISTERED if self._status[person_id] in _INVITABLE else Why.DISMISSED


_INVITABLE = (Status.NOT_INVITED, Status.INVITED, Status.OPENED)


def _key(kind: str, value: str) -> str:
    return value if kind == "phone" else fold(value)


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name.translate(_POINTS)).split())
