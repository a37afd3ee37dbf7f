"""The days on which an organisation works, whatever the weekday: a Saturday in the place of a Monday."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make room for them; there are none yet."""
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("workdays", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Forget them."""
    with op.batch_alter_table("organisation") as table:
        table.drop_column("workdays")
