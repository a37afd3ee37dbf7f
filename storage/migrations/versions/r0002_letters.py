"""Letters by e-mail and SMS."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make room for letters."""
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("send_after_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.LargeBinary(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_letter_{table}_id"),
                deferrable=True,
                initially="DEFERRED",
            )
            for table in ("organisation", "person", "invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index("ix_letter_state_send_after_at", "letter", ["state", "send_after_at"], unique=False)
    op.create_index("ix_letter_batch_id", "letter", ["batch_id"], unique=False)
    op.create_index("ix_letter_invitation_id", "letter", ["invitation_id"], unique=False)


def downgrade() -> None:
    """Take them down."""
    op.drop_table("letter")
