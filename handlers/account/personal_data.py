"""A person's data: sent to them as files, or erased.

The person asks for an erasure and a manager decides, or an owner erases somebody who was dismissed.
"""

from aiogram import Router
from aiogram.filters import Command
from dishka import FromDishka

from bot.personal_data.erase_person import ErasePerson
from bot.personal_data.export_my_data import ExportMyData
from bot.personal_data.request_erasure import ApproveErasure, RejectErasure, RequestErasure, ShowErasureRequest
from bot.staff.invitations.forget_message import FORGOTTEN_AFTER, ForgetMessage
from bot.staff.people.browse_staff import ShowPerson
from handlers.account.callbacks import (
    ApproveErasurePressed,
    EraseConfirmed,
    EraseMeConfirmed,
    EraseMePressed,
    ErasePressed,
    MyDataPressed,
    RejectErasurePressed,
    ReviewErasurePressed,
)
from handlers.account.personal_data_screens import (
    approve_erasure_screen,
    erase_me_screen,
    erase_screen,
    erased_screen,
    erasure_rejected_screen,
    erasure_requested_screen,
    my_data_screens,
)
from handlers.turn import Turn


async def on_my_data(
    turn: Turn, export_my_data: FromDishka[ExportMyData], forget_message: FromDishka[ForgetMessage]
) -> None:
    """Send what is kept about the person as files, which are deleted from the chat later."""
    about = turn.words.plain("me-data-about", organisation=turn.speaker.organisation.name, at=turn.now)
    await turn.show.toast(turn.words.plain("me-data-gathering"))
    async with export_my_data(turn.speaker, about, event_id=turn.event_id, now=turn.now) as data:
        for screen in my_data_screens(turn.words, data, turn.now + FORGOTTEN_AFTER):
            message = await turn.show.new(screen)
            await forget_message(turn.speaker, message.message_id, event_id=turn.event_id, now=turn.now)


async def on_erase_me_pressed(turn: Turn) -> None:
    """Explain what an erasure does."""
    await turn.state.set_state(None)
    await turn.show.here(erase_me_screen(turn.words))


async def on_erase_me_confirmed(turn: Turn, request_erasure: FromDishka[RequestErasure]) -> None:
    """Ask the managers to erase the person."""
    approval_request = await request_erasure(turn.speaker, event_id=turn.event_id, now=turn.now)
    await turn.show.here(erasure_requested_screen(turn.words, approval_request))


async def on_review_erasure_pressed(
    turn: Turn, button: ReviewErasurePressed, show_erasure: FromDishka[ShowErasureRequest]
) -> None:
    """Ask a manager to confirm that they erase a person who asked for it."""
    person = await show_erasure(turn.speaker, button.approval_request_id, now=turn.now)
    await turn.show.new(approve_erasure_screen(turn.words, person.name, button.approval_request_id))


async def on_approve_erasure_pressed(
    turn: Turn, button: ApproveErasurePressed, approve_erasure: FromDishka[ApproveErasure]
) -> None:
    """Erase a person who asked for it."""
    request_id = button.approval_request_id
    pseudonym = await approve_erasure(turn.speaker, request_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(erased_screen(turn.words, pseudonym))


async def on_reject_erasure_pressed(
    turn: Turn, button: RejectErasurePressed, reject_erasure: FromDishka[RejectErasure]
) -> None:
    """Reject an erasure."""
    request_id = button.approval_request_id
    person = await reject_erasure(turn.speaker, request_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(erasure_rejected_screen(turn.words, person))


async def on_erase_pressed(turn: Turn, button: ErasePressed, show_person: FromDishka[ShowPerson]) -> None:
    """Ask an owner to confirm that they erase a dismissed person."""
    listed = await show_person(turn.speaker, button.person_id, now=turn.now)
    await turn.show.here(erase_screen(turn.words, listed.person))


async def on_erase_confirmed(turn: Turn, button: EraseConfirmed, erase_person: FromDishka[ErasePerson]) -> None:
    """Erase a dismissed person."""
    pseudonym = await erase_person(turn.speaker, button.person_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(erased_screen(turn.words, pseudonym))


def router() -> Router:
    """Build the router of personal data."""
    own = Router(name="personal data")
    own.callback_query.register(on_my_data, MyDataPressed.filter())
    own.message.register(on_my_data, Command("mydata"))
    own.callback_query.register(on_erase_me_pressed, EraseMePressed.filter())
    own.callback_query.register(on_erase_me_confirmed, EraseMeConfirmed.filter())
    own.callback_query.register(on_review_erasure_pressed, ReviewErasurePressed.filter())
    own.callback_query.register(on_approve_erasure_pressed, ApproveErasurePressed.filter())
    own.callback_query.register(on_reject_erasure_pressed, RejectErasurePressed.filter())
    own.callback_query.register(on_erase_pressed, ErasePressed.filter())
    own.callback_query.register(on_erase_confirmed, EraseConfirmed.filter())
    return own
