"""Trusted lists of qualified trust services: public files, the same for all organisations."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table, Text

from storage.columns import Moment
from storage.tables.metadata import metadata

trusted_list = Table(
    "trusted_list",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("territory", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("next_update_at", Moment),
    Column("operator", LargeBinary, nullable=False),
    Column("operator_name", Text, nullable=False),
    Column("pinned_at", Moment, nullable=False),
    Column("imported_at", Moment, nullable=False),
    Column("xml", LargeBinary, nullable=False),
)
