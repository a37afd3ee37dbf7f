"""The health of this process: its loops run, Telegram reaches its webhook, and its database responds."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from bot.counters import Counters
from bot.monitoring.queues import QueueCounts

ANSWERS_WITHIN_SECONDS: Final = 5.0
LIMITS: Final = {
    "polling": (90.0, "Telegram has answered no request for updates"),
    "webhook": (300.0, "Telegram has told nothing of the webhook"),
    "inbox": (60.0, "the inbox was not looked at"),
}
"""How long each loop may go without a heartbeat, longer than its longest pause, and the fault after that."""


class HookStatus(Protocol):
    """The state of a webhook."""

    @property
    def ailment(self) -> str:
        """Why updates do not arrive, according to Telegram; empty when they do."""
        ...


@dataclass(slots=True)
class Health:
    """Checks the process. `loops` are those that it runs, `hook` is its webhook, if it has one."""

    queues: QueueCounts
    counters: Counters
    loops: tuple[str, ...]
    hook: HookStatus | None = None

    def start(self) -> None:
        """Start measuring the loops' heartbeats."""
        now = time.monotonic()
        for name in self.loops:
            self.counters.heartbeats.setdefault(name, now)

    async def problems(self) -> list[str]:
        """Return the faults, a sentence each; empty when there are none."""
        wrong = [*self._silent_loops()]
        if self.hook is not None and self.hook.ailment:
            wrong.append(self.hook.ailment)
        try:
            await asyncio.wait_for(self.queues.answers(), ANSWERS_WITHIN_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it is, the database does not answer
            wrong.append(f"the database does not answer ({type(error).__name__})")
        return wrong

    def _silent_loops(self) -> Iterable[str]:
        now = time.monotonic()
        for name in self.loops:
            limit, says = LIMITS[name]
            silent = now - self.counters.heartbeats[name]
            if silent > limit:
                yield f"{says} for {silent:.0f} seconds"
