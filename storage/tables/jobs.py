"""Rows that periodic jobs failed to handle. There are no foreign keys: what a record is about may be removed first."""

from sqlalchemy import Column, Integer, String, Table, Text, Uuid

from storage.columns import Moment
from storage.tables.metadata import metadata

job_failure = Table(
    "job_failure",
    metadata,
    Column("job", String(64), primary_key=True),
    Column("row_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("first_failed_at", Moment, nullable=False),
    Column("next_try_at", Moment, nullable=False),
)
