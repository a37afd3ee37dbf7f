import base64
import json
import random
import time
from pathlib import Path

import pytest
from asn1crypto import cms, crl, x509
from dstu_signing import public_point, sign, tlv
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.national.algorithms import key_algorithm, new_hash, verify_signed
from bot.crypto.national.dstu4145 import verify_dstu4145
from bot.crypto.national.dstu_keys import DstuPublicKey, is_dstu, parse_dstu_public_key
from bot.crypto.national.standard_curves import STANDARD_CURVES

SAMPLES = next((path for at in Path(__file__).parents if (path := at / "shared/qualified").is_dir()), Path("none"))
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the samples beside the repository")
SEED = 4145

PRIVATE = 0x183F60FDF7951FF47D67193F8D073790C1C9B5A3E
NONCE = 0x1025E40BD97DB012B7A1D79DE8E12932D247F61C6
DIGEST = bytes.fromhex("09C9C44277910C9AAEE486883A2EB95B7180166DDF73532EEB76EDAEF52247FF")[::-1]
R, S = 0x274EA2C0CAA014A0D80A424F59ADE7A93068D08A7, 0x2100D86957331832B8E8C230F5BD6A332B3615ACA
SIGNATURE = R.to_bytes(21, "little") + S.to_bytes(21, "little")
"""The example of annex B: its digest, key and signature."""


@pytest.fixture(scope="module")
def example(standard_example):
    """The public key of annex B, which is printed there."""
    point = 0x57DE7FDE023FF929CB6AC785CE4B79CF64ABDC2DA, 0x3E85444324BCF06AD85ABF6AD7B5F34770532B9AA
    return DstuPublicKey(standard_example, point)


def test_the_example_of_the_standard_is_verified_and_made_again(example):
    assert public_point(example.curve, PRIVATE) == example.point
    assert sign(example.curve, PRIVATE, DIGEST, NONCE) == SIGNATURE
    assert verify_dstu4145(example, DIGEST, SIGNATURE)


def test_the_signature_may_be_wrapped_padded_or_big_endian(example):
    wrapped = tlv(4, SIGNATURE)
    padded = b"".join(number.to_bytes(32, "little") for number in (R, S))
    reverse = DstuPublicKey(example.curve, example.point, little_endian=False)
    assert all(verify_dstu4145(example, DIGEST, each) for each in (wrapped, padded, tlv(4, padded)))
    assert verify_dstu4145(reverse, DIGEST, SIGNATURE[::-1])
    assert not verify_dstu4145(reverse, DIGEST, SIGNATURE)
    assert not verify_dstu4145(example, DIGEST, SIGNATURE[::-1])
    assert not verify_dstu4145(example, DIGEST, SIGNATURE[21:] + SIGNATURE[:21])


@pytest.mark.parametrize("curve", STANDARD_CURVES.values(), ids=lambda curve: f"m{curve.field.degree}")
def test_signatures_on_every_standard_curve_are_verified(curve):
    chance = random.Random(SEED + curve.field.degree)  # noqa: S311 - examples
    private, other = chance.randrange(1, curve.order), chance.randrange(1, curve.order)
    key = DstuPublicKey(curve, public_point(curve, private))
    stranger = DstuPublicKey(curve, public_point(curve, other))
    for size in (32, 48, 64):
        digest = chance.randbytes(size)
        signature = sign(curve, private, digest, chance.randrange(1, curve.order))
        assert verify_dstu4145(key, digest, signature)
        assert not verify_dstu4145(stranger, digest, signature)
        assert not verify_dstu4145(key, chance.randbytes(size), signature)


def test_a_digest_of_zero_counts_as_one(example):
    curve = example.curve
    key = DstuPublicKey(curve, public_point(curve, 7))
    assert verify_dstu4145(key, bytes(32), sign(curve, 7, bytes(32), 11))
    assert verify_dstu4145(key, b"\1" + bytes(31), sign(curve, 7, bytes(32), 11))


def test_numbers_outside_the_order_are_refused_at_once(example):
    order = example.curve.order
    pairs = [(0, S), (R, 0), (order, S), (R, order), (R + order, S), (R, S + order), (2**168 - 1, S), (0, 0)]
    began = time.process_time()
    for r, s in pairs:
        assert not verify_dstu4145(example, DIGEST, r.to_bytes(22, "little") + s.to_bytes(22, "little"))
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("signature", [b"", b"\4", b"\4\0", SIGNATURE[:-1], SIGNATURE + b"\0", bytes(10**6), b"\4\x82"])
def test_other_lengths_are_no_signatures(example, signature):
    assert not verify_dstu4145(example, DIGEST, signature)


def test_a_sum_at_infinity_is_no_signature():
    curve = STANDARD_CURVES[0]
    key = DstuPublicKey(curve, curve.base)
    assert not verify_dstu4145(key, DIGEST, (5).to_bytes(21, "little") + (curve.order - 5).to_bytes(21, "little"))


@given(st.integers(0, 8 * len(SIGNATURE) - 1), st.integers(0, 162))
def test_flipped_bits_are_refused(example, of_signature, of_digest):
    assert not verify_dstu4145(example, DIGEST, flipped(SIGNATURE, of_signature))
    assert not verify_dstu4145(example, flipped(DIGEST, of_digest), SIGNATURE)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_every_flipped_bit_is_refused(example):
    for bit in range(8 * len(SIGNATURE)):
        assert not verify_dstu4145(example, DIGEST, flipped(SIGNATURE, bit)), bit
    for bit in range(example.curve.field.degree):  # the bits above are cut off, as the standard says
        assert not verify_dstu4145(example, flipped(DIGEST, bit), SIGNATURE), bit


@given(st.integers(0, 162))
def test_keys_with_a_flipped_bit_verify_nothing(example, bit):
    point = example.curve.decompress(example.curve.compress(example.point) ^ 1 << bit)
    assert point is None or not verify_dstu4145(DstuPublicKey(example.curve, point), DIGEST, SIGNATURE)


def test_one_signature_takes_less_than_a_tenth_of_a_second():
    curve = STANDARD_CURVES[6]
    key = DstuPublicKey(curve, public_point(curve, 99))
    signature = sign(curve, 99, DIGEST, 77)
    seconds = []
    for _ in range(5):
        began = time.process_time()
        assert verify_dstu4145(key, DIGEST, signature)
        seconds.append(time.process_time() - began)
    assert min(seconds) < 0.1


@given(st.binary(max_size=140))
def test_any_bytes_are_judged(example, data):
    assert verify_dstu4145(example, DIGEST, data) is False


@pytest.mark.long
@pytest.mark.timeout(900)
def test_five_thousand_mutations_are_refused(example):
    chance = random.Random(SEED)  # noqa: S311 - examples
    for number in range(5000):
        digest, signature = mutated(chance, DIGEST[:20]) + DIGEST[20:], mutated(chance, SIGNATURE)
        parts = (DIGEST, signature) if number % 2 else (digest, SIGNATURE)
        assert parts == (DIGEST, SIGNATURE) or not verify_dstu4145(example, *parts), (SEED, number)


def flipped(data, bit):
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


def mutated(chance, data):
    """Return the data with bits flipped, bytes replaced or exchanged, but of the same length."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(data)), chance.randrange(len(data))
        if chance.random() < 0.4:
            changed[at] ^= 1 << chance.randrange(8)
        elif chance.random() < 0.5:
            changed[at] = chance.randrange(256)
        else:
            changed[at], changed[other] = changed[other], changed[at]
    return bytes(changed)


def outcomes(der, content=None):
    """Return of each signer whether the content has the digest that it signed, and whether it signed this."""
    data = cms.ContentInfo.load(der)["content"]
    content = data["encap_content_info"]["content"].native or content
    key = public_key(data["certificates"][0].chosen)
    for signer in data["signer_infos"]:
        attributes = {each["type"].native: each["values"] for each in signer["signed_attrs"]}
        hashed = new_hash(signer["digest_algorithm"]["algorithm"].dotted, sbox=parse_dstu_public_key(key).sbox)
        hashed.update(content)
        yield (
            hashed.digest() == attributes["message_digest"][0].native,
            verify_signed(
                key,
                signer["signature_algorithm"]["algorithm"].dotted,
                signer["signed_attrs"].untag().dump(),
                signer["signature"].native,
            ),
        )


@needs_samples
def test_messages_signed_with_others_programs_are_verified():
    tasks = json.loads((SAMPLES / "dstu" / "verify-dstu.json").read_text())["tasks"]
    found = []
    for task in tasks:
        if task["method"] == "VERIFY":
            parts = {name: base64.b64decode(data) for name, data in task["parameters"]["signature"].items()}
            found += outcomes(parts["bytes"], parts.get("content"))
    assert found == [(True, True)] * 4 + [(False, True)]
    assert list(outcomes((SAMPLES / "dstu" / "jkurwa-message.p7").read_bytes())) == [(True, True)]


@needs_samples
@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("diia-test-sign-7775603", "diia-CA-05E19E2CD92EA2990100000001000000E1000000"),
        ("diia-test-kep-7775604", "diia-CA-05E19E2CD92EA2990100000001000000E1000000"),
        ("diia-ocsp-3ED5083160DBC59B0200000001000000202B0F00", "diia-CA-05E19E2CD92EA2990100000001000000E1000000"),
        ("diia-CA-05E19E2CD92EA2990100000001000000E1000000", "CAO-05E19E2CD92EA2990100000001000000C1000000"),
        ("diia-2023-tsp-05E19E2CD92EA29902000000010000004A010000", "CAO-05E19E2CD92EA2990100000001000000C1000000"),
        ("CAO-05E19E2CD92EA2990100000001000000C1000000", "CAO-05E19E2CD92EA2990100000001000000C1000000"),
        ("jkurwa-CA-Justice", "jkurwa-CZOROOT"),
        ("jkurwa-CZOROOT", "jkurwa-CZOROOT"),
    ],
)
def test_certificates_of_ukraines_authorities_are_signed_by_their_issuers(name, issuer):
    certificate = sample(name)
    assert is_dstu(key_algorithm(public_key(certificate)))
    assert is_signed_by(certificate, sample(issuer))
    assert not is_signed_by(certificate, sample("jkurwa-SFS_1"))
    assert not is_signed_by(certificate, sample(issuer), b"\0")


def sample(name):
    return x509.Certificate.load((SAMPLES / "dstu" / f"{name}.cer").read_bytes())


def public_key(certificate):
    return certificate["tbs_certificate"]["subject_public_key_info"].dump()


def is_signed_by(certificate, issuer, appended=b""):
    oid = certificate["signature_algorithm"]["algorithm"].dotted
    signed = certificate["tbs_certificate"].dump() + appended
    return verify_signed(public_key(issuer), oid, signed, certificate["signature_value"].native)


@needs_samples
def test_a_revocation_list_of_diia_is_verified():
    (path,) = (SAMPLES / "dstu").glob("*.crl")
    read = crl.CertificateList.load(path.read_bytes())
    key = public_key(sample("diia-CA-05E19E2CD92EA2990100000001000000E1000000"))
    oid = read["signature_algorithm"]["algorithm"].dotted
    assert verify_signed(key, oid, read["tbs_cert_list"].dump(), read["signature"].native)
    assert not verify_signed(key, oid, read["tbs_cert_list"].dump() + b"\0", read["signature"].native)
