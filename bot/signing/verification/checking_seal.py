# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Checking the seal of a finished file against every byte. Whom to trust is not judged here.

A signature's container is outside its own byte range, and most readers accept any padding and any unsigned part of it.
Here the container is built again from what is signed, and must be the same as in the file, digit by digit.
"""

from dataclasses import dataclass

from asn1crypto import cms  # type: ignore[import-untyped]  # has no stubs
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from bot.crypto.certificates import Use, is_self_issued, parse_certificate
from bot.signing.sealing.pdf_objects import catalog, dictionary_at, followed
from bot.signing.sealing.seal import TimeStamp
from bot.signing.sealing.timestamps import read_seal_stamp
from bot.signing.verification.containers import container_of
from bot.signing.verification.findings import Fault


@dataclass(frozen=True, slots=True)
class SealFindings:
    """What checking a seal found; `certificate` is DER, `its_own` whether its key made the seal."""

    faults: tuple[Fault, ...]
    certificate: bytes
    its_own: bool
    timestamp: TimeStamp | None


def check_seal(data: bytes, seal: EmbeddedPdfSignature) -> SealFindings:
    """Check a seal against the file it is in."""
    faults = []
    certificate = seal.signer_cert
    intact, valid = validate_sig_integrity(seal.signer_info, certificate, "data", seal.compute_digest())
    if not (intact and valid and _certifies(seal)):
        faults.append(Fault.SEAL_BROKEN)
    container = container_of(data, [int(place) for place in seal.byte_range])
    if container is None:
        faults.append(Fault.BEYOND_SEAL)
    elif container != _rebuilt(seal) or not _certificates_known(seal):
        faults.append(Fault.SEAL_BROKEN)
    if parse_certificate(certificate.dump()).use is not Use.SEAL:
        faults.append(Fault.SEAL_UNFIT)
    timestamp, holds = read_seal_stamp(seal)
    if not holds:
        faults.append(Fault.TIMESTAMP_BROKEN)
    return SealFindings(tuple(dict.fromkeys(faults)), certificate.dump(), bool(valid), timestamp)


def _certifies(seal: EmbeddedPdfSignature) -> bool:
    """Return whether this signature is the one that certifies the document against any change."""
    certified = dictionary_at(catalog(seal.reader), "/Perms")
    return (
        seal.docmdp_level is MDPPerm.NO_CHANGES
        and "/DocMDP" in certified
        and followed(certified.raw_get("/DocMDP")) is followed(seal.sig_field.raw_get("/V"))
    )


def _rebuilt(seal: EmbeddedPdfSignature) -> bytes:
    """Build the container from what the signature covers (RFC 5652)."""
    info, sha256 = seal.signer_info, {"algorithm": "sha256"}
    certificate = seal.signer_cert
    number = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(number)}),
        "digest_algorithm": sha256,
        "signed_attrs": info["signed_attrs"],
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": info["signature"],
    }
    if info["unsigned_attrs"].native:
        signer["unsigned_attrs"] = info["unsigned_attrs"]
    content = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": seal.signed_data["certificates"],
        "signer_infos": [signer],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump())


def _certificates_known(seal: EmbeddedPdfSignature) -> bool:
    """Return whether every other certificate in the container is self-issued and above the signer's."""
    signer = seal.signer_cert.dump()
    return all(is_self_issued(other.dump(), above=signer) for other in seal.other_embedded_certs)
