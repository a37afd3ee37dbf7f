"""A trial seal: shows, before anybody is asked to sign, whether a PDF's sheet can follow its pages.

The sheet has one line, and the keys are made for trials alone.
"""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from bot.signing.finishing.marking import find_spots, free_places
from bot.signing.finishing.verified import seal_and_verify
from bot.signing.marks.marks import Marks
from bot.signing.models import Carrying, Class, MarkPlace
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import Party, Subject
from bot.signing.sealing.rendering import looks_same
from bot.signing.sealing.seal import Parts, Seal
from bot.signing.sheet.blocks import LEFT, Block, Line
from bot.signing.sheet.drawing import A4Pdf
from bot.staff.authority import found_authority

_NAME = "Trial"
_ID = UUID(int=0)
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def seal_on_trial(data: bytes) -> bool:
    """Seal it; see `bot.signing.finishing.in_workers.fits_pages`."""
    try:
        return looks_same(data, seal_and_verify(trial_parts(data), Carrying.PAGES))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever fails on trial is carried whole
        return False


def mark_on_trial(data: bytes, *, margin: bool) -> tuple[int, tuple[MarkPlace, ...]]:
    """Mark it; see `bot.signing.finishing.in_workers.find_marks`."""
    try:
        places = free_places(data)
        marks = Marks((_NAME,), _NAME, margin, places[0] if places else MarkPlace.NONE)
        spots = find_spots(data, margin=margin, place=marks.place)
        sealed = seal_and_verify(replace(trial_parts(data), marks=marks), Carrying.PAGES, spots)
        if spots and not looks_same(data, sealed, spots):
            return 0, ()
        return len(find_spots(data, margin=margin, place=MarkPlace.NONE)), places
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        return 0, ()


def trial_parts(data: bytes) -> Parts:
    """Return what a finished file without signatures is made of."""
    subject = Subject(_ID, hashlib.sha256(data).hexdigest(), len(data), _NAME, _NAME, 1, Class.SIGN)
    return Parts(data, _sheet(), Dossier(Party(_ID, _NAME), subject, 0, 0), (), _seal(), _NOW)


@cache
def _sheet() -> bytes:
    pdf = A4Pdf(_NAME, "en", _NOW)
    pdf.add_page()
    pdf.draw_blocks([Block(10, (Line(LEFT, 0, _NAME, 9),))])
    return pdf.output()


@cache
def _seal() -> Seal:
    founded = found_authority(_NAME, _NOW)
    return Seal(founded.keys.seal, founded.seal_certificate, (founded.ca_certificate,))
