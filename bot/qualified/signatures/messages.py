# mypy: allow-untyped-calls
# (asn1crypto has no types)
"""Reading CMS messages (RFC 5652): their signers, and what they carry beside (ETSI EN 319 122-1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms, core, crl, ocsp, x509  # type: ignore[import-untyped]  # has no stubs

from bot.qualified.refusals import NoSignatureRefused, SignaturesTooManyRefused

_MOST_SIGNERS = 20
_CERTIFICATE_VALUES = "1.2.840.113549.1.9.16.2.23"
_REVOCATION_VALUES = "1.2.840.113549.1.9.16.2.24"
_OCSP_RESPONSE = "1.3.6.1.5.5.7.16.2"
_SIGNING_TIME = "signing_time"


class _Crls(core.SequenceOf):  # type: ignore[misc]  # asn1crypto is not typed
    _child_spec = crl.CertificateList


class _Ocsps(core.SequenceOf):  # type: ignore[misc]  # as above
    _child_spec = ocsp.BasicOCSPResponse


class _RevocationValues(core.Sequence):  # type: ignore[misc]  # as above
    _fields = [  # noqa: RUF012 - asn1crypto asks for a list
        ("crls", _Crls, {"explicit": 0, "optional": True}),
        ("ocsps", _Ocsps, {"explicit": 1, "optional": True}),
        ("others", core.Any, {"explicit": 2, "optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Certificates and answers about revocation that were sent along: asn1crypto's objects."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    def __add__(self, other: "Evidence") -> "Evidence":
        """Return both together."""
        return Evidence(self.certificates + other.certificates, self.crls + other.crls, self.ocsps + other.ocsps)


@dataclass(frozen=True, slots=True)
class Signer:
    """One signer of a message. `info` is asn1crypto's SignerInfo; `certificate` None where it was not sent along."""

    message: "Message" = field(repr=False)
    info: cms.SignerInfo
    certificate: x509.Certificate | None
    evidence: Evidence

    @property
    def claimed_at(self) -> datetime | None:
        """Return when the signer's clock says it was signed."""
        for attribute in signed_attributes(self.info):
            if attribute["type"].native == _SIGNING_TIME and len(attribute["values"]) == 1:
                said = attribute["values"][0].native
                return said if isinstance(said, datetime) and said.tzinfo else None
        return None


@dataclass(frozen=True, slots=True)
class Message:
    """A CMS message with signed data; `der` is all of it, `content` None where the signature is detached."""

    der: bytes = field(repr=False)
    signed: cms.SignedData
    content: bytes | None = field(repr=False)
    content_type: str


def read_message(der: bytes) -> Message:
    """Read a message; NoSignatureRefused for anything else."""
    try:
        info = cms.ContentInfo.load(der, strict=True)
        if info["content_type"].native != "signed_data":
            raise NoSignatureRefused
        return _message(der, info["content"])
    except (ValueError, TypeError, KeyError) as error:
        raise NoSignatureRefused from error


def message_of(signed: cms.SignedData) -> Message:
    """Return the message around signed data that was read already, such as a time stamp's; ValueError."""
    der = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return _message(bytes(der), signed)


def signers(message: Message, known: Iterable[x509.Certificate] = ()) -> list[Signer]:
    """Return the signers of a message, whose certificates may also be among the `known`; SignaturesTooManyRefused."""
    infos = message.signed["signer_infos"]
    if not len(infos):
        raise NoSignatureRefused
    if len(infos) > _MOST_SIGNERS:
        raise SignaturesTooManyRefused
    return [_signer(message, info, known) for info in infos]


def signed_attributes(info: cms.SignerInfo) -> list[cms.CMSAttribute]:
    """Return the signed attributes, none where the signer signed the content itself."""
    return _attributes(info["signed_attrs"])


def unsigned_attributes(info: cms.SignerInfo) -> list[cms.CMSAttribute]:
    """Return the unsigned attributes."""
    return _attributes(info["unsigned_attrs"])


def _attributes(found: object) -> list[cms.CMSAttribute]:
    return [] if isinstance(found, core.Void) else list(found)  # type: ignore[call-overload]  # asn1crypto is not typed


def _message(der: bytes, signed: cms.SignedData) -> Message:
    inner = signed["encap_content_info"]
    content = inner["content"]
    carried = None if isinstance(content, core.Void) else bytes(content)
    return Message(der, signed, carried, inner["content_type"].native)


def _signer(message: Message, info: cms.SignerInfo, known: Iterable[x509.Certificate]) -> Signer:
    evidence = _message_evidence(message.signed) + _attribute_evidence(info)
    matching = (one for one in (*evidence.certificates, *known) if _is_meant(info["sid"], one))
    return Signer(message, info, next(matching, None), evidence)


def _is_meant(identifier: cms.SignerIdentifier, certificate: x509.Certificate) -> bool:
    try:
        if identifier.name == "subject_key_identifier":
            return bool(certificate.key_identifier == identifier.chosen.native)
        issuer, serial = identifier.chosen["issuer"], identifier.chosen["serial_number"].native
        return bool(certificate.serial_number == serial and certificate.issuer == issuer)
    except (ValueError, TypeError, KeyError):  # one that cannot be read is nobody's
        return False


def _message_evidence(signed: cms.SignedData) -> Evidence:
    certificates = [one.chosen for one in _items(signed["certificates"]) if one.name == "certificate"]
    crls, ocsps = [], []
    for one in _items(signed["crls"]):
        if isinstance(one.chosen, crl.CertificateList):
            crls.append(one.chosen)
        elif one.chosen["other_rev_info_format"].dotted == _OCSP_RESPONSE:
            ocsps.append(ocsp.OCSPResponse.load(one.chosen["other_rev_info"].dump()))
    return Evidence(tuple(certificates), tuple(crls), tuple(ocsps))


def _attribute_evidence(info: cms.SignerInfo) -> Evidence:
    found = Evidence()
    for attribute in unsigned_attributes(info):
        try:
            found += _said_by(attribute)
        except (ValueError, TypeError, KeyError):
            continue  # what is not signed and cannot be read says nothing
    return found


def _said_by(attribute: cms.CMSAttribute) -> Evidence:
    values = [value.dump() for value in attribute["values"]]
    if attribute["type"].dotted == _CERTIFICATE_VALUES and values:
        return Evidence(tuple(one.chosen for one in cms.CertificateSet.load(_as_set(values[0]))))
    if attribute["type"].dotted == _REVOCATION_VALUES and values:
        said = _RevocationValues.load(values[0])
        return Evidence((), tuple(_items(said["crls"])), tuple(_response(one) for one in _items(said["ocsps"])))
    return Evidence()


def _as_set(sequence: bytes) -> bytes:
    return b"\x31" + sequence[1:]


def _response(basic: ocsp.BasicOCSPResponse) -> ocsp.OCSPResponse:
    content = {"response_type": "basic_ocsp_response", "response": basic}
    return ocsp.OCSPResponse({"response_status": "successful", "response_bytes": content})


def _items(found: object) -> Iterator[core.Asn1Value]:
    return iter(()) if isinstance(found, core.Void) else iter(found)  # type: ignore[call-overload]  # as above
