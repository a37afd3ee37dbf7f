"""Photos of service QR codes: what the code offers, as if it had been scanned with the camera."""

from collections.abc import Sequence
from typing import assert_never

from bot.checkpoint.duty.ask_for_duty import GuestOffer
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.duty.offer_photographed import OfferPhotographed, Photographed
from bot.checkpoint.duty.start_shift import DutyOffer
from bot.staff.models import Speaker
from bot.texts.words import Texts, Words
from handlers.checkpoint.duty.guest_screens import guest_offer_screen
from handlers.checkpoint.duty.screens import already_on_duty_screen, offer_screen
from handlers.middlewares import CHOSEN
from handlers.screen import Screen
from handlers.turn import Turn


async def show_offers(
    turn: Turn, payloads: Sequence[str], speakers: Sequence[Speaker], offer: OfferPhotographed, texts: Texts
) -> None:
    """Offer a shift for each code. From here on, who belongs to several organisations speaks for the code's."""
    for payload in payloads:
        shown = await offer([turn.guard, *speakers], payload, now=turn.now)
        words = turn.words
        if isinstance(shown.guard, Speaker) and shown.guard != turn.speaker_or_none:
            await turn.state.update_data({CHOSEN: str(shown.guard.account.id)})
            words = texts.words(shown.guard.account.language, shown.guard.organisation.time_zone)
        await turn.show.new(_screen(words, shown, turn.user.full_name))


def _screen(words: Words, shown: Photographed, name: str) -> Screen:
    match shown.found:
        case ShiftReport():
            return already_on_duty_screen(words, shown.found)
        case DutyOffer():
            return offer_screen(words, shown.guard, shown.found)
        case GuestOffer():
            return guest_offer_screen(words, shown.found, name)
        case _:
            assert_never(shown.found)
