"""What an owner sees of the classes of documents that demand a qualified signature."""

from bot.signing.qualified.demand_signatures import DEMANDING
from bot.staff.models import Organisation
from bot.texts.words import Words
from handlers.account.organisation.callbacks import QualifiedToggled
from handlers.callbacks import SettingsPressed
from handlers.screen import Row, Screen, button, keyboard, ticked


def qualified_screen(words: Words, organisation: Organisation) -> Screen:
    """Show the classes, ticked where they demand it."""
    demanded = organisation.qualified_classes
    rows: list[Row] = [
        [
            button(
                ticked(words.plain(f"signing-class-{class_}"), on=class_ in demanded),
                QualifiedToggled(class_=class_, demanded=class_ not in demanded),
            )
        ]
        for class_ in DEMANDING
    ]
    back = [button(words.plain("back"), SettingsPressed())]
    return Screen(words("settings-qualified-question"), keyboard(*rows, back))
