"""The peer's tables."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """The base of all tables."""

    type_annotation_map = {datetime: DateTime(timezone=True), dict[str, Any]: JSON}  # noqa: RUF012 - as SQLAlchemy wants it


class RequestState(StrEnum):
    """What became of a request to sign."""

    OPEN = "open"
    SIGNED = "signed"


class Organisation(Base):
    """An organisation."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Person(Base):
    """A registered person of an organisation."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str]
    role: Mapped[str]

    organisation: Mapped[Organisation] = relationship()


class Pass(Base):
    """A pass that an organisation issued to a person."""

    __tablename__ = "pass"

    id: Mapped[int] = mapped_column(primary_key=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Document(Base):
    """A document that people are asked to sign."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    title: Mapped[str]
    sha256: Mapped[str]
    deadline_at: Mapped[datetime]

    author: Mapped[Person] = relationship()


class Request(Base):
    """One person is asked to sign one document."""

    __tablename__ = "request"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[RequestState]
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))

    document: Mapped[Document] = relationship()


class Signature(Base):
    """A person confirmed a request."""

    __tablename__ = "signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), unique=True)
    statement: Mapped[str]
    callback_id: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class AuditEvent(Base):
    """What somebody did."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str]
    facts: Mapped[dict[str, Any]]
    happened_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Dialogue(Base):
    """The state and the data of one dialogue."""

    __tablename__ = "dialogue"

    key: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
