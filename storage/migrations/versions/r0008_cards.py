"""Own pass types, fields, printed codes, holders' photos, countdowns, passes ordered for many."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make room for all that."""
    op.add_column("pass", sa.Column("photo_wanted_at", MOMENT, nullable=True))
    op.add_column("pass", sa.Column("fields", sa.LargeBinary(), nullable=True))
    _partial("ix_pass_standing", "pass", ["organisation_id", "expires_at"], "revoked_at IS NULL", unique=False)
    op.add_column("check", sa.Column("printed_code_id", sa.Uuid(), nullable=True))
    op.create_index("ix_ledger_entry_subject_id", "ledger_entry", ["subject_id"], unique=False)
    _types()
    _printed_codes()
    _countdowns()
    _photos()
    _batches()


def downgrade() -> None:
    """Take it down, what stands on others first."""
    for table in ("batch_place", "pass_batch", "photo", "countdown", "printed_code", "pass_type"):
        op.drop_table(table)
    op.drop_index("ix_ledger_entry_subject_id", "ledger_entry")
    op.drop_column("check", "printed_code_id")
    op.drop_index("ix_pass_standing", "pass")
    op.drop_column("pass", "fields")
    op.drop_column("pass", "photo_wanted_at")


def _types() -> None:
    op.create_table(
        "pass_type",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("retired_at", MOMENT, nullable=True),
        _key("pass_type", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pass_type")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_pass_type_organisation_id_name")),
    )


def _printed_codes() -> None:
    op.create_table(
        "printed_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.LargeBinary(length=12), nullable=False),
        sa.Column("typed", sa.LargeBinary(), nullable=False),
        sa.Column("typed_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("pass_id", sa.Uuid(), nullable=False),
        sa.Column("minted_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        _key("printed_code", "organisation_id", "organisation"),
        _key("printed_code", "pass_id", "pass"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_code")),
        sa.UniqueConstraint("code_id", name=op.f("uq_printed_code_code_id")),
    )
    op.create_index("ix_printed_code_typed", "printed_code", ["organisation_id", "typed_index"], unique=False)
    _partial("uq_printed_code_pass", "printed_code", ["pass_id"], "ended_at IS NULL", unique=True)


def _countdowns() -> None:
    op.create_table(
        "countdown",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("live_code_id", sa.Uuid(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["live_code_id"], ["live_code.id"], name=op.f("fk_countdown_live_code_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_countdown")),
    )
    op.create_index("ix_countdown_next_at", "countdown", ["next_at"], unique=False)


def _photos() -> None:
    op.create_table(
        "photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        _key("photo", "organisation_id", "organisation"),
        _key("photo", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("person_id", "state", name=op.f("uq_photo_person_id_state")),
    )


def _batches() -> None:
    op.create_table(
        "pass_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("issuer_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        _key("pass_batch", "organisation_id", "organisation"),
        _key("pass_batch", "issuer_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pass_batch")),
    )
    _partial("ix_pass_batch_undone", "pass_batch", ["ordered_at"], "done_at IS NULL", unique=False)
    op.create_table(
        "batch_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=True),
        sa.Column("pass_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        _key("batch_place", "organisation_id", "organisation"),
        _key("batch_place", "batch_id", "pass_batch"),
        _key("batch_place", "holder_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_place")),
    )
    op.create_index("ix_batch_place_batch_id_place", "batch_place", ["batch_id", "place"], unique=False)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, deferrable=True, initially="DEFERRED")


def _partial(name: str, table: str, columns: list[str], where: str, *, unique: bool) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
