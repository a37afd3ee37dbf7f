"""A manager sends a list of those who are to get a document, as a file."""

from dataclasses import replace
from datetime import datetime

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.signing.documents.read_recipients import ReadRecipients
from bot.signing.documents.recipients import CountRecipients
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.files import content_of, name_of
from handlers.show import Show
from handlers.signing.sending.draft import keep, recall
from handlers.signing.sending.recipient_list_screens import MOST_UNMATCHED, list_read_screen, unmatched_screen


async def on_recipients_sent(
    message: Message,
    bot: Bot,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    read_recipients: ReadRecipients,
    count_recipients: CountRecipients,
) -> None:
    """The list has come: whom it names is added to whom is chosen already."""
    answers = await recall(state)
    content = await content_of(message, bot)
    read = await read_recipients(speaker, content, name_of(message), now=now)
    people = tuple(dict.fromkeys((*answers.audience.people, *read.people)))
    audience = replace(answers.audience, people=people)
    answers = answers.with_choice(await count_recipients(speaker, audience, now=now))
    await keep(state, answers)
    if len(read.unmatched) > MOST_UNMATCHED:
        await show.new(unmatched_screen(words, read))
    await show.new(list_read_screen(words, answers, read))
