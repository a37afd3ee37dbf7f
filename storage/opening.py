"""Opens the storage: migrates its tables and checks the master key."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.crypto.encryption import Cipher
from bot.errors import UnavailableError
from bot.settings import Settings, SettingsError
from bot.startup.data_folder import DATABASE, open_data_folder
from storage.encryption.master_key import WrongMasterKey, check_master_key
from storage.engine import open_engine
from storage.migrations import SchemaTooNew, SchemaTooOld, migrate
from storage.transaction import Store


async def open_store(
    settings: Settings, cipher: Cipher, noticed: Callable[[], None] = lambda: None, *, follow: bool = False
) -> Store:
    """Migrate the database and open the store; SettingsError says why it cannot be opened. `noticed` is the store's.

    `follow` is passed to `storage.encryption.master_key.check_master_key`: True for the bot itself, not for commands.
    """
    engine = open_database(settings)
    store = Store(engine, cipher, noticed)
    try:
        await migrate(engine)
        await check_master_key(engine, cipher, follow=follow)
        await store.write_directory()
    except _expected() as error:
        await store.close()
        raise SettingsError(_sentence(error)) from None
    return store


def open_database(settings: Settings) -> AsyncEngine:
    """Open the engine of the settings: by default on a SQLite file in the folder of data; SettingsError."""
    url = settings.database_url.get_secret_value()
    try:
        return open_engine(url or _in_folder(open_data_folder(settings.data_dir)))
    except (ValueError, ArgumentError) as error:
        raise SettingsError(f"DATABASE_URL: {error}.") from None


def _in_folder(folder: Path) -> URL:
    # Not a text, in which some characters of a path mean something; absolute, so that "file:" is a name like another.
    return URL.create("sqlite+aiosqlite", database=str(folder.absolute() / DATABASE))


def _expected() -> tuple[type[Exception], ...]:
    from asyncpg import PostgresError  # type: ignore[import-untyped]  # noqa: PLC0415 - it tells no types; 3 MiB

    return WrongMasterKey, SchemaTooNew, SchemaTooOld, UnavailableError, SQLAlchemyError, OSError, PostgresError


def _sentence(error: Exception) -> str:
    if isinstance(error, WrongMasterKey):
        return f"MASTER_KEY: {error}."
    if isinstance(error, SchemaTooNew | SchemaTooOld):
        return f"DATABASE_URL: {error}."
    if isinstance(error, UnavailableError):
        return f"DATABASE_URL: the database cannot be opened: {error.reason}."
    original = getattr(error, "orig", None) or error
    return (
        f"DATABASE_URL: the database cannot be opened ({type(original).__name__}); is it there, and may the bot use it?"
    )
