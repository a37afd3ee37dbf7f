import base64
import json
import subprocess
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, timedelta
from shutil import which
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.crypto.authority import issue_person
from bot.crypto.canonical import canonical
from bot.crypto.certificates import certified_key, pem
from bot.crypto.keys import sign
from bot.signing.models import Class, Confirmation
from bot.signing.records.plain import NotPlain, from_plain, to_plain
from bot.signing.records.record import (
    Act,
    ActChannel,
    Carried,
    Kiosk,
    Method,
    Outcome,
    RecordBroken,
    SignatureRecord,
    SignedRecord,
    Signer,
    Trust,
    decode,
    encode,
    file_name,
    parse_record,
    sign_record,
    verify_record,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TIMES = st.datetimes(timezones=st.just(UTC))


@pytest.fixture(scope="module")
def subject(office):
    return office.subject(b"the very bytes")


@pytest.fixture(scope="module")
def record(office, subject):
    return office.record(subject, office.employees[0])


@pytest.fixture(scope="module")
def signed(office, record):
    return sign_record(record, office.employees[0].private, office.employees[0].certificate)


def test_a_record_reads_back_as_it_was_written(record, signed):
    assert parse_record(signed.record_json) == record
    assert decode(encode(signed)) == signed


def test_a_record_under_another_name_than_its_certificates_does_not_hold(office, record, signed):
    person, other = office.employees[:2]
    renamed = replace(record, signer=replace(record.signer, name=other.name))
    with pytest.raises(ValueError, match="another key or person"):
        sign_record(renamed, person.private, person.certificate)
    data = canonical(to_plain(renamed))
    forged = SignedRecord(data, sign(person.private, data), person.certificate)
    verdict = verify_record(forged, office.ca.certificate)
    assert (verdict.signature_holds, verdict.sound, verdict.trust) == (False, False, Trust.OURS)
    assert verify_record(signed, office.ca.certificate).sound


def test_a_person_signs_under_a_new_name_with_a_new_certificate_of_the_same_key(office, record):
    person = office.employees[0]
    renamed = replace(record, signer=replace(record.signer, name="Нове Ім'я"))
    public = certified_key(person.certificate)
    certificate = issue_person(office.ca, public, "Нове Ім'я", str(person.id), record.act.confirmed_at)
    assert certified_key(certificate) == public
    assert verify_record(sign_record(renamed, person.private, certificate), office.ca.certificate).sound


def test_a_record_contains_everything_that_the_evidence_needs(signed):
    members = json.loads(signed.record_json)
    assert members["schema"] == "countersign/signature/1"
    assert members["signer"].keys() >= {"person_id", "name", "personnel_number", "position", "telegram_id", "phone"}
    assert members["signer"].keys() >= {"identified_by", "identified_at", "rebound_at"}
    assert members["agreement"].keys() == {"version", "language"}
    assert members["document"].keys() == {"id", "sha256", "size", "name", "title", "version", "class"}
    assert members["statement"] == {"text": "Я прочитала документ і підписую його.", "language": "uk"}
    assert members["act"]["confirmed_at"] == "2026-03-02T09:30:15.123456Z"
    assert members["act"].keys() >= {"update_id", "callback_id", "message_id", "delivered_at", "opened_at", "method"}
    assert members["result"] == "signed"


def test_the_method_and_the_outcome_follow_from_confirmation_and_class():
    assert [Method.of(one) for one in Confirmation] == [Method.TAP, Method.TAP_AND_PIN, Method.QUALIFIED]
    assert [Outcome.of(one) for one in Class] == [
        Outcome.SIGNED,
        Outcome.ACKNOWLEDGED,
        Outcome.COMPLETED,
        Outcome.WITNESSED,
    ]


@given(
    name=TEXTS,
    phone=st.none() | TEXTS,
    telegram_id=st.integers(0, 2**52),
    confirmed_at=TIMES,
    opened_at=st.none() | TIMES,
    method=st.sampled_from(Method),
    callback_id=st.none() | TEXTS,
)
def test_any_record_has_one_form_and_reads_back_the_same(
    record, name, phone, telegram_id, confirmed_at, opened_at, method, callback_id
):
    signer = replace(record.signer, name=name, phone=phone, telegram_id=telegram_id)
    act = replace(record.act, confirmed_at=confirmed_at, opened_at=opened_at, method=method, callback_id=callback_id)
    other = replace(record, signer=signer, act=act)
    assert parse_record(canonical(to_plain(other))) == other


def _members(kind, at=()):
    for field in fields(kind):
        here = (*at, field.name.rstrip("_"))
        yield here
        if isinstance(field.type, type) and is_dataclass(field.type):
            yield from _members(field.type, here)


@pytest.mark.parametrize("path", list(_members(SignatureRecord)), ids=".".join)
@pytest.mark.parametrize("change", ["without it", "with another type", "with one more beside it"])
def test_a_record_with_any_wrong_member_is_refused(record, path, change):
    plain = to_plain(record)
    holder = plain
    for step in path[:-1]:
        holder = holder[step]
    if change == "without it":
        del holder[path[-1]]
    elif change == "with another type":
        holder[path[-1]] = ["surprise"]
    else:
        holder[path[-1] + "x"] = 1
    with pytest.raises(NotPlain):
        from_plain(SignatureRecord, plain)
    with pytest.raises(RecordBroken):
        parse_record(canonical(plain))


@pytest.mark.parametrize("kind", [Signer, Act])
def test_true_is_not_a_number_and_a_number_is_not_a_text(record, kind):
    plain = to_plain(record.signer if kind is Signer else record.act)
    for key, value in plain.items():
        wrong = True if isinstance(value, int) else 7
        with pytest.raises(NotPlain):
            from_plain(kind, plain | {key: wrong})


def test_a_record_of_another_schema_is_refused(record):
    later = canonical(to_plain(replace(record, schema="countersign/signature/2")))
    with pytest.raises(RecordBroken, match="schema"):
        parse_record(later)


def at_kiosk(record):
    """Return the record as one of a kiosk."""
    kiosk = Kiosk(uuid4(), "Прохідна", uuid4(), "Директор Зразкова", record.act.confirmed_at)
    act = replace(record.act, channel=ActChannel.KIOSK, kiosk=kiosk, update_id=None, callback_id=None, message_id=None)
    return replace(record, signer=replace(record.signer, telegram_id=None), act=act)


def test_a_record_of_a_kiosk_names_the_kiosk_and_nothing_of_telegram(office, record):
    person, there = office.employees[0], at_kiosk(record)
    signed = sign_record(there, person.private, person.certificate)
    assert verify_record(signed, office.ca.certificate).sound
    act = json.loads(signed.record_json)["act"]
    assert (act["channel"], act["kiosk"]["name"], act["kiosk"]["enabled_by"]) == (
        "kiosk",
        "Прохідна",
        "Директор Зразкова",
    )
    assert json.loads(signed.record_json)["signer"]["telegram_id"] is None


@pytest.mark.parametrize(
    "changes",
    [{"channel": ActChannel.TELEGRAM}, {"kiosk": None}, {"update_id": 1}, {"callback_id": "1"}, {"message_id": 1}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_record_that_mixes_a_kiosk_with_telegram_is_refused(record, changes):
    there = at_kiosk(record)
    with pytest.raises(RecordBroken, match="contradict"):
        parse_record(canonical(to_plain(replace(there, act=replace(there.act, **changes)))))


def test_a_record_of_telegram_names_an_account_and_no_kiosk(record):
    for mixed in (
        replace(record, signer=replace(record.signer, telegram_id=None)),
        replace(record, act=replace(record.act, kiosk=at_kiosk(record).act.kiosk)),
        replace(record, act=replace(record.act, channel=ActChannel.KIOSK)),
    ):
        with pytest.raises(RecordBroken, match="contradict"):
            parse_record(canonical(to_plain(mixed)))


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"1", b'"schema"', b"\xff", b"null"])
def test_a_file_that_is_not_a_record_is_refused(text):
    with pytest.raises(RecordBroken):
        decode(text)


def test_a_record_file_with_a_surplus_or_missing_member_is_refused(signed):
    file = json.loads(encode(signed))
    for changed in (file | {"more": "x"}, {key: file[key] for key in file if key != "record"}, file | {"record": "Ж"}):
        with pytest.raises(RecordBroken):
            decode(canonical(changed))


def test_cannot_sign_with_a_key_or_certificate_of_another_person(office, record):
    own, other = office.employees[:2]
    for private, certificate in ((other.private, own.certificate), (other.private, other.certificate)):
        with pytest.raises(ValueError, match="another"):
            sign_record(record, private, certificate)


def test_a_valid_record_is_trusted_in_its_organisation_only(office, stranger, signed, subject):
    carried = Carried(office.party, subject)
    ours = verify_record(signed, office.ca.certificate, carried)
    assert (ours.sound, ours.trust, ours.document_matches) == (True, Trust.OURS, True)
    theirs = verify_record(signed, stranger.ca.certificate, carried)
    assert (theirs.sound, theirs.trust) == (True, Trust.STRANGER)
    assert verify_record(signed).trust is Trust.UNASKED


def test_a_record_about_another_document_is_not_valid(office, signed, subject):
    verdict = verify_record(signed, office.ca.certificate, Carried(office.party, replace(subject, sha256="0" * 64)))
    assert (verdict.sound, verdict.signature_holds, verdict.document_matches) == (False, True, False)


def test_a_signature_made_before_the_certificate_was_valid_is_not_trusted(office, record):
    early = replace(record, act=replace(record.act, confirmed_at=record.act.confirmed_at - timedelta(days=2)))
    employee = office.employees[0]
    verdict = verify_record(sign_record(early, employee.private, employee.certificate), office.ca.certificate)
    assert (verdict.signature_holds, verdict.trust) == (True, Trust.STRANGER)


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_changed_bit_of_a_signed_record_is_detected(office, signed, data):
    name = data.draw(st.sampled_from(["record_json", "signature", "certificate"]))
    content = bytearray(getattr(signed, name))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    verdict = verify_record(replace(signed, **{name: bytes(content)}), office.ca.certificate)
    assert not verdict.sound or verdict.trust is not Trust.OURS


@given(junk=st.binary(max_size=200))
def test_random_bytes_are_an_invalid_record_and_never_an_error(office, junk):
    assert not verify_record(SignedRecord(junk, junk, junk), office.ca.certificate).sound


def test_the_file_of_a_signed_record_is_named_after_its_signature():
    signature_id = uuid4()
    assert file_name(signature_id) == f"signature-{signature_id}.json"


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_openssl_alone_verifies_a_record_from_its_file(office, signed, tmp_path):
    def openssl(*arguments):
        done = subprocess.run(["openssl", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    file = json.loads(encode(signed))
    (tmp_path / "record.json").write_bytes(base64.b64decode(file["record"]))
    (tmp_path / "record.sig").write_bytes(base64.b64decode(file["signature"]))
    (tmp_path / "person.der").write_bytes(base64.b64decode(file["certificate"]))
    (tmp_path / "organisation.pem").write_bytes(pem(office.ca.certificate))
    openssl("x509", "-inform", "DER", "-in", "person.der", "-out", "person.pem")
    (tmp_path / "person.pub").write_text(openssl("x509", "-in", "person.pem", "-noout", "-pubkey"))
    check = ("dgst", "-sha256", "-verify", "person.pub", "-signature", "record.sig", "record.json")
    assert openssl(*check) == "Verified OK\n"
    assert openssl("verify", "-no_check_time", "-CAfile", "organisation.pem", "person.pem") == "person.pem: OK\n"
    (tmp_path / "record.json").write_bytes(signed.record_json.replace(b"signed", b"Signed"))
    assert "Verification failure" in openssl(*check)
