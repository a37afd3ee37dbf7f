"""Replies to updates that no other router handled."""

from aiogram import Router
from aiogram.filters import CommandStart
from dishka import FromDishka

from bot.staff.access import LeftRefused
from bot.staff.identity.find_waiting import FindWaiting
from bot.staff.people.browse_staff import FindFormer
from handlers.filters import is_registered, is_unregistered
from handlers.registration.screens import left_screen
from handlers.screen import Screen
from handlers.turn import Turn


async def on_unknown_payload(turn: Turn) -> None:
    """Reply to a deep link that is cut off, of another bot, or not for this person."""
    await turn.show.new(Screen(turn.words("payload-unknown")))


async def on_unknown_message(turn: Turn) -> None:
    """Reply to a registered person's message that no handler matched."""
    await turn.show.new(Screen(turn.words("not-understood")))


async def on_message_of_unregistered(
    turn: Turn, find_waiting: FromDishka[FindWaiting], find_former: FromDishka[FindFormer]
) -> None:
    """Tell somebody who is registered nowhere what they wait for, that they have left, or that they need a link."""
    waits_until_at = await find_waiting(turn.user.id)
    if waits_until_at is not None:
        await turn.show.new(Screen(turn.words("registration-waits-until", at=waits_until_at)))
        return
    former = await find_former(turn.user.id)
    await turn.show.new(left_screen(turn.words, former) if former else Screen(turn.words("not-registered")))


async def on_link_of_unregistered(turn: Turn, find_former: FromDishka[FindFormer]) -> None:
    """Reply to a deep link of somebody who has left, or to one that means nothing here."""
    former = await find_former(turn.user.id)
    await turn.show.new(left_screen(turn.words, former) if former else Screen(turn.words("payload-unknown")))


async def on_button_of_unregistered(turn: Turn, find_former: FromDishka[FindFormer]) -> None:
    """Tell somebody who has left why their buttons do nothing any more."""
    former = await find_former(turn.user.id)
    if former:
        raise LeftRefused(organisation=former[0].organisation.name)
    await on_outdated_button(turn)


async def on_outdated_button(turn: Turn) -> None:
    """Reply to a button that is outdated, of another role, or made up."""
    await turn.show.toast(turn.words.plain("button-outdated"), alert=True)


def router() -> Router:
    """Build the router that comes after all others."""
    own = Router(name="fallback")
    own.message.register(on_unknown_payload, CommandStart(deep_link=True), is_registered)
    own.message.register(on_message_of_unregistered, is_unregistered, ~CommandStart(deep_link=True))
    own.message.register(on_link_of_unregistered, CommandStart(deep_link=True))
    own.message.register(on_unknown_message)
    own.callback_query.register(on_button_of_unregistered, is_unregistered)
    own.callback_query.register(on_outdated_button)
    return own
