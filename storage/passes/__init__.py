"""The rows of passes: types, passes, codes, countdowns, photos, orders for many."""

from storage.passes.batches import SqlBatches
from storage.passes.codes import SqlCountdowns, SqlLiveCodes, SqlPrintedCodes
from storage.passes.passes import SqlPasses
from storage.passes.photos import SqlPhotos
from storage.passes.types import SqlPassTypes

__all__ = [
    "SqlBatches",
    "SqlCountdowns",
    "SqlLiveCodes",
    "SqlPassTypes",
    "SqlPasses",
    "SqlPhotos",
    "SqlPrintedCodes",
]
