"""The PIN pad: a page on which people enter or choose a PIN, so that no digit passes through Telegram.

A PIN entered there answers the open question of the chat. It is judged where a PIN pressed on the keypad is judged, and
nowhere else.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from bot.crypto.pins import is_pin
from bot.errors import InputRefused, StateRefused
from bot.staff.sessions.log_in import InitData, ReadInitData, read_recent

_LOOKS_AFTER_SECONDS: Final = (0.05,) * 4 + (0.1,) * 5 + (0.25,) * 8 + (0.5,) * 8
"""When a request looks whether the PIN was judged; the page asks again after the last time."""


class PinQuestionOverRefused(StateRefused):
    """The question was answered or cancelled, or another one is open now."""


class PinUnreadableRefused(InputRefused):
    """What was entered is no PIN."""


@dataclass(frozen=True, slots=True)
class PinQuestion:
    """A question of the chat that waits for a PIN: a present one, or a new one that is `chosen`.

    `mark` says which question it is; `prompt` is plain text.
    """

    mark: str
    prompt: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class EnteredPin:
    """A PIN entered on the page for the question `mark`. `key` makes it one entry, however often it is sent."""

    by: InitData
    mark: str
    pin: str = field(repr=False)
    key: UUID


@dataclass(frozen=True, slots=True)
class PinOutcome:
    """What became of an entered PIN.

    `text` is what a pressed key would have been answered with, empty where the chat shows the result. `question` is
    the one that waits for a PIN now: the same one after a wrong PIN. With `failed`, nothing is known.
    """

    text: str
    question: PinQuestion | None
    failed: bool = False


class PinQuestions(Protocol):
    """The open questions of the chats."""

    async def find(self, telegram_id: int, mark: str) -> PinQuestion | None:
        """Return the open question of a Telegram user; None unless it waits for a PIN and has this mark."""
        ...

    async def answer(self, entered: EnteredPin) -> bool:
        """Give the PIN to the chat, once for each key; return False where the question is not open."""
        ...

    async def outcome(self, entered: EnteredPin) -> PinOutcome | None:
        """Return what became of the PIN; None as long as it waits."""
        ...


@dataclass(frozen=True, slots=True)
class ShowPinQuestion:
    """For whoever Telegram says opened the page: registered, or about to register."""

    questions: PinQuestions
    read_init_data: ReadInitData

    async def __call__(self, init_data: str, mark: str, *, now: datetime) -> PinQuestion:
        """Return the question that the page is for; InitDataRefused, PinQuestionOverRefused."""
        by = read_recent(self.read_init_data, init_data, now)
        question = await self.questions.find(by.telegram_id, mark)
        if question is None:
            raise PinQuestionOverRefused
        return question


@dataclass(frozen=True, slots=True)
class EnterPin:
    """For whoever Telegram says opened the page; the PIN answers their own open question and no other."""

    questions: PinQuestions
    read_init_data: ReadInitData

    async def __call__(self, init_data: str, mark: str, pin: str, key: UUID, *, now: datetime) -> PinOutcome | None:
        """Return what became of the PIN, or None where that takes longer: then call it again with the same key.

        InitDataRefused, PinUnreadableRefused, PinQuestionOverRefused.
        """
        by = read_recent(self.read_init_data, init_data, now)
        if not is_pin(pin):
            raise PinUnreadableRefused
        entered = EnteredPin(by, mark, pin, key)
        if not await self.questions.answer(entered):
            raise PinQuestionOverRefused
        return await self._outcome(entered)

    async def _outcome(self, entered: EnteredPin) -> PinOutcome | None:
        for seconds in _LOOKS_AFTER_SECONDS:
            await asyncio.sleep(seconds)
            outcome = await self.questions.outcome(entered)
            if outcome is not None:
                return outcome
        return None
