"""The erasure of a person: a manager decides what the person asked for, or an owner erases who was dismissed."""

from aiogram import Router
from dishka import FromDishka

from bot.personal_data.erase_person import ErasePerson
from bot.personal_data.request_erasure import ApproveErasure, RejectErasure, ShowErasureRequest
from bot.staff.people.browse_staff import ShowPerson
from handlers.account.callbacks import (
    ApproveErasurePressed,
    EraseConfirmed,
    ErasePressed,
    RejectErasurePressed,
    ReviewErasurePressed,
)
from handlers.account.personal_data_screens import (
    approve_erasure_screen,
    erase_screen,
    erased_screen,
    erasure_rejected_screen,
)
from handlers.turn import Turn


async def on_review_erasure_pressed(
    turn: Turn, button: ReviewErasurePressed, show: FromDishka[ShowErasureRequest]
) -> None:
    """Ask a manager to confirm that they erase a person who asked for it."""
    person = await show(turn.speaker, button.approval_request_id, now=turn.now)
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
    """Build the router of deciding about erasures."""
    own = Router(name="erasure")
    own.callback_query.register(on_review_erasure_pressed, ReviewErasurePressed.filter())
    own.callback_query.register(on_approve_erasure_pressed, ApproveErasurePressed.filter())
    own.callback_query.register(on_reject_erasure_pressed, RejectErasurePressed.filter())
    own.callback_query.register(on_erase_pressed, ErasePressed.filter())
    own.callback_query.register(on_erase_confirmed, EraseConfirmed.filter())
    return own
