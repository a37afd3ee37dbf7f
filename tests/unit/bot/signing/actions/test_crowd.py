"""Many at once: two managers and ten signers over one document, and a document for a thousand."""

import asyncio
import random

import pytest

from bot.errors import Refused
from bot.ledger.entries import Act
from bot.signing.boards.remind_now import RemindNow
from bot.signing.documents.audience import Audience
from bot.signing.notices import DocumentFinished, RequestSent
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.staff.models import Role


@pytest.fixture
def hires(harness, desk_people):
    """Add registered people to the organisation: `await hires(10)`."""

    async def hire(count, role=Role.EMPLOYEE, start=1000):
        async with harness.open() as tx:
            return [
                await desk_people(tx, harness.owner.organisation, f"Sample Person {number}", role, number)
                for number in range(start, start + count)
            ]

    return hire


async def tried(doing):
    """Let it be refused: whoever comes too late is told so."""
    try:
        return await doing
    except Refused as refused:
        return refused


@pytest.mark.parametrize("seed", range(3))
async def test_two_managers_and_ten_signers_at_once_leave_one_answer_each_and_one_file(desk, harness, hires, seed):
    signers, late, [second] = await hires(10), await hires(2, start=2000), await hires(1, Role.MANAGER, start=3000)
    document = (await desk.sends(*signers)).document
    remind = RemindNow(harness.open)
    acts = [desk.signs(document, one) for one in signers[:8]] + [desk.signs(document, one) for one in signers[:8]]
    acts += [desk.declines(document, one) for one in signers[6:]]
    acts += [desk.adds(document, one, by=by) for one in late for by in (harness.owner, second)]
    acts += [remind(by, document.id, now=harness.now) for by in (harness.owner, second)]
    acts += [desk.finishes(), desk.refreshes()]
    random.Random(seed).shuffle(acts)  # noqa: S311 - an order, not a secret
    await asyncio.gather(*map(tried, acts))
    async with harness.open() as tx:
        asked = {one.person_id for one in await tx.requests.of_document(document.id)}
    # A document that all had answered before they were added has ended without them.
    await asyncio.gather(*(desk.signs(document, one) for one in late if one.person.id in asked))
    await asyncio.gather(desk.finishes(), desk.finishes())
    board = await desk.board(document)
    assert board.tally.total == board.tally.final == len(asked) in {10, 11, 12}
    assert len(await harness.entries(Act.SIGNED)) + len(await harness.entries(Act.DECLINED)) == len(asked)
    assert len(await harness.entries(Act.DOCUMENT_FINISHED)) == 1
    found = verify(await desk.content(document), harness.owner.organisation.ca_certificate)
    assert (found.answer, found.expected) == (Integrity.UNCHANGED, len(asked))
    assert found.signed + found.declined == len(asked)
    told = [notice.person_id for notice in await desk.told(DocumentFinished)]
    assert len(told) == len(set(told)) == found.signed + 1


async def test_a_thousand_people_are_asked_once_each(desk, harness, hires):
    people = await hires(997)  # three are there already
    sent = await desk.sends(Audience(everyone=True))
    assert sent.recipients == 1000
    told = [notice.person_id for notice in await desk.told(RequestSent)]
    assert len(told) == len(set(told)) == 1000
    assert {one.person.id for one in people} <= set(told)
    assert (await desk.board(sent.document)).tally.total == 1000
