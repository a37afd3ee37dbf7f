"""A class of old rows that cannot be removed holds up no other class."""

from datetime import timedelta

from sqlalchemy import delete, select

from bot.retention import PurgeOld
from bot.retention.remove_old_rows import OldRows, RemoveOldRows
from bot.staff.models import Role
from storage.tables import pass_, person

YEAR = timedelta(days=366)


async def test_rows_that_something_still_refers_to_are_tried_again_and_the_other_classes_are_removed(harness):
    long_ago = harness.now - YEAR
    guest = await harness.person("Guest", role=Role.GUEST, created_at=long_ago)
    issued = await harness.pass_(guest)
    invitation = await harness.invitation(await harness.person(), created_at=long_ago, expires_at=long_ago)
    retention = RemoveOldRows(PurgeOld(harness.store.purge, lambda: harness.now), harness.store.transaction)

    async def people():
        async with harness.engine.connect() as connection:
            return set((await connection.execute(select(person.c.id))).scalars())

    await retention(now=harness.now)
    async with harness.store.transaction() as tx:
        assert await tx.invitations.get(invitation.id) is None
        (failure,) = await tx.job_failures.of("retention")
    assert (failure.row_id, failure.error) == (OldRows("guest-names").id, "IntegrityError")
    assert guest.id in await people()

    async with harness.engine.begin() as connection:
        await connection.execute(delete(pass_).where(pass_.c.id == issued.id))
    await retention(now=failure.next_try_at)
    assert guest.id not in await people()
    async with harness.store.transaction() as tx:
        assert await tx.job_failures.of("retention") == []
