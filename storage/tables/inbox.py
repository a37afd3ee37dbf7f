"""Updates as received, their conversations, and which master key the rows depend on."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from storage.columns import Encrypted, Moment
from storage.tables.metadata import metadata

conversation = Table(
    "conversation",
    metadata,
    Column("sender", BigInteger, primary_key=True, autoincrement=False),
    Column("memory", Encrypted()),
    Column("secret", Encrypted()),
    Column("secret_until", Moment),
    Index("ix_conversation_secret_until", "secret_until"),
)

update = Table(
    "update",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("sender", BigInteger, nullable=False),
    Column("payload", Encrypted()),
    Column("attempts", Integer, nullable=False),
    Column("crashes", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("holder", Text),
    Column("lease_until", Moment),
    Column("stored_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("dead_at", Moment),
)
_waiting = update.c.done_at.is_(None) & update.c.dead_at.is_(None)
Index("ix_update_waiting", update.c.sender, update.c.id, sqlite_where=_waiting, postgresql_where=_waiting)
_held = update.c.holder.is_not(None)
Index("ix_update_held", update.c.sender, sqlite_where=_held, postgresql_where=_held)
Index("ix_update_done_at", update.c.done_at)

process = Table(
    "process",
    metadata,
    Column("name", Text, primary_key=True),
    Column("key_ids", LargeBinary, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

key_check = Table(
    "key_check",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("anchor_id", LargeBinary(4), nullable=False),
    Column("witness", Encrypted(str), nullable=False),
    Column("paper", Encrypted(dict)),
)
