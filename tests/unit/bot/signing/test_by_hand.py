"""The documented check by hand: its commands, as the page has them, accept honest files and no other."""

import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file

from benchmarks.proof.time_pki import time_pki
from bot.crypto.authority import issue_list
from bot.crypto.canonical import canonical
from bot.crypto.certificates import pem
from bot.crypto.keys import sign
from bot.outgoing import Service
from bot.signing.archiving.in_workers import archive
from bot.signing.models import Carrying, SealLevel
from bot.signing.records.manifest import decode_manifest, encode_manifest
from bot.signing.records.plain import to_plain
from bot.signing.records.record import Method, Outcome, SignedRecord, sign_record
from bot.signing.sealing import sealed_pdf
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import Archive, Seal
from bot.signing.sealing.sealed_pdf import seal_pdf

DOCS = Path(__file__).parents[4] / "docs"
PROGRAMS = ("pdfsig", "pdfdetach", "openssl", "jq", "sha256sum", "bash")
PAGE = (DOCS / "evidence.md").read_text()
COMMANDS = "".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
CUTTING = re.findall(r"```bash\n(.*?)```", PAGE.partition("(B-LTA)\n")[2], re.DOTALL)[0]
"""What comes first for a file with further time stamps."""
CERTIFICATE = "example-organisation.pem"

pytestmark = pytest.mark.skipif(not all(map(which, PROGRAMS)), reason="needs poppler-utils, openssl and jq")


@pytest.fixture
def check(tmp_path, office):
    """Run the commands of the page on a file; return whether all succeeded, and what they printed."""

    def run(data, certificate=None):
        trusted = certificate or pem(office.ca.certificate)
        (tmp_path / "example.pdf").write_bytes(data)
        (tmp_path / CERTIFICATE).write_bytes(trusted)
        command = ["bash", "-c", "set -eo pipefail\n" + COMMANDS]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert (tmp_path / CERTIFICATE).read_bytes() == trusted
        assert {path.name for path in tmp_path.iterdir()} == {"example.pdf", CERTIFICATE, "check"}
        return done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")

    return run


@pytest.fixture(scope="module")
def enclosing(altered):
    """Attach files to a PDF: `enclosing(data, {name: content})`."""

    def enclose(data, files):
        def change(writer):
            for name, content in files.items():
                embed_file(writer, FileSpec(name, name, EmbeddedFileObject.from_file_data(writer, content)))

        return altered(data, change)

    return enclose


def test_the_example_passes(check):
    evidence = DOCS / "evidence"
    passed, output = check((evidence / "example.pdf").read_bytes(), (evidence / CERTIFICATE).read_bytes())
    assert passed, output
    for sentence in (
        "Signature is Valid", "Total document signed", "CMS Verification successful", "original: OK",
        "signed by 2 of 3, declined by 1", "Verified OK", "person.pem: OK", '"name": "Olena Sample"',
    ):  # fmt: skip
        assert sentence in output


@pytest.mark.parametrize("signed", [0, 1, 4])
def test_an_honest_file_passes_however_many_signed(check, office, pdf, signed):
    passed, output = check(office.finishes(pdf, signed=signed))
    assert passed, output
    assert f"signed by {signed} of {signed + 1}, declined by 1" in output


@pytest.mark.parametrize("name", ["Наказ.docx", "signature-1.json", "countersign.json", "-o.txt"])
def test_an_original_that_is_attached_passes_whatever_its_name(check, office, name):
    passed, output = check(office.finishes(b"PK\x03\x04 a document of another kind", name))
    assert passed, output


def test_an_original_with_attachments_named_like_the_files_of_the_check_passes(check, office, pdf, enclosing):
    names = (CERTIFICATE, "seal.pem", "record.json", "countersign.json", "signature-1.json", "../up.txt", "example.pdf")
    passed, output = check(office.finishes(enclosing(pdf, dict.fromkeys(names, b"foreign"))))
    assert passed, output


@pytest.fixture(scope="module")
def archived(office, pdf, now, tmp_path_factory):
    """A finished file with two further time stamps."""
    with time_pki(tmp_path_factory.mktemp("times"), now, now + timedelta(days=3650)) as pki:
        stamping = Archive(HttpTimestamps(pki.url), SealLevel.B_LTA, (pki.root,), Service(seconds=20))
        seal = replace(office.seal, lists=(issue_list(office.ca, 1, [], now),))
        once = archive(office.finishes(pdf), seal, stamping, now).content
        return archive(once, seal, stamping, now).content


@pytest.fixture
def cut(tmp_path):
    """Cut a file with further time stamps back to what its seal covers; None where a command of the page fails."""

    def run(data):
        (tmp_path / "archived.pdf").write_bytes(data)
        command = ["bash", "-c", "set -eo pipefail\n" + CUTTING]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        (tmp_path / "archived.pdf").unlink()
        return (tmp_path / "example.pdf").read_bytes() if done.returncode == 0 else None

    return run


def test_a_file_with_further_time_stamps_passes_when_it_is_cut_back(check, cut, office, archived):
    sealed = cut(archived)
    assert archived.startswith(sealed)
    passed, output = check(sealed)
    assert passed, output
    assert "signed by" in output


def test_what_is_added_behind_the_last_time_stamp_is_noticed(cut, archived, altered):
    assert cut(altered(archived, lambda writer: writer.root)) is None


class Attacks:
    """Files that must not pass, by what the attacker does."""

    def __init__(self, office, stranger, pdf, enclosing, altered, presigned, patch):
        self.office, self.stranger, self.pdf, self.enclosing = office, stranger, pdf, enclosing
        self.altered, self.presigned, self.patch = altered, presigned, patch

    def own_authority_attached_under_the_name_of_the_trusted_one(self):
        return self.stranger.finishes(self.enclosing(self.pdf, {CERTIFICATE: pem(self.stranger.ca.certificate)}))

    def own_authority_attached_one_folder_up(self):
        return self.stranger.finishes(self.enclosing(self.pdf, {f"../{CERTIFICATE}": b"x"}))

    def own_authority_of_the_same_name(self):
        return type(self.office)(self.office.party.name).finishes(self.pdf)

    def a_page_changed_behind_the_seal(self):
        return self.altered(self.office.finishes(self.pdf), lambda writer: writer.root)

    def own_signature_over_everything_beside_the_seal(self):
        def lift_the_certification(writer):
            del writer.root["/Perms"]

        return self.presigned(self.altered(self.office.finishes(self.pdf), lift_the_certification), certify=False)

    def a_byte_of_the_original_flipped(self):
        return self._flipped(self.pdf.index(b"stream") + 20)

    def a_byte_of_the_sheet_flipped(self):
        return self._flipped(len(self.pdf) + 2000)

    def no_seal_at_all(self):
        return self.enclosing(self.pdf, {"countersign.json": b"{}"})

    def the_seal_is_a_persons_key(self):
        one = self.office.employees[0]
        seal = Seal(one.private, one.certificate, (self.office.ca.certificate,))
        return seal_pdf(replace(self.office.parts(self.pdf), seal=seal), Carrying.PAGES)

    def a_record_is_missing(self):
        return self._with_attachments(lambda files: files[1:])

    def a_record_is_surplus(self):
        more = {"key": "countersign:signature-more", "name": "signature-more.json"}
        return self._with_attachments(lambda files: [replace(files[0], **more), *files])

    def a_record_is_exchanged(self):
        return self._with_attachments(lambda files: [replace(files[0], content=files[1].content), *files[1:]])

    def the_manifest_names_another_document(self):
        def change(files):
            manifest = decode_manifest(files[-1].content)
            other = replace(manifest, document=replace(manifest.document, sha256="0" * 64))
            return [*files[:-1], replace(files[-1], content=encode_manifest(other))]

        return self._with_attachments(change)

    def a_record_is_about_another_title(self):
        return self._with_record(lambda record: replace(record, document=replace(record.document, title="Other")))

    def a_record_is_of_another_organisation(self):
        return self._with_record(lambda record: replace(record, organisation=self.stranger.party))

    def a_record_names_the_director(self):
        return self._with_record(lambda record: replace(record, signer=replace(record.signer, name="Директор")))

    def a_key_for_one_tap_stands_for_a_pin(self):
        return self._with_record(lambda record: record, self.office.taps(self.office.employees[0].name))

    def a_key_under_a_pin_stands_for_one_tap(self):
        return self._with_record(lambda record: replace(record, act=replace(record.act, method=Method.TAP)))

    def a_tap_stands_for_a_passkey(self):
        def change(record):
            return replace(record, act=replace(record.act, method=Method.PASSKEY))

        return self._with_record(change, self.office.taps(self.office.employees[0].name))

    def one_person_signed_twice(self):
        one, parts = self.office.employees[0], self.office.parts(self.pdf, signed=4)
        again = self.office.record(parts.dossier.document, one, place=4)
        again = sign_record(again, one.private, one.certificate)
        dossier = replace(parts.dossier, expected=6)
        return seal_pdf(replace(parts, dossier=dossier, records=[*parts.records, again]), Carrying.PAGES)

    def one_request_answered_twice(self):
        parts = self.office.parts(self.pdf, signed=2)
        ones, document = self.office.employees[:2], parts.dossier.document
        records = [self.office.record(document, one, place=place) for place, one in enumerate(ones)]
        records[1] = replace(records[1], request_id=records[0].request_id)
        signed = [sign_record(record, one.private, one.certificate) for record, one in zip(records, ones, strict=True)]
        return seal_pdf(replace(parts, records=signed), Carrying.PAGES)

    def a_result_that_the_document_does_not_ask_for(self):
        return self._with_record(lambda record: replace(record, result=Outcome.WITNESSED))

    def more_answers_than_recipients(self):
        parts = self.office.parts(self.pdf, signed=2)
        return seal_pdf(replace(parts, dossier=replace(parts.dossier, expected=2)), Carrying.PAGES)

    def _flipped(self, place):
        data = bytearray(self.office.finishes(self.pdf))
        data[place] ^= 1
        return bytes(data)

    def _with_attachments(self, change):
        honest = sealed_pdf._attachments
        self.patch.setattr(sealed_pdf, "_attachments", lambda *given: change(list(honest(*given))))
        return self.office.seals(self.pdf)

    def _with_record(self, change, employee=None):
        one, parts = employee or self.office.employees[0], self.office.parts(self.pdf, signed=1)
        data = canonical(to_plain(change(self.office.record(parts.dossier.document, one))))
        forged = SignedRecord(data, sign(one.private, data), one.certificate)
        return seal_pdf(replace(parts, records=[forged]), Carrying.PAGES)


ATTACKS = [name for name in vars(Attacks) if not name.startswith("_")]
UNTRUSTED = ATTACKS[: ATTACKS.index("the_seal_is_a_persons_key") + 1]
"""Attacks without the organisation's seal: none of their attachments may be read."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_forged_file_fails(
    check, tmp_path, office, stranger, pdf, enclosing, altered, presigned, monkeypatch, attack
):
    forged = getattr(Attacks(office, stranger, pdf, enclosing, altered, presigned, monkeypatch), attack)()
    monkeypatch.undo()
    passed, output = check(forged)
    assert not passed, output
    if attack in UNTRUSTED:
        assert not (tmp_path / "check" / "manifest.json").exists()
