"""Filters that tell what a deep link (`/start` with a payload) carries."""

from typing import Any

from aiogram.filters import CommandObject, Filter
from aiogram.types import Message
from dishka import AsyncContainer

from bot.passes.codes import CodePurpose, Codes
from bot.staff.registration.open_link import is_personal


class CarriesCode(Filter):
    """Filter for a code of this bot, of one purpose; gives the handler `parsed` and `payload`."""

    def __init__(self, purpose: CodePurpose) -> None:
        self.purpose = purpose

    async def __call__(
        self, _: Message, command: CommandObject, dishka_container: AsyncContainer
    ) -> bool | dict[str, Any]:
        """Check the form of the payload; the use case checks whether the code is genuine."""
        codes = await dishka_container.get(Codes)
        parsed = codes.parse(command.args or "")
        if parsed is None or parsed.purpose is not self.purpose:
            return False
        return {"parsed": parsed, "payload": command.args}


async def carries_token(_: Message, command: CommandObject) -> bool:
    """Filter for a payload in the form of a personal link's token."""
    return is_personal(command.args or "")
