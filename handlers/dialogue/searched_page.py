"""A page that lists people: a name typed while it is the newest one narrows it, and the pages behind it."""

from collections.abc import Sequence
from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import StatesGroup

from handlers.dialogue.awaited import Awaited, Awaiting, asks_nothing
from handlers.turn import Turn

_PAGE: Final = "searched_page"
_WORDS: Final = "searched_words"


class SearchingPage(StatesGroup):
    """Somebody looks at a page that lists people."""

    words = Awaiting(Awaited.SEARCH)


async def search_here(turn: Turn, page: CallbackData, *, searched: bool) -> str:
    """Let names typed from now on narrow the page that this button shows, unless a question is open.

    Return the words that narrow it already.
    """
    words = str((await turn.state.get_data()).get(_WORDS, "")) if searched else ""
    if await asks_nothing(turn, await turn.state.get_state()):
        await turn.state.set_state(SearchingPage.words)
        await turn.state.update_data({_PAGE: page.pack()})
    return words


async def searched_page(turn: Turn, pages: Sequence[type[CallbackData]], words: str) -> CallbackData | None:
    """Return the button of the page that is looked at, one of these kinds, which `words` narrow from now on."""
    await turn.state.update_data({_WORDS: words})
    packed = str((await turn.state.get_data()).get(_PAGE, ""))
    kind = next((one for one in pages if packed.partition(":")[0] == one.__prefix__), None)
    return kind.unpack(packed) if kind else None
