"""The dispatcher of the house: a pressed button goes straight to the rooms that know it.

aiogram asks every handler of every room in turn whether an update is theirs. Buttons say it themselves: the first word
of their data is the prefix of one class in `handlers.buttons`. So only the rooms with a handler for that word, or for
any button, are asked, in their order.
"""

from typing import Any

from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, TelegramObject

_SEPARATOR = ":"


class Rooms(Dispatcher):
    """A dispatcher that knows which of its routers know which button; all are included before the first update."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - as aiogram's
        super().__init__(**given)
        self._knowing: dict[str, list[Router]] = {}

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:  # noqa: ANN401
        """Let the rooms look at an event until one has handled it."""
        if not isinstance(event, CallbackQuery):
            return await super().propagate_event(update_type, event, **kwargs)
        for router in self._that_know((event.data or "").partition(_SEPARATOR)[0]):
            response = await router.propagate_event(update_type, event, **kwargs)
            if response is not UNHANDLED:
                return response
        return UNHANDLED

    def _that_know(self, word: str) -> list[Router]:
        if not self._knowing:
            self._knowing = self._index()
        return self._knowing.get(word, self._knowing[""])

    def _index(self) -> dict[str, list[Router]]:
        """Answer the rooms by first word; "" stands for every word that nobody expects."""
        words = {router: set().union(*map(_words, _handlers(router))) for router in self.sub_routers}
        return {
            word: [router for router in self.sub_routers if words[router] & {word, ""}]
            for word in {""}.union(*words.values())
        }


def _handlers(router: Router) -> list[HandlerObject]:
    return [handler for each in router.chain_tail for handler in each.callback_query.handlers]


def _words(handler: HandlerObject) -> set[str]:
    """Answer the first words that a handler takes; "" for any."""
    filters = (each.callback for each in handler.filters or ())
    buttons = [each.callback_data for each in filters if isinstance(each, CallbackQueryFilter)]
    return {each.__prefix__ for each in buttons if each.__separator__ == _SEPARATOR} or {""}
