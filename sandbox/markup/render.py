"""Text and entities as safe HTML: every character is escaped, and only the tags listed here are used."""

from html import escape

from sandbox.encoding import JsonObject

TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "expandable_blockquote": "blockquote",
}  # fmt: skip
SAFE_SCHEMES = ("http://", "https://", "tg://", "mailto:", "tel:")


def as_html(text: str, entities: list[JsonObject]) -> str:
    """Return the text as HTML; entities that overlap are cut where they cross."""
    units = text.encode("utf-16-le")

    def part(start: int, end: int) -> str:
        return units[2 * start : 2 * end].decode("utf-16-le", "replace")

    def render(start: int, end: int, inside: list[JsonObject]) -> str:
        out: list[str] = []
        position = start
        while inside:
            first, inside = inside[0], inside[1:]
            begin = max(int(first["offset"]), position)
            stop = min(begin + int(first["length"]), end)
            if begin >= stop:
                continue
            nested = [entity for entity in inside if int(entity["offset"]) < stop]
            inside = inside[len(nested) :]
            body = render(begin, stop, nested)
            out += [_escaped(part(position, begin)), _tagged(first, body, part(begin, stop))]
            position = stop
        return "".join([*out, _escaped(part(position, end))])

    return render(0, len(units) // 2, sorted(entities, key=lambda e: (int(e["offset"]), -int(e["length"]))))


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tagged(entity: JsonObject, body: str, covered: str) -> str:
    kind = str(entity["type"])
    if kind == "spoiler":
        return f'<span class="tg-spoiler">{body}</span>'
    if kind in TAGS:
        return f"<{TAGS[kind]}>{body}</{TAGS[kind]}>"
    url = _link(kind, entity, covered)
    return f'<a href="{escape(url)}" rel="noreferrer">{body}</a>' if url else body


def _link(kind: str, entity: JsonObject, covered: str) -> str | None:
    url = {
        "text_link": str(entity.get("url", "")),
        "url": covered if "://" in covered else f"https://{covered}",
        "email": f"mailto:{covered}",
        "phone_number": "tel:" + "".join(letter for letter in covered if letter in "+0123456789"),
    }.get(kind)
    return url if url and url.lower().startswith(SAFE_SCHEMES) else None
