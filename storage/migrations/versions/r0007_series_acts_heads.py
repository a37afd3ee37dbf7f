"""Personal copies, refusal acts, sealing that waits, signed ledger heads, and what strangers tried."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_MOMENT = sa.DateTime(timezone=True)
_LIVING_ACT = sa.text("about_request_id IS NOT NULL AND voided_at IS NULL")


def upgrade() -> None:
    """Make room for them."""
    op.add_column("document", sa.Column("series_id", sa.Uuid(), nullable=True))
    op.add_column("document", sa.Column("about_request_id", sa.Uuid(), nullable=True))
    op.add_column("document", sa.Column("seal_attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("document", sa.Column("seal_after_at", _MOMENT, nullable=True))
    op.add_column("document", sa.Column("seal_error", sa.Text(), nullable=True))
    op.create_index("ix_document_series_id", "document", ["series_id"], unique=False)
    op.create_index(
        "uq_document_living_act",
        "document",
        ["about_request_id"],
        unique=True,
        sqlite_where=_LIVING_ACT,
        postgresql_where=_LIVING_ACT,
    )
    op.add_column("guess", sa.Column("what", sa.String(length=32), nullable=False, server_default="link"))
    op.create_table(
        "ledger_head",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("timestamp", sa.LargeBinary(), nullable=True),
        sa.Column("stamp_after_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "day", name=op.f("pk_ledger_head")),
    )


def downgrade() -> None:
    """Take them down."""
    op.drop_table("ledger_head")
    op.drop_column("guess", "what")
    op.drop_index("uq_document_living_act", "document")
    op.drop_index("ix_document_series_id", "document")
    for name in ("seal_error", "seal_after_at", "seal_attempts", "about_request_id", "series_id"):
        op.drop_column("document", name)
