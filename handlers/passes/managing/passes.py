"""What managers do with one pass, and with those of one person."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import EventId
from bot.passes.browse_passes import ListPassesOf, ShowPass
from bot.passes.issuing.revoke_pass import RevokePass
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.passes.callbacks import PassesOfPressed, PassPressed, RevokeConfirmed, RevokePressed
from handlers.passes.screens import pass_screen, passes_of_screen, revoke_screen, revoked_screen
from handlers.show import Show


async def on_passes_of_pressed(
    _: CallbackQuery,
    callback_data: PassesOfPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_passes_of: ListPassesOf,
) -> None:
    """A person's passes are wanted by those who issue them."""
    await show.here(passes_of_screen(words, await list_passes_of(speaker, callback_data.person_id), now))


async def on_pass_pressed(
    _: CallbackQuery,
    callback_data: PassPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_pass: ShowPass,
) -> None:
    """One pass is wanted by those who issue them."""
    await show.here(pass_screen(words, await show_pass(speaker, callback_data.pass_id), now))


async def on_revoke_pressed(
    _: CallbackQuery, callback_data: RevokePressed, speaker: Speaker, words: Words, show: Show, show_pass: ShowPass
) -> None:
    """A pass is to be revoked: asks once more."""
    await show.here(revoke_screen(words, await show_pass(speaker, callback_data.pass_id)))


async def on_revoke_confirmed(
    _: CallbackQuery,
    callback_data: RevokeConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    revoke_pass: RevokePass,
) -> None:
    """A pass is revoked."""
    await show.here(
        revoked_screen(words, await revoke_pass(speaker, callback_data.pass_id, event_id=event_id, now=now))
    )
