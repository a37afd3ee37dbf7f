"""Opens the request that a letter's link names, for the one it asks and for nobody else."""

from dataclasses import dataclass

from bot.signing.ports import ReadSigning
from bot.signing.requests.my_requests import MyRequest, show_request
from bot.staff.access import NotAllowedRefused
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class FollowLink:
    """The link alone lets nobody in: letters are read by those who carry them."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, code_id: bytes) -> MyRequest:
        """Return the speaker's own request by a genuine code's id; NotAllowedRefused for any other."""
        async with self.read() as tx:
            request = await tx.requests.by_code(code_id)
            if request is None:
                raise NotAllowedRefused
            return await show_request(tx, speaker, request.id)
