"""What pyHanko says of the same messages: on 200 of them, a third of which were tampered with."""

import asyncio
import random

import pytest
from asn1crypto import cms
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from qualified_country import DOCUMENT, algorithms, person

SEED = 200
CHOICES = [("ecdsa", "sha384", False), ("rsa", "sha256", False), ("rsa", "sha512", True), ("ed25519", "sha512", False)]


def pyhanko_says(country, der):
    """Return whether pyHanko finds the digest and the signature right."""
    context = ValidationContext(trust_roots=[country.authority.asn1], allow_fetching=False)
    try:
        signed = cms.ContentInfo.load(der)["content"]
        status = asyncio.run(async_validate_detached_cms(DOCUMENT, signed, signer_validation_context=context))
    except (SignatureValidationError, SigningError, ValueError, TypeError, KeyError, AttributeError):
        return False
    return bool(status.intact and status.valid)


def tampered(der, chance):
    """Flip a bit of the signature or of the signed attributes."""
    info = cms.ContentInfo.load(der)["content"]["signer_infos"][0]
    part = chance.choice([info["signature"].contents, info["signed_attrs"].contents])
    at = der.index(part) + chance.randrange(len(part))
    return der[:at] + bytes([der[at] ^ 1 << chance.randrange(8)]) + der[at + 1 :]


def agree(country, judged, count):
    chance = random.Random(SEED)  # noqa: S311 - its choices must be the same in every run
    signers = {kind: person(country.authority, key) for kind, key in algorithms().items()}
    said = []
    for _ in range(count):
        kind, digest, pss = chance.choice(CHOICES)
        der = country.sign(by=signers[kind], digest=digest, pss=pss, stamped=False).dump()
        der = tampered(der, chance) if chance.random() < 1 / 3 else der
        said.append((judged(der).correctness.holds, pyhanko_says(country, der)))
    return said


def test_a_few_messages_are_judged_as_pyhanko_judges_them(country, judged):
    said = agree(country, judged, 12)
    assert [ours for ours, _ in said] == [theirs for _, theirs in said]


@pytest.mark.long
def test_two_hundred_messages_are_judged_as_pyhanko_judges_them(country, judged):
    said = agree(country, judged, 200)
    assert {ours for ours, _ in said} == {True, False}
    assert [ours for ours, _ in said] == [theirs for _, theirs in said]
