# mypy: allow-untyped-calls
# (asn1crypto has no types)
"""Who a certificate says its holder is: Ukrainian, Russian and European ways of writing it."""

import re
from collections.abc import Iterator

from asn1crypto import x509  # type: ignore[import-untyped]  # has no stubs

from bot.qualified.judgement import Identity, Number, NumberKind
from bot.texts.lines import one_line

_RUSSIAN = {
    "1.2.643.3.131.1.1": NumberKind.INN,
    "1.2.643.100.4": NumberKind.INN,  # ИННЮЛ, of organisations
    "1.2.643.100.1": NumberKind.OGRN,
    "1.2.643.100.5": NumberKind.OGRN,  # ОГРНИП, of entrepreneurs
    "1.2.643.100.3": NumberKind.SNILS,
}
_UKRAINIAN = {
    # In the extension subjectDirectoryAttributes, before certificates followed ETSI EN 319 412-1.
    "1.2.804.2.1.1.1.11.1.4.1.1": NumberKind.RNOKPP,
    "1.2.804.2.1.1.1.11.1.4.2.1": NumberKind.EDRPOU,
}
_PREFIXED = re.compile(r"(?P<kind>[A-Z]{3})(?P<country>[A-Z]{2})-(?P<number>.+)")
_ETSI = {("NTR", "UA"): NumberKind.EDRPOU, ("TIN", "UA"): NumberKind.RNOKPP}


def read_identity(certificate: x509.Certificate) -> Identity:
    """Return what a certificate says about its holder, cleaned of control characters."""
    said = dict(_said(certificate.subject))
    parts = [said.get("surname"), said.get("given_name")]
    person = " ".join(part for part in parts if part) if all(parts) else ""  # a given name alone is anybody's
    name = person or said.get("common_name") or said.get("organization_name") or ""
    issuer = dict(_said(certificate.issuer))
    return Identity(
        name=name,
        organisation=said.get("organization_name"),
        position=said.get("title"),
        numbers=tuple(dict.fromkeys((*_subject_numbers(certificate), *_directory_numbers(certificate)))),
        issuer=issuer.get("common_name") or issuer.get("organization_name") or "",
        certificate_sha256=certificate.sha256.hex(),
    )


def _said(name: x509.Name) -> Iterator[tuple[str, str]]:
    for part in name.chosen:
        for pair in part:
            value = pair["value"].native
            if isinstance(value, str):
                yield pair["type"].native, one_line(value)


def _subject_numbers(certificate: x509.Certificate) -> Iterator[Number]:
    for kind, value in _said(certificate.subject):
        if kind in _RUSSIAN:
            yield Number(_RUSSIAN[kind], value)
        elif kind in {"organization_identifier", "serial_number"}:
            yield from _etsi_number(kind, value)


def _etsi_number(kind: str, value: str) -> Iterator[Number]:
    """Yield the number of an identifier like "NTRUA-12345678"; one that names no register is of no use."""
    read = _PREFIXED.fullmatch(value)
    if read is None:
        return
    of_organisation = kind == "organization_identifier"
    fallback = NumberKind.ORGANISATION if of_organisation else NumberKind.PERSON
    known = _ETSI.get((read["kind"], read["country"]))
    if known is NumberKind.EDRPOU and not of_organisation:
        known = None
    yield Number(known, read["number"]) if known else Number(fallback, value)


def _directory_numbers(certificate: x509.Certificate) -> Iterator[Number]:
    try:
        attributes = certificate.subject_directory_attributes_value
    except (ValueError, TypeError):  # another extension is malformed: the subject still says who it is
        return
    for attribute in attributes or ():
        kind = _UKRAINIAN.get(attribute["type"].dotted)
        for value in attribute["values"] if kind else ():
            text = value.native
            if kind and isinstance(text, str):
                yield Number(kind, one_line(text))
