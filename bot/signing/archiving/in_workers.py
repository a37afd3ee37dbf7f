"""Functions of archiving to be called in worker processes: only there pyHanko is imported, because it is heavy."""

from datetime import datetime

from bot.signing.sealing.seal import Archive, Archived, Seal


def archive(data: bytes, seal: Seal, to: Archive, now: datetime) -> Archived:
    """Add what validates the file and a document time stamp, and verify the result; the seal's key is not used.

    Raise TimestampUnavailableRefused, AuthorityUntrustedRefused, PdfDamagedRefused, RevisionUnsoundError.
    """
    from bot.signing.archiving.archive_file import archive_verified  # noqa: PLC0415 - see above

    return archive_verified(data, seal, to, now)
