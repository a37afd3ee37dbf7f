"""An owner puts the organisation's own words in the place of the house's, or takes them back: all are asked again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import Cause, derived_id
from bot.ledger.entries import Act, Deed
from bot.staff.access import require_owner
from bot.staff.people import LANGUAGES, Speaker
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.terms import EVERYONE, LONGEST, Terms, TermsInForce, TermsKind


class TermsUnfitRefused(InputRefused):
    """The text is empty or too long for one message. Facts: most (characters)."""


@dataclass(frozen=True, slots=True)
class ShowTerms:
    """Answers the words in force."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker) -> TermsInForce:
        """Answer both; NotAllowedRefused for who is no owner."""
        require_owner(speaker)
        async with self.open() as tx:
            return await tx.terms.in_force(speaker.organisation.id)


@dataclass(frozen=True, slots=True)
class SetTerms:
    """Publishes a new version. The ledger keeps the hashes of the words, so that what was agreed to can be shown."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, kind: TermsKind, texts: Mapping[str, str] | None, *, cause: Cause, now: datetime
    ) -> Terms:
        """Answer the version; `texts` by language or for `EVERYONE`, None for the house's own words.

        NotAllowedRefused, TermsUnfitRefused.
        """
        require_owner(speaker)
        if texts is not None and not texts:
            raise TermsUnfitRefused(most=LONGEST)
        texts = texts or {}
        clean = {language: fitting(text) for language, text in texts.items() if language in (*LANGUAGES, EVERYONE)}
        async with self.open() as tx:
            done = next((one for one in await tx.terms.all(speaker.organisation.id) if one.id == _id(cause)), None)
            return done or await self._publish(tx, speaker, kind, clean, cause, now)

    async def _publish(
        self,
        tx: StaffTransaction,
        speaker: Speaker,
        kind: TermsKind,
        texts: dict[str, str],
        cause: Cause,
        now: datetime,
    ) -> Terms:
        organisation_id = speaker.organisation.id
        number = await tx.terms.next_number(organisation_id, kind)
        terms = Terms(_id(cause), organisation_id, kind, number, {**texts}, speaker.person.id, now)
        await tx.terms.add(terms)
        hashes = {f"sha256_{language}": hashlib.sha256(text.encode()).hexdigest() for language, text in texts.items()}
        facts: dict[str, str | int] = {"kind": str(kind), "version": terms.version, **hashes}
        deed = Deed(organisation_id, Act.TERMS_SET, cause, now, speaker.person.id, terms.id, facts)
        await tx.ledger.append(deed)
        return terms


def fitting(text: str) -> str:
    """Answer a text without space around it; TermsUnfitRefused when nothing is left or it is too long."""
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        raise TermsUnfitRefused(most=LONGEST)
    return text


def _id(cause: Cause) -> UUID:
    return derived_id(cause, "terms")
