import io
import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import tsp, x509
from fpdf import FPDF
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from unit.bot.signing.verification.time_authority import STAMPED_AT, time_authority

from bot.signing.finishing.in_workers import finish
from bot.signing.models import Carrying
from bot.signing.records.manifest import Dossier
from bot.signing.sealing.attachments import attached, content
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import Parts, TimestampUnavailableRefused
from bot.signing.sealing.timestamps import read_stamp, stamp_bytes
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify


@pytest.fixture(scope="module")
def finished(office, pdf):
    return office.finishes(pdf)


@pytest.fixture
def holds(tool):
    """Check a finished file with independent programs."""

    def ask(data):
        code, output = tool("qpdf", "--check", data)
        assert code == 0, output
        _, output = tool("pdfsig", "-nocert", data)
        return "Signature is Valid" in output and "Total document signed" in output

    return ask


def test_the_finished_file_begins_with_the_unchanged_original(finished, pdf):
    assert finished.startswith(pdf)


def test_other_programs_find_the_seal_valid_for_the_whole_file(finished, holds):
    assert holds(finished)


def test_other_programs_notice_a_flipped_byte(finished, pdf, tool):
    for place in (pdf.index(b"stream") + 12, len(finished) - 20):
        broken = bytearray(finished)
        broken[place] ^= 1
        _, output = tool("pdfsig", "-nocert", bytes(broken))
        assert "Signature is Valid" not in output


def test_the_seal_is_pades_certifies_against_changes_and_claims_the_time_it_was_given(finished, office, now):
    seal = PdfFileReader(io.BytesIO(finished)).embedded_signatures[-1]
    assert seal.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert seal.docmdp_level.value == 1
    assert seal.self_reported_timestamp == now.replace(microsecond=0)
    assert "signing_time" not in [attribute["type"].native for attribute in seal.signer_info["signed_attrs"]]
    assert seal.signer_cert.dump() == office.seal.certificate


def test_the_system_time_is_nowhere_in_the_file(finished):
    dates = set(re.findall(rb"D:(\d{8})", finished))
    assert dates == {b"20260302"}


async def test_a_path_validator_trusts_the_seal_under_the_organisations_authority(finished, office, now):
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(office.ca.certificate)], allow_fetching=False, moment=now
    )
    seal = PdfFileReader(io.BytesIO(finished)).embedded_signatures[-1]
    status = await async_validate_pdf_signature(seal, context)
    assert status.bottom_line
    assert (status.trusted, status.docmdp_ok) == (True, True)


def test_records_and_manifest_are_attached_and_associated_with_the_document(finished, tool):
    code, output = tool("pdfdetach", "-list", finished)
    assert code == 0
    assert output.count("signature-") == 2
    assert "countersign.json" in output
    reader = PdfFileReader(io.BytesIO(finished))
    assert [spec.get_object()["/AFRelationship"] for spec in reader.root["/AF"]] == ["/Data"] * 3
    manifest = json.loads(content(attached(reader)["countersign:manifest"]))
    assert (manifest["expected"], manifest["signed"], manifest["declined"]) == (3, 2, 1)
    assert manifest["ledger_head"] == "ab" * 32


def _pages(tool, data):
    code, output = tool("pdfinfo", "-l", "9999", data)
    assert code == 0, output
    return [
        line.split(":")[1].split("pts")[0].split() for line in output.splitlines() if re.match(r"Page +\d+ size", line)
    ]


def test_the_sheet_follows_the_pages_and_inherits_nothing_from_them(office, draw, altered, tool, holds):
    def turn(writer):
        tree = writer.root["/Pages"]
        tree["/Rotate"] = generic.NumberObject(90)
        tree["/CropBox"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 100, 100)))
        writer.update_container(tree)

    finished = office.finishes(altered(draw(2, "L"), turn))
    code, output = tool("pdfinfo", "-f", "1", "-l", "3", finished)
    assert code == 0
    assert [line.split()[-1] for line in output.splitlines() if " rot:" in line] == ["90", "90", "0"]
    assert ["595.28", "x", "841.89"] in _pages(tool, finished)
    assert holds(finished)


@pytest.mark.parametrize(
    "options",
    [
        ["--object-streams=generate", "--min-version=1.5"],
        ["--object-streams=disable", "--force-version=1.1"],
        ["--linearize"],
        ["--min-version=2.0"],
    ],
    ids=" ".join,
)
def test_pdfs_of_every_valid_structure_are_finished(office, pdf, qpdf, holds, options):
    original = qpdf(pdf, *options)
    finished = office.finishes(original)
    assert finished.startswith(original)
    assert holds(finished)
    assert verify(finished, office.ca.certificate).integrity is Integrity.UNCHANGED


def test_a_file_without_a_final_line_break_is_finished(office, pdf, holds):
    assert holds(office.finishes(pdf.rstrip()))


def test_a_thousand_pages_are_finished(office, draw, holds, tool):
    finished = office.finishes(draw(1000))
    assert len(_pages(tool, finished)) == 1001
    assert holds(finished)


def test_hundreds_of_signers_are_finished(office, pdf, holds):
    finished = office.finishes(pdf, signed=300)
    assert holds(finished)
    assert verify(finished, office.ca.certificate).signed == 300


def test_a_filled_form_is_unchanged(office, pdf, altered, holds, tool):
    def add_form(writer):
        append_signature_field(writer, SigFieldSpec("Director", on_page=0, box=(10, 10, 60, 40)))

    finished = office.finishes(altered(pdf, add_form))
    assert holds(finished)
    fields = PdfFileReader(io.BytesIO(finished)).root["/AcroForm"]["/Fields"]
    assert len(fields) == 2


def _with_attachments(altered, data, *keys):
    def enclose(writer):
        for key in keys:
            spec = FileSpec(key, key, EmbeddedFileObject.from_file_data(writer, b"foreign " + key.encode()))
            embed_file(writer, spec)

    return altered(data, enclose)


def test_attachments_of_the_original_stay(office, pdf, altered, holds, tool):
    finished = office.finishes(_with_attachments(altered, pdf, "zusatz.txt"))
    assert holds(finished)
    assert "zusatz.txt" in tool("pdfdetach", "-list", finished)[1]
    assert verify(finished, office.ca.certificate).integrity is Integrity.UNCHANGED


@pytest.mark.parametrize(
    "key", ["countersign:manifest", "countersign:signature-1", "countersign.json", "x/Signature-1.json", "COUNTERSIGN"]
)
def test_an_original_with_attachments_named_like_ours_is_attached_and_unchanged(office, pdf, altered, holds, key):
    original = _with_attachments(altered, pdf, "zusatz.txt", key)
    finished = office.finishes(original)
    assert holds(finished)
    found = verify(finished, office.ca.certificate)
    assert (found.integrity, found.signed, found.expected) == (Integrity.UNCHANGED, 2, 3)
    assert content(attached(PdfFileReader(io.BytesIO(finished)))["countersign:original"]) == original


@pytest.mark.parametrize(
    ("name", "listed"),
    [("Наказ.docx", "Наказ.docx"), ("../../etc/пас.txt", "пас.txt"), ("C:\\x\\y.bin", "y.bin"), ("..", "original")],
)
def test_a_file_of_another_kind_is_attached_to_its_sheet(office, holds, tool, name, listed):
    original = b"PK\x03\x04" + bytes(range(256)) * 9
    finished = office.finishes(original, name)
    assert holds(finished)
    assert f" {listed}\n" in tool("pdfdetach", "-list", finished)[1] + "\n"
    assert content(attached(PdfFileReader(io.BytesIO(finished)))["countersign:original"]) == original


def test_a_file_of_one_byte_is_attached_too(office, holds):
    assert holds(office.finishes(b"x", "a.txt"))


@pytest.mark.parametrize("certify", [False, True])
def test_a_signed_or_certified_pdf_keeps_its_signature(office, pdf, presigned, holds, certify):
    original = presigned(pdf, certify=certify)
    finished = office.finishes(original)
    assert holds(finished)
    assert content(attached(PdfFileReader(io.BytesIO(finished)))["countersign:original"]) == original


def test_a_pdf_with_restricted_rights_is_attached_unchanged(office, pdf, qpdf, holds):
    original = qpdf(pdf, "--encrypt", "", "owner", "256", "--modify=none", "--")
    finished = office.finishes(original)
    assert holds(finished)
    assert content(attached(PdfFileReader(io.BytesIO(finished)))["countersign:original"]) == original
    assert verify(finished, office.ca.certificate).integrity is Integrity.UNCHANGED


def test_a_dossier_or_a_record_about_other_bytes_is_a_value_error(office, pdf, draw, now):
    other = office.subject(draw(1))
    for subject, signed in ((other, office.signs(other)), (office.subject(pdf), office.signs(other))):
        dossier = Dossier(office.party, subject, 2, 0)
        with pytest.raises(ValueError, match="other bytes"):
            finish(Parts(pdf, b"", dossier, signed, office.seal, now), Carrying.PAGES)


def test_the_pages_look_as_before_and_the_sheet_follows(office, pdf, finished, tool, tmp_path):
    for name, data in (("before", pdf), ("after", finished)):
        code, output = tool("pdftoppm", "-r", "30", "-gray", data, str(tmp_path / name))
        assert code == 0, output
    before, after = (sorted(tmp_path.glob(f"{name}-*.pgm")) for name in ("before", "after"))
    assert len(after) == len(before) + 1
    assert [one.read_bytes() for one in before] == [one.read_bytes() for one in after[:-1]]
    assert len(set(after[-1].read_bytes())) > 10


def test_pages_made_by_another_program_keep_their_text(office, holds, tool, tmp_path):
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Times", size=20)
    pdf.multi_cell(w=0, text="Lorem ipsum " * 50)
    finished = office.finishes(bytes(pdf.output()))
    assert holds(finished)
    tool("pdftotext", "-l", "1", finished, str(tmp_path / "text"))
    assert (tmp_path / "text").read_text().split().count("Lorem") == 50


@pytest.fixture(scope="module")
def authority_of_time():
    return time_authority()


@contextmanager
def _served(respond):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            request = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = respond(request)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_a_time_stamp_is_about_the_stamped_bytes_only(authority_of_time):
    with _served(lambda request: (200, authority_of_time(request))) as url:
        token = stamp_bytes(b"a head", HttpTimestamps(url, 5))
    assert read_stamp(token, b"a head").at == STAMPED_AT
    assert read_stamp(token, b"another head") is None
    assert read_stamp(token[:-9], b"a head") is None
    assert read_stamp(b"", b"a head") is None


def test_a_time_stamp_of_an_authority_is_in_the_seal(office, pdf, holds, authority_of_time):
    with _served(lambda request: (200, authority_of_time(request))) as url:
        finished = office.finishes(pdf, tsa=HttpTimestamps(url, 5))
    assert holds(finished)
    found = verify(finished, office.ca.certificate)
    assert found.integrity is Integrity.UNCHANGED
    assert (found.timestamp.at, found.timestamp.authority) == (STAMPED_AT, "Common Name: Test time")


@pytest.mark.parametrize(
    "respond",
    [
        lambda _: (500, b""),
        lambda _: (200, b""),
        lambda _: (200, b"<html>busy</html>"),
        lambda _: (200, b"\x30" * 70_000),
        lambda _: (200, tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()),
    ],
    ids=["broken", "empty", "another language", "endless", "refusing"],
)
def test_a_time_stamping_authority_without_a_token_is_unavailable(office, pdf, respond):
    with _served(respond) as url, pytest.raises(TimestampUnavailableRefused):
        office.finishes(pdf, tsa=HttpTimestamps(url, 5))


def test_a_token_about_other_bytes_is_refused(office, pdf, authority_of_time):
    def answers_another(request):
        request = tsp.TimeStampReq.load(request)
        request["message_imprint"]["hashed_message"] = b"\0" * 32
        return authority_of_time(request.dump(force=True))

    with pytest.raises(TimestampUnavailableRefused):
        office.finishes(pdf, tsa=answers_another)


def test_an_unreachable_time_stamping_authority_is_unavailable():
    with pytest.raises(TimestampUnavailableRefused):
        HttpTimestamps("http://127.0.0.1:9/", 1)(b"")


def test_a_time_stamping_authority_needs_an_http_address():
    with pytest.raises(ValueError, match="http"):
        HttpTimestamps("file:///etc/passwd")


def test_the_page_labels_and_outlines_of_the_original_stay(office, pdf, altered, holds):
    def label(writer):
        writer.root["/PageLabels"] = generic.DictionaryObject({pdf_name("/Nums"): generic.ArrayObject()})

    finished = office.finishes(altered(pdf, label))
    assert "/PageLabels" in PdfFileReader(io.BytesIO(finished)).root
    assert holds(finished)
