# mypy: allow-untyped-calls
# (asn1crypto has no types)
"""Time stamps of signatures (RFC 3161, ETSI EN 319 122-1): is it about this signature, right, of a listed service."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import cms, tsp, x509  # type: ignore[import-untyped]  # has no stubs

from bot.crypto.national.algorithms import new_hash
from bot.qualified.judgement import Basis, Moment, SignatureFault, TimeFault
from bot.qualified.signatures.checking import check_signer
from bot.qualified.signatures.messages import Evidence, Signer, message_of, signers, unsigned_attributes
from bot.qualified.trust.chains import find_link, listed_certificates, stamps_time
from bot.qualified.trust.models import TrustedList

_TOKEN = "signature_time_stamp_token"
_PURPOSE = "time_stamping"
_CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""How far an authority's clock may be ahead: people send what they have signed at once."""


def judge_moment(signer: Signer, lists: Sequence[TrustedList], now: datetime) -> Moment:
    """Return when a signature was made: the earliest time stamp that holds, else what the signer's clock said."""
    judged = sorted(
        (_judged(token, signer, lists, now) for token in _tokens(signer)),
        key=lambda one: (not one.holds, one.at or now),
    )
    if judged and (judged[0].holds or signer.claimed_at is None):
        return judged[0]
    if judged:
        return Moment(Basis.SIGNERS_CLOCK, signer.claimed_at, judged[0].authority, judged[0].fault)
    claimed = signer.claimed_at
    return Moment(Basis.NOTHING) if claimed is None else Moment(Basis.SIGNERS_CLOCK, claimed)


def _tokens(signer: Signer) -> Iterator[cms.SignedData]:
    for attribute in unsigned_attributes(signer.info):
        if attribute["type"].native == _TOKEN:
            for value in attribute["values"]:
                yield value["content"]


def _judged(token: cms.SignedData, signer: Signer, lists: Sequence[TrustedList], now: datetime) -> Moment:
    try:
        return _read(token, signer, lists, now)
    except Exception:  # noqa: BLE001 - a foreign token can make a parser fail in any way at all
        return Moment(Basis.TIME_STAMP, fault=TimeFault.WRONG)


def _read(token: cms.SignedData, signer: Signer, lists: Sequence[TrustedList], now: datetime) -> Moment:
    message = message_of(token)
    (stamp,) = signers(message, (*signer.evidence.certificates, *listed_certificates(lists)))
    info = tsp.TSTInfo.load(message.content, strict=True)
    at, authority = info["gen_time"].native, stamp.certificate
    right = check_signer(stamp, message.content)
    if right.fault is SignatureFault.CERTIFICATE_MISSING:
        return Moment(Basis.TIME_STAMP, at, fault=TimeFault.UNLISTED)
    if (
        authority is None
        or message.content_type != "tst_info"
        or not right.holds
        or not _is_about(info, signer)
        or at > now + _CLOCKS_DIFFER
    ):
        return Moment(Basis.TIME_STAMP, fault=TimeFault.WRONG)
    name = authority.subject.native.get("common_name") or authority.subject.human_friendly
    listed = right.names_certificate and _is_listed(authority, stamp.evidence, lists, at, now)
    return Moment(Basis.TIME_STAMP, at, str(name), None if listed else TimeFault.UNLISTED)


def _is_about(info: tsp.TSTInfo, signer: Signer) -> bool:
    imprint = info["message_imprint"]
    hashed = new_hash(imprint["hash_algorithm"]["algorithm"].dotted)
    if hashed is None:
        return False
    hashed.update(signer.info["signature"].native)
    return bool(hashed.digest() == imprint["hashed_message"].native)


def _is_listed(
    authority: x509.Certificate, evidence: Evidence, lists: Sequence[TrustedList], at: datetime, now: datetime
) -> bool:
    purposes = authority.extended_key_usage_value
    if purposes is None or purposes.native != [_PURPOSE]:
        return False
    return stamps_time(find_link(authority, evidence, lists, at), at, now)
