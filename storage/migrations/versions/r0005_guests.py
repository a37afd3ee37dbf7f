"""Guests on duty, and which service QR codes admit them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for guests."""
    op.add_column("service_qr", sa.Column("admits", sa.String(length=32), server_default="staff", nullable=False))
    op.create_table(
        "guest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service_qr_id", sa.Uuid(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_guest_{column}"), deferrable=True, initially="DEFERRED"
            )
            for column, table in (
                ("id", "person"),
                ("organisation_id", "organisation"),
                ("service_qr_id", "service_qr"),
                ("decided_by_id", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
    )
    op.create_index("ix_guest_telegram_id_asked_at", "guest", ["telegram_id", "asked_at"], unique=False)


def downgrade() -> None:
    """Take them down."""
    op.drop_table("guest")
    op.drop_column("service_qr", "admits")
