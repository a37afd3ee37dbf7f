"""The passphrase of a backup: from a file, from the keyboard, or from standard input; never from the command line."""

import getpass
import sys
from pathlib import Path

from bot.settings import SettingsError


def ask_passphrase(file: Path | None, *, twice: bool) -> str:
    """Return the passphrase; with `twice` it must be typed twice, because a typing error would cost the backup."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file}: cannot be read ({type(error).__name__}).") from None
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    passphrase = getpass.getpass("Passphrase of the backup: ")
    if twice and getpass.getpass("Once more: ") != passphrase:
        raise SettingsError("The two passphrases differ: nothing was written.")
    return passphrase
