"""The engine and the connection that the storage speaks to, by name alone.

SQLAlchemy's asyncio layer brings its ORM along, 6 MiB of it, and only PostgreSQL needs either.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
else:
    AsyncConnection = AsyncEngine = Any

__all__ = ["AsyncConnection", "AsyncEngine"]
