"""The payload of the bot's QR codes, and the code typed by hand that is printed beside it.

Without the key nobody can make a payload that is recognised as genuine; a payload of one purpose or bot is never
accepted for another; and a payload reveals nothing without the database. Any camera opens the bot with it, because the
QR's text is a link to the bot. Whether a code is valid is only known from the database.

A payload is one letter of purpose and base64url of 33 bytes: key id (1), id (12, random), organisation tag (4),
HMAC-SHA256 cut to 16. That makes 45 characters of the 64 that Telegram allows, and with the longest bot name
(32) a link of 97: QR version 6 at level M holds 106 (ISO/IEC 18004, table 7).
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from bot.crypto.encryption import Cipher

ID_BYTES: Final = 12
ORGANISATION_TAG_BYTES: Final = 4
_TAG_BYTES: Final = 16
_NO_PAPER: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({})
_SIGNED_BYTES: Final = 1 + ID_BYTES + ORGANISATION_TAG_BYTES
_BODY = re.compile(r"[A-Za-z0-9_-]{44}", re.ASCII)
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}", re.ASCII)


class CodePurpose(Enum):
    """What a code is for; its letter begins the payload. A letter is never given another meaning."""

    LIVE_PASS = "L"
    PRINTED_PASS = "P"
    SERVICE_QR = "S"
    SHEET = "D"
    REQUEST = "R"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A payload of the right shape. Its fields are meaningful only if it is `genuine`: made by us, for this purpose."""

    purpose: CodePurpose
    key_id: int
    id: bytes
    organisation_tag: bytes
    genuine: bool


def mint_code_id() -> bytes:
    """Return the 12 random bytes that identify a code."""
    return secrets.token_bytes(ID_BYTES)


Paper = Mapping[str, Mapping[str, str]]
"""Keys that verify codes printed under removed master keys: key id → purpose's letter → key, all in hex."""
_ON_PAPER: Final = (CodePurpose.PRINTED_PASS, CodePurpose.SERVICE_QR, CodePurpose.SHEET)


def paper_keys(cipher: Cipher, key_id: bytes) -> dict[str, str]:
    """Return the keys that verify codes printed under one master key; they can do nothing else."""
    return {each.value: cipher.derive(f"code/{each.value}", key_id).hex() for each in _ON_PAPER}


class Codes:
    """Mints, parses and links the payloads of one bot, under every master key.

    `bot_id` is Telegram's number of the bot and part of what is signed; the name in the link may change. `paper`
    verifies what was printed under master keys that were removed. `sheet_pages` is the address before the code of a
    sheet, where such codes lead to pages.
    """

    def __init__(
        self, cipher: Cipher, bot_id: int, bot_username: str, paper: Paper = _NO_PAPER, sheet_pages: str = ""
    ) -> None:
        if not _USERNAME.fullmatch(bot_username):
            raise ValueError("not a Telegram bot's username")
        self._cipher = cipher
        self._bot = b"countersign code\x01" + bot_id.to_bytes(8, "big")
        self.username = bot_username
        self._sheet_pages = sheet_pages
        self._links = _link_shapes(bot_username, sheet_pages)
        self._keys = {
            purpose: tuple((key_id[0], cipher.derive(f"code/{purpose.value}", key_id)) for key_id in cipher.key_ids)
            + tuple(
                (bytes.fromhex(key_id)[0], bytes.fromhex(keys[purpose.value]))
                for key_id, keys in paper.items()
                if purpose.value in keys
            )
            for purpose in CodePurpose
        }

    def organisation_tag(self, organisation_id: str) -> bytes:
        """Return the 4 bytes that bind a code to an organisation without revealing it."""
        return self._cipher.index(organisation_id, "code/organisation")[:ORGANISATION_TAG_BYTES]

    def mint(self, purpose: CodePurpose, organisation_tag: bytes, id_bytes: bytes) -> str:
        """Mint the payload (45 characters) of the code `id_bytes` (12) under the newest key."""
        if len(id_bytes) != ID_BYTES or len(organisation_tag) != ORGANISATION_TAG_BYTES:
            raise ValueError(f"a code takes an id of {ID_BYTES} and a tag of {ORGANISATION_TAG_BYTES} bytes")
        key_id, key = self._keys[purpose][0]
        signed = bytes([key_id]) + id_bytes + organisation_tag
        return purpose.value + base64.urlsafe_b64encode(signed + self._tag(key, purpose, signed)).decode("ascii")

    def parse(self, payload: str) -> Parsed | None:
        """Parse a payload of the right shape, genuine or not; None for any other text."""
        if payload[:1] not in _LETTERS or not _BODY.fullmatch(payload, 1):
            return None
        purpose, body = CodePurpose(payload[0]), base64.urlsafe_b64decode(payload[1:])
        signed, tag = body[:_SIGNED_BYTES], body[_SIGNED_BYTES:]
        tags = [self._tag(key, purpose, signed) for key_id, key in self._keys[purpose] if key_id == signed[0]]
        return Parsed(
            purpose=purpose,
            key_id=signed[0],
            id=signed[1 : 1 + ID_BYTES],
            organisation_tag=signed[1 + ID_BYTES :],
            genuine=any(hmac.compare_digest(tag, one) for one in tags),
        )

    def link(self, payload: str) -> str:
        """Return the link that a QR carries and any camera opens."""
        return f"https://t.me/{self.username}?start={payload}"

    def sheet_link(self, payload: str) -> str:
        """Return the link that the QR code of a sheet carries: to its page, or to the bot."""
        return self._sheet_pages + payload if self._sheet_pages else self.link(payload)

    def payload_of(self, text: str) -> str | None:
        """Return the start payload of a link to this bot; None for any other text.

        The whole text must match one of Telegram's few spellings, so no URL parser can be tricked with hosts, user
        info, ports, escapes or white space. The payload may be anything that Telegram allows.
        """
        for shape in self._links:
            if match := shape.fullmatch(text):
                return match["payload"]
        return None

    def _tag(self, key: bytes, purpose: CodePurpose, signed: bytes) -> bytes:
        return hmac.digest(key, self._bot + purpose.value.encode() + signed, hashlib.sha256)[:_TAG_BYTES]


_LETTERS = frozenset(purpose.value for purpose in CodePurpose)


def _link_shapes(username: str, sheet_pages: str) -> tuple[re.Pattern[str], ...]:
    """Return a pattern of Telegram's link spellings (https://core.telegram.org/api/links#bot-links) and of our pages.

    Names fold case, payloads do not.
    """
    bot, payload = f"(?i:{re.escape(username)})", r"(?P<payload>[A-Za-z0-9_-]{1,64})"
    return (
        re.compile(rf"(?i:https?://(?:t|telegram)\.me/){bot}\?start={payload}", re.ASCII),
        re.compile(rf"(?i:tg://resolve)\?domain={bot}&start={payload}", re.ASCII),
        re.compile(rf"(?i:tg://resolve)\?start={payload}&domain={bot}", re.ASCII),
        *([re.compile(re.escape(sheet_pages) + payload, re.ASCII)] if sheet_pages else []),
    )


# The typed code: Crockford's base 32 with his check modulo 37, kept to codes whose check symbol is one of the 32.
# 32 and 31 are prime to 37, so one wrong symbol or two neighbours swapped always change the remainder.
_SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK_MODULUS: Final = 37
_TYPED_SYMBOLS: Final = 12
_LONGEST_TYPED: Final = 40
_CYRILLIC: Final = dict(zip("АВЕКМНОРСТХУІЈЅ", "ABEKMH0PCTXY1JS", strict=True))
_FOLDED: Final = {symbol: symbol for symbol in _SYMBOLS} | {"O": "0", "I": "1", "L": "1"} | _CYRILLIC
_TYPED_AS: Final = _FOLDED | {letter.lower(): symbol for letter, symbol in _FOLDED.items()}
_AROUND: Final = re.compile(r"[^\W\d_]+\s*:\s*|(?:код|code)\s+|[\s.,;:!?\"'«»“”()]+", re.IGNORECASE)
_GAPS: Final = dict.fromkeys(map(ord, " -\u00a0\u2010\u2011\u2012\u2013\u2014\u2212\u202f"))


def mint_typed() -> str:
    """Mint a code to type: 11 random symbols (some 55 bits) and a check symbol, as ``XXXX-XXXX-XXXX``."""
    while True:
        symbols = "".join(secrets.choice(_SYMBOLS) for _ in range(_TYPED_SYMBOLS - 1))
        check = _remainder(symbols)
        if check < len(_SYMBOLS):
            return spell_typed(symbols + _SYMBOLS[check])


def spell_typed(code: str) -> str:
    """Format the 12 symbols of a typed code as ``XXXX-XXXX-XXXX``."""
    return "-".join(code[start : start + 4] for start in range(0, _TYPED_SYMBOLS, 4))


def strip_typed(text: str) -> str:
    """Return what is left of a text without a word before a typed code and punctuation around it."""
    start = _AROUND.match(text)
    inner = text[start.end() :] if start else text
    return inner.strip(" \t\n.,;:!?\"'«»“”()")


def parse_typed(text: str) -> str | None:
    """Parse a code as people type it and return its 12 symbols; None if it is none or mistyped.

    Case, spaces, hyphens, O for 0, I or L for 1, and Cyrillic letters that look like Latin ones are folded; a word
    before the code ("Code: …") and punctuation around it are left out.
    """
    if len(text) > _LONGEST_TYPED:
        return None
    symbols = [_TYPED_AS.get(character, "") for character in strip_typed(text).translate(_GAPS)]
    if len(symbols) != _TYPED_SYMBOLS or not all(symbols):
        return None
    code = "".join(symbols)
    return code if _remainder(code[:-1]) == _SYMBOLS.index(code[-1]) else None


def _remainder(symbols: str) -> int:
    remainder = 0
    for symbol in symbols:
        remainder = (remainder * len(_SYMBOLS) + _SYMBOLS.index(symbol)) % _CHECK_MODULUS
    return remainder
