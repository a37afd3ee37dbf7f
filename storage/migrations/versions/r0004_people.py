"""What people may ask for themselves: approval_requests, terms in the organisation's words, and erasure."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LIVING = sa.text("stage IN ('asked', 'approved')")


def upgrade() -> None:
    """Make room for approval_requests, terms and the erased."""
    _approval_requests()
    _terms()
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("signature", sa.Column("certificate_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("service_qr", sa.Column("record_sealed", sa.LargeBinary(), nullable=True))


def _approval_requests() -> None:
    op.create_table(
        "approval_request",
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
        _belongs("approval_request", "organisation_id", "organisation"),
        _belongs("approval_request", "person_id", "person"),
        _belongs("approval_request", "account_id", "account"),
        _belongs("approval_request", "decided_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_request")),
    )
    op.create_index("ix_approval_request_person_id", "approval_request", ["person_id"], unique=False)
    op.create_index(
        "uq_approval_request_living",
        "approval_request",
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
    op.drop_table("approval_request")
