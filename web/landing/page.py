"""The HTML of a landing page: who invites, what for, and two ways into Telegram."""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.qr.draw import draw_svg
from bot.signing.requests.preview_request import PreviewedRequest
from bot.staff.registration.preview_link import PreviewedLink
from bot.texts.words import Words
from web.assets import Assets
from web.languages import language_links

_TEMPLATE: Final = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
_PLACE: Final = re.compile(r"\{\{([a-z-]+)\}\}")


@dataclass(frozen=True, slots=True)
class LandingPage:
    """Renders the page for links into the bot named `bot_username`."""

    assets: Assets
    bot_username: str

    def shown(self, words: Words, payload: str, found: PreviewedLink | PreviewedRequest | None) -> str:
        """Return the page for a link's payload; the same page for all links that lead to nothing."""
        path = f"/i/{payload}" if found else "/i/-"
        title = words.plain("web-landing" if found else "web-landing-unknown")
        parts = {
            "language": words.language.value,
            "title": html.escape(title),
            "icon": self.assets.url("icon.svg"),
            "style": self.assets.url("page.css"),
            "languages": language_links(words.language, path),
            "content": self._content(words, payload, found),
        }
        return _PLACE.sub(lambda place: parts[place[1]], _TEMPLATE)

    def _content(self, words: Words, payload: str, found: PreviewedLink | PreviewedRequest | None) -> str:
        if found is None:
            return f'<p class="card">{html.escape(words.plain("web-landing-unknown-more"))}</p>'
        in_app = f"tg://resolve?domain={self.bot_username}&amp;start={payload}"
        in_browser = f"https://t.me/{self.bot_username}?start={payload}"
        lines = (
            f'<p class="card" data-testid="purpose">{html.escape(_purpose(words, found))}</p>',
            f'<p><a class="button" href="{in_app}">{html.escape(words.plain("web-landing-app"))}</a></p>',
            f'<p><a href="{in_browser}" rel="noreferrer">{html.escape(words.plain("web-landing-browser"))}</a></p>',
            f"<p>{html.escape(words.plain('web-landing-phone'))}</p>",
            f'<div class="code" role="img" aria-label="{html.escape(words.plain("web-landing-code"))}">',
            f"{draw_svg(in_browser).decode().partition('?>')[2]}</div>",
        )
        return "\n".join(lines)


def _purpose(words: Words, found: PreviewedLink | PreviewedRequest) -> str:
    local = words.at(found.time_zone)
    match found:
        case PreviewedLink():
            return local.plain("web-landing-invitation", organisation=found.organisation, until=found.expires_at)
        case PreviewedRequest():
            return local.plain("web-landing-request", organisation=found.organisation, until=found.deadline_at)
