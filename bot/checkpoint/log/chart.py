"""Draws a day's checks as a picture: a bar for each hour, a colour for each verdict, and a legend.

The picture is readable on a phone. Drawing takes some tens of milliseconds: do not call it on the event loop. All texts
come from the caller.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from bot.checkpoint.models import Verdict

if TYPE_CHECKING:
    from PIL import ImageDraw

COLOURS: Final[Mapping[Verdict, str]] = {
    Verdict.VALID: "#2e7d32",
    Verdict.CODE_EXPIRED: "#90a4ae",
    Verdict.ALREADY_USED: "#ef6c00",
    Verdict.PASS_EXPIRED: "#f9a825",
    Verdict.NOT_YET_VALID: "#fdd835",
    Verdict.REVOKED: "#b71c1c",
    Verdict.NOT_ACCEPTED_HERE: "#8d6e63",
    Verdict.OWN_PASS: "#5d4037",
    Verdict.CHANGED: "#6a1b9a",
    Verdict.FORGED: "#ad1457",
    Verdict.UNKNOWN: "#e53935",
    Verdict.UNREADABLE: "#b0bec5",
    Verdict.UNAVAILABLE: "#78909c",
    Verdict.DOCUMENT_VALID: "#00838f",
    Verdict.DOCUMENT_UNCONFIRMED: "#3949ab",
    Verdict.DOCUMENT_REPEATED: "#7e57c2",
    Verdict.DOCUMENT_UNANSWERED: "#546e7a",
    Verdict.DOCUMENT_UNAVAILABLE: "#37474f",
    Verdict.VALID_OFFLINE: "#66bb6a",
    Verdict.ALREADY_USED_HERE: "#ffa726",
    Verdict.NOT_IN_PACK: "#26c6da",
    Verdict.PACK_TOO_OLD: "#455a64",
}
WIDTH: Final = 1080
_MARGIN: Final = 64
_LEFT: Final = 120
_TOP: Final = 210
_PLOT: Final = 520
_LEGEND: Final = 60
_LABELLED_HOURS: Final = 3
_LINES: Final = 4
_INK, _FAINT, _GRID = "#212121", "#616161", "#e0e0e0"


@dataclass(frozen=True, slots=True)
class Chart:
    """The contents of the picture: a title, a subtitle, the label and checks of each hour, the verdicts' legend."""

    title: str
    subtitle: str
    hours: Sequence[tuple[str, Mapping[Verdict, int]]]
    legend: Mapping[Verdict, str]


def draw_chart(chart: Chart) -> bytes:
    """Draw the picture; return a PNG, `WIDTH` pixels wide."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only who looks at a chart pays for it

    picture = Image.new("RGB", (WIDTH, _TOP + _PLOT + 110 + _LEGEND * len(chart.legend)), "white")
    draw = ImageDraw.Draw(picture)
    _write(draw, (_MARGIN, 48), chart.title, 52, bold=True)
    _write(draw, (_MARGIN, 122), chart.subtitle, 38, colour=_FAINT)
    top = top_of(max((sum(counts.values()) for _, counts in chart.hours), default=0))
    _grid(draw, top)
    for number, (label, counts) in enumerate(chart.hours):
        _bar(draw, number, len(chart.hours), counts, top)
        if number % _LABELLED_HOURS == 0:
            _write(draw, (_left(number, len(chart.hours)), _TOP + _PLOT + 14), label, 32, colour=_FAINT)
    for line, (verdict, said) in enumerate(chart.legend.items()):
        y = _TOP + _PLOT + 90 + _LEGEND * line
        draw.rounded_rectangle((_MARGIN, y, _MARGIN + 38, y + 38), 8, COLOURS[verdict])
        _write(draw, (_MARGIN + 60, y - 3), said, 36)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def top_of(most: int) -> int:
    """Return the end of the scale: a round number, at least `most`, divisible by the number of lines."""
    step = max(1, ceil(most / _LINES))
    power = int("1".ljust(len(str(step)), "0"))
    return _LINES * next(round_ * power for round_ in (1, 2, 3, 4, 5, 6, 8, 10) if round_ * power >= step)


def _grid(draw: "ImageDraw.ImageDraw", top: int) -> None:
    for line in range(_LINES + 1):
        y = _TOP + _PLOT - _PLOT * line // _LINES
        draw.line((_LEFT, y, WIDTH - _MARGIN, y), _GRID, 2)
        _write(draw, (_LEFT - 16, y), str(top * line // _LINES), 32, colour=_FAINT, anchor="rm")


def _bar(draw: "ImageDraw.ImageDraw", number: int, hours: int, counts: Mapping[Verdict, int], top: int) -> None:
    left, right = _left(number, hours) + 4, _left(number + 1, hours) - 4
    below = 0
    for verdict in [one for one in Verdict if counts.get(one)]:
        lower, upper = (_TOP + _PLOT - _PLOT * height / top for height in (below, below + counts[verdict]))
        draw.rectangle((left, upper, right, lower), COLOURS[verdict])
        below += counts[verdict]


def _left(number: int, hours: int) -> float:
    return _LEFT + (WIDTH - _MARGIN - _LEFT) * number / hours


def _write(
    draw: "ImageDraw.ImageDraw",
    at: tuple[float, float],
    text: str,
    size: int,
    *,
    bold: bool = False,
    colour: str = _INK,
    anchor: str = "la",
) -> None:
    """Write one line; one too long for the picture ends in an ellipsis."""
    from font_roboto import Roboto, RobotoBold  # noqa: PLC0415 - as above
    from PIL import ImageFont  # noqa: PLC0415 - as above

    font = ImageFont.truetype(RobotoBold if bold else Roboto, size)
    shown, room = text, WIDTH - _MARGIN - (at[0] if anchor == "la" else 0)
    while font.getlength(shown) > room:
        text = text[:-1]
        shown = text.rstrip() + "…"
    draw.text(at, shown, colour, font, anchor)
