"""What people may ask for themselves: petitions, terms in the organisation's words, and erasure."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LIVING = sa.text("stage IN ('asked', 'approved')")


def upgrade() -> None:
    """Make room for petitions, terms and the erased."""
    _petitions()
    _terms()
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("signature", sa.Column("certificate_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("service_qr", sa.Column("record_sealed", sa.LargeBinary(), nullable=True))


def _petitions() -> None:
    op.create_table(
        "petition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("ask", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        _belongs("petition", "organisation_id", "organisation"),
        _belongs("petition", "person_id", "person"),
        _belongs("petition", "account_id", "account"),
        _belongs("petition", "decided_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition")),
    )
    op.create_index("ix_petition_person_id", "petition", ["person_id"], unique=False)
    op.create_index(
        "uq_petition_living",
        "petition",
        ["account_id", "ask"],
        unique=True,
        sqlite_where=LIVING,
        postgresql_where=LIVING,
    )


def _terms() -> None:
    op.create_table(
        "terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        _belongs("terms", "organisation_id", "organisation"),
        _belongs("terms", "set_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("organisation_id", "kind", "number", name=op.f("uq_terms_organisation_id_kind_number")),
    )


def _belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    """Take them down."""
    op.drop_column("service_qr", "record_sealed")
    op.drop_column("signature", "certificate_sealed")
    op.drop_column("person", "erased_at")
    op.drop_table("terms")
    op.drop_table("petition")
