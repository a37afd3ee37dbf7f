"""A check that dies between any two of its lines uses up no code of which the log says nothing."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.checkpoint.models import Verdict
from bot.checkpoint.notices import PassChecked
from bot.ledger.entries import Act
from storage.tables import check, live_code, notice

ROOT = Path(__file__).resolve().parents[4]
CONNECTING = ("storage/engine.py", "storage/transaction.py")
"""Where connections are lent and given back: a process that dies lends no more, and this one must lend on."""

OURS = tuple(str(ROOT / wing) for wing in ("bot", "storage"))


class PowerCut(BaseException):
    """What no handler of errors may catch."""


class Cutting:
    """Lets a number of our own lines run, then cuts the power, once."""

    def __init__(self, after):
        self.left = after

    def __enter__(self):
        sys.settrace(self._trace)

    def __exit__(self, *_):
        sys.settrace(None)

    def _trace(self, frame, event, _):
        file = frame.f_code.co_filename
        if not file.startswith(OURS) or file.endswith(CONNECTING):
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                sys.settrace(None)
                raise PowerCut
        return self._trace


async def used_and_told(harness):
    """Codes used up, and those of them with a VALID check that names them."""
    async with harness.store._engine.connect() as connection:
        used = select(live_code.c.id, live_code.c.used_by_check_id).where(live_code.c.used_at.is_not(None))
        used = {row[0]: row[1] for row in (await connection.execute(used)).all()}
        told = select(check.c.live_code_id, check.c.id).where(check.c.verdict == Verdict.VALID)
        return used, {row[0]: row[1] for row in (await connection.execute(told)).all()}


async def dies(act, after):
    """Whether the act was cut off before its end."""
    try:
        with Cutting(after):
            await act()
    except PowerCut:
        return True
    return False


EVERY_LINE = pytest.param(1, marks=[pytest.mark.long, pytest.mark.timeout(1200)])


@pytest.mark.parametrize("step", [41, EVERY_LINE])
async def test_a_check_cut_off_between_any_two_lines_is_whole_or_was_never(harness, checkpoint, step):
    await checkpoint.goes_on_duty(await checkpoint.issue())
    after, cut = 7, 0
    while True:
        shown, event_id = await harness.show_code(await harness.issue_pass()), harness.event_id()

        async def act(shown=shown, event_id=event_id):
            return await checkpoint.types(shown.typed, event_id=event_id)

        died = await dies(act, after)
        used, told = await used_and_told(harness)
        assert used == told
        (answer,) = await act()  # the update is taken up again
        assert answer.check.verdict is Verdict.VALID
        used, told = await used_and_told(harness)
        assert used == told
        if not died:
            break
        after, cut = after + step, cut + 1
    assert cut > 200 // step
    done = await harness.entries(Act.CHECKED)
    assert len(done) == len({audit_event.subject_id for audit_event in done}) == len(told)
    async with harness.store._engine.connect() as connection:
        heard = select(func.count()).select_from(notice).where(notice.c.kind == PassChecked.kind)
        assert (await connection.execute(heard)).scalar_one() == len(told)
