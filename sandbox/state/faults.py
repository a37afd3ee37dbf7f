"""Simulated faults: planned for the next calls, or random for a share of all calls."""

import random
from dataclasses import dataclass, field

from sandbox.encoding import JsonObject

KINDS = ("too_many_requests", "server_error", "bad_gateway", "drop", "slow", "lost_answer")
NO_RANDOM_FAULTS = frozenset({"getupdates"})  # it can still be named by a planned fault


@dataclass(slots=True)
class Fault:
    """A fault of the next `times` calls of `method`, of any method when None."""

    kind: str
    method: str | None = None
    times: int = 1
    seconds: float | None = None

    def view(self) -> JsonObject:
        """Return the control API's Fault."""
        return {"kind": self.kind, "method": self.method, "times": self.times, "seconds": self.seconds}

    def applies_to(self, method: str) -> bool:
        """Return whether a call of `method` (in lower case) gets this fault."""
        if self.method is None:
            return method not in NO_RANDOM_FAULTS
        return self.method.lower() == method


@dataclass(slots=True)
class Faults:
    """The planned faults, and the rate of random ones."""

    planned: list[Fault] = field(default_factory=list)
    rate: float = 0.0
    seed: int = 0
    kinds: tuple[str, ...] = KINDS
    _random: random.Random = field(default_factory=random.Random)

    def view(self) -> JsonObject:
        """Return the control API's Faults."""
        planned = [fault.view() for fault in self.planned]
        return {"planned": planned, "rate": self.rate, "seed": self.seed, "kinds": list(self.kinds)}

    def set_random(self, rate: float, seed: int, kinds: tuple[str, ...]) -> None:
        """Make a share `rate` of the calls fail in one of the ways `kinds`."""
        self.rate, self.seed, self.kinds = rate, seed, kinds
        self._random = random.Random(seed)  # noqa: S311 - reproducible, no secret

    def clear(self) -> None:
        """Remove all faults."""
        self.planned.clear()
        self.set_random(0.0, 0, KINDS)

    def next_fault(self, method: str) -> Fault | None:
        """Return the fault of a call that begins now, and count it."""
        for fault in self.planned:
            if fault.applies_to(method):
                fault.times -= 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                return fault
        if self.rate and method not in NO_RANDOM_FAULTS and self._random.random() < self.rate:
            return Fault(self._random.choice(self.kinds))
        return None
