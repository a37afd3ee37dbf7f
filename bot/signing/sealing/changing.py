# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Finding what in a PDF can make it show something else later, although no byte of it changes.

Nothing is decoded. Objects that cannot be read are passed over: no viewer acts on them either.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum, auto

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.rw_common import PdfHandler

from bot.signing.sealing.files import Changing
from bot.signing.sealing.pdf_objects import Dictionary, catalog, dictionary_at, followed, member

_ACTIONS = {
    "/JavaScript": Changing.JAVASCRIPT,
    "/Hide": Changing.FORM,
    "/ResetForm": Changing.FORM,
    "/Launch": Changing.LAUNCH,
    "/SetOCGState": Changing.LAYERS,
    "/SubmitForm": Changing.REMOTE,
    "/ImportData": Changing.REMOTE,
    "/Rendition": Changing.REMOTE,
    "/Movie": Changing.REMOTE,
    "/RichMediaExecute": Changing.REMOTE,
}
_STARTED = frozenset({"/GoToR", "/GoToE", "/Thread"})
"""Actions that show another file. They are harmless where the reader follows a link."""
_MEDIA = frozenset({"/Movie", "/Screen", "/RichMedia", "/3D"})
_SKIPPED = frozenset({"/P", "/StructTreeRoot", "/Font", "/Dests", "/Metadata", "/PieceInfo"})
"""Members that lead to a page again, or to large trees that no viewer acts on."""
_CONTAINERS = (generic.IndirectObject, generic.DictionaryObject, generic.ArrayObject)
_MOST = 100_000


class _Role(Enum):
    """What an object is to the one that leads to it."""

    ANY = auto()
    TRIGGERS = auto()
    """Actions by the event that starts them."""
    STARTED = auto()
    """An action that starts without the reader's doing."""


def find_changing(handler: PdfHandler) -> tuple[Changing, ...]:
    """Return every kind that was found."""
    root = catalog(handler)
    found = {*_of_catalog(root), *_of_objects(root)}
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


def _of_objects(root: Dictionary) -> Iterator[Changing]:
    """Walk all objects below the catalog without recursion, the nearest first, each once."""
    waiting: deque[tuple[generic.PdfObject, _Role]] = deque([(root, _Role.ANY)])
    seen: set[tuple[generic.Reference, _Role]] = set()
    for _ in range(_MOST):
        if not waiting:
            return
        item, role = waiting.popleft()
        if isinstance(item, generic.IndirectObject):
            if (item.reference, role) in seen:
                continue
            seen.add((item.reference, role))
        with suppress(Exception):  # a hostile object can make a parser fail in any way at all
            value = followed(item)
            waiting.extend(each for each in _members(value, role) if isinstance(each[0], _CONTAINERS))
            yield from _of_object(value, role)
    yield Changing.UNSEEN


def _members(value: object, role: _Role) -> Iterator[tuple[generic.PdfObject, _Role]]:
    """Return what a dictionary or an array leads to, references as such; what cannot be read is left out."""
    if isinstance(value, generic.DictionaryObject):
        for key in value:
            if key not in _SKIPPED:
                with suppress(Exception):
                    yield value.raw_get(key), _role(key, role)
    elif isinstance(value, generic.ArrayObject):
        for place in range(len(value)):
            with suppress(Exception):
                yield value.raw_get(place), role


def _role(key: str, parent: _Role) -> _Role:
    """Return the role of a dictionary's member."""
    if key == "/AA":
        return _Role.TRIGGERS
    follows = parent is _Role.STARTED and key == "/Next"
    return _Role.STARTED if follows or key == "/OpenAction" or parent is _Role.TRIGGERS else _Role.ANY


def _of_object(node: object, role: _Role) -> Iterator[Changing]:
    if not isinstance(node, generic.DictionaryObject):
        return
    if "/JS" in node:
        yield Changing.JAVASCRIPT
    action, subtype = member(node, "/S"), member(node, "/Subtype")
    if action in _ACTIONS:
        yield _ACTIONS[str(action)]
    media = subtype in _MEDIA and "/Rect" in node
    elsewhere = isinstance(node, generic.StreamObject) and ("/F" in node or (subtype == "/Form" and "/Ref" in node))
    if media or elsewhere or (role is _Role.STARTED and action in _STARTED):
        yield Changing.REMOTE
