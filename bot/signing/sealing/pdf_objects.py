# mypy: allow-untyped-calls
# (pyHanko's objects are typed in part only; here they get their types)
"""Typed access to the objects of a PDF.

What is missing is returned as empty; what is of a wrong type is a TypeError. Nothing recurses and nothing is decoded.
"""

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.rw_common import PdfHandler

Dictionary = generic.DictionaryObject


def dictionary(**members: object) -> Dictionary:
    """Make a dictionary; a member's name is its key without the slash."""
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in members.items()})


def member(parent: Dictionary, key: str) -> object:
    """Return a member, followed through its reference; None where there is none."""
    if key not in parent:
        return None
    value = parent[key]
    return None if isinstance(value, generic.NullObject) else value


def dictionary_at(parent: Dictionary, key: str) -> Dictionary:
    """Return a member that must be a dictionary; an empty one where there is none."""
    value = member(parent, key)
    return as_dictionary(dictionary() if value is None else value)


def raw_items_at(parent: Dictionary, key: str) -> list[generic.PdfObject]:
    """Return the items of a member that must be an array, references as such; none where there is none."""
    value = member(parent, key)
    if value is not None and not isinstance(value, generic.ArrayObject):
        raise TypeError(f"{key} is no array")
    return [] if value is None else [value.raw_get(place) for place in range(len(value))]


def followed(item: generic.PdfObject) -> object:
    """Return the object that a reference refers to, or the object itself."""
    return item.get_object()


def as_dictionary(value: object) -> Dictionary:
    """Return the value if it is a dictionary; TypeError."""
    if not isinstance(value, generic.DictionaryObject):
        raise TypeError("not a dictionary")
    return value


def catalog(handler: PdfHandler) -> Dictionary:
    """Return the document's catalog."""
    return as_dictionary(handler.root)


def page_root(handler: PdfHandler) -> generic.IndirectObject:
    """Return the reference to the root of the page tree."""
    reference = catalog(handler).raw_get("/Pages")
    if not isinstance(reference, generic.IndirectObject):
        raise TypeError("the page tree is no object of its own")
    return reference


def count_of(tree: Dictionary) -> int:
    """Return how many pages a page tree claims to have."""
    value = member(tree, "/Count")
    if not isinstance(value, int):
        raise TypeError("a page tree without a count")
    return int(value)
