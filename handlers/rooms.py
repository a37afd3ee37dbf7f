"""The rooms in their order, and the one handler that an update is for.

Rooms are aiogram's routers, written as its users know them. Less is asked of them here than aiogram allows, at a
fraction of the cost: they are laid out once as a list of doors (whom the room is for, what the handler's own filters
want, the handler), and an update tries the doors in order. A pressed button says itself whose it is: the first word of
its data is the prefix of one class in `handlers.buttons`, so only the doors for that word, or for any, are tried.

Messages, pressed buttons and errors come in; routers have filters and no middlewares of their own.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from aiogram import Bot, Router
from aiogram.dispatcher.event.handler import CallableObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from aiogram.types import CallbackQuery, ErrorEvent, TelegramObject, Update

MESSAGES, BUTTONS, ERRORS = KINDS = "message", "callback_query", "error"
_SEPARATOR: Final = ":"

Data = dict[str, Any]
Gatekeeper = Callable[[Callable[[Update, Data], Awaitable[None]], Update, Data], Awaitable[None]]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A handler or a filter, and what it asks for by name: of the house, always the same, and of this moment."""

    call: Callable[..., Any]
    given: Data
    wanted: frozenset[str]
    everything: bool
    waits: bool

    async def __call__(self, event: TelegramObject, now: Data) -> Any:  # noqa: ANN401 - a filter's answer
        """Call it, on the event loop: aiogram takes a thread for every filter that is no coroutine."""
        named = now if self.everything else {name: now[name] for name in self.wanted if name in now}
        answer = self.call(event, **self.given, **named)
        return await answer if self.waits else answer


@dataclass(frozen=True, slots=True)
class Door:
    """One handler, behind what must hold of the update: for its router, the routers around that, and itself."""

    conditions: tuple[Asked, ...]
    handler: Asked
    word: str | None
    """The first word of the button it is for; None for any update."""

    async def opens(self, event: TelegramObject, now: Data, known: dict[Asked, Any]) -> Data | None:
        """Return what the handler may ask for; None where it is not meant. `known` are answers given to other doors."""
        for condition in self.conditions:
            if condition not in known:
                known[condition] = await condition(event, now)
            answer = known[condition]
            if not answer:
                return None
            if isinstance(answer, dict):
                now = {**now, **answer}
        return now


class Rooms:
    """All doors of the routers in `root`. `given` are the actions and whatever else a handler may ask of the house."""

    def __init__(self, root: Router, gate: Gatekeeper, memory: BaseStorage, given: Data) -> None:
        self._gate = gate
        self._memory = memory
        doors = {kind: list(_doors(root, kind, given, ())) for kind in KINDS}
        self._messages, self._errors = doors[MESSAGES], doors[ERRORS]
        self._buttons = {
            word: [door for door in doors[BUTTONS] if door.word in {word, None}]
            for word in {door.word for door in doors[BUTTONS]} | {None}
        }

    async def handle(self, bot: Bot, update: Update) -> None:
        """Let an update through the gate and to its handler; raises what no room words."""
        event = update.message or update.callback_query
        if event is None or event.from_user is None:
            return
        message = update.message or (update.callback_query.message if update.callback_query else None)
        user, chat = event.from_user, message.chat if message else None
        key = StorageKey(bot_id=bot.id, chat_id=chat.id if chat else user.id, user_id=user.id)
        state = FSMContext(self._memory, key)
        now: Data = {
            "bot": bot,
            "event_update": update,
            "event_from_user": user,
            "event_chat": chat,
            "state": state,
            "raw_state": await state.get_state(),
        }
        try:
            await self._gate(self._enter, update, now)
        except Exception as error:
            if not await _first(self._errors, ErrorEvent(update=update, exception=error), now):
                raise

    async def _enter(self, update: Update, now: Data) -> None:
        if update.callback_query is not None:
            await _first(self.that_know(update.callback_query), update.callback_query, now)
        elif update.message is not None:
            await _first(self._messages, update.message, now)

    def that_know(self, pressed: CallbackQuery) -> list[Door]:
        """Return the doors that a pressed button may be for, in order."""
        word = (pressed.data or "").partition(_SEPARATOR)[0]
        return self._buttons.get(word, self._buttons[None])


async def _first(doors: Iterable[Door], event: TelegramObject, now: Data) -> bool:
    known: dict[Asked, Any] = {}
    for door in doors:
        opened = await door.opens(event, now, known)
        if opened is not None:
            await door.handler(event, opened)
            return True
    return False


def _doors(router: Router, kind: str, given: Data, around: tuple[Asked, ...]) -> Iterator[Door]:
    """Lay out a router: its own handlers before those of the routers in it, as aiogram has it."""
    observer: TelegramEventObserver = router.observers[kind]
    room = observer._handler  # noqa: SLF001 - where aiogram keeps the filters of a whole router
    inside = (*around, *(_asked(each, given) for each in room.filters or ()))
    for handler in observer.handlers:
        filters = handler.filters or ()
        conditions = (*inside, *(_asked(each, given) for each in filters))
        yield Door(conditions, _asked(handler, given), _word(filters))
    for below in router.sub_routers:
        yield from _doors(below, kind, given, inside)


def _asked(what: CallableObject, given: Data) -> Asked:
    ours = {name: given[name] for name in what.params if name in given}
    return Asked(what.callback, ours, frozenset(what.params - ours.keys()), what.varkw, what.awaitable)


def _word(filters: Iterable[CallableObject]) -> str | None:
    buttons = [each.callback.callback_data for each in filters if isinstance(each.callback, CallbackQueryFilter)]
    return next((each.__prefix__ for each in buttons if each.__separator__ == _SEPARATOR), None)
