"""A bundle: everything that is known of a document, as ZIP files that can be checked without this software.

Each file is below Telegram's limit for bots; README, certificates and manifest are in every one; no name leads out of
the folder it is unpacked into. Pure: the same entries and time give the same bytes.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

MEBIBYTE = 1 << 20
MOST = 45 * MEBIBYTE
"""Bytes of entries in one file: bots send at most 50 MB."""

MANIFEST = "manifest.json"
SCHEMA = "countersign/bundle/1"
_OVERHEAD = 512
_UNNAMEABLE = frozenset('<>:"/\\|?*')


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the bundle; `path` is relative, with slashes."""

    path: str
    content: bytes


def pack(
    always: Sequence[Entry], entries: Sequence[Entry], about: Mapping[str, Any], now: datetime, most: int = MOST
) -> list[bytes]:
    """Pack the entries into as few files as possible; the entries `always` and the manifest are in each.

    `about` begins the manifest (JSON values). An entry that fits no file is listed in the manifest as left out.
    """
    room = most - sum(map(weigh, always)) - _manifest_weight([*always, *entries], about)
    kept, left_out = [one for one in entries if weigh(one) <= room], [one for one in entries if weigh(one) > room]
    parts = _divided(kept, room)
    listed = [describe(one, number) for number, part in enumerate(parts, 1) for one in part]
    files = [describe(one, 0) for one in always] + listed
    manifest = {
        "schema": SCHEMA,
        **about,
        "parts": len(parts),
        "files": files,
        "left_out": [describe(one, 0) for one in left_out],
    }
    written = Entry(MANIFEST, _written(manifest))
    return [_zipped([*always, written, *part], now) for part in parts]


def _written(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=2).encode()


def safe_name(name: str, otherwise: str) -> str:
    """Return a file name that any system can unpack; `otherwise` where no character is left."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join("_" if letter in _UNNAMEABLE or not letter.isprintable() else letter for letter in last)
    return kept.strip(". ")[-120:].strip(". ") or otherwise


def _divided(entries: Sequence[Entry], room: int) -> list[list[Entry]]:
    parts: list[list[Entry]] = [[]]
    weight = 0
    for one in entries:
        if weight + weigh(one) > room:
            parts.append([])
            weight = 0
        parts[-1].append(one)
        weight += weigh(one)
    return parts


def weigh(entry: Entry) -> int:
    """Return the size of an entry without compression, including its archive headers."""
    return len(entry.content) + 2 * len(entry.path.encode()) + _OVERHEAD


def _manifest_weight(entries: Sequence[Entry], about: Mapping[str, Any]) -> int:
    return sum(len(entry.path.encode()) + _OVERHEAD for entry in entries) + len(_written(about)) + _OVERHEAD


def describe(entry: Entry, part: int) -> dict[str, str | int]:
    """Return the manifest's item for an entry; part 0 means every part."""
    digest = hashlib.sha256(entry.content).hexdigest()
    return {"path": entry.path, "size": len(entry.content), "sha256": digest, "part": part}


def put(package: zipfile.ZipFile, entry: Entry, now: datetime) -> None:
    """Write an entry into a ZIP file."""
    info = zipfile.ZipInfo(entry.path, now.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    package.writestr(info, entry.content)


def _zipped(entries: Sequence[Entry], now: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in entries:
            put(package, entry, now)
    return out.getvalue()
