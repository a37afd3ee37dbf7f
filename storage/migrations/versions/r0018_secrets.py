"""What a conversation must not remember for long, such as the digits of a PIN, in a column that is soon erased."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the secret and the moment of its erasure. Dialogues begin anew: their memory may hold digits of a PIN."""
    op.execute("UPDATE conversation SET memory = NULL")
    op.add_column("conversation", sa.Column("secret", sa.LargeBinary(), nullable=True))
    op.add_column("conversation", sa.Column("secret_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_conversation_secret_until", "conversation", ["secret_until"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_conversation_secret_until", "conversation")
    op.drop_column("conversation", "secret_until")
    op.drop_column("conversation", "secret")
