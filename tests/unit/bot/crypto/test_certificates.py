import subprocess
from datetime import timedelta
from shutil import which

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.crypto.authority import issue_person, issue_seal, issue_tap, mint_ca
from bot.crypto.certificates import (
    CertificateUnreadableRefused,
    Use,
    certified_key,
    is_issued_by,
    parse_certificate,
    pem,
)
from bot.crypto.keys import mint_key, public_key, sign, verify

LONG = "Наливайченко-Кропивницький Олександр-Володимир Костянтинович"
TWENTY_YEARS = timedelta(days=20 * 365)


@pytest.fixture(scope="module")
def ca(now):
    return mint_ca("Ліцей «Світоч»", now)


@pytest.fixture(scope="module")
def person(ca, now):
    return issue_person(ca, public_key(mint_key()), LONG, "0b7d3c1e-person", now)


def test_an_authority_lives_twenty_years_and_says_that_it_is_one(ca, now):
    said = parse_certificate(ca.certificate)
    assert said.is_authority
    assert said.organisation == "Ліцей «Світоч»"
    assert said.valid_from_at <= now
    assert said.valid_until_at > now + TWENTY_YEARS


def test_a_person_keeps_the_whole_name_however_long(person):
    said = parse_certificate(person)
    assert (said.name, said.serial_number) == (LONG, "0b7d3c1e-person")
    assert not said.is_authority


def test_a_private_key_does_not_show_in_print(ca):
    assert "private" not in repr(ca)


def test_the_seal_is_the_organisations_own_and_signs(ca, now):
    seal = issue_seal(ca, now)
    assert verify(seal.certificate, b"text", sign(seal.private, b"text"))
    assert parse_certificate(seal.certificate).name == "Ліцей «Світоч»"
    assert is_issued_by(seal.certificate, ca.certificate, Use.SEAL, now)


def test_a_certificate_is_its_authoritys_at_its_time_and_nobody_elses(ca, person, now):
    assert is_issued_by(person, ca.certificate, Use.PERSON, now)
    assert is_issued_by(person, ca.certificate, Use.PERSON, now - timedelta(days=1))  # a clock that was set back
    assert not is_issued_by(person, ca.certificate, Use.PERSON, now - timedelta(days=2))
    assert not is_issued_by(person, ca.certificate, Use.PERSON, now + TWENTY_YEARS)
    assert not is_issued_by(person, mint_ca("Ліцей «Світоч»", now).certificate, Use.PERSON, now)


def test_neither_a_person_nor_an_authority_stands_where_the_other_must(ca, person, now):
    assert not is_issued_by(ca.certificate, ca.certificate, Use.PERSON, now)
    assert not is_issued_by(person, person, Use.PERSON, now)


def test_nothing_outlives_its_authority(ca, now):
    late = now + TWENTY_YEARS - timedelta(days=30)
    person = issue_person(ca, public_key(mint_key()), "Іван", "p-2", late)
    assert parse_certificate(person).valid_until_at == parse_certificate(ca.certificate).valid_until_at


def test_pem_reads_back_as_the_same_certificate(person):
    assert parse_certificate(pem(person)) == parse_certificate(person)


@given(junk=st.binary(max_size=300) | st.binary(max_size=100).map(lambda b: b"-----BEGIN CERTIFICATE-----\n" + b))
def test_what_is_no_certificate_is_refused(junk):
    with pytest.raises(CertificateUnreadableRefused):
        parse_certificate(junk)


@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_name_fits_and_loses_nothing(ca, now, name):
    assert parse_certificate(issue_person(ca, public_key(mint_key()), name, "p-3", now)).name in {
        name,
        " ".join(name.split()) or "?",
    }


def test_a_serial_number_that_x509_has_no_letters_for_is_the_callers_mistake(ca, now):
    with pytest.raises(ValueError, match="ASCII"):
        issue_person(ca, public_key(mint_key()), "Іван", "ЛД-17", now)


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_openssl_builds_the_chain_too(ca, person, now, tmp_path):
    (tmp_path / "ca.pem").write_bytes(pem(ca.certificate))
    (tmp_path / "person.pem").write_bytes(pem(person))
    command = ["openssl", "verify", "-x509_strict", "-attime", str(int(now.timestamp())), "-CAfile", "ca.pem"]
    found = subprocess.run([*command, "person.pem"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.stdout == "person.pem: OK\n", found.stderr


def test_a_certificate_states_its_use_in_four_places_that_agree(ca, now):
    person = issue_person(ca, public_key(mint_key()), "Іван", "p-4", now)
    tap = issue_tap(ca, public_key(mint_key()), "Іван", "p-4", now)
    uses = {Use.PERSON: person, Use.TAP: tap, Use.SEAL: issue_seal(ca, now).certificate}
    for use, certificate in uses.items():
        assert parse_certificate(certificate).use is use
        assert [other for other in Use if is_issued_by(certificate, ca.certificate, other, now)] == [use]
    assert parse_certificate(ca.certificate).use is None
    assert parse_certificate(tap).valid_until_at == (now + timedelta(hours=1)).replace(microsecond=0)


@pytest.mark.parametrize("place", range(4))
def test_a_certificate_that_contradicts_itself_has_no_use(ca, now, place):
    """One of the four is a seal's, the others are a person's."""
    seal = x509.load_der_x509_certificate(issue_seal(ca, now).certificate)
    person = x509.load_der_x509_certificate(issue_person(ca, public_key(mint_key()), "Іван", "p-5", now))
    unit = (seal if place == 0 else person).subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    subject = x509.Name([*unit, *(one for one in person.subject if one.oid != NameOID.ORGANIZATIONAL_UNIT_NAME)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(person.issuer)
        .public_key(person.public_key())
        .serial_number(7)
        .not_valid_before(person.not_valid_before_utc)
        .not_valid_after(person.not_valid_after_utc)
    )
    kinds = (x509.CertificatePolicies, x509.ExtendedKeyUsage, x509.KeyUsage)
    for number, kind in enumerate(kinds, start=1):
        source = seal if number == place else person
        value = source.extensions.get_extension_for_class(kind).value
        if number == place == 3:
            value = x509.KeyUsage(True, True, True, *[False] * 6)
        builder = builder.add_extension(value, critical=False)
    key = serialization.load_der_private_key(ca.private, password=None)
    mixed = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    assert parse_certificate(mixed).use is None
    assert not any(is_issued_by(mixed, ca.certificate, use, now) for use in Use)


def test_the_key_of_a_certificate_is_the_one_that_was_certified(ca, now):
    own = public_key(mint_key())
    assert certified_key(issue_person(ca, own, "Іван", "p-6", now)) == own


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_openssl_takes_the_seal_for_documents_and_no_persons_certificate(ca, person, now, tmp_path):
    (tmp_path / "ca.pem").write_bytes(pem(ca.certificate))
    found = {}
    for name, certificate in (("seal", issue_seal(ca, now).certificate), ("person", person)):
        (tmp_path / f"{name}.pem").write_bytes(pem(certificate))
        command = ["openssl", "verify", "-purpose", "smimesign", "-attime", str(int(now.timestamp())), "-CAfile"]
        done = subprocess.run([*command, "ca.pem", f"{name}.pem"], cwd=tmp_path, capture_output=True, check=False)
        found[name] = done.returncode
    assert (found["seal"], found["person"] == 0) == (0, False)
