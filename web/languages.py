"""The language of a page: the one in its address, else the one that the browser prefers."""

from aiohttp import web

from bot.texts.language import Language
from bot.texts.words import Texts, Words

PARAMETER = "lang"
_MOST_TAGS = 20


def words_for(request: web.Request, texts: Texts) -> Words:
    """Return the texts in the reader's language."""
    chosen = Language.of_code(request.query.get(PARAMETER))
    return texts.words(chosen or _preferred(request.headers.get("Accept-Language", "")))


def language_links(current: Language, path: str) -> str:
    """Return the switch of languages as HTML; `path` needs no escaping."""
    mark = ' aria-current="true"'
    links = (
        f'<a href="{path}?{PARAMETER}={one}" lang="{one}"{mark if one is current else ""}>{one.own_name}</a>'
        for one in Language
    )
    return f'<nav data-testid="languages">{" ".join(links)}</nav>'


def _preferred(header: str) -> str | None:
    """Return the first tag, by weight, that we have texts for (RFC 9110, 12.5.4), or the first one at all."""
    weighted = sorted(map(_weighed, header.split(",")[:_MOST_TAGS]), key=lambda one: -one[1])
    tags = [tag for tag, weight in weighted if tag and tag != "*" and weight > 0]
    return next((tag for tag in tags if Language.of_code(tag)), tags[0] if tags else None)


def _weighed(part: str) -> tuple[str, float]:
    tag, _, parameter = part.partition(";")
    try:
        return tag.strip(), float(parameter.strip().removeprefix("q=")) if parameter else 1.0
    except ValueError:
        return tag.strip(), 0.0
