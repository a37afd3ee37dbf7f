"""Letters that stand in for notices which Telegram could not bring."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Let a letter stand for a notice instead of an invitation, once for each."""
    with op.batch_alter_table("letter") as table:
        table.alter_column("invitation_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("notice_id", sa.Uuid(), nullable=True))
        table.create_unique_constraint("uq_letter_notice_id", ["notice_id"])
    op.create_index("ix_letter_person_id", "letter", ["person_id"], unique=False)
    lost = sa.text("outcome = 'unreachable'")
    op.create_index("ix_notice_lost", "notice", ["send_after_at"], sqlite_where=lost, postgresql_where=lost)


def downgrade() -> None:
    """Forget those letters."""
    op.drop_index("ix_notice_lost", "notice")
    op.drop_index("ix_letter_person_id", "letter")
    op.execute("DELETE FROM letter WHERE invitation_id IS NULL")
    with op.batch_alter_table("letter") as table:
        table.drop_constraint("uq_letter_notice_id", type_="unique")
        table.drop_column("notice_id")
        table.alter_column("invitation_id", existing_type=sa.Uuid(), nullable=False)
