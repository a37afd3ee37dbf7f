"""A person looks at their own requests."""

from aiogram import F, Router
from aiogram.filters import CommandStart, MagicData
from dishka import FromDishka

from bot.passes.codes import CodePurpose, Parsed
from bot.signing.requests.my_requests import FollowLink, ListMyRequests, ShowMyRequest
from bot.signing.requests.request_details import AlreadySettled
from bot.signing.requests.snooze_request import SnoozeRequest
from handlers.registration.deep_links import CarriesCode
from handlers.signing.requests.callbacks import MyDocumentPressed, MyDocumentsPressed, MyFilePressed, SnoozePressed
from handlers.signing.requests.my_requests_screens import file_screen, my_document_screen, my_documents_screen
from handlers.signing.requests.screens import snoozed_alert
from handlers.signing.requests.signing import show_settled
from handlers.turn import Turn


async def on_my_documents_pressed(turn: Turn, button: MyDocumentsPressed, find: FromDishka[ListMyRequests]) -> None:
    """Show the person's requests."""
    page = await find(turn.speaker, open_only=not button.past, offset=button.offset)
    await turn.show.here(my_documents_screen(turn.words, page))


async def on_my_document_pressed(turn: Turn, button: MyDocumentPressed, show: FromDishka[ShowMyRequest]) -> None:
    """Show one of the person's requests."""
    await turn.show.here(my_document_screen(turn.words, await show(turn.speaker, button.request_id)))


async def on_request_link_opened(turn: Turn, parsed: Parsed, follow_link: FromDishka[FollowLink]) -> None:
    """Show the request that the link in a letter names."""
    await turn.show.new(my_document_screen(turn.words, await follow_link(turn.speaker, parsed.id)))


async def on_my_file_pressed(turn: Turn, button: MyFilePressed, show_my_request: FromDishka[ShowMyRequest]) -> None:
    """Send the file."""
    shown = await show_my_request(turn.speaker, button.request_id)
    await turn.show.new(file_screen(turn.words, shown.details.document, finished=button.finished))


async def on_snooze_pressed(turn: Turn, button: SnoozePressed, snooze_request: FromDishka[SnoozeRequest]) -> None:
    """Stop reminding until tomorrow."""
    snoozed = await snooze_request(turn.speaker, button.request_id, now=turn.now)
    if isinstance(snoozed, AlreadySettled):
        await show_settled(turn, snoozed)
    else:
        await turn.show.toast(snoozed_alert(turn.words, snoozed), alert=True)


def router() -> Router:
    """Build the router of a person's own requests."""
    own = Router(name="my requests")
    link = CommandStart(deep_link=True), CarriesCode(CodePurpose.REQUEST), MagicData(F.parsed.genuine)
    own.message.register(on_request_link_opened, *link)
    own.callback_query.register(on_my_documents_pressed, MyDocumentsPressed.filter())
    own.callback_query.register(on_my_document_pressed, MyDocumentPressed.filter())
    own.callback_query.register(on_my_file_pressed, MyFilePressed.filter())
    own.callback_query.register(on_snooze_pressed, SnoozePressed.filter())
    return own
