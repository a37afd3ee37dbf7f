"""What a dialogue waits for in each of its states."""

from enum import StrEnum

from aiogram.fsm.state import State, StatesGroup

OPEN_QUESTION = "open_question"
"""Key of the FSM data: the question that is open, as it was shown."""

ANSWERED_ON_PAGE = "answered_on_page"
"""Key of the FSM data: the id of the last update that a page made, and what its press was answered with."""


class Awaited(StrEnum):
    """What the person is to send or press."""

    TEXT = "text"
    FILE = "file"
    FILE_OR_TEXT = "file-or-text"
    PHOTO = "photo"
    NAME = "name"
    """A part of a name; where a list of people can be sent too, the question says so."""
    CONTACT = "contact"
    BUTTON = "button"
    PIN = "pin"
    SEARCH = "search"
    """Words that search a list on the screen: a page that is looked at, not a question to be answered."""


class Awaiting(State):
    """A state of a dialogue that says what it waits for."""

    def __init__(self, what: Awaited) -> None:
        super().__init__()
        self.what = what


def awaited(raw_state: str) -> Awaited | None:
    """Return what a state waits for; None for a state that no longer exists."""
    for group in StatesGroup.__subclasses__():
        for state in group.__states__:
            if state.state == raw_state and isinstance(state, Awaiting):
                return state.what
    return None


async def asks_nothing(_: object, raw_state: str | None = None) -> bool:
    """Filter for messages where no question is open: there a file is looked at without being asked for."""
    return raw_state is None or awaited(raw_state) in {None, Awaited.SEARCH}
