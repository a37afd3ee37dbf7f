"""The folder of data: made closed to others, and refused while others can read it."""

import os
import shlex
import stat
from pathlib import Path
from typing import Final

from bot.settings import SettingsError

DATABASE: Final = "countersign.db"
MASTER_KEY: Final = "master.key"

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


def open_data_folder(folder: Path) -> Path:
    """Make the folder if there is none and return it; SettingsError where it cannot be used or others can read it."""
    try:
        if not folder.is_dir():
            folder.mkdir(mode=_FOLDER_MODE, parents=True)
        _require_closed(folder, _FOLDER_MODE)
        for path in sorted([*folder.glob(f"{DATABASE}*"), *folder.glob(MASTER_KEY)]):
            _require_closed(path, _FILE_MODE)
    except FileExistsError:
        raise SettingsError(f"DATA_DIR: {folder} is not a folder: name another one, or move the file away.") from None
    except OSError as error:
        raise SettingsError(f"DATA_DIR: {error.filename} cannot be used ({error.strerror}): {_ADVICE}.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(f"DATA_DIR: the bot cannot write to {folder}: {_ADVICE}.")
    return folder


_ADVICE: Final = "name a folder that belongs to the user who runs the bot, on a disk that can be written"


def _require_closed(path: Path, mode: int) -> None:
    """Raise SettingsError where anybody but the owner may read `path`; a file that is gone meanwhile is closed."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return
    if stat.S_IMODE(found.st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        command = shlex.join(["chmod", f"{mode:o}", str(path.absolute())])
        raise SettingsError(f"DATA_DIR: other users of this machine can open {path}: run `{command}`, and start again.")
