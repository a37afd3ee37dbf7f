"""Narrows a page that lists people to those whose names somebody types."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.passes.issuing.renew_pass import ListEnding
from bot.passes.photos.send_photo import ListPhotos
from bot.signing.boards.boards import ShowPlaces
from bot.signing.refusal_acts.prepare_act import ListRefusals
from bot.staff.roster.import_list import ShowUndecided
from handlers.dialogue.searched_page import SearchingPage, searched_page
from handlers.filters import NOT_A_COMMAND, is_registered
from handlers.passes.callbacks import EndingPressed, PhotosPressed
from handlers.passes.holders.photo_screens import photos_screen
from handlers.passes.managing.renewing_screens import ending_screen
from handlers.registration.fallback import on_unknown_message
from handlers.signing.boards.callbacks import PlacesPressed
from handlers.signing.boards.screens import places_screen
from handlers.signing.refusal_acts.callbacks import ActPressed
from handlers.signing.refusal_acts.screens import refusals_screen
from handlers.staff.callbacks import UndecidedPressed
from handlers.staff.roster.importing import IMPORTED
from handlers.staff.roster.screens import undecided_screen
from handlers.turn import Turn

LONGEST = 100
PAGES = (PlacesPressed, ActPressed, PhotosPressed, EndingPressed, UndecidedPressed)
"""The buttons of all pages that list people; the staff list is searched in SQL (`handlers.staff.people.browsing`)."""


async def on_name_typed(
    turn: Turn,
    show_places: FromDishka[ShowPlaces],
    list_refusals: FromDishka[ListRefusals],
    list_photos: FromDishka[ListPhotos],
    list_ending: FromDishka[ListEnding],
    show_undecided: FromDishka[ShowUndecided],
) -> None:
    """Show the page again, with the people found alone."""
    words, speaker = (turn.message.text or "")[:LONGEST], turn.speaker
    match await searched_page(turn, PAGES, words):
        case PlacesPressed() as page:
            places = await show_places(speaker, page.document_id, waiting=page.waiting, words=words)
            screen = places_screen(turn.words, places)
        case ActPressed() as page:
            refusals = await list_refusals(speaker, page.document_id, words=words, now=turn.now)
            screen = refusals_screen(turn.words, refusals)
        case PhotosPressed():
            screen = photos_screen(turn.words, await list_photos(speaker, words=words))
        case EndingPressed():
            screen = ending_screen(turn.words, await list_ending(speaker, words=words, now=turn.now))
        case UndecidedPressed():
            undecided = await show_undecided(speaker, str((await turn.state.get_data()).get(IMPORTED, "")))
            screen = undecided_screen(turn.words, undecided.named(words), 0, words)
        case _:
            await on_unknown_message(turn)
            return
    await turn.show.new(screen)


def router() -> Router:
    """Build the router of pages that list people."""
    own = Router(name="people pages")
    own.message.filter(is_registered)
    own.message.register(on_name_typed, StateFilter(SearchingPage.words), F.text, NOT_A_COMMAND)
    return own
