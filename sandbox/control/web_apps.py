"""What people do with Mini Apps: open one from the menu button, and send data from one."""

import secrets

from aiohttp import web

from sandbox.control import phone
from sandbox.control.requests import body_of, chat_in, respond
from sandbox.encoding import JsonObject
from sandbox.errors import ControlError
from sandbox.state import views
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat
from sandbox.state.web_apps import launched
from sandbox.state.world import World

MAX_DATA = 4096  # bytes: Bot API WebAppData


class WebAppRoutes:
    """Handlers of Mini Apps, beside the buttons that `taps` presses."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post("/sandbox/people/{person}/opens-menu", self.on_opens_menu),
            web.post("/sandbox/people/{person}/sends-web-app-data", self.on_sends_data),
        ]

    async def on_opens_menu(self, request: web.Request) -> web.Response:
        """Press the menu button, where it opens a Mini App."""
        bot, chat = chat_in(self._world, request)
        button = chat.menu_button or bot.menu_button
        if button.get("type") != "web_app":
            raise ControlError(409, "the menu button opens no Mini App")
        before = self._world.events.sequence
        return respond({"sequence": before, "web_app": launch(self._world, bot, chat, button["web_app"]["url"])})

    async def on_sends_data(self, request: web.Request) -> web.Response:
        """Send data from a Mini App that was opened by a key of the keyboard below the chat."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        data, text = str(body.get("data", "")), str(body.get("button_text", ""))
        if not 1 <= len(data.encode()) <= MAX_DATA:
            raise ControlError(400, f"a Mini App sends 1-{MAX_DATA} bytes")
        before = self._world.events.sequence
        message = phone.send(self._world, bot, chat, {"web_app_data": {"data": data, "button_text": text}})
        phone.hide_one_time_keyboard(self._world, bot, chat)
        return respond({"sequence": before, "message": views.message(chat, message)})


def launch(world: World, bot: Bot, chat: Chat, url: str) -> JsonObject:
    """Return what opens a page for a person now."""
    return launched(bot, chat.person, url, secrets.token_urlsafe(12), world.clock.unix())
