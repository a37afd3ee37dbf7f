# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Giving a seal the time stamp that it was made without.

A time stamp of a signature is an unsigned attribute (ETSI EN 319 122-1, 5.3): it may be added later, and the signature
stays the same. It takes the room that every seal reserves, so that not one byte moves that the seal covers. A document
time stamp alone would prove the same, but validators ask for a time stamp of the signature itself.
"""

from io import BytesIO
from typing import Final

from asn1crypto import cms  # type: ignore[import-untyped]  # has no stubs
from pyhanko.sign.attributes import TSTProvider
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from bot.signing.sealing.timestamps import read_seal_stamp

_ALGORITHM: Final = "sha256"


def lacks_stamp(newest: EmbeddedPdfSignature) -> bool:
    """Return whether the newest signature of a file is a seal without a time stamp."""
    return newest.sig_object_type == "/Sig" and read_seal_stamp(newest)[0] is None


async def with_stamp(data: bytes, seal: EmbeddedPdfSignature, stamper: TimeStamper) -> bytes:
    """Return the file, as long as before, with a time stamp of its seal; TimestampUnavailableRefused.

    Raise SigningError where the seal has no room for it.
    """
    container = cms.ContentInfo.load(seal.pkcs7_content)
    (signer,) = container["content"]["signer_infos"]
    provider = TSTProvider(_ALGORITHM, signer["signature"].native, stamper)
    token = await provider.build_attr_value()
    signer["unsigned_attrs"] = cms.CMSAttributes([simple_cms_attribute(provider.attribute_type, token)])
    _, start, end, _ = map(int, seal.byte_range)
    output = BytesIO(data)
    PreparedByteRangeDigest(seal.compute_digest(), start, end).fill_with_cms(output, container.dump())
    return output.getvalue()
