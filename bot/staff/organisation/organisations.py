"""What is stored of organisations."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from bot.staff.models import Organisation, OrganisationKeys


class Organisations(Protocol):
    """The organisations this bot serves."""

    async def add(self, organisation: Organisation, keys: OrganisationKeys) -> None:
        """Add an organisation and its keys, once."""
        ...

    async def get(self, organisation_id: UUID) -> Organisation:
        """Return one; LookupError if there is none."""
        ...

    async def hold(self, organisation_id: UUID) -> Organisation:
        """Return one and lock it until the transaction ends; LookupError if there is none."""
        ...

    async def save_page_marks(self, organisation: Organisation) -> None:
        """Save whether its finished files get marks in their margins."""
        ...

    async def save_contact(self, organisation: Organisation) -> None:
        """Save what is printed as its contact."""
        ...

    async def save_qualified_classes(self, organisation: Organisation) -> None:
        """Save which classes of documents demand a qualified signature."""
        ...

    async def save_working_time(self, organisation: Organisation) -> None:
        """Save its working time."""
        ...

    async def save_diia_branch(self, organisation_id: UUID, branch: str) -> bool:
        """Save the branch at Diia; False when it is that already."""
        ...

    async def save_crl_pages(self, organisation_id: UUID, crl_pages: str) -> None:
        """Save where its revocation lists are served."""
        ...

    async def save_requirements(self, organisation: Organisation) -> None:
        """Save its number and whether it demands qualified signatures."""
        ...

    async def ca_key(self, organisation_id: UUID) -> bytes:
        """Return the private key of the organisation's authority, for `bot.staff.authority` alone."""
        ...

    async def seal_key(self, organisation_id: UUID) -> bytes:
        """Return the private key of the organisation's seal."""
        ...

    async def all(self) -> list[Organisation]:
        """Return all, oldest first."""
        ...

    async def of_rows(self, ids: Collection[UUID]) -> set[UUID]:
        """Return the ids of the organisations to which rows of any kind with these ids belong."""
        ...
