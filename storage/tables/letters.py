"""Letters by e-mail and SMS."""

from sqlalchemy import Column, Index, Integer, Table, Uuid

from bot.notices.letters import Channel, LetterState
from storage.columns import Encrypted, Moment, OneOf
from storage.tables.metadata import belongs_to, identity, metadata

letter = Table(
    "letter",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person"),
    belongs_to("invitation", optional=True),
    Column("batch_id", Uuid, nullable=False),
    Column("channel", OneOf(Channel), nullable=False),
    Column("send_after_at", Moment, nullable=False),
    Column("state", OneOf(LetterState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Encrypted(str)),
    Column("lease_until", Moment),
    Column("notice_id", Uuid, unique=True),
    Index("ix_letter_state_send_after_at", "state", "send_after_at"),
    Index("ix_letter_batch_id", "batch_id"),
    Index("ix_letter_invitation_id", "invitation_id"),
    Index("ix_letter_person_id", "person_id"),
)
