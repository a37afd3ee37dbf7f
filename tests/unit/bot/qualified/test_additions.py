"""What a signature may add to a PDF: nothing that shows another document, or fills its form in otherwise."""

import re
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from bot.qualified.files.pdf import adds_only_signatures

BOX = (0, 0, 200, 200)


def written(writer):
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def new_page(text):
    writer = PdfFileWriter(stream_xrefs=False)
    shown = writer.add_object(StreamObject(stream_data=b"BT (%s) Tj ET" % text))
    page = writer.insert_page(PageObject(contents=shown, media_box=BOX))
    return writer, page.get_object()


def sheet(text):
    return written(new_page(text)[0])


def with_amount(**more):
    """Return a PDF whose form has a text field; `more` stands in its form."""
    writer, page = new_page(b"Amount:")
    said = {"/FT": NameObject("/Tx"), "/T": pdf_string("amount"), "/V": pdf_string("10")}
    widget = {"/Subtype": NameObject("/Widget"), "/Rect": ArrayObject(map(NumberObject, BOX))}
    field = writer.add_object(dictionary(said | widget))
    page["/Annots"] = ArrayObject([field])
    form = {"/Fields": ArrayObject([field]), "/DA": pdf_string("/Helv 12 Tf")} | more
    writer.root["/AcroForm"] = writer.add_object(dictionary(form))
    return written(writer)


def dictionary(members):
    return DictionaryObject({NameObject(key): value for key, value in members.items()})


def changed(pdf, change):
    """Return a PDF with one more revision; `change` returns what it changed."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.update_container(change(writer))
    return written(writer)


def moved(pdf, by):
    """Return a PDF as it has to be where so many bytes precede it."""
    pdf = re.sub(rb"(\d{10}) (\d{5}) n", lambda found: b"%010d %s n" % (int(found[1]) + by, found[2]), pdf)
    return re.sub(rb"startxref\n(\d+)", lambda found: b"startxref\n%d" % (int(found[1]) + by), pdf)


def test_a_whole_other_document_behind_the_bytes_of_the_first_is_not_signed_for_it(country):
    original = sheet(b"pay 10") + b"\n"
    signed = country.pdf(original + moved(sheet(b"pay 1000"), len(original)))
    assert not adds_only_signatures(original, signed)


def test_a_signature_that_goes_on_from_an_earlier_revision_is_not_about_the_newest(country):
    first = sheet(b"pay 10")

    def raised(writer):
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT (pay 1000) Tj ET"))
        return page

    original = changed(first, raised)
    assert adds_only_signatures(original, country.pdf(original))
    back = b"\nstartxref\n%d\n%%%%EOF\n" % PdfFileReader(BytesIO(first)).last_startxref
    assert not adds_only_signatures(original, country.pdf(original + back))


@pytest.mark.parametrize("more", [{}, {"/SigFlags": NumberObject(3)}], ids=["never signed", "made for signatures"])
def test_a_form_may_be_signed_and_not_filled_in_or_drawn_otherwise(country, more):
    def filled(writer):
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/V"] = pdf_string("1000")
        return field

    def redrawn(key, value):
        def change(writer):
            writer.root["/AcroForm"][key] = value
            return writer.root["/AcroForm"]

        return change

    original = with_amount(**more)
    assert adds_only_signatures(original, country.pdf(original))
    for change in (
        filled,
        redrawn("/DA", pdf_string("/Other 12 Tf")),
        redrawn("/DR", DictionaryObject()),
        redrawn("/NeedAppearances", BooleanObject(value=True)),
    ):
        assert not adds_only_signatures(original, country.pdf(changed(original, change)))
