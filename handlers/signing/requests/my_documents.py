"""A person looks at their own documents."""

from datetime import datetime

from aiogram.types import CallbackQuery, Message

from bot.passes.codes import Parsed
from bot.signing.requests.follow_link import FollowLink
from bot.signing.requests.my_requests import ListMyRequests, ShowMyRequest
from bot.signing.requests.snooze_request import SnoozeRequest
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.callbacks import MyDocumentPressed, MyDocumentsPressed, MyFilePressed, SnoozePressed
from handlers.signing.requests.screens import file_screen, my_document_screen, my_documents_screen


async def on_my_documents_pressed(
    _: CallbackQuery,
    callback_data: MyDocumentsPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_my_requests: ListMyRequests,
) -> None:
    """One's own documents are wanted."""
    page = await list_my_requests(speaker, open_only=not callback_data.past, offset=callback_data.offset)
    await show.here(my_documents_screen(words, page))


async def on_my_document_pressed(
    _: CallbackQuery,
    callback_data: MyDocumentPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    show_my_request: ShowMyRequest,
) -> None:
    """One of them is wanted."""
    await show.here(my_document_screen(words, await show_my_request(speaker, callback_data.request_id)))


async def on_request_link_opened(
    _: Message, parsed: Parsed, speaker: Speaker, words: Words, show: Show, follow_link: FollowLink
) -> None:
    """The link of a letter was opened."""
    await show.new(my_document_screen(words, await follow_link(speaker, parsed.id)))


async def on_my_file_pressed(
    _: CallbackQuery,
    callback_data: MyFilePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    show_my_request: ShowMyRequest,
) -> None:
    """The file itself is wanted."""
    mine = await show_my_request(speaker, callback_data.request_id)
    await show.new(file_screen(words, mine.asked.document, finished=callback_data.finished))


async def on_snooze_pressed(
    _: CallbackQuery,
    callback_data: SnoozePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    snooze_request: SnoozeRequest,
) -> None:
    """Not today."""
    until = await snooze_request(speaker, callback_data.request_id, now=now)
    await show.toast(words.plain("signing-snoozed", until=until))
