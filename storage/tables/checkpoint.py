"""Service QR codes, shifts, checks."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from bot.checkpoint.duty.guests import GuestState
from bot.checkpoint.models import Admits, Verdict
from storage.columns import VEIL, Encrypted, Moment, OneOf, SetOf
from storage.tables.metadata import belongs_to, identity, metadata

service_qr = Table(
    "service_qr",
    metadata,
    identity(),
    Column("code_id", LargeBinary(12), nullable=False, unique=True),
    belongs_to("organisation"),
    belongs_to("person", name="issuer_id"),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("accepts", SetOf(str), nullable=False),
    Column("shift_hours", Integer, nullable=False),
    Column("admits", OneOf(Admits), nullable=False, server_default=Admits.GUARDS),
    Column("issued_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("record_json", LargeBinary, nullable=False, info={VEIL: "record_sealed"}),
    Column("record_sealed", Encrypted()),
    Column("signature", LargeBinary, nullable=False),
    Column("deleted_at", Moment),
    Index("ix_service_qr_organisation_id_expires_at", "organisation_id", "expires_at"),
)

service_qr_order = Table(
    "service_qr_order",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("service_qr"),
    Column("record_sha256", String(64), nullable=False),
    Column("pdf_sha256", String(64), nullable=False),
    belongs_to("person", name="requested_by_id"),
    Column("requested_at", Moment, nullable=False),
    Column("container_sha256", String(64)),
    Column("signer", Encrypted(str)),
    Column("signer_number", Text),
    Column("signed_at", Moment),
    Column("authorised_at", Moment),
    UniqueConstraint("service_qr_id", "record_sha256"),
)

guest = Table(
    "guest",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("service_qr"),
    belongs_to("person"),
    Column("telegram_id", BigInteger, nullable=False),
    Column("language", String(8), nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("state", OneOf(GuestState), nullable=False),
    belongs_to("person", name="decided_by_id", optional=True),
    Column("decided_at", Moment),
    Index("ix_guest_telegram_id_requested_at", "telegram_id", "requested_at"),
)

shift = Table(
    "shift",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("service_qr"),
    belongs_to("person"),
    Column("started_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_shift_service_qr_id", "service_qr_id"),
)
_running = shift.c.ended_at.is_(None)
Index("uq_shift_person", shift.c.person_id, unique=True, sqlite_where=_running, postgresql_where=_running)
Index("ix_shift_running", shift.c.ends_at, sqlite_where=_running, postgresql_where=_running)
Index("ix_shift_person_id_started_at", shift.c.person_id, shift.c.started_at)

check = Table(
    "check",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("shift"),
    belongs_to("service_qr"),
    belongs_to("person", name="guard_id"),
    Column("verdict", OneOf(Verdict), nullable=False),
    belongs_to("pass", optional=True),
    belongs_to("live_code", optional=True),
    Column("printed_code_id", Uuid),
    Column("checked_at", Moment, nullable=False),
    Column("number", Integer, nullable=False),
    Column("other_codes", Integer, nullable=False),
    Column("arrived_at", Moment),
    Column("judged", OneOf(Verdict)),
    Column("undone_at", Moment),
    Column("undo_reason", Encrypted(str)),
    Column("document_index", LargeBinary(32)),
    Index("ix_check_shift_id", "shift_id"),
    Index("ix_check_pass_id_checked_at", "pass_id", "checked_at"),
    Index("ix_check_organisation_id_checked_at", "organisation_id", "checked_at"),
)
claims_document = text("verdict NOT IN ('document-repeated', 'document-unavailable')")
"""Which checks hold the number of a document, so that it is sent to Diia once."""
Index(
    "uq_check_document",
    check.c.organisation_id,
    check.c.document_index,
    unique=True,
    sqlite_where=claims_document,
    postgresql_where=claims_document,
)
