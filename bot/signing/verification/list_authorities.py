"""Lists the organisations of this server as a browser can recognise them: by the hash of their certificate."""

import hashlib
from dataclasses import dataclass

from bot.signing.ports import ReadSigning


@dataclass(frozen=True, slots=True)
class ListAuthorities:
    """For anyone: the hash names no organisation to those who do not have a file that it sealed."""

    read: ReadSigning

    async def __call__(self) -> list[str]:
        """Return the SHA-256 of each organisation's certificate (DER), sorted."""
        async with self.read() as tx:
            return sorted(hashlib.sha256(one.ca_certificate).hexdigest() for one in await tx.organisations.all())
