# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Attachments of a PDF: added under keys of our own, and found again by them.

What the original had attached stays; everything is associated with the document as PDF/A-3 requires (AFRelationship,
/AF of the catalog). A name tree is not trusted to be flat, sorted or finite.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, EmbeddedFileParams, FileSpec
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from bot.signing.sealing.pdf_objects import (
    Dictionary,
    as_dictionary,
    catalog,
    dictionary,
    dictionary_at,
    followed,
    member,
    raw_items_at,
)

KEY = "countersign:"
"""Prefix of our keys in the name tree: it distinguishes our attachments from those of the original."""

_NAMES = ("countersign", "signature-")
"""How the names of our attachments begin, and our keys."""
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to attach: `key` identifies it for us, `name` for people; `relationship` is the term of PDF/A-3."""

    key: str
    name: str
    content: bytes
    media_type: str
    relationship: str


def attach(writer: BasePdfFileWriter, attachments: Iterable[Attachment], now: datetime) -> None:
    """Attach files to the document, in addition to those it has."""
    root = catalog(writer)
    names, associated = dictionary_at(root, "/Names"), raw_items_at(root, "/AF")
    tree = dict(_leaves(names))
    for attachment in attachments:
        tree[attachment.key.encode()] = reference = writer.add_object(_spec(writer, attachment, now))
        associated.append(reference)
    flat = [item for key in sorted(tree) for item in (generic.ByteStringObject(key), tree[key])]
    kept = dictionary(**{key[1:]: names.raw_get(key) for key in names})
    kept["/EmbeddedFiles"] = writer.add_object(dictionary(Names=generic.ArrayObject(flat)))
    root["/Names"] = writer.add_object(kept)
    root["/AF"] = writer.add_object(generic.ArrayObject(associated))
    writer.update_root()


def has_names_of_ours(root: Dictionary) -> bool:
    """Return whether a document has attachments under our keys, or files whose names could be taken for ours.

    Whoever extracts the attachments of a finished file must get one file of each name.
    """
    return any(_is_ours(key, as_dictionary(followed(spec))) for key, spec in _leaves(dictionary_at(root, "/Names")))


def is_name_of_ours(name: str) -> bool:
    """Return whether the name of a file could be taken for one of ours."""
    return PurePath(name.replace("\\", "/")).name.casefold().startswith(_NAMES)


def attached(reader: PdfFileReader) -> dict[str, Dictionary]:
    """Return the specifications of the files that `attach` attached, by key."""
    leaves = _leaves(dictionary_at(catalog(reader), "/Names"))
    ours = ((key, spec) for key, spec in leaves if key.startswith(KEY.encode()))
    return {key.decode(errors="replace"): as_dictionary(followed(spec)) for key, spec in ours}


def content(spec: Dictionary) -> bytes:
    """Read an attached file; TypeError where the specification leads to none."""
    stream = member(dictionary_at(spec, "/EF"), "/F")
    if not isinstance(stream, generic.StreamObject):
        raise TypeError("a file specification without a file")
    return bytes(stream.data)


def _is_ours(key: bytes, spec: Dictionary) -> bool:
    return any(map(is_name_of_ours, (_text(key), *(str(member(spec, which) or "") for which in ("/F", "/UF")))))


def _text(key: bytes) -> str:
    """Read a name tree's key, in whichever of a PDF's two encodings it is."""
    return key.decode("utf-16" if key[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")


def _spec(writer: BasePdfFileWriter, attachment: Attachment, now: datetime) -> Dictionary:
    params = EmbeddedFileParams(creation_date=now, modification_date=now)
    stream = EmbeddedFileObject.from_file_data(
        writer, attachment.content, params=params, mime_type=attachment.media_type
    )
    spec = FileSpec(
        file_spec_string=attachment.name.encode("ascii", "replace").decode().replace("?", "_"),
        file_name=attachment.name,
        embedded_data=stream,
        af_relationship=pdf_name("/" + attachment.relationship),
    )
    return spec.as_pdf_object()


def _leaves(names: Dictionary) -> Iterator[tuple[bytes, generic.PdfObject]]:
    """Walk the tree of embedded files; ValueError above `_MOST` entries."""
    waiting, found = [dictionary_at(names, "/EmbeddedFiles")], 0
    while waiting:
        node = waiting.pop()
        flat, kids = raw_items_at(node, "/Names"), raw_items_at(node, "/Kids")
        for key, spec in zip(flat[0::2], flat[1::2], strict=True):
            yield _bytes(followed(key)), spec
        waiting.extend(as_dictionary(followed(kid)) for kid in kids)
        found += len(kids) + len(flat)
        if found > _MOST:
            raise ValueError("a name tree without end")


def _bytes(key: object) -> bytes:
    if not isinstance(key, (generic.TextStringObject, generic.ByteStringObject)):
        raise TypeError("a name tree's key is no string")
    return bytes(key.original_bytes)
