"""The samples of real tools: each gets the answer that its makers publish. Skipped where they are not beside us."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import x509

from bot.crypto.national.gost_r import is_available
from bot.qualified.in_workers import NamedFile
from bot.qualified.judgement import CoverageFault, ListStanding, Number, NumberKind, SignatureFault, TimeFault
from bot.qualified.judging import judge
from bot.qualified.refusals import ContainerUnsafeRefused, NoSignatureRefused
from bot.qualified.signatures.messages import Evidence
from bot.qualified.trust.chains import judge_chain
from bot.qualified.trust.lists import read_list, vouched_operators
from bot.qualified.trust.models import ListUnsignedRefused

SAMPLES = Path(__file__).parents[5] / "shared" / "qualified"
NOW = datetime(2026, 11, 29, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside the repository")

SOUND = {
    "ASiC-E-CAdES-BpLTA-copied-arctst.sce": ["TEST-DOC.txt"],
    "asice-cades-lta-atst-v3.sce": ["sample.txt"],
    "asice-level-lta-with-custom-manifest-namespace.sce": ["test.text"],
    "cades-lta-alternative-naming.sce": ["test.text"],
    "cp852encoded_signature.asice": ["test.text"],
    "dss1792.asice": ["test.text", "test2.text"],
    "dss1984.asics": ["TEST-DOC.txt"],
    "multifiles-ok.asics": ["package.zip"],
    "onefile-ok.asics": ["test.text"],
}
BROKEN = {
    "brokenReferenceAndAlteredManifest.asice": (CoverageFault.MANIFEST_UNREADABLE, SignatureFault.CONTENT_DIFFERS),
    "nonConformantManifest.asice": (CoverageFault.MANIFEST_UNREADABLE, None),
    "removed-doc.asice": (CoverageFault.FILE_MISSING, None),
    "removedReference.asice": (CoverageFault.FILE_MISSING, None),
}
GOST_R = (
    "attached-256", "attached-512", "detached-256", "detached-256-cades", "detached-256-no-attributes",
    "detached-256-with-chain", "detached-256.base64", "detached-256.pem", "detached-256tca", "detached-512",
)  # fmt: skip


def found(path, document=None, lists=()):
    beside = None if document is None else NamedFile("document", document)
    return judge(NamedFile(path.name, path.read_bytes()), beside, lists, NOW)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_container_is_right_over_the_named_files(name):
    first = found(SAMPLES / "asic" / name)[0]
    assert first.correctness.holds
    assert first.coverage.holds
    assert [one.name for one in first.coverage.files] == SOUND[name]


def test_a_file_that_the_manifest_leaves_out_is_named():
    (one,) = found(SAMPLES / "asic" / "cp852encoded_signature.asice")
    assert len(one.coverage.left_out) == 1


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_container_says_no_in_the_part_that_is_broken(name):
    (one,) = found(SAMPLES / "asic" / name)
    assert (one.coverage.fault, one.correctness.fault) == BROKEN[name]
    assert not one.qualified


def test_a_time_stamp_over_another_signature_file_is_wrong():
    (one,) = found(SAMPLES / "asic" / "dss1421-broken.asice")
    assert one.moment.fault is TimeFault.WRONG


@pytest.mark.parametrize(
    ("name", "refused"),
    [("malformed-container.asics", ContainerUnsafeRefused), ("tstWithEmptyCertSource.asice", NoSignatureRefused)],
)
def test_a_container_without_a_readable_signature_is_refused(name, refused):
    with pytest.raises(refused):
        found(SAMPLES / "asic" / name)


def uapki():
    if not SAMPLES.is_dir():
        return []
    cases = json.loads((SAMPLES / "dstu" / "verify-dstu.json").read_text())["tasks"]
    return [case for case in cases if case["method"] == "VERIFY"]


@pytest.mark.parametrize("case", uapki(), ids=lambda case: case["comment"])
def test_ukrainian_signatures_get_their_answers(case):
    given = case["parameters"]["signature"]
    document = given.get("content")
    beside = None if document is None else NamedFile("document", base64.b64decode(document))
    (one,) = judge(NamedFile("a.p7s", base64.b64decode(given["bytes"])), beside, (), NOW)
    wrong = "invalid" in case["comment"]
    assert one.correctness.fault is (SignatureFault.CONTENT_DIFFERS if wrong else None)
    assert Number(NumberKind.EDRPOU, "43395033") in one.signer.numbers


def test_an_older_ukrainian_message_is_right():
    (one,) = found(SAMPLES / "dstu" / "jkurwa-message.p7")
    assert one.correctness.holds


@pytest.mark.skipif(not is_available(), reason="OpenSSL has no engine for GOST R")
@pytest.mark.parametrize("name", GOST_R)
def test_russian_signatures_are_right_and_about_nothing_else(name):
    folder = SAMPLES / "gost"
    attached = name.startswith("attached")
    (one,) = found(folder / f"{name}.sig", None if attached else (folder / "order.txt").read_bytes())
    assert one.correctness.holds
    (other,) = found(folder / f"{name}.sig", (folder / "other-order.txt").read_bytes())
    assert not (other.correctness.holds and other.coverage.holds)


@pytest.mark.skipif(not is_available(), reason="OpenSSL has no engine for GOST R")
def test_a_russian_signature_with_a_flipped_bit_or_no_certificate_is_not_right():
    order = (SAMPLES / "gost" / "order.txt").read_bytes()
    (one,) = found(SAMPLES / "gost" / "bad-signature-256.sig", order)
    assert one.correctness.fault is SignatureFault.SIGNATURE_WRONG
    (bare,) = found(SAMPLES / "gost" / "detached-256-no-certs.sig", order)
    assert bare.correctness.fault is SignatureFault.CERTIFICATE_MISSING


def test_russian_numbers_are_read():
    order = (SAMPLES / "gost" / "order.txt").read_bytes()
    (one,) = found(SAMPLES / "gost" / "detached-256.sig", order)
    assert one.signer.name == "Образцов Иван Петрович"
    assert Number(NumberKind.OGRN, "1027700000010") in one.signer.numbers


def test_the_list_of_lists_vouches_for_the_operators_and_a_real_certificate_is_qualified(load):
    folder = SAMPLES / "trusted-lists"
    european = (folder / "eu-lotl.xml").read_bytes()
    read_list(european, vouched_operators(european, ()))
    lotl, belgian = load(european, "EU"), (folder / "tsl-be-v6.xml").read_bytes()
    operators = vouched_operators(belgian, (lotl,))
    assert read_list(belgian, operators).territory == "BE"
    with pytest.raises(ListUnsignedRefused):
        read_list(belgian, vouched_operators((folder / "tsl-ee.xml").read_bytes(), (lotl,)))
    certificate = x509.Certificate.load((folder / "real-qcert.cer").read_bytes())
    chain, _ = judge_chain(certificate, Evidence(), (lotl, load(belgian, "BE")), NOW, NOW)
    assert (chain.standing, chain.trusted_list, chain.in_device) == (ListStanding.QUALIFIED, "BE", True)
    estonian = load((folder / "tsl-ee.xml").read_bytes(), "EE")
    assert judge_chain(certificate, Evidence(), (estonian,), NOW, NOW)[0].standing is ListStanding.NOT_LISTED
