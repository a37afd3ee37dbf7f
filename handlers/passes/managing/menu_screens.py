"""The managers' menu of passes."""

from bot.texts.words import Words
from handlers.callbacks import MenuPressed
from handlers.passes.callbacks import EndingPressed, IssueToPersonPressed, OrderPressed, PhotosPressed, TypesPressed
from handlers.screen import Row, Screen, button, keyboard


def pass_menu_screen(words: Words) -> Screen:
    """Show the menu of everything that does not concern one person's pass."""
    rows: list[Row] = [
        [button(words.plain("pass-issue-to-person"), IssueToPersonPressed())],
        [
            button(words.plain("pass-order-to-department"), OrderPressed(department=True)),
            button(words.plain("pass-order-from-file"), OrderPressed(department=False)),
        ],
        [
            button(words.plain("pass-photos"), PhotosPressed()),
            button(words.plain("pass-ending"), EndingPressed()),
        ],
        [button(words.plain("pass-types"), TypesPressed())],
        [button(words.plain("menu-button"), MenuPressed())],
    ]
    return Screen(words("pass-menu-text"), keyboard(*rows))
