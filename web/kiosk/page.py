"""The HTML of a kiosk's page: a frame that a script fills."""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.texts.words import Texts, Words
from web.assets import Assets
from web.languages import language_links, words_for

_TEMPLATE: Final = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
_PLACE: Final = re.compile(r"\{\{([a-z-]+)\}\}")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The policy of every page, with pictures that scripts make: the pages of documents."""
_TEXTS: Final = (
    *("web-app-retry", "web-app-unreachable", "web-kiosk-agree", "web-kiosk-agreement"),
    *("web-kiosk-back", "web-kiosk-changed", "web-kiosk-choose-pin", "web-kiosk-closed"),
    *("web-kiosk-code", "web-kiosk-code-hint", "web-kiosk-decline", "web-kiosk-decline-sure"),
    *("web-kiosk-delete", "web-kiosk-documents", "web-kiosk-forgot", "web-kiosk-forgot-asked"),
    *("web-kiosk-gone", "web-kiosk-idle", "web-kiosk-leave", "web-kiosk-more"),
    *("web-kiosk-new-pin", "web-kiosk-next", "web-kiosk-none", "web-kiosk-not-me"),
    *("web-kiosk-objected", "web-kiosk-other", "web-kiosk-page", "web-kiosk-phone"),
    *("web-kiosk-pin", "web-kiosk-pin-differs", "web-kiosk-previous", "web-kiosk-privacy"),
    *("web-kiosk-read", "web-kiosk-read-first", "web-kiosk-reason", "web-kiosk-repeat-pin"),
    *("web-kiosk-send", "web-kiosk-signing", "web-kiosk-take-back", "web-kiosk-terms"),
    *("web-kiosk-title", "web-kiosk-welcome"),
)
_VARIABLES: Final = {
    "web-kiosk-pages": ("page", "pages"),
    "web-kiosk-you": ("name",),
    "web-kiosk-replaced": ("at",),
}


@dataclass(frozen=True, slots=True)
class KioskHtml:
    """Renders the page."""

    assets: Assets

    def response(self, words: Words) -> web.Response:
        """Return the page."""
        texts = {text_id: words.plain(text_id) for text_id in _TEXTS}
        for text_id, names in _VARIABLES.items():
            texts[text_id] = words.plain(text_id, **{name: f"{{{name}}}" for name in names})
        told = {"texts": texts}
        parts = {
            "language": words.language.value,
            "title": html.escape(texts["web-kiosk-title"]),
            "icon": self.assets.url("icon.svg"),
            "style": self.assets.url("page.css"),
            "own-style": self.assets.url("kiosk/kiosk.css"),
            "script": self.assets.url("kiosk/kiosk.js"),
            "languages": language_links(words.language, "/kiosk"),
            "leave": html.escape(texts["web-kiosk-leave"]),
            "script-missing": html.escape(words.plain("web-script-missing")),
            "data": json.dumps(told, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c"),
        }
        shown = _PLACE.sub(lambda place: parts[place[1]], _TEMPLATE)
        return web.Response(text=shown, content_type="text/html", headers={"Content-Security-Policy": _POLICY})


@inject
async def show_page(request: web.Request, page: FromDishka[KioskHtml], texts: FromDishka[Texts]) -> web.Response:
    """Show the page; whether the device is a kiosk, its script finds out."""
    return page.response(words_for(request, texts))
