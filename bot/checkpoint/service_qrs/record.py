"""The signed record of a service QR: canonical JSON (RFC 8785) of the terms, the issuer and the confirmation. Pure."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from bot.checkpoint.models import ServiceQr
from bot.crypto.canonical import canonical
from bot.crypto.keys import sign
from bot.staff.models import Speaker

FORMAT = "countersign service qr 2"


@dataclass(frozen=True, slots=True)
class Signer:
    """The manager's own key, unlocked by their PIN: its certificate (DER) and its private key (PKCS#8 DER)."""

    certificate: bytes
    private: bytes


def signed(
    draft: ServiceQr, speaker: Speaker, signer: Signer, *, renews: UUID | None = None, edits: ServiceQr | None = None
) -> ServiceQr:
    """Complete a service QR with its record and the ECDSA signature over the record's bytes.

    `renews` names the one whose terms it repeats; `edits` is the same one as it was signed before.
    """
    record = canonical(
        {
            "format": FORMAT,
            "id": str(draft.id),
            "renews": str(renews) if renews else None,
            "organisation": {"id": str(draft.organisation_id), "name": speaker.organisation.name},
            "edits_sha256": sha256(edits.record_json).hexdigest() if edits else None,
            "issuer": {
                "id": str(speaker.person.id),
                "name": speaker.person.name,
                "position": speaker.person.position,
                "telegram_id": str(speaker.account.chat_id),
            },
            "confirmed": "pin",
            "certificate_sha256": sha256(signer.certificate).hexdigest(),
            "code_sha256": sha256(draft.code_id).hexdigest(),
            "name": draft.name,
            "place": draft.place,
            "accepts": sorted(draft.accepts),
            "shift_hours": draft.shift_hours,
            "admits": str(draft.admits),
            "issued_at": _utc(draft.issued_at),
            "expires_at": _utc(draft.expires_at),
        }
    )
    return replace(draft, record_json=record, signature=sign(signer.private, record))


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
