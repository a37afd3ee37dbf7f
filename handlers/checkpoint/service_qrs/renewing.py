"""The renewal of a service QR: what becomes of the poster and of those on duty, then the PIN."""

from uuid import UUID

from aiogram import Router
from dishka import FromDishka

from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
from bot.checkpoint.service_qrs.renew_service_qr import FindRenewable, RenewServiceQr
from handlers.checkpoint.callbacks import RenewConfirmed, RenewPressed
from handlers.checkpoint.service_qrs.screens import renew_screen, renewed_screen
from handlers.checkpoint.states import RenewingServiceQr
from handlers.filters import is_registered
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.turn import Turn

_RENEWED, _KEEP = "renewed_service_qr", "renewed_keep"


async def on_renew_pressed(turn: Turn, button: RenewPressed, find_renewable: FromDishka[FindRenewable]) -> None:
    """Say what a renewal does, and ask whether the shifts go on."""
    renewable = await find_renewable(turn.speaker, button.service_qr_id, now=turn.now)
    await turn.show.new(renew_screen(turn.words, renewable))


async def on_renew_confirmed(turn: Turn, button: RenewConfirmed, find_renewable: FromDishka[FindRenewable]) -> None:
    """Ask for the PIN."""
    renewable = await find_renewable(turn.speaker, button.service_qr_id, now=turn.now)
    await turn.show.forget_buttons()
    await turn.state.update_data({_RENEWED: str(button.service_qr_id), _KEEP: button.keep})
    await ask_pin(turn, RenewingServiceQr.pin, turn.words("checkpoint-renew-pin", name=renewable.service_qr.name))


async def on_pin(
    turn: Turn, pin: str, renew_service_qr: FromDishka[RenewServiceQr], print_service_qr: FromDishka[PrintServiceQr]
) -> Screen:
    """Renew the service QR and show the new one."""
    data = await turn.state.get_data()
    renewed = await renew_service_qr(
        turn.speaker, UUID(data[_RENEWED]), pin, keep_on_duty=data[_KEEP], event_id=turn.event_id, now=turn.now
    )
    card, png = await print_service_qr.png(turn.speaker, renewed.service_qr.id, now=turn.now)
    return renewed_screen(turn.words, renewed, card, png, turn.now)


def router() -> Router:
    """Build the router of renewing a service QR."""
    own = Router(name="checkpoint-renewing")
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_renew_pressed, RenewPressed.filter())
    own.callback_query.register(on_renew_confirmed, RenewConfirmed.filter())
    own.callback_query.register(on_pin, PinEntered(RenewingServiceQr.pin))
    return own
