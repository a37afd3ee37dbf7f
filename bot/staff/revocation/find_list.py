"""Finds the newest list of revoked certificates of an organisation, for anyone: it has numbers and dates only."""

from dataclasses import dataclass

from bot.staff.ports import ReadStaff


@dataclass(frozen=True, slots=True)
class FindList:
    """By the organisation's tag, which is part of every code that it issues and of the address in its certificates."""

    read: ReadStaff

    async def __call__(self, tag: bytes) -> bytes | None:
        """Return the list (DER); None where there is no such organisation, or no list of it yet."""
        async with self.read() as tx:
            for organisation in await tx.organisations.all():
                if organisation.tag == tag:
                    newest = await tx.revocations.newest_list(organisation.id)
                    return newest.content if newest else None
        return None
