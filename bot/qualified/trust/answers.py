# mypy: allow-untyped-calls
# (asn1crypto has no types)
"""Which answers about revocation say something about a certificate that has ended since.

An authority may leave ended certificates out of its lists, so silence of a later list says nothing. It can announce
that it keeps them: in a list (X.509, 9.5.2.8), in an OCSP response (RFC 6960, 4.4.4), or in the trusted list (ETSI TS
119 612, 5.5.9.1).
"""

from collections.abc import Sequence
from datetime import datetime

from asn1crypto import core, crl, ocsp, x509  # type: ignore[import-untyped]  # has no stubs

from bot.qualified.signatures.messages import Evidence

_EXPIRED_CERTS_ON_CRL = "2.5.29.60"


def conclusive(evidence: Evidence, certificates: Sequence[x509.Certificate], kept_since: datetime | None) -> Evidence:
    """Leave out what was said of the certificates after they ended, unless those that ended since then are kept."""
    ended = [one for one in certificates if kept_since is None or one.not_valid_after < kept_since]
    crls = tuple(one for one in evidence.crls if not any(_forgets(one, each) for each in ended))
    ocsps = tuple(one for one in evidence.ocsps if not any(_left_open(one, each) for each in ended))
    return Evidence(evidence.certificates, crls, ocsps)


def _forgets(said: crl.CertificateList, certificate: x509.Certificate) -> bool:
    answered_at = said["tbs_cert_list"]["this_update"].native
    if said.issuer != certificate.issuer or answered_at <= certificate.not_valid_after:
        return False
    extensions = said["tbs_cert_list"]["crl_extensions"]
    kept = (one for one in _items(extensions) if one["extn_id"].dotted == _EXPIRED_CERTS_ON_CRL)
    return not any(
        core.GeneralizedTime.load(bytes(one["extn_value"])).native <= certificate.not_valid_after for one in kept
    )


def _left_open(said: ocsp.OCSPResponse, certificate: x509.Certificate) -> bool:
    if said["response_status"].native != "successful":
        return False
    about = (
        one
        for one in said.response_data["responses"]
        if one["cert_id"]["serial_number"].native == certificate.serial_number
    )
    return any(_is_late(one, certificate.not_valid_after) for one in about)


def _is_late(answer: ocsp.SingleResponse, ended_at: datetime) -> bool:
    cutoff = answer.archive_cutoff_value
    return answer["this_update"].native > ended_at and (cutoff is None or cutoff.native > ended_at)


def _items(found: object) -> list[core.Asn1Value]:
    return [] if isinstance(found, core.Void) else list(found)  # type: ignore[call-overload]  # asn1crypto is not typed
