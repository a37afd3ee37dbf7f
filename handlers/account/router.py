"""The router of people's own pages and of the organisation's settings."""

from aiogram import Router

from handlers.account import menus, personal_data, pins
from handlers.account.organisation import agreeing, terms, working_time
from handlers.filters import is_registered


def router() -> Router:
    """Build the router of registered people's own pages and the organisation's settings."""
    own = Router(name="account")
    for observer in (own.message, own.callback_query):
        observer.filter(is_registered)
    own.include_routers(
        menus.router(), agreeing.router(), personal_data.router(), pins.router(), terms.router(), working_time.router()
    )
    return own
