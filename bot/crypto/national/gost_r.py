"""GOST R 34.10 with Streebog, through the `openssl` command and its engine `gost`.

The engine comes with Debian's package `libengine-gost-openssl`. What is judged is given to `openssl` in files of a
folder that only this user can read, under fixed names, without a shell and with a limit on time.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from enum import StrEnum, auto
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

_SECONDS = 60
_PREFIXES = "1.2.643.7.1.1.", "1.2.643.2.2."
_DIGESTS = {
    **dict.fromkeys(("1.2.643.7.1.1.2.2", "1.2.643.7.1.1.3.2", "1.2.643.7.1.1.1.1"), "md_gost12_256"),
    **dict.fromkeys(("1.2.643.7.1.1.2.3", "1.2.643.7.1.1.3.3", "1.2.643.7.1.1.1.2"), "md_gost12_512"),
    **dict.fromkeys(("1.2.643.2.2.9", "1.2.643.2.2.3", "1.2.643.2.2.19"), "md_gost94"),
}
"""The engine's name of the hash that belongs to a hash, signature or key algorithm."""


class GostVerdict(StrEnum):
    """What OpenSSL says of a signature."""

    GOOD = auto()
    BAD = auto()
    UNAVAILABLE = auto()
    """The engine is not installed, so that nothing can be said."""
    UNREADABLE = auto()
    """OpenSSL cannot read the key or the signature, or does not know an algorithm in it."""


def is_gost_r(oid: str) -> bool:
    """Say whether an algorithm, be it of a key, a hash or a signature, is one of Russia's."""
    return oid.startswith(_PREFIXES)


@lru_cache(maxsize=1)
def is_available() -> bool:
    """Say whether OpenSSL has the engine; found out once."""
    outcome = _openssl("engine", "gost", files={})
    return outcome is not None and outcome.returncode == 0


def gost_r_digest(oid: str, data: bytes) -> bytes | None:
    """Return the hash of the data by the hash algorithm `oid`, or None if the engine is missing or does not know it."""
    name = _DIGESTS.get(oid)
    if name is None or not is_available():
        return None
    outcome = _openssl("dgst", "-engine", "gost", f"-{name}", "-binary", "data", files={"data": data})
    return outcome.stdout if outcome is not None and outcome.returncode == 0 else None


def verify_gost_signed(spki_der: bytes, oid: str, signed: bytes, signature: bytes) -> GostVerdict:
    """Verify a signature over bytes, as in certificates, revocation lists and signed attributes.

    `oid` is the algorithm of the signature or, where a signature names no more than that, of the key.
    """
    name = _DIGESTS.get(oid)
    if not is_available():
        return GostVerdict.UNAVAILABLE
    if name is None:
        return GostVerdict.UNREADABLE
    files = {"key": spki_der, "signed": signed, "signature": signature}
    key = ("-keyform", "DER", "-verify", "key")
    outcome = _openssl("dgst", "-engine", "gost", f"-{name}", *key, "-signature", "signature", "signed", files=files)
    if outcome is None:
        return GostVerdict.UNREADABLE
    if outcome.returncode == 0:
        return GostVerdict.GOOD
    return GostVerdict.BAD if outcome.stdout.startswith(b"Verification failure") else GostVerdict.UNREADABLE


def _openssl(*arguments: str, files: Mapping[str, bytes]) -> subprocess.CompletedProcess[bytes] | None:
    """Run `openssl` in a folder with the files; None if it is not installed or takes too long."""
    program = shutil.which("openssl")
    if program is None:
        return None
    environment = {"OPENSSL_CONF": os.devnull, "LC_ALL": "C"}
    engines = {name: value for name, value in os.environ.items() if name == "OPENSSL_ENGINES"}
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        try:
            return subprocess.run(
                [program, *arguments],
                cwd=folder,
                env=environment | engines,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
