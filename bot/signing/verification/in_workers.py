"""Verifying a file in a worker process: only there pyHanko is imported, because it is heavy."""

from collections.abc import Sequence
from pathlib import Path

from bot.crypto.certificates import parse_certificate
from bot.signing.sealing.files import FileEmptyRefused
from bot.signing.verification.findings import Verification


def verify(data: bytes, authority: bytes | None = None, lists: Sequence[bytes] = ()) -> Verification:
    """Verify a finished file against an organisation's certificate (PEM or DER), or for integrity alone.

    `lists` are revocation lists (DER or PEM) besides those in the file; a stranger's count for nothing.

    Raise `CertificateUnreadableRefused` for an unreadable `authority`, and nothing else: any file has a result. Call it
    in a worker process for files of strangers.
    """
    from bot.signing.verification.checking import check_finished  # noqa: PLC0415 - see above

    return check_finished(data, None if authority is None else parse_certificate(authority).der, lists)


def verify_file(path: Path, authority: bytes | None = None, lists: Sequence[bytes] = ()) -> Verification:
    """Verify the file at `path`, as `verify` does; FileEmptyRefused."""
    data = path.read_bytes()
    if not data:
        raise FileEmptyRefused
    return verify(data, authority, lists)
