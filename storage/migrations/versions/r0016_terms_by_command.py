"""Terms may be set by whoever runs the server, who is no person on a list."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Let a version name nobody."""
    with op.batch_alter_table("terms") as table:
        table.alter_column("set_by_id", existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    """Name an owner again: versions are what people agreed to, and none may go."""
    op.execute(
        "UPDATE terms SET set_by_id = (SELECT id FROM person WHERE role = 'owner'"
        " AND person.organisation_id = terms.organisation_id LIMIT 1) WHERE set_by_id IS NULL"
    )
    with op.batch_alter_table("terms") as table:
        table.alter_column("set_by_id", existing_type=sa.Uuid(), nullable=False)
