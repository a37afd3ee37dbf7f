"""A manager chooses who is to get a document: everyone, departments, people by name."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.signing.documents.audience import Audience
from bot.signing.documents.recipients import CountRecipients, FindRecipients, ListDepartments
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.callbacks import DepartmentsPressed, DepartmentToggled, RecipientAdded
from handlers.signing.sending.draft import department_key, keep, recall
from handlers.signing.sending.questions import take
from handlers.signing.sending.screens import departments_screen, found_screen
from handlers.signing.states import Step


async def on_everyone_toggled(
    _: CallbackQuery,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    count_recipients: CountRecipients,
) -> None:
    """Everyone, or not after all."""
    answers = await recall(state)
    audience = replace(answers.audience, everyone=not answers.everyone)
    await take(answers.with_choice(await count_recipients(speaker, audience, now=now)), state, words, show)


async def on_departments_pressed(
    _: CallbackQuery,
    callback_data: DepartmentsPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_departments: ListDepartments,
) -> None:
    """The departments are wanted."""
    answers = await recall(state)
    found = await list_departments(speaker, now=now)
    await show.here(departments_screen(words, answers, found, callback_data.offset))


async def on_department_toggled(
    _: CallbackQuery,
    callback_data: DepartmentToggled,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_departments: ListDepartments,
    count_recipients: CountRecipients,
) -> None:
    """A department is in, or out again."""
    answers = await recall(state)
    found = await list_departments(speaker, now=now)
    pressed = frozenset(name for name in found if department_key(name) == callback_data.key)
    audience = replace(answers.audience, departments=answers.audience.departments ^ pressed)
    answers = answers.with_choice(await count_recipients(speaker, audience, now=now))
    await keep(state, answers)
    await show.here(departments_screen(words, answers, found, callback_data.offset))


async def on_recipient_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    find_recipients: FindRecipients,
) -> None:
    """A part of a name was typed."""
    await recall(state)
    found, total = await find_recipients(speaker, message.text or "", now=now)
    await show.new(found_screen(words, found, total))


async def on_recipient_added(
    _: CallbackQuery,
    callback_data: RecipientAdded,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    count_recipients: CountRecipients,
) -> None:
    """A person is in."""
    answers = await recall(state)
    people: tuple[UUID, ...] = (*answers.audience.people, callback_data.person_id)
    audience = replace(answers.audience, people=tuple(dict.fromkeys(people)))
    await take(answers.with_choice(await count_recipients(speaker, audience, now=now)), state, words, show)


async def on_recipients_cleared(
    _: CallbackQuery,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    count_recipients: CountRecipients,
) -> None:
    """Nobody is chosen any more."""
    choice = await count_recipients(speaker, Audience(), now=now)
    await take((await recall(state)).with_choice(choice), state, words, show)


async def on_recipients_chosen(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The choice is made, if it is one."""
    answers = await recall(state)
    await take(replace(answers, chosen=answers.number > 0), state, words, show)


async def on_recipients_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """Back to the choice of recipients."""
    await take((await recall(state)).without(Step.AUDIENCE), state, words, show)
