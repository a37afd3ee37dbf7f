"""A person's rights to their own data: it is sent to them as files, and they ask to be erased.

Both outlast their work: they are also for people who have left.
"""

from uuid import UUID

from aiogram import Router
from aiogram.filters import Command
from dishka import FromDishka

from bot.personal_data.export_my_data import ExportMyData
from bot.personal_data.request_erasure import RequestErasure
from bot.staff.access import NotAllowedRefused
from bot.staff.invitations.forget_message import FORGOTTEN_AFTER, ForgetMessage
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import FindFormer
from handlers.account.callbacks import EraseMeConfirmed, EraseMePressed, MyDataPressed
from handlers.account.personal_data_screens import (
    erase_me_screen,
    erasure_requested_screen,
    my_data_screens,
    which_data_screen,
    which_erasure_screen,
)
from handlers.screen import Screen
from handlers.turn import Turn


async def on_my_data(
    turn: Turn,
    find: FromDishka[FindFormer],
    export: FromDishka[ExportMyData],
    forget: FromDishka[ForgetMessage],
    button: MyDataPressed | None = None,
) -> None:
    """Send what is kept about the person, or ask by which organisation."""
    people = await _people(turn, find, button.account_id if button else None)
    if not people:
        await turn.show.new(Screen(turn.words("not-registered")))
    elif len(people) > 1:
        await turn.show.new(which_data_screen(turn.words, people))
    else:
        await _send_data(turn, people[0], export, forget)


async def on_erase_me_pressed(turn: Turn, button: EraseMePressed, find_former: FromDishka[FindFormer]) -> None:
    """Explain what an erasure does, or ask in which organisation."""
    await turn.state.set_state(None)
    people = await _people(turn, find_former, button.account_id)
    if len(people) > 1:
        await turn.show.here(which_erasure_screen(turn.words, people))
        return
    for person in people:
        await turn.show.here(erase_me_screen(turn.words, person.account.id, left=person != turn.speaker_or_none))


async def on_erase_me_confirmed(
    turn: Turn, button: EraseMeConfirmed, find: FromDishka[FindFormer], request: FromDishka[RequestErasure]
) -> None:
    """Ask the managers to erase the person."""
    for person in await _people(turn, find, button.account_id):
        approval_request = await request(person, event_id=turn.event_id, now=turn.now)
        left = person != turn.speaker_or_none
        await turn.show.here(erasure_requested_screen(turn.words, approval_request, left=left))


async def _people(turn: Turn, find_former: FindFormer, account_id: UUID | None = None) -> list[Speaker]:
    """Return as whom the person may ask about their data: as who speaks, and as those who have left.

    With `account_id`, only the one with this account; NotAllowedRefused if there is none.
    """
    speaking = [turn.speaker] if turn.speaker_or_none else []
    people = [*speaking, *await find_former(turn.user.id)]
    if account_id is None:
        return people
    chosen = [one for one in people if one.account.id == account_id]
    if not chosen:
        raise NotAllowedRefused
    return chosen


async def _send_data(turn: Turn, person: Speaker, export: ExportMyData, forget: ForgetMessage) -> None:
    about = turn.words.plain("me-data-about", organisation=person.organisation.name, at=turn.now)
    await turn.show.toast(turn.words.plain("me-data-gathering"))
    async with export(person, about, event_id=turn.event_id, now=turn.now) as data:
        for screen in my_data_screens(turn.words, data, turn.now + FORGOTTEN_AFTER):
            message = await turn.show.new(screen)
            await forget(person, message.message_id, event_id=turn.event_id, now=turn.now)


def router() -> Router:
    """Build the router of people's rights to their own data."""
    own = Router(name="own data")
    own.callback_query.register(on_my_data, MyDataPressed.filter())
    own.message.register(on_my_data, Command("mydata"))
    own.callback_query.register(on_erase_me_pressed, EraseMePressed.filter())
    own.callback_query.register(on_erase_me_confirmed, EraseMeConfirmed.filter())
    return own
