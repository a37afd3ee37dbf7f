"""Guests: people outside the staff list who ask to go on duty, and check for one shift once a manager lets them.

Who is registered in one organisation may be a guest of another; what they do on duty counts for where they went last.
"""

from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.checkpoint.duty.ask_for_duty import Asker, AskForDuty, OfferGuestDuty
from bot.checkpoint.duty.decide_guest import DecideGuest, SendGuestOff
from bot.checkpoint.duty.end_shift import FindShift
from bot.checkpoint.duty.find_guest import FindGuest
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.ids import EventId
from bot.passes.codes import CodePurpose, Codes, Parsed
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import FindSpeakers
from bot.texts import Texts, Words
from handlers.checkpoint.callbacks import (
    AskForDutyPressed,
    EndShiftPressed,
    GuestDecided,
    SendGuestOffPressed,
    ShiftPressed,
)
from handlers.checkpoint.duty.checking import checks_codes, on_end_shift_pressed, on_shift_asked, on_shift_pressed
from handlers.checkpoint.duty.checking import on_service_qr_opened as on_own_service_qr_opened
from handlers.checkpoint.duty.guest_screens import asked_screen, decided_screen, guest_offer_screen
from handlers.checkpoint.duty.pictures import is_picture_file
from handlers.filters import is_registered
from handlers.middlewares import CHOSEN
from handlers.registration.deep_links import CarriesCode
from handlers.show import Show


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
    event_id: EventId,
    now: datetime,
    ask_for_duty: AskForDuty,
) -> None:
    """They ask the managers to let them go on duty."""
    user = callback.from_user
    asker = Asker(user.id, _named(user), words.language)
    offer = await ask_for_duty(asker, callback_data.payload, event_id=event_id, now=now)
    await show.here(asked_screen(words, offer))


async def on_guest_decided(
    _: CallbackQuery,
    callback_data: GuestDecided,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    decide_guest: DecideGuest,
) -> None:
    """A manager decides about a guest."""
    decided = await decide_guest(speaker, callback_data.guest_id, admit=callback_data.admit, event_id=event_id, now=now)
    await show.here(decided_screen(words, decided))


async def on_send_off_pressed(
    _: CallbackQuery,
    callback_data: SendGuestOffPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    send_guest_off: SendGuestOff,
) -> None:
    """A manager ends a guest's shift."""
    await show.here(
        decided_screen(words, await send_guest_off(speaker, callback_data.guest_id, event_id=event_id, now=now))
    )


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


async def is_guest_elsewhere(
    _: TelegramObject,
    event_from_user: User,
    words: Words,
    now: datetime,
    find_guest: FindGuest,
    find_shift: FindShift,
    speaker: Speaker | None = None,
) -> bool | dict[str, Any]:
    """Let only registered people reach a router whose newest shift that is on is a guest's, in another organisation."""
    guest = await find_guest(event_from_user.id, now=now) if speaker is not None else None
    if guest is None or speaker is None:
        return False
    there, here = await find_shift(guest, now=now), await find_shift(speaker, now=now)
    if not isinstance(there, ShiftReport):
        return False
    if isinstance(here, ShiftReport) and here.shift.started_at > there.shift.started_at:
        return False
    return {"speaker": guest, "words": words.at(guest.organisation.time_zone)}


async def is_of_another(_: TelegramObject, speaker: Speaker, parsed: Parsed) -> bool:
    """Filter for codes of an organisation for which the speaker does not speak."""
    return parsed.organisation_tag != speaker.organisation.tag


async def asks_another(
    _: TelegramObject,
    callback_data: AskForDutyPressed,
    event_from_user: User,
    codes: Codes,
    find_speakers: FindSpeakers,
) -> bool:
    """Filter for askings at an organisation in which the person is not registered."""
    parsed = codes.parse(callback_data.payload)
    own = {one.organisation.tag for one in await find_speakers(event_from_user.id)}
    return parsed is not None and parsed.organisation_tag not in own


async def speaks_there_too(
    _: TelegramObject,
    event_from_user: User,
    state: FSMContext,
    texts: Texts,
    parsed: Parsed,
    speaker: Speaker,
    find_speakers: FindSpeakers,
) -> bool | dict[str, Any]:
    """Filter for codes of another organisation of the speaker's own: from here on they speak for that one."""
    if parsed.organisation_tag == speaker.organisation.tag:
        return False
    own = {one.organisation.tag: one for one in await find_speakers(event_from_user.id)}
    there = own.get(parsed.organisation_tag)
    if there is None:
        return False
    await state.update_data({CHOSEN: str(there.account.id)})
    return {"speaker": there, "words": texts.words(there.account.language, there.organisation.time_zone)}


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
    _on_duty(own)
    both = Router(name="checkpoint-strangers")
    both.include_routers(asking, own)
    return both


def elsewhere() -> Router:
    """What registered people do with the codes of other organisations; comes after all that they do in their own."""
    arriving = Router(name="checkpoint-arriving")
    arriving.message.filter(is_registered)
    arriving.callback_query.filter(is_registered)
    scanned = CommandStart(deep_link=True), CarriesCode(CodePurpose.SERVICE_QR)
    arriving.message.register(on_own_service_qr_opened, *scanned, speaks_there_too)
    arriving.message.register(on_service_qr_opened, *scanned, is_of_another)
    arriving.callback_query.register(on_ask_pressed, AskForDutyPressed.filter(), asks_another)
    own = Router(name="checkpoint-guests-elsewhere")
    own.message.filter(is_guest_elsewhere)
    own.callback_query.filter(is_guest_elsewhere)
    _on_duty(own)
    both = Router(name="checkpoint-elsewhere")
    both.include_routers(arriving, own)
    return both


def _on_duty(own: Router) -> None:
    own.message.register(on_shift_asked, Command("shift"))
    own.callback_query.register(on_shift_pressed, ShiftPressed.filter())
    own.callback_query.register(on_end_shift_pressed, EndShiftPressed.filter())
    checks_codes(own, is_picture_file)
