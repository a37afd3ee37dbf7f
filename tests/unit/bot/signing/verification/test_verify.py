import io
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from bot.crypto.authority import mint_ca
from bot.crypto.certificates import CertificateUnreadableRefused, pem
from bot.crypto.keys import sign
from bot.signing.models import Carrying
from bot.signing.records.manifest import MANIFEST_NAME, ManifestBroken, decode_manifest, encode_manifest
from bot.signing.records.record import SignedRecord, Trust, encode, sign_record
from bot.signing.sealing import attachments, sealed_pdf
from bot.signing.sealing.attachments import attached, content
from bot.signing.verification.findings import Fault, Integrity, Verification
from bot.signing.verification.in_workers import verify


@pytest.fixture(scope="module")
def finished(office, pdf):
    return office.finishes(pdf)


@pytest.fixture(scope="module")
def authority(office):
    return office.ca.certificate


def test_a_finished_file_is_unchanged_and_ours(finished, authority, office, now, pdf):
    found = verify(finished, authority)
    assert (found.integrity, found.trust, found.faults) == (Integrity.UNCHANGED, Trust.OURS, ())
    assert (found.signed, found.expected, found.declined) == (2, 3, 1)
    assert (found.sealed_at, found.sealed_by, found.organisation) == (now, "Ліцей «Світоч»", office.party)
    assert found.document == office.subject(pdf)
    assert [one.verdict.record.signer.name for one in found.signatures] == [
        "Коваль Олена Ігорівна",
        "Ґудзь Їжак Єгорович",
    ]
    assert found.ledger_head == "ab" * 32
    assert found.answer is Integrity.UNCHANGED


def test_the_organisations_certificate_may_be_pem(finished, authority):
    assert verify(finished, pem(authority)).trust is Trust.OURS


def test_without_a_certificate_only_integrity_is_checked(finished):
    found = verify(finished)
    assert (found.integrity, found.trust, found.answer) == (Integrity.UNCHANGED, Trust.UNASKED, Integrity.UNCHANGED)
    assert found.signed == 2


def test_another_organisations_file_is_intact_but_unknown_here(finished, stranger):
    found = verify(finished, stranger.ca.certificate)
    assert (found.integrity, found.trust, found.answer) == (Integrity.UNCHANGED, Trust.STRANGER, Integrity.UNKNOWN)
    assert found.signed == 0


def test_an_authority_of_the_same_name_is_not_trusted(finished, office, now):
    assert verify(finished, mint_ca(office.party.name, now).certificate).trust is Trust.STRANGER


@pytest.mark.parametrize("certificate", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nx"])
def test_an_unreadable_certificate_is_refused(finished, certificate):
    with pytest.raises(CertificateUnreadableRefused):
        verify(finished, certificate)


@pytest.mark.parametrize("name", ["Наказ.docx", "Наказ.pdf"])
def test_the_hash_of_an_attached_original_is_checked(office, authority, name):
    found = verify(office.finishes(b"PK\x03\x04 no pdf at all", name), authority)
    assert (found.integrity, found.carrying) == (Integrity.UNCHANGED, Carrying.ATTACHMENT)


def test_files_of_any_other_kind_are_unknown(pdf, presigned, authority):
    for data in (b"", b"x", pdf, pdf[:500], presigned(pdf, certify=False), presigned(pdf, certify=True)):
        assert verify(data, authority) == Verification(Integrity.UNKNOWN, Trust.STRANGER)


@given(junk=st.binary(max_size=300))
def test_junk_is_unknown(authority, junk):
    assert verify(junk, authority).integrity is Integrity.UNKNOWN
    assert verify(b"%PDF-1.7\n" + junk, authority).integrity is Integrity.UNKNOWN


@given(data=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_flipped_bit_anywhere_is_a_changed_file(finished, authority, data):
    broken = bytearray(finished)
    broken[data.draw(st.integers(0, len(finished) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert verify(bytes(broken), authority).integrity is Integrity.CHANGED


@given(data=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_flipped_bit_in_what_the_signature_leaves_out_is_a_changed_file(finished, authority, data):
    start = finished.rindex(b"/Contents <") + 10
    end = finished.index(b">", start) + 1
    broken = bytearray(finished)
    broken[data.draw(st.integers(start, end - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert verify(bytes(broken), authority).integrity is Integrity.CHANGED


@pytest.mark.parametrize("tail", [b"\n", b" ", b"%%EOF\n", b"\0" * 100])
def test_appended_bytes_are_beyond_the_seal(finished, authority, tail):
    found = verify(finished + tail, authority)
    assert found.integrity is Integrity.CHANGED
    assert Fault.BEYOND_SEAL in found.faults or found.faults == (Fault.UNREADABLE,)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_a_truncated_file_is_not_unchanged(finished, authority, share):
    assert verify(finished[: int(len(finished) * share)], authority).integrity is not Integrity.UNCHANGED


def test_a_page_added_afterwards_is_beyond_the_seal(finished, authority, altered):
    def note(writer):
        writer.root["/Note"] = generic.NullObject()

    found = verify(altered(finished, note), authority)
    assert found.integrity is Integrity.CHANGED
    assert found.trust is Trust.OURS, "the seal beneath is still the organisation's"


def test_a_signature_added_afterwards_is_beyond_the_seal(finished, authority, office, now):
    writer = IncrementalPdfFileWriter(io.BytesIO(finished))
    writer.root["/Names"] = generic.NullObject()
    writer.update_root()
    output = io.BytesIO()
    writer.write(output)
    assert verify(output.getvalue(), authority).integrity is Integrity.CHANGED


class _Forger:
    """Finishes files with the organisation's own seal, but with one part replaced."""

    def __init__(self, office, pdf, monkeypatch):
        self._office, self._pdf, self._monkeypatch = office, pdf, monkeypatch

    def swaps(self, change):
        honest = sealed_pdf._attachments
        self._monkeypatch.setattr(sealed_pdf, "_attachments", lambda *given: change(list(honest(*given))))
        return verify(self._office.seals(self._pdf), self._office.ca.certificate)


@pytest.fixture
def forger(office, pdf, monkeypatch):
    return _Forger(office, pdf, monkeypatch)


def _manifest_swapped(change):
    def swap(files):
        *records, manifest = files
        altered = change(decode_manifest(manifest.content))
        return [*records, replace(manifest, content=encode_manifest(altered))]

    return swap


def test_a_record_dropped_by_the_owner_of_the_seal_is_detected(forger):
    found = forger.swaps(lambda files: files[1:])
    assert found.faults == (Fault.RECORDS_DIFFER, Fault.RECORD_UNSOUND)
    assert found.signed == 1


def test_a_record_added_by_the_owner_of_the_seal_is_detected(forger):
    found = forger.swaps(lambda files: [replace(files[0], key="countersign:signature-more"), *files])
    assert found.faults == (Fault.RECORDS_DIFFER,)


def test_a_record_altered_by_the_owner_of_the_seal_is_detected(forger, office, pdf):
    def alter(files):
        altered = files[0].content.replace(b"ey", b"ez", 1)
        return [replace(files[0], content=altered), *files[1:]]

    found = forger.swaps(alter)
    assert found.integrity is Integrity.CHANGED
    assert Fault.RECORDS_DIFFER in found.faults


def test_a_record_signed_with_another_persons_key_does_not_count(forger, office, pdf):
    one, other = office.employees[:2]
    posed = office.record(office.subject(pdf), one)
    signed = sign_record(
        replace(posed, signer=replace(posed.signer, person_id=other.id, name=other.name)),
        other.private,
        other.certificate,
    )
    forged = encode(replace(signed, record_json=encode_record(posed)))
    found = forger.swaps(lambda files: [replace(files[0], content=forged), *files[1:]])
    assert Fault.RECORD_UNSOUND in found.faults
    assert found.signed == 1


def test_a_record_under_another_name_than_its_certificates_does_not_count(forger, office, pdf):
    person = office.employees[0]
    honest = office.record(office.subject(pdf), person)
    data = encode_record(replace(honest, signer=replace(honest.signer, name="Директорка")))
    forged = encode(SignedRecord(data, sign(person.private, data), person.certificate))
    found = forger.swaps(lambda files: [replace(files[0], content=forged), *files[1:]])
    assert Fault.RECORD_UNSOUND in found.faults
    assert found.signed == 1


def encode_record(record):
    from bot.crypto.canonical import canonical  # noqa: PLC0415 - for this one forgery
    from bot.signing.records.plain import to_plain  # noqa: PLC0415 - as above

    return canonical(to_plain(record))


def test_a_manifest_with_wrong_counts_is_detected(forger):
    assert forger.swaps(_manifest_swapped(lambda it: replace(it, signed=5))).faults == (Fault.RECORDS_DIFFER,)


def test_a_manifest_that_lists_a_signature_twice_is_detected(forger):
    def double(manifest):
        return replace(manifest, signatures=(manifest.signatures[0],) * 2)

    assert Fault.RECORDS_DIFFER in forger.swaps(_manifest_swapped(double)).faults


def test_a_manifest_about_another_document_is_detected(forger):
    def swap(manifest):
        return replace(manifest, document=replace(manifest.document, sha256="0" * 64))

    assert forger.swaps(_manifest_swapped(swap)).faults == (Fault.DOCUMENT_DIFFERS,)


def test_a_manifest_with_a_wrong_place_of_the_original_is_detected(forger):
    found = forger.swaps(_manifest_swapped(lambda it: replace(it, carrying=Carrying.ATTACHMENT)))
    assert Fault.DOCUMENT_DIFFERS in found.faults


@pytest.mark.parametrize("text", [b"", b"{}", b'{"schema":"countersign/manifest/2"}'])
def test_an_unreadable_manifest_is_detected(forger, text):
    found = forger.swaps(lambda files: [*files[:-1], replace(files[-1], content=text)])
    assert (found.integrity, found.faults) == (Integrity.CHANGED, (Fault.MANIFEST_BROKEN,))
    assert found.trust is Trust.OURS


def test_a_seal_that_allows_changes_is_broken(office, pdf, authority, monkeypatch):
    monkeypatch.setattr(MDPPerm.NO_CHANGES, "_value_", 2)
    data = office.seals(pdf)
    monkeypatch.undo()
    assert verify(data, authority).faults == (Fault.SEAL_BROKEN,)


def test_a_manifest_reads_back_as_it_was_written(finished):
    written = content(attached(PdfFileReader(io.BytesIO(finished)))["countersign:manifest"])
    assert encode_manifest(decode_manifest(written)) == written
    with pytest.raises(ManifestBroken, match="schema"):
        decode_manifest(written.replace(b"manifest/1", b"manifest/9"))
    assert MANIFEST_NAME == "countersign.json"


def test_an_endless_name_tree_is_a_changed_file(finished, authority, altered):
    def loop(writer):
        node = generic.DictionaryObject()
        reference = writer.add_object(node)
        node["/Kids"] = generic.ArrayObject([reference, reference])
        writer.root["/Names"] = generic.DictionaryObject({generic.pdf_name("/EmbeddedFiles"): reference})

    assert verify(altered(finished, loop), authority).integrity is Integrity.CHANGED
    assert attachments.KEY == "countersign:"


def test_all_findings_are_in_the_json(finished, authority):
    data = json.loads(json.dumps(verify(finished, authority).as_json()))
    assert (data["answer"], data["integrity"], data["trust"]) == ("unchanged", "unchanged", "ours")
    assert (data["signed"], data["expected"], data["declined"]) == (2, 3, 1)
    assert data["signatures"][0]["signer"]["name"] == "Коваль Олена Ігорівна"
    assert data["signatures"][0]["agreement"] == {"version": "2026-01", "language": "uk"}
    assert data["sealed_at"] == "2026-03-02T09:30:15.123456Z"
    assert json.loads(json.dumps(verify(b"").as_json()))["integrity"] == "unknown"
