"""What proves codes on paper after their master key was dropped."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make room for it beside the witness of the master key."""
    with op.batch_alter_table("key_check") as table:
        table.add_column(sa.Column("paper", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take it down."""
    with op.batch_alter_table("key_check") as table:
        table.drop_column("paper")
