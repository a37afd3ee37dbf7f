"""The hash chain: every act that matters, in order, each entry bound to the one before it.

An entry's hash is SHA-256 over the RFC 8785 bytes of all its other fields, the previous hash included; so an edit, a
gap, a swap or a cut-off tail shows against any later checkpoint that someone else has seen. An entry about a row of the
database also holds a salted hash of that row, so that an edit of the row shows too.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import rfc8785

from bot.ids import EventId

GENESIS = "0" * 64
"""The previous hash of an organisation's first entry."""


class Act(StrEnum):
    """What an entry tells of."""

    ORGANISATION_CREATED = "organisation-created"
    STAFF_IMPORTED = "staff-imported"
    STAFF_EXPORTED = "staff-exported"
    INVITED = "invited"
    INVITATION_REVOKED = "invitation-revoked"
    LINKS_SENT = "links-sent"
    REGISTERED = "registered"
    CONTACT_MISMATCHED = "contact-mismatched"
    CONTACT_APPROVED = "contact-approved"
    CONTACT_REJECTED = "contact-rejected"
    ADDRESS_SAVED = "address-saved"
    IDENTITY_CHANGED = "identity-changed"
    REBINDING_REQUESTED = "rebinding-requested"
    REBOUND = "rebound"
    REBINDING_CANCELLED = "rebinding-cancelled"
    OBJECTED = "objected"
    PIN_LOCKED = "pin-locked"
    PIN_UNLOCKED = "pin-unlocked"
    PIN_RESET_REQUESTED = "pin-reset-asked"
    PIN_RESET_APPROVED = "pin-reset-approved"
    PIN_RESET_REJECTED = "pin-reset-refused"
    PIN_RESET = "pin-reset"
    PIN_CHANGED = "pin-changed"
    CERTIFICATE_ISSUED = "certificate-issued"
    CERTIFICATE_REVOKED = "certificate-revoked"
    KEY_DISPUTED = "key-disputed"
    TERMS_SET = "terms-set"
    WORKING_TIME_SET = "working-time-set"
    DIIA_BRANCH_SET = "diia-branch-set"
    REQUIREMENTS_SET = "requirements-set"
    PAGE_MARKS_SET = "page-marks-set"
    ORGANISATION_CONTACT_SET = "organisation-contact-set"
    TERMS_AGREED = "terms-agreed"
    DATA_EXPORTED = "data-exported"
    ERASURE_REQUESTED = "erasure-asked"
    ERASURE_REJECTED = "erasure-refused"
    ERASED = "erased"
    PURGED = "purged"
    ROLE_GIVEN = "role-given"
    KIOSK_ENABLED = "kiosk-enabled"
    KIOSK_ENDED = "kiosk-ended"
    KIOSK_CHOSEN = "kiosk-chosen"
    DISMISSED = "dismissed"
    REINSTATED = "reinstated"
    DOCUMENT_SENT = "document-sent"
    REQUEST_OPENED = "request-opened"
    DEADLINE_MOVED = "deadline-moved"
    HANDED_ON = "handed-on"
    SIGNED = "signed"
    DECLINED = "declined"
    VOIDED = "voided"
    EXPIRED = "expired"
    REFUSAL_ACT_DRAWN_UP = "refusal-act-drawn-up"
    DOCUMENT_FINISHED = "document-finished"
    FILE_ARCHIVED = "file-archived"
    DOCUMENT_EXPORTED = "document-exported"
    SERVICE_QR_ISSUED = "service-qr-issued"
    SERVICE_QR_EDITED = "service-qr-edited"
    SERVICE_QR_RENEWED = "service-qr-renewed"
    SERVICE_QR_AUTHORISED = "service-qr-authorised"
    SERVICE_QR_DELETED = "service-qr-deleted"
    SERVICE_QR_EXPIRED = "service-qr-expired"
    GUEST_REFUSED = "guest-refused"
    ON_DUTY = "on-duty"
    OFF_DUTY = "off-duty"
    PASS_ISSUED = "pass-issued"
    PASS_RENEWED = "pass-renewed"
    PASS_REVOKED = "pass-revoked"
    PASS_PHOTO = "pass-photo"
    PASS_PRINTED = "pass-printed"
    PASS_CARD_ENDED = "pass-card-ended"
    PASS_TYPE_DEFINED = "pass-type-defined"
    PASS_TYPE_RETIRED = "pass-type-retired"
    PASSES_ORDERED = "passes-ordered"
    PHOTO_APPROVED = "photo-approved"
    PHOTO_REFUSED = "photo-refused"
    CHECKED = "checked"
    CHECK_ANSWERED = "check-answered"
    CHECKS_EXPORTED = "checks-exported"
    CHECK_UNDONE = "check-undone"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """An act to be entered: what, by whom, about what, set off by which cause.

    `facts` hold what the entry tells beyond that (strings and integers; no phones, names or tokens: the ledger stays
    readable after a person was erased).
    """

    organisation_id: UUID
    act: Act
    event_id: EventId
    at: datetime
    actor_id: UUID | None
    subject_id: UUID
    facts: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Entry:
    """An audit event in its place in the chain: `number` counts from 1 without gaps; hashes are hex SHA-256.

    `row` is the salted hash of the row that the event is about; None for an act that is about no row.
    """

    number: int
    audit_event: AuditEvent
    previous: str
    hash: str
    row: str | None = None


def chain(audit_event: AuditEvent, number: int, previous: str, row: str | None = None) -> Entry:
    """Bind `audit_event`, and the hash of the row that it is about, to the entry before it."""
    data = entry_bytes(audit_event, number, previous, row)
    return Entry(number, audit_event, previous, hashlib.sha256(data).hexdigest(), row)


def entry_bytes(audit_event: AuditEvent, number: int, previous: str, row: str | None = None) -> bytes:
    """Return the bytes that an entry's hash is of (RFC 8785)."""
    body = {key: value for key, value in asdict(audit_event).items() if key != "facts"}
    plain = {key: value.isoformat() if isinstance(value, datetime) else str(value) for key, value in body.items()}
    return rfc8785.dumps({**plain, "facts": audit_event.facts, "number": number, "previous": previous, "row": row})
