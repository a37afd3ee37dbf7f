"""Screens of guests on duty, for the guests and the managers."""

from bot.checkpoint.duty.ask_for_duty import GuestOffer
from bot.checkpoint.duty.decide_guest import Decided
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


def decided_screen(words: Words, decided: Decided) -> Screen:
    """Show a guest's state to a manager."""
    facts = {
        "guest": decided.person.name,
        "name": decided.service_qr.name,
        "place": decided.service_qr.place,
        "by": decided.by.name if decided.by else "",
    }
    if decided.shift is None:
        return Screen(words("checkpoint-guest-off", state=str(decided.guest.state), **facts))
    off = button(words.plain("checkpoint-guest-send-off"), SendGuestOffPressed(guest_id=decided.guest.id))
    return Screen(words("checkpoint-guest-on", until=decided.shift.ends_at, **facts), keyboard([off]))
