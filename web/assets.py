"""The static files: read once, served from memory under a name that changes with their contents."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

STATIC: Final = Path(__file__).parent / "static"
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_FOR_EVER: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by path below `web/static`; `version` is a digest of them all."""

    files: Mapping[str, bytes]
    packed: Mapping[str, bytes]
    version: str

    @classmethod
    def read(cls) -> "Assets":
        """Read the folder."""
        paths = sorted(path for path in STATIC.rglob("*") if path.suffix in _TYPES)
        files = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in paths}
        digest = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()[:12]
        return cls(files, {name: gzip.compress(content, mtime=0) for name, content in files.items()}, digest)

    def url(self, name: str) -> str:
        """Return the path at which a file is served."""
        return f"/assets/{self.version}/{name}"

    def text(self, name: str) -> str:
        """Return a file as text."""
        return self.files[name].decode()

    async def serve(self, request: web.Request) -> web.Response:
        """Serve a file of this version; 404 for anything else."""
        name = request.match_info["name"]
        if request.match_info["version"] != self.version or name not in self.files:
            raise web.HTTPNotFound
        headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        if packed:
            headers["Content-Encoding"] = "gzip"
        body = (self.packed if packed else self.files)[name]
        return web.Response(body=body, content_type=_TYPES[Path(name).suffix], charset="utf-8", headers=headers)
