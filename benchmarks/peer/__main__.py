"""`python -m benchmarks.peer API TOKEN DATABASE` runs the peer until a signal comes."""

import asyncio
import logging
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from sqlalchemy.ext.asyncio import async_sessionmaker

from benchmarks.peer.database import open_engine
from benchmarks.peer.dialogues import DatabaseStorage
from benchmarks.peer.handlers import SpeakerMiddleware, registered, strangers


async def main(api: str, token: str, database: str) -> None:
    """Poll and handle updates."""
    logging.basicConfig(level=logging.INFO)
    engine = open_engine(database)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    dispatcher = Dispatcher(storage=DatabaseStorage(sessions))
    dispatcher.update.outer_middleware(SpeakerMiddleware(sessions))
    dispatcher.include_routers(registered, strangers)
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    await dispatcher.start_polling(bot)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
