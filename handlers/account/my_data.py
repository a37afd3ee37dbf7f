"""What the house knows about oneself, as files to be saved, which go away from the chat by themselves."""

from datetime import datetime

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.my_data import ExportMyData
from bot.staff.invitations.forget_message import FORGOTTEN_AFTER, ForgetMessage
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.account.screens import my_data_screens
from handlers.show import Show

COMMAND = Command("mydata")


async def on_my_data_wanted(
    _: CallbackQuery | Message,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    export_my_data: ExportMyData,
    forget_message: ForgetMessage,
) -> None:
    """What is kept about oneself is wanted."""
    about = words.plain("me-data-about", organisation=speaker.organisation.name, at=now)
    await show.toast(words.plain("me-data-gathering"))
    async with export_my_data(speaker, about, event_id=event_id, now=now) as data:
        for screen in my_data_screens(words, data, now + FORGOTTEN_AFTER):
            message = await show.new(screen)
            await forget_message(speaker, message.message_id, event_id=event_id, now=now)
