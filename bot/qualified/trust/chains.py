# mypy: allow-untyped-calls
# (pyHanko and asn1crypto are typed in part only)
"""From a certificate to a service of a trusted list, and what was said about revocation.

Paths are built and validated by pyHanko's certvalidator, qualification is assessed by pyHanko's qualified module.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509  # type: ignore[import-untyped]  # has no stubs
from pyhanko.sign.validation.qualified.assess import QualificationAssessor
from pyhanko.sign.validation.qualified.tsp import (
    QTST_URI,
    CAServiceInformation,
    QcCertType,
    QualifiedServiceInformation,
    TSPRegistry,
    TSPTrustManager,
)
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError, PathBuildingError, RevokedError
from pyhanko_certvalidator.path import ValidationPath

from bot.qualified.judgement import Chain, Kind, ListStanding, Revocation, RevocationState
from bot.qualified.signatures.algorithms import NationalSignatureValidator, StrongAlgorithms
from bot.qualified.signatures.messages import Evidence
from bot.qualified.trust.answers import conclusive
from bot.qualified.trust.lists import services
from bot.qualified.trust.models import ListUnreadableRefused, ListUnsignedRefused, TrustedList

_KINDS = {QcCertType.QC_ESIGN: Kind.SIGNATURE, QcCertType.QC_ESEAL: Kind.SEAL, QcCertType.QC_WEB: Kind.OTHER}
_NO_SIGNING = frozenset({"key_cert_sign", "crl_sign"})
_FOR_SIGNING = frozenset({"digital_signature", "non_repudiation"})
_OTHER_PURPOSES = frozenset({"server_auth", "client_auth", "code_signing", "time_stamping", "ocsp_signing"})


class _PathLongError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Link:
    """How a certificate leads to a list: the path, or why there is none."""

    trusted: TrustedList | None
    path: ValidationPath | None
    standing: ListStanding


def judge_chain(
    certificate: x509.Certificate, evidence: Evidence, lists: Sequence[TrustedList], at: datetime, now: datetime
) -> tuple[Chain, Link]:
    """Judge a signer's certificate as of `at`; lists are used if they are in force `now`."""
    link = find_link(certificate, evidence, lists, at)
    trusted, path = link.trusted, link.path
    if trusted is None or path is None:
        return Chain(link.standing if _may_sign(certificate) else ListStanding.NOT_FOR_SIGNING), link
    chain = _assessed(certificate, trusted, path, at)
    if not _may_sign(certificate):
        return _with(chain, ListStanding.NOT_FOR_SIGNING), link
    if not trusted.is_in_force(now):
        return _with(chain, ListStanding.LIST_EXPIRED), link
    return chain, link


def find_link(certificate: x509.Certificate, evidence: Evidence, lists: Sequence[TrustedList], at: datetime) -> Link:
    """Find the list to which a certificate leads as of `at`; where several do, the one that is in force longest."""
    if not lists:
        return Link(None, None, ListStanding.NO_LISTS)
    standing = ListStanding.NOT_LISTED
    newest = datetime.min.replace(tzinfo=at.tzinfo)
    for trusted in sorted(lists, key=lambda one: one.next_update_at or newest, reverse=True):
        try:
            path = _path(certificate, evidence, services(trusted), at)
        except (ListUnreadableRefused, ListUnsignedRefused, PathBuildingError):
            continue
        except (ExpiredError, NotYetValidError):
            standing = ListStanding.EXPIRED
        except Exception:  # noqa: BLE001 - a foreign certificate can make the validation fail in any way at all
            standing = ListStanding.BROKEN if standing is ListStanding.NOT_LISTED else standing
        else:
            return Link(trusted, path, ListStanding.QUALIFIED)
    return Link(None, None, standing)


def stamps_time(link: Link, at: datetime, now: datetime) -> bool:
    """Return whether a link leads to a qualified time-stamping service that had its status at that time.

    As for signers, the list counts only if it is in force `now`.
    """
    if link.trusted is None or link.path is None or not link.trusted.is_in_force(now):
        return False
    found = services(link.trusted).applicable_tsps_on_path(link.path, at)
    return any(one.base_info.service_type == QTST_URI for one in found)


def listed_certificates(lists: Sequence[TrustedList]) -> Iterator[x509.Certificate]:
    """Yield the certificates of the services that the lists name."""
    for registry in _readable(lists):
        for one in (*registry.known_certificate_authorities, *registry.known_timestamp_authorities):
            if isinstance(one, AuthorityWithCert):
                yield one.certificate


def judge_revocation(certificate: x509.Certificate, evidence: Evidence, link: Link, at: datetime) -> Revocation:
    """Judge what was sent along about revocation, as of `at`."""
    if not evidence.crls and not evidence.ocsps:
        return Revocation(RevocationState.UNASKED)
    if link.trusted is None or link.path is None:
        return Revocation(RevocationState.UNKNOWN)
    try:
        registry = services(link.trusted)
        usable = conclusive(
            evidence, list(link.path.iter_certs(include_root=False)), _keeps_ended_since(registry, link.path, at)
        )
        _path(certificate, usable, registry, at, with_answers=True)
    except RevokedError as revoked:
        return Revocation(RevocationState.REVOKED, revoked.revocation_dt)
    except Exception:  # noqa: BLE001 - a foreign answer can make the validation fail in any way at all
        return Revocation(RevocationState.UNKNOWN)
    return Revocation(RevocationState.GOOD)


def _keeps_ended_since(registry: TSPRegistry, path: ValidationPath, at: datetime) -> datetime | None:
    """Return since when a service of the path goes on to say of ended certificates whether they were revoked."""
    authorities = (one for one in registry.applicable_tsps_on_path(path, at) if isinstance(one, CAServiceInformation))
    said = (one.expired_certs_revocation_info for one in authorities)
    return next((since for since in said if since is not None), None)


def _readable(lists: Sequence[TrustedList]) -> Iterator[TSPRegistry]:
    for trusted in lists:
        with suppress(ListUnreadableRefused, ListUnsignedRefused):
            yield services(trusted)


def _path(
    certificate: x509.Certificate,
    evidence: Evidence,
    registry: TSPRegistry,
    at: datetime,
    *,
    with_answers: bool = False,
) -> ValidationPath:
    context = ValidationContext(
        trust_manager=TSPTrustManager(registry),
        other_certs=evidence.certificates,
        moment=at,
        best_signature_time=at,
        crls=evidence.crls if with_answers else (),
        ocsps=evidence.ocsps if with_answers else (),
        revocation_mode="require" if with_answers else "soft-fail",
        retroactive_revinfo=True,
        algorithm_usage_policy=StrongAlgorithms(),
        signature_validator=NationalSignatureValidator(),
    )
    path = asyncio.run(CertificateValidator(certificate, validation_context=context).async_validate_path())
    _require_length(path)
    return path


def _require_length(path: ValidationPath) -> None:
    """Hold a listed service to the path length in its certificate: pyHanko reads it of certificates below it only."""
    listed = path.trust_anchor.authority
    limit = listed.certificate.max_path_length if isinstance(listed, AuthorityWithCert) else None
    authorities = [one for one in path.iter_certs(include_root=False) if one is not path.leaf and not one.self_issued]
    if limit is not None and len(authorities) > limit:
        raise _PathLongError


def _assessed(certificate: x509.Certificate, trusted: TrustedList, path: ValidationPath, at: datetime) -> Chain:
    registry = services(trusted)
    try:
        result = QualificationAssessor(registry).check_entity_cert_qualified(path, at)
    except NotImplementedError:  # several types in one certificate
        return Chain(ListStanding.NOT_QUALIFIED, trusted.name)
    service = result.service_definition or next(iter(registry.applicable_tsps_on_path(path, at)), None)
    if service is None:
        return Chain(ListStanding.NOT_GRANTED, trusted.name)
    kind = _KINDS[result.status.qc_type]
    qualified = result.status.qualified and kind is not Kind.OTHER and certificate is path.leaf
    return _found(
        ListStanding.QUALIFIED if qualified else ListStanding.NOT_QUALIFIED,
        trusted,
        service,
        kind,
        in_device=result.status.qc_key_security.is_qscd,
    )


def _found(
    standing: ListStanding, trusted: TrustedList, service: QualifiedServiceInformation, kind: Kind, *, in_device: bool
) -> Chain:
    about = service.base_info
    return Chain(standing, trusted.name, about.service_name, about.valid_from, kind, in_device)


def _with(chain: Chain, standing: ListStanding) -> Chain:
    return Chain(standing, chain.trusted_list, chain.service, chain.granted_from, chain.kind, chain.in_device)


def _may_sign(certificate: x509.Certificate) -> bool:
    """Return whether key usage and purposes allow signing documents; what cannot be read forbids nothing."""
    try:
        usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    except (ValueError, TypeError):
        return True
    usages = set() if usage is None else usage.native
    elsewhere = purposes is not None and set(purposes.native) <= _OTHER_PURPOSES
    return bool(usages & _FOR_SIGNING) and not usages & _NO_SIGNING and not certificate.ca and not elsewhere
