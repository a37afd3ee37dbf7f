"""The HTML of the page: as it is served, and as one file to keep, which works without a network."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.signing.verification.find_sheet import FoundSheet
from bot.texts.words import Words
from web.assets import Assets
from web.languages import PARAMETER, language_links
from web.verify.texts import page_texts

ENTRY: Final = "verify/page.js"
_STYLE: Final = "page.css"
_TEMPLATE: Final = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
_PLACE: Final = re.compile(r"\{\{([a-z-]+)\}\}")
_IMPORT: Final = re.compile(r'^import \{[^}]*\} from "\./([\w.-]+)";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """Renders the page. `authorities` are the SHA-256 of the certificates of this server's organisations."""

    assets: Assets
    public_url: str

    def served(self, words: Words, authorities: Sequence[str], sheet: str = "", code: str = "") -> str:
        """Return the page for a browser that is online; `sheet` is HTML, about the sheet of `code`."""
        data = _data(words, authorities, state="/v/state", sheet=f"/v/{code}" if code else None)
        return _filled(
            words,
            data,
            policy="",
            icon=f'<link rel="icon" href="{self.assets.url("icon.svg")}">',
            style=f'<link rel="stylesheet" href="{self.assets.url(_STYLE)}">',
            script=f'<script type="module" src="{self.assets.url(ENTRY)}"></script>',
            languages=language_links(words.language, f"/v/{code}" if code else "/v"),
            sheet=sheet,
            footer=_saving(words),
        )

    def saved(self, words: Words, authorities: Sequence[str]) -> str:
        """Return the page as one file: no network is needed, and its own policy allows none."""
        style, script = self.assets.text(_STYLE), joined_script(self.assets)
        policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'"
        address = f"{self.public_url}/v"
        return _filled(
            words,
            _data(words, authorities, state=None, sheet=None),
            policy=f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">',
            icon="",
            style=f"<style>{style}</style>",
            script=f'<script type="module">{script}</script>',
            languages="",
            sheet="",
            footer=html.escape(words.plain("web-saved", address=address)),
        )


def joined_script(assets: Assets) -> str:
    """Return the page's modules as one: each after those it imports. No two have a name in common."""
    folder, done, parts = ENTRY.rpartition("/")[0], set[str](), []

    def add(name: str) -> None:
        if name not in done:
            done.add(name)
            source = assets.text(f"{folder}/{name}")
            for imported in _IMPORT.findall(source):
                add(imported)
            parts.append(_EXPORT.sub("", _IMPORT.sub("", source)))

    add(ENTRY.rpartition("/")[2])
    return "".join(parts)


def sheet_card(words: Words, found: FoundSheet | None) -> str:
    """Return what a sheet's page tells to anyone: state, dates and numbers, no names."""
    if found is None:
        text = html.escape(words.plain("web-sheet-unknown"))
        return f'<section class="card"><p data-testid="sheet">{text}</p></section>'
    tally = found.tally
    text_id, at = _state(found)
    told = html.escape(words.plain(text_id, at=at))
    lines = (
        f'<h2 data-testid="sheet">{html.escape(words.plain("web-sheet"))}</h2>',
        f"<p>{html.escape(words.plain('web-sheet-tally', signed=tally.signed, total=tally.total))}</p>",
        f'<p><time datetime="{at.isoformat()}" data-text="{text_id}">{told}</time></p>',
        f'<p class="quiet-text">{html.escape(words.plain("web-sheet-check"))}</p>',
    )
    return f'<section class="card">{"".join(lines)}</section>'


def _state(found: FoundSheet) -> tuple[str, datetime]:
    document = found.document
    if document.voided_at:
        return "web-sheet-voided", document.voided_at
    if document.finished_at:
        return "web-sheet-finished", document.finished_at
    return "web-sheet-open", document.created_at


def _data(words: Words, authorities: Sequence[str], *, state: str | None, sheet: str | None) -> str:
    data = {"texts": page_texts(words), "authorities": authorities, "state": state, "sheet": sheet}
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _filled(words: Words, data: str, **parts: str) -> str:
    texts = {text_id: html.escape(text) for text_id, text in page_texts(words).items()}
    known = {**texts, **parts, "data": data, "language": words.language.value}
    return _PLACE.sub(lambda place: known[place[1]], _TEMPLATE)


def _saving(words: Words) -> str:
    href, name = f"/v/saved?{PARAMETER}={words.language}", "countersign-check.html"
    label, hint = html.escape(words.plain("web-save")), html.escape(words.plain("web-save-hint"))
    return f'<a href="{href}" download="{name}" data-testid="save">{label}</a> {hint}'


def _hash(inline: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
