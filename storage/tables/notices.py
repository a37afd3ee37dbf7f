"""Notices and reminders, and the state of rate limiters (`pace`)."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, Uuid

from bot.notices.outbox import Outcome
from bot.notices.ports import Subject
from storage.columns import Encrypted, Moment, OneOf, SetOf
from storage.tables.metadata import Counter, belongs_to, identity, metadata

notice = Table(
    "notice",
    metadata,
    Column("number", Counter, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    belongs_to("organisation"),
    belongs_to("person"),
    Column("kind", String(32), nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("facts", Encrypted(dict)),
    Column("send_after_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("outcome", OneOf(Outcome), nullable=False),
    Column("message_id", BigInteger),
    Column("delivered_at", Moment),
    Column("error", Text),
    Column("telegram_id", BigInteger),
    Column("language", String(8)),
    Column("holder", Text),
    Column("lease_until", Moment),
    info={"named_by": ["id"]},
)
_pending = notice.c.outcome == Outcome.PENDING
Index(
    "ix_notice_pending",
    notice.c.send_after_at,
    notice.c.number,
    sqlite_where=_pending,
    postgresql_where=_pending,
)
_held = _pending & notice.c.holder.is_not(None)
Index("ix_notice_held", notice.c.person_id, notice.c.number, sqlite_where=_held, postgresql_where=_held)
_lost = notice.c.outcome == Outcome.UNREACHABLE
Index("ix_notice_lost", notice.c.send_after_at, sqlite_where=_lost, postgresql_where=_lost)
Index("ix_notice_subject", notice.c.subject_id, notice.c.person_id)

reminder = Table(
    "reminder",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("subject", OneOf(Subject), nullable=False),
    Column("next_at", Moment),
    Column("done", SetOf(str), nullable=False),
    Column("snoozed_until_at", Moment),
    Column("reminded_at", Moment),
    Column("escalated_at", Moment),
    Index("ix_reminder_subject_next_at", "subject", "next_at"),
)

pace = Table(
    "pace",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("memory", Text, nullable=False),
)
