"""A passkey in software, and the site that it is for."""

import hashlib
import json
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.crypto.assertions import Assertion
from bot.crypto.certificates import RelyingParty
from bot.crypto.keys import mint_key

SITE = RelyingParty("sign.example.org", "https://sign.example.org")


class Device:
    """A passkey in software: it signs what it is told, right or wrong."""

    def __init__(self):
        self.private = mint_key()

    def confirms(self, message, *, site=SITE, flags=0x05, counter=7, tail=b"", client=None, **members):
        said = {
            "type": "webauthn.get",
            "challenge": urlsafe_b64encode(hashlib.sha256(message).digest()).rstrip(b"=").decode(),
            "origin": site.origin,
            "crossOrigin": False,
        } | members
        client_data = client or json.dumps({key: value for key, value in said.items() if value is not None}).encode()
        data = hashlib.sha256(site.id.encode()).digest() + bytes([flags]) + counter.to_bytes(4) + tail
        assertion = Assertion(data, client_data)
        key = serialization.load_der_private_key(self.private, password=None)
        return assertion, key.sign(assertion.signed_bytes, ec.ECDSA(hashes.SHA256()))
