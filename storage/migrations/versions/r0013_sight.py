"""What a machine saw in a holder's photo."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make room for it; nobody has looked at the photos there are."""
    with op.batch_alter_table("photo") as table:
        table.add_column(sa.Column("face_check", sa.String(32)))


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("photo") as table:
        table.drop_column("face_check")
