"""The words for a judgement: one line for each part, the same in the chat and at the command line."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import assert_never

from bot.qualified.judgement import Basis, Judgement, Part, TimeFault
from bot.texts.lines import one_line, short_fingerprint
from bot.texts.words import Value

Say = Callable[..., str]
"""`Words.__call__` for messages, `Words.plain` for a terminal."""

_MOST_FILES = 10
_LONGEST = 120


def judgement_lines(words: Say, found: Judgement) -> Iterator[str]:
    """Yield the answer, who signed, and the five parts."""
    yield words("qualified-answer", qualified="yes" if found.qualified else "no")
    yield from _signer(words, found)
    coverage = found.coverage
    yield part_line(words, found, Part.COVERAGE)
    for file in coverage.files[:_MOST_FILES]:
        yield words("qualified-file", name=_shown(file.name), fingerprint=short_fingerprint(file.sha256))
    if coverage.left_out:
        yield words("qualified-left-out", names=", ".join(map(_shown, coverage.left_out[:_MOST_FILES])))
    yield part_line(words, found, Part.CORRECTNESS)
    chain = found.chain
    yield part_line(words, found, Part.CHAIN)
    if chain.trusted_list and chain.service:
        yield words("qualified-service", list=chain.trusted_list, service=_shown(chain.service))
    yield part_line(words, found, Part.MOMENT)
    yield part_line(words, found, Part.REVOCATION)


def part_line(words: Say, found: Judgement, part: Part) -> str:
    """Return what one part says."""
    match part:
        case Part.COVERAGE:
            return words("qualified-coverage", found=(found.coverage.fault or found.coverage.extent).value)
        case Part.CORRECTNESS:
            return words("qualified-signature", found=_signature(found))
        case Part.CHAIN:
            kind = found.chain.kind
            return words("qualified-list", found=found.chain.standing.value, kind=kind.value if kind else "")
        case Part.MOMENT:
            at, authority = _at(found.moment.at), _shown(found.moment.authority or "")
            return words("qualified-time", found=_time(found), at=at, authority=authority)
        case Part.REVOCATION:
            return words("qualified-revocation", found=found.revocation.state.value, at=_at(found.revocation.at))
        case _:
            assert_never(part)


def _signer(words: Say, found: Judgement) -> Iterator[str]:
    signer = found.signer
    if signer is None:
        return
    yield words("qualified-signer", name=_shown(signer.name))
    if signer.organisation and signer.organisation != signer.name:
        yield words("qualified-organisation", name=_shown(signer.organisation))
    if signer.position:
        yield words("qualified-position", name=_shown(signer.position))
    for number in signer.numbers[:_MOST_FILES]:
        yield words("qualified-number", kind=number.kind.value, value=_shown(number.value))
    yield words("qualified-issuer", name=_shown(signer.issuer))


def _signature(found: Judgement) -> str:
    correctness = found.correctness
    if correctness.fault is not None:
        return correctness.fault.value
    return "right" if correctness.names_certificate else "unnamed"


def _time(found: Judgement) -> str:
    moment = found.moment
    if moment.fault is TimeFault.WRONG or moment.basis is Basis.NOTHING:
        return (moment.fault or moment.basis).value
    return (moment.fault or moment.basis).value if moment.at else Basis.NOTHING.value


def _shown(text: str) -> str:
    """Return a name from a file or a certificate as one line that is not too long."""
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _at(at: datetime | None) -> Value:
    return "" if at is None else at
