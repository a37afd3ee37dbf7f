"""Kiosks, and the SMS codes by which people identify themselves there."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from bot.notices.letters import LetterState
from storage.columns import Encrypted, Moment, OneOf
from storage.tables.metadata import belongs_to, identity, metadata

kiosk = Table(
    "kiosk",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("name", Text, nullable=False),
    belongs_to("person", name="enabled_by_id"),
    Column("enabled_at", Moment, nullable=False),
    Column("link_hash", LargeBinary(32), nullable=False, unique=True),
    Column("link_expires_at", Moment, nullable=False),
    Column("token_hash", LargeBinary(32), unique=True),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    Index("ix_kiosk_organisation_id", "organisation_id"),
)

kiosk_code = Table(
    "kiosk_code",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("kiosk"),
    belongs_to("person", optional=True),
    Column("phone", Encrypted(str)),
    Column("phone_index", LargeBinary(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("state", OneOf(LetterState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("send_after_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
    Column("used_at", Moment),
    Index("ix_kiosk_code_phone_index", "organisation_id", "phone_index", "requested_at"),
    Index("ix_kiosk_code_kiosk_id", "kiosk_id", "requested_at"),
    Index("ix_kiosk_code_person_id", "person_id"),
    Index("ix_kiosk_code_requested_at", "requested_at"),
)
_leaves = kiosk_code.c.state.in_((LetterState.WAITING, LetterState.SENDING))
Index(
    "ix_kiosk_code_due",
    kiosk_code.c.send_after_at,
    kiosk_code.c.id,
    sqlite_where=_leaves,
    postgresql_where=_leaves,
)
