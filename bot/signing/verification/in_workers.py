"""Verifying a file in a worker process: only there pyHanko is imported, because it is heavy."""

from pathlib import Path

from bot.crypto.certificates import parse_certificate
from bot.signing.sealing.files import FileEmptyRefused
from bot.signing.verification.findings import Verification


def verify(data: bytes, authority: bytes | None = None) -> Verification:
    """Verify a finished file against an organisation's certificate (PEM or DER), or for integrity alone.

    Raise `CertificateUnreadableRefused` for an unreadable `authority`, and nothing else: any file has a result. Call it
    in a worker process for files of strangers.
    """
    from bot.signing.verification.checking import check_finished  # noqa: PLC0415 - see above

    return check_finished(data, None if authority is None else parse_certificate(authority).der)


def verify_file(path: Path, authority: bytes | None = None) -> Verification:
    """Verify the file at `path`, as `verify` does; FileEmptyRefused."""
    data = path.read_bytes()
    if not data:
        raise FileEmptyRefused
    return verify(data, authority)
