"""The messages that show boards."""

from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, case, delete, exists, select

from bot.signing.live_boards import BoardReader
from bot.staff.models import Role
from storage.repository import Rows, insert
from storage.tables import account, board, organisation, person

_OTHER = account.alias("other")
_ELSEWHERE = exists().where(
    _OTHER.c.telegram_id == account.c.telegram_id,
    _OTHER.c.organisation_id != account.c.organisation_id,
    _OTHER.c.ended_at.is_(None),
)
_READERS: Final = (
    select(
        person.c.id,
        account.c.telegram_id,
        board.c.message_id,
        account.c.language,
        organisation.c.time_zone,
        case((_ELSEWHERE, organisation.c.name)),
    )
    .join(person, person.c.id == board.c.person_id)
    .join(account, (account.c.person_id == person.c.id) & account.c.ended_at.is_(None))
    .join(organisation, organisation.c.id == board.c.organisation_id)
    .where(board.c.document_id == bindparam("document"), person.c.role.in_([one for one in Role if one.manages]))
    .where(account.c.telegram_id.is_not(None))
    .order_by(person.c.id)
)


class SqlBoards(Rows):
    """Implements `bot.signing.ports.Boards`."""

    async def show(self, organisation_id: UUID, document_id: UUID, person_id: UUID, message_id: int) -> int | None:
        """Record the message that shows the board now; return the one that showed it before, if it is another one."""
        await self.leave(person_id, message_id)
        theirs = (board.c.document_id == document_id) & (board.c.person_id == person_id)
        before = (await self._connection.execute(select(board.c.message_id).where(theirs))).scalar_one_or_none()
        new = {"organisation_id": organisation_id, "document_id": document_id, "person_id": person_id}
        key = [board.c.document_id, board.c.person_id]
        shown = insert(self._connection.dialect.name, board).values(new | {"message_id": message_id})
        await self._connection.execute(shown.on_conflict_do_update(index_elements=key, set_={"message_id": message_id}))
        return before

    async def leave(self, person_id: UUID, message_id: int) -> None:
        """Record that the message shows no board any more."""
        shows = (board.c.person_id == person_id) & (board.c.message_id == message_id)
        await self._connection.execute(delete(board).where(shows))

    async def readers(self, document_id: UUID) -> list[BoardReader]:
        """Return who looks at the document's board in which message: managers with an active account."""
        rows = await self._connection.execute(_READERS, {"document": document_id})
        return [BoardReader(*row) for row in rows.all()]
