"""The storage, migrated and open."""

from bot.crypto.sealing import Sealer
from bot.settings import Settings
from storage.engine import open_engine
from storage.inbox import SqlInbox
from storage.migrations import migrate
from storage.transaction import Store


async def open_store(settings: Settings, sealer: Sealer) -> tuple[Store, SqlInbox]:
    """Bring the tables up to date and open the store and the inbox over one engine."""
    if settings.database.startswith("sqlite"):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database)
    await migrate(engine)
    return Store(engine, sealer), SqlInbox(engine, sealer)
