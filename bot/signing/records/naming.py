"""Whom a certificate names: a record with another name than its certificate's is refused."""

from uuid import UUID

from bot.crypto.certificates import Certificate


def names_signer(certificate: Certificate, person_id: UUID, name: str) -> bool:
    """Return whether a certificate was issued for this person under exactly this name."""
    return certificate.serial_number == str(person_id) and certificate.name == name
