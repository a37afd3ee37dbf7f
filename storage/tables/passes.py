"""Passes and live codes."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint, Uuid

from bot.passes.passes import PassType
from storage.columns import Moment, OneOf
from storage.tables.metadata import belongs_to, identity, metadata

pass_ = Table(
    "pass",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("type", OneOf(PassType), nullable=False),
    belongs_to("person", name="holder_id"),
    Column("number", Text, nullable=False),
    Column("photo_sha256", String(64)),
    belongs_to("person", name="issued_by_id"),
    Column("issued_at", Moment, nullable=False),
    Column("valid_from_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    UniqueConstraint("organisation_id", "number"),
    Index("ix_pass_holder_id", "holder_id"),
)

pass_counter = Table(
    "pass_counter",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("last", Integer, nullable=False),
)

live_code = Table(
    "live_code",
    metadata,
    identity(),
    Column("code_id", LargeBinary(12), nullable=False, unique=True),
    Column("typed_index", LargeBinary(32), nullable=False),
    belongs_to("organisation"),
    belongs_to("pass"),
    Column("minted_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("used_by_check_id", Uuid),
    Index("ix_live_code_typed", "organisation_id", "typed_index", "minted_at"),
    Index("ix_live_code_pass_id_expires_at", "pass_id", "expires_at"),
)
