"""Mini Apps: what a client hands to a page that it opens, signed as Telegram signs it.

See https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app. Telegram's own Ed25519 key is
replaced by one of the sandbox's, which is the same at every start.
"""

import base64
import hashlib
import hmac
import json
from typing import Final
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sandbox.encoding import JsonObject
from sandbox.state.bots import Bot
from sandbox.state.people import Person

_KEY: Final = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"Telegram's key in the sandbox").digest())
PUBLIC_KEY: Final = _KEY.public_key().public_bytes_raw().hex()
"""Stands for Telegram's public key; 64 hexadecimal digits."""


def launched(bot: Bot, person: Person, url: str, query_id: str, now: int) -> JsonObject:
    """Return what the client needs to open a page from a button of a message, or from the menu button."""
    user = json.dumps(person.as_user(), ensure_ascii=False, separators=(",", ":"))
    fields = {"query_id": query_id, "user": user, "auth_date": str(now)}
    return {"url": url, "init_data": urlencode(_hashed(bot.token, {**fields, "signature": _signature(bot.id, fields)}))}


def _lines(fields: dict[str, str]) -> str:
    return "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))


def _signature(bot_id: int, fields: dict[str, str]) -> str:
    signature = _KEY.sign(f"{bot_id}:WebAppData\n{_lines(fields)}".encode())
    return base64.urlsafe_b64encode(signature).rstrip(b"=").decode()


def _hashed(token: str, fields: dict[str, str]) -> dict[str, str]:
    secret = hmac.digest(b"WebAppData", token.encode(), "sha256")
    return {**fields, "hash": hmac.new(secret, _lines(fields).encode(), "sha256").hexdigest()}
