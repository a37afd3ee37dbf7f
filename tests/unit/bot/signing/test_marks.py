"""Marks on the pages of a finished file: only where a page is empty, upright as it is read; the seal holds."""

from contextlib import closing
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument
from unit.bot.signing.odd_pdfs import odd_pdf, stream

from bot.signing.finishing.in_workers import find_marks
from bot.signing.finishing.marking import find_spots
from bot.signing.finishing.trial import trial_parts
from bot.signing.finishing.verified import make_verified, seal_and_verify
from bot.signing.marks.marks import Marks
from bot.signing.models import Carrying, MarkPlace
from bot.signing.sealing.rendering import looks_same
from bot.signing.verification.checking import check_finished
from bot.signing.verification.findings import Integrity

LINES = ("Підписано електронно: 3 з 3", "Товариство «Приклад»", "0123 4567 89AB CDEF")
MARKS = Marks(LINES, "https://example.org/s/0123456789", margin=True, place=MarkPlace.NONE)
A4 = b"[0 0 595 842]"
EVERY_PLACE = tuple(place for place in MarkPlace if place is not MarkPlace.NONE)


def page(box=A4, more=b"", drawn=b"BT /F 12 Tf 250 500 Td (An order) Tj ET"):
    """Write a PDF of one page of this size."""
    own = b"/Type/Page/Parent 2 0 R/MediaBox%b/Contents 6 0 R/Resources<</Font<</F 5 0 R>>>>%b" % (box, more)
    return odd_pdf(page=own, more=[stream(b"", drawn)])


def filled(*boxes):
    """Write a page that is black in these boxes (left, bottom, width, height; points)."""
    return page(drawn=b"".join(b"%d %d %d %d re f " % box for box in boxes))


PAGES = {
    "upright": page(),
    "turned by 90": page(more=b"/Rotate 90"),
    "turned by 180": page(more=b"/Rotate 180"),
    "turned by 270": page(more=b"/Rotate 270"),
    "cropped": page(more=b"/CropBox[100 100 500 700]"),
    "cropped beyond its medium": page(more=b"/CropBox[-100 -100 700 900]"),
    "a medium from elsewhere": page(box=b"[-200 -300 395 542]"),
    "a medium written backwards": page(box=b"[595 842 0 0]"),
    "large units": page(box=b"[0 0 297 421]", more=b"/UserUnit 2", drawn=b""),
    "annotations of its own": page(more=b"/Annots[]"),
    "unbalanced contents": page(drawn=b"q q 3 0 0 3 50 50 cm BT /F 12 Tf 20 100 Td (An order) Tj ET"),
}


def sealed(data, marks=MARKS):
    spots = find_spots(data, margin=marks.margin, place=marks.place)
    return seal_and_verify(replace(trial_parts(data), marks=marks), Carrying.PAGES, spots), spots


@pytest.mark.parametrize("name", PAGES)
def test_a_marked_page_is_otherwise_unchanged_and_verifies(name):
    content, spots = sealed(PAGES[name])
    assert len(spots) == 1
    assert looks_same(PAGES[name], content, spots)
    assert not looks_same(PAGES[name], content), "the mark is there"
    assert check_finished(content, None).integrity is Integrity.UNCHANGED
    assert find_marks(PAGES[name], margin=True)[0] == 1


@pytest.mark.parametrize("name", PAGES)
def test_the_code_of_a_mark_is_at_its_left_as_it_is_read(name):
    content, (spot,) = sealed(PAGES[name])
    with PdfDocument(content) as document, closing(document[0].render(scale=2, grayscale=True)) as bitmap:
        picture = bitmap.to_pil()
    left, top, right, bottom = spot.shown
    box = (left * picture.width, top * picture.height, right * picture.width, bottom * picture.height)
    mark = picture.crop(tuple(map(round, box)))
    code, text = (mark.crop((at, 0, at + mark.height, mark.height)) for at in (0, mark.width - mark.height))
    dark = [sum(part.histogram()[:128]) / (mark.height * mark.height) for part in (code, text)]
    assert dark[0] > 0.25 > 2 * dark[1]


def test_a_mark_covers_nothing():
    below, above = (0, 0, 595, 60), (0, 782, 595, 60)
    (spot,) = find_spots(filled(below), margin=True, place=MarkPlace.NONE)
    assert spot.shown[3] < 0.1, "above, as there is something below"
    (spot,) = find_spots(filled(below, above), margin=True, place=MarkPlace.NONE)
    assert spot.shown[2] < 0.1, "upright at the left"
    (spot,) = find_spots(filled(below, above, (0, 0, 60, 842)), margin=True, place=MarkPlace.NONE)
    assert spot.shown[0] > 0.9, "upright at the right"
    assert find_spots(filled(below, above, (0, 0, 60, 842), (535, 0, 60, 842)), margin=True, place=MarkPlace.NONE) == ()
    assert find_spots(page(drawn=b"0.1 w 0 20 m 595 20 l S 0 822 m 595 822 l S 20 0 m 20 842 l S 575 0 m 575 842 l S"),
                      margin=True, place=MarkPlace.NONE) == (), "hair lines"  # fmt: skip


@pytest.mark.parametrize("box", [b"[0 0 120 120]", b"[0 0 20 842]", b"[0 0 1 1]"])
def test_a_tiny_page_gets_no_mark_and_is_finished(box):
    data = page(box=box, drawn=b"")
    assert find_marks(data, margin=True) == (0, ())
    content = make_verified(replace(trial_parts(data), marks=MARKS), Carrying.PAGES)
    assert looks_same(data, content)


def test_only_free_places_are_offered():
    assert find_marks(page(), margin=False) == (0, EVERY_PLACE)
    assert find_marks(filled((300, 0, 295, 100)), margin=False)[1] == (
        MarkPlace.FIRST_TOP_RIGHT,
        MarkPlace.LAST_BOTTOM_LEFT,
    )


@pytest.mark.parametrize("place", EVERY_PLACE)
def test_a_chosen_place_and_the_margin_are_marked_apart(place):
    content, spots = sealed(page(), replace(MARKS, place=place))
    assert len(spots) == 2
    assert not spots[0].overlaps(spots[1])
    assert looks_same(page(), content, spots)
    assert (spots[0].shown[1] < 0.5, spots[0].shown[0] > 0.3) == (place.at_the_top, place.at_the_right)


def test_a_page_that_has_changed_beside_its_mark_is_noticed():
    content, spots = sealed(page())
    assert not looks_same(page(drawn=b"BT /F 12 Tf 250 500 Td (An ordeal) Tj ET"), content, spots)
