"""Requests handed on to a colleague; the warning accepted before sending."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make room for who answers in whose place, and for the words accepted."""
    op.add_column("document", sa.Column("handing", sa.String(length=32), nullable=False, server_default="self"))
    op.add_column("document", sa.Column("accepted_warning", sa.Text(), nullable=True))
    op.add_column("request", sa.Column("instead_of_id", sa.Uuid(), nullable=True))
    op.create_index("ix_request_instead_of_id", "request", ["instead_of_id"], unique=True)


def downgrade() -> None:
    """Take them down."""
    op.drop_index("ix_request_instead_of_id", "request")
    op.drop_column("request", "instead_of_id")
    op.drop_column("document", "accepted_warning")
    op.drop_column("document", "handing")
