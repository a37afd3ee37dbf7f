"""Passes: issuing them, showing them, revoking them."""

from datetime import datetime
from uuid import UUID

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.checkpoint.report_not_me import ReportNotMe
from bot.ids import Cause
from bot.passes.browse_passes import ListMyPasses, ListPassesOf, ShowPass
from bot.passes.issue_pass import IssuePass, PassOrder
from bot.passes.passes import PassType
from bot.passes.revoke_pass import RevokePass
from bot.passes.show_live_code import ShowLiveCode
from bot.staff.people import Speaker
from bot.texts import Words
from handlers.buttons import (
    IssuePassPressed,
    LiveCodePressed,
    MyPassesPressed,
    NotMePressed,
    PassDaysChosen,
    PassesOfPressed,
    PassPressed,
    PassTypeChosen,
    PhotoSkipped,
    RevokeConfirmed,
    RevokePressed,
)
from handlers.checkpoint_pictures import fetch_picture, is_picture
from handlers.gate import is_registered
from handlers.screens.passes import (
    issued_screen,
    live_code_screen,
    my_passes_screen,
    not_me_screen,
    pass_days_screen,
    pass_screen,
    pass_type_screen,
    passes_of_screen,
    photo_screen,
    revoke_screen,
    revoked_screen,
)
from handlers.show import Show
from handlers.states import IssuingPass

HOLDER, TYPE, DAYS = "pass_holder", "pass_type", "pass_days"


async def on_my_passes_pressed(
    _: CallbackQuery, speaker: Speaker, words: Words, show: Show, now: datetime, list_my_passes: ListMyPasses
) -> None:
    """One's own passes are wanted."""
    await show.here(my_passes_screen(words, await list_my_passes(speaker, now=now)))


async def on_live_code_pressed(
    _: CallbackQuery,
    callback_data: LiveCodePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    show_live_code: ShowLiveCode,
) -> None:
    """A pass is to be shown, or its code refreshed in place."""
    await show.here(live_code_screen(words, await show_live_code(speaker, callback_data.pass_id, cause=cause, now=now)))


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


async def on_issue_pass_pressed(
    _: CallbackQuery,
    callback_data: IssuePassPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_passes_of: ListPassesOf,
) -> None:
    """A pass is to be issued: asks for its type."""
    held = await list_passes_of(speaker, callback_data.person_id)
    await state.update_data({HOLDER: str(callback_data.person_id)})
    await state.set_state(IssuingPass.type)
    await show.new(pass_type_screen(words, held.holder.name))


async def on_pass_type_chosen(
    _: CallbackQuery, callback_data: PassTypeChosen, state: FSMContext, words: Words, show: Show
) -> None:
    """The type was chosen: asks for the validity."""
    await state.update_data({TYPE: str(callback_data.type)})
    await state.set_state(IssuingPass.days)
    await show.here(pass_days_screen(words, callback_data.type))


async def on_pass_days_chosen(
    _: CallbackQuery, callback_data: PassDaysChosen, state: FSMContext, words: Words, show: Show
) -> None:
    """The validity was chosen: asks for the photo."""
    await state.update_data({DAYS: callback_data.days})
    await state.set_state(IssuingPass.photo)
    await show.here(photo_screen(words))


async def on_photo_sent(
    message: Message,
    bot: Bot,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    issue_pass: IssuePass,
) -> None:
    """The holder's photo came: the pass is issued."""
    photo = await fetch_picture(message, bot)
    issued = await issue_pass(speaker, await _order(state), photo, cause=cause, now=now)
    await state.set_state(None)
    await show.new(issued_screen(words, issued))


async def on_photo_skipped(
    _: CallbackQuery,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    issue_pass: IssuePass,
) -> None:
    """The pass is issued without a photo."""
    issued = await issue_pass(speaker, await _order(state), None, cause=cause, now=now)
    await state.set_state(None)
    await show.here(issued_screen(words, issued))


async def on_no_photo_sent(_: Message, words: Words, show: Show) -> None:
    """Something else came while the photo was waited for."""
    await show.new(photo_screen(words))


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
    cause: Cause,
    now: datetime,
    revoke_pass: RevokePass,
) -> None:
    """A pass is revoked."""
    await show.here(revoked_screen(words, await revoke_pass(speaker, callback_data.pass_id, cause=cause, now=now)))


async def on_not_me_pressed(
    _: CallbackQuery,
    callback_data: NotMePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    report_not_me: ReportNotMe,
) -> None:
    """A holder says that it was not they."""
    await report_not_me(speaker, callback_data.check_id, now=now)
    await show.forget_buttons()
    await show.new(not_me_screen(words))


async def _order(state: FSMContext) -> PassOrder:
    data = await state.get_data()
    return PassOrder(UUID(data[HOLDER]), PassType(data[TYPE]), data[DAYS])


def router() -> Router:
    """What holders and issuers do with passes."""
    own = Router(name="passes")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_my_passes_pressed, MyPassesPressed.filter())
    own.callback_query.register(on_live_code_pressed, LiveCodePressed.filter())
    own.callback_query.register(on_passes_of_pressed, PassesOfPressed.filter())
    own.callback_query.register(on_pass_pressed, PassPressed.filter())
    own.callback_query.register(on_issue_pass_pressed, IssuePassPressed.filter())
    own.callback_query.register(on_pass_type_chosen, PassTypeChosen.filter(), IssuingPass.type)
    own.callback_query.register(on_pass_days_chosen, PassDaysChosen.filter(), IssuingPass.days)
    own.callback_query.register(on_photo_skipped, PhotoSkipped.filter(), IssuingPass.photo)
    own.callback_query.register(on_revoke_pressed, RevokePressed.filter())
    own.callback_query.register(on_revoke_confirmed, RevokeConfirmed.filter())
    own.callback_query.register(on_not_me_pressed, NotMePressed.filter())
    own.message.register(on_photo_sent, is_picture, IssuingPass.photo)
    own.message.register(on_no_photo_sent, ~F.text.startswith("/"), IssuingPass.photo)
    return own
