"""Failures of periodic jobs have a table of their own; documents and ledger heads keep none any more."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table; what could not be made or stamped before is tried again at once."""
    op.create_table(
        "job_failure",
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("first_failed_at", _MOMENT, nullable=False),
        sa.Column("next_try_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("job", "row_id", name=op.f("pk_job_failure")),
    )
    for name in ("seal_attempts", "seal_after_at", "seal_error"):
        op.drop_column("document", name)
    op.drop_column("ledger_head", "stamp_after_at")


def downgrade() -> None:
    """Bring the columns back, without what they held."""
    op.add_column("ledger_head", sa.Column("stamp_after_at", _MOMENT, nullable=True))
    op.add_column("document", sa.Column("seal_attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("document", sa.Column("seal_after_at", _MOMENT, nullable=True))
    op.add_column("document", sa.Column("seal_error", sa.Text(), nullable=True))
    op.drop_table("job_failure")
