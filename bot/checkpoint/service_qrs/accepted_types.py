"""Lists what a checkpoint can accept: passes of the organisation, and documents where Diia checks them for it."""

from dataclasses import dataclass

from bot.checkpoint.documents.check_document import CheckDocument
from bot.checkpoint.ports import CheckpointTransaction, ReadCheckpoint
from bot.passes.types.browse_types import living_types, terms_by_key
from bot.passes.types.pass_types import DOCUMENTS, Terms
from bot.staff.access import present_manager
from bot.staff.models import Organisation, Speaker


@dataclass(frozen=True, slots=True)
class ListAccepted:
    """Lists the types for a manager who issues or edits a service QR."""

    read: ReadCheckpoint
    documents: CheckDocument

    async def __call__(self, speaker: Speaker) -> tuple[Terms, ...]:
        """Return the types of passes, then of documents; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return await _accepted(tx, speaker.organisation, self.documents)


@dataclass(frozen=True, slots=True)
class FindAccepted:
    """Finds one of them."""

    read: ReadCheckpoint
    documents: CheckDocument

    async def __call__(self, speaker: Speaker, key: str) -> Terms:
        """Return the type that a button names; NotAllowedRefused, PassTypeGoneRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return terms_by_key(await _accepted(tx, speaker.organisation, self.documents), key)


async def _accepted(
    tx: CheckpointTransaction, organisation: Organisation, documents: CheckDocument
) -> tuple[Terms, ...]:
    types = await living_types(tx, organisation.id)
    return (*types, *DOCUMENTS) if documents.serves(organisation) else types
