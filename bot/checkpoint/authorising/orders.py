"""The order for a service QR: a PDF that the head of an organisation signs with a qualified signature anywhere."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from bot.checkpoint.models import ServiceQr
from bot.errors import StateRefused


class OrganisationNumberMissingRefused(StateRefused):
    """The organisation's registration number is not set, so no certificate can be compared with it."""


class OrderMissingRefused(StateRefused):
    """There is no order for the service QR as it is now: it was edited since."""


@dataclass(frozen=True, slots=True)
class SignedOrder:
    """An order for the terms of a service QR as they were when it was drawn; hashes are hex SHA-256.

    `record_sha256` is that of the service QR's signed record. The last five are None until the signed order came:
    `signer` and `signer_number` are as the certificate has them, `signed_at` is when the time stamp was made.
    """

    id: UUID
    organisation_id: UUID
    service_qr_id: UUID
    record_sha256: str
    pdf_sha256: str
    requested_by_id: UUID
    requested_at: datetime
    container_sha256: str | None = None
    signer: str | None = None
    signer_number: str | None = None
    signed_at: datetime | None = None
    authorised_at: datetime | None = None


def record_sha256(service_qr: ServiceQr) -> str:
    """Return the hash that ties an order to the terms of a service QR."""
    return sha256(service_qr.record_json).hexdigest()
