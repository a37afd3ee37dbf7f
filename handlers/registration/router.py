"""The router of registration and of the commands that everybody may use."""

from aiogram import Router

from handlers.registration import commands, registering


def router() -> Router:
    """Build the router that comes before the features; `fallback` has one of its own, which comes last."""
    own = Router(name="registration and commands")
    own.include_routers(registering.router(), commands.router())
    return own
