"""Records confirmed by a passkey: one made by Chromium's virtual authenticator, and everything that may be wrong."""

import functools
import hashlib
import http.server
import json
import threading
from base64 import b64decode, b64encode, urlsafe_b64encode
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from unit.bot.signing.verification.passkey_device import SITE, Device

from bot.crypto.assertions import Assertion
from bot.crypto.authority import issue_passkey, issue_person, issue_tap
from bot.crypto.canonical import canonical
from bot.crypto.certificates import RelyingParty, Use, parse_certificate
from bot.crypto.keys import public_key
from bot.signing.records.plain import to_plain
from bot.signing.records.record import (
    Carried,
    Method,
    RecordBroken,
    SignedRecord,
    Trust,
    decode,
    encode,
    sign_record,
    verify_record,
)

pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.webdriver.common.virtual_authenticator import Protocol, Transport, VirtualAuthenticatorOptions

from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@pytest.fixture(scope="module")
def device():
    return Device()


@pytest.fixture(scope="module")
def subject(office):
    return office.subject(b"the very bytes")


@pytest.fixture(scope="module")
def record(office, subject):
    record = office.record(subject, office.employees[0])
    return replace(record, act=replace(record.act, method=Method.PASSKEY))


@pytest.fixture(scope="module")
def message(record):
    return canonical(to_plain(record))


@pytest.fixture(scope="module")
def certificate(office, device, now):
    employee = office.employees[0]
    return issue_passkey(office.ca, public_key(device.private), employee.name, str(employee.id), SITE, now)


@pytest.fixture
def verdict(office, subject, device, message, certificate):
    """Confirm the record with the device, and return the verdict."""

    def confirm(**how):
        assertion, signature = device.confirms(message, **how)
        signed = SignedRecord(message, signature, certificate, assertion)
        return verify_record(signed, office.ca.certificate, Carried(office.party, subject))

    return confirm


def test_a_record_confirmed_by_a_passkey_holds(verdict):
    found = verdict()
    assert (found.sound, found.trust, found.document_matches, found.counter) == (True, Trust.OURS, True, 7)


@pytest.mark.parametrize(
    "how",
    [
        {"type": "webauthn.create"},
        {"type": "payment.get"},
        {"type": None},
        {"challenge": urlsafe_b64encode(bytes(32)).rstrip(b"=").decode()},
        {"challenge": urlsafe_b64encode(bytes(32)).decode()},
        {"challenge": None},
        {"origin": "https://sign.example.org.evil.example"},
        {"origin": "http://sign.example.org"},
        {"origin": "https://sign.example.org:8443"},
        {"origin": None},
        {"crossOrigin": True},
        {"crossOrigin": "false"},
        {"topOrigin": "https://evil.example"},
        {"client": b"[]"},
        {"client": b"\xff"},
        {"client": b"[" * 100_000},
        {"site": RelyingParty("example.org", SITE.origin)},
        {"flags": 0x04},
        {"flags": 0x01},
        {"flags": 0x00},
        {"flags": 0x05 | 0x40},
        {"flags": 0x05 | 0x80},
        {"flags": 0x05 | 0x02},
        {"flags": 0x05 | 0x20},
        {"flags": 0x05 | 0x10},
        {"tail": b"\xa0"},
    ],
    ids=str,
)
def test_an_assertion_that_says_anything_else_does_not_hold(verdict, how):
    assert not verdict(**how).signature_holds


@pytest.mark.parametrize("how", [{"flags": 0x1D}, {"flags": 0x0D}, {"flags": 0x85, "tail": b"\xa0"}], ids=str)
def test_backed_up_passkeys_and_extension_outputs_are_allowed(verdict, how):
    assert verdict(**how).sound


def test_a_member_that_is_there_twice_does_not_hold(verdict, message):
    challenge = urlsafe_b64encode(hashlib.sha256(message).digest()).rstrip(b"=").decode()
    client = f'{{"type":"webauthn.get","challenge":"{challenge}","origin":"{SITE.origin}","origin":"{SITE.origin}"}}'
    assert not verdict(client=client.encode()).signature_holds


def test_both_forms_of_an_ecdsa_signature_hold(office, device, message, certificate):
    assertion, signature = device.confirms(message)
    r, s = decode_dss_signature(signature)
    other = SignedRecord(message, encode_dss_signature(r, P256_ORDER - s), certificate, assertion)
    assert verify_record(other, office.ca.certificate).sound


@pytest.mark.parametrize("name", ["authenticator_data", "client_data_json", "record_json", "signature", "certificate"])
def test_every_flipped_byte_is_detected(office, device, message, certificate, name):
    assertion, signature = device.confirms(message)
    signed = SignedRecord(message, signature, certificate, assertion)
    of_assertion = hasattr(assertion, name)
    content = getattr(assertion if of_assertion else signed, name)
    for place in range(0, len(content), 1 if of_assertion else 7):
        flipped = bytearray(content)
        flipped[place] ^= 1
        changes = {name: bytes(flipped)}
        changed = (
            replace(signed, assertion=replace(assertion, **changes)) if of_assertion else replace(signed, **changes)
        )
        verdict = verify_record(changed, office.ca.certificate)
        assert not verdict.sound or verdict.trust is not Trust.OURS, place


def test_an_assertion_for_one_record_does_not_hold_for_another(office, device, record, message, certificate):
    other = canonical(to_plain(replace(record, statement=replace(record.statement, text="Інше речення."))))
    assertion, signature = device.confirms(message)
    assert not verify_record(SignedRecord(other, signature, certificate, assertion)).signature_holds


def test_method_certificate_and_assertion_must_agree(office, device, record, message, certificate, now):
    employee = office.employees[0]
    assertion, signature = device.confirms(message)
    for issue in (issue_person, issue_tap):
        other = issue(office.ca, public_key(device.private), employee.name, str(employee.id), now)
        assert not verify_record(SignedRecord(message, signature, other, assertion)).signature_holds
    assert not verify_record(SignedRecord(message, signature, certificate)).signature_holds
    with pytest.raises(ValueError, match="certificate"):
        sign_record(record, device.private, certificate)
    pin = replace(record, act=replace(record.act, method=Method.TAP_AND_PIN))
    by_pin = sign_record(pin, employee.private, employee.certificate)
    assert not verify_record(replace(by_pin, assertion=assertion)).signature_holds


def test_a_certificate_names_the_site_of_its_passkey(office, certificate, now):
    found = parse_certificate(certificate)
    assert (found.use, found.site) == (Use.PASSKEY, SITE)
    assert found.valid_until_at > now + timedelta(days=4 * 365)
    assert parse_certificate(office.employees[0].certificate).site is None


def test_the_file_of_such_a_record_reads_back(device, message, certificate):
    assertion, signature = device.confirms(message)
    signed = SignedRecord(message, signature, certificate, assertion)
    assert decode(encode(signed)) == signed
    whole = json.loads(encode(signed))
    for name in ("authenticator_data", "client_data_json"):
        with pytest.raises(RecordBroken):
            decode(canonical({key: value for key, value in whole.items() if key != name}))


CREATE = """
const done = arguments[arguments.length - 1];
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
navigator.credentials.create({publicKey: {
  challenge: new Uint8Array(32), rp: {name: "Countersign", id: "localhost"},
  user: {id: new Uint8Array(16), name: "olena", displayName: "Olena"},
  pubKeyCredParams: [{type: "public-key", alg: -7}],
  authenticatorSelection: {residentKey: "required", userVerification: "required"},
}}).then((made) => done([text(made.rawId), text(made.response.getPublicKey())]), (error) => done(String(error)));
"""
GET = """
const [id, challenge, done] = arguments;
const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
navigator.credentials.get({publicKey: {
  challenge: bytes(challenge), rpId: "localhost", userVerification: "required",
  allowCredentials: [{type: "public-key", id: bytes(id)}],
}}).then(({response}) => done([text(response.authenticatorData), text(response.clientDataJSON),
  text(response.signature)]), (error) => done(String(error)));
"""


class _EmptyPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>passkey</title>")

    def log_message(self, *_):
        pass


@pytest.fixture
def page():
    """Serve an empty page, and return its origin."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _EmptyPage) as server:
        thread = threading.Thread(target=functools.partial(server.serve_forever, poll_interval=0.05))
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")
@pytest.mark.skipif(not CHROMEDRIVER.exists(), reason="Debian's chromium-driver is not installed")
def test_a_passkey_of_chromiums_virtual_authenticator_confirms_a_record(office, record, subject, message, page, now):
    options = VirtualAuthenticatorOptions(
        protocol=Protocol.CTAP2,
        transport=Transport.INTERNAL,
        has_resident_key=True,
        has_user_verification=True,
        is_user_verified=True,
    )
    with headless_chromium() as browser:
        browser.add_virtual_authenticator(options)
        browser.get(page)
        credential_id, public = browser.execute_async_script(CREATE)
        digest = hashlib.sha256(message).digest()
        made = browser.execute_async_script(GET, credential_id, b64encode(digest).decode())
        assert isinstance(made, list), made
    data, client, signature = map(b64decode, made)
    employee, site = office.employees[0], RelyingParty("localhost", page)
    certificate = issue_passkey(office.ca, b64decode(public), employee.name, str(employee.id), site, now)
    signed = SignedRecord(message, signature, certificate, Assertion(data, client))
    verdict = verify_record(decode(encode(signed)), office.ca.certificate, Carried(office.party, subject))
    assert (verdict.sound, verdict.trust) == (True, Trust.OURS)
    assert verdict.counter > 0
