"""What viewers show is taken, what is taken is sealed, and what is sealed verifies and looks the same."""

import io
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from unit.bot.signing.odd_pdfs import CHANGING, QUIET, SHOWN, form

from bot.signing.finishing.in_workers import finish, fits_pages
from bot.signing.finishing.verified import FileUnsoundError
from bot.signing.models import Carrying
from bot.signing.records.record import Trust
from bot.signing.sealing.attachments import attached, content
from bot.signing.sealing.files import MOST_FIXED_PAGES, PdfEncryptedRefused, PdfLongRefused
from bot.signing.sealing.in_workers import check_pdf, make_fixed_copy
from bot.signing.sealing.rendering import looks_same, shown_pages
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify

CASES = next((folder for at in Path(__file__).parents if (folder := at / "shared/cases/pdf").is_dir()), Path("none"))
LOCKED = "encrypt-direct-with-password.pdf"
cases = sorted(path.name for path in CASES.glob("*.pdf")) if CASES.is_dir() else []


@pytest.fixture
def is_shown_when_finished(office):
    """Finish a file, and return whether it verifies and shows what was signed."""

    def is_shown(data):
        finished = office.finishes(data)
        found = verify(finished, office.ca.certificate)
        assert (found.integrity, found.trust, found.signed) == (Integrity.UNCHANGED, Trust.OURS, 2)
        if found.carrying is Carrying.PAGES:
            return finished.startswith(data) and looks_same(data, finished)
        return content(attached(PdfFileReader(io.BytesIO(finished)))["countersign:original"]) == data

    return is_shown


@pytest.mark.parametrize("kind", SHOWN)
def test_a_pdf_that_viewers_show_is_taken_sealed_and_looks_the_same(is_shown_when_finished, tool, tmp_path, kind):
    code, output = tool("pdftoppm", "-r", "20", SHOWN[kind], str(tmp_path / "page"))
    assert (code, bool(list(tmp_path.glob("page*.ppm")))) == (0, True), f"Poppler does not show it: {output}"
    assert check_pdf(SHOWN[kind]).changing == ()
    assert is_shown_when_finished(SHOWN[kind])


@pytest.mark.skipif(not cases, reason="needs the folder of small inputs beside the repository")
@pytest.mark.parametrize("name", [name for name in cases if name != LOCKED])
def test_a_small_input_that_went_wrong_is_taken_sealed_and_looks_the_same(is_shown_when_finished, name):
    data = (CASES / name).read_bytes()
    assert check_pdf(data).pages
    assert is_shown_when_finished(data)


@pytest.mark.skipif(not cases, reason="needs the folder of small inputs beside the repository")
def test_a_small_input_under_a_password_is_called_locked():
    with pytest.raises(PdfEncryptedRefused):
        check_pdf((CASES / LOCKED).read_bytes())


def test_the_most_common_oddity_does_not_keep_the_sheet_from_the_pages(office):
    data = SHOWN["object 0 with generation 65536"]
    assert check_pdf(data).carrying is Carrying.PAGES
    assert fits_pages(data)
    assert office.finishes(data).startswith(data)


@pytest.mark.parametrize("kind", ["an id that is a string", "fields that are no array", "a name with a tab"])
def test_what_cannot_be_carried_in_pages_is_found_on_trial_and_attached_even_if_that_was_missed(office, kind):
    data = SHOWN[kind]
    assert not fits_pages(data)
    finished = finish(office.parts(data), Carrying.PAGES)
    assert verify(finished, office.ca.certificate).carrying is Carrying.ATTACHMENT


def test_a_trial_notices_that_a_form_would_show_older_values():
    data = form(b"/NeedAppearances true")
    assert check_pdf(data).carrying is Carrying.ATTACHMENT
    assert not fits_pages(data)


def test_a_file_that_does_not_verify_is_not_kept(office, stranger, pdf):
    parts = office.parts(pdf)
    foreign = [*parts.records[:1], *stranger.signs(office.subject(pdf), 1)]
    with pytest.raises(FileUnsoundError):
        finish(type(parts)(pdf, parts.sheet, parts.dossier, foreign, parts.seal, parts.now), Carrying.PAGES)


@pytest.mark.parametrize("kind", CHANGING)
def test_what_can_change_by_itself_is_named_and_a_fixed_copy_cannot(is_shown_when_finished, kind):
    found, data = CHANGING[kind]
    assert check_pdf(data).changing == (found,)
    copy = make_fixed_copy(data)
    facts = check_pdf(copy)
    assert (facts.pages, facts.carrying, facts.changing) == (1, Carrying.PAGES, ())
    assert is_shown_when_finished(copy)


@pytest.mark.parametrize("kind", QUIET)
def test_what_cannot_change_is_not_called_changing(kind):
    assert check_pdf(QUIET[kind]).changing == ()


def test_a_fixed_copy_shows_the_values_of_a_form(tool, tmp_path):
    """The field says 5000, its old appearance 50."""
    new, old = (make_fixed_copy(form(catalog)) for catalog in (b"/NeedAppearances true", b""))
    dark = []
    for name, data in (("new", new), ("old", old)):
        tool(
            "pdftoppm",
            "-r",
            "72",
            "-gray",
            "-x",
            "40",
            "-y",
            "130",
            "-W",
            "120",
            "-H",
            "30",
            data,
            str(tmp_path / name),
        )
        (picture,) = tmp_path.glob(f"{name}*.pgm")
        dark.append(sum(value < 128 for value in picture.read_bytes()[-3600:]))
    assert dark[0] > 1.5 * dark[1] > 0


def test_a_fixed_copy_keeps_the_size_of_the_pages(draw):
    copy = make_fixed_copy(draw(2, "L"))
    pages = [page.get_object() for page in PdfFileReader(io.BytesIO(copy)).root["/Pages"]["/Kids"]]
    sizes = [[float(side) for side in page["/MediaBox"]] for page in pages]
    assert sizes == [[0, 0, pytest.approx(841.89, abs=1), pytest.approx(595.28, abs=1)]] * 2


def test_a_fixed_copy_of_a_long_file_is_refused(draw):
    assert shown_pages(make_fixed_copy(draw(2))) == 2
    with pytest.raises(PdfLongRefused):
        make_fixed_copy(draw(MOST_FIXED_PAGES + 1))
