"""Filters that several routers share."""

from collections.abc import Iterable
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, TelegramObject

from handlers.turn import Turn

NOT_A_COMMAND = ~F.text.startswith("/")
"""Match any message but a command, also one without text."""


async def is_registered(_: TelegramObject, turn: Turn) -> bool:
    """Let only registered people reach a router."""
    return turn.speaker_or_none is not None


async def is_unregistered(_: TelegramObject, turn: Turn) -> bool:
    """Match updates of people who are registered in no organisation."""
    return turn.speaker_or_none is None


class HasPrefix(Filter):
    """Match presses of the buttons with one of these prefixes."""

    def __init__(self, prefixes: Iterable[str]) -> None:
        self.prefixes = frozenset(prefixes)

    async def __call__(self, callback: CallbackQuery) -> bool | dict[str, Any]:
        """Return whether the pressed button has one of the prefixes."""
        return (callback.data or "").partition(":")[0] in self.prefixes


def skip_foreign_buttons(router: Router) -> frozenset[str] | None:
    """Let a router and the routers in it see only presses of the buttons that they handle.

    Otherwise every handler before the right one would try to parse the button. Return the prefixes of these buttons;
    None where a handler takes any button.
    """
    inner = [skip_foreign_buttons(each) for each in router.sub_routers]
    every = [*inner, *map(_prefixes, router.callback_query.handlers)]
    known = [prefixes for prefixes in every if prefixes is not None]
    if len(known) < len(every):
        return None
    prefixes: frozenset[str] = frozenset().union(*known)
    router.callback_query.filter(HasPrefix(prefixes))
    return prefixes


def _prefixes(handler: HandlerObject) -> frozenset[str] | None:
    for each in handler.filters or ():
        if isinstance(each.callback, HasPrefix):
            return each.callback.prefixes
        if isinstance(each.callback, CallbackQueryFilter):
            return frozenset({each.callback.callback_data.__prefix__})
    return None
