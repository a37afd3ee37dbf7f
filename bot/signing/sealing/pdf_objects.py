# mypy: allow-untyped-calls
# (pyHanko's objects are typed in part only; here they get their types)
"""A PDF's objects, asked for by type.

Promises that what is missing comes back empty, and that what is of another type than it must be is a TypeError. Never
recurses and never decodes.
"""

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.rw_common import PdfHandler

Dictionary = generic.DictionaryObject


def dictionary(**members: object) -> Dictionary:
    """Make a dictionary; a member's name is its key without the slash."""
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in members.items()})


def member(parent: Dictionary, key: str) -> object:
    """Give a member, followed through its reference; None where there is none."""
    if key not in parent:
        return None
    value = parent[key]
    return None if isinstance(value, generic.NullObject) else value


def dictionary_at(parent: Dictionary, key: str) -> Dictionary:
    """Give a member that must be a dictionary; an empty one where there is none."""
    value = member(parent, key)
    return as_dictionary(dictionary() if value is None else value)


def raw_items_at(parent: Dictionary, key: str) -> list[generic.PdfObject]:
    """Give the items of a member that must be an array, references as such; none where there is none."""
    value = member(parent, key)
    if value is not None and not isinstance(value, generic.ArrayObject):
        raise TypeError(f"{key} is no array")
    return [] if value is None else [value.raw_get(place) for place in range(len(value))]


def followed(item: generic.PdfObject) -> object:
    """Give what a reference refers to, or the thing itself."""
    return item.get_object()


def as_dictionary(value: object) -> Dictionary:
    """Insist on a dictionary."""
    if not isinstance(value, generic.DictionaryObject):
        raise TypeError("not a dictionary")
    return value


def catalog(handler: PdfHandler) -> Dictionary:
    """Give the document's catalog."""
    return as_dictionary(handler.root)


def page_root(handler: PdfHandler) -> generic.IndirectObject:
    """Give the reference to the root of the page tree."""
    reference = catalog(handler).raw_get("/Pages")
    if not isinstance(reference, generic.IndirectObject):
        raise TypeError("the page tree is no object of its own")
    return reference


def count_of(tree: Dictionary) -> int:
    """Say how many pages a page tree says it has."""
    value = member(tree, "/Count")
    if not isinstance(value, int):
        raise TypeError("a page tree without a count")
    return int(value)
