"""Revoked certificates, and the signed lists that published them. Neither is ever changed or removed."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table, UniqueConstraint

from bot.crypto.revocation import Reason
from storage.columns import Moment, OneOf
from storage.tables.metadata import belongs_to, identity, metadata

revoked_certificate = Table(
    "revoked_certificate",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("serial", String(40), nullable=False),
    Column("revoked_at", Moment, nullable=False),
    Column("reason", OneOf(Reason), nullable=False),
    UniqueConstraint("organisation_id", "serial"),
)

revocation_list = Table(
    "revocation_list",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("number", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("organisation_id", "number"),
)
