"""`countersign outbox`: how many notices and letters are on their way, which notices never arrived, sending them again.

Names nobody.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from bot.cli.queues.command import QueueCommand
from bot.monitoring.queues import OutboxStanding
from storage.inbox.queues import DeadNotice


def _lines(standing: OutboxStanding, dead: list[DeadNotice]) -> Iterator[str]:
    due = f", the longest due since {standing.oldest_due_at:%Y-%m-%d %H:%M:%S} UTC" if standing.oldest_due_at else ""
    yield f"on their way: {standing.pending}{due}"
    yield f"delivered: {standing.delivered}  unreachable: {standing.unreachable}  dropped: {standing.dropped}"
    yield "letters: " + "  ".join(f"{state} {number}" for state, number in standing.letters.items())
    for one in dead:
        yield (
            f"  {one.id}  {one.send_after_at:%Y-%m-%d %H:%M}  {one.kind}  {one.outcome}"
            f"  attempts {one.attempts}  {one.error or ''}"
        )


add = QueueCommand(
    name="outbox",
    says="notices on their way, and those that never arrived; --retry sends again",
    retry_says="send this notice, or all that never arrived, once more",
    dead_called="never_arrived",
    identify=UUID,
    no_id="notice's id",
    stands=lambda queues: queues.outbox(datetime.now(UTC)),
    dead=lambda queues, most: queues.dead_notices(most),
    put_back=lambda queues, ids: queues.retry_notices(ids, datetime.now(UTC)),
    lines=_lines,
).add
