"""The directory: finds people by parts of a name, number or phone, without readable phones in the database.

People are lines of encrypted pages. A search opens the pages that changed since this process last looked, and
looks through the lines in memory: nothing at rest tells which two phones share a part
(``docs/decisions/0017-search-phones-in-encrypted-pages.md``).
A search sees the state of its transaction: a page that another process has changed is opened again.
"""

import re
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.staff.models import Person
from bot.texts.folding import fold, order_key
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.repository import Rows, chunks, insert
from storage.tables import directory_page

_MOST_WORDS: Final = 8
_PHONE: Final = re.compile(r"\+?\d{4,15}")
"""Fewer than four digits match too many phones."""
_TRUNK: Final = re.compile(r"[08](?=\d{6})")
"""The trunk prefix of a national number, which E.164 does not have."""
_DISMISSED: Final = "x"
_ID: Final = 32
"""The length of an id in hex, at the end of a line."""
_MARK: Final = -_ID - 2
"""The position of the mark for dismissed people; a tab for others."""
_HALVES: Final = "\f"
"""Between the names of a page and the rest of its lines, which are in the same order."""
_SAMPLE: Final = 8
"""Pages on which words are counted, to begin with the rarest one."""
_PAGES_A_QUERY: Final = 64
_REMEMBERED: Final = 4
_THEIRS: Final = directory_page.c.organisation_id == bindparam("organisation")
_VERSIONS: Final = select(directory_page.c.number, directory_page.c.version).where(_THEIRS)
_CONTENTS: Final = select(directory_page).where(
    _THEIRS, directory_page.c.number.in_(bindparam("numbers", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Line:
    """One person: the name's place in a list, folded name and number, the phone's digits, whether they were dismissed.

    As text, it is two lines whose parts stand between tabs: `named`, which words are looked for in, and `rest`, in the
    order in which a list is read, with the id last. Folded texts hold no white space but single spaces.
    """

    key: str
    name: str
    number: str
    digits: str
    dismissed: bool
    id: UUID

    @classmethod
    def of(cls, each: Person) -> "Line":
        """Return a person's line."""
        name, number, digits = each.name, each.personnel_number or "", (each.phone or "").removeprefix("+")
        return cls(order_key(name), fold(name), fold(number), digits, each.dismissed_at is not None, each.id)

    @classmethod
    def parse(cls, named: str, rest: str) -> "Line":
        """Parse a line as `named` and `rest` return it."""
        key, number, digits, dismissed, id_ = rest.split("\t")
        return cls(key, named.partition("\t")[0], number, digits, dismissed == _DISMISSED, UUID(hex=id_))

    @property
    def named(self) -> str:
        """Name and number as text."""
        return f"{self.name}\t{self.number}"

    @property
    def rest(self) -> str:
        """All but the name as text."""
        mark = _DISMISSED if self.dismissed else ""
        return f"{self.key}\t{self.number}\t{self.digits}\t{mark}\t{self.id.hex}"


@dataclass(frozen=True, slots=True)
class Found:
    """The rests of the lines that a search found, in no order: by name or number, or by the phone alone."""

    named: list[str]
    phoned: list[str]

    def __len__(self) -> int:
        return len(self.named) + len(self.phoned)

    @property
    def ids(self) -> list[str]:
        """The ids, in hex."""
        return [line[-_ID:] for line in (*self.named, *self.phoned)]

    def working(self) -> "Found":
        """Return the lines without dismissed people."""
        return Found(*([line for line in some if line[_MARK] != _DISMISSED] for some in (self.named, self.phoned)))

    def page(self, offset: int, most: int) -> list[UUID]:
        """Return some of the ids by name, those found by their phone alone last."""
        first = nsmallest(offset + most, self.named)
        then = nsmallest(max(0, offset + most - len(first)), self.phoned)
        return [UUID(hex=line[-_ID:]) for line in (first + then)[offset:]]


class _Page:
    """A decrypted page. Its names are also one text, which tells much faster that none of its lines has a word."""

    def __init__(self, version: UUID, text: str) -> None:
        self.version = version
        self.named, _, rest = text.partition(_HALVES)
        self._named, self._rest = self.named.splitlines(), rest.splitlines()

    @cached_property
    def _phones(self) -> str:
        """The phones, one a line; apart from the rest, because parts of a phone are also in many ids."""
        return "\n".join("\t".join(self._rest).split("\t")[2::5])

    def lines_with(self, word: str, others: Sequence[str]) -> list[str]:
        """Return the rests of the lines whose name or number holds a word, which is not empty, and all others."""
        if word not in self.named:
            return []
        found = [(named, rest) for named, rest in zip(self._named, self._rest, strict=True) if word in named]
        for other in others:
            found = [(named, rest) for named, rest in found if other in named]
        return [rest for _, rest in found]

    def lines_with_phone(self, part: str) -> list[str]:
        """Return the rests of the lines whose phone holds a part."""
        if part not in self._phones:
            return []
        both = zip(self._rest, self._phones.split("\n"), strict=True)
        return [line for line, phone in both if part in phone]


@dataclass(frozen=True, slots=True)
class _Sought:
    """A query: every word in name or number, or a part of the phone in one of these spellings."""

    words: tuple[str, ...]
    parts: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "_Sought":
        digits = re.sub(r"[\s().-]", "", text)
        phone = digits.removeprefix("+") if _PHONE.fullmatch(digits) else ""
        parts = {phone, _TRUNK.sub("", phone, count=1)} if phone else set()
        return cls(tuple(fold(text).split()[:_MOST_WORDS]), tuple(sorted(parts)))

    def on(self, pages: Sequence[_Page]) -> Found:
        """Return what is found on these pages; nobody for words of which folding leaves nothing."""
        if not self.words:
            return Found([], [])
        rarest, *others = sorted(self.words, key=lambda word: _how_often(word, pages[:_SAMPLE]))
        named = [line for page in pages for line in page.lines_with(rarest, others)]
        phoned = {line for part in self.parts for page in pages for line in page.lines_with_phone(part)}
        return Found(named, list(phoned.difference(named) if phoned else ()))


def _how_often(word: str, pages: Iterable[_Page]) -> int:
    return sum(page.named.count(word) for page in pages)


class Remembered:
    """The pages as this process last opened them, of the organisations last searched alone."""

    def __init__(self) -> None:
        self._pages: OrderedDict[UUID, dict[int, _Page]] = OrderedDict()

    def of(self, organisation_id: UUID) -> dict[int, _Page]:
        """Return an organisation's pages by number."""
        pages = self._pages.setdefault(organisation_id, {})
        self._pages.move_to_end(organisation_id)
        while len(self._pages) > _REMEMBERED:
            self._pages.popitem(last=False)
        return pages


class Directory(Rows):
    """The directory as one transaction sees and changes it."""

    def __init__(self, connection: AsyncConnection, encryption: ColumnEncryption, remembered: Remembered) -> None:
        super().__init__(connection, encryption)
        self._remembered = remembered

    async def find(self, organisation_id: UUID, words: str) -> Found:
        """Return whom the words find, the dismissed too."""
        return _Sought.parse(words).on(await self._pages(organisation_id))

    async def enter(self, people: Iterable[Person]) -> None:
        """Add the lines of new people, each once."""
        await self._write(people, lambda line, there: there or line)

    async def correct(self, people: Iterable[Person]) -> None:
        """Overwrite the lines of these people."""
        await self._write(people, lambda line, there: there and line)

    async def rephone(self, organisation_id: UUID, person_id: UUID, phone: str) -> None:
        """Change the phone on a person's line."""
        digits = phone.removeprefix("+")
        await self._change(organisation_id, person_id, lambda line: replace(line, digits=digits))

    async def dismiss(self, organisation_id: UUID, person_id: UUID) -> None:
        """Mark a person's line as dismissed."""
        await self._change(organisation_id, person_id, lambda line: replace(line, dismissed=True))

    async def forget(self, organisation_id: UUID, person_id: UUID) -> None:
        """Remove a person's line."""
        await self._change(organisation_id, person_id, lambda _: None)

    async def _write(self, people: Iterable[Person], settle: Callable[[Line, Line | None], Line | None]) -> None:
        by_page: dict[tuple[UUID, int], list[Line]] = defaultdict(list)
        for each in people:
            by_page[each.organisation_id, _page_of(each.id)].append(Line.of(each))
        for organisation_id, number in sorted(by_page):  # in order: who writes several never waits crosswise
            lines = await self._hold(organisation_id, number)
            for line in by_page[organisation_id, number]:
                if settled := settle(line, lines.get(line.id)):
                    lines[line.id] = settled
            await self._keep(organisation_id, number, lines)

    async def _change(self, organisation_id: UUID, person_id: UUID, change: Callable[[Line], Line | None]) -> None:
        number = _page_of(person_id)
        lines = await self._hold(organisation_id, number)
        if person_id in lines:
            changed = change(lines.pop(person_id))
            lines |= {person_id: changed} if changed else {}
            await self._keep(organisation_id, number, lines)

    async def _hold(self, organisation_id: UUID, number: int) -> dict[UUID, Line]:
        """Lock a page until the transaction ends, by an UPDATE without a change; return its lines."""
        first = insert(self._connection.dialect.name, directory_page).values(
            organisation_id=organisation_id,
            number=number,
            version=uuid4(),
            content=self._sealed(organisation_id, number, ""),
        )
        key = [directory_page.c.organisation_id, directory_page.c.number]
        hold = first.on_conflict_do_update(index_elements=key, set_={"version": directory_page.c.version})
        row = (await self._connection.execute(hold.returning(directory_page.c.content))).one()
        text = self._opened(organisation_id, number, row[0])
        named, _, rest = text.partition(_HALVES)
        return {line.id: line for line in map(Line.parse, named.splitlines(), rest.splitlines())}

    async def _keep(self, organisation_id: UUID, number: int, lines: Mapping[UUID, Line]) -> None:
        named = "".join(f"{line.named}\n" for line in lines.values())
        rest = "".join(f"{line.rest}\n" for line in lines.values())
        this = (directory_page.c.organisation_id == organisation_id) & (directory_page.c.number == number)
        content = self._sealed(organisation_id, number, f"{named}{_HALVES}{rest}")
        await self._changed(update(directory_page).where(this).values(version=uuid4(), content=content))

    async def _pages(self, organisation_id: UUID) -> list[_Page]:
        """Return every page of an organisation; those that did not change since the last search are not read again."""
        remembered = self._remembered.of(organisation_id)
        versions = await self._all(_VERSIONS, {"organisation": organisation_id})
        known = {number: page.version for number, page in remembered.items()}
        stale = [row["number"] for row in versions if known.get(row["number"]) != row["version"]]
        pages = {row["number"]: remembered[row["number"]] for row in versions if row["number"] not in stale}
        for some in chunks(stale, _PAGES_A_QUERY):
            for row in await self._all(_CONTENTS, {"organisation": organisation_id, "numbers": some}):
                text = self._opened(organisation_id, row["number"], row["content"])
                pages[row["number"]] = remembered[row["number"]] = _Page(row["version"], text)
        return list(pages.values())

    def _sealed(self, organisation_id: UUID, number: int, text: str) -> bytes | None:
        return self._encryption.encrypt(directory_page.c.content, f"{organisation_id}/{number}", text)

    def _opened(self, organisation_id: UUID, number: int, sealed: bytes) -> str:
        text: str = self._encryption.decrypt(directory_page.c.content, f"{organisation_id}/{number}", sealed)
        return text


def _page_of(person_id: UUID) -> int:
    return person_id.bytes[0]
