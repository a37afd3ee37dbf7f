"""Service QR codes in managers' hands: issuing, looking at, printing, renewing, deleting them."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.checkpoint.service_qrs.browse_service_qrs import ListServiceQrs, ShowServiceQr
from bot.checkpoint.service_qrs.delete_service_qr import DeleteServiceQr
from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
from bot.checkpoint.service_qrs.renew_service_qr import KeepOrEnd, RenewServiceQr
from bot.checkpoint.service_qrs.snooze_service_qr import SnoozeServiceQr
from bot.ids import EventId
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.checkpoint.callbacks import (
    DeleteServiceQrConfirmed,
    DeleteServiceQrPressed,
    PosterPressed,
    RenewConfirmed,
    RenewPressed,
    ServiceQrPressed,
    ServiceQrsPressed,
    SnoozeServiceQrPressed,
    SvgPressed,
)
from handlers.checkpoint.service_qrs.screens import (
    delete_screen,
    deleted_screen,
    keep_or_end_screen,
    poster_screen,
    renewed_screen,
    service_qr_screen,
    service_qrs_screen,
    svg_screen,
)
from handlers.filters import is_registered
from handlers.show import Show


async def on_service_qrs_pressed(
    _: CallbackQuery, speaker: Speaker, words: Words, show: Show, now: datetime, list_service_qrs: ListServiceQrs
) -> None:
    """The service QR codes are wanted."""
    await show.here(service_qrs_screen(words, await list_service_qrs(speaker, now=now), now))


async def on_service_qr_pressed(
    _: CallbackQuery,
    callback_data: ServiceQrPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    print_service_qr: PrintServiceQr,
) -> None:
    """One service QR is wanted, with its picture."""
    card, png = await print_service_qr.png(speaker, callback_data.service_qr_id, now=now)
    await show.here(service_qr_screen(words, card, png, now))


async def on_svg_pressed(
    _: CallbackQuery,
    callback_data: SvgPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    print_service_qr: PrintServiceQr,
) -> None:
    """A service QR is wanted for a print shop."""
    await show.new(svg_screen(words, await print_service_qr.svg(speaker, callback_data.service_qr_id, now=now)))


async def on_poster_pressed(
    _: CallbackQuery,
    callback_data: PosterPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    print_service_qr: PrintServiceQr,
) -> None:
    """A poster is wanted."""
    pdf = await print_service_qr.poster(speaker, callback_data.service_qr_id, words, now=now)
    await show.new(poster_screen(words, pdf))


async def on_renew_pressed(
    _: CallbackQuery,
    callback_data: RenewPressed | RenewConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    renew_service_qr: RenewServiceQr,
    print_service_qr: PrintServiceQr,
) -> None:
    """A service QR is to be renewed; where people are on duty, asks once what becomes of them."""
    keep = callback_data.keep if isinstance(callback_data, RenewConfirmed) else None
    renewed = await renew_service_qr(
        speaker, callback_data.service_qr_id, keep_on_duty=keep, event_id=event_id, now=now
    )
    if isinstance(renewed, KeepOrEnd):
        await show.new(keep_or_end_screen(words, renewed))
        return
    card, png = await print_service_qr.png(speaker, renewed.service_qr.id, now=now)
    await show.forget_buttons()
    await show.new(renewed_screen(words, renewed, card, png, now))


async def on_snooze_pressed(
    _: CallbackQuery,
    callback_data: SnoozeServiceQrPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    snooze_service_qr: SnoozeServiceQr,
) -> None:
    """Reminders are to be silent until tomorrow."""
    until = await snooze_service_qr(speaker, callback_data.service_qr_id, now=now)
    await show.toast(words.plain("checkpoint-snoozed", until=until), alert=True)


async def on_delete_pressed(
    _: CallbackQuery,
    callback_data: DeleteServiceQrPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_service_qr: ShowServiceQr,
) -> None:
    """A service QR is to be deleted: asks once more."""
    await show.new(delete_screen(words, await show_service_qr(speaker, callback_data.service_qr_id, now=now)))


async def on_delete_confirmed(
    _: CallbackQuery,
    callback_data: DeleteServiceQrConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    delete_service_qr: DeleteServiceQr,
) -> None:
    """A service QR is deleted."""
    deleted = await delete_service_qr(speaker, callback_data.service_qr_id, event_id=event_id, now=now)
    await show.here(deleted_screen(words, deleted))


def router() -> Router:
    """What managers do with service QR codes already issued."""
    own = Router(name="checkpoint-qrs")
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_service_qrs_pressed, ServiceQrsPressed.filter())
    own.callback_query.register(on_service_qr_pressed, ServiceQrPressed.filter())
    own.callback_query.register(on_svg_pressed, SvgPressed.filter())
    own.callback_query.register(on_poster_pressed, PosterPressed.filter())
    own.callback_query.register(on_renew_pressed, RenewPressed.filter())
    own.callback_query.register(on_renew_pressed, RenewConfirmed.filter())
    own.callback_query.register(on_snooze_pressed, SnoozeServiceQrPressed.filter())
    own.callback_query.register(on_delete_pressed, DeleteServiceQrPressed.filter())
    own.callback_query.register(on_delete_confirmed, DeleteServiceQrConfirmed.filter())
    return own
