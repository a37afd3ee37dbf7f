"""Has Diia check a document by the number under its bar code, which lives for minutes and is used up by the check.

The check is recorded as unanswered before Diia is asked, in the transaction that reads the guard's rights, and holds
the number of the document: the same number again, or the same event after a crash, never reaches Diia a second time.
A second transaction records the answer. The number is stored as a keyed index only
(``docs/decisions/0046-claim-the-number-of-a-document-before-diia-is-asked.md``).
"""

import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.checkpoint.checks.judging import Finding, Post, new_check
from bot.checkpoint.checks.recording import Checked, enter, recorded
from bot.checkpoint.checks.results import Answer, answer_of
from bot.checkpoint.documents.kinds import checks_documents
from bot.checkpoint.duty.end_shift import off_duty, on_duty
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.models import Check, ServiceQr, Verdict
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.counters import Counters
from bot.crypto.encryption import Cipher
from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act
from bot.outgoing.diia import Diia, DiiaAnswer
from bot.staff.models import Organisation

VERDICTS: Final = {
    DiiaAnswer.CONFIRMED: Verdict.DOCUMENT_VALID,
    DiiaAnswer.NOT_CONFIRMED: Verdict.DOCUMENT_UNCONFIRMED,
    DiiaAnswer.UNKNOWN: Verdict.DOCUMENT_UNANSWERED,
    DiiaAnswer.NOT_PROCESSED: Verdict.DOCUMENT_UNAVAILABLE,
}


class DocumentsNotCheckedRefused(StateRefused):
    """Documents are not checked at this checkpoint; nothing was sent to Diia."""


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """Tells the numbers of documents apart without storing them."""

    cipher: Cipher

    def of(self, barcode: str) -> bytes:
        """Return the 32 bytes under which a number is stored."""
        return self.cipher.index(barcode, "document/barcode")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A check that holds the number of its document, and the branch for which Diia is asked."""

    check: Check
    branch: str


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """Checks a document once; `diia` is None where the server has no access to it."""

    open: OpenCheckpoint
    index: DocumentIndex
    diia: Diia | None
    counters: Counters

    def serves(self, organisation: Organisation) -> bool:
        """Return whether documents can be checked for an organisation."""
        return self.diia is not None and bool(organisation.diia_branch)

    def serves_at(self, organisation: Organisation, service_qr: ServiceQr) -> bool:
        """Return whether documents are checked at one of its checkpoints."""
        return self.serves(organisation) and checks_documents(service_qr)

    async def __call__(
        self, speaker: Guard, barcode: str, *, others: int = 0, event_id: EventId, now: datetime
    ) -> Checked:
        """Return the result, or OffDuty; DocumentsNotCheckedRefused. `others` are other codes of the picture."""
        async with self.open() as tx:
            began = await self._begin(tx, speaker, barcode, others, event_id, now)
        if self.diia is None or not isinstance(began, Claimed):
            return () if isinstance(began, Claimed) else began
        return (await self._end(began.check, await self._ask(self.diia, began.branch, barcode), event_id),)

    async def _begin(
        self, tx: CheckpointTransaction, speaker: Guard, barcode: str, others: int, event_id: EventId, now: datetime
    ) -> Claimed | Checked:
        if known := await recorded(tx, event_id):
            return known
        speaker = await present_guard(tx, speaker)
        living = await on_duty(tx, speaker, now)
        if living is None:
            return await off_duty(tx, speaker, now)
        organisation = await tx.organisations.get(speaker.organisation.id)
        if not self.serves_at(organisation, living[1]):
            raise DocumentsNotCheckedRefused
        unanswered = Finding(Verdict.DOCUMENT_UNANSWERED)
        check = new_check(Post(speaker, *living, now), derived_id(event_id, "check", 0), unanswered)
        check = replace(check, other_codes=others, document_index=self.index.of(barcode))
        if await tx.checks.claim(check):
            await enter(tx, Act.CHECKED, check, event_id)
            return Claimed(check, organisation.diia_branch)
        return (await _repeated(tx, check, event_id),)

    async def _ask(self, diia: Diia, branch: str, barcode: str) -> Verdict:
        began = time.monotonic()
        verdict = VERDICTS[await diia.check(branch, barcode)]
        self.counters.document_checked(str(verdict), time.monotonic() - began)
        return verdict

    async def _end(self, check: Check, verdict: Verdict, event_id: EventId) -> Answer:
        """Record the answer; the guard may have left in the meantime, the check was made."""
        async with self.open() as tx:
            answered = replace(check, verdict=verdict)
            if verdict is not check.verdict and await tx.checks.answer(check.id, verdict):
                await enter(tx, Act.CHECK_ANSWERED, answered, event_id)
            return await answer_of(tx, await tx.checks.get(check.id) or answered)


async def _repeated(tx: CheckpointTransaction, check: Check, event_id: EventId) -> Answer:
    """Record that the number was sent to Diia by an earlier check."""
    repeat = replace(check, verdict=Verdict.DOCUMENT_REPEATED)
    if await tx.checks.add(repeat):
        await enter(tx, Act.CHECKED, repeat, event_id)
    return await answer_of(tx, repeat)
