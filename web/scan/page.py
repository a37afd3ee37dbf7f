"""The HTML of the page, and its manifest."""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.checkpoint.models import Verdict
from bot.checkpoint.offline.take_scans import SHOWN_OFFLINE
from bot.texts.words import Words
from web.assets import Assets
from web.languages import language_links
from web.scan.answers import type_names

_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
)
"""Readers of codes are WebAssembly; the policy of other pages allows none."""
_DECODER: Final = "scan/decoder.js"
_TEMPLATE: Final = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
_PLACE: Final = re.compile(r"\{\{([a-z-]+)\}\}")
_PLAIN: Final = (
    "web-scan-title",
    "web-scan-intro",
    "web-scan-login",
    "web-scan-off-duty",
    "web-scan-start",
    "web-scan-look",
    "web-scan-camera",
    "web-scan-camera-refused",
    "web-scan-popup",
    "web-scan-popup-look",
    "web-scan-popup-refused",
    "web-scan-torch",
    "web-scan-sound",
    "web-scan-vibration",
    "web-scan-photo",
    "web-scan-typed",
    "web-scan-check",
    "web-scan-next",
    "web-scan-again",
    "web-scan-checking",
    "web-scan-failed",
    "web-scan-counter",
    "web-scan-none",
    "web-scan-online",
    "web-scan-offline",
    "web-scan-no-pack",
    "web-scan-outside",
    "web-scan-log-out",
    "web-script-missing",
)
_VARIABLES: Final = {
    "web-scan-on-duty": ("name", "place", "until"),
    "web-scan-pack": ("at",),
    "web-scan-queue": ("count",),
    "web-scan-until": ("until",),
    "web-scan-number": ("number",),
    "web-scan-photo-of": ("name",),
}


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Renders the page. `framing` are the origins of the clients that may show it in a frame."""

    assets: Assets
    framing: tuple[str, ...]

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of the page."""
        return f"{_POLICY}frame-ancestors {' '.join(self.framing)}"

    def served(self, words: Words) -> str:
        """Return the page."""
        texts = _texts(words)
        url = self.assets.url
        known = {name: html.escape(text) for name, text in texts.items()} | {
            "language": words.language.value,
            "icon": url("icon.svg"),
            "common": url("page.css"),
            "style": url("scan/scan.css"),
            "script": url("scan/page.js"),
            "languages": language_links(words.language, "/scan"),
            "data": json.dumps(self._data(words, texts), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c"),
        }
        return _PLACE.sub(lambda place: known[place[1]], _TEMPLATE)

    def manifest(self, words: Words) -> dict[str, Any]:
        """Return what a browser needs to install the page."""
        return {
            "id": "/scan",
            "name": f"{words.plain('web-scan-title')} – Countersign",
            "short_name": words.plain("web-scan-title"),
            "lang": words.language.value,
            "start_url": "/scan",
            "scope": "/scan",
            "display": "standalone",
            "background_color": "#0f1318",
            "theme_color": "#0f1318",
            "icons": [{"src": self.assets.url("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        }

    def _data(self, words: Words, texts: dict[str, str]) -> dict[str, Any]:
        zxing = sorted(name for name in self.assets.files if name.startswith("zxing/"))
        return {
            "texts": texts,
            "language": words.language.value,
            "types": type_names(words),
            "severities": {str(one): str(one.severity) for one in Verdict},
            "decoder": self.assets.url(_DECODER) if zxing else None,
            "reader": [self.assets.url(name) for name in (_DECODER, *zxing)] if zxing else [],
        }


def _texts(words: Words) -> dict[str, str]:
    texts = {text_id: words.plain(text_id) for text_id in _PLAIN}
    for text_id, names in _VARIABLES.items():
        texts[text_id] = words.plain(text_id, **{name: f"{{{name}}}" for name in names})
    for severity in {one.severity for one in Verdict}:
        texts[f"checkpoint-severity-{severity}"] = words.plain(f"checkpoint-severity-{severity}")
    for verdict in Verdict:
        texts[f"checkpoint-log-verdict-{verdict}"] = words.plain(f"checkpoint-log-verdict-{verdict}")
    for verdict in SHOWN_OFFLINE:
        texts[f"checkpoint-verdict-{verdict}"] = words.plain(f"checkpoint-verdict-{verdict}")
    return texts
