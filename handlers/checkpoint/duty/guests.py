"""Guests: people outside the staff list who ask to go on duty, and check for one shift once a manager lets them.

Who is registered in one organisation may be a guest of another; what they do on duty counts for where they went last.
"""

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import TelegramObject, User
from dishka import FromDishka
from dishka.integrations.aiogram import inject

from bot.checkpoint.duty.ask_for_duty import AskAsEmployee, Asker, AskForDuty, OfferGuestDuty
from bot.checkpoint.duty.decide_guest import DecideGuest, SendGuestOff
from bot.checkpoint.duty.end_shift import FindShift
from bot.checkpoint.duty.find_guest import FindGuest, FindPending
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.passes.codes import CodePurpose, Codes, Parsed
from bot.staff.people.browse_staff import FindSpeakers
from bot.texts.words import Texts
from handlers.bot_api.limits import STRANGER
from handlers.callbacks import MenuPressed
from handlers.checkpoint.callbacks import (
    AskForDutyPressed,
    EndShiftPressed,
    GuestDecided,
    SendGuestOffPressed,
    ShiftPressed,
)
from handlers.checkpoint.duty.checking import (
    checks_codes,
    on_end_shift_pressed,
    on_shift_command,
    on_shift_pressed,
    takes_reasons,
)
from handlers.checkpoint.duty.checking import on_service_qr_opened as on_own_service_qr_opened
from handlers.checkpoint.duty.guest_screens import (
    decided_screen,
    guest_offer_screen,
    pending_screen,
    request_sent_screen,
)
from handlers.filters import NOT_A_COMMAND, is_registered
from handlers.middlewares import CHOSEN
from handlers.registration.deep_links import CarriesCode
from handlers.turn import Turn


async def on_service_qr_opened(turn: Turn, payload: str, offer_guest_duty: FromDishka[OfferGuestDuty]) -> None:
    """Somebody outside the staff list scanned a service QR."""
    offer = await offer_guest_duty(payload, now=turn.now)
    await turn.show.new(guest_offer_screen(turn.words, offer, _named(turn.message.from_user)))


async def on_ask_pressed(turn: Turn, button: AskForDutyPressed, ask_for_duty: FromDishka[AskForDuty]) -> None:
    """They ask the managers to let them go on duty."""
    user = turn.callback.from_user
    asker = Asker(user.id, _named(user), turn.words.language)
    offer = await ask_for_duty(asker, button.payload, event_id=turn.event_id, now=turn.now)
    await turn.show.here(request_sent_screen(turn.words, offer))


async def on_ask_as_employee(turn: Turn, button: AskForDutyPressed, ask_as_employee: FromDishka[AskAsEmployee]) -> None:
    """An employee asks the managers to let them go on duty."""
    offer = await ask_as_employee(turn.speaker, button.payload, event_id=turn.event_id, now=turn.now)
    await turn.show.here(request_sent_screen(turn.words, offer))


async def on_guest_decided(turn: Turn, button: GuestDecided, decide_guest: FromDishka[DecideGuest]) -> None:
    """A manager decides about a guest."""
    decided = await decide_guest(
        turn.speaker, button.guest_id, admit=button.admit, event_id=turn.event_id, now=turn.now
    )
    await turn.show.here(decided_screen(turn.words, decided))


async def on_send_off_pressed(
    turn: Turn, button: SendGuestOffPressed, send_guest_off: FromDishka[SendGuestOff]
) -> None:
    """A manager ends a guest's shift."""
    await turn.show.here(
        decided_screen(
            turn.words, await send_guest_off(turn.speaker, button.guest_id, event_id=turn.event_id, now=turn.now)
        )
    )


async def on_pending(turn: Turn, find_pending: FromDishka[FindPending]) -> None:
    """Somebody whose request waits writes something."""
    service_qr = await find_pending(turn.user.id, now=turn.now)
    if service_qr is not None:  # decided since the filter looked: the decision is on its way
        await turn.show.new(pending_screen(turn.words, service_qr))


async def is_stranger(_: TelegramObject, turn: Turn) -> bool:
    """Filter for people without an account."""
    return turn.speaker_or_none is None


@inject
async def is_guest(_: TelegramObject, turn: Turn, find_guest: FromDishka[FindGuest]) -> bool | dict[str, Any]:
    """Filter for guests on duty, now or lately; they speak for their host organisation, in its time zone."""
    guest = await find_guest(turn.user.id, now=turn.now) if turn.speaker_or_none is None else None
    if guest is None:
        return False
    STRANGER.set(False)
    return {"turn": turn.for_guest(guest)}


@inject
async def is_pending(_: TelegramObject, turn: Turn, find_pending: FromDishka[FindPending]) -> bool:
    """Filter for people without an account who wait for a manager's decision."""
    return turn.speaker_or_none is None and await find_pending(turn.user.id, now=turn.now) is not None


@inject
async def is_guest_elsewhere(
    _: TelegramObject, turn: Turn, find_guest: FromDishka[FindGuest], find_shift: FromDishka[FindShift]
) -> bool | dict[str, Any]:
    """Filter for registered people whose newest running shift is a guest's, in another organisation."""
    if turn.speaker_or_none is None:
        return False
    guest = await find_guest(turn.user.id, now=turn.now)
    if guest is None:
        return False
    there, here = await find_shift(guest, now=turn.now), await find_shift(turn.speaker, now=turn.now)
    if not isinstance(there, ShiftReport):
        return False
    if isinstance(here, ShiftReport) and here.shift.started_at > there.shift.started_at:
        return False
    return {"turn": turn.for_guest(guest)}


async def is_of_another(_: TelegramObject, turn: Turn, parsed: Parsed) -> bool:
    """Filter for codes of an organisation for which the person does not speak."""
    return parsed.organisation_tag != turn.speaker.organisation.tag


@inject
async def is_for_own(_: TelegramObject, turn: Turn, callback_data: AskForDutyPressed, codes: FromDishka[Codes]) -> bool:
    """Filter for buttons that ask for duty in the organisation for which the person speaks."""
    parsed = codes.parse(callback_data.payload)
    return parsed is not None and parsed.organisation_tag == turn.speaker.organisation.tag


@inject
async def is_for_another(
    _: TelegramObject,
    turn: Turn,
    callback_data: AskForDutyPressed,
    codes: FromDishka[Codes],
    find: FromDishka[FindSpeakers],
) -> bool:
    """Filter for buttons that ask for duty in an organisation in which the person is not registered."""
    parsed = codes.parse(callback_data.payload)
    own = {one.organisation.tag for one in await find(turn.user.id)}
    return parsed is not None and parsed.organisation_tag not in own


@inject
async def speaks_there_too(
    _: TelegramObject,
    turn: Turn,
    parsed: Parsed,
    texts: FromDishka[Texts],
    find_speakers: FromDishka[FindSpeakers],
) -> bool | dict[str, Any]:
    """Filter for codes of another organisation of the person's own: from here on they speak for that one."""
    if parsed.organisation_tag == turn.speaker.organisation.tag:
        return False
    own = {one.organisation.tag: one for one in await find_speakers(turn.user.id)}
    there = own.get(parsed.organisation_tag)
    if there is None:
        return False
    await turn.state.update_data({CHOSEN: str(there.account.id)})
    words = texts.words(there.account.language, there.organisation.time_zone)
    return {"turn": replace(turn, speaker_or_none=there, words=words)}


def _named(user: User | None) -> str:
    return user.full_name if user else ""


def deciding() -> Router:
    """What managers decide about guests."""
    own = Router(name="checkpoint-guests-deciding")
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_guest_decided, GuestDecided.filter())
    own.callback_query.register(on_send_off_pressed, SendGuestOffPressed.filter())
    return own


def menus() -> Router:
    """Build the router of the menu of guests, on duty or waiting; comes before that of everybody's menu."""
    own = Router(name="checkpoint-guests-menus")
    opening = (CommandStart(magic=~F.args), Command("menu"))
    for command in opening:
        own.message.register(on_pending, command, is_pending)
        own.message.register(on_shift_command, command, is_guest)
    own.callback_query.register(on_shift_pressed, MenuPressed.filter(), is_guest)
    return own


def router() -> Router:
    """What people without an account may do at a checkpoint; comes before what strangers send otherwise."""
    strangers = Router(name="checkpoint-guests-strangers")
    strangers.message.filter(is_stranger)
    strangers.callback_query.filter(is_stranger)
    strangers.message.register(on_service_qr_opened, CommandStart(deep_link=True), CarriesCode(CodePurpose.SERVICE_QR))
    strangers.callback_query.register(on_ask_pressed, AskForDutyPressed.filter())
    own = Router(name="checkpoint-guests")
    own.message.filter(is_guest)
    own.callback_query.filter(is_guest)
    _on_duty(own)
    both = Router(name="checkpoint-strangers")
    waiting = Router(name="checkpoint-guests-waiting")
    waiting.message.register(on_pending, NOT_A_COMMAND, is_pending)
    both.include_routers(strangers, waiting, own)
    return both


def elsewhere() -> Router:
    """What registered people do with the codes of other organisations; comes after all that they do in their own."""
    arriving = Router(name="checkpoint-arriving")
    arriving.message.filter(is_registered)
    arriving.callback_query.filter(is_registered)
    scanned = CommandStart(deep_link=True), CarriesCode(CodePurpose.SERVICE_QR)
    arriving.message.register(on_own_service_qr_opened, *scanned, speaks_there_too)
    arriving.message.register(on_service_qr_opened, *scanned, is_of_another)
    arriving.callback_query.register(on_ask_as_employee, AskForDutyPressed.filter(), is_for_own)
    arriving.callback_query.register(on_ask_pressed, AskForDutyPressed.filter(), is_for_another)
    own = Router(name="checkpoint-guests-elsewhere")
    own.message.filter(is_guest_elsewhere)
    own.callback_query.filter(is_guest_elsewhere)
    _on_duty(own)
    both = Router(name="checkpoint-elsewhere")
    both.include_routers(arriving, own)
    return both


def _on_duty(own: Router) -> None:
    own.message.register(on_shift_command, Command("shift"))
    own.callback_query.register(on_shift_pressed, ShiftPressed.filter())
    own.callback_query.register(on_end_shift_pressed, EndShiftPressed.filter())
    takes_reasons(own)
    checks_codes(own)
