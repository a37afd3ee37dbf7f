# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Finding what in a PDF can make it show something else later, although no byte of it changes.

Nothing is decoded. Objects that cannot be read are passed over: no viewer acts on them either.
"""

from collections.abc import Iterator
from contextlib import suppress

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.rw_common import PdfHandler

from bot.signing.sealing.files import Changing
from bot.signing.sealing.pdf_objects import Dictionary, catalog, dictionary_at, followed, member

_ACTIONS = {
    "/JavaScript": Changing.JAVASCRIPT,
    "/Launch": Changing.LAUNCH,
    "/SetOCGState": Changing.LAYERS,
    "/SubmitForm": Changing.REMOTE,
    "/ImportData": Changing.REMOTE,
    "/Rendition": Changing.REMOTE,
    "/Movie": Changing.REMOTE,
    "/RichMediaExecute": Changing.REMOTE,
}
_MEDIA = frozenset({"/Movie", "/Screen", "/RichMedia", "/3D"})
_SKIPPED = frozenset({"/Parent", "/P", "/StructTreeRoot", "/Font", "/Dests", "/Metadata", "/PieceInfo"})
"""Members that lead back, or to large trees that no viewer acts on."""
_MOST = 50_000


def find_changing(handler: PdfHandler) -> tuple[Changing, ...]:
    """Return every kind that was found."""
    root = catalog(handler)
    found = set(_of_catalog(root))
    for node in _dictionaries(root):
        with suppress(Exception):  # a hostile object can make a parser fail in any way at all
            found.update(_of_object(node))
    return tuple(kind for kind in Changing if kind in found)


def _of_catalog(root: Dictionary) -> Iterator[Changing]:
    with suppress(TypeError):
        if needs_appearances(root):
            yield Changing.FORM
    with suppress(TypeError):
        layers = dictionary_at(dictionary_at(root, "/OCProperties"), "/D")
        if member(layers, "/OFF") or member(layers, "/AS") or member(layers, "/BaseState") not in (None, "/ON"):
            yield Changing.LAYERS


def needs_appearances(root: Dictionary) -> bool:
    """Return whether viewers are to draw the form's fields anew."""
    return bool(member(dictionary_at(root, "/AcroForm"), "/NeedAppearances"))


def _of_object(node: Dictionary) -> Iterator[Changing]:
    action, subtype = member(node, "/S"), member(node, "/Subtype")
    if action in _ACTIONS:
        yield _ACTIONS[str(action)]
    if "/JS" in node:
        yield Changing.JAVASCRIPT
    media = subtype in _MEDIA and "/Rect" in node
    elsewhere = isinstance(node, generic.StreamObject) and ("/F" in node or (subtype == "/Form" and "/Ref" in node))
    if media or elsewhere:
        yield Changing.REMOTE


def _dictionaries(root: Dictionary) -> Iterator[Dictionary]:
    """Walk all dictionaries below the catalog without recursion, each object once."""
    waiting: list[generic.PdfObject] = [root]
    seen: set[generic.Reference] = set()
    for _ in range(_MOST):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, generic.IndirectObject):
            if item.reference in seen:
                continue
            seen.add(item.reference)
        value = _object(item)
        if isinstance(value, generic.DictionaryObject):
            yield value
        waiting.extend(_children(value))


def _children(value: object) -> Iterator[generic.PdfObject]:
    """Return the members of a dictionary or an array, references as such; those that cannot be read are left out."""
    if isinstance(value, generic.DictionaryObject):
        for key in value.keys() - _SKIPPED:
            with suppress(Exception):
                yield value.raw_get(key)
    elif isinstance(value, generic.ArrayObject):
        for place in range(len(value)):
            with suppress(Exception):
                yield value.raw_get(place)


def _object(item: generic.PdfObject) -> object:
    with suppress(Exception):
        return followed(item)
    return None
