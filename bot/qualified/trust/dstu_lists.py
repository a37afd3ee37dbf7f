"""The XML signature of a trusted list whose operator has a DSTU 4145 key, as Ukraine's TL-UA-DSTU.

signxml verifies all others; it has no way to be given another algorithm. What is accepted here is as narrow as such
lists are (ETSI TS 119 612, annex B): one enveloped signature over the whole document and over its XAdES properties,
which name the operator's certificate. Canonicalisation is lxml's.
"""

from base64 import b64decode
from copy import deepcopy
from hmac import compare_digest
from typing import Any, Final

from asn1crypto import x509  # type: ignore[import-untyped]  # has no stubs
from lxml import etree

from bot.crypto.national.algorithms import key_algorithm, new_hash, verify_signed
from bot.crypto.national.dstu_keys import is_dstu, parse_dstu_public_key
from bot.qualified.signatures.xml_algorithms import DIGESTS, DSTU_SIGNATURES

_DSIG: Final = "{http://www.w3.org/2000/09/xmldsig#}"
_XADES: Final = "{http://uri.etsi.org/01903/v1.3.2#}"
_ENVELOPED: Final = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_CANONICAL: Final = {
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": False,
    "http://www.w3.org/2001/10/xml-exc-c14n#": True,
}
"""Ways to make XML canonical, without comments, and which of them is exclusive."""
_PROPERTIES: Final = "http://uri.etsi.org/01903#SignedProperties"
_NAMING: Final = "SigningCertificate", "SigningCertificateV2"
_ODD: Final = (ValueError, TypeError, LookupError, AttributeError, etree.LxmlError)


class _WrongError(ValueError):
    """The signature is not one that is accepted here."""


def has_dstu_key(certificate: bytes) -> bool:
    """Return whether a certificate (DER) is of a DSTU 4145 key."""
    return is_dstu(key_algorithm(_key(certificate)))


def signed_with_dstu(root: Any, operator: bytes) -> bytes | None:  # noqa: ANN401 - lxml's element
    """Return the canonical bytes of a list, without its signature, if this operator (DER) signed them; else None."""
    try:
        return _verified(root, operator)
    except _ODD:
        return None


def _key(certificate: bytes) -> bytes:
    return bytes(x509.Certificate.load(certificate).public_key.dump())


def _verified(root: Any, operator: bytes) -> bytes:  # noqa: ANN401 - as above
    signature = _only(root, f"{_DSIG}Signature")
    info = _only(signature, f"{_DSIG}SignedInfo")
    algorithm, value = DSTU_SIGNATURES[_algorithm(info, "SignatureMethod")], _only(signature, f"{_DSIG}SignatureValue")
    said = _canonical(info, _algorithm(info, "CanonicalizationMethod"))
    if not verify_signed(_key(operator), algorithm, said, _decoded(value)):
        raise _WrongError
    first, second = info.findall(f"{_DSIG}Reference")
    whole, properties = (first, second) if first.get("URI") == "" else (second, first)
    signed = _signed_document(root, whole, operator)
    _require_properties(signature, properties, operator)
    return signed


def _signed_document(root: Any, reference: Any, operator: bytes) -> bytes:  # noqa: ANN401 - as above
    """Return the document as a reference to all of it covers it."""
    enveloped, *rest = _transforms(reference)
    if reference.get("URI") != "" or enveloped != _ENVELOPED or len(rest) > 1:
        raise _WrongError
    copied = deepcopy(root)
    _remove(_only(copied, f"{_DSIG}Signature"))
    signed = _canonical(copied, *rest)
    _require_digest(reference, signed, operator)
    return signed


def _require_properties(signature: Any, reference: Any, operator: bytes) -> None:  # noqa: ANN401 - as above
    """Check the signed properties, and that the first certificate that they name is the operator's."""
    path = f"{_DSIG}Object/{_XADES}QualifyingProperties/{_XADES}SignedProperties"
    (properties,) = signature.findall(path)
    transforms = _transforms(reference)
    if reference.get("URI") != f"#{properties.attrib['Id']}" or reference.get("Type") != _PROPERTIES:
        raise _WrongError
    if len(transforms) > 1:
        raise _WrongError
    _require_digest(reference, _canonical(properties, *transforms), operator)
    said = properties.find(f"{_XADES}SignedSignatureProperties")
    (naming,) = [one for name in _NAMING if (one := said.find(f"{_XADES}{name}")) is not None]
    _require_digest(naming.find(f"{_XADES}Cert/{_XADES}CertDigest"), operator, operator)


def _require_digest(holder: Any, data: bytes, operator: bytes) -> None:  # noqa: ANN401 - as above
    sbox = parse_dstu_public_key(_key(operator)).sbox
    hashed = new_hash(DIGESTS[_algorithm(holder, "DigestMethod")], sbox=sbox)
    if hashed is None:
        raise _WrongError
    hashed.update(data)
    if not compare_digest(hashed.digest(), _decoded(_only(holder, f"{_DSIG}DigestValue"))):
        raise _WrongError


def _transforms(reference: Any) -> list[str]:  # noqa: ANN401 - as above
    found = reference.findall(f"{_DSIG}Transforms/{_DSIG}Transform")
    if any(len(one) for one in found):  # parameters would change what is covered
        raise _WrongError
    return [one.attrib["Algorithm"] for one in found]


def _canonical(element: Any, method: str = next(iter(_CANONICAL))) -> bytes:  # noqa: ANN401 - as above
    return bytes(etree.tostring(element, method="c14n", exclusive=_CANONICAL[method], with_comments=False))


def _remove(element: Any) -> None:  # noqa: ANN401 - as above
    """Remove an element and leave the text behind it, which the signature covers."""
    parent, before, text = element.getparent(), element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)


def _only(parent: Any, tag: str) -> Any:  # noqa: ANN401 - as above
    (found,) = parent.findall(tag)
    return found


def _algorithm(parent: Any, name: str) -> str:  # noqa: ANN401 - as above
    method = _only(parent, f"{_DSIG}{name}")
    if len(method):
        raise _WrongError
    return str(method.attrib["Algorithm"])


def _decoded(element: Any) -> bytes:  # noqa: ANN401 - as above
    return b64decode("".join(element.text.split()), validate=True)
