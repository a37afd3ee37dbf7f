"""`countersign inbox`: how many updates wait, that are dead letters, and putting them back. Names nobody."""

from collections.abc import Iterator

from bot.cli.queues.command import QueueCommand
from bot.monitoring.queues import InboxStanding
from storage.inbox.queues import DeadUpdate, Queues


def _lines(standing: InboxStanding, dead: list[DeadUpdate]) -> Iterator[str]:
    since = f", the oldest since {standing.oldest_at:%Y-%m-%d %H:%M:%S} UTC" if standing.oldest_at else ""
    yield f"waiting: {standing.waiting}{since}"
    yield f"dead letters: {standing.dead}"
    for one in dead:
        yield f"  {one.id}  {one.dead_at:%Y-%m-%d %H:%M}  {one.kind}  attempts {one.attempts}  {one.error or ''}"


add = QueueCommand(
    name="inbox",
    says="updates that wait that are dead letters; --retry puts them back",
    retry_says="handle this update, or all dead letters, once more",
    dead_called="dead_letters",
    identify=int,
    no_id="update's number",
    stands=Queues.inbox,
    dead=Queues.dead_updates,
    put_back=Queues.retry_updates,
    lines=_lines,
).add
