"""Screens of guests on duty, for the guests and the managers."""

from uuid import UUID

from bot.checkpoint.duty.ask_for_duty import GuestOffer
from bot.checkpoint.duty.decide_guest import Decided
from bot.checkpoint.models import ServiceQr
from bot.checkpoint.notices import GuestStanding
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.checkpoint.callbacks import AskForDutyPressed, SendGuestOffPressed
from handlers.screen import Row, Screen, button, keyboard


def guest_offer_screen(words: Words, offer: GuestOffer | None, name: str) -> Screen:
    """Show where the guest may request duty, and what the managers will see; None for a code that admits nobody."""
    if offer is None:
        return Screen(words("payload-unknown"))
    text = words(
        "checkpoint-guest-offer",
        organisation=offer.organisation.name,
        name=offer.service_qr.name,
        place=offer.service_qr.place,
        guest=name,
    )
    rows: list[Row] = [
        [button(words.plain("checkpoint-guest-ask"), AskForDutyPressed(payload=offer.payload))],
        [button(words.plain("cancel"), CancelPressed())],
    ]
    return Screen(text, keyboard(*rows))


def request_sent_screen(words: Words, offer: GuestOffer) -> Screen:
    """Confirm that the managers were notified."""
    return Screen(words("checkpoint-guest-asked", name=offer.service_qr.name, place=offer.service_qr.place))


def pending_screen(words: Words, service_qr: ServiceQr) -> Screen:
    """Say that the managers were asked and that nobody has decided yet."""
    return Screen(words("checkpoint-guest-pending", name=service_qr.name, place=service_qr.place))


def decided_screen(words: Words, decided: Decided) -> Screen:
    """Show a guest's state to the manager who decided."""
    content = GuestStanding(
        decided.person.name,
        decided.service_qr.name,
        decided.service_qr.place,
        decided.by.name if decided.by else "",
        decided.guest.state,
        decided.shift.ends_at if decided.shift else None,
    )
    return standing_screen(words, decided.guest.id, content)


def standing_screen(words: Words, request_id: UUID, content: GuestStanding) -> Screen:
    """Show what became of a request to go on duty."""
    facts = {"guest": content.guest, "name": content.name, "place": content.place, "by": content.by}
    if content.until_at is None:
        return Screen(words("checkpoint-guest-off", state=str(content.state), **facts))
    off = button(words.plain("checkpoint-guest-send-off"), SendGuestOffPressed(guest_id=request_id))
    return Screen(words("checkpoint-guest-on", until=content.until_at, **facts), keyboard([off]))
