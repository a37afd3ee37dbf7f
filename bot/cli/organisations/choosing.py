"""Which organisation a command is about."""

from collections.abc import Iterable

from bot.cli.output import printable
from bot.settings import SettingsError
from bot.staff.models import Organisation


def choose(organisations: Iterable[Organisation], name: str | None) -> Organisation:
    """Return the organisation of this name, or the only one; SettingsError lists the existing ones."""
    organisations = list(organisations)
    found = [one for one in organisations if name in (None, one.name)]
    if len(found) != 1:
        names = ", ".join(printable(one.name) for one in organisations) or "none yet (countersign owner founds one)"
        raise SettingsError(f"--organisation: name one of those there are: {names}.")
    return found[0]
