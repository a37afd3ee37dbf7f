"""What a mark says, and where marks are on a page."""

from dataclasses import dataclass

from bot.signing.models import MarkPlace

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a file: their `lines`, the text of their QR code, and where they are wanted.

    With `margin` in the margin of every page that has room for it; a larger one at `place`.
    """

    lines: tuple[str, ...]
    qr: str
    margin: bool
    place: MarkPlace


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark is on a page, which is counted from 0.

    `shown` is its left, top, right and bottom edge, as parts of the page as it is shown. The three corners, top left,
    top right and bottom left as the mark is read, are in the page's user space.
    """

    page: int
    shown: tuple[float, float, float, float]
    top_left: Point
    top_right: Point
    bottom_left: Point

    def overlaps(self, other: "Spot") -> bool:
        """Return whether two spots of a page overlap."""
        (left, top, right, bottom), (left2, top2, right2, bottom2) = self.shown, other.shown
        apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
        return self.page == other.page and not apart
