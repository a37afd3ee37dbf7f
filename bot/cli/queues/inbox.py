"""`countersign inbox`: how many updates wait, which were set aside, and putting them back. Names nobody."""

from collections.abc import Iterator

from bot.cli.queues.command import QueueCommand
from bot.monitoring.queues import InboxStanding
from storage.inbox.queues import DeadUpdate, Queues


def _lines(standing: InboxStanding, aside: list[DeadUpdate]) -> Iterator[str]:
    since = f", the oldest since {standing.oldest_at:%Y-%m-%d %H:%M:%S} UTC" if standing.oldest_at else ""
    yield f"waiting: {standing.waiting}{since}"
    yield f"set aside: {standing.aside}"
    for one in aside:
        yield f"  {one.id}  {one.dead_at:%Y-%m-%d %H:%M}  {one.kind}  attempts {one.attempts}  {one.error or ''}"


add = QueueCommand(
    name="inbox",
    says="updates that wait or were set aside; --retry puts them back",
    retry_says="handle this update, or all set aside, once more",
    aside_called="set_aside",
    identify=int,
    no_id="update's number",
    stands=Queues.inbox,
    aside=Queues.dead_updates,
    put_back=Queues.retry_updates,
    lines=_lines,
).add
