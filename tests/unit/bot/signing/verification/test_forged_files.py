"""Files that whoever holds the organisation's keys could make, each of which proves less than it claims."""

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.signing.models import Carrying, Class
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import Method, Outcome, Party, Trust, sign_record
from bot.signing.sealing.seal import Parts, Seal
from bot.signing.sealing.sealed_pdf import seal_pdf
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.verification.findings import Fault, Integrity
from bot.signing.verification.in_workers import verify


@pytest.fixture(scope="module")
def sheet(office, pdf, words):
    return draw_sheet(office.sheet(office.subject(pdf), 2, 1), words)


@pytest.fixture
def checked(office, pdf, sheet, now):
    """Seal a document with these records, and return what verifying it finds."""

    def check(*signed, seal=None, expected=3):
        dossier = Dossier(office.party, office.subject(pdf), expected, 1, "ab" * 32)
        parts = Parts(pdf, sheet, dossier, signed, seal or office.seal, now)
        return verify(seal_pdf(parts, Carrying.PAGES), office.ca.certificate)

    return check


@pytest.fixture
def signed(office, pdf):
    """Sign a record that differs from the right one in some members."""

    def sign(place=0, **changes):
        employee = office.employees[place]
        return sign_record(
            replace(office.record(office.subject(pdf), employee, place), **changes),
            employee.private,
            employee.certificate,
        )

    return sign


def test_records_of_this_document_count(checked, signed):
    found = checked(signed(0), signed(1))
    assert (found.integrity, found.trust, found.signed) == (Integrity.UNCHANGED, Trust.OURS, 2)


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
def test_a_record_about_another_document_does_not_count(checked, signed, office, pdf, changes):
    result = Outcome.of(changes.get("class_", Class.SIGN))
    found = checked(signed(0), signed(1, document=replace(office.subject(pdf), **changes), result=result))
    assert (found.integrity, found.signed) == (Integrity.CHANGED, 1)
    assert Fault.RECORD_UNSOUND in found.faults


@pytest.mark.parametrize("party", ["id", "name"])
def test_a_record_for_another_organisation_does_not_count(checked, signed, office, party):
    other = Party(uuid4(), office.party.name) if party == "id" else Party(office.party.id, "Чужа організація")
    found = checked(signed(0), signed(1, organisation=other))
    assert (found.integrity, found.signed) == (Integrity.CHANGED, 1)


def test_a_result_that_the_class_does_not_have_does_not_count(checked, signed, office):
    with pytest.raises(ValueError, match="result"):
        signed(1, result=Outcome.COMPLETED)


def test_one_person_is_counted_once(checked, signed):
    found = checked(signed(0), signed(0, id=uuid4(), request_id=uuid4()))
    assert (found.integrity, found.signed) == (Integrity.CHANGED, 1)
    assert Fault.SIGNER_TWICE in found.faults


def test_one_request_is_counted_once(checked, signed, office, pdf):
    first = office.record(office.subject(pdf), office.employees[0])
    found = checked(signed(0), signed(1, request_id=first.request_id))
    assert (found.integrity, found.signed) == (Integrity.CHANGED, 1)


def test_no_more_can_have_signed_than_have_a_request(checked, signed):
    assert Fault.MANIFEST_BROKEN in checked(signed(0), signed(1), expected=2).faults


def test_a_persons_certificate_is_no_seal(checked, signed, office):
    person = office.employees[2]
    found = checked(signed(0), signed(1), seal=Seal(person.private, person.certificate, (office.ca.certificate,)))
    assert found.trust is Trust.STRANGER
    assert found.integrity is Integrity.CHANGED
    assert Fault.SEAL_UNFIT in found.faults


def test_a_seals_certificate_is_no_persons(office, pdf, checked, signed):
    record = office.record(office.subject(pdf), office.employees[0])
    with pytest.raises(ValueError, match="certificate"):
        sign_record(record, office.seal.private, office.seal.certificate)


def test_a_certificate_for_one_tap_does_not_stand_for_a_pin(office, pdf):
    employee = office.taps(office.employees[0].name)
    record = office.record(office.subject(pdf), employee)
    assert record.act.method is Method.TAP_AND_PIN
    with pytest.raises(ValueError, match="certificate"):
        sign_record(record, employee.private, employee.certificate)
    sign_record(replace(record, act=replace(record.act, method=Method.TAP)), employee.private, employee.certificate)
