"""Many people at once: two managers and ten signers of one document, and a document for a thousand."""

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
def hire(harness, register_person):
    """Add registered people to the organisation: `await hire(10)`."""

    async def call(count, role=Role.EMPLOYEE, start=1000):
        async with harness.open() as tx:
            return [
                await register_person(tx, harness.owner.organisation, f"Sample Person {number}", role, number)
                for number in range(start, start + count)
            ]

    return call


async def tried(doing):
    """Return the result, or the refusal of whoever comes too late."""
    try:
        return await doing
    except Refused as refused:
        return refused


@pytest.mark.parametrize("seed", range(3))
async def test_two_managers_and_ten_signers_at_once_leave_one_result_each_and_one_file(signing, harness, hire, seed):
    signers, late, [second] = await hire(10), await hire(2, start=2000), await hire(1, Role.MANAGER, start=3000)
    document = (await signing.send(*signers)).document
    remind = RemindNow(harness.open)
    acts = [signing.sign(document, one) for one in signers[:8]] + [signing.sign(document, one) for one in signers[:8]]
    acts += [signing.decline(document, one) for one in signers[6:]]
    acts += [signing.add(document, one, by=by) for one in late for by in (harness.owner, second)]
    acts += [remind(by, document.id, now=harness.now) for by in (harness.owner, second)]
    acts += [signing.finish(), signing.refresh()]
    random.Random(seed).shuffle(acts)  # noqa: S311 - an order, not a secret
    await asyncio.gather(*map(tried, acts))
    async with harness.open() as tx:
        recipients = {one.person_id for one in await tx.requests.of_document(document.id)}
    # A document that was complete before they were added has ended without them.
    await asyncio.gather(*(signing.sign(document, one) for one in late if one.person.id in recipients))
    await asyncio.gather(signing.finish(), signing.finish())
    board = await signing.board(document)
    assert board.tally.total == board.tally.final == len(recipients) in {10, 11, 12}
    assert len(await harness.entries(Act.SIGNED)) + len(await harness.entries(Act.DECLINED)) == len(recipients)
    assert len(await harness.entries(Act.DOCUMENT_FINISHED)) == 1
    found = verify(await signing.content(document), harness.owner.organisation.ca_certificate)
    assert (found.answer, found.expected) == (Integrity.UNCHANGED, len(recipients))
    assert found.signed + found.declined == len(recipients)
    notices = [notice.person_id for notice in await signing.notices(DocumentFinished)]
    assert len(notices) == len(set(notices)) == found.signed + 1


@pytest.mark.long
async def test_a_thousand_recipients_are_notified_once_each(signing, harness, hire):
    people = await hire(997)  # three are registered already
    sent = await signing.send(Audience(everyone=True))
    assert sent.tally.total == 1000
    notices = [notice.person_id for notice in await signing.notices(RequestSent)]
    assert len(notices) == len(set(notices)) == 1000
    assert {one.person.id for one in people} <= set(notices)
    assert (await signing.board(sent.document)).tally.total == 1000
