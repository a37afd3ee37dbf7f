"""`countersign backup FILE`: everything the bot knows, of one moment, under a passphrase; the bot may run meanwhile."""

import argparse
import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from bot.cli.backups.passphrase import ask_passphrase
from bot.cli.output import say
from bot.crypto.archive import Sealing
from bot.settings import Settings, SettingsError, read_settings
from bot.startup.master_key import master_key, open_cipher
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("backup", help="write everything into one file under a passphrase, while the bot runs")
    parser.add_argument("file", type=Path, help="the backup to write; must not exist")
    parser.add_argument("--passphrase-file", type=Path, help="read the passphrase from this file")
    parser.add_argument("--without-master-key", action="store_true", help="leave the master key out: keep it yourself")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    if given.file.exists():
        raise SettingsError(f"{given.file} exists: a backup overwrites nothing.")
    passphrase = ask_passphrase(given.passphrase_file, twice=True)
    asyncio.run(back_up(settings, given.file, passphrase, with_key=not given.without_master_key))
    size = given.file.stat().st_size / (1 << 20)
    say(f"{given.file}: {size:.1f} MiB. Keep the passphrase elsewhere: without it nobody opens this file.")
    return 0


async def back_up(settings: Settings, path: Path, passphrase: str, *, with_key: bool) -> None:
    """Write the backup; nothing stays at `path` unless it is complete."""
    cipher = open_cipher(settings)
    about = {"master_key": master_key(settings) if with_key else "", "anchor_id": cipher.anchor_id.hex()}
    store = await open_store(settings, cipher)
    unfinished = path.with_name(path.name + ".part")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            await _write(store.pack(about), out, passphrase)
        unfinished.rename(path)
    except ValueError as error:
        raise SettingsError(f"{error}.") from None
    except OSError as error:
        raise SettingsError(f"{unfinished}: cannot be written ({error.strerror}).") from None
    finally:
        with suppress(OSError):
            unfinished.unlink()
        await store.close()


async def _write(stream: AsyncIterator[bytes], out: BinaryIO, passphrase: str) -> None:
    sealing = Sealing(out, passphrase)
    async for part in stream:
        sealing.write(part)
    sealing.close()
    out.flush()
    os.fsync(out.fileno())
