"""Pass types as managers see them."""

from bot.passes.types.pass_types import LONGEST_LABEL, LONGEST_NAME, MOST_FIELDS, Terms, Trait, TypeDraft, type_key
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.passes.callbacks import (
    NewTypePressed,
    PassMenuPressed,
    TypeDaysChosen,
    TypeDaysPressed,
    TypeFieldsDropped,
    TypeFieldsPressed,
    TypePressed,
    TypeRetired,
    TypeRetirePressed,
    TypeSaved,
    TypesPressed,
    TypeTraitToggled,
)
from handlers.passes.screens import type_name
from handlers.screen import Row, Screen, button, keyboard

DAYS = (1, 7, 30, 90, 180, 365, 730)


def types_screen(words: Words, types: tuple[Terms, ...], saved: Terms | None = None) -> Screen:
    """List the ready-made types by name and the own ones as buttons; begin with what was just saved."""
    own = [one for one in types if not one.ready]
    ready = ", ".join(type_name(words, one.name) for one in types if one.ready)
    text = words("pass-types-list", ready=ready, own=len(own))
    if saved is not None:
        text = words("pass-type-saved", name=saved.name) + "\n\n" + text
    rows = [[button(one.name, TypePressed(type=one.key))] for one in own]
    last: list[Row] = [
        [button(words.plain("pass-type-new"), NewTypePressed())],
        [button(words.plain("back"), PassMenuPressed())],
    ]
    return Screen(text, keyboard(*rows, *last))


def name_wanted_screen(words: Words) -> Screen:
    """Ask for the name."""
    return Screen(words("pass-type-name-wanted", most=LONGEST_NAME), keyboard(_cancel(words)))


def type_draft_screen(words: Words, draft: TypeDraft, *, new: bool) -> Screen:
    """Show a type being defined, with a button for everything that can be changed."""
    text = words(
        "pass-type-card",
        name=draft.name,
        fields=", ".join(draft.fields) or words.plain("pass-type-no-fields"),
        days=words.plain("pass-days", days=draft.days),
        photo=words.plain("pass-type-photo-yes" if Trait.PHOTO in draft.traits else "pass-type-photo-no"),
        print=words.plain("pass-type-print-yes" if Trait.PRINT in draft.traits else "pass-type-print-no"),
    )
    rows: list[Row] = [
        [
            button(words.plain("pass-type-fields"), TypeFieldsPressed()),
            button(words.plain("pass-type-days"), TypeDaysPressed()),
        ],
        [
            button(_ticked(words.plain("pass-type-photo"), on=Trait.PHOTO in draft.traits), _toggle(Trait.PHOTO)),
            button(_ticked(words.plain("pass-type-print"), on=Trait.PRINT in draft.traits), _toggle(Trait.PRINT)),
        ],
        [button(words.plain("pass-type-save"), TypeSaved())],
    ]
    key = type_key(draft.name)
    retire: Row = [] if new else [button(words.plain("pass-type-retire"), TypeRetirePressed(type=key))]
    return Screen(text, keyboard(*rows, retire, _cancel(words)))


def fields_wanted_screen(words: Words) -> Screen:
    """Ask for the fields, one a line."""
    none: Row = [button(words.plain("pass-type-no-fields"), TypeFieldsDropped())]
    text = words("pass-type-fields-wanted", most=MOST_FIELDS, longest=LONGEST_LABEL)
    return Screen(text, keyboard(none, _cancel(words)))


def days_wanted_screen(words: Words) -> Screen:
    """Ask for the validity."""
    choices = [button(words.plain("pass-days", days=one), TypeDaysChosen(days=one)) for one in DAYS]
    rows = [choices[start : start + 3] for start in range(0, len(choices), 3)]
    return Screen(words("pass-type-days-wanted"), keyboard(*rows, _cancel(words)))


def retire_screen(words: Words, terms: Terms) -> Screen:
    """Ask for confirmation before a type is retired."""
    rows: list[Row] = [
        [button(words.plain("pass-type-retire-confirm"), TypeRetired(type=terms.key))],
        [button(words.plain("back"), TypesPressed())],
    ]
    return Screen(words("pass-type-retire-ask", name=terms.name), keyboard(*rows))


def _toggle(trait: Trait) -> TypeTraitToggled:
    return TypeTraitToggled(trait=trait)


def _ticked(label: str, *, on: bool) -> str:
    return f"{'☑️' if on else '▫️'} {label}"


def _cancel(words: Words) -> Row:
    return [button(words.plain("cancel"), CancelPressed())]
