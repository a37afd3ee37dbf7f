"""Pass types, passes, their codes and photos, and orders for many at once."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from bot.passes.photos.faces import FaceCheck
from bot.passes.photos.photos import PhotoState
from bot.passes.types.pass_types import Trait
from storage.columns import Encrypted, Lines, Moment, OneOf, SetOf
from storage.tables.metadata import belongs_to, identity, metadata

pass_type = Table(
    "pass_type",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("name", String(32), nullable=False),
    Column("fields", Lines, nullable=False),
    Column("days", Integer, nullable=False),
    Column("traits", SetOf(Trait), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("retired_at", Moment),
    UniqueConstraint("organisation_id", "name"),
)

pass_ = Table(
    "pass",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("type", String(32), nullable=False),
    belongs_to("person", name="holder_id"),
    Column("number", Text, nullable=False),
    Column("photo_sha256", String(64)),
    belongs_to("person", name="issued_by_id"),
    Column("issued_at", Moment, nullable=False),
    Column("valid_from_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("photo_wanted_at", Moment),
    Column("fields", Encrypted(tuple)),
    UniqueConstraint("organisation_id", "number"),
    Index("ix_pass_holder_id", "holder_id"),
)
_stands = pass_.c.revoked_at.is_(None)
Index(
    "ix_pass_standing",
    pass_.c.organisation_id,
    pass_.c.expires_at,
    sqlite_where=_stands,
    postgresql_where=_stands,
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

printed_code = Table(
    "printed_code",
    metadata,
    identity(),
    Column("code_id", LargeBinary(12), nullable=False, unique=True),
    Column("typed", Encrypted(str), nullable=False),
    Column("typed_index", LargeBinary(32), nullable=False),
    belongs_to("organisation"),
    belongs_to("pass"),
    Column("minted_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_printed_code_typed", "organisation_id", "typed_index"),
)
_good = printed_code.c.ended_at.is_(None)
Index("uq_printed_code_pass", printed_code.c.pass_id, unique=True, sqlite_where=_good, postgresql_where=_good)

countdown = Table(
    "countdown",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("live_code_id", Uuid, ForeignKey("live_code.id", ondelete="CASCADE"), nullable=False),
    Column("told", Encrypted(dict), nullable=False),
    Column("next_at", Moment, nullable=False),
    Index("ix_countdown_next_at", "next_at"),
)

photo = Table(
    "photo",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person"),
    Column("sha256", String(64), nullable=False),
    Column("state", OneOf(PhotoState), nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("decided_by_id", Uuid),
    Column("face_check", OneOf(FaceCheck)),
    UniqueConstraint("person_id", "state"),
)
pass_batch = Table(
    "pass_batch",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person", name="issuer_id"),
    Column("type", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("days", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("ordered_at", Moment, nullable=False),
    Column("done_at", Moment),
)
_undone = pass_batch.c.done_at.is_(None)
Index("ix_pass_batch_undone", pass_batch.c.ordered_at, sqlite_where=_undone, postgresql_where=_undone)

batch_place = Table(
    "batch_place",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("pass_batch", name="batch_id"),
    belongs_to("person", name="holder_id"),
    Column("place", Integer, nullable=False),
    Column("fields", Encrypted(tuple)),
    Column("pass_id", Uuid),
    Column("settled_at", Moment),
    Index("ix_batch_place_batch_id_place", "batch_id", "place"),
)
