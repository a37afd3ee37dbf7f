"""Organisations, people, invitations, accounts."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    false,
)

from bot.staff.approvals.approval_requests import ApprovalKind, Stage
from bot.staff.identity.rebindings import RebindingState
from bot.staff.models import Guess, Role
from bot.staff.sessions.sessions import SessionKind
from bot.staff.terms.versions import TermsKind
from storage.columns import Days, Encrypted, Facts, Moment, OneOf, SetOf
from storage.tables.metadata import Counter, belongs_to, identity, metadata

organisation = Table(
    "organisation",
    metadata,
    identity(),
    Column("tag", LargeBinary(4), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("working_days", SetOf(int), nullable=False),
    Column("works_from", Time, nullable=False),
    Column("works_until", Time, nullable=False),
    Column("ca_certificate", LargeBinary, nullable=False),
    Column("seal_certificate", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("holidays", Days, nullable=False, server_default="[]"),
    Column("workdays", Days, nullable=False, server_default="[]"),
    Column("diia_branch", String(64), nullable=False, server_default=""),
    Column("crl_pages", Text, nullable=False, server_default=""),
    Column("number", Text),
    Column("qualified_orders", Boolean, nullable=False, server_default=false()),
    Column("marks_pages", Boolean, nullable=False, server_default=false()),
    Column("contact", Text, nullable=False, server_default=""),
    Column("qualified_classes", SetOf(str), nullable=False, server_default="[]"),
)

organisation_keys = Table(
    "organisation_keys",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("ca", Encrypted(), nullable=False),
    Column("seal", Encrypted(), nullable=False),
)

person = Table(
    "person",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("personnel_number", Text),
    Column("name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("phone", Encrypted(str)),
    Column("phone_index", LargeBinary(32)),
    Column("email", Encrypted(str)),
    Column("role", OneOf(Role), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("dismissed_at", Moment),
    Column("unreachable_at", Moment),
    Column("erased_at", Moment),
    Column("at_kiosk", Boolean, nullable=False, server_default=false()),
    Column("search_key", Text(collation="C").with_variant(Text(), "sqlite"), nullable=False),
)
_on_the_list = person.c.dismissed_at.is_(None)
Index(
    "ix_person_search",
    person.c.organisation_id,
    person.c.search_key,
    person.c.id,
    sqlite_where=_on_the_list,
    postgresql_where=_on_the_list,
)
Index("ix_person_phone", person.c.organisation_id, person.c.phone_index)
Index("ix_person_role", person.c.organisation_id, person.c.dismissed_at, person.c.role)

directory_page = Table(
    "directory_page",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Uuid, nullable=False),
    Column("content", Encrypted(str), nullable=False),
)

invitation = Table(
    "invitation",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person"),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("used_at", Moment),
    Column("revoked_at", Moment),
    Column("claimed_phone", Encrypted(str)),
    Column("claimed_by", BigInteger),
    Column("made_by_id", Uuid),
)
_unspent = invitation.c.used_at.is_(None) & invitation.c.revoked_at.is_(None)
Index("uq_invitation_living", invitation.c.person_id, unique=True, sqlite_where=_unspent, postgresql_where=_unspent)

guess = Table(
    "guess",
    metadata,
    Column("id", Counter, primary_key=True, autoincrement=True),
    Column("telegram_id", BigInteger, nullable=False),
    Column("guessed_at", Moment, nullable=False),
    Column("what", OneOf(Guess), nullable=False, server_default=Guess.LINK.value),
    Index("ix_guess_telegram_id_guessed_at", "telegram_id", "guessed_at"),
)

account = Table(
    "account",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person"),
    Column("telegram_id", BigInteger),
    Column("language", String(8), nullable=False),
    Column("phone", Encrypted(str), nullable=False),
    Column("phone_index", LargeBinary(32), nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("key_envelope", LargeBinary, nullable=False),
    Column("privacy_version", Text, nullable=False),
    Column("agreement_version", Text, nullable=False),
    Column("bound_at", Moment, nullable=False),
    Column("identified_by", Text, nullable=False),
    Column("pin_failures", Integer, nullable=False),
    Column("ended_at", Moment),
    Column("waits", Boolean, nullable=False),
    Column("rebound_at", Moment),
)
_acts = account.c.ended_at.is_(None)
Index("uq_account_person", account.c.person_id, unique=True, sqlite_where=_acts, postgresql_where=_acts)
Index(
    "uq_account_telegram",
    account.c.telegram_id,
    account.c.organisation_id,
    unique=True,
    sqlite_where=_acts,
    postgresql_where=_acts,
)
_at_kiosk = _acts & account.c.telegram_id.is_(None)
Index(
    "uq_account_phone_at_kiosk",
    account.c.organisation_id,
    account.c.phone_index,
    unique=True,
    sqlite_where=_at_kiosk,
    postgresql_where=_at_kiosk,
)
Index("ix_account_living", account.c.organisation_id, account.c.ended_at)
Index("ix_account_phone", account.c.organisation_id, account.c.phone_index)

retired_certificate = Table(
    "retired_certificate",
    metadata,
    Column("id", Counter, primary_key=True, autoincrement=True),
    belongs_to("account"),
    Column("certificate", LargeBinary, nullable=False),
    Index("ix_retired_certificate_account_id", "account_id"),
)

web_session = Table(
    "web_session",
    metadata,
    identity(),
    belongs_to("account"),
    belongs_to("kiosk", optional=True),
    Column("kind", OneOf(SessionKind), nullable=False),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("last_used_at", Moment, nullable=False),
    Index("ix_web_session_account_id", "account_id"),
    Index("ix_web_session_expires_at", "expires_at"),
    Index("ix_web_session_kiosk_id", "kiosk_id"),
)

login_link = Table(
    "login_link",
    metadata,
    identity(),
    belongs_to("account"),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index("ix_login_link_account_id", "account_id"),
)

approval_request = Table(
    "approval_request",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person"),
    belongs_to("account"),
    Column("ask", OneOf(ApprovalKind), key="kind", nullable=False),
    Column("stage", OneOf(Stage), nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    belongs_to("person", name="decided_by_id", optional=True),
    Column("decided_at", Moment),
)
_living = approval_request.c.stage.in_((Stage.REQUESTED, Stage.APPROVED))
Index(
    "uq_approval_request_living",
    approval_request.c.account_id,
    approval_request.c.kind,
    unique=True,
    sqlite_where=_living,
    postgresql_where=_living,
)
Index("ix_approval_request_person_id", approval_request.c.person_id)

identity_change = Table(
    "identity_change",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person"),
    Column("changed_by_id", Uuid),
    Column("changed_at", Moment, nullable=False),
    Column("content", Encrypted(str)),
    Index("ix_identity_change_person_id", "person_id", "changed_at"),
)

rebinding = Table(
    "rebinding",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person"),
    belongs_to("account"),
    Column("invited_by_id", Uuid),
    Column("requested_at", Moment, nullable=False),
    Column("takes_effect_at", Moment, nullable=False),
    Column("state", OneOf(RebindingState), nullable=False),
    Column("decided_by_id", Uuid),
    Column("decided_at", Moment),
    Index("ix_rebinding_person_id", "person_id"),
)
_waits = rebinding.c.state == RebindingState.WAITING
Index("uq_rebinding_waiting", rebinding.c.person_id, unique=True, sqlite_where=_waits, postgresql_where=_waits)
Index("ix_rebinding_due", rebinding.c.takes_effect_at, rebinding.c.id, sqlite_where=_waits, postgresql_where=_waits)

terms = Table(
    "terms",
    metadata,
    identity(),
    belongs_to("organisation"),
    Column("kind", OneOf(TermsKind), nullable=False),
    Column("number", Integer, nullable=False),
    Column("texts", Facts, nullable=False),
    belongs_to("person", name="set_by_id", optional=True),
    Column("set_at", Moment, nullable=False),
    UniqueConstraint("organisation_id", "kind", "number"),
)
