"""A bare aiogram bot: it polls, repeats every text, and stores nothing."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def repeat(message: Message) -> None:
    """Send the text back."""
    await message.answer(message.text or "…")


async def main(base: str, token: str) -> None:
    """Run until a signal comes."""
    dispatcher = Dispatcher()
    dispatcher.message.register(repeat)
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    await dispatcher.start_polling(Bot(token, session=session))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
