import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from bot.errors import Refused
from bot.signing.models import Carrying
from bot.signing.sealing.files import (
    FileEmptyRefused,
    PdfDamagedRefused,
    PdfEncryptedRefused,
    PdfFacts,
    PdfXfaRefused,
    is_pdf,
)
from bot.signing.sealing.in_workers import check_pdf
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify


def test_an_ordinary_pdf_gets_its_sheet_as_further_pages(pdf):
    assert check_pdf(pdf) == PdfFacts(3, Carrying.PAGES)


@pytest.mark.parametrize(
    "options",
    [
        ["--object-streams=generate", "--min-version=1.5"],
        ["--object-streams=disable", "--force-version=1.1"],
        ["--linearize"],
        ["--min-version=2.0"],
        ["--qdf"],
    ],
    ids=" ".join,
)
def test_unusual_but_valid_structures_are_accepted(pdf, qpdf, options):
    facts = check_pdf(qpdf(pdf, *options))
    assert (facts.pages, facts.carrying) == (3, Carrying.PAGES)


def test_a_signed_pdf_is_attached_whole(pdf, presigned):
    assert check_pdf(presigned(pdf, certify=False)).carrying is Carrying.ATTACHMENT


def test_a_pdf_with_two_cross_reference_tables_is_attached_whole(pdf):
    assert check_pdf(_hybrid(pdf)).carrying is Carrying.ATTACHMENT


def test_a_pdf_with_usage_rights_is_attached_whole(pdf, altered):
    def grant(writer):
        writer.root["/Perms"] = generic.DictionaryObject({pdf_name("/UR3"): generic.DictionaryObject()})

    assert check_pdf(altered(pdf, grant)).carrying is Carrying.ATTACHMENT


def test_a_pdf_certified_against_changes_is_attached_whole(pdf, presigned):
    assert check_pdf(presigned(pdf, certify=True)).carrying is Carrying.ATTACHMENT


@pytest.mark.parametrize("bits", [("128", "--use-aes=y"), ("256",)])
def test_a_pdf_with_restricted_rights_is_attached_whole_and_one_with_a_password_refused(pdf, qpdf, bits):
    facts = check_pdf(qpdf(pdf, "--encrypt", "", "owner", *bits, "--"))
    assert (facts.pages, facts.carrying) == (3, Carrying.ATTACHMENT)
    with pytest.raises(PdfEncryptedRefused):
        check_pdf(qpdf(pdf, "--encrypt", "secret", "owner", *bits, "--"))


@pytest.mark.parametrize("rendering", [False, True])
def test_a_static_xfa_form_is_attached_whole_and_only_a_dynamic_one_refused(pdf, altered, rendering):
    def fill(writer):
        writer.root["/AcroForm"] = generic.DictionaryObject({pdf_name("/XFA"): generic.ArrayObject()})
        writer.root["/NeedsRendering"] = generic.BooleanObject(rendering)

    form = altered(pdf, fill)
    if rendering:
        with pytest.raises(PdfXfaRefused):
            check_pdf(form)
    else:
        assert check_pdf(form) == PdfFacts(3, Carrying.ATTACHMENT)


def test_an_empty_file_is_refused_as_empty():
    with pytest.raises(FileEmptyRefused):
        check_pdf(b"")


@pytest.mark.parametrize("cut", [10, 200])
def test_a_pdf_of_which_no_page_is_left_is_damaged(pdf, cut):
    with pytest.raises(PdfDamagedRefused):
        check_pdf(pdf[:cut])


@pytest.mark.parametrize("cut", [-100, -30])
def test_a_truncated_pdf_that_viewers_repair_is_attached_whole(pdf, cut):
    assert check_pdf(pdf[:cut]).carrying is Carrying.ATTACHMENT


def test_bytes_that_are_not_a_pdf_are_a_damaged_pdf():
    assert not is_pdf(b"PK\x03\x04 a document of another kind")
    with pytest.raises(PdfDamagedRefused):
        check_pdf(b"PK\x03\x04 a document of another kind")


def _adds(child):
    return lambda writer: writer.root["/Pages"]["/Kids"].append(child(writer))


def _says(key, value):
    return lambda writer: writer.root["/Pages"].update({pdf_name(key): value})


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (_adds(lambda writer: writer.root.raw_get("/Pages")), True),
        (_adds(lambda _: generic.NullObject()), True),
        (_adds(lambda writer: generic.IndirectObject(9999, 0, writer)), True),
        (_adds(lambda writer: writer.root.raw_get("/Pages").get_object()["/Kids"].raw_get(0)), True),
        (
            _adds(lambda writer: writer.add_object(generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Font")}))),
            True,
        ),
        (_says("/Count", generic.NumberObject(7)), True),
        (_says("/Count", pdf_name("/Many")), True),
        (_says("/Kids", generic.ArrayObject()), False),
        (_says("/Kids", pdf_name("/None")), False),
    ],
    ids=["itself", "null", "nowhere", "a page twice", "a font", "miscounted", "uncountable", "no pages", "no list"],
)
def test_a_pdf_with_a_broken_page_tree_is_attached_whole_if_a_viewer_shows_a_page(pdf, altered, change, shown):
    def apply(writer):
        change(writer)
        writer.update_container(writer.root["/Pages"])

    broken = altered(pdf, apply)
    if shown:
        assert check_pdf(broken).carrying is Carrying.ATTACHMENT
    else:
        with pytest.raises(PdfDamagedRefused):
            check_pdf(broken)


@pytest.fixture(scope="module")
def some_sheet(office, pdf, words):
    """Return a sheet, drawn once for all tests: its text does not matter to the file's structure."""
    return draw_sheet(office.sheet(office.subject(pdf)), words)


@pytest.mark.long
@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mutation_of_a_pdf_is_refused_or_can_be_finished(office, pdf, some_sheet, data):
    mutated = bytearray(pdf)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        how = data.draw(st.sampled_from(["flip", "cut", "double", "insert"]))
        if how == "flip":
            mutated[at] ^= 1 << data.draw(st.integers(0, 7))
        elif how == "cut":
            del mutated[at : at + data.draw(st.integers(1, 40))]
        elif how == "double":
            mutated[at:at] = mutated[at : at + 40]
        else:
            mutated[at:at] = data.draw(st.binary(max_size=20))
    try:
        carrying = check_pdf(bytes(mutated)).carrying
    except Refused:
        return
    finished = office.finishes(bytes(mutated), signed=1, sheet=some_sheet)
    assert verify(finished, office.ca.certificate).integrity is Integrity.UNCHANGED
    assert carrying is Carrying.PAGES or not finished.startswith(bytes(mutated))


@given(junk=st.binary(max_size=300))
def test_junk_behind_a_header_is_refused(junk):
    with pytest.raises(Refused):
        check_pdf(b"%PDF-1.7\n" + junk)


def _hybrid(pdf):
    """Add a cross-reference stream to a PDF with a table (ISO 32000-1, 7.5.8.4)."""
    at = pdf.rindex(b"\nxref\n") + 1
    body, tail = pdf[:at], pdf[at:]
    number = int(tail.split(b"\n")[1].split()[1])
    entry = bytes([1]) + body.index(b"1 0 obj").to_bytes(4, "big") + bytes([0])
    head = f"{number} 0 obj\n<</Type/XRef/Size {number}/W[1 4 1]/Index[1 1]/Length {len(entry)}>>\nstream\n"
    stream = head.encode() + entry + b"\nendstream\nendobj\n"
    table = at + len(stream)
    tail = tail.replace(b"trailer\n<<", b"trailer\n<</XRefStm %d" % at, 1)
    tail = tail[: tail.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % table
    return body + stream + tail
