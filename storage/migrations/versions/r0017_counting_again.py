"""The indexes that count a list hold all that is asked, so that no planner prefers to read the rows."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_ON_THE_LIST = sa.text("dismissed_at IS NULL")
_LIVING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Name the moments in them: a partial index answers without the rows too, but SQLite, once analysed, doubts it."""
    op.drop_index("ix_account_living", "account")
    op.drop_index("ix_person_role", "person")
    op.create_index("ix_person_role", "person", ["organisation_id", "dismissed_at", "role"])
    op.create_index("ix_account_living", "account", ["organisation_id", "ended_at"])


def downgrade() -> None:
    """Have them as they were."""
    op.drop_index("ix_account_living", "account")
    op.drop_index("ix_person_role", "person")
    op.create_index(
        "ix_person_role",
        "person",
        ["organisation_id", "role"],
        sqlite_where=_ON_THE_LIST,
        postgresql_where=_ON_THE_LIST,
    )
    op.create_index("ix_account_living", "account", ["organisation_id"], sqlite_where=_LIVING, postgresql_where=_LIVING)
