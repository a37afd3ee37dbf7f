"""Files, documents, requests, declines, signatures."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    Uuid,
    false,
)

from bot.signing.models import Carrying, Class, Confirmation, Handing, MarkPlace, Order, RequestState, SealLevel
from storage.columns import VEIL, Encrypted, Moment, OneOf
from storage.tables.metadata import belongs_to, identity, metadata

blob = Table(
    "blob",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("content", Encrypted(), nullable=False),
    Column("size", Integer, nullable=False),
    Column("file_id", Text),
    Column("sent_name", Text),
    Column("kept_at", Moment, nullable=False),
)

document = Table(
    "document",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("person", name="author_id"),
    Column("title", Text, nullable=False),
    Column("class_", OneOf(Class), nullable=False),
    Column("version", Integer, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("order", OneOf(Order), nullable=False),
    Column("confirmation", OneOf(Confirmation), nullable=False),
    Column("deadline_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("voided_at", Moment),
    Column("finished_sha256", String(64)),
    Column("finished_at", Moment),
    Column("board_behind_at", Moment),
    Column("carrying", OneOf(Carrying), nullable=False, server_default=Carrying.ATTACHMENT.value),
    Column("handing", OneOf(Handing), nullable=False, server_default=Handing.SELF.value),
    Column("accepted_warning", Text),
    # None refers by a constraint: documents and requests would refer to each other in a ring.
    Column("series_id", Uuid),
    Column("about_request_id", Uuid),
    Column("replaces_id", Uuid),
    Column("pages", Integer, nullable=False, server_default="0"),
    Column("seal_level", OneOf(SealLevel)),
    Column("archive_at", Moment),
    Column("margin_marks", Boolean, nullable=False, server_default=false()),
    Column("mark", OneOf(MarkPlace), nullable=False, server_default=MarkPlace.NONE.value),
    Index("ix_document_replaces_id", "replaces_id"),
    Index("ix_document_series_id", "series_id"),
    Index("ix_document_organisation_id_created_at", "organisation_id", "created_at"),
    Index("ix_document_sha256", "sha256"),
    Index("ix_document_finished_sha256", "finished_sha256"),
)

file_revision = Table(
    "file_revision",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("document"),
    # Not called sha256: the file itself is the beginning of the one that took its place, and need not be kept.
    Column("digest", String(64), nullable=False, unique=True),
    Index("ix_file_revision_document_id", "document_id"),
)

_behind = document.c.board_behind_at.is_not(None)
Index("ix_document_board", document.c.board_behind_at, sqlite_where=_behind, postgresql_where=_behind)
_archived = document.c.archive_at.is_not(None)
Index("ix_document_archive", document.c.archive_at, sqlite_where=_archived, postgresql_where=_archived)
_unfinished = document.c.finished_sha256.is_(None) & document.c.voided_at.is_(None)
Index("ix_document_unfinished", document.c.deadline_at, sqlite_where=_unfinished, postgresql_where=_unfinished)
_living_act = document.c.about_request_id.is_not(None) & document.c.voided_at.is_(None)
Index(
    "uq_document_living_act",
    document.c.about_request_id,
    unique=True,
    sqlite_where=_living_act,
    postgresql_where=_living_act,
)

board = Table(
    "board",
    metadata,
    belongs_to("organisation"),
    belongs_to("document"),
    belongs_to("person"),
    Column("message_id", BigInteger, nullable=False),
    PrimaryKeyConstraint("document_id", "person_id"),
    Index("ix_board_person_id_message_id", "person_id", "message_id", unique=True),
)
"""The message that shows a document's board to a manager, and is kept up to date."""

request = Table(
    "request",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("document"),
    belongs_to("person"),
    Column("place", Integer, nullable=False),
    Column("state", OneOf(RequestState), nullable=False),
    Column("sent_at", Moment),
    Column("delivered_at", Moment),
    Column("opened_at", Moment),
    Column("settled_at", Moment),
    Column("decline_reason", Encrypted(str)),
    Column("instead_of_id", Uuid),
    Index("ix_request_document_id_place", "document_id", "place"),
    Index("ix_request_person_id_state", "person_id", "state"),
    Index("ix_request_instead_of_id", "instead_of_id", unique=True),
)
_open = request.c.state.in_((RequestState.WAITING, RequestState.OPEN))
Index("ix_request_unsettled", request.c.document_id, request.c.place, sqlite_where=_open, postgresql_where=_open)

pending_decline = Table(
    "pending_decline",
    metadata,
    identity(),  # the request's id
    belongs_to("organisation"),
    belongs_to("person"),
    Column("reason", Encrypted(str), nullable=False),
    Column("declined_at", Moment, nullable=False),
    Column("settles_at", Moment, nullable=False),
    Index("ix_pending_decline_settles_at", "settles_at"),
    Index("ix_pending_decline_person_id", "person_id"),
)

signature = Table(
    "signature",
    metadata,
    identity(),
    belongs_to("organisation"),
    belongs_to("request", once=True),
    belongs_to("document"),
    belongs_to("person"),
    Column("record_json", Encrypted(), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("certificate", LargeBinary, nullable=False, info={VEIL: "certificate_sealed"}),
    Column("certificate_sealed", Encrypted()),
    Column("authenticator_data", LargeBinary),
    Column("client_data_json", LargeBinary),
    Column("container_sha256", String(64)),
    Column("signed_at", Moment, nullable=False),
    Index("ix_signature_document_id_signed_at", "document_id", "signed_at"),
    Index("ix_signature_person_id", "person_id"),
)
