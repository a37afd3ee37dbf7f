"""Who holds leases: this process by its name, and the dead of this machine, whose leases need not run out."""

import os
import secrets
import socket

from bot.inbox import Inbox
from storage.transaction import Store


def own_name() -> str:
    """Name this process: host, process id, and a random part, because process ids come again."""
    return f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"


async def release_the_dead(inbox: Inbox, store: Store) -> None:
    """Give back what processes of this machine held that no longer run: after a crash nobody waits for a lease."""
    async with store.reading() as tx:
        holders = await inbox.holders() | await tx.outbox.holders()
    for holder in filter(_is_dead, holders):
        await inbox.release(holder=holder)
        async with store.transaction() as tx:
            await tx.outbox.release(holder=holder)


def _is_dead(holder: str) -> bool:
    host, _, rest = holder.partition("/")
    pid = rest.partition("/")[0]
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():
        return True  # a container's first process has the same number each time, and this one holds nothing yet
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
