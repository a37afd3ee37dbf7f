"""Holders of leases: this process, by its name, and dead processes of this machine, whose leases are released."""

import os
import secrets
import socket
from typing import NewType

from bot.inbox import Inbox
from bot.notices.ports import OpenNotices, ReadNotices

Holder = NewType("Holder", str)
"""The name of a process that holds leases."""


def own_name() -> Holder:
    """Name this process: host, process id, and a random part, because process ids are reused."""
    return Holder(f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}")


async def release_dead_holders(inbox: Inbox, read: ReadNotices, open_: OpenNotices) -> None:
    """Release the leases of dead processes of this machine, so that nobody waits for their expiry."""
    async with read() as tx:
        holders = await inbox.holders() | await tx.outbox.holders()
    for holder in filter(is_dead, holders):
        await inbox.release(holder=holder, died=True)
        async with open_() as tx:
            await tx.outbox.release(holder=holder)


def is_dead(holder: str) -> bool:
    """Return whether this is a process of this machine that has ended."""
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
