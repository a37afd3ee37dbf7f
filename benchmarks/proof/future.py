"""What a validator finds in a file years from now, without a network; and whether yearly renewals keep files valid."""

import asyncio
import io
import logging
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from asn1crypto import x509  # type: ignore[import-untyped]  # has no stubs
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import ades_with_time_validation, simulate_future_ades_lta_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec, ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

from benchmarks.organisation import NOW
from benchmarks.proof.time_pki import TimePki, time_pki
from benchmarks.signing import PARTY, Case, make_case
from bot.crypto.authority import issue_list, mint_ca
from bot.outgoing import Service
from bot.signing.archiving.in_workers import archive
from bot.signing.finishing.in_workers import finish
from bot.signing.models import Carrying, SealLevel
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import Archive, Parts, Seal

logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)  # it tells of each certificate that has expired

YEAR: Final = timedelta(days=365)
YEARS: Final = 10


def future_valid(files: int) -> dict[str, int]:
    """Seal files, renew each yearly, and return how many of them pass in `YEARS` years."""
    with tempfile.TemporaryDirectory() as folder, time_pki(Path(folder), NOW, NOW + 2 * YEARS * YEAR) as pki:
        valid = sum(_stays_valid(number, pki) for number in range(files))
    return {"files": files, "years": YEARS, "valid": valid}


def _stays_valid(number: int, pki: TimePki) -> bool:
    """Return whether one file passes."""
    authority = mint_ca(PARTY.name, NOW)
    case = make_case(1, 1 + number % 5, authority)
    to = Archive(HttpTimestamps(pki.url), SealLevel.B_LTA, (pki.root,), Service(seconds=20))
    data = b""
    for year in range(YEARS):
        pki.now = NOW + year * YEAR
        seal = replace(case.seal, lists=(issue_list(authority, year + 1, [], pki.now),))
        data = archive(data or sealed(case, seal, pki.url), seal, to, pki.now).content
    return passes_in_future(data, authority.certificate, pki.root, pki.now, 1)


def sealed(case: Case, seal: Seal, url: str) -> bytes:
    """Return the finished file with a time stamp of the authority at an address."""
    parts = Parts(case.original, case.drawn, case.dossier, case.records, seal, NOW, HttpTimestamps(url))
    return finish(parts, Carrying.PAGES)


def _policy(root: bytes, revocation: RevocationCheckingPolicy) -> CertValidationPolicySpec:
    trusted = SimpleTrustManager.build([x509.Certificate.load(root)])
    return CertValidationPolicySpec(trusted, CertRevTrustPolicy(revocation))


def passes_in_future(data: bytes, authority: bytes, times: bytes, now: datetime, years: int) -> bool:
    """Return whether pyHanko's validation of long-term archives passes, with all data from inside the file.

    `authority` and `times` are the roots (DER) of the seal and of time stamps; `now` is the last time at which anything
    was added, and validation takes place `years` later.
    """
    found, spec = _newest(data), _spec(authority, times)
    simulated = simulate_future_ades_lta_validation(
        found, PdfSignatureValidationSpec(spec), now + years * YEAR, now + timedelta(minutes=1)
    )
    return asyncio.run(simulated).ades_subindic is AdESPassed.OK


def has_valid_time(data: bytes, authority: bytes, times: bytes, now: datetime) -> bool:
    """Return whether pyHanko accepts the newest signature with its time stamp, `now`; the roots as above.

    Nothing is asked of revocation: level B-T carries nothing of it.
    """
    found, spec = _newest(data), _spec(authority, times, NO_REVOCATION)
    timing = ValidationTimingInfo(now, now, point_in_time_validation=True)
    validated = ades_with_time_validation(found.signed_data, spec, timing, raw_digest=found.compute_digest())
    return asyncio.run(validated).ades_subindic is AdESPassed.OK


def _newest(data: bytes) -> EmbeddedPdfSignature:
    found: list[EmbeddedPdfSignature] = PdfFileReader(io.BytesIO(data), strict=False).embedded_regular_signatures
    return found[-1]


def _spec(
    authority: bytes, times: bytes, revocation: RevocationCheckingPolicy = REQUIRE_REVINFO
) -> SignatureValidationSpec:
    return SignatureValidationSpec(
        cert_validation_policy=_policy(authority, revocation),
        ts_cert_validation_policy=_policy(times, revocation),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY),
    )
