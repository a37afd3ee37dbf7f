"""What a person sees who checks a file: unchanged, changed or unknown, with integrity and trust kept apart."""

from typing import assert_never

from bot.signing.verification.check_file import CheckedFile, Original
from bot.signing.verification.find_sheet import FoundSheet
from bot.signing.verification.findings import CheckedSignature, Integrity
from bot.texts.words import Words
from handlers.callbacks import CancelPressed, MenuPressed
from handlers.screen import Screen, button, keyboard

MOST_SIGNERS = 10


def check_wanted_screen(words: Words) -> Screen:
    """Ask for the file."""
    return Screen(words("signing-check-wanted"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def checked_screen(words: Words, checked: CheckedFile) -> Screen:
    """Show whether a file is unchanged, changed or unknown here; for an original, where its signatures are."""
    menu = keyboard([button(words.plain("menu-button"), MenuPressed())])
    integrity = checked.verification.answer
    if checked.original and integrity is not Integrity.CHANGED:
        return Screen(_original(words, checked.original), menu)
    match integrity:
        case Integrity.UNCHANGED:
            return Screen(_unchanged(words, checked), menu)
        case Integrity.CHANGED:
            return Screen(words("signing-check-changed"), menu)
        case Integrity.UNKNOWN:
            return Screen(words("signing-check-unknown"), menu)
        case _:
            assert_never(integrity)


def sheet_screen(words: Words, found: FoundSheet | None) -> Screen:
    """Show the document that a sheet's code names, and how to check the file itself."""
    if found is None:
        return Screen(words("payload-unknown"))
    document, tally = found.document, found.tally
    text = words(
        "signing-sheet-found",
        title=document.title,
        organisation=found.organisation,
        signed=tally.signed,
        total=tally.total,
        state="voided" if document.voided_at else "finished" if document.finished_at else "open",
        at=document.finished_at or document.voided_at or document.created_at,
        fingerprint=document.sha256,
    )
    return Screen(text)


def _original(words: Words, original: Original) -> str:
    document, tally = original.document, original.tally
    return words(
        "signing-check-original",
        title=document.title,
        at=document.created_at,
        signed=tally.signed,
        total=tally.total,
    )


def _unchanged(words: Words, checked: CheckedFile) -> str:
    found = checked.verification
    head = words(
        "signing-check-unchanged",
        title=found.document.title if found.document else "",
        signed=found.signed,
        total=found.expected or found.signed,
        organisation=found.sealed_by or "",
        at=words.moment(found.sealed_at) if found.sealed_at else "",
    )
    heads = [head, words("signing-check-earlier")] if checked.earlier else [head]
    lines = [line for one in found.signatures[:MOST_SIGNERS] if (line := _signer(words, one))]
    left = len(found.signatures) - MOST_SIGNERS
    more = [words("signing-check-more", more=left)] if left > 0 else []
    return "\n".join([*heads, *(["", *lines, *more] if lines else [])])


def _signer(words: Words, one: CheckedSignature) -> str | None:
    record = one.verdict.record
    if record is None:
        return None
    signer = record.signer
    kiosk, line = record.act.kiosk, words("signing-check-signer", name=signer.name, at=record.act.confirmed_at)
    notes = [words("signing-check-kiosk", name=kiosk.name, by=kiosk.enabled_by)] if kiosk else []
    notes += [words("signing-check-rebound", at=signer.rebound_at)] if signer.rebound_at else []
    return " ".join([line, *notes])
