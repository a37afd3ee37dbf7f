"""The page that checks files in the browser finds what `countersign verify` finds: the same files, the same JSON."""

import random
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

import pytest
from unit.bot.signing.verification.passkey_device import SITE, Device
from unit.bot.signing.verification.time_authority import STAMPED_AT, time_authority
from unit.web.node import Page, node

from bot.crypto.authority import issue_list, issue_passkey, mint_ca
from bot.crypto.canonical import canonical
from bot.crypto.certificates import RelyingParty, parse_certificate, pem
from bot.crypto.keys import public_key, sign
from bot.crypto.revocation import Reason, Revoked
from bot.qualified.judgement import Format
from bot.signing.models import Carrying, Class
from bot.signing.records.manifest import Dossier
from bot.signing.records.plain import to_plain
from bot.signing.records.record import (
    ActChannel,
    Container,
    Kiosk,
    Method,
    Outcome,
    Party,
    SignedRecord,
    sign_record,
)
from bot.signing.sealing.seal import Parts, Seal
from bot.signing.sealing.sealed_pdf import seal_pdf
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.verification.in_workers import verify

EVIDENCE = Path(__file__).parents[5] / "docs" / "evidence"

pytestmark = pytest.mark.skipif(node() is None, reason="Node.js is not installed")


@pytest.fixture(scope="module")
def page():
    page = Page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def finished(office, pdf):
    return office.finishes(pdf)


@pytest.fixture
def both(page, office, tmp_path):
    """Verify bytes here and on the page, and return both results; `certificate` is PEM, or None."""

    def verify_both(data, certificate=office.ca.certificate):
        file, authority = tmp_path / "file.pdf", tmp_path / "organisation.pem"
        file.write_bytes(data)
        if certificate is not None:
            authority.write_bytes(pem(certificate))
        found = page.verify(file, authority if certificate is not None else None)
        return verify(data, certificate).as_json(), found

    return verify_both


@pytest.fixture
def same(both):
    """Verify bytes on both sides, and expect the same JSON, except for how an authority of time stamps is called."""

    def check(data, *certificate):
        here, there = both(data, *certificate)
        for found in (here, there):
            if found["timestamp"]:
                found["timestamp"] = found["timestamp"]["at"]
        assert there == here
        return there

    return check


@pytest.fixture(scope="module")
def sheet(office, pdf, words):
    return draw_sheet(office.sheet(office.subject(pdf), 2, 1), words)


@pytest.fixture
def sealed(office, pdf, sheet, now):
    """Seal a document with these records, whatever they say."""

    def seal(*signed, seal=None, expected=3, containers=MappingProxyType({})):
        dossier = Dossier(office.party, office.subject(pdf), expected, 1, "ab" * 32)
        parts = Parts(pdf, sheet, dossier, signed, seal or office.seal, now, containers=containers)
        return seal_pdf(parts, Carrying.PAGES)

    return seal


@pytest.fixture
def signed(office, pdf):
    """Sign a record that differs from the right one in some members."""

    def sign(place=0, employee=None, **changes):
        person = employee or office.employees[place]
        record = replace(office.record(office.subject(pdf), person, place), **changes)
        return sign_record(record, person.private, person.certificate)

    return sign


def test_a_finished_file(same, finished, stranger):
    assert same(finished)["answer"] == "unchanged"
    assert same(finished, None)["trust"] == "unasked"
    assert same(finished, stranger.ca.certificate)["answer"] == "unknown"


def test_an_authority_of_the_same_name_is_not_trusted(same, finished, office, now):
    assert same(finished, mint_ca(office.party.name, now).certificate)["trust"] == "stranger"


def test_the_example_of_the_documentation(same):
    assert same((EVIDENCE / "example.pdf").read_bytes(), None)["integrity"] == "unchanged"


def test_records_of_a_kiosk_and_those_that_contradict_themselves(same, sealed, office, pdf):
    record = office.record(office.subject(pdf), office.employees[0], 0)
    kiosk = Kiosk(uuid4(), "Прохідна", uuid4(), "Директор Зразкова", record.act.confirmed_at)
    nothing = {"update_id": None, "callback_id": None, "message_id": None}
    there = replace(record.act, channel=ActChannel.KIOSK, kiosk=kiosk, **nothing)
    at_kiosk = replace(record, signer=replace(record.signer, telegram_id=None), act=there)
    mixed = (
        replace(record, act=replace(record.act, kiosk=kiosk)),
        replace(record, signer=replace(record.signer, telegram_id=None)),
        *(replace(at_kiosk, act=replace(there, **{name: 7})) for name in ("update_id", "message_id")),
        replace(at_kiosk, act=replace(there, kiosk=None)),
    )
    person = office.employees[0]

    def signed(one):
        data = canonical(to_plain(one))
        return SignedRecord(data, sign(person.private, data), person.certificate)

    assert same(sealed(signed(at_kiosk)))["signatures"][0]["signature_holds"]
    for one in mixed:
        assert not same(sealed(signed(one)))["signatures"][0]["signature_holds"]


@pytest.mark.parametrize("name", ["Наказ.docx", "Наказ.pdf"])
def test_a_file_that_is_wrapped_in_its_sheet(same, office, name):
    found = same(office.finishes(b"PK\x03\x04 no pdf at all", name))
    assert (found["integrity"], found["carrying"]) == ("unchanged", "attachment")


def test_a_file_with_cross_reference_streams(same, office, qpdf, pdf):
    packed = qpdf(pdf, "--object-streams=generate", "--compress-streams=y")
    assert same(office.finishes(packed))["integrity"] == "unchanged"


def test_a_signed_pdf_that_is_wrapped(same, office, presigned, pdf):
    assert same(office.finishes(presigned(pdf, certify=True)))["carrying"] == "attachment"


def test_files_of_other_kinds_are_unknown(same, pdf, presigned, finished):
    for data in (b"x", b"%PDF-1.7\n", pdf, pdf[:500], presigned(pdf, certify=False), finished[: len(finished) // 3]):
        assert same(data)["integrity"] == "unknown"


def test_a_file_that_was_cut_or_lengthened(both, finished):
    for data in (finished[:-1], finished[:-40], finished + b"\n", finished + b"%%EOF\n", finished + finished):
        here, there = both(data)
        assert here["integrity"] == there["integrity"] == "changed"


@pytest.mark.parametrize(
    "changes",
    [
        {"id": uuid4()},
        {"title": "Рахунок на відпустку"},
        {"name": "Інша назва.pdf"},
        {"version": 2},
        {"size": 1},
        {"class_": Class.ACKNOWLEDGE},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_record_about_another_document(same, sealed, signed, office, pdf, changes):
    result = Outcome.of(changes.get("class_", Class.SIGN))
    other = replace(office.subject(pdf), **changes)
    assert "record-unsound" in same(sealed(signed(0), signed(1, document=other, result=result)))["faults"]


def test_a_record_for_another_organisation(same, sealed, signed, office):
    for other in (Party(uuid4(), office.party.name), Party(office.party.id, "Чужа організація")):
        assert same(sealed(signed(0), signed(1, organisation=other)))["signed"] == 1


def test_a_person_or_a_request_that_is_there_twice(same, sealed, signed, office, pdf):
    first = office.record(office.subject(pdf), office.employees[0])
    again = signed(0, id=uuid4(), request_id=uuid4())
    assert "signer-twice" in same(sealed(signed(0), again))["faults"]
    assert same(sealed(signed(0), signed(1, request_id=first.request_id)))["signed"] == 1


def test_more_records_than_requests(same, sealed, signed):
    assert "manifest-broken" in same(sealed(signed(0), signed(1), expected=2))["faults"]


def test_a_persons_certificate_as_a_seal(same, sealed, signed, office):
    person = office.employees[2]
    seal = Seal(person.private, person.certificate, (office.ca.certificate,))
    assert "seal-unfit" in same(sealed(signed(0), signed(1), seal=seal))["faults"]


def test_a_record_by_a_certificate_of_another_authority(same, sealed, signed, stranger):
    alien = stranger.employs("Коваль Олена Ігорівна")
    found = same(sealed(signed(1), signed(employee=alien)))
    assert (found["answer"], found["signed"]) == ("unchanged", 1)


def test_a_record_confirmed_with_a_qualified_signature_needs_its_very_file(same, sealed, signed, office, pdf, now):
    data = b"whatever was sent, since nobody judges it here"
    said = Container(sha256(data).hexdigest(), Format.ASIC_S, "Коваль Олена", "ЦСК", "cd" * 32, "UA", now)
    once = office.taps(office.employees[1].name)
    act = replace(office.record(office.subject(pdf), once).act, method=Method.QUALIFIED, callback_id=None)
    qualified = signed(1, once, act=act, container=said)
    found = same(sealed(signed(0), qualified, containers={said.sha256: data}))
    assert (found["answer"], found["signed"], found["signatures"][1]["container"]["name"]) == (
        "unchanged",
        2,
        said.name,
    )
    other = same(sealed(signed(0), qualified, containers={said.sha256: b"another file"}))
    assert (other["answer"], other["faults"]) == ("changed", ["records-differ"])


def test_a_qualified_signature_is_part_of_no_other_record(same, sealed, office, pdf, now):
    said = Container("ab" * 32, Format.PADES, "Коваль Олена", "ЦСК", "cd" * 32, "UA", now)
    person = office.employees[0]
    plain = canonical(to_plain(replace(office.record(office.subject(pdf), person), container=said)))
    forged = SignedRecord(plain, sign(person.private, plain), person.certificate)
    found = same(sealed(forged, containers={said.sha256: b""}))
    assert set(found["faults"]) == {"record-unsound", "records-differ"}


def test_signatures_before_and_after_their_certificates_were_revoked(same, sealed, signed, office, stranger, now):
    first, second, third = (parse_certificate(one.certificate).number for one in office.employees[:3])
    until = {first: now + timedelta(days=1), second: now - timedelta(days=1), third: now}
    revoked = [Revoked(serial, at.replace(microsecond=0), Reason.SUPERSEDED) for serial, at in until.items()]
    lists = (issue_list(office.ca, 2, revoked[1:], now), issue_list(stranger.ca, 9, revoked, now))
    found = same(sealed(signed(0), signed(1), signed(2), seal=replace(office.seal, lists=lists), expected=4))
    assert (found["answer"], found["signed"]) == ("unchanged", 1)
    whole = same(
        sealed(signed(0), signed(1), seal=replace(office.seal, lists=(issue_list(office.ca, 3, revoked, now),)))
    )
    assert [one["revoked_at"] is not None for one in whole["signatures"]] == [True, True]
    assert whole["signed"] == 1


def test_a_record_of_a_tap(same, sealed, office, pdf):
    employee = office.taps(office.employees[0].name)
    record = office.record(office.subject(pdf), employee)
    tap = sign_record(
        replace(record, act=replace(record.act, method=Method.TAP)), employee.private, employee.certificate
    )
    assert same(sealed(tap))["signatures"][0]["act"]["method"] == "tap"


ASSERTIONS = [
    {},
    {"flags": 0x1D},
    {"flags": 0x85, "tail": b"\xa0"},
    {"flags": 0x04},
    {"flags": 0x05 | 0x40},
    {"flags": 0x05 | 0x10},
    {"tail": b"\xa0"},
    {"type": "webauthn.create"},
    {"challenge": None},
    {"origin": "https://sign.example.org:8443"},
    {"crossOrigin": True},
    {"crossOrigin": "false"},
    {"crossOrigin": None},
    {"topOrigin": "https://evil.example"},
    {"client": b"[]"},
    {"client": b"\xff"},
    {"client": b'{"type":"webauthn.get","type":"webauthn.get"}'},
    {"site": RelyingParty("example.org", SITE.origin)},
]


def test_records_confirmed_by_passkeys(same, sealed, office, pdf, now):
    device, employee = Device(), office.employees[0]
    certificate = issue_passkey(office.ca, public_key(device.private), employee.name, str(employee.id), SITE, now)
    record = office.record(office.subject(pdf), employee)
    message = canonical(to_plain(replace(record, act=replace(record.act, method=Method.PASSKEY))))
    holding = 0
    for how in ASSERTIONS:
        assertion, signature = device.confirms(message, **how)
        found = same(sealed(SignedRecord(message, signature, certificate, assertion)))
        holding += found["signatures"][0]["signature_holds"]
    assert holding == 4


def test_a_time_stamp_in_the_seal(same, office, pdf):
    found = same(office.finishes(pdf, tsa=time_authority()))
    assert (found["integrity"], found["timestamp"]) == ("unchanged", STAMPED_AT.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def flipped(data, place, bit):
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def expect_the_same_of_flipped(both, finished, how_many):
    chance = random.Random(20260302)  # noqa: S311 - places in a file
    for place in chance.sample(range(len(finished)), how_many):
        bit = chance.randrange(8)
        here, there = both(flipped(finished, place, bit))
        found = (there["integrity"], there["answer"])
        assert found == (here["integrity"], here["answer"]) == ("changed", "changed"), (place, bit)


@pytest.mark.long
def test_a_hundred_single_bits(both, finished):
    expect_the_same_of_flipped(both, finished, 100)


@pytest.mark.long
def test_two_thousand_single_bits(both, finished):
    expect_the_same_of_flipped(both, finished, 2000)
