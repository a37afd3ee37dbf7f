# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Making a sealed file outlive its certificates: what validates it is added, and a document time stamp over it all.

This is PAdES B-LTA (ETSI EN 319 142-1, 6). Each time the file gets one more revision; all bytes that a signature covers
stay as they are.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Final

from asn1crypto import cms, crl, x509  # type: ignore[import-untyped]  # has no stubs
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError, extract_signer_info
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend

from bot.signing.archiving.late_stamps import lacks_stamp, with_stamp
from bot.signing.models import SealLevel
from bot.signing.records.record import Trust
from bot.signing.sealing.pdf_reading import refusing_damage
from bot.signing.sealing.seal import Archive, Archived, AuthorityUntrustedRefused, RevisionUnsoundError, Seal
from bot.signing.sealing.sealed_pdf import RevisionWriter
from bot.signing.sealing.timestamps import CallableTimeStamper
from bot.signing.verification.checking import check_added, check_finished

_ALGORITHM: Final = "sha256"
_MARGIN: Final = timedelta(days=90)
"""How long before its end a time stamp is renewed."""
_SOONEST: Final = timedelta(days=30)
"""An authority that still uses what has aged is not asked again and again."""
_SHORT_RSA: Final = 3000
_NEVER: Final = datetime.max.replace(tzinfo=UTC)
_AGED: Final = {
    "sha1": datetime(2014, 1, 1, tzinfo=UTC),
    "rsa": datetime(2031, 1, 1, tzinfo=UTC),
}
"""From when on an algorithm proves nothing by itself: NIST SP 800-131A; `rsa` are keys shorter than `_SHORT_RSA`."""


logging.getLogger("pyhanko.sign.validation.dss").setLevel(logging.ERROR)  # it warns of every authority without lists


def archive_verified(data: bytes, seal: Seal, archive: Archive, now: datetime) -> Archived:
    """Add a revision; see `bot.signing.archiving.in_workers.archive`."""
    with refusing_damage():
        archived = asyncio.run(_archived(data, seal, archive, now))
    faults = _faults(data, archived.content, seal)
    if faults:
        raise RevisionUnsoundError(", ".join(faults))
    return archived


def _faults(before: bytes, after: bytes, seal: Seal) -> Sequence[str]:
    """Return what is wrong with a file; each was checked whole before it was stored, so often only what is new."""
    if after.startswith(before):
        return check_added(after)
    found = check_finished(after, seal.chain[0])
    return found.faults if found.trust is Trust.OURS else (*found.faults, "the seal is not the organisation's")


async def _archived(data: bytes, seal: Seal, archive: Archive, now: datetime) -> Archived:
    stamper, reader = CallableTimeStamper(archive.tsa), _opened(data)
    try:
        if lacks_stamp(_newest(reader)):
            data = await with_stamp(data, _newest(reader), stamper)
            reader = _opened(data)
        if archive.level is SealLevel.B_T:
            return Archived(data, None)
        return await _with_revision(reader, stamper, seal, archive, now)
    except (ValidationError, PathBuildingError, SignatureValidationError, SigningError) as error:
        raise AuthorityUntrustedRefused from error


def _opened(data: bytes) -> PdfFileReader:
    return PdfFileReader(BytesIO(data), strict=False)


async def _with_revision(
    reader: PdfFileReader, stamper: CallableTimeStamper, seal: Seal, archive: Archive, now: datetime
) -> Archived:
    """Add a revision: what validates the one before, under a document time stamp."""
    writer, output = RevisionWriter(reader.stream, prev=reader), BytesIO()
    async with _context(seal, archive, now) as context:
        await _add_validation_data(writer, _newest(reader), context)
        await PdfTimeStamper(stamper).async_timestamp_pdf(
            writer, _ALGORITHM, context, output=output, dss_settings=_BEFORE
        )
    return Archived(output.getvalue(), renew_at(stamper.newest, now))


_BEFORE: Final = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
"""What validates the authority stands before its stamp, so that the file ends with the stamp."""


async def _add_validation_data(
    writer: RevisionWriter, newest: EmbeddedPdfSignature, context: ValidationContext
) -> None:
    """Add what validates the newest stamp, or the seal where there is none yet."""
    paths = await collect_validation_info(newest, context)
    DocumentSecurityStore.supply_dss_in_writer(writer, newest.pkcs7_content, paths=paths, validation_context=context)


def _newest(reader: PdfFileReader) -> EmbeddedPdfSignature:
    found: list[EmbeddedPdfSignature] = reader.embedded_timestamp_signatures or reader.embedded_regular_signatures
    return found[-1]


@asynccontextmanager
async def _context(seal: Seal, archive: Archive, now: datetime) -> AsyncIterator[ValidationContext]:
    """Yield what certificates are held against: the organisation's authority, and those given for time stamps."""
    known = [x509.Certificate.load(one) for one in (*seal.chain, *archive.anchors)]
    roots = [one for one in known if one.self_issued]
    lists = [crl.CertificateList.load(one) for one in seal.lists]
    make = partial(
        ValidationContext,
        trust_roots=roots,
        other_certs=known,
        moment=now,
        crls=lists,
        revocation_mode="soft-fail",
    )
    if archive.service is None:
        yield make()
        return
    async with archive.service.open_session() as session:
        backend = AIOHttpFetcherBackend(session, per_request_timeout=round(archive.service.seconds))
        yield make(allow_fetching=True, fetcher_backend=backend)


def renew_at(stamp: cms.SignedData, now: datetime) -> datetime:
    """Return when a time stamp must have a successor: before its certificate ends or its algorithms have aged."""
    certificate = extract_certs_for_validation(stamp).signer_cert
    valid_until: datetime = certificate.not_valid_after
    ends = min(valid_until, *_aged(stamp, certificate))
    return max(ends - min(_MARGIN, (ends - now) / 2), now + min(_SOONEST, abs(valid_until - now) / 2))


def _aged(stamp: cms.SignedData, certificate: x509.Certificate) -> list[datetime]:
    imprint = stamp["encap_content_info"]["content"].parsed["message_imprint"]["hash_algorithm"]
    digest = extract_signer_info(stamp)["digest_algorithm"]
    names = {imprint["algorithm"].native, digest["algorithm"].native}
    if certificate.public_key.algorithm == "rsa" and certificate.public_key.bit_size < _SHORT_RSA:
        names.add("rsa")
    return [_NEVER, *(_AGED[name] for name in names & _AGED.keys())]
