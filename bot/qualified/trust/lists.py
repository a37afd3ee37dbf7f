# mypy: allow-untyped-calls
# (pyHanko and lxml are typed in part only)
"""Reading trusted lists (ETSI TS 119 612) whose XML signature is the pinned operator's.

Only what the signature covers is read.
"""

import hashlib
from base64 import b64decode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]  # has no stubs
from cryptography.x509 import load_der_x509_certificate
from lxml import etree
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.qualified.eutl_parse import (
    TLReference,
    latest_known_lotl_tlso_certs,
    parse_lotl_unsafe,
    trust_list_to_registry_unsafe,
)
from pyhanko.sign.validation.qualified.tsp import TSPRegistry, TSPServiceParsingError
from signxml.exceptions import SignXMLException
from signxml.xades.xades import XAdESSignatureConfiguration, XAdESVerifier

from bot.qualified.trust.dstu_lists import has_dstu_key, signed_with_dstu
from bot.qualified.trust.models import ListUnreadableRefused, ListUnsignedRefused, Operator, TrustedList

_TSL = "{http://uri.etsi.org/02231/v2#}"
_DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
_ETSI, _UKRAINE = "http://uri.etsi.org/TrstSvc", "http://czo.gov.ua/TrstSvc"
_UKRAINES_TERMS = {
    f"{_UKRAINE}/Svctype/CA/QC": f"{_ETSI}/Svctype/CA/QC",
    f"{_UKRAINE}/Svctype/MR-CA/QC": f"{_ETSI}/Svctype/CA/QC",
    f"{_UKRAINE}/Svctype/TSA/QTST": f"{_ETSI}/Svctype/TSA/QTST",
    f"{_UKRAINE}/Svctype/MR-TSA/QTST": f"{_ETSI}/Svctype/TSA/QTST",
    f"{_UKRAINE}/Svctype/National-TSA/QTST": f"{_ETSI}/Svctype/TSA/QTST",
    f"{_UKRAINE}/TrustedList/Svcstatus/granted": f"{_ETSI}/TrustedList/Svcstatus/granted",
}
"""Types of services, and the only status that counts, as the central certification authority of Ukraine names them."""
_LIST_OF_LISTS = "/EUlistofthelists"
_LONGEST = 32 << 20


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list whose signature holds: who operates it, and when it was issued and is to be replaced.

    `operators` are the certificates by which the lists of other territories are signed, by territory: a list of lists
    says them.
    """

    territory: str
    number: int
    issued_at: datetime
    next_update_at: datetime | None
    operator: Operator
    operators: dict[str, tuple[bytes, ...]]


def read_list(xml: bytes, operators: tuple[bytes, ...] = ()) -> ReadList:
    """Read a list signed by one of the operators (DER), by whoever signed it where none is given.

    ListUnreadableRefused for what is no list, ListUnsignedRefused where the signature is wrong, somebody else's, or
    made with a certificate that had ended.
    """
    candidates = operators or (_claimed_operator(xml),)
    signed, operator = _verified(xml, candidates)
    read, certificate = _read(signed, operator), x509.Certificate.load(operator)
    if not certificate.not_valid_before <= read.issued_at <= certificate.not_valid_after:
        raise ListUnsignedRefused
    return read


def vouched_operators(xml: bytes, loaded: Sequence[TrustedList]) -> tuple[bytes, ...]:
    """Return the certificates (DER) of the operators that a list may have; none where nothing says who they are.

    Of the European Union's list of lists pyHanko knows them; it says those of the lists of its territories.
    """
    root = _parsed(xml)
    if _is_list_of_lists(root):
        return tuple(bytes(one.dump()) for one in latest_known_lotl_tlso_certs())
    territory = _text(root, "SchemeInformation/SchemeTerritory")
    said = (read_list(one.xml, (one.operator,)).operators.get(territory, ()) for one in loaded)
    return next((operators for operators in said if operators), ())


def _is_list_of_lists(root: Any) -> bool:  # noqa: ANN401 - lxml's element
    return _text(root, "SchemeInformation/TSLType").endswith(_LIST_OF_LISTS)


@lru_cache(maxsize=64)
def services(trusted: TrustedList) -> TSPRegistry:
    """Return the qualified services of a list; verified again, so that only its operator's word counts."""
    signed, _ = _verified(trusted.xml, (trusted.operator,))
    registry = TSPRegistry()
    with suppress(TSPServiceParsingError):  # a list of lists has no services
        trust_list_to_registry_unsafe(_in_etsis_terms(signed), registry)
    return registry


def _in_etsis_terms(signed: bytes) -> str:
    """Return a list with the names by which pyHanko knows services; Ukraine's lists have names of their own."""
    root = _parsed(signed)
    for named in root.iter(f"{_TSL}ServiceTypeIdentifier", f"{_TSL}ServiceStatus"):
        said = (named.text or "").strip()
        named.text = _UKRAINES_TERMS.get(said, said)
    return str(etree.tostring(root, encoding="unicode"))


def _verified(xml: bytes, operators: tuple[bytes, ...]) -> tuple[bytes, bytes]:
    """Return what the signature covers, and whose it is; ListUnsignedRefused."""
    _parsed(xml)
    for operator in operators:
        signed = _signed_by(xml, operator)
        if signed is not None:
            return signed, operator
    raise ListUnsignedRefused


def _signed_by(xml: bytes, operator: bytes) -> bytes | None:
    config = XAdESSignatureConfiguration(require_x509=True, expect_references=True)
    try:
        if has_dstu_key(operator):
            return signed_with_dstu(_parsed(xml), operator)
        found = XAdESVerifier().verify(xml, x509_cert=load_der_x509_certificate(operator), expect_config=config)
    except (SignXMLException, SignatureValidationError, ValueError, TypeError, KeyError, etree.LxmlError):
        return None
    for one in found:
        if one.signed_xml is not None and one.signed_xml.tag == f"{_TSL}TrustServiceStatusList":
            return bytes(one.signed_data) if _says_the_same(one.signed_xml, _parsed(xml)) else None
    return None


def _says_the_same(signed: Any, whole: Any) -> bool:  # noqa: ANN401 - lxml's elements
    """Return whether what is signed is the list itself, and not another operator's list within it."""
    schemes = [one.find(f"{_TSL}SchemeInformation") for one in (signed, whole)]
    said = {
        None if one is None else etree.tostring(one, method="c14n", exclusive=True, with_tail=False) for one in schemes
    }
    return len(said) == 1


def _claimed_operator(xml: bytes) -> bytes:
    """Return the certificate that the signature brings along."""
    places = _parsed(xml).findall(f"{_DSIG}Signature/{_DSIG}KeyInfo/{_DSIG}X509Data/{_DSIG}X509Certificate")
    try:
        (text,) = {"".join((place.text or "").split()) for place in places[:1]}
        return b64decode(text, validate=True)
    except ValueError:
        raise ListUnsignedRefused from None


def _read(signed: bytes, operator: bytes) -> ReadList:
    root = _parsed(signed)
    try:
        references = parse_lotl_unsafe(signed.decode()).references if _has_pointers(root) else []
        return ReadList(
            territory=_text(root, "SchemeInformation/SchemeTerritory"),
            number=int(_text(root, "SchemeInformation/TSLSequenceNumber")),
            issued_at=_moment(_text(root, "SchemeInformation/ListIssueDateTime")),
            next_update_at=_optional_moment(_text(root, "SchemeInformation/NextUpdate/dateTime")),
            operator=_operator(operator),
            operators=_by_territory(references) if _is_list_of_lists(root) else {},
        )
    except (ValueError, TypeError, LookupError) as error:
        raise ListUnreadableRefused from error


def _has_pointers(root: Any) -> bool:  # noqa: ANN401 - lxml's element
    return root.find(f"{_TSL}SchemeInformation/{_TSL}PointersToOtherTSL") is not None


def _by_territory(references: list[TLReference]) -> dict[str, tuple[bytes, ...]]:
    found: dict[str, tuple[bytes, ...]] = {}
    for one in references:
        found[one.territory] = (*found.get(one.territory, ()), *(bytes(each.dump()) for each in one.tlso_certs))
    return found


def _operator(der: bytes) -> Operator:
    subject = x509.Certificate.load(der).subject
    return Operator(der, subject.human_friendly, hashlib.sha256(der).hexdigest())


def _parsed(xml: bytes) -> Any:  # noqa: ANN401 - lxml's element
    """Parse without entities, without a network; ListUnreadableRefused."""
    if len(xml) > _LONGEST:
        raise ListUnreadableRefused
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ListUnreadableRefused from error
    if root.tag != f"{_TSL}TrustServiceStatusList" or root.getroottree().docinfo.doctype:
        raise ListUnreadableRefused
    return root


def _text(root: Any, path: str) -> str:  # noqa: ANN401 - lxml's element
    found = root.findtext("/".join(f"{_TSL}{step}" for step in path.split("/")))
    return (found or "").strip()


def _optional_moment(text: str) -> datetime | None:
    return _moment(text) if text else None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
