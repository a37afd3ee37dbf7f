"""Revocation lists: what the authority signs is read back, by this code and by OpenSSL, and nothing else counts."""

import subprocess
from datetime import UTC, datetime, timedelta
from shutil import which

import pytest

from bot.crypto.authority import Issued, issue_list, issue_person, mint_ca
from bot.crypto.certificates import parse_certificate
from bot.crypto.keys import mint_key, public_key
from bot.crypto.revocation import ListBroken, Reason, Revoked, parse_list, revoked_serials

NOW = datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)
ADDRESS = "https://pages.example.org/crl/0a1b2c3d.crl"


@pytest.fixture(scope="module")
def authority():
    return mint_ca("ТОВ «Приклад»", NOW)


@pytest.fixture
def printed(tmp_path):
    """Return what OpenSSL prints of a certificate (x509) or a list (crl)."""
    if which("openssl") is None:
        pytest.skip("openssl is not installed")

    def show(kind, data):
        (tmp_path / "data.der").write_bytes(data)
        command = ["openssl", kind, "-inform", "DER", "-in", tmp_path / "data.der", "-noout", "-text"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return show


def revoked(serial, at=NOW):
    return Revoked(serial, at, Reason.SUPERSEDED)


def test_a_list_is_read_back(authority):
    data = issue_list(authority, 7, [revoked(5), revoked(2**150)], NOW)
    found = parse_list(data, authority.certificate)
    assert (found.number, found.made_at) == (7, NOW)
    assert found.next_at > NOW + timedelta(days=1)
    assert found.revoked == {5: NOW, 2**150: NOW}
    empty = parse_list(issue_list(authority, 8, [], NOW), authority.certificate)
    assert (empty.number, empty.revoked) == (8, {})


def test_a_list_of_another_authority_counts_for_nothing(authority):
    other = mint_ca("ТОВ «Приклад»", NOW)
    forged = issue_list(Issued(authority.certificate, other.private), 7, [revoked(5)], NOW)
    alien = issue_list(other, 7, [revoked(5)], NOW)
    assert parse_list(forged, authority.certificate) is None
    assert revoked_serials([forged, alien, b"no list"], authority.certificate) == {}
    assert revoked_serials([issue_list(authority, 1, [revoked(5)], NOW)], None) == {}
    with pytest.raises(ListBroken):
        parse_list(b"no list", authority.certificate)


def test_of_several_lists_the_earliest_date_counts(authority):
    later = issue_list(authority, 1, [revoked(5, NOW + timedelta(days=1)), revoked(6)], NOW)
    earlier = issue_list(authority, 2, [revoked(5)], NOW)
    assert revoked_serials([later, earlier], authority.certificate) == {5: NOW, 6: NOW}


def test_openssl_finds_a_certificate_revoked(authority, printed):
    certificate = issue_person(authority, public_key(mint_key()), "Олена", "1", NOW)
    number = parse_certificate(certificate).number
    text = printed("crl", issue_list(authority, 1, [revoked(number)], NOW))
    assert f"{number:X}" in text
    assert "Superseded" in text


def test_the_address_of_lists_stands_in_certificates(authority, printed):
    issuing = Issued(authority.certificate, authority.private, ADDRESS)
    assert ADDRESS in printed("x509", issue_person(issuing, public_key(mint_key()), "Олена", "1", NOW))
