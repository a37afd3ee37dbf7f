"""The router of people's own pages and of the organisation's settings."""

from aiogram import Router

from handlers.account import erasing, menus, own_data, pins
from handlers.account.organisation import agreeing, contact, qualified, terms, working_time
from handlers.filters import is_registered


def router() -> Router:
    """Build the router of people's own pages and the organisation's settings; who has left keeps only their data."""
    registered = Router(name="registered people")
    for observer in (registered.message, registered.callback_query):
        observer.filter(is_registered)
    registered.include_routers(menus.router(), agreeing.router(), erasing.router(), pins.router())
    registered.include_routers(terms.router(), working_time.router(), contact.router(), qualified.router())
    own = Router(name="account")
    own.include_routers(own_data.router(), registered)
    return own
