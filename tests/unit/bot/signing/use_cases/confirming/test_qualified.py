"""Documents that demand a qualified signature: whose counts, over which bytes, made when, and what is kept of it."""

import asyncio
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from asn1crypto import crl
from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.qualified_asn1 import QcStatements
from pyhanko.sign.validation.dss import DocumentSecurityStore
from qualified_country import NOW, Country, authority, extended_container, name, person, simple_container, usage

from bot.ledger.entries import Act
from bot.qualified.in_workers import NamedFile
from bot.qualified.judge_signatures import JudgeSignatures
from bot.qualified.judgement import Part
from bot.qualified.refusals import NoSignatureRefused
from bot.qualified.trust.lists import read_list
from bot.qualified.trust.models import TrustedList
from bot.signing.boards.bundle_document import BundleDocument
from bot.signing.models import Class, Confirmation, Handing, Order, RequestState
from bot.signing.notices import RequestSent
from bot.signing.qualified.accept_signature import (
    AcceptSignature,
    QualifiedUnwantedRefused,
    SignatureDiffersRefused,
    SignatureEarlyRefused,
    SignatureForeignRefused,
    SignatureLargeRefused,
    SignatureOfSealRefused,
    SignatureTakenRefused,
)
from bot.signing.qualified.demand_signatures import DemandSignatures
from bot.signing.qualified.names import names_person
from bot.signing.records.record import Method, parse_record
from bot.signing.requests.evidence import Press
from bot.signing.requests.hand_on_request import HandOnRequest
from bot.signing.requests.request_details import AlreadySettled
from bot.signing.requests.sign_request import QualifiedWantedRefused, Signed
from bot.signing.sealing.attachments import attached, content
from bot.signing.sheet.wording import SheetWording
from bot.signing.verification.findings import Integrity
from bot.staff.access import NotAllowedRefused
from bot.staff.identity.rebindings import RebindPolicy
from bot.texts.words import Texts

POLICY = RebindPolicy(delay=timedelta(days=1), marked_for=timedelta(days=30))


class Elsewhere:
    """An organisation that demands qualified signatures of documents to be signed, and a country that makes them."""

    def __init__(self, signing):
        self.signing, self.harness = signing, signing.harness
        self.country = Country("ZZ")
        self.harness.now = NOW

    async def prepare(self):
        xml = self.country.list_xml()
        read = read_list(xml)
        operator, dates = read.operator, (read.issued_at, read.next_update_at)
        kept = TrustedList("ZZ", "ZZ", read.number, *dates, operator.certificate, operator.name, NOW, NOW, xml)
        async with self.harness.open() as tx:
            await tx.trusted_lists.put(kept, new_operator=False)
        await self.demand(Class.SIGN, demanded=True)

    async def demand(self, class_, *, demanded):
        demand, event_id = DemandSignatures(self.harness.open), self.harness.event_id()
        return await demand(self.harness.owner, class_, demanded=demanded, event_id=event_id, now=NOW)

    def certified(self, full_name, *, issuer=None, **options):
        surname, given = full_name.split(" ", 1)
        said = (NameOID.SURNAME, surname), (NameOID.GIVEN_NAME, given), (NameOID.SERIAL_NUMBER, "TINUA-1234567899")
        return person(issuer or self.country.authority, subject=name(full_name, *said), **options)

    def signs(self, content, full_name, **options):
        return self.country.complete(content, by=self.certified(full_name), **options)

    async def send_back(self, document, speaker, data, *, by=None, event_id=None):
        harness, signing = self.harness, self.signing
        request = await signing.request(document, speaker)
        judge = JudgeSignatures(harness.read, signing.workers)
        accept = AcceptSignature(harness.read, harness.open, judge, signing.nudge, POLICY)
        press, given = Press("Читано.", "uk", 101, None, 55), NamedFile("signed.p7s", data)
        event_id = event_id or harness.event_id()
        return await accept(by or speaker, request.id, press, given, event_id=event_id, now=harness.now)

    async def refuses(self, document, data, **options):
        """Return the part for which the signature of the guard is not accepted."""
        answer = await self.send_back(document, self.harness.guard, data, **options)
        assert answer.result is None
        return answer.unproven.unproven[0]

    def pdf(self, original, by):
        """Return a PDF with a PAdES signature, a time stamp, and a revocation list behind it."""
        out = BytesIO(self.country.pdf(original, by=by))
        lists = [crl.CertificateList.load(self.country.crl())]
        DocumentSecurityStore.add_dss(out, sig_contents=None, certs=[self.country.authority.asn1], crls=lists)
        return out.getvalue()

    async def signature(self, document):
        async with self.harness.read() as tx:
            (one,) = await tx.signatures.of_document(document.id)
        return one


@pytest.fixture
async def elsewhere(signing):
    made = Elsewhere(signing)
    await made.prepare()
    return made


async def test_a_qualified_signature_in_any_form_signs_and_is_in_the_finished_file(elsewhere, signing, harness, pdf):
    country, guard = elsewhere.country, harness.guard
    theirs = elsewhere.certified(guard.person.name)
    signature = country.complete(pdf, by=theirs)
    forms = {
        "cades-detached": signature,
        "cades-attached": country.complete(pdf, by=theirs, detached=False),
        "asic-s": simple_container(signature, pdf),
        "pades": elsewhere.pdf(pdf, theirs),
    }
    for form, data in forms.items():
        document = (await signing.send(guard)).document
        assert document.confirmation is Confirmation.QUALIFIED
        answer = await elsewhere.send_back(document, guard, data)
        assert isinstance(answer.result, Signed), (form, answer.unproven)
        kept = await elsewhere.signature(document)
        record = parse_record(kept.record_json)
        assert (record.act.method, record.container.format.value) == (Method.QUALIFIED, form)
        assert (record.signer.name, record.container.name) == (guard.person.name, guard.person.name)
        entry = (await harness.entries(Act.SIGNED))[-1]
        assert entry.facts["container"] == kept.container_sha256 == record.container.sha256
        await signing.finish()
        finished = await signing.content(document)
        assert content(attached(PdfFileReader(BytesIO(finished)))[f"countersign:container-{kept.id}"]) == data
        found = (await signing.check(finished)).verification
        assert (found.integrity, found.signed) == (Integrity.UNCHANGED, 1)
        assert found.signatures[0].container == record.container


async def test_a_file_that_is_no_pdf_is_signed_in_a_container_too(elsewhere, signing, harness):
    text = b"Any bytes at all, such as those of a spreadsheet."
    theirs = elsewhere.certified(harness.guard.person.name)
    country = elsewhere.country
    head, country.head = country.head, theirs
    for data in (country.complete(text), extended_container(country, {"a.xlsx": text})):
        file = await signing.receive_file(text, "Розклад.xlsx", "application/vnd.ms-excel")
        document = (await signing.send(harness.guard, file=file)).document
        answer = await elsewhere.send_back(document, harness.guard, data)
        assert isinstance(answer.result, Signed)
        await signing.finish()
        finished = await signing.content(document)
        assert (await signing.check(finished)).verification.integrity is Integrity.UNCHANGED
    country.head = head


async def test_another_documents_or_an_old_versions_signature_does_not_count(elsewhere, signing, harness, pdf):
    guard, theirs = harness.guard, elsewhere.certified(harness.guard.person.name)
    old = (await signing.send(guard)).document
    signature = elsewhere.country.complete(pdf, by=theirs)
    file = await signing.receive_file(pdf + b"\n% another version\n")
    new = (await signing.send(guard, file=file, replaces=old.id)).document
    assert await elsewhere.refuses(new, signature) is Part.CORRECTNESS
    inside = elsewhere.country.complete(pdf, by=theirs, detached=False)
    for data in (inside, simple_container(signature, pdf), elsewhere.pdf(pdf, theirs), pdf + b"\n% another version\n"):
        with pytest.raises((SignatureDiffersRefused, NoSignatureRefused)):
            await elsewhere.send_back(new, guard, data)
    assert isinstance((await elsewhere.send_back(old, guard, signature)).result, AlreadySettled)
    with pytest.raises(NoSignatureRefused):
        await elsewhere.send_back(new, guard, b"a photo")
    assert (await signing.request(new, guard)).state is RequestState.OPEN


async def test_a_signature_made_before_the_same_bytes_were_sent_again_does_not_count(elsewhere, signing, harness, pdf):
    guard = harness.guard
    harness.now = NOW - timedelta(days=3)
    first = (await signing.send(guard)).document
    harness.now = NOW
    signature = elsewhere.signs(pdf, guard.person.name, at=NOW - timedelta(days=2))
    assert isinstance((await elsewhere.send_back(first, guard, signature)).result, Signed)
    again = (await signing.send(guard)).document
    with pytest.raises(SignatureEarlyRefused):
        await elsewhere.send_back(again, guard, signature)
    fresh = elsewhere.signs(pdf, guard.person.name, at=NOW)
    assert isinstance((await elsewhere.send_back(again, guard, fresh)).result, Signed)


async def test_what_was_signed_in_the_document_already_is_no_signature_of_its_recipient(
    elsewhere, signing, harness, pdf
):
    theirs = elsewhere.certified(harness.guard.person.name)
    signed_before = elsewhere.pdf(pdf, theirs)
    document = (await signing.send(harness.guard, file=await signing.receive_file(signed_before))).document
    with pytest.raises(SignatureDiffersRefused):
        await elsewhere.send_back(document, harness.guard, signed_before)


async def test_another_persons_and_an_organisations_signature_do_not_count(elsewhere, signing, harness, pdf):
    guard, holder = harness.guard, harness.holder
    document = (await signing.send(guard, holder)).document
    foreign = elsewhere.signs(pdf, holder.person.name)
    with pytest.raises(SignatureForeignRefused) as refused:
        await elsewhere.send_back(document, guard, foreign)
    assert refused.value.facts == {"certified": holder.person.name, "listed": guard.person.name}
    with pytest.raises(NotAllowedRefused):
        await elsewhere.send_back(document, guard, foreign, by=holder)
    statements = QcStatements(
        [{"statement_id": "qc_compliance"}, {"statement_id": "qc_type", "statement_info": ["qct_eseal"]}]
    )
    said = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3"), statements.dump())
    extensions = [(usage(digital_signature=True, content_commitment=True), True), (said, False)]
    seal = elsewhere.certified(guard.person.name, qualified=False, extensions=extensions)
    with pytest.raises(SignatureOfSealRefused):
        await elsewhere.send_back(document, guard, elsewhere.country.complete(pdf, by=seal))
    assert not await harness.entries(Act.SIGNED)


async def test_a_certificate_that_names_two_people_confirms_a_document_for_one(elsewhere, signing, harness, pdf):
    guard, holder, country = harness.guard, harness.holder, elsewhere.country
    document = (await signing.send(guard, holder)).document
    said = (NameOID.SURNAME, guard.person.name), (NameOID.GIVEN_NAME, holder.person.name)
    both = country.complete(pdf, by=person(country.authority, subject=name("Both", *said)))
    assert isinstance((await elsewhere.send_back(document, guard, both)).result, Signed)
    with pytest.raises(SignatureTakenRefused):
        await elsewhere.send_back(document, holder, both)
    assert (await signing.request(document, holder)).state is RequestState.OPEN


async def test_the_part_that_says_no_is_named(elsewhere, signing, harness, pdf):
    document, country = (await signing.send(harness.guard)).document, elsewhere.country
    full_name = harness.guard.person.name
    theirs = elsewhere.certified(full_name)
    lookalike = authority(country.authority.certificate.subject.rfc4514_string().removeprefix("CN="))
    self_made = elsewhere.certified(full_name, issuer=lookalike)
    made = {
        Part.CORRECTNESS: country.complete(b"another document", by=theirs),
        Part.CHAIN: country.complete(pdf, by=self_made),
        Part.MOMENT: country.complete(pdf, by=theirs, stamped=False),
        Part.REVOCATION: country.sign(pdf, by=theirs).dump(),
    }
    for part, data in made.items():
        assert await elsewhere.refuses(document, data) is part
    harness.later(days=120)
    assert await elsewhere.refuses(document, country.complete(pdf, by=theirs)) is Part.CHAIN  # the list is out of date


async def test_a_pin_does_not_take_its_place_nor_it_the_pins(elsewhere, signing, harness, pdf):
    qualified = (await signing.send(harness.guard)).document
    with pytest.raises(QualifiedWantedRefused):
        await signing.sign(qualified, harness.guard)
    by_pin = (await signing.send(harness.guard, class_=Class.ACKNOWLEDGE)).document
    with pytest.raises(QualifiedUnwantedRefused):
        await elsewhere.send_back(by_pin, harness.guard, elsewhere.signs(pdf, harness.guard.person.name))


async def test_what_the_organisation_demands_when_it_is_sent_counts_and_needs_no_warning(elsewhere, signing, harness):
    document = (await signing.send(harness.guard, accepted_warning=None, confirmation=Confirmation.TAP)).document
    assert (document.confirmation, document.accepted_warning) == (Confirmation.QUALIFIED, None)
    await elsewhere.demand(Class.SIGN, demanded=False)
    harness.people["owner"] = await _present(harness, harness.owner)
    later = (await signing.send(harness.guard, confirmation=Confirmation.QUALIFIED)).document
    assert later.confirmation is Confirmation.PIN
    assert (await signing.document(document)).confirmation is Confirmation.QUALIFIED
    (first, second) = await harness.entries(Act.REQUIREMENTS_SET)
    assert (first.facts["classes"], second.facts["classes"]) == ("sign", "")


async def test_two_results_sent_at_once_sign_once_and_one_sent_twice_too(elsewhere, signing, harness, pdf):
    guard, event_id = harness.guard, harness.event_id()
    document = (await signing.send(guard, harness.holder)).document
    sent = [elsewhere.signs(pdf, guard.person.name) for _ in range(2)]
    answers = await asyncio.gather(*(elsewhere.send_back(document, guard, data) for data in sent))
    assert sorted(type(one.result).__name__ for one in answers) == ["AlreadySettled", "Signed"]
    assert len(await harness.entries(Act.SIGNED)) == 1
    theirs = elsewhere.signs(pdf, harness.holder.person.name)
    first, second = [await elsewhere.send_back(document, harness.holder, theirs, event_id=event_id) for _ in range(2)]
    assert first == second
    assert signing.nudges == 1


async def test_a_sequence_goes_on_and_a_colleague_signs_in_their_own_name(elsewhere, signing, harness, pdf):
    guard, holder = harness.guard, harness.holder
    document = (await signing.send(guard, harness.owner, order=Order.SEQUENCE, handing=Handing.COLLEAGUE)).document
    request = await signing.request(document, guard)
    hand_on = HandOnRequest(harness.open)
    await hand_on(guard, request.id, holder.person.id, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(SignatureForeignRefused):
        await elsewhere.send_back(document, holder, elsewhere.signs(pdf, guard.person.name))
    await elsewhere.send_back(document, holder, elsewhere.signs(pdf, holder.person.name))
    assert await signing.notices(RequestSent, harness.owner)
    await signing.remind()
    await signing.decline(document, harness.owner)
    await signing.finish()
    found = (await signing.check(await signing.content(document))).verification
    assert (found.integrity, found.signed, found.declined) == (Integrity.UNCHANGED, 1, 1)


async def test_large_files_are_taken_as_long_as_the_finished_one_can_be_sent(elsewhere, signing, harness):
    text = bytes(range(256)) * 4 * 1024 * 11
    file = await signing.receive_file(text, "Креслення.dwg", "application/octet-stream")
    document = (await signing.send(harness.guard, harness.holder, file=file)).document
    inside = [elsewhere.signs(text, one.person.name, detached=False) for one in (harness.guard, harness.holder)]
    assert isinstance((await elsewhere.send_back(document, harness.guard, inside[0])).result, Signed)
    with pytest.raises(SignatureLargeRefused):
        await elsewhere.send_back(document, harness.holder, inside[1])
    apart = elsewhere.signs(text, harness.holder.person.name)
    assert isinstance((await elsewhere.send_back(document, harness.holder, apart)).result, Signed)


async def test_the_bundle_has_the_container_and_what_is_said_of_a_person_names_it(elsewhere, signing, harness, pdf):
    document = (await signing.send(harness.guard)).document
    data = elsewhere.signs(pdf, harness.guard.person.name)
    await elsewhere.send_back(document, harness.guard, data)
    bundle = BundleDocument(harness.read, harness.open, signing.workers, SheetWording(Texts()), signing.link_for)
    packed = await bundle(harness.owner, document.id, "", event_id=harness.event_id(), now=harness.now)
    kept = await elsewhere.signature(document)
    with ZipFile(BytesIO(packed.parts[0])) as archive:
        assert archive.read(f"qualified/signature-{kept.id}.p7s") == data
    async with harness.store.reading() as tx:
        told = await tx.personal.about(document.organisation_id, harness.guard.person.id)
    assert told["signature"][0]["container_sha256"] == kept.container_sha256


@pytest.mark.parametrize(
    ("listed", "certified"),
    [
        ("Шевченко Олена Григорівна", "ШЕВЧЕНКО ОЛЕНА ГРИГОРІВНА"),
        ("Олена Шевченко", "Шевченко Олена Григорівна"),
        ("Дем’яненко Лук'ян", "ДЕМʼЯНЕНКО ЛУК`ЯН ІЛЛІЧ"),
        ("Семёнов Пётр", "Семенов Петр Ильич"),
        ("Nováková-Smith Anna", "ANNA NOVÁKOVÁ SMITH"),
    ],
)
def test_a_name_is_the_same_however_it_is_written(listed, certified):
    assert names_person(listed, certified)
    assert names_person(certified, listed)


@pytest.mark.parametrize(
    ("listed", "certified"),
    [
        ("Шевченко Олена Григорівна", "Шевченко Олена Петрівна"),
        ("Шевченко Олена", "Шевченко Олег"),
        ("Шевченко", "Шевченко Олена"),
        ("Шевченко О. Г.", "Шевченко Олена Григорівна"),
        ("Іван Іван", "Іван Петренко"),
        ("Шевченко Олена", "Shevchenko Olena"),
        ("", ""),
    ],
)
def test_another_name_is_another_person(listed, certified):
    assert not names_person(listed, certified)


async def _present(harness, speaker):
    async with harness.read() as tx:
        return await tx.accounts.present(speaker.account.id)
