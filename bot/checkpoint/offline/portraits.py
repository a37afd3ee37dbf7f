"""Small portraits for packs, where the settings want them: made once in each process, in worker processes."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import structlog
from PIL import Image

from bot.workers.errors import WorkersUnavailableError, WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool

MOST_NEW: Final = 200
"""The most portraits that are made for one pack; the next one has more."""
SIZE: Final = (72, 96)
_QUALITY: Final = 60

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SmallPortraits:
    """The small portraits by the SHA-256 (hex) of the holder's photo, apart for each organisation.

    They are kept in memory, and no longer than a pass with the photo stands.
    """

    workers: WorkerPool
    wanted: bool
    _kept: dict[UUID, dict[str, bytes]] = field(default_factory=dict)

    def missing(self, organisation_id: UUID, photos: Iterable[str]) -> Sequence[str]:
        """Return the first of the photos that have no small portrait yet."""
        kept = self._kept.get(organisation_id, {})
        return [sha256 for sha256 in photos if sha256 not in kept][:MOST_NEW]

    async def with_new(
        self, organisation_id: UUID, photos: Iterable[str], originals: Mapping[str, bytes]
    ) -> Mapping[str, bytes]:
        """Return the small portraits that there are of these photos, `originals` (JPEG) made small, and forget others.

        A photo that cannot be read gives an empty one. Where no worker can make them, there are none of the new ones.
        """
        known = {**await self._made(originals), **self._kept.get(organisation_id, {})}
        kept = {sha256: known[sha256] for sha256 in photos if sha256 in known}
        self._kept[organisation_id] = kept
        return kept

    async def _made(self, originals: Mapping[str, bytes]) -> dict[str, bytes]:
        if not originals:
            return {}
        try:
            new = await self.workers.run(Work.PICTURE, Priority.BACKGROUND, shrink, list(originals.values()))
        except (WorkFailed, WorkersUnavailableError) as failed:  # a pack without portraits is better than none
            log.warning("portraits not made, packs go without", reason=type(failed).__name__)
            return {}
        return dict(zip(originals, new, strict=True))


def shrink(portraits: Sequence[bytes]) -> list[bytes]:
    """Return portraits (JPEG) as small ones, which are encoded anew; empty for what cannot be read."""
    return [_shrunk(one) for one in portraits]


def _shrunk(portrait: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(portrait), formats=("JPEG",)) as image:
            image.draft("RGB", SIZE)
            small = image.convert("RGB")
    except (OSError, SyntaxError, ValueError):  # what Pillow raises for damaged files
        return b""
    small.thumbnail(SIZE, Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()
