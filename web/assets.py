"""The static files: read once, served from memory under a name that changes with their contents."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

STATIC: Final = Path(__file__).parent / "static"
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm"}
_ZXING: Final = Path(__file__).parents[1] / "node_modules" / "zxing-wasm" / "dist"
_FROM_ZXING: Final = {
    "zxing/share.js": _ZXING / "es" / "share.js",
    "zxing/reader/index.js": _ZXING / "es" / "reader" / "index.js",
    "zxing/reader.wasm": _ZXING / "reader" / "zxing_reader.wasm",
}
"""What npm brings; the pages work without it."""
_DECODER: Final = "scan/decoder.js"
_DECODER_POLICY: Final = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""A worker has the policy of its own address, and this one runs WebAssembly."""
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
        if all(path.is_file() for path in _FROM_ZXING.values()):
            files |= {name: path.read_bytes() for name, path in _FROM_ZXING.items()}
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
        if name == _DECODER:
            headers["Content-Security-Policy"] = _DECODER_POLICY
        body = (self.packed if packed else self.files)[name]
        kind = _TYPES[Path(name).suffix]
        headers["Content-Type"] = kind if kind == _TYPES[".wasm"] else f"{kind}; charset=utf-8"
        return web.Response(body=body, headers=headers)
