"""Button labels and texts as the bot words them, read from the same Fluent files.

The demonstration presses buttons by their labels, as people do. It reads `locales/` so as not to import the bot.
"""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

LANGUAGES = ("uk", "ru", "en")
LOCALES = Path(__file__).resolve().parents[2] / "locales"


def label(language: str, text_id: str, **variables: str | int) -> str:
    """Return a text in `language`; LookupError when the id is unknown or a variable is missing."""
    bundle = _bundle(language)
    pattern = bundle.get_message(text_id).value
    if pattern is None:
        raise LookupError(f"text {text_id!r} has no value")
    text, errors = bundle.format_pattern(pattern, {name: _fluent_value(value) for name, value in variables.items()})
    if errors:
        raise LookupError(f"text {text_id!r}: {errors}")
    return str(text)


def _fluent_value(value: str | int) -> object:
    """Format numbers without grouping, as the bot does."""
    return fluent_number(value, useGrouping=False) if isinstance(value, int) else value


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
