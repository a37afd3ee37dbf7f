"""Edited messages: an answer that was refused can be corrected by editing it; any other edit is answered in a word."""

from typing import Any

from aiogram import Router
from aiogram.types import Update

from handlers.dialogue.awaited import OPEN_QUESTION, Awaited, awaited
from handlers.screen import Screen
from handlers.turn import Turn

_TYPED = {Awaited.TEXT, Awaited.NAME, Awaited.FILE_OR_TEXT}


def as_message(update: Update, state: str | None, data: dict[str, Any]) -> Update:
    """Return an edit of the answer to a question that is still open as the message it became; other updates as is."""
    edited = update.edited_message
    if edited is None or not edited.text or edited.text.startswith("/"):
        return update
    question = data.get(OPEN_QUESTION) or {}
    waits = state is not None and awaited(state) in _TYPED
    if not waits or not question or edited.message_id < question["message"]:
        return update
    return update.model_copy(update={"edited_message": None, "message": edited})


async def on_edited(turn: Turn) -> None:
    """Say that edits are not read; edits without a text, such as of a moving location, are ignored."""
    edited = turn.update.edited_message
    if edited is not None and edited.text and turn.speaker_or_none is not None:
        await turn.show.new(Screen(turn.words("edited")))


def router() -> Router:
    """Build the router of edits."""
    own = Router(name="edits")
    own.edited_message.register(on_edited)
    return own
