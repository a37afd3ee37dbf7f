"""Holding the signatures of a finished file against the ledger: certificates announced, records entered.

Whoever has the database and the master key can issue a certificate and sign with it. But a certificate of a lasting key
that the ledger does not have was never announced to its person, and the ledger's checkpoints are in other people's
chats.
"""

from enum import StrEnum

from bot.crypto.certificates import Use
from bot.ledger.export import ExportedLedger
from bot.signing.verification.findings import CheckedSignature


class Announced(StrEnum):
    """What the ledger says of one signature."""

    ENTERED = "entered"
    """Its certificate was announced before, and its record entered, under a checkpoint."""
    CERTIFICATE_MISSING = "certificate-never-announced"
    """The ledger has no certificate of this key from before the signature: nobody told the person of it."""
    CERTIFICATE_REVOKED = "certificate-revoked-before"
    """The ledger has the revocation of this key's certificate from before the signature."""
    RECORD_MISSING = "record-not-entered"
    """The ledger does not have this record."""
    BEHIND_CHECKPOINT = "behind-checkpoint"
    """The ledger has it, but under no checkpoint that vouches for it yet."""


def announced(one: CheckedSignature, ledger: ExportedLedger) -> Announced:
    """Return what the ledger says of a signature."""
    record, entered = one.verdict.record, ledger.signed.get(one.record_sha256)
    if record is not None and record.act.method.use is not Use.TAP:
        issued = ledger.issued.get(one.certificate_sha256)
        if issued is None or (entered is not None and entered < issued):
            return Announced.CERTIFICATE_MISSING
    if entered is None:
        return Announced.RECORD_MISSING
    if ledger.revoked.get(one.certificate_sha256, entered) < entered:
        return Announced.CERTIFICATE_REVOKED
    return Announced.ENTERED if entered <= ledger.vouched else Announced.BEHIND_CHECKPOINT
