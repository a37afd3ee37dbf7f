"""PINs entered on the page: each becomes an update of the person's queue, as if a key of the keypad had been pressed.

So it is handled in order, once, by whichever process has the queue, and judged like a PIN pressed in the chat. What a
pressed key would be answered with over the button is kept in the dialogue's memory, where the page reads it. The
update holds the PIN, so it never becomes older than a secret may (`Inbox.forget_secrets`).
"""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.inbox import FROM_PAGES, Handling, Inbox, StoredUpdate
from bot.staff.pins.pin_page import EnteredPin, PinOutcome, PinQuestion
from handlers.callbacks import PinEnteredPressed
from handlers.clock import system_clock
from handlers.dialogue.awaited import ANSWERED_ON_PAGE, OPEN_QUESTION
from handlers.keypad import pin_question

_NO_HOLDER: Final = ""
_PAUSES: Final = (0.05,) * 4 + (0.2,) * 10 + (0.5,) * 10
"""Seconds between looks whether the question is stored."""


@dataclass(frozen=True, slots=True)
class ChatPinQuestions:
    """Implements `bot.staff.pins.pin_page.PinQuestions`; `wake` lets a worker look for updates at once."""

    inbox: Inbox
    wake: Callable[[], None]

    async def find(self, telegram_id: int, mark: str) -> PinQuestion | None:
        """Return the open question of a Telegram user; None unless it waits for a PIN and has this mark."""
        question = _question(await self._dialogue_with(telegram_id, mark))
        return question if question is not None and question.mark == mark else None

    async def answer(self, entered: EnteredPin) -> bool:
        """Give the PIN to the chat, once for each key; return False where the question is not open."""
        sender, update_id = entered.by.telegram_id, _update_id(entered)
        if await self.inbox.handling(update_id) is not None:
            return True
        dialogue = await self._dialogue_with(sender, entered.mark)
        question = _question(dialogue)
        if question is None or question.mark != entered.mark:
            return False
        payload = json.dumps(_update(entered, dialogue["data"][OPEN_QUESTION]["message"])).encode()
        now = system_clock()
        await self.inbox.store(
            [StoredUpdate(update_id, sender, payload)], holder=_NO_HOLDER, now=now, until=now, most=0
        )
        self.wake()
        return True

    async def outcome(self, entered: EnteredPin) -> PinOutcome | None:
        """Return what became of the PIN; None as long as it waits."""
        update_id = _update_id(entered)
        handling = await self.inbox.handling(update_id)
        if handling is Handling.WAITING:
            return None
        dialogue = await self._dialogue(entered.by.telegram_id)
        answered = dialogue.get("data", {}).get(ANSWERED_ON_PAGE) or {}
        known = handling is Handling.DONE and answered.get("update") == update_id
        return PinOutcome(answered["text"] if known else "", _question(dialogue), failed=not known)

    async def _dialogue_with(self, telegram_id: int, mark: str) -> dict[str, Any]:
        """Return the dialogue, once it has this question or no update of the person's is being handled.

        A button can be pressed a moment before the dialogue that shows it is stored.
        """
        for seconds in _PAUSES:
            busy, dialogue = await self.inbox.is_busy(telegram_id), await self._dialogue(telegram_id)
            question = _question(dialogue)
            if not busy or (question is not None and question.mark == mark):
                return dialogue
            await asyncio.sleep(seconds)
        return await self._dialogue(telegram_id)

    async def _dialogue(self, telegram_id: int) -> dict[str, Any]:
        memory = await self.inbox.memory(telegram_id)
        return json.loads(memory) if memory else {}


def _question(dialogue: dict[str, Any]) -> PinQuestion | None:
    return pin_question(dialogue.get("state"), dialogue.get("data") or {})


def _update_id(entered: EnteredPin) -> int:
    """Return an id that is the same whenever this entry is sent: after every id of Telegram's, within 63 bits."""
    digest = hashlib.sha256(f"{entered.by.telegram_id}:{entered.key}".encode()).digest()
    return FROM_PAGES + int.from_bytes(digest[:7])


def _update(entered: EnteredPin, message_id: int) -> dict[str, Any]:
    """Return the press of a button of the question's message that carries the whole PIN."""
    now, sender = int(system_clock().timestamp()), entered.by.telegram_id
    user = {"id": sender, "is_bot": False, "first_name": "", "language_code": entered.by.language_code}
    chat = {"id": sender, "type": "private"}
    message = {"message_id": message_id, "date": now, "chat": chat, "text": "", "reply_markup": {"inline_keyboard": []}}
    pressed = {
        "id": str(entered.key),
        "from": user,
        "chat_instance": "",
        "message": message,
        "data": PinEnteredPressed(mark=entered.mark, pin=entered.pin).pack(),
    }
    return {"update_id": _update_id(entered), "callback_query": pressed}
