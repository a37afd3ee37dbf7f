"""Who is on a list, and who of them is registered, can be counted by an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_ON_THE_LIST = sa.text("dismissed_at IS NULL")
_LIVING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Leave the dismissed out of one, and make the other."""
    op.drop_index("ix_person_role", "person")
    op.create_index(
        "ix_person_role",
        "person",
        ["organisation_id", "role"],
        sqlite_where=_ON_THE_LIST,
        postgresql_where=_ON_THE_LIST,
    )
    op.create_index("ix_account_living", "account", ["organisation_id"], sqlite_where=_LIVING, postgresql_where=_LIVING)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_account_living", "account")
    op.drop_index("ix_person_role", "person")
    op.create_index("ix_person_role", "person", ["organisation_id", "role"])
