import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from asn1crypto import cms, pem, x509

from bot.crypto.national.gost_r import (
    GostVerdict,
    gost_r_digest,
    is_available,
    is_gost_r,
    verify_gost_signed,
)

FOLDER = "shared/qualified/gost"
SAMPLES = next((path for at in Path(__file__).parents if (path := at / FOLDER).is_dir()), Path("none"))
needs_engine = pytest.mark.skipif(not is_available(), reason="needs OpenSSL's engine gost (libengine-gost-openssl)")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the samples beside the repository")
CONTENT = b"Order for a service QR code.\r\n"
STREEBOG_256, STREEBOG_512 = "1.2.643.7.1.1.2.2", "1.2.643.7.1.1.2.3"
GOOD, BAD, UNREADABLE = GostVerdict.GOOD, GostVerdict.BAD, GostVerdict.UNREADABLE


@pytest.fixture(scope="module")
def openssl(tmp_path_factory):
    """Run `openssl` with the engine in a folder of its own, and return the folder."""
    folder = tmp_path_factory.mktemp("gost")

    def run(*arguments):
        return subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, check=True).stdout

    run.folder = folder
    return run


@pytest.fixture(scope="module")
def signer(openssl):
    """Make a self-signed certificate for a set of parameters; return it in DER."""

    def make(name, algorithm="gost2012_256", parameters="A", digest="md_gost12_256"):
        key = ("-newkey", algorithm, "-pkeyopt", f"paramset:{parameters}", "-keyout", f"{name}.key", "-nodes")
        subject = ("-subj", f"/CN={name}", "-days", "2", f"-{digest}", "-outform", "DER", "-out", f"{name}.der")
        openssl("req", "-engine", "gost", "-x509", *key, *subject)
        openssl("x509", "-engine", "gost", "-inform", "DER", "-in", f"{name}.der", "-out", f"{name}.pem")
        return (openssl.folder / f"{name}.der").read_bytes()

    return make


@pytest.fixture(scope="module")
def message(openssl):
    """Sign the content as a person who was made by `signer`; return the CMS message in DER."""

    def sign(name, digest="md_gost12_256", *options):
        (openssl.folder / "content").write_bytes(CONTENT)
        by = ("-signer", f"{name}.pem", "-inkey", f"{name}.key", "-md", digest, "-outform", "DER")
        return openssl("cms", "-engine", "gost", "-sign", "-binary", "-in", "content", *by, *options)

    return sign


def public_key(certificate):
    return certificate["tbs_certificate"]["subject_public_key_info"].dump()


def verdict(der, content, certificate=None):
    """Judge the only signature of a message as RFC 5652 says: the digest among the signed attributes, and these."""
    message = cms.ContentInfo.load(der)["content"]
    (info,) = message["signer_infos"]
    serial = info["sid"].chosen["serial_number"].native
    own = {each.chosen.serial_number: each.chosen for each in message["certificates"]}
    key = public_key(certificate or own[serial])
    oid, signature = info["signature_algorithm"]["algorithm"].dotted, info["signature"].native
    data = message["encap_content_info"]["content"].native or content
    if not info["signed_attrs"]:
        return verify_gost_signed(key, oid, data, signature)
    (digest,) = (each["values"][0].native for each in info["signed_attrs"] if each["type"].native == "message_digest")
    if gost_r_digest(info["digest_algorithm"]["algorithm"].dotted, data) != digest:
        return BAD
    return verify_gost_signed(key, oid, info["signed_attrs"].untag().dump(), signature)


@needs_engine
@pytest.mark.parametrize(
    ("algorithm", "parameters", "digest"),
    [
        ("gost2012_256", "A", "md_gost12_256"),
        ("gost2012_256", "TCB", "md_gost12_256"),
        ("gost2012_512", "B", "md_gost12_512"),
    ],
)
def test_messages_of_openssl_are_verified(signer, message, algorithm, parameters, digest):
    certificate = x509.Certificate.load(signer(parameters, algorithm, parameters, digest))
    for options in ((), ("-noattr",), ("-nodetach",)):
        assert verdict(message(parameters, digest, *options), CONTENT) is GOOD
    detached = message(parameters, digest, "-nocerts")
    assert verdict(detached, CONTENT, certificate) is GOOD
    assert verdict(detached, CONTENT + b" ", certificate) is BAD
    assert verdict(detached[:-3] + bytes([detached[-3] ^ 1]) + detached[-2:], CONTENT, certificate) is BAD


@needs_engine
def test_signed_bytes_are_verified_by_themselves(signer, message):
    alice, stranger = (x509.Certificate.load(signer(name)) for name in ("alice", "stranger"))
    (info,) = cms.ContentInfo.load(message("alice"))["content"]["signer_infos"]
    oid, signature = info["signature_algorithm"]["algorithm"].dotted, info["signature"].native
    key, attributes = public_key(alice), info["signed_attrs"].untag().dump()
    assert verify_gost_signed(key, oid, attributes, signature) is GOOD
    assert verify_gost_signed(key, oid, attributes + b"\0", signature) is BAD
    assert verify_gost_signed(key, oid, attributes, signature[::-1]) is BAD
    assert verify_gost_signed(public_key(stranger), oid, attributes, signature) is BAD
    assert verify_gost_signed(key, oid, attributes, signature[:-1]) in {BAD, UNREADABLE}
    assert verify_gost_signed(key[:-1], oid, attributes, signature) is UNREADABLE
    assert verify_gost_signed(key, "1.2.840.10045.4.3.2", attributes, signature) is UNREADABLE


@needs_engine
def test_streebog_is_computed():
    empty = "3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb"
    assert gost_r_digest(STREEBOG_256, b"").hex() == empty
    assert len(gost_r_digest(STREEBOG_512, b"text")) == 64
    assert gost_r_digest("2.16.840.1.101.3.4.2.1", b"text") is None


@needs_engine
@pytest.mark.long
@pytest.mark.timeout(900)
def test_verdicts_agree_with_openssl_on_five_hundred_messages(openssl, signer, message):
    signer("many")
    path = openssl.folder / "judged"
    command = ["openssl", "cms", "-verify", "-engine", "gost", "-inform", "DER", "-in", "judged", "-content", "content"]
    for number in range(500):
        signed = bytearray(message("many"))
        if number % 2:
            digest = sha256(str(number).encode()).digest()
            signed[-1 - digest[0] % 64] ^= 1 << digest[1] % 8
        path.write_bytes(signed)
        said = subprocess.run([*command, "-noverify", "-binary"], cwd=openssl.folder, capture_output=True, check=False)
        assert (verdict(bytes(signed), CONTENT) is GOOD) == (said.returncode == 0) == (number % 2 == 0), number


@needs_engine
@needs_samples
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("attached-256", GOOD),
        ("attached-512", GOOD),
        ("bad-signature-256", BAD),
        ("detached-256-cades", GOOD),
        ("detached-256-no-attributes", GOOD),
        ("detached-256-with-chain", GOOD),
        ("detached-256", GOOD),
        ("detached-256tca", GOOD),
        ("detached-512", GOOD),
    ],
)
def test_samples_are_judged(name, expected):
    content, other = ((SAMPLES / file).read_bytes() for file in ("order.txt", "other-order.txt"))
    signed = (SAMPLES / f"{name}.sig").read_bytes()
    assert verdict(signed, content) is expected
    assert verdict(signed, other) is (expected if name.startswith("attached") else BAD)


@needs_engine
@needs_samples
def test_samples_of_certificates_are_signed_by_their_authority():
    head, authority = (
        x509.Certificate.load(pem.unarmor((SAMPLES / f"{name}-256.pem").read_bytes())[2]) for name in ("head", "ca")
    )
    signed, content = (SAMPLES / "detached-256-no-certs.sig").read_bytes(), (SAMPLES / "order.txt").read_bytes()
    assert verdict(signed, content, head) is GOOD
    assert verdict(signed, content, authority) is BAD
    oid, signature = head["signature_algorithm"]["algorithm"].dotted, head["signature_value"].native
    assert verify_gost_signed(public_key(authority), oid, head["tbs_certificate"].dump(), signature) is GOOD


def test_nothing_is_said_without_the_engine(monkeypatch):
    monkeypatch.setenv("PATH", "")
    is_available.cache_clear()
    try:
        assert not is_available()
        assert verify_gost_signed(b"", STREEBOG_256, b"", b"") is GostVerdict.UNAVAILABLE
        assert gost_r_digest(STREEBOG_256, b"") is None
    finally:
        is_available.cache_clear()


def test_russian_algorithms_are_known_by_their_identifiers():
    assert all(map(is_gost_r, (STREEBOG_256, "1.2.643.7.1.1.1.1", "1.2.643.7.1.1.3.3", "1.2.643.2.2.3")))
    assert not any(map(is_gost_r, ("1.2.643.100.1", "1.2.804.2.1.1.1.1.2.1", "1.2.840.10045.4.3.2")))
