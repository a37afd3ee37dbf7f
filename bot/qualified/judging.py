"""Judging a file with signatures: each of them in five parts."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from bot.errors import Refused
from bot.qualified.files.archives import is_archive, read_archive
from bot.qualified.files.asic import contained_signatures
from bot.qualified.files.encodings import decode_message
from bot.qualified.files.pdf import adds_only_signatures, is_pdf, pdf_signatures
from bot.qualified.in_workers import NamedFile
from bot.qualified.judgement import (
    Basis,
    Chain,
    Correctness,
    Coverage,
    CoverageFault,
    CoveredFile,
    Extent,
    Format,
    Judgement,
    ListStanding,
    Moment,
    Revocation,
    RevocationState,
    SignatureFault,
    TimeFault,
)
from bot.qualified.refusals import NoSignatureRefused, SignaturesTooManyRefused
from bot.qualified.signatures.checking import check_signer
from bot.qualified.signatures.digests import NONE_KNOWN, DigestKey, Digests, LongDigest, long_digest
from bot.qualified.signatures.identity import read_identity
from bot.qualified.signatures.messages import Evidence, Signer, read_message, signers
from bot.qualified.signatures.timestamps import judge_moment
from bot.qualified.trust.chains import judge_chain, judge_revocation
from bot.qualified.trust.models import TrustedList

_MOST_SIGNATURES = 20
_MOST_LONG = 3
"""How many digests of a file are computed before: honest files need one, and each may take a minute or two."""
_ODD = (ValueError, TypeError, LookupError, OverflowError, AssertionError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class _Found:
    """A signer's message in the form in which it came, and the bytes that it is about."""

    format: Format
    message: bytes
    content: bytes | None
    coverage: Coverage
    evidence: Evidence = field(default_factory=Evidence)
    stamps_hold: bool = True


def judge(
    given: NamedFile,
    document: NamedFile | None,
    lists: Sequence[TrustedList],
    now: datetime,
    digests: Digests = NONE_KNOWN,
) -> tuple[Judgement, ...]:
    """Judge every signature in a file; `document` is what a detached one belongs to.

    `digests` are those of `long_digests`, if they were computed before.
    NoSignatureRefused, ContainerUnsafeRefused, XadesRefused, SignaturesTooManyRefused.
    """
    judged: list[Judgement] = []
    for found in _found(given, document):
        judged += _judge_message(found, lists, now, digests)
        if len(judged) > _MOST_SIGNATURES:
            raise SignaturesTooManyRefused
    return tuple(judged)


def long_digests(given: NamedFile, document: NamedFile | None) -> tuple[LongDigest, ...]:
    """Return the digests that judging a file takes long for, each once; none of what cannot be read."""
    found: dict[DigestKey, LongDigest] = {}
    with suppress(Refused, *_ODD):
        for one in _found(given, document):
            message = read_message(one.message)
            content = one.content if message.content is None else message.content
            if content is None:
                continue
            for signer in signers(message):
                digest = long_digest(signer, content)
                if digest is not None and len(found) < _MOST_LONG:
                    found[digest.key] = digest
    return tuple(found.values())


def judge_document(
    given: NamedFile,
    document: NamedFile,
    lists: Sequence[TrustedList],
    now: datetime,
    digests: Digests = NONE_KNOWN,
) -> tuple[Judgement, ...]:
    """Judge the signatures that are about exactly this document: beside it, around it, or in it as an addition to it.

    Those that a PDF had already are none of them, nor those of a container that has other documents too: whoever gets
    it would get these.
    """
    if is_pdf(given.data):
        judged = judge(given, None, lists, now, digests) if adds_only_signatures(document.data, given.data) else ()
        return tuple(one for one in judged if any(file.size > len(document.data) for file in one.coverage.files))
    digest = sha256(document.data).hexdigest()
    judged = judge(given, document, lists, now, digests)
    return tuple(one for one in judged if _alone(one.coverage, digest))


def _alone(coverage: Coverage, digest: str) -> bool:
    """Return whether the document with this SHA-256 is covered, and nothing else is there."""
    return {file.sha256 for file in coverage.files} == {digest} and not coverage.left_out


def is_detached(data: bytes) -> bool:
    """Return whether a file is a signature that belongs to a document beside it; False for anything else."""
    der = decode_message(data)
    try:
        return der is not None and read_message(der).content is None
    except NoSignatureRefused:
        return False


def _found(given: NamedFile, document: NamedFile | None) -> Iterator[_Found]:
    if is_archive(given.data):
        for one in contained_signatures(read_archive(given.data)):
            yield _Found(one.format, one.signature, one.signed, one.coverage, stamps_hold=one.stamps_hold)
    elif is_pdf(given.data):
        for each in pdf_signatures(given.name, given.data):
            yield _Found(Format.PADES, each.message, each.signed, each.coverage, each.evidence)
    else:
        yield _bare(given, document)


def _bare(given: NamedFile, document: NamedFile | None) -> _Found:
    der = decode_message(given.data)
    if der is None:
        raise NoSignatureRefused
    inside = read_message(der).content
    if inside is None and document is None:
        coverage = Coverage(Extent.NOTHING, fault=CoverageFault.DOCUMENT_MISSING)
        return _Found(Format.CADES_DETACHED, der, None, coverage)
    name = document.name if document else given.name
    covered = (_covered(name, document.data if inside is None and document else inside or b""),)
    if inside is None and document is not None:
        return _Found(Format.CADES_DETACHED, der, document.data, Coverage(Extent.DOCUMENT, covered))
    if document is not None and document.data != inside:
        differs = Coverage(Extent.NOTHING, covered, fault=CoverageFault.FILE_CHANGED)
        return _Found(Format.CADES_ATTACHED, der, inside, differs)
    return _Found(Format.CADES_ATTACHED, der, inside, Coverage(Extent.DOCUMENT, covered))


def _covered(name: str, data: bytes) -> CoveredFile:
    return CoveredFile(name, len(data), sha256(data).hexdigest())


def _judged(
    found: _Found, signer: Signer, correctness: Correctness, lists: Sequence[TrustedList], now: datetime
) -> Judgement:
    moment = judge_moment(signer, lists, now)
    if not found.stamps_hold:
        moment = replace(moment, fault=TimeFault.WRONG)
    at = moment.at if moment.holds and moment.at else now
    evidence, certificate = signer.evidence + found.evidence, signer.certificate
    if certificate is None:
        chain, revocation = Chain(ListStanding.UNKNOWN), Revocation(RevocationState.UNASKED)
        return Judgement(found.format, found.coverage, correctness, chain, moment, revocation, None)
    chain, link = judge_chain(certificate, evidence, lists, at, now)
    revocation = judge_revocation(certificate, evidence, link, at)
    signed_by = read_identity(certificate)
    return Judgement(found.format, found.coverage, correctness, chain, moment, revocation, signed_by)


def _judge_message(found: _Found, lists: Sequence[TrustedList], now: datetime, digests: Digests) -> list[Judgement]:
    try:
        message = read_message(found.message)
        content = found.content if message.content is None else message.content
        checked = [(one, _outer(found, one) or check_signer(one, content, digests)) for one in signers(message)]
        return [_judged(found, signer, correctness, lists, now) for signer, correctness in checked]
    except NoSignatureRefused:
        return [_unreadable(found)]
    except _ODD:  # asn1crypto reads when it is asked, so that nonsense is found anywhere
        return [_unreadable(found)]


def _unreadable(found: _Found) -> Judgement:
    return Judgement(
        found.format,
        found.coverage,
        Correctness(SignatureFault.UNREADABLE),
        Chain(ListStanding.UNKNOWN),
        Moment(Basis.NOTHING),
        Revocation(RevocationState.UNASKED),
        None,
    )


def _outer(found: _Found, signer: Signer) -> Correctness | None:
    """Refuse a message that carries content of its own where the file says what is signed."""
    outside = found.format in {Format.ASIC_S, Format.ASIC_E, Format.PADES}
    if outside and signer.message.content is not None and signer.message.content != found.content:
        return Correctness(SignatureFault.CONTENT_DIFFERS)
    return None
