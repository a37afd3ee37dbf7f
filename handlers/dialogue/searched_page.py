"""A page that lists people: a name typed while it is the newest one narrows it."""

from collections.abc import Sequence
from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import StatesGroup

from handlers.dialogue.awaited import Awaited, Awaiting, asks_nothing
from handlers.turn import Turn

_PAGE: Final = "searched_page"


class SearchingPage(StatesGroup):
    """Somebody looks at a page that lists people."""

    words = Awaiting(Awaited.SEARCH)


async def search_here(turn: Turn, page: CallbackData) -> None:
    """Let names typed from now on narrow the page that this button shows, unless a question is open."""
    if await asks_nothing(turn, await turn.state.get_state()):
        await turn.state.set_state(SearchingPage.words)
        await turn.state.update_data({_PAGE: page.pack()})


async def searched_page(turn: Turn, pages: Sequence[type[CallbackData]]) -> CallbackData | None:
    """Return the button of the page that is looked at, one of these kinds."""
    packed = str((await turn.state.get_data()).get(_PAGE, ""))
    kind = next((one for one in pages if packed.partition(":")[0] == one.__prefix__), None)
    return kind.unpack(packed) if kind else None
