"""The hash chain. There are no foreign keys: an entry stays true whatever becomes of the rows it refers to."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint, Uuid

from bot.ledger.entries import Act
from storage.columns import Facts, Moment, OneOf
from storage.tables.metadata import metadata

ledger_entry = Table(
    "ledger_entry",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("act", OneOf(Act), nullable=False),
    Column("event_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor_id", Uuid),
    Column("subject_id", Uuid, nullable=False),
    Column("facts", Facts, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("row", String(64)),
    Column("salt", LargeBinary(32)),
    Index("ix_ledger_entry_subject_id", "subject_id"),
    UniqueConstraint("event_id", "act", "subject_id", "organisation_id", name="uq_ledger_entry_event_id"),
)

ledger_tip = Table(
    "ledger_tip",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

ledger_checkpoint = Table(
    "ledger_checkpoint",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("timestamp", LargeBinary),
)
