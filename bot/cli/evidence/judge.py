"""The part of `countersign verify` for signatures made elsewhere: each in five parts, by the lists that are loaded."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.evidence.trust import loaded_lists
from bot.cli.output import complain, say
from bot.errors import Refused
from bot.qualified.in_workers import NamedFile, judge_file
from bot.qualified.judgement import Judgement, RevocationState
from bot.qualified.trust.models import TrustedList
from bot.qualified.wording import judgement_lines
from bot.settings import SettingsError, read_settings
from bot.texts.language import Language
from bot.texts.words import Texts, Words

QUALIFIED, WRONG, NO_SIGNATURE, UNPROVEN = 0, 1, 3, 6


def judge_and_tell(file: Path, document: Path | None, language: Language | None, *, as_json: bool) -> int:
    """Judge the signatures in a file and print what is found; return the exit status. OSError."""
    words, lists = _surroundings(language)
    beside = None if document is None else NamedFile(document.name, document.read_bytes())
    try:
        judged = judge_file(NamedFile(file.name, file.read_bytes()), beside, lists, datetime.now(UTC))
    except Refused as refused:
        complain(f"{file.name}: {words.plain(refused.text_id, **refused.facts)}")
        return NO_SIGNATURE
    say(*(_as_json(judged) if as_json else _told(words, judged)))
    return _status(judged)


def _surroundings(language: Language | None) -> tuple[Words, Sequence[TrustedList]]:
    """Return the words and the lists; without settings there is no database, and so there are no lists."""
    try:
        settings = read_settings()
    except SettingsError:
        return Texts().words(language or Language.EN), ()
    words = Texts(settings.language).words(language or settings.language, settings.time_zone)
    return words, asyncio.run(loaded_lists(settings))


def _as_json(judged: Sequence[Judgement]) -> list[str]:
    return json.dumps([one.as_json() for one in judged], ensure_ascii=False, indent=2).split("\n")


def _told(words: Words, judged: Sequence[Judgement]) -> Iterator[str]:
    for number, one in enumerate(judged):
        if number:
            yield ""
        for text in judgement_lines(words.plain, one):
            yield from text.split("\n")


def _status(judged: Sequence[Judgement]) -> int:
    if all(one.qualified for one in judged):
        return QUALIFIED
    return WRONG if any(_is_wrong(one) for one in judged) else UNPROVEN


def _is_wrong(one: Judgement) -> bool:
    fault = one.correctness.fault
    revoked = one.revocation.state is RevocationState.REVOKED
    return revoked or (fault is not None and not fault.undecided) or (not one.coverage.holds and fault is None)
