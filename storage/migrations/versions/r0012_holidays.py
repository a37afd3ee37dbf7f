"""The days on which an organisation does not work, whatever the weekday."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make room for them; there are none yet."""
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("holidays", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Forget them."""
    with op.batch_alter_table("organisation") as table:
        table.drop_column("holidays")
