"""Sealed pages in which people are searched."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make room for the pages; they are written when the store is opened, for only the master key can."""
    op.create_table(
        "directory_page",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "number", name=op.f("pk_directory_page")),
    )


def downgrade() -> None:
    """Take them down."""
    op.drop_table("directory_page")
