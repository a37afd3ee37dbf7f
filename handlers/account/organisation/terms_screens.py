"""Screens of terms: as people agree to them, and as an owner sets them."""

from uuid import UUID

from bot.staff.terms.versions import EVERYONE, LONGEST, Terms, TermsInForce, TermsKind
from bot.texts.language import Language
from bot.texts.words import Words
from handlers.account.organisation.callbacks import (
    TermsAgreed,
    TermsKindPressed,
    TermsLanguageChosen,
    TermsPressed,
    TermsPublished,
    TermsStandardPressed,
)
from handlers.callbacks import CancelPressed, SettingsPressed
from handlers.registration.screens import terms_text
from handlers.screen import Row, Screen, button, clip, keyboard

PREVIEW = 700
"""Characters of each text that a draft shows."""


def terms_changed_screen(words: Words, terms: TermsInForce, request_id: UUID) -> Screen:
    """Ask a person to agree to the terms in force before they sign."""
    text = words(
        "me-terms-changed",
        privacy=terms_text(words, terms, TermsKind.PRIVACY),
        agreement=terms_text(words, terms, TermsKind.AGREEMENT),
    )
    versions = terms.versions
    agreed = TermsAgreed(request_id=request_id, privacy=versions.privacy, agreement=versions.agreement)
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(text, keyboard([button(words.plain("registration-agree"), agreed)], cancel))


def terms_screen(words: Words, terms: TermsInForce) -> Screen:
    """Show an owner both texts with their versions."""
    rows = [[button(words.plain(f"terms-title-{kind}"), TermsKindPressed(kind=kind))] for kind in TermsKind]
    versions = terms.versions
    text = words("terms-list", privacy=versions.privacy, agreement=versions.agreement)
    return Screen(text, keyboard(*rows, [button(words.plain("back"), SettingsPressed())]))


def terms_kind_screen(words: Words, terms: TermsInForce, kind: TermsKind) -> Screen:
    """Show the text in force and the ways to change it."""
    own = terms.own.get(kind)
    written = ", ".join(_language(words, one) for one in own.texts) if own and own.texts else ""
    text = words(
        "terms-now",
        title=words.plain(f"terms-title-{kind}"),
        version=getattr(terms.versions, kind),
        languages=written or words.plain("terms-standard-words"),
        text=terms_text(words, terms, kind),
    )
    standard = [button(words.plain("terms-standard"), TermsStandardPressed(kind=kind))] if written else []
    back = [button(words.plain("back"), TermsPressed())]
    return Screen(text, keyboard(*_language_rows(words, kind), standard, back))


def terms_question_screen(words: Words, language: str) -> Screen:
    """Ask for the text."""
    text = words("terms-wanted", language=_language(words, language), most=LONGEST)
    return Screen(text, keyboard([button(words.plain("cancel"), CancelPressed())]))


def terms_draft_screen(words: Words, kind: TermsKind, texts: dict[str, str]) -> Screen:
    """Show what was written; nothing is in force yet."""
    written = "\n\n".join(f"{_language(words, one)}:\n{clip(text, PREVIEW)}" for one, text in texts.items())
    publish = [button(words.plain("terms-publish"), TermsPublished())]
    cancel = [button(words.plain("cancel"), CancelPressed())]
    text = words("terms-draft", title=words.plain(f"terms-title-{kind}"), texts=written)
    return Screen(text, keyboard(publish, *_language_rows(words, kind), cancel))


def terms_set_screen(words: Words, terms: Terms) -> Screen:
    """Confirm that the text is in force."""
    text = words("terms-set", title=words.plain(f"terms-title-{terms.kind}"), version=terms.version)
    return Screen(text, keyboard([button(words.plain("back"), TermsPressed())]))


def _language_rows(words: Words, kind: TermsKind) -> list[Row]:
    single = [button(words.plain("terms-for-everyone"), TermsLanguageChosen(kind=kind, language=EVERYONE))]
    return [single, [button(one.own_name, TermsLanguageChosen(kind=kind, language=one)) for one in Language]]


def _language(words: Words, language: str) -> str:
    known = Language.of_code(language)
    return known.own_name if known else words.plain("terms-everyone")
