"""Sealing at each level, beside bare pyHanko at the same level."""

import asyncio
import io
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp import ClientSession
from asn1crypto import crl, keys, x509  # type: ignore[import-untyped]  # has no stubs
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.registry import SimpleCertificateStore

from benchmarks.organisation import NOW
from benchmarks.proof.time_pki import time_pki
from benchmarks.signing import PARTY, Case, in_process, make_case
from bot.crypto.authority import issue_list, mint_ca
from bot.outgoing import Service
from bot.signing.archiving.in_workers import archive
from bot.signing.finishing.in_workers import finish
from bot.signing.models import Carrying, SealLevel
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import Archive, Parts
from bot.signing.verification.in_workers import verify


@dataclass(frozen=True, slots=True)
class Leveled:
    """A file to be sealed at a level, with the address of the authority of time stamps and its root (DER).

    `sealed` is the finished file, where that is verified.
    """

    case: Case
    level: SealLevel
    url: str
    root: bytes
    sealed: bytes = b""


def seal_figures() -> dict[str, dict[str, float]]:
    """Measure each level, ours and the peer in turn, each in a new process."""
    authority = mint_ca(PARTY.name, NOW)
    case = make_case(1, 1, authority)
    case = replace(case, seal=replace(case.seal, lists=(issue_list(authority, 1, [], NOW),)))
    with tempfile.TemporaryDirectory() as folder, time_pki(Path(folder), NOW, NOW.replace(year=NOW.year + 5)) as pki:
        return {level.value: _figures(Leveled(case, level, pki.url, pki.root)) for level in SealLevel}


def _figures(given: Leveled) -> dict[str, float]:
    peer, _ = in_process(_seal_bare, given)
    ours, _ = in_process(_seal, given)
    sealed = _seal(given)
    verifying, _ = in_process(_verify, replace(given, sealed=sealed))
    return {
        "ours_ms": round(ours * 1000, 1),
        "peer_ms": round(peer * 1000, 1),
        "ratio": round(ours / peer, 2),
        "bytes_added": len(sealed) - len(given.case.original),
        "verify_ms": round(verifying * 1000, 1),
    }


def _seal(given: Leveled) -> bytes:
    case, level = given.case, given.level
    tsa = HttpTimestamps(given.url)
    parts = Parts(case.original, case.drawn, case.dossier, case.records, case.seal, NOW)
    data = finish(parts if level is SealLevel.B_B else replace(parts, tsa=tsa), Carrying.PAGES)
    if level is not SealLevel.B_LTA:
        return data
    return archive(data, case.seal, Archive(tsa, level, (given.root,), Service(seconds=10)), NOW).content


def _verify(given: Leveled) -> None:
    verify(given.sealed, given.case.seal.chain[0])


def _seal_bare(given: Leveled) -> None:
    asyncio.run(_sign_bare(given))


async def _sign_bare(given: Leveled) -> None:
    seal, lasts = given.case.seal, given.level is SealLevel.B_LTA
    known = [x509.Certificate.load(one) for one in seal.chain]
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(seal.certificate),
        signing_key=keys.PrivateKeyInfo.load(seal.private),
        cert_registry=SimpleCertificateStore.from_certs(known),
    )
    async with ClientSession() as session:
        metadata = PdfSignatureMetadata(
            field_name="Seal",
            subfilter=SigSeedSubFilter.PADES,
            embed_validation_info=lasts,
            use_pades_lta=lasts,
            validation_context=_context(given, session) if lasts else None,
        )
        stamper = None if given.level is SealLevel.B_B else HTTPTimeStamper(given.url, session=session)
        writer = IncrementalPdfFileWriter(io.BytesIO(given.case.original))
        await PdfSigner(metadata, signer, timestamper=stamper).async_sign_pdf(writer)


def _context(given: Leveled, session: ClientSession) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(one) for one in (*given.case.seal.chain, given.root)],
        crls=[crl.CertificateList.load(one) for one in given.case.seal.lists],
        moment=NOW,
        allow_fetching=True,
        fetcher_backend=AIOHttpFetcherBackend(session),
        revocation_mode="soft-fail",
    )
