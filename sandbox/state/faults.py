"""Troubles on demand: planned for the next calls, or a share of all of them by chance with a seed."""

import random
from dataclasses import dataclass, field

from sandbox.wire import JsonObject

KINDS = ("too_many_requests", "server_error", "bad_gateway", "drop", "slow", "lost_answer")
SPARED = frozenset({"getupdates"})  # by chance; a plan that names it is carried out


@dataclass(slots=True)
class Fault:
    """One trouble for the next `times` calls of `method` (any, when None)."""

    kind: str
    method: str | None = None
    times: int = 1
    seconds: float | None = None

    def view(self) -> JsonObject:
        """Give the control API's shape."""
        return {"kind": self.kind, "method": self.method, "times": self.times, "seconds": self.seconds}

    def fits(self, method: str) -> bool:
        """Tell whether a call of `method` meets this trouble."""
        if self.method is None:
            return method not in SPARED
        return self.method.lower() == method


@dataclass(slots=True)
class Faults:
    """What is planned, and what chance adds."""

    planned: list[Fault] = field(default_factory=list)
    rate: float = 0.0
    seed: int = 0
    kinds: tuple[str, ...] = KINDS
    _chance: random.Random = field(default_factory=random.Random)

    def view(self) -> JsonObject:
        """Give the control API's Faults."""
        planned = [fault.view() for fault in self.planned]
        return {"planned": planned, "rate": self.rate, "seed": self.seed, "kinds": list(self.kinds)}

    def by_chance(self, rate: float, seed: int, kinds: tuple[str, ...]) -> None:
        """Let a share `rate` of the calls meet one of `kinds`."""
        self.rate, self.seed, self.kinds = rate, seed, kinds
        self._chance = random.Random(seed)  # noqa: S311 - troubles that can be had again, no secret

    def clear(self) -> None:
        """End all troubles."""
        self.planned.clear()
        self.by_chance(0.0, 0, KINDS)

    def meet(self, method: str) -> Fault | None:
        """Give the trouble that this call meets, counting it."""
        for fault in self.planned:
            if fault.fits(method):
                fault.times -= 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                return fault
        if self.rate and method not in SPARED and self._chance.random() < self.rate:
            return Fault(self._chance.choice(self.kinds))
        return None
