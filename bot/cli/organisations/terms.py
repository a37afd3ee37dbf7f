"""`countersign terms`: the words that people agree to, shown or set from files, a language each."""

import argparse
import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from bot.cli.organisations.choosing import choose
from bot.cli.output import complain, say
from bot.errors import Refused
from bot.ids import EventId
from bot.settings import Settings, SettingsError, read_settings
from bot.staff.terms.set_terms import SetTerms
from bot.staff.terms.versions import EVERYONE, TermsInForce, TermsKind
from bot.startup.master_key import open_cipher
from bot.texts.language import Language
from bot.texts.words import Texts
from storage.opening import open_store
from storage.transaction import Store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("terms", help="show or set the privacy notice and the agreement that people agree to")
    parser.add_argument("kind", nargs="?", choices=[*TermsKind], type=TermsKind, help="which of the two is to be set")
    for language in Language:
        parser.add_argument(f"--{language}", type=Path, metavar="FILE", help=f"the words in this language ({language})")
    parser.add_argument(f"--{EVERYONE}", type=Path, metavar="FILE", help="the words for who reads another language")
    parser.add_argument("--standard", action="store_true", help="the words that come with Countersign again")
    parser.add_argument("--organisation", help="the organisation's name; needed where there are several")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    texts = {language: _read(file) for language in (*Language, EVERYONE) if (file := getattr(given, language))}
    if given.kind is not None and bool(texts) == given.standard:
        raise SettingsError(f"countersign terms {given.kind}: give the words (--uk FILE …) or --standard.")
    if given.kind is None and (texts or given.standard):
        raise SettingsError("countersign terms: which of the two, privacy or agreement?")
    try:
        in_force = asyncio.run(terms(settings, given.organisation, given.kind, texts or None))
    except Refused as refused:
        words = Texts(settings.language).words(settings.language, settings.time_zone)
        complain(words.plain(refused.text_id, **refused.facts))
        return 1
    say(*_told(in_force))
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as text ({type(error).__name__}).") from None


async def terms(
    settings: Settings, name: str | None, kind: TermsKind | None, texts: Mapping[str, str] | None
) -> TermsInForce:
    """Set one of the two, unless `kind` is None (`texts` None: the built-in words); return what is in force."""
    store = await open_store(settings, open_cipher(settings))
    try:
        async with store.reading() as tx:
            organisation = choose(await tx.organisations.all(), name)
        if kind is not None:
            now, event_id = datetime.now(UTC), EventId(f"cli:{uuid4()}")
            await SetTerms(store.transaction).of(organisation.id, kind, texts, None, event_id=event_id, now=now)
        return await _in_force(store, organisation.id)
    finally:
        await store.close()


async def _in_force(store: Store, organisation_id: UUID) -> TermsInForce:
    async with store.reading() as tx:
        return await tx.terms.in_force(organisation_id)


def _told(in_force: TermsInForce) -> Iterator[str]:
    for kind in TermsKind:
        own = in_force.own.get(kind)
        standard = {language: Texts().words(language).plain(f"terms-{kind}") for language in Language}
        texts = own.texts if own and own.texts else standard
        yield f"{kind}: version {getattr(in_force.versions, kind)}"
        for language, text in texts.items():
            first, *others = str(text).split("\n")
            yield f"  {language}: {first}"
            yield from (f"    {line}" for line in others)
