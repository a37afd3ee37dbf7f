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
    verify_gost_certificate,
    verify_gost_cms,
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


@needs_engine
@pytest.mark.parametrize(
    ("algorithm", "parameters", "digest"),
    [
        ("gost2012_256", "A", "md_gost12_256"),
        ("gost2012_256", "TCB", "md_gost12_256"),
        ("gost2012_512", "B", "md_gost12_512"),
    ],
)
def test_messages_are_judged_as_openssl_judges_them(signer, message, algorithm, parameters, digest):
    certificate = signer(parameters, algorithm, parameters, digest)
    detached, attached = message(parameters, digest), message(parameters, digest, "-nodetach")
    without, bare = message(parameters, digest, "-nocerts"), message(parameters, digest, "-noattr")
    assert [verify_gost_cms(each, CONTENT) for each in (detached, bare)] == [GOOD, GOOD]
    assert verify_gost_cms(attached, None) is GOOD
    assert verify_gost_cms(without, CONTENT, [certificate]) is GOOD
    assert verify_gost_cms(without, CONTENT) is UNREADABLE
    assert verify_gost_cms(detached, CONTENT + b" ") is BAD
    assert verify_gost_cms(detached[:-3] + bytes([detached[-3] ^ 1]) + detached[-2:], CONTENT) is BAD
    assert verify_gost_cms(b"no message", CONTENT) is UNREADABLE


@needs_engine
def test_the_signer_must_be_among_the_certificates_given(signer, message):
    alice, boris = signer("alice"), signer("boris")
    signed = message("alice")
    assert verify_gost_cms(signed, CONTENT, [boris, alice]) is GOOD
    assert verify_gost_cms(signed, CONTENT, [boris]) is UNREADABLE


@needs_engine
def test_signed_attributes_and_certificates_are_verified_by_themselves(signer, message):
    alice, stranger = signer("alice"), signer("stranger")
    key = x509.Certificate.load(alice)["tbs_certificate"]["subject_public_key_info"].dump()
    (info,) = cms.ContentInfo.load(message("alice"))["content"]["signer_infos"]
    oid, signature = info["signature_algorithm"]["algorithm"].dotted, info["signature"].native
    attributes = info["signed_attrs"].untag().dump()
    assert verify_gost_signed(key, oid, attributes, signature) is GOOD
    assert verify_gost_signed(key, oid, attributes + b"\0", signature) is BAD
    assert verify_gost_signed(key, oid, attributes, signature[::-1]) is BAD
    assert verify_gost_signed(key, oid, attributes, signature[:-1]) in {BAD, UNREADABLE}
    assert verify_gost_signed(key[:-1], oid, attributes, signature) is UNREADABLE
    assert verify_gost_signed(key, "1.2.840.10045.4.3.2", attributes, signature) is UNREADABLE
    assert verify_gost_certificate(alice, alice) is GOOD
    assert verify_gost_certificate(alice, stranger) is BAD
    assert verify_gost_certificate(b"no certificate", alice) is UNREADABLE


@needs_engine
def test_streebog_is_computed():
    empty = "3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb"
    assert gost_r_digest(STREEBOG_256, b"").hex() == empty
    assert len(gost_r_digest(STREEBOG_512, b"text")) == 64
    assert gost_r_digest("2.16.840.1.101.3.4.2.1", b"text") is None


@needs_engine
@pytest.mark.long
@pytest.mark.timeout(900)
def test_verdicts_agree_on_five_hundred_messages(openssl, signer, message):
    certificate = signer("many")
    path = openssl.folder / "judged"
    command = ["openssl", "cms", "-verify", "-engine", "gost", "-inform", "DER", "-in", "judged", "-content", "content"]
    for number in range(500):
        signed = bytearray(message("many"))
        if number % 2:
            digest = sha256(str(number).encode()).digest()
            signed[-1 - digest[0] % 64] ^= 1 << digest[1] % 8
        path.write_bytes(signed)
        said = subprocess.run([*command, "-noverify", "-binary"], cwd=openssl.folder, capture_output=True, check=False)
        verdict = verify_gost_cms(bytes(signed), CONTENT, [certificate])
        assert (verdict is GOOD) == (said.returncode == 0) == (number % 2 == 0), number


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
        ("detached-256-no-certs", UNREADABLE),
        ("detached-256-with-chain", GOOD),
        ("detached-256", GOOD),
        ("detached-256tca", GOOD),
        ("detached-512", GOOD),
    ],
)
def test_samples_are_judged(name, expected):
    content = None if name.startswith("attached") else (SAMPLES / "order.txt").read_bytes()
    signed = (SAMPLES / f"{name}.sig").read_bytes()
    assert verify_gost_cms(signed, content) is expected
    if content is not None and expected is GOOD:
        assert verify_gost_cms(signed, (SAMPLES / "other-order.txt").read_bytes()) is BAD


@needs_engine
@needs_samples
def test_samples_without_certificates_are_judged_with_one_that_is_given():
    signed, content = (SAMPLES / "detached-256-no-certs.sig").read_bytes(), (SAMPLES / "order.txt").read_bytes()
    head, authority = (pem.unarmor((SAMPLES / f"{name}-256.pem").read_bytes())[2] for name in ("head", "ca"))
    assert verify_gost_cms(signed, content, [head]) is GOOD
    assert verify_gost_certificate(head, authority) is GOOD
    assert verify_gost_certificate(authority, head) is BAD


def test_nothing_is_said_without_the_engine(monkeypatch):
    monkeypatch.setenv("PATH", "")
    is_available.cache_clear()
    try:
        assert not is_available()
        assert verify_gost_cms(b"", None) is GostVerdict.UNAVAILABLE
        assert verify_gost_signed(b"", STREEBOG_256, b"", b"") is GostVerdict.UNAVAILABLE
        assert gost_r_digest(STREEBOG_256, b"") is None
    finally:
        is_available.cache_clear()


def test_russian_algorithms_are_known_by_their_identifiers():
    assert all(map(is_gost_r, (STREEBOG_256, "1.2.643.7.1.1.1.1", "1.2.643.7.1.1.3.3", "1.2.643.2.2.3")))
    assert not any(map(is_gost_r, ("1.2.643.100.1", "1.2.804.2.1.1.1.1.2.1", "1.2.840.10045.4.3.2")))
