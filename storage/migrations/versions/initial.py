"""The initial schema."""

import sqlalchemy as sa
from alembic import op

revision = "initial"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    _inbox()
    _ledger()
    _staff_1()
    _staff_2()
    _staff_3()
    _staff_4()
    _staff_5()
    _kiosks()
    _staff_6()
    _revocation()
    _signing_1()
    _signing_2()
    _archiving()
    _passes_1()
    _passes_2()
    _passes_3()
    _checkpoint_1()
    _checkpoint_2()
    _notices()
    _letters()
    _jobs()
    _trust()
    _orders()


def downgrade() -> None:
    """Drop every table, those that refer to others first."""
    for table in (
        "trusted_list",
        "service_qr_order",
        "job_failure",
        "letter",
        "notice",
        "reminder",
        "pace",
        "check",
        "shift",
        "guest",
        "service_qr",
        "countdown",
        "printed_code",
        "live_code",
        "batch_place",
        "photo",
        "pass_batch",
        "pass",
        "pass_type",
        "pass_counter",
        "signature",
        "pending_decline",
        "request",
        "board",
        "file_revision",
        "document",
        "blob",
        "login_link",
        "web_session",
        "kiosk_code",
        "kiosk",
        "retired_certificate",
        "revocation_list",
        "revoked_certificate",
        "rebinding",
        "identity_change",
        "approval_request",
        "terms",
        "invitation",
        "account",
        "person",
        "organisation_keys",
        "organisation",
        "guess",
        "directory_page",
        "ledger_tip",
        "ledger_checkpoint",
        "ledger_entry",
        "update",
        "process",
        "key_check",
        "conversation",
    ):
        op.drop_table(table)


def _inbox() -> None:
    op.create_table(
        "conversation",
        sa.Column("sender", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("memory", sa.LargeBinary(), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("secret_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("sender", name=op.f("pk_conversation")),
    )
    op.create_index("ix_conversation_secret_until", "conversation", ["secret_until"], unique=False)
    op.create_table(
        "key_check",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("anchor_id", sa.LargeBinary(length=4), nullable=False),
        sa.Column("witness", sa.LargeBinary(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_check")),
    )
    op.create_table(
        "process",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key_ids", sa.LargeBinary(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_process")),
    )
    op.create_table(
        "update",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sender", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("crashes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update")),
    )
    op.create_index("ix_update_done_at", "update", ["done_at"], unique=False)
    op.create_index(
        "ix_update_held",
        "update",
        ["sender"],
        unique=False,
        sqlite_where=sa.text("holder IS NOT NULL"),
        postgresql_where=sa.text("holder IS NOT NULL"),
    )
    op.create_index(
        "ix_update_waiting",
        "update",
        ["sender", "id"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
    )


def _ledger() -> None:
    op.create_table(
        "ledger_entry",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("row", sa.String(length=64), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "number", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("event_id", "act", "subject_id", "organisation_id", name="uq_ledger_entry_event_id"),
    )
    op.create_index("ix_ledger_entry_subject_id", "ledger_entry", ["subject_id"], unique=False)
    op.create_table(
        "ledger_checkpoint",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("timestamp", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "day", name=op.f("pk_ledger_checkpoint")),
    )
    op.create_table(
        "ledger_tip",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_ledger_tip")),
    )


def _revocation() -> None:
    op.create_table(
        "revoked_certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_revoked_certificate_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revoked_certificate")),
        sa.UniqueConstraint("organisation_id", "serial", name=op.f("uq_revoked_certificate_organisation_id_serial")),
    )
    op.create_table(
        "revocation_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_revocation_list_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation_list")),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_revocation_list_organisation_id_number")),
    )


def _staff_1() -> None:
    op.create_table(
        "directory_page",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "number", name=op.f("pk_directory_page")),
    )
    op.create_table(
        "guess",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("guessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=32), server_default="link", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guess")),
    )
    op.create_index("ix_guess_telegram_id_guessed_at", "guess", ["telegram_id", "guessed_at"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.LargeBinary(length=4), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("working_days", sa.Text(), nullable=False),
        sa.Column("works_from", sa.Time(), nullable=False),
        sa.Column("works_until", sa.Time(), nullable=False),
        sa.Column("ca_certificate", sa.LargeBinary(), nullable=False),
        sa.Column("seal_certificate", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holidays", sa.Text(), server_default="[]", nullable=False),
        sa.Column("workdays", sa.Text(), server_default="[]", nullable=False),
        sa.Column("diia_branch", sa.String(length=64), server_default="", nullable=False),
        sa.Column("crl_pages", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("qualified_orders", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("marks_pages", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.Column("qualified_classes", sa.Text(), server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("tag", name=op.f("uq_organisation_tag")),
    )
    op.create_table(
        "organisation_keys",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("ca", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_organisation_keys")),
    )


def _staff_2() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("personnel_number", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at_kiosk", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("search_key", sa.Text(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_person_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("ix_person_phone", "person", ["organisation_id", "phone_index"], unique=False)
    op.create_index("ix_person_role", "person", ["organisation_id", "dismissed_at", "role"], unique=False)
    op.create_index(
        "ix_person_search",
        "person",
        ["organisation_id", "search_key", "id"],
        unique=False,
        sqlite_where=sa.text("dismissed_at IS NULL"),
        postgresql_where=sa.text("dismissed_at IS NULL"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("key_envelope", sa.LargeBinary(), nullable=False),
        sa.Column("privacy_version", sa.Text(), nullable=False),
        sa.Column("agreement_version", sa.Text(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("identified_by", sa.Text(), nullable=False),
        sa.Column("pin_failures", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("rebound_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_account_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_account_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_index("ix_account_living", "account", ["organisation_id", "ended_at"], unique=False)
    op.create_index("ix_account_phone", "account", ["organisation_id", "phone_index"], unique=False)
    op.create_index(
        "uq_account_person",
        "account",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "uq_account_phone_at_kiosk",
        "account",
        ["organisation_id", "phone_index"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL AND telegram_id IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL AND telegram_id IS NULL"),
    )
    op.create_index(
        "uq_account_telegram",
        "account",
        ["telegram_id", "organisation_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _staff_3() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_phone", sa.LargeBinary(), nullable=True),
        sa.Column("claimed_by", sa.BigInteger(), nullable=True),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_invitation_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_invitation_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(
        "uq_invitation_living",
        "invitation",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
        postgresql_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
    )
    op.create_table(
        "terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_terms_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["person.id"], name=op.f("fk_terms_set_by_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("organisation_id", "kind", "number", name=op.f("uq_terms_organisation_id_kind_number")),
    )


def _staff_4() -> None:
    op.create_table(
        "approval_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("ask", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_approval_request_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_approval_request_decided_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_approval_request_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_approval_request_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_request")),
    )
    op.create_index("ix_approval_request_person_id", "approval_request", ["person_id"], unique=False)
    op.create_index(
        "uq_approval_request_living",
        "approval_request",
        ["account_id", "ask"],
        unique=True,
        sqlite_where=sa.text("stage IN ('asked', 'approved')"),
        postgresql_where=sa.text("stage IN ('asked', 'approved')"),
    )
    op.create_table(
        "retired_certificate",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_retired_certificate_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retired_certificate")),
    )
    op.create_index("ix_retired_certificate_account_id", "retired_certificate", ["account_id"], unique=False)


def _staff_5() -> None:
    op.create_table(
        "identity_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_identity_change_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_identity_change_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_change")),
    )
    op.create_index("ix_identity_change_person_id", "identity_change", ["person_id", "changed_at"], unique=False)
    op.create_table(
        "rebinding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("takes_effect_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_rebinding_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_rebinding_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_rebinding_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rebinding")),
    )
    op.create_index("ix_rebinding_person_id", "rebinding", ["person_id"], unique=False)
    op.create_index(
        "uq_rebinding_waiting",
        "rebinding",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_rebinding_due",
        "rebinding",
        ["takes_effect_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def _kiosks() -> None:
    op.create_table(
        "kiosk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("enabled_by_id", sa.Uuid(), nullable=False),
        sa.Column("enabled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("link_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("link_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enabled_by_id"], ["person.id"], name=op.f("fk_kiosk_enabled_by_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_kiosk_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_kiosk_link_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_kiosk_token_hash")),
    )
    op.create_index("ix_kiosk_organisation_id", "kiosk", ["organisation_id"], unique=False)
    _kiosk_codes()


def _kiosk_codes() -> None:
    op.create_table(
        "kiosk_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kiosk_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("send_after_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"],
                [f"{name}.id"],
                name=op.f(f"fk_kiosk_code_{name}_id"),
                initially="DEFERRED",
                deferrable=True,
            )
            for name in ("kiosk", "organisation", "person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_code")),
    )
    when = ["requested_at"]
    op.create_index("ix_kiosk_code_phone_index", "kiosk_code", ["organisation_id", "phone_index", *when], unique=False)
    op.create_index("ix_kiosk_code_kiosk_id", "kiosk_code", ["kiosk_id", *when], unique=False)
    op.create_index("ix_kiosk_code_person_id", "kiosk_code", ["person_id"], unique=False)
    op.create_index("ix_kiosk_code_requested_at", "kiosk_code", when, unique=False)
    op.create_index(
        "ix_kiosk_code_due",
        "kiosk_code",
        ["send_after_at", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'sending')"),
        postgresql_where=sa.text("state IN ('waiting', 'sending')"),
    )


def _staff_6() -> None:
    op.create_table(
        "web_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kiosk_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_web_session_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["kiosk_id"], ["kiosk.id"], name=op.f("fk_web_session_kiosk_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_session_token_hash")),
    )
    op.create_index("ix_web_session_account_id", "web_session", ["account_id"], unique=False)
    op.create_index("ix_web_session_expires_at", "web_session", ["expires_at"], unique=False)
    op.create_index("ix_web_session_kiosk_id", "web_session", ["kiosk_id"], unique=False)
    op.create_table(
        "login_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_login_link_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_link_token_hash")),
    )
    op.create_index("ix_login_link_account_id", "login_link", ["account_id"], unique=False)


def _signing_1() -> None:
    op.create_table(
        "blob",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("sent_name", sa.Text(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("class_", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("order", sa.String(length=32), nullable=False),
        sa.Column("confirmation", sa.String(length=32), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_sha256", sa.String(length=64), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("board_behind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carrying", sa.String(length=32), server_default="attachment", nullable=False),
        sa.Column("handing", sa.String(length=32), server_default="self", nullable=False),
        sa.Column("accepted_warning", sa.Text(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("about_request_id", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("pages", sa.Integer(), server_default="0", nullable=False),
        sa.Column("seal_level", sa.String(length=32), nullable=True),
        sa.Column("archive_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("margin_marks", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("mark", sa.String(length=32), server_default="none", nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_document_author_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_document_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(
        "ix_document_archive",
        "document",
        ["archive_at"],
        unique=False,
        sqlite_where=sa.text("archive_at IS NOT NULL"),
        postgresql_where=sa.text("archive_at IS NOT NULL"),
    )
    op.create_index(
        "ix_document_board",
        "document",
        ["board_behind_at"],
        unique=False,
        sqlite_where=sa.text("board_behind_at IS NOT NULL"),
        postgresql_where=sa.text("board_behind_at IS NOT NULL"),
    )
    op.create_index("ix_document_finished_sha256", "document", ["finished_sha256"], unique=False)
    op.create_index(
        "ix_document_organisation_id_created_at", "document", ["organisation_id", "created_at"], unique=False
    )
    op.create_index("ix_document_replaces_id", "document", ["replaces_id"], unique=False)
    op.create_index("ix_document_series_id", "document", ["series_id"], unique=False)
    op.create_index("ix_document_sha256", "document", ["sha256"], unique=False)
    op.create_index(
        "ix_document_unfinished",
        "document",
        ["deadline_at"],
        unique=False,
        sqlite_where=sa.text("finished_sha256 IS NULL AND voided_at IS NULL"),
        postgresql_where=sa.text("finished_sha256 IS NULL AND voided_at IS NULL"),
    )
    op.create_index(
        "uq_document_living_act",
        "document",
        ["about_request_id"],
        unique=True,
        sqlite_where=sa.text("about_request_id IS NOT NULL AND voided_at IS NULL"),
        postgresql_where=sa.text("about_request_id IS NOT NULL AND voided_at IS NULL"),
    )


def _archiving() -> None:
    op.create_table(
        "file_revision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_file_revision_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_file_revision_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_revision")),
        sa.UniqueConstraint("digest", name=op.f("uq_file_revision_digest")),
    )
    op.create_index("ix_file_revision_document_id", "file_revision", ["document_id"], unique=False)


def _signing_2() -> None:
    op.create_table(
        "board",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_board_document_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_board_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_board_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("document_id", "person_id", name=op.f("pk_board")),
    )
    op.create_index("ix_board_person_id_message_id", "board", ["person_id", "message_id"], unique=True)
    op.create_table(
        "request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decline_reason", sa.LargeBinary(), nullable=True),
        sa.Column("instead_of_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_request_document_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_request_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_request_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    op.create_index("ix_request_document_id_place", "request", ["document_id", "place"], unique=False)
    op.create_index("ix_request_instead_of_id", "request", ["instead_of_id"], unique=True)
    op.create_index("ix_request_person_id_state", "request", ["person_id", "state"], unique=False)
    op.create_index(
        "ix_request_unsettled",
        "request",
        ["document_id", "place"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'open')"),
        postgresql_where=sa.text("state IN ('waiting', 'open')"),
    )
    op.create_table(
        "pending_decline",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settles_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pending_decline_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_pending_decline_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_decline")),
    )
    op.create_index("ix_pending_decline_person_id", "pending_decline", ["person_id"], unique=False)
    op.create_index("ix_pending_decline_settles_at", "pending_decline", ["settles_at"], unique=False)
    op.create_table(
        "signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("record_json", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("certificate_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("authenticator_data", sa.LargeBinary(), nullable=True),
        sa.Column("client_data_json", sa.LargeBinary(), nullable=True),
        sa.Column("container_sha256", sa.String(length=64), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_signature_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_signature_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_signature_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_signature_request_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("request_id", name=op.f("uq_signature_request_id")),
    )
    op.create_index("ix_signature_document_id_signed_at", "signature", ["document_id", "signed_at"], unique=False)
    op.create_index("ix_signature_person_id", "signature", ["person_id"], unique=False)


def _passes_1() -> None:
    op.create_table(
        "pass_counter",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_pass_counter")),
    )
    op.create_table(
        "pass_type",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pass_type_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pass_type")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_pass_type_organisation_id_name")),
    )
    op.create_table(
        "pass",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("photo_sha256", sa.String(length=64), nullable=True),
        sa.Column("issued_by_id", sa.Uuid(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("photo_wanted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fields", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["person.id"], name=op.f("fk_pass_holder_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["person.id"], name=op.f("fk_pass_issued_by_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pass_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pass")),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_pass_organisation_id_number")),
    )
    op.create_index("ix_pass_holder_id", "pass", ["holder_id"], unique=False)
    op.create_index(
        "ix_pass_standing",
        "pass",
        ["organisation_id", "expires_at"],
        unique=False,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def _passes_2() -> None:
    op.create_table(
        "pass_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("issuer_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["person.id"], name=op.f("fk_pass_batch_issuer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pass_batch_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pass_batch")),
    )
    op.create_index(
        "ix_pass_batch_undone",
        "pass_batch",
        ["ordered_at"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("face_check", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_photo_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_photo_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("person_id", "state", name=op.f("uq_photo_person_id_state")),
    )
    op.create_table(
        "batch_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=True),
        sa.Column("pass_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["pass_batch.id"], name=op.f("fk_batch_place_batch_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["person.id"], name=op.f("fk_batch_place_holder_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_batch_place_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_place")),
    )
    op.create_index("ix_batch_place_batch_id_place", "batch_place", ["batch_id", "place"], unique=False)


def _passes_3() -> None:
    op.create_table(
        "live_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.LargeBinary(length=12), nullable=False),
        sa.Column("typed_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("pass_id", sa.Uuid(), nullable=False),
        sa.Column("minted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by_check_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_live_code_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["pass_id"], ["pass.id"], name=op.f("fk_live_code_pass_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_code")),
        sa.UniqueConstraint("code_id", name=op.f("uq_live_code_code_id")),
    )
    op.create_index("ix_live_code_pass_id_expires_at", "live_code", ["pass_id", "expires_at"], unique=False)
    op.create_index("ix_live_code_typed", "live_code", ["organisation_id", "typed_index", "minted_at"], unique=False)
    op.create_table(
        "printed_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.LargeBinary(length=12), nullable=False),
        sa.Column("typed", sa.LargeBinary(), nullable=False),
        sa.Column("typed_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("pass_id", sa.Uuid(), nullable=False),
        sa.Column("minted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_printed_code_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["pass_id"], ["pass.id"], name=op.f("fk_printed_code_pass_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_code")),
        sa.UniqueConstraint("code_id", name=op.f("uq_printed_code_code_id")),
    )
    op.create_index("ix_printed_code_typed", "printed_code", ["organisation_id", "typed_index"], unique=False)
    op.create_index(
        "uq_printed_code_pass",
        "printed_code",
        ["pass_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "countdown",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("live_code_id", sa.Uuid(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["live_code_id"], ["live_code.id"], name=op.f("fk_countdown_live_code_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_countdown")),
    )
    op.create_index("ix_countdown_next_at", "countdown", ["next_at"], unique=False)


def _checkpoint_1() -> None:
    op.create_table(
        "service_qr",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.LargeBinary(length=12), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("issuer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("accepts", sa.Text(), nullable=False),
        sa.Column("shift_hours", sa.Integer(), nullable=False),
        sa.Column("admits", sa.String(length=32), server_default="guards", nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_json", sa.LargeBinary(), nullable=False),
        sa.Column("record_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["person.id"], name=op.f("fk_service_qr_issuer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_service_qr_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_qr")),
        sa.UniqueConstraint("code_id", name=op.f("uq_service_qr_code_id")),
    )
    op.create_index(
        "ix_service_qr_organisation_id_expires_at", "service_qr", ["organisation_id", "expires_at"], unique=False
    )
    op.create_table(
        "guest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service_qr_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_guest_decided_by_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_guest_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_guest_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["service_qr_id"],
            ["service_qr.id"],
            name=op.f("fk_guest_service_qr_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
    )
    op.create_index("ix_guest_telegram_id_requested_at", "guest", ["telegram_id", "requested_at"], unique=False)


def _checkpoint_2() -> None:
    op.create_table(
        "shift",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service_qr_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_shift_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_shift_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["service_qr_id"],
            ["service_qr.id"],
            name=op.f("fk_shift_service_qr_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index("ix_shift_person_id_started_at", "shift", ["person_id", "started_at"], unique=False)
    op.create_index(
        "ix_shift_running",
        "shift",
        ["ends_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_shift_service_qr_id", "shift", ["service_qr_id"], unique=False)
    op.create_index(
        "uq_shift_person",
        "shift",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("service_qr_id", sa.Uuid(), nullable=False),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("pass_id", sa.Uuid(), nullable=True),
        sa.Column("live_code_id", sa.Uuid(), nullable=True),
        sa.Column("printed_code_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("other_codes", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judged", sa.String(length=32), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undo_reason", sa.LargeBinary(), nullable=True),
        sa.Column("document_index", sa.LargeBinary(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["guard_id"], ["person.id"], name=op.f("fk_check_guard_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["live_code_id"],
            ["live_code.id"],
            name=op.f("fk_check_live_code_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_check_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["pass_id"], ["pass.id"], name=op.f("fk_check_pass_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["service_qr_id"],
            ["service_qr.id"],
            name=op.f("fk_check_service_qr_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_check_shift_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check")),
    )
    op.create_index("ix_check_organisation_id_checked_at", "check", ["organisation_id", "checked_at"], unique=False)
    op.create_index("ix_check_pass_id_checked_at", "check", ["pass_id", "checked_at"], unique=False)
    op.create_index("ix_check_shift_id", "check", ["shift_id"], unique=False)
    claims_document = sa.text("verdict NOT IN ('document-repeated', 'document-unavailable')")
    op.create_index(
        "uq_check_document",
        "check",
        ["organisation_id", "document_index"],
        unique=True,
        sqlite_where=claims_document,
        postgresql_where=claims_document,
    )


def _notices() -> None:
    op.create_table(
        "pace",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", name=op.f("pk_pace")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("snoozed_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_reminder_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index("ix_reminder_subject_next_at", "reminder", ["subject", "next_at"], unique=False)
    op.create_table(
        "notice",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("send_after_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_notice_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notice_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_notice")),
        sa.UniqueConstraint("id", name=op.f("uq_notice_id")),
        info={"named_by": ["id"]},
    )
    op.create_index(
        "ix_notice_held",
        "notice",
        ["person_id", "number"],
        unique=False,
        sqlite_where=sa.text("outcome = 'pending' AND holder IS NOT NULL"),
        postgresql_where=sa.text("outcome = 'pending' AND holder IS NOT NULL"),
    )
    op.create_index(
        "ix_notice_lost",
        "notice",
        ["send_after_at"],
        unique=False,
        sqlite_where=sa.text("outcome = 'unreachable'"),
        postgresql_where=sa.text("outcome = 'unreachable'"),
    )
    op.create_index(
        "ix_notice_pending",
        "notice",
        ["send_after_at", "number"],
        unique=False,
        sqlite_where=sa.text("outcome = 'pending'"),
        postgresql_where=sa.text("outcome = 'pending'"),
    )
    op.create_index("ix_notice_subject", "notice", ["subject_id", "person_id"], unique=False)


def _letters() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("send_after_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.LargeBinary(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_letter_invitation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_letter_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_letter_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_letter_notice_id")),
    )
    op.create_index("ix_letter_batch_id", "letter", ["batch_id"], unique=False)
    op.create_index("ix_letter_invitation_id", "letter", ["invitation_id"], unique=False)
    op.create_index("ix_letter_person_id", "letter", ["person_id"], unique=False)
    op.create_index("ix_letter_state_send_after_at", "letter", ["state", "send_after_at"], unique=False)


def _jobs() -> None:
    op.create_table(
        "job_failure",
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("first_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", "row_id", name=op.f("pk_job_failure")),
    )


def _trust() -> None:
    op.create_table(
        "trusted_list",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("territory", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_update_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.LargeBinary(), nullable=False),
        sa.Column("operator_name", sa.Text(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("xml", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_trusted_list")),
    )


def _orders() -> None:
    op.create_table(
        "service_qr_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service_qr_id", sa.Uuid(), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("container_sha256", sa.String(length=64), nullable=True),
        sa.Column("signer", sa.LargeBinary(), nullable=True),
        sa.Column("signer_number", sa.Text(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("authorised_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_service_qr_order_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["service_qr_id"],
            ["service_qr.id"],
            name=op.f("fk_service_qr_order_service_qr_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"],
            ["person.id"],
            name=op.f("fk_service_qr_order_requested_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_qr_order")),
        sa.UniqueConstraint(
            "service_qr_id", "record_sha256", name=op.f("uq_service_qr_order_service_qr_id_record_sha256")
        ),
    )
