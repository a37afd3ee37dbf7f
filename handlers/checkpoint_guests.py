"""Guests: people outside the staff list who ask to go on duty, and check for one shift once a manager lets them."""

from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.checkpoint.ask_for_duty import Asker, AskForDuty, OfferGuestDuty
from bot.checkpoint.decide_guest import DecideGuest, SendGuestOff
from bot.checkpoint.find_guest import FindGuest
from bot.ids import Cause
from bot.passes.codes import CodePurpose
from bot.staff.people import Speaker
from bot.texts import Words
from handlers.buttons import AskForDutyPressed, EndShiftPressed, GuestDecided, SendGuestOffPressed, ShiftPressed
from handlers.checkpoint import checks_codes, on_end_shift_pressed, on_shift_asked, on_shift_pressed
from handlers.checkpoint_pictures import is_picture_file
from handlers.gate import is_registered
from handlers.screens.checkpoint_guests import asked_screen, decided_screen, guest_offer_screen
from handlers.show import Show
from handlers.start import CarriesCode


async def on_service_qr_opened(
    message: Message, payload: str, words: Words, show: Show, now: datetime, offer_guest_duty: OfferGuestDuty
) -> None:
    """Somebody outside the staff list scanned a service QR."""
    offer = await offer_guest_duty(payload, now=now)
    await show.new(guest_offer_screen(words, offer, _named(message.from_user)))


async def on_ask_pressed(
    callback: CallbackQuery,
    callback_data: AskForDutyPressed,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    ask_for_duty: AskForDuty,
) -> None:
    """They ask the managers to let them go on duty."""
    user = callback.from_user
    asker = Asker(user.id, _named(user), words.language)
    offer = await ask_for_duty(asker, callback_data.payload, cause=cause, now=now)
    await show.here(asked_screen(words, offer))


async def on_guest_decided(
    _: CallbackQuery,
    callback_data: GuestDecided,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    decide_guest: DecideGuest,
) -> None:
    """A manager decides about a guest."""
    decided = await decide_guest(speaker, callback_data.guest_id, admit=callback_data.admit, cause=cause, now=now)
    await show.here(decided_screen(words, decided))


async def on_send_off_pressed(
    _: CallbackQuery,
    callback_data: SendGuestOffPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    send_guest_off: SendGuestOff,
) -> None:
    """A manager ends a guest's shift."""
    await show.here(decided_screen(words, await send_guest_off(speaker, callback_data.guest_id, cause=cause, now=now)))


async def is_stranger(_: TelegramObject, speaker: Speaker | None = None) -> bool:
    """Let only people without an account reach a router."""
    return speaker is None


async def is_guest(
    _: TelegramObject,
    event_from_user: User,
    words: Words,
    now: datetime,
    find_guest: FindGuest,
    speaker: Speaker | None = None,
) -> bool | dict[str, Any]:
    """Let only guests on duty, now or lately, reach a router; they speak for their organisation, in its time zone."""
    guest = await find_guest(event_from_user.id, now=now) if speaker is None else None
    if guest is None:
        return False
    return {"speaker": guest, "words": words.at(guest.organisation.time_zone)}


def _named(user: User | None) -> str:
    return user.full_name if user else ""


def deciding() -> Router:
    """What managers decide about guests."""
    own = Router(name="checkpoint-guests-deciding")
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_guest_decided, GuestDecided.filter())
    own.callback_query.register(on_send_off_pressed, SendGuestOffPressed.filter())
    return own


def router() -> Router:
    """What people without an account may do at a checkpoint; comes before what strangers send otherwise."""
    asking = Router(name="checkpoint-guests-asking")
    asking.message.filter(is_stranger)
    asking.callback_query.filter(is_stranger)
    asking.message.register(on_service_qr_opened, CommandStart(deep_link=True), CarriesCode(CodePurpose.SERVICE_QR))
    asking.callback_query.register(on_ask_pressed, AskForDutyPressed.filter())
    own = Router(name="checkpoint-guests")
    own.message.filter(is_guest)
    own.callback_query.filter(is_guest)
    own.message.register(on_shift_asked, Command("shift"))
    own.callback_query.register(on_shift_pressed, ShiftPressed.filter())
    own.callback_query.register(on_end_shift_pressed, EndShiftPressed.filter())
    checks_codes(own, is_picture_file)
    both = Router(name="checkpoint-strangers")
    both.include_routers(asking, own)
    return both
