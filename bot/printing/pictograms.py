"""Pictograms of 24 by 24 units, drawn as SVG in one colour, for readers who do not stop to read."""

from enum import StrEnum


class Pictogram(StrEnum):
    """What a pictogram shows."""

    SCAN = "scan"
    START = "start"
    CHECK = "check"
    PHONE = "phone"
    PLACE = "place"
    CALENDAR = "calendar"
    PERSON = "person"


_PHONE = '<rect x="6.5" y="2" width="11" height="20" rx="2.4"/>'
_SHAPES = {
    # a phone whose screen shows a code
    Pictogram.SCAN: _PHONE
    + '<rect x="9" y="6.6" width="2.4" height="2.4"/><rect x="12.6" y="6.6" width="2.4" height="2.4"/>'
    '<rect x="9" y="10.6" width="2.4" height="2.4"/><path d="M12.6 13H15M14 10.8h1M10.6 19h2.8"/>',
    # the button that starts
    Pictogram.START: '<circle cx="12" cy="12" r="9.4"/><path d="M10 8.2l6 3.8-6 3.8z"/>',
    # a pass with a portrait, and a tick
    Pictogram.CHECK: '<path d="M21 11V7.4A2.4 2.4 0 0 0 18.6 5H5.4A2.4 2.4 0 0 0 3 7.4v9.2A2.4 2.4 0 0 0 5.4 19H11.5"/>'
    '<circle cx="8" cy="10" r="1.7"/><path d="M5.4 15.4c.3-1.7 1.3-2.6 2.6-2.6s2.3.9 2.6 2.6M13.5 10H17"/>'
    '<path d="M14.5 18l2.4 2.4 5-5"/>',
    # a phone with a message
    Pictogram.PHONE: _PHONE + '<path d="M9 8h6M9 11h4M10.6 19h2.8"/>',
    Pictogram.PLACE: '<path d="M12 21.5c4.3-4.7 6.5-8.3 6.5-11.4a6.5 6.5 0 0 0-13 0c0 3.1 2.2 6.7 6.5 11.4z"/>'
    '<circle cx="12" cy="10" r="2.3"/>',
    Pictogram.CALENDAR: '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 2.8v4M16 2.8v4"/>',
    Pictogram.PERSON: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.7-4.4 3.6-6.5 7.5-6.5s6.8 2.1 7.5 6.5"/>',
}


def pictogram_svg(pictogram: Pictogram, stroke: str) -> bytes:
    """Return a pictogram as SVG; `stroke` is a colour as SVG writes it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
        f'<g fill="none" stroke="{stroke}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">'
        f"{_SHAPES[pictogram]}</g></svg>"
    ).encode()
