"""`countersign restore FILE`: puts a backup into an empty database, all or nothing; overwrites nothing."""

import argparse
import asyncio
from pathlib import Path
from typing import Any

from bot.cli.backups.passphrase import ask_passphrase
from bot.cli.output import say
from bot.crypto.archive import ArchiveBroken, Opening
from bot.crypto.encryption import Cipher, MasterKeys
from bot.settings import Settings, SettingsError, read_settings
from bot.startup.master_key import keep_key
from storage.archive import About, NotEmpty, StreamBroken, count, read_about, unpack
from storage.migrations import SchemaTooNew, SchemaTooOld
from storage.opening import open_database, open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("restore", help="put a backup into an empty data folder or database")
    parser.add_argument("file", type=Path, help="the backup")
    parser.add_argument("--passphrase-file", type=Path, help="read the passphrase from this file")
    parser.add_argument("--check", action="store_true", help="only read it to its end; changes nothing")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    passphrase = ask_passphrase(given.passphrase_file, twice=False)
    try:
        about, filled = asyncio.run(restore(settings, given.file, passphrase, check=given.check))
    except NotEmpty as error:
        raise SettingsError(f"{error}: restore into an empty one (another DATA_DIR or DATABASE_URL).") from None
    except (ArchiveBroken, StreamBroken, SchemaTooNew, SchemaTooOld) as error:
        raise SettingsError(f"{given.file}: {error}. Nothing was restored.") from None
    except OSError as error:
        raise SettingsError(f"{error.filename or given.file}: {error.strerror or type(error).__name__}.") from None
    done = "reads well" if given.check else "restored"
    key = "the master key is in it" if about.told["master_key"] else "the master key is not in it"
    say(f"{done}: {sum(filled.values())} rows as of {about.made_at:%Y-%m-%d %H:%M:%S} UTC; {key}.")
    return 0


async def restore(settings: Settings, path: Path, passphrase: str, *, check: bool) -> tuple[About, dict[str, int]]:
    """Restore a backup, or with `check` only read it; return its description and the number of rows of each table."""
    with path.open("rb") as file:
        opening = Opening(file, passphrase)
        about = read_about(opening.read)
        if check:
            filled = count(about, opening.read)
            _ended(opening)
            return about, filled
        keys = _keys(settings, about)
        filled = await _fill(settings, about, opening, keys)
    store = await open_store(settings, Cipher(MasterKeys.parse(keys)))  # opens only under the right key
    await store.close()
    return about, filled


async def _fill(settings: Settings, about: About, opening: Opening, keys: str) -> dict[str, int]:
    def sound() -> None:
        _ended(opening)
        if not settings.master_key.get_secret_value():
            _keep(settings.data_dir, keys)

    engine = open_database(settings)
    try:
        return await unpack(engine, about, opening.read, sound)
    finally:
        await engine.dispose()


def _keys(settings: Settings, about: About) -> str:
    """Return the master keys to continue with: those of the settings if they open the backup, otherwise its own."""
    keys = settings.master_key.get_secret_value() or about.told["master_key"]
    if not keys:
        raise SettingsError("This backup was made without the master key: set MASTER_KEY to the one it belongs to.")
    needed = about.told["anchor_id"], *_ids(about.told["master_key"])
    if not set(needed) <= set(_ids(keys)):
        raise SettingsError("MASTER_KEY is not the master key of this backup: set that one, or leave MASTER_KEY empty.")
    return keys


def _ids(keys: str) -> list[str]:
    return [one.id.hex() for one in MasterKeys.parse(keys)] if keys else []


def _keep(folder: Path, keys: str) -> None:
    if _ids(keep_key(folder, keys.strip())) != _ids(keys):
        raise SettingsError(f"{folder / 'master.key'} is another master key: restore into an empty DATA_DIR.")


def _ended(opening: Opening) -> None:
    if not opening.ended():
        raise ArchiveBroken("the backup goes on where it should end")
