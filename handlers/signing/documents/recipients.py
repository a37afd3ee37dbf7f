"""A manager chooses the recipients of a document: everyone, departments, people by name, a list in a file."""

from dataclasses import replace
from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.signing.documents.audience import Audience
from bot.signing.documents.read_recipients import ReadRecipients
from bot.signing.documents.recipients import CountRecipients, FindRecipients, ListDepartments
from handlers.filters import NOT_A_COMMAND
from handlers.progress import while_reading
from handlers.signing.documents.callbacks import (
    DepartmentsPressed,
    DepartmentToggled,
    EveryoneToggled,
    RecipientAdded,
    RecipientsChosen,
    RecipientsCleared,
    RecipientsPressed,
)
from handlers.signing.documents.draft import Sending, Step, department_key, keep, recall
from handlers.signing.documents.recipient_screens import (
    MOST_UNMATCHED,
    departments_screen,
    found_screen,
    list_read_screen,
    unmatched_screen,
)
from handlers.signing.documents.sending import ask_next
from handlers.turn import Turn


async def on_everyone_toggled(turn: Turn, count_recipients: FromDishka[CountRecipients]) -> None:
    """Select or deselect everyone."""
    answers = await recall(turn.state)
    audience = replace(answers.audience, everyone=not answers.everyone)
    await ask_next(turn, answers.with_choice(await count_recipients(turn.speaker, audience, now=turn.now)))


async def on_departments_pressed(
    turn: Turn, button: DepartmentsPressed, list_departments: FromDishka[ListDepartments]
) -> None:
    """Show the departments."""
    answers = await recall(turn.state)
    found = await list_departments(turn.speaker, now=turn.now)
    await turn.show.here(departments_screen(turn.words, answers, found, button.offset))


async def on_department_toggled(
    turn: Turn,
    button: DepartmentToggled,
    list_departments: FromDishka[ListDepartments],
    count_recipients: FromDishka[CountRecipients],
) -> None:
    """Select or deselect a department."""
    answers = await recall(turn.state)
    found = await list_departments(turn.speaker, now=turn.now)
    pressed = frozenset(name for name in found if department_key(name) == button.key)
    audience = replace(answers.audience, departments=answers.audience.departments ^ pressed)
    answers = answers.with_choice(await count_recipients(turn.speaker, audience, now=turn.now))
    await keep(turn.state, answers)
    await turn.show.here(departments_screen(turn.words, answers, found, button.offset))


async def on_recipient_typed(turn: Turn, find_recipients: FromDishka[FindRecipients]) -> None:
    """Show the people whom the typed part of a name finds."""
    await recall(turn.state)
    found, total = await find_recipients(turn.speaker, turn.message.text or "", now=turn.now)
    await turn.show.new(found_screen(turn.words, found, total))


async def on_recipient_added(turn: Turn, button: RecipientAdded, count_recipients: FromDishka[CountRecipients]) -> None:
    """Add a person."""
    answers = await recall(turn.state)
    people: tuple[UUID, ...] = (*answers.audience.people, button.person_id)
    audience = replace(answers.audience, people=tuple(dict.fromkeys(people)))
    await ask_next(turn, answers.with_choice(await count_recipients(turn.speaker, audience, now=turn.now)))


async def on_recipients_sent(
    turn: Turn, read_recipients: FromDishka[ReadRecipients], count_recipients: FromDishka[CountRecipients]
) -> None:
    """Add the people whom a list in a file names."""
    answers, message = await recall(turn.state), turn.message
    content = await turn.fetch.document(message)
    read = await while_reading(turn, read_recipients(turn.speaker, content, now=turn.now))
    people = tuple(dict.fromkeys((*answers.audience.people, *read.people)))
    audience = replace(answers.audience, people=people)
    answers = answers.with_choice(await count_recipients(turn.speaker, audience, now=turn.now))
    await keep(turn.state, answers)
    if len(read.unmatched) > MOST_UNMATCHED:
        await turn.show.new(unmatched_screen(turn.words, read))
    await turn.show.new(list_read_screen(turn.words, answers, read))


async def on_recipients_cleared(turn: Turn, count_recipients: FromDishka[CountRecipients]) -> None:
    """Deselect everybody."""
    choice = await count_recipients(turn.speaker, Audience(), now=turn.now)
    await ask_next(turn, (await recall(turn.state)).with_choice(choice))


async def on_recipients_chosen(turn: Turn) -> None:
    """Complete the choice, unless nobody is chosen."""
    answers = await recall(turn.state)
    await ask_next(turn, replace(answers, chosen=answers.number > 0))


async def on_recipients_pressed(turn: Turn) -> None:
    """Go back to the choice of recipients."""
    await ask_next(turn, (await recall(turn.state)).without(Step.AUDIENCE))


def router() -> Router:
    """Build the router of choosing recipients."""
    own = Router(name="recipients")
    own.callback_query.register(on_everyone_toggled, EveryoneToggled.filter())
    own.callback_query.register(on_departments_pressed, DepartmentsPressed.filter())
    own.callback_query.register(on_department_toggled, DepartmentToggled.filter())
    own.callback_query.register(on_recipient_added, RecipientAdded.filter())
    own.callback_query.register(on_recipients_cleared, RecipientsCleared.filter())
    own.callback_query.register(on_recipients_pressed, RecipientsPressed.filter())
    own.callback_query.register(on_recipients_chosen, RecipientsChosen.filter())
    own.message.register(on_recipients_sent, StateFilter(Sending.audience), F.document)
    own.message.register(on_recipient_typed, StateFilter(Sending.audience), F.text, NOT_A_COMMAND)
    return own
