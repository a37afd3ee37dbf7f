"""Flipped bits in what is signed: none of them is taken for a qualified signature. The seed is fixed."""

import random

import pytest
from asn1crypto import cms
from qualified_country import DOCUMENT, NOW

from bot.qualified.in_workers import NamedFile
from bot.qualified.judging import judge
from bot.qualified.refusals import NoSignatureRefused
from bot.qualified.trust.models import ListUnreadableRefused, ListUnsignedRefused

SEED = 16


def spans(der, holder):
    """Return where the signature, the signed attributes and the signer's certificate are."""
    info = cms.ContentInfo.load(der)["content"]["signer_infos"][0]
    certificate = holder.asn1["tbs_certificate"]
    parts = (info["signature"].contents, info["signed_attrs"].contents, certificate.contents)
    return [(der.index(part), len(part)) for part in parts]


def flipped(data, at, bit):
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def qualified(der, document, lists):
    try:
        return any(one.qualified for one in judge(NamedFile("a", der), NamedFile("b", document), lists, NOW))
    except NoSignatureRefused:
        return False


def mutations(country, count):
    """Yield messages and documents of which one has a flipped bit."""
    chance = random.Random(SEED)  # noqa: S311 - its choices must be the same in every run
    sound = country.complete()
    places = spans(sound, country.head)
    for number in range(count):
        start, length = places[number % len(places)]
        yield flipped(sound, start + chance.randrange(length), chance.randrange(8)), DOCUMENT
        if not number % 10:
            yield sound, flipped(DOCUMENT, chance.randrange(len(DOCUMENT)), chance.randrange(8))


def test_flipped_bits_are_not_accepted(country, trusted):
    accepted = [one for one in mutations(country, 60) if qualified(*one, (trusted,))]
    assert accepted == []


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_flipped_bit_in_signatures_attributes_certificates_or_content_is_accepted(country, trusted):
    accepted = [one for one in mutations(country, 4500) if qualified(*one, (trusted,))]
    assert accepted == []


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_flipped_bit_in_a_list_is_accepted(country, load):
    xml = country.list_xml()
    chance = random.Random(SEED)  # noqa: S311 - as above
    signed = xml.index(b"<SchemeInformation"), xml.index(b"</TrustServiceProviderList")
    for _ in range(500):
        with pytest.raises((ListUnsignedRefused, ListUnreadableRefused)):
            load(flipped(xml, chance.randrange(*signed), chance.randrange(8)))
