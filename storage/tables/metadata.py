"""The MetaData, its names for constraints, and the columns that many tables share."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Uuid

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Counter = BigInteger().with_variant(Integer, "sqlite")
"""An autoincrement key; SQLite needs the type INTEGER for that."""


def identity() -> Column[Any]:
    """Return the primary key: a UUID derived from the event, never a counter."""
    return Column("id", Uuid, primary_key=True)


def belongs_to(table: str, *, name: str | None = None, optional: bool = False, once: bool = False) -> Column[Any]:
    """Return a foreign key to `table`, checked at the end of the transaction; rows can be written in any order."""
    key = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Column(name or f"{table}_id", Uuid, key, nullable=optional, unique=once or None)
