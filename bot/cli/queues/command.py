"""The shared code of `countersign inbox` and `countersign outbox`: show a queue, and retry the dead letters.

No personal data is shown.
"""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

from bot.cli.output import say
from bot.settings import SettingsError, read_settings
from bot.startup.master_key import open_cipher
from storage.inbox.queues import Queues
from storage.opening import open_store

_Standing = TypeVar("_Standing")
_Dead = TypeVar("_Dead")
_Answer = TypeVar("_Answer")

SHOWN = 100


@dataclass(frozen=True, slots=True)
class QueueCommand(Generic[_Standing, _Dead]):
    """One queue's command.

    `dead_called` names in JSON the dead letters; `identify` parses an id, ValueError for none, described as `no_id`.
    """

    name: str
    says: str
    retry_says: str
    dead_called: str
    identify: Callable[[str], Any]
    no_id: str
    stands: Callable[[Queues], Awaitable[_Standing]]
    dead: Callable[[Queues, int], Awaitable[list[_Dead]]]
    put_back: Callable[[Queues, Sequence[Any] | None], Awaitable[int]]
    lines: Callable[[_Standing, list[_Dead]], Iterable[str]]

    def add(self, commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
        """Add the command."""
        parser = commands.add_parser(self.name, help=self.says)
        parser.add_argument("--retry", metavar="ID|all", help=self.retry_says)
        parser.add_argument("--json", action="store_true", help="say it as JSON")
        parser.set_defaults(run=self._run)

    def _run(self, given: argparse.Namespace) -> None:
        if given.retry is None:
            said = self._looked(as_json=given.json)
        else:
            ids = self._ids(given.retry)
            back = asyncio.run(_with_queues(lambda queues: self.put_back(queues, ids)))
            said = [json.dumps({"put_back": back}) if given.json else f"put back: {back}"]
        say(*said)

    def _looked(self, *, as_json: bool) -> list[str]:
        async def look(queues: Queues) -> tuple[_Standing, list[_Dead]]:
            return await self.stands(queues), await self.dead(queues, SHOWN)

        standing, dead = asyncio.run(_with_queues(look))
        if not as_json:
            return list(self.lines(standing, dead))
        told = _dict(standing) | {self.dead_called: [_dict(one) for one in dead]}
        return json.dumps(told, default=str, indent=2).split("\n")

    def _ids(self, given: str) -> list[Any] | None:
        try:
            return None if given == "all" else [self.identify(given)]
        except ValueError:
            sentence = f"{given!r} is no {self.no_id}: take one that `countersign {self.name}` shows, or all."
            raise SettingsError(sentence) from None


def _dict(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    return asdict(value)


async def _with_queues(ask: Callable[[Queues], Awaitable[_Answer]]) -> _Answer:
    settings = read_settings()
    store = await open_store(settings, open_cipher(settings))
    try:
        return await ask(store.queues)
    finally:
        await store.close()
