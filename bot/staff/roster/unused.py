"""Notes what stands in the columns of a list that are not used, so that no column goes missing unseen."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from bot.staff.people.phones import parse_phone
from bot.staff.roster.cells import clean, shown
from bot.staff.roster.files.lines import Broken, Cell, empty
from bot.staff.roster.layout import Layout
from bot.staff.roster.rows import Looks, UnusedColumn

_SAMPLE = 50
"""The cells of a column that decide what it looks like."""
_QUOTED = 60


class UnusedColumns:
    """Looks at the cells of each column that has no meaning."""

    def __init__(self, layout: Layout, region: str) -> None:
        self._layout, self._region = layout, region
        self._used = layout.used | {layout.status}
        self._looks: dict[int, Counter[Looks]] = defaultdict(Counter)

    def see(self, cells: Sequence[Cell]) -> None:
        """Note the cells of a line."""
        for index, cell in enumerate(cells):
            if index not in self._used and not empty(cell) and self._looks[index].total() < _SAMPLE:
                self._looks[index][self._looks_of(cell)] += 1

    def found(self) -> Iterator[UnusedColumn]:
        """Yield the columns that hold something, from the left."""
        labels = self._layout.labels
        for index, looks in sorted(self._looks.items()):
            label = labels[index][:_QUOTED] if index < len(labels) else ""
            ((most, _),) = looks.most_common(1)
            yield UnusedColumn(letters_of(index), label, most, hidden=index in self._layout.hidden)

    def _looks_of(self, cell: Cell) -> Looks:
        if isinstance(cell, date | time | timedelta):
            return Looks.DATES
        if isinstance(cell, Broken):
            return Looks.ERRORS
        text = shown(clean(str(cell)))
        if "@" in text:
            return Looks.EMAILS
        if parse_phone(text[:100], self._region):
            return Looks.PHONES
        return Looks.NUMBERS if text.replace(" ", "").replace(",", ".").replace(".", "", 1).isdigit() else Looks.TEXT


def letters_of(index: int) -> str:
    """Return the name of a column in spreadsheets: 0 is A, 26 is AA."""
    above, last = divmod(index, 26)
    return (letters_of(above - 1) if above else "") + chr(ord("A") + last)
