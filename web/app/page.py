"""The HTML of the pages for people who are logged in: a frame that a script fills."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.texts.words import Words
from web.assets import Assets

_TEMPLATE: Final = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
_PLACE: Final = re.compile(r"\{\{([a-z-]+)\}\}")
_SHARED: Final = ("web-app-loading", "web-app-over", "web-app-unreachable", "web-app-retry")


@dataclass(frozen=True, slots=True)
class AppPage:
    """Renders a page. `framing` are the origins of the clients that may show it in a frame."""

    assets: Assets
    framing: tuple[str, ...]

    def response(self, words: Words, title: str, script: str, texts: Mapping[str, str]) -> web.Response:
        """Return the page of a script in `web/static`; `title` is the id of a text, `texts` are texts by their ids."""
        told = {**{text_id: words.plain(text_id) for text_id in _SHARED}, **texts}
        parts = {
            "language": words.language.value,
            "title": html.escape(words.plain(title)),
            "icon": self.assets.url("icon.svg"),
            "style": self.assets.url("page.css"),
            "app-style": self.assets.url("app/app.css"),
            "script": self.assets.url(script),
            "loading": html.escape(words.plain("web-app-loading")),
            "script-missing": html.escape(words.plain("web-script-missing")),
            "data": json.dumps({"texts": told}, ensure_ascii=False).replace("<", "\\u003c"),
        }
        shown = _PLACE.sub(lambda place: parts[place[1]], _TEMPLATE)
        headers = {"Content-Security-Policy": self._policy()}
        return web.Response(text=shown, content_type="text/html", headers=headers)

    def _policy(self) -> str:
        """Return the policy of every page, with pictures that scripts make, and clients that may frame the page."""
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
            f"base-uri 'none'; form-action 'none'; frame-ancestors {' '.join(self.framing)}"
        )
