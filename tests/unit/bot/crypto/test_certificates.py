import subprocess
from datetime import timedelta
from shutil import which

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.crypto.authority import issue_person, issue_seal, mint_ca
from bot.crypto.certificates import CertificateUnreadableRefused, Use, is_issued_by, parse_certificate, pem
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
    assert not is_issued_by(person, ca.certificate, Use.PERSON, now - timedelta(days=1))
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
