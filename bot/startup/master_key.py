"""The master key: from the settings, or minted at the first start and stored in the data folder."""

import os
from pathlib import Path

from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.settings import Settings, SettingsError
from bot.startup.data_folder import MASTER_KEY, open_data_folder


def open_cipher(settings: Settings) -> Cipher:
    """Parse the master keys; SettingsError when they are invalid."""
    keys = master_key(settings)
    try:
        return Cipher(MasterKeys.parse(keys))
    except ValueError as error:
        raise SettingsError(f"MASTER_KEY: {error}") from None


def master_key(settings: Settings) -> str:
    """Return the master keys as text: those of the settings, else the stored ones, minted if there are none."""
    return settings.master_key.get_secret_value() or keep_key(settings.data_dir, mint_master_key())


def keep_key(folder: Path, text: str) -> str:
    """Store master keys in the data folder unless there are some already; return the stored ones."""
    path = open_data_folder(folder) / MASTER_KEY
    try:
        # Exclusive, so that two processes that start at once never make two keys.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    return _read(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not a master key: restore it from a backup.") from None
