"""Telephone numbers: parsed from any usual notation to E.164, and formatted for people.

Every notation of a number gives the same string. A number that a spreadsheet has cut short is never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NewType

import phonenumbers

PhoneRegion = NewType("PhoneRegion", str)
"""The region (ISO 3166, ``UA``) of numbers without a country code."""

_LABEL = re.compile(r"^(?:телефон|тел|моб|phone|tel|mob|т|м)\b[.:\s]*", re.IGNORECASE)
_SHAPE = re.compile(r"\+?[\d\s()./-]{5,40}")
_FLOAT = re.compile(r"(\+?\d{7,15})[.,]0+")
_SCIENTIFIC = re.compile(r"\+?\d(?:[.,]\d+)?[eеEЕ]\+?\d{1,2}")
_PUNCTUATION = re.compile(r"[\s()./-]")
_LEGACY_TRUNK = re.compile(r"80\d{9}")
_INTERNATIONAL_DIGITS = range(11, 16)


def cut_short(text: str) -> bool:
    """Return whether a spreadsheet has rounded this number (``3.80671E+11``), so that digits are lost."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def parse_phone(text: str, region: str) -> str | None:
    """Return a number in any usual notation as E.164; None if the text is not exactly one possible number.

    `region` (ISO 3166, ``UA``) is where a number without a country code belongs. ``380671234567.0``, a spreadsheet's
    float, is read; ``3.80671E+11``, which has lost digits, is not. An extension makes it a shared line, hence None.
    """
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", text).strip())
    if rounded := _FLOAT.fullmatch(plain):
        plain = rounded[1]
    plain = plain.translate(_DASHES)
    if not _SHAPE.fullmatch(plain):
        return None
    if quick := _quick(plain, region):
        return quick
    for candidate in _candidates(plain, region):
        if found := _e164(candidate, region):
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Numbering:
    """A region's country code and trunk prefix; which national numbers of fixed and mobile lines exist, which may."""

    code: str
    trunk: str
    exists: re.Pattern[str]
    viable: re.Pattern[str]


@cache
def _numbering(region: str) -> _Numbering | None:
    """Return a region's numbering where its trunk prefix is plain digits; None leaves every number to the library."""
    known = phonenumbers.PhoneMetadata.metadata_for_region(region)
    if known is None or known.general_desc is None or known.national_prefix_transform_rule:
        return None
    trunk, viable = known.national_prefix_for_parsing or "", known.general_desc.national_number_pattern
    kinds = [kind.national_number_pattern for kind in (known.fixed_line, known.mobile) if kind]
    if not trunk.isdecimal() or not viable:
        return None
    exists = re.compile("|".join(f"(?:{kind})" for kind in kinds if kind) or "(?!)")
    return _Numbering(str(known.country_code), trunk, exists, re.compile(viable))


def _quick(plain: str, region: str) -> str | None:
    """Read a region's own fixed or mobile number by the library's patterns alone, tens of times faster than it does.

    None leaves the number to the library, which agrees wherever this answers (`test_phones`).
    """
    here = _numbering(region)
    digits = _PUNCTUATION.sub("", plain)
    if here is None:
        return None
    if digits.startswith("+"):
        national = digits.removeprefix(f"+{here.code}")
    elif digits.startswith(here.trunk) and here.viable.fullmatch(digits.removeprefix(here.trunk)):
        national = digits.removeprefix(here.trunk)
    elif digits.startswith(here.code) and not here.viable.fullmatch(digits):
        national = digits.removeprefix(here.code)
    else:
        national = digits
    doubtful = national.startswith(here.trunk) and here.viable.fullmatch(national.removeprefix(here.trunk))
    return f"+{here.code}{national}" if here.exists.fullmatch(national) and not doubtful else None


def contact_phone(text: str) -> str | None:
    """Return a Telegram contact's number (Bot API, ``Contact.phone_number``: international, ``+`` or none) as E.164.

    Telegram has verified the number, so a range unknown to the library is accepted.
    """
    digits = text.strip().removeprefix("+")
    if not re.fullmatch(r"[0-9]{5,15}", digits):
        return None
    return _e164("+" + digits, None) or "+" + digits


def show_phone(e164: str) -> str:
    """Return an E.164 number in groups: ``+380 67 123 4567``; other text unchanged."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def _candidates(plain: str, region: str) -> list[str]:
    """Return possible readings, the likeliest first; Ukraine's trunk prefix 8-0 of before 2009 is still in lists."""
    digits = re.sub(r"\D", "", plain)
    readings = [plain]
    if plain.startswith("+"):
        return readings
    if region == "UA" and _LEGACY_TRUNK.fullmatch(digits):
        readings.append("+3" + digits)
    if len(digits) in _INTERNATIONAL_DIGITS:
        readings.append("+" + digits)
    return readings


def _e164(candidate: str, region: str | None) -> str | None:
    try:
        number = phonenumbers.parse(candidate, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
