"""Trusted lists whose operator signs with DSTU 4145, as Ukraine's TL-UA-DSTU."""

import re
from datetime import timedelta

import pytest
from dstu_lists import DstuHolder, encoded
from qualified_country import NOW, Country

from bot.cli.evidence.trust import load_list
from bot.qualified.trust.lists import read_list, services
from bot.qualified.trust.models import ListOperatorChangedRefused, ListUnsignedRefused
from bot.settings import read_settings


@pytest.fixture(scope="module")
def operator():
    return DstuHolder("Sample operator", 99)


@pytest.fixture(scope="module")
def listed(operator, country):
    return operator.list_xml(country.unsigned_list())


@pytest.mark.parametrize("names", [("dstu4145-gost34311", "gost34311"), ("dstu4145-dstu7564-256", "dstu7564-256")])
def test_a_list_is_read_by_the_operators_signature(operator, country, names, load):
    xml = operator.list_xml(country.unsigned_list(), *names)
    read = read_list(xml, (operator.der,))
    assert (read.territory, read.operator.certificate) == ("ZZ", operator.der)
    known = services(load(xml)).known_certificate_authorities
    assert [bytes(one.certificate.dump()) for one in known] == [country.authority.der]


@pytest.mark.parametrize(("withdrawn", "known"), [(False, 1), (True, 0)])
def test_services_and_their_status_may_have_ukraines_names(operator, country, load, withdrawn, known):
    unsigned = country.unsigned_list(withdrawn=withdrawn)
    xml = operator.list_xml(unsigned.replace("http://uri.etsi.org/TrstSvc/", "http://czo.gov.ua/TrstSvc/"))
    read = services(load(xml))
    assert len(list(read.known_certificate_authorities)) == known
    assert len(list(read.known_timestamp_authorities)) == 1


async def test_the_first_import_pins_the_operator(operator, country, listed, tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BOT_TOKEN", "123456789:" + "A" * 35)
    settings = read_settings()
    assert (await load_list(settings, listed, None, None)).pinned
    another = DstuHolder("Sample operator", 100).list_xml(country.unsigned_list(number=2))
    with pytest.raises(ListOperatorChangedRefused):
        await load_list(settings, another, None, None)
    with pytest.raises(ListUnsignedRefused):
        await load_list(settings, another, None, operator.der)


def changed(xml, pattern, becomes):
    """Change the first place of a pattern; it must be there."""
    found, count = re.subn(pattern.encode(), becomes.encode(), xml, count=1)
    assert count == 1
    return found


@pytest.mark.parametrize(
    ("pattern", "becomes"),
    [
        ("granted", "grunted"),
        ("<TrustServiceProviderList>", "<TrustServiceProviderList><Extra/>"),
        ("SigningCertificateV2><xades:Cert>", "SigningCertificateV2><xades:Cert><xades:Extra/>"),
        ("#dstu4145-gost34311", "#rsa-sha256"),
        ("#dstu4145-gost34311", "#dstu4145-dstu7564-256"),
        ("#enveloped-signature", "#base64"),
        ('<ds:Reference URI=""', '<ds:Reference URI="#list"'),
        ('Id="properties"', 'Id="other"'),
        ('(?s)<ds:Reference URI="#.*?</ds:Reference>', ""),
        ("(?s)<ds:Object>.*</ds:Object>", ""),
        ("(?s)<ds:SignatureValue>.*</ds:SignatureValue>", "<ds:SignatureValue/>"),
        ("(?s)(<ds:Signature .*</ds:Signature>)", r"\1\1"),
    ],
)
def test_what_is_changed_is_refused(operator, listed, pattern, becomes):
    with pytest.raises(ListUnsignedRefused):
        read_list(changed(listed, pattern, becomes), (operator.der,))


def test_properties_that_name_another_certificate_are_refused(operator, country):
    xml = operator.list_xml(country.unsigned_list(), names=DstuHolder("Another", 100).der)
    with pytest.raises(ListUnsignedRefused):
        read_list(xml, (operator.der,))


def test_a_list_that_was_issued_when_the_certificate_had_ended_is_refused(country):
    ended = DstuHolder("Sample operator", 99, NOW - timedelta(days=802))
    with pytest.raises(ListUnsignedRefused):
        read_list(ended.list_xml(country.unsigned_list()), (ended.der,))


def test_a_list_within_another_is_not_read_for_it(operator, country, listed):
    within = Country("YY").unsigned_list().replace("</TrustServiceStatusList>", "{inner}</TrustServiceStatusList>")
    with pytest.raises(ListUnsignedRefused):
        read_list(within.replace("{inner}", listed.decode()).encode(), (operator.der,))


def test_a_signature_that_is_altered_in_any_byte_is_refused(operator, listed):
    place = listed.index(b"<ds:SignatureValue>") + len(b"<ds:SignatureValue>")
    for offset in range(0, 56, 5):
        at = place + offset
        other = b"A" if listed[at : at + 1] != b"A" else b"B"
        with pytest.raises(ListUnsignedRefused):
            read_list(listed[:at] + other + listed[at + 1 :], (operator.der,))


def test_the_operators_certificate_is_taken_from_the_list_at_first(operator, listed):
    assert encoded(operator.der).encode() in listed
    assert read_list(listed).operator.name == "Common Name: Sample operator"
