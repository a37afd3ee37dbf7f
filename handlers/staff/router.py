"""The router of the staff list."""

from aiogram import Router

from handlers.filters import is_registered
from handlers.staff.identity import contacts, rebinding, relinking
from handlers.staff.invitations import cards, letters, links
from handlers.staff.kiosks import choosing, devices
from handlers.staff.people import browsing, exporting, person
from handlers.staff.roster import importing


def router() -> Router:
    """Build the router of the staff list."""
    own = Router(name="staff")
    for observer in (own.message, own.callback_query):
        observer.filter(is_registered)
    own.include_routers(
        browsing.router(),
        person.router(),
        exporting.router(),
        cards.router(),
        links.router(),
        relinking.router(),
        contacts.router(),
        rebinding.router(),
        letters.router(),
        choosing.router(),
        devices.router(),
        importing.router(),
    )
    return own
