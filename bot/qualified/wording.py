"""The words for a judgement: one line for each part, the same in the chat and at the command line."""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.qualified.judgement import Basis, Judgement, TimeFault
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
    yield words("qualified-coverage", found=(coverage.fault or coverage.extent).value)
    for file in coverage.files[:_MOST_FILES]:
        yield words("qualified-file", name=_shown(file.name), fingerprint=short_fingerprint(file.sha256))
    if coverage.left_out:
        yield words("qualified-left-out", names=", ".join(map(_shown, coverage.left_out[:_MOST_FILES])))
    yield words("qualified-signature", found=_signature(found))
    chain = found.chain
    yield words("qualified-list", found=chain.standing.value, kind=chain.kind.value if chain.kind else "")
    if chain.trusted_list and chain.service:
        yield words("qualified-service", list=chain.trusted_list, service=_shown(chain.service))
    moment = found.moment
    yield words("qualified-time", found=_time(found), at=_at(moment.at), authority=_shown(moment.authority or ""))
    yield words("qualified-revocation", found=found.revocation.state.value, at=_at(found.revocation.at))


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
