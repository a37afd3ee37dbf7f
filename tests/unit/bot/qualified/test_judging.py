"""Each of the five parts says no to what concerns it, and all say yes to a sound signature."""

import asyncio
import base64
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import cms, pem
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from fpdf import FPDF
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from qualified_country import (
    DOCUMENT,
    NOW,
    Country,
    algorithms,
    authority,
    extended_container,
    name,
    person,
    simple_container,
    stamper,
    usage,
    with_crl,
    with_ocsp,
)

from bot.qualified.in_workers import NamedFile, judge_about, needs_document
from bot.qualified.judgement import (
    Basis,
    CoverageFault,
    Extent,
    Format,
    ListStanding,
    Number,
    NumberKind,
    RevocationState,
    SignatureFault,
    TimeFault,
)
from bot.qualified.judging import judge
from bot.qualified.refusals import NoSignatureRefused


@pytest.fixture(scope="session")
def sound(country):
    """A detached signature that is qualified by all five parts."""
    return country.complete()


@pytest.fixture(scope="session")
def drawn_pdf():
    drawn = FPDF()
    drawn.add_page()
    return bytes(drawn.output())


@pytest.fixture(scope="session")
def signed_pdf(country, drawn_pdf):
    return country.pdf(drawn_pdf)


def message(der):
    return cms.ContentInfo.load(der)


def signer_of(info):
    return info["content"]["signer_infos"][0]


def test_a_sound_signature_is_qualified_by_all_five_parts(judged, sound):
    found = judged(sound)
    assert found.qualified
    assert found.format is Format.CADES_DETACHED
    assert (found.coverage.extent, found.coverage.files[0].size) == (Extent.DOCUMENT, len(DOCUMENT))
    assert (found.chain.trusted_list, found.chain.service) == ("ZZ", "Sample service")
    assert (found.moment.basis, found.moment.at) == (Basis.TIME_STAMP, NOW - timedelta(minutes=5))
    assert found.revocation.state is RevocationState.GOOD


def test_who_signed_is_said_as_the_certificate_has_it(judged, sound):
    signer = judged(sound).signer
    assert (signer.name, signer.position, signer.organisation) == ("Sample head", "Director", "Sample organisation")
    assert signer.numbers == (Number(NumberKind.RNOKPP, "1234567899"), Number(NumberKind.EDRPOU, "12345678"))


@pytest.mark.parametrize("encoding", ["base64", "lines", "pem"])
def test_a_message_may_come_in_base64_or_pem(judged, sound, encoding):
    encoded = {
        "base64": base64.b64encode(sound),
        "lines": base64.encodebytes(sound).replace(b"\n", b"\r\n"),
        "pem": pem.armor("PKCS7", sound),
    }
    assert judged(encoded[encoding]).qualified


def test_an_attached_signature_needs_no_document_and_is_about_no_other(country, judged):
    attached = country.complete(detached=False)
    assert judged(attached, None).qualified
    assert judged(attached, b"another document").coverage.fault is CoverageFault.FILE_CHANGED


def test_a_detached_signature_says_that_it_needs_its_document(judged, sound):
    assert needs_document(sound)
    assert not needs_document(DOCUMENT)
    found = judged(sound, None)
    assert found.coverage.fault is CoverageFault.DOCUMENT_MISSING
    assert found.correctness.fault is SignatureFault.CONTENT_MISSING


@pytest.mark.parametrize("kind", ["ecdsa", "rsa", "ed25519"])
@pytest.mark.parametrize("detached", [True, False])
def test_every_usual_algorithm_is_verified(country, judged, kind, detached):
    signer = person(country.authority, _KEYS[kind])
    digest = "sha512" if kind == "ed25519" else "sha384"
    found = judged(country.complete(by=signer, detached=detached, digest=digest), DOCUMENT)
    assert found.correctness.fault is None
    assert found.qualified


def test_rsa_pss_is_verified(country, judged):
    signer = person(country.authority, _KEYS["rsa"])
    assert judged(country.complete(by=signer, pss=True)).qualified


_KEYS = algorithms()


def test_a_container_with_one_document_is_covered_whole(judged, sound):
    found = judged(simple_container(sound), None)
    assert found.qualified
    assert (found.format, found.coverage.extent) == (Format.ASIC_S, Extent.CONTAINER)


def test_a_container_names_what_its_manifest_names_and_what_it_leaves_out(country, judged):
    documents = {"order.txt": DOCUMENT, "plan.txt": b"the plan"}
    found = judged(extended_container(country, documents, {"other.txt": b"unsigned"}), None)
    assert found.qualified
    assert (found.format, found.coverage.extent) == (Format.ASIC_E, Extent.FILES)
    assert [one.name for one in found.coverage.files] == ["order.txt", "plan.txt"]
    assert found.coverage.left_out == ("other.txt",)


def test_a_signed_pdf_is_covered_whole_and_not_after_a_change(judged, signed_pdf):
    found = judged(signed_pdf, None)
    assert (found.format, found.coverage.extent) == (Format.PADES, Extent.WHOLE_PDF)
    assert found.correctness.holds
    assert found.moment.holds
    added = signed_pdf + b"\n1 0 obj\n<<>>\nendobj\n"
    assert judged(added, None).coverage.fault is CoverageFault.CHANGED_AFTERWARDS
    flipped = signed_pdf.replace(b"/Count 1", b"/Count 2", 1)
    assert judged(flipped, None).correctness.fault is SignatureFault.CONTENT_DIFFERS


def test_an_order_is_known_by_its_bytes_in_every_form(country, trusted, drawn_pdf):
    order, other = NamedFile("order.pdf", drawn_pdf), NamedFile("other.pdf", drawn_pdf + b"\n")
    signature = country.complete(drawn_pdf)
    attached, container = country.complete(drawn_pdf, detached=False), simple_container(signature, drawn_pdf)
    for data in (signature, attached, container, country.pdf(drawn_pdf)):
        (one,) = judge_about(NamedFile("signed", data), order, (trusted,), NOW)
        assert one.correctness.holds
        of_other = judge_about(NamedFile("signed", data), other, (trusted,), NOW)
        assert not any(found.correctness.holds for found in of_other)


@pytest.mark.parametrize("signed", [True, False])
def test_a_container_with_other_documents_is_not_about_one_of_them(country, trusted, signed):
    other = {"salaries.txt": b"of somebody else"}
    documents, more = {"order.txt": DOCUMENT} | (other if signed else {}), {} if signed else other
    given, order = NamedFile("signed.asice", extended_container(country, documents, more)), NamedFile("a", DOCUMENT)
    assert not judge_about(given, order, (trusted,), NOW)
    alone = extended_container(country, {"order.txt": DOCUMENT})
    assert len(judge_about(NamedFile("signed.asice", alone), order, (trusted,), NOW)) == 1


def page_of(writer):
    return writer.root["/Pages"]["/Kids"][0]


def turn_page(writer):
    page_of(writer)["/Rotate"] = NumberObject(180)


def turn_page_as_resource(writer):
    turn_page(writer)
    writer.root["/AcroForm"]["/DR"] = DictionaryObject(
        {NameObject("/XObject"): writer.root["/Pages"]["/Kids"].raw_get(0)}
    )


def text_field():
    field = {"/FT": NameObject("/Tx"), "/T": TextStringObject("Sum"), "/V": TextStringObject("1 000 000")}
    return DictionaryObject({NameObject(key): value for key, value in field.items()})


@pytest.mark.parametrize(
    "change",
    [
        turn_page,
        lambda writer: writer.root["/AcroForm"].update({NameObject("/NeedAppearances"): BooleanObject(True)}),
        lambda writer: writer.root["/AcroForm"].update({NameObject("/XFA"): writer.add_object(ArrayObject())}),
        turn_page_as_resource,
        lambda writer: writer.root["/AcroForm"]["/Fields"].append(writer.add_object(text_field())),
        lambda writer: writer.root.update({NameObject("/OpenAction"): writer.add_object(ArrayObject())}),
    ],
    ids=["page", "appearances", "xfa", "resources", "field", "action"],
)
def test_a_pdf_to_which_more_than_a_signature_was_added_is_about_another_document(country, trusted, drawn_pdf, change):
    writer = IncrementalPdfFileWriter(BytesIO(drawn_pdf))
    form = {"/Fields": ArrayObject(), "/SigFlags": NumberObject(3)}
    writer.root["/AcroForm"] = DictionaryObject({NameObject(key): value for key, value in form.items()})
    change(writer)
    writer.update_root()
    writer.update_container(page_of(writer))
    out = BytesIO()
    writer.write(out)
    assert not judge_about(NamedFile("a", country.pdf(out.getvalue())), NamedFile("b", drawn_pdf), (trusted,), NOW)


def test_an_authority_below_a_listed_one_that_may_have_none_is_not_trusted(country, judged):
    below = usage(key_cert_sign=True, crl_sign=True)
    extensions = [(x509.BasicConstraints(ca=True, path_length=None), True), (below, True)]
    lower = person(country.authority, qualified=False, extensions=extensions, subject=name("Lower authority"))
    made = country.sign(by=person(lower))
    made["content"]["certificates"].append(cms.CertificateChoices("certificate", lower.asn1))
    found = judged(with_crl(made, country.crl()))
    assert found.correctness.holds
    assert found.chain.standing is ListStanding.BROKEN


def test_a_certificate_without_a_surname_is_not_called_by_its_given_names(country, judged):
    given = (NameOID.GIVEN_NAME, "Olena Petrivna")
    nameless = person(country.authority, subject=name("Kovalenko Olena Petrivna", given))
    assert judged(country.complete(by=nameless)).signer.name == "Kovalenko Olena Petrivna"


@pytest.mark.parametrize(("minutes", "fault"), [(4, None), (6, TimeFault.WRONG)])
def test_a_time_stamp_may_be_ahead_as_far_as_clocks_differ(country, judged, minutes, fault):
    found = judged(country.complete(at=NOW + timedelta(minutes=minutes)))
    assert (found.moment.fault, found.qualified) == (fault, fault is None)


def test_flipped_content_is_not_what_was_signed(judged, sound):
    found = judged(sound, DOCUMENT[:-1] + b"\x00")
    assert found.correctness.fault is SignatureFault.CONTENT_DIFFERS
    assert found.chain.holds
    assert not found.qualified


def test_another_documents_signature_is_not_this_documents(country, judged):
    other = country.complete(b"another order")
    assert judged(other).correctness.fault is SignatureFault.CONTENT_DIFFERS


def test_a_flipped_signed_attribute_breaks_the_signature(judged, sound):
    info = message(sound)
    said = signer_of(info)["signed_attrs"].dump()
    at = sound.index(said) + said.index(b"Z", said.index(bytes.fromhex("2a864886f70d010905"))) - 1
    flipped = sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :]
    assert judged(flipped).correctness.fault is SignatureFault.SIGNATURE_WRONG


def test_a_signature_without_attributes_is_right_and_names_no_certificate(country, judged):
    plain = _without_attributes(country, DOCUMENT)
    found = judged(plain)
    assert found.correctness.holds
    assert not found.correctness.names_certificate
    assert not found.qualified


def test_signed_attributes_do_not_pass_for_a_document(judged, sound):
    info = message(sound)
    attributes = signer_of(info)["signed_attrs"].untag().dump()
    signer_of(info)["signed_attrs"] = None
    assert judged(info.dump(force=True), attributes).correctness.fault is SignatureFault.ATTRIBUTES_WRONG


def test_another_certificate_with_the_same_name_and_number_is_told(country, judged, sound):
    twin = country.head.certificate
    builder = x509.CertificateBuilder(
        twin.issuer, twin.subject, country.head.key.public_key(), twin.serial_number,
        twin.not_valid_before_utc, twin.not_valid_after_utc, list(twin.extensions),
    )  # fmt: skip
    exchanged = builder.sign(country.authority.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    info = message(sound)
    kept = [one.chosen.dump() for one in info["content"]["certificates"] if one.chosen.dump() != country.head.der]
    certificates = [exchanged, *kept]
    info["content"]["certificates"] = cms.CertificateSet(
        [cms.CertificateChoices({"certificate": cms.Certificate.load(one)}) for one in certificates]
    )
    assert judged(info.dump(force=True)).correctness.fault is SignatureFault.CERTIFICATE_DIFFERS


def test_a_self_made_authority_with_a_look_alike_name_leads_to_no_list(country, judged):
    impostor = Country("ZZ", authority=authority("Sample qualified authority"))
    found = judged(impostor.complete())
    assert found.correctness.holds
    assert found.chain.standing in {ListStanding.NOT_LISTED, ListStanding.BROKEN}
    assert found.moment.fault is TimeFault.UNLISTED
    assert not found.qualified


def test_without_a_list_nothing_is_qualified(judged, sound):
    assert judged(sound, lists=()).chain.standing is ListStanding.NO_LISTS


def test_a_list_out_of_date_qualifies_nothing(country, judged, load, sound):
    expired = load(country.list_xml(until=NOW - timedelta(days=8)))
    assert judged(sound, lists=(expired,)).chain.standing is ListStanding.LIST_EXPIRED
    late = load(country.list_xml(until=NOW - timedelta(days=6)))
    assert judged(sound, lists=(late,)).qualified


def test_a_list_that_was_changed_or_is_signed_by_another_says_nothing(country, judged, trusted, sound):
    other = Country("ZZ")
    replaced = replace(trusted, xml=country.list_xml(operator=other.operator))
    assert judged(sound, lists=(replaced,)).chain.standing is ListStanding.NOT_LISTED
    edited = replace(trusted, xml=trusted.xml.replace(b"Sample service", b"Sample servant"))
    assert judged(sound, lists=(edited,)).chain.standing is ListStanding.NOT_LISTED


def test_a_withdrawn_service_qualifies_nothing(country, judged, load, sound):
    withdrawn = load(country.list_xml(withdrawn=True))
    assert not judged(sound, lists=(withdrawn,)).chain.holds


@pytest.mark.parametrize(
    "extensions",
    [
        [(usage(key_encipherment=True), True)],
        [(usage(digital_signature=True), True), (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)],
        [(usage(digital_signature=True), True), (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False)],
    ],
)
def test_a_certificate_for_something_else_signs_nothing(country, judged, extensions):
    other = person(country.authority, extensions=extensions)
    found = judged(country.complete(by=other))
    assert found.chain.standing is ListStanding.NOT_FOR_SIGNING
    assert not found.qualified


def test_an_ordinary_certificate_of_a_listed_authority_is_not_qualified(country, judged):
    ordinary = person(country.authority, qualified=False)
    assert judged(country.complete(by=ordinary)).chain.standing is ListStanding.NOT_QUALIFIED


def test_a_certificate_that_had_ended_is_told(country, judged):
    ended = person(country.authority, until=NOW - timedelta(days=1))
    assert judged(country.complete(by=ended)).chain.standing is ListStanding.EXPIRED


def test_a_time_stamp_keeps_a_signature_whose_certificate_ended_since(country, trusted):
    soon = person(country.authority, until=NOW + timedelta(days=1))
    data, document = NamedFile("a.p7s", country.complete(by=soon)), NamedFile("order.txt", DOCUMENT)
    (found,) = judge(data, document, (trusted,), NOW + timedelta(days=30))
    assert found.qualified


def test_without_a_time_stamp_only_the_signers_clock_says_when(country, judged):
    found = judged(with_crl(country.sign(stamped=False), country.crl()))
    assert found.moment.basis in {Basis.SIGNERS_CLOCK, Basis.NOTHING}
    assert not found.qualified


def test_a_time_stamp_of_another_signature_is_wrong(country, judged):
    info, other = country.sign(), country.sign(b"another order")
    signer_of(info)["unsigned_attrs"] = signer_of(other)["unsigned_attrs"]
    assert judged(with_crl(info, country.crl())).moment.fault is TimeFault.WRONG


def test_a_time_stamp_of_a_service_that_is_not_listed_proves_nothing(country, judged):
    stranger = stamper(authority("Elsewhere"))
    signer = country._signer(country.head)
    made = asyncio.run(
        signer.async_sign_general_data(DOCUMENT, "sha256", use_cades=True, timestamper=country.time_stamper(stranger))
    )
    assert judged(with_crl(made, country.crl())).moment.fault is TimeFault.UNLISTED


def test_revocation_is_left_open_unknown_or_revoked(country, judged, sound):
    assert judged(country.sign().dump()).revocation.state is RevocationState.UNASKED
    foreign = with_crl(country.sign(), country.crl(by=authority("Elsewhere")))
    assert judged(foreign).revocation.state is RevocationState.UNKNOWN
    revoked = judged(with_crl(country.sign(), country.crl(country.head)))
    assert revoked.revocation.state is RevocationState.REVOKED
    assert revoked.revocation.at == NOW - timedelta(days=2)
    assert not revoked.qualified


def test_a_revocation_after_the_time_stamp_leaves_the_signature_good(country, judged):
    later = country.crl(country.head, at=NOW - timedelta(minutes=1))
    assert judged(with_crl(country.sign(), later)).revocation.state is RevocationState.GOOD


def test_a_revocation_list_made_after_the_certificate_ended_leaves_it_open(country, judged, load):
    at = NOW - timedelta(days=2)
    ended = country.sign(by=person(country.authority, until=NOW - timedelta(days=1)), at=at)
    late, sooner = country.crl(), country.crl(updated_at=NOW - timedelta(days=1, hours=1))
    assert judged(with_crl(ended, late)).revocation.state is RevocationState.UNKNOWN
    assert judged(with_crl(ended, sooner)).qualified
    keeping = country.crl(keeps_since=NOW - timedelta(days=300))
    assert judged(with_crl(ended, keeping)).qualified
    forgetful = country.crl(keeps_since=NOW - timedelta(hours=2))
    assert judged(with_crl(ended, forgetful)).revocation.state is RevocationState.UNKNOWN


def test_an_answer_about_revocation_counts_if_it_is_the_authoritys_of_this_certificate_before_its_end(country, judged):
    extensions = [(usage(digital_signature=True, content_commitment=True), True), (country.ocsp_address(), False)]
    head, other = (person(country.authority, extensions=extensions) for _ in range(2))
    responder, at = country.responder(), NOW - timedelta(minutes=1)
    answer = country.ocsp(head, responder, at)
    assert judged(with_ocsp(country.sign(by=head), answer)).qualified
    for of, by in ((head, other), (head, head), (other, responder)):
        answer = country.ocsp(of, by, at)
        assert judged(with_ocsp(country.sign(by=head), answer)).revocation.state is RevocationState.UNKNOWN
    ended = person(country.authority, extensions=extensions, until=NOW - timedelta(days=1))
    signed_at = NOW - timedelta(days=2)
    for answered_at, state in (
        (NOW - timedelta(days=1, hours=1), RevocationState.GOOD),
        (at, RevocationState.UNKNOWN),
    ):
        signed = with_ocsp(country.sign(by=ended, at=signed_at), country.ocsp(ended, responder, answered_at))
        assert judged(signed).revocation.state is state


def test_a_time_stamp_of_a_list_out_of_date_proves_nothing(country, judged, trusted, load):
    elsewhere = Country("YY")
    past = load(elsewhere.list_xml(until=NOW - timedelta(days=60)), "YY")
    signed = country.sign(stamper=elsewhere.stamper)
    found = judged(with_crl(signed, country.crl()), lists=(trusted, past))
    assert found.moment.fault is TimeFault.UNLISTED
    present = load(elsewhere.list_xml(), "YY")
    assert judged(with_crl(signed, country.crl()), lists=(trusted, present)).qualified


def test_a_time_stamper_that_only_its_authority_is_listed_of_proves_nothing(country, judged):
    signed = country.sign(stamper=stamper(country.authority))
    assert judged(with_crl(signed, country.crl())).moment.fault is TimeFault.UNLISTED


def test_a_signer_and_services_of_the_list_issue_and_sign_nothing(country, judged):
    for by in (person(country.head), country.stamper, country.operator):
        info = country.sign(by=by)
        info["content"]["certificates"].append(cms.CertificateChoices("certificate", country.head.asn1))
        found = judged(with_crl(info, country.crl()))
        assert not found.chain.holds
        assert not found.qualified


def test_a_signer_added_from_another_message_is_judged_alone(country, trusted):
    info, other = country.sign(), country.sign(b"another order")
    info["content"]["signer_infos"].append(signer_of(other))
    data, document = NamedFile("a.p7s", with_crl(info, country.crl())), NamedFile("order.txt", DOCUMENT)
    found = judge(data, document, (trusted,), NOW)
    assert sorted(str(one.correctness.fault) for one in found) == ["None", "content-differs"]


@pytest.mark.parametrize(
    ("part", "broken"),
    [(b"/ByteRange [0 ", b"/ByteRange [/ "), (b"/ByteRange [0 ", b"/ByteRange (0 "), (b"/Sig", b"null")],
)
def test_a_pdf_with_a_signature_of_another_shape_is_refused(judged, signed_pdf, part, broken):
    with pytest.raises(NoSignatureRefused):
        judged(signed_pdf.replace(part, broken), None)


def test_what_is_no_signature_is_refused(judged):
    for data in (b"", b"text", b"\x30\x03\x02\x01\x05", b"%PDF-1.7\nnothing", DOCUMENT):
        with pytest.raises(NoSignatureRefused):
            judged(data, None)


def test_russian_numbers_are_read(country, judged):
    oid = x509.ObjectIdentifier
    subject = name("ООО Образец", (oid("1.2.643.100.4"), "7700000016"), (oid("1.2.643.100.1"), "1027700000010"))
    found = judged(country.complete(by=person(country.authority, subject=subject)))
    assert found.signer.numbers == (Number(NumberKind.INN, "7700000016"), Number(NumberKind.OGRN, "1027700000010"))


def test_nothing_personal_is_in_what_a_judgement_would_log(judged, sound, caplog):
    judged(sound)
    assert "Sample head" not in caplog.text


def _without_attributes(country, content):
    signature = country.head.key.sign(content, ec.ECDSA(hashes.SHA256()))
    head = country.head.asn1
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {"issuer_and_serial_number": {"issuer": head.issuer, "serial_number": head.serial_number}}
        ),
        "digest_algorithm": {"algorithm": "sha256"},
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": signature,
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices({"certificate": head})],
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
