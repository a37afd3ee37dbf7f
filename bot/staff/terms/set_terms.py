"""An owner sets the organisation's own terms, or returns to the standard ones. Everybody must agree again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present_owner, require_owner
from bot.staff.models import Speaker
from bot.staff.ports import OpenStaff, ReadStaff
from bot.staff.terms.versions import EVERYONE, LONGEST, Terms, TermsInForce, TermsKind
from bot.texts.language import Language
from bot.texts.lines import visible


class TermsUnfitRefused(InputRefused):
    """The text is empty or too long for one message. Facts: most (characters)."""


@dataclass(frozen=True, slots=True)
class ShowTerms:
    """Shows an owner the terms in force."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker) -> TermsInForce:
        """Return both texts; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_owner(tx, speaker)
            return await tx.terms.in_force(speaker.organisation.id)


@dataclass(frozen=True, slots=True)
class SetTerms:
    """Publishes a new version. The ledger keeps the hashes of the texts, as proof of what was agreed to."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, kind: TermsKind, texts: Mapping[str, str] | None, *, event_id: EventId, now: datetime
    ) -> Terms:
        """Return the version; `texts` by language or for `EVERYONE`, None for the standard text.

        NotAllowedRefused, TermsUnfitRefused.
        """
        require_owner(speaker)
        return await self.of(speaker.organisation.id, kind, texts, speaker, event_id=event_id, now=now)

    async def of(
        self,
        organisation_id: UUID,
        kind: TermsKind,
        texts: Mapping[str, str] | None,
        speaker: Speaker | None,
        *,
        event_id: EventId,
        now: datetime,
    ) -> Terms:
        """Publish a version, also for the command line (`speaker` None); unchanged texts make no new version."""
        if texts is not None and not texts:
            raise TermsUnfitRefused(most=LONGEST)
        clean = {one: fitting(text) for one, text in (texts or {}).items() if one in (*Language, EVERYONE)}
        terms_id, set_by_id = derived_id(event_id, "terms"), speaker.person.id if speaker else None
        async with self.open() as tx:
            if speaker is not None:
                await present_owner(tx, speaker)
            number = await tx.terms.next_number(organisation_id, kind)
            every = [one for one in await tx.terms.all(organisation_id) if one.kind is kind]
            same = [one for one in every if one.id == terms_id or (one.number == number - 1 and one.texts == clean)]
            if same:
                return same[0]
            terms = Terms(terms_id, organisation_id, kind, number, {**clean}, set_by_id, now)
            await tx.terms.add(terms)
            await tx.ledger.append(_audit_event(terms, clean, event_id))
        return terms


def _audit_event(terms: Terms, texts: Mapping[str, str], event_id: EventId) -> AuditEvent:
    hashes = {f"sha256_{language}": hashlib.sha256(text.encode()).hexdigest() for language, text in texts.items()}
    facts: dict[str, str | int] = {"kind": str(terms.kind), "version": terms.version, **hashes}
    return AuditEvent(terms.organisation_id, Act.TERMS_SET, event_id, terms.set_at, terms.set_by_id, terms.id, facts)


def fitting(text: str) -> str:
    """Return a cleaned text without space around it; TermsUnfitRefused when nothing is left or it is too long."""
    text = visible(text).strip()
    if not 0 < len(text) <= LONGEST:
        raise TermsUnfitRefused(most=LONGEST)
    return text
