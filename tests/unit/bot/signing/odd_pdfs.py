"""PDFs of one page that say "An order", each with an oddity that viewers do not mind, written byte by byte."""

import struct

FREE = b"0000000000 65535 f \n"
PAGE = b"/Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
TREE = b"/Type/Pages/Kids[3 0 R]/Count 1"
FORM = (
    b"/Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R]",
    b"/Type/Annot/Subtype/Widget/FT/Tx/T(sum)/V(5000)/DA(/F 20 Tf 0 g)/Rect[40 40 160 70]/P 3 0 R/AP<</N 7 0 R>>",
)
OLD_LOOK = b"/Type/XObject/Subtype/Form/BBox[0 0 120 30]/Resources<</Font<</F 5 0 R>>>>"


def stream(dictionary, content):
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(content), content)


def objects(catalog=b"", tree=TREE, page=PAGE, more=()):
    text = stream(b"", b"BT /F 20 Tf 40 100 Td (An order) Tj ET")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    own = [b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog, b"<<%b>>" % tree, b"<<%b>>" % page, text, font]
    return [*own, *more]


def odd_pdf(*, head=b"", free=FREE, size=None, trailer=b"", startxref=None, end=b"%%EOF\n", **parts):
    """Write a PDF with a cross-reference table; `head` moves everything, as offsets count from the header."""
    body, places = body_of(objects(**parts))
    table = b"xref\n0 %d\n%b" % (len(places) + 1, free) + b"".join(b"%010d 00000 n \n" % place for place in places)
    ending = b"trailer\n<</Size %d/Root 1 0 R%b>>\n" % (size or len(places) + 1, trailer)
    at = len(body) if startxref is None else startxref
    return head + body + table + ending + b"startxref\n%d\n" % at + end


def body_of(members, first=1, start=b"%PDF-1.7\n"):
    body, places = start, []
    for number, member in enumerate(members, first):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, member)
    return body, places


def with_its_xref_stream_replaced():
    """Write a cross-reference stream as object 6, and give the number to another object in an update."""
    body, places = body_of(objects())
    entries = [(0, 0, 65535), *((1, place, 0) for place in (*places, len(body)))]
    first = _xref_stream(6, entries, b"/Size 7/Root 1 0 R")
    at, first_at = len(body) + len(first), len(body)
    update = b"6 0 obj\n<</Type/Metadata>>\nendobj\n"
    second = _xref_stream(
        7, [(1, at, 0), (1, at + len(update), 0)], b"/Size 8/Root 1 0 R/Index[6 2]/Prev %d" % first_at
    )
    return body + first + update + second + b"startxref\n%d\n%%%%EOF\n" % (at + len(update))


def _xref_stream(number, entries, dictionary):
    content = b"".join(struct.pack(">BIH", *entry) for entry in entries)
    return b"%d 0 obj\n%b\nendobj\n" % (number, stream(b"/Type/XRef/W[1 4 2]" + dictionary, content))


def form(catalog):
    """Write a form whose field has the value 5000, and an appearance that still says 50."""
    look = stream(OLD_LOOK, b"BT /F 20 Tf 2 8 Td (50) Tj ET")
    page, field = FORM
    return odd_pdf(catalog=b"/AcroForm<</Fields[6 0 R]%b>>" % catalog, page=page, more=[b"<<%b>>" % field, look])


SHOWN = {
    "object 0 with generation 65536": odd_pdf(free=b"0000000000 65536 f \n"),
    "a size that is one too small": odd_pdf(size=5),
    "a cross-reference stream's number reused": with_its_xref_stream_replaced(),
    "bytes before the header": odd_pdf(head=b"MIME-Version: 1.0\r\n\r\n"),
    "a page of HTML behind the end": odd_pdf(end=b"%%EOF\n" + b"<html>" + b"<p>Signed in.</p>" * 200 + b"</html>"),
    "no mark of the end": odd_pdf(end=b""),
    "a wrong place of the table": odd_pdf(startxref=7),
    "a wrong count": odd_pdf(tree=b"/Type/Pages/Kids[3 0 R]/Count 4"),
    "a page tree without types": odd_pdf(tree=b"/Kids[3 0 R]/Count 1", page=PAGE.replace(b"/Type/Page", b"")),
    "a page twice": odd_pdf(tree=b"/Type/Pages/Kids[3 0 R 3 0 R]/Count 2"),
    "an id that is a string": odd_pdf(trailer=b"/ID(ab)"),
    "fields that are no array": odd_pdf(catalog=b"/AcroForm<</Fields/None>>"),
    "names that are an array": odd_pdf(catalog=b"/Names[]"),
    "associated files that are a dictionary": odd_pdf(catalog=b"/AF<</Type/Filespec/F(a.xml)>>"),
    "a name with a tab": odd_pdf(catalog=b"/A#09 1"),
    "a name with a line break": odd_pdf(catalog=b"/A#0a#0d /B#00"),
    "a tiny real": odd_pdf(catalog=b"/A[.000000001 -.00000002 123456789012345678.5]"),
    "a static XFA form": odd_pdf(catalog=b"/AcroForm<</Fields[]/XFA[(template)6 0 R]>>", more=[stream(b"", b"<a/>")]),
}


def acting(action, more=()):
    """Write a PDF that does something when it is opened."""
    return odd_pdf(catalog=b"/OpenAction<<%b>>" % action, more=more)


def _acting_on_a_form(action):
    return odd_pdf(catalog=b"/OpenAction<<%b>>/AcroForm<</Fields[6 0 R]>>" % action, page=FORM[0], more=_FIELD)


_FIELD = [b"<<%b>>" % FORM[1], stream(OLD_LOOK, b"BT /F 20 Tf 2 8 Td (50) Tj ET")]
_OTHER_FILE = b"<</S/GoToR/F(http://example.org/a.pdf)/D[0/Fit]>>"
_ANNOTATED = PAGE + b"/Annots[6 0 R]"
_LAYERS = b"/OCProperties<</OCGs[6 0 R]/D<</Order[6 0 R]%b>>>>"
_LAYER = b"<</Type/OCG/Name(A)>>"

CHANGING = {
    "a program that runs when it is opened": ("javascript", acting(b"/S/JavaScript/JS(this.print())")),
    "a program in the name tree": (
        "javascript",
        odd_pdf(catalog=b"/Names<</JavaScript<</Names[(a)6 0 R]>>>>", more=[b"<</S/JavaScript/JS(1)>>"]),
    ),
    "a program behind another action": (
        "javascript",
        acting(b"/S/GoTo/D[3 0 R/Fit]/Next 6 0 R", [b"<</S/JavaScript/JS(1)>>"]),
    ),
    "a program of a field": (
        "javascript",
        odd_pdf(page=_ANNOTATED, more=[b"<</Subtype/Widget/FT/Tx/Rect[0 0 9 9]/AA<</C<</S/JavaScript/JS(1)>>>>>>"]),
    ),
    "a program before many actions": (
        "javascript",
        acting(b"/S/GoTo/D[3 0 R/Fit]/Next[<</S/JavaScript/JS(1)>>%b]" % (b"<</S/GoTo>>" * 60_000)),
    ),
    "a program of the field above a widget": (
        "javascript",
        odd_pdf(
            page=_ANNOTATED,
            more=[
                b"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/P 3 0 R/Parent 7 0 R>>",
                b"<</FT/Tx/T(a)/Kids[6 0 R]/AA<</C<</S/JavaScript/JS(1)>>>>>>",
            ],
        ),
    ),
    "a form that is drawn anew": ("form", form(b"/NeedAppearances true")),
    "a field that is hidden": ("form", _acting_on_a_form(b"/S/Hide/T(sum)")),
    "a form that is reset": ("form", _acting_on_a_form(b"/S/ResetForm")),
    "a hidden layer": ("layers", odd_pdf(catalog=_LAYERS % b"/OFF[6 0 R]", more=[_LAYER])),
    "a layer for printing": (
        "layers",
        odd_pdf(catalog=_LAYERS % b"/AS[<</Event/Print/Category[/Print]/OCGs[6 0 R]>>]", more=[_LAYER]),
    ),
    "layers that are off": ("layers", odd_pdf(catalog=_LAYERS % b"/BaseState/OFF", more=[_LAYER])),
    "a button for layers": ("layers", acting(b"/S/SetOCGState/State[/Toggle 6 0 R]", [_LAYER])),
    "a command": ("launch", acting(b"/S/Launch/F(calc.exe)")),
    "a form that is submitted": ("remote", acting(b"/S/SubmitForm/F(http://example.org)")),
    "another file that opens by itself": ("remote", acting(b"/S/GoToR/F(http://example.org/a.pdf)/D[0/Fit]")),
    "an attachment that opens by itself": ("remote", acting(b"/S/GoToE/D[0/Fit]/T<</R/C/N(a)>>")),
    "an article of another file": ("remote", acting(b"/S/Thread/F(a.pdf)/D 0")),
    "another file behind another action": ("remote", acting(b"/S/GoTo/D[3 0 R/Fit]/Next[6 0 R]", [_OTHER_FILE])),
    "another file when the page opens": ("remote", odd_pdf(page=PAGE + b"/AA<</S/X/O 6 0 R>>", more=[_OTHER_FILE])),
    "another file that a link shares": (
        "remote",
        odd_pdf(
            catalog=b"/OpenAction 7 0 R",
            page=_ANNOTATED,
            more=[b"<</Subtype/Link/Rect[0 0 9 9]/A 7 0 R>>", _OTHER_FILE],
        ),
    ),
    "a film": ("remote", odd_pdf(page=_ANNOTATED, more=[b"<</Subtype/Screen/Rect[0 0 99 99]>>"])),
    "contents in another file": (
        "remote",
        odd_pdf(page=PAGE + b"/Thumb 6 0 R", more=[stream(b"/F(http://example.org/a)", b"")]),
    ),
    "too many objects": ("unseen", odd_pdf(catalog=b"/A[%b]" % (b"<<>>" * 100_000))),
}

QUIET = {
    "a place to open at": acting(b"/S/GoTo/D[3 0 R/Fit]"),
    "a link": odd_pdf(page=_ANNOTATED, more=[b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://example.org)>>>>"]),
    "a link to another file": odd_pdf(page=_ANNOTATED, more=[b"<</Subtype/Link/Rect[0 0 9 9]/A 7 0 R>>", _OTHER_FILE]),
    "many numbers": odd_pdf(catalog=b"/A[%b]" % (b"0 " * 200_000)),
    "layers that are all shown": odd_pdf(catalog=_LAYERS % b"", more=[_LAYER]),
    "a filled form": form(b""),
}
