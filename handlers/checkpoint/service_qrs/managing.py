"""Service QR codes for managers: list, show, print, delete."""

from aiogram import Router
from dishka import FromDishka

from bot.checkpoint.service_qrs.browse_service_qrs import ListServiceQrs, ShowServiceQr
from bot.checkpoint.service_qrs.delete_service_qr import DeleteServiceQr
from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
from bot.checkpoint.service_qrs.snooze_service_qr import SnoozeServiceQr
from handlers.checkpoint.callbacks import (
    DeleteServiceQrConfirmed,
    DeleteServiceQrPressed,
    PosterPressed,
    ServiceQrPressed,
    ServiceQrsPressed,
    SnoozeServiceQrPressed,
    SvgPressed,
)
from handlers.checkpoint.service_qrs.screens import (
    delete_screen,
    deleted_screen,
    poster_screen,
    service_qr_screen,
    service_qrs_screen,
    snoozed_alert,
    svg_screen,
)
from handlers.filters import is_registered
from handlers.turn import Turn


async def on_service_qrs_pressed(turn: Turn, list_service_qrs: FromDishka[ListServiceQrs]) -> None:
    """List the service QR codes."""
    await turn.show.here(service_qrs_screen(turn.words, await list_service_qrs(turn.speaker, now=turn.now), turn.now))


async def on_service_qr_pressed(turn: Turn, button: ServiceQrPressed, draw: FromDishka[PrintServiceQr]) -> None:
    """Show one service QR with its picture."""
    card, png = await draw.png(turn.speaker, button.service_qr_id, now=turn.now)
    await turn.show.here(service_qr_screen(turn.words, card, png, turn.now))


async def on_svg_pressed(turn: Turn, button: SvgPressed, print_service_qr: FromDishka[PrintServiceQr]) -> None:
    """Send a service QR for a print shop."""
    await turn.show.new(
        svg_screen(turn.words, await print_service_qr.svg(turn.speaker, button.service_qr_id, now=turn.now))
    )


async def on_poster_pressed(turn: Turn, button: PosterPressed, print_service_qr: FromDishka[PrintServiceQr]) -> None:
    """Send a poster or stickers."""
    pdf = await print_service_qr.poster(turn.speaker, button.service_qr_id, button.size, turn.words, now=turn.now)
    await turn.show.new(poster_screen(turn.words, pdf, button.size))


async def on_snooze_pressed(turn: Turn, button: SnoozeServiceQrPressed, snooze: FromDishka[SnoozeServiceQr]) -> None:
    """Snooze the reminders until tomorrow."""
    snoozed = await snooze(turn.speaker, button.service_qr_id, now=turn.now)
    await turn.show.toast(snoozed_alert(turn.words, snoozed), alert=True)


async def on_delete_pressed(
    turn: Turn, button: DeleteServiceQrPressed, show_service_qr: FromDishka[ShowServiceQr]
) -> None:
    """Ask for confirmation before a service QR is deleted."""
    await turn.show.new(
        delete_screen(turn.words, await show_service_qr(turn.speaker, button.service_qr_id, now=turn.now))
    )


async def on_delete_confirmed(
    turn: Turn, button: DeleteServiceQrConfirmed, delete: FromDishka[DeleteServiceQr]
) -> None:
    """Delete a service QR."""
    deleted = await delete(turn.speaker, button.service_qr_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(deleted_screen(turn.words, deleted))


def router() -> Router:
    """Build the router of existing service QR codes."""
    own = Router(name="checkpoint-qrs")
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_service_qrs_pressed, ServiceQrsPressed.filter())
    own.callback_query.register(on_service_qr_pressed, ServiceQrPressed.filter())
    own.callback_query.register(on_svg_pressed, SvgPressed.filter())
    own.callback_query.register(on_poster_pressed, PosterPressed.filter())
    own.callback_query.register(on_snooze_pressed, SnoozeServiceQrPressed.filter())
    own.callback_query.register(on_delete_pressed, DeleteServiceQrPressed.filter())
    own.callback_query.register(on_delete_confirmed, DeleteServiceQrConfirmed.filter())
    return own
