"""Prints passes as cards with codes valid as long as the pass; revokes the code of a lost card.

A pass has at most one valid printed code, which every card of it carries until the code is revoked. Only valid passes
whose type allows cards are printed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.passes.browse_passes import PassCard, pass_card
from bot.passes.codes import CodePurpose, Codes, mint_code_id, mint_typed, parse_typed, spell_typed
from bot.passes.issuing.cards import CardFace, draw_cards
from bot.passes.live_codes.show_live_code import TypedIndex
from bot.passes.models import Pass, PrintedCode
from bot.passes.ports import OpenPasses, PassesTransaction
from bot.passes.types.pass_types import READY, Trait
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Speaker
from bot.workers.pool import Priority, Work, WorkerPool

MOST = 400
"""The most cards in one file: 40 sheets, which take some seconds."""


class PassUnprintableRefused(StateRefused):
    """The pass cannot be printed: live codes only, expired, revoked, or waiting for the holder's photo."""


class NothingToPrintRefused(StateRefused):
    """None of these passes can be printed."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of cards: the name of a type, the lines below the name on one pass, and the organisation's contact."""

    type_name: Callable[[str], str]
    lines: Callable[[Pass], tuple[str, ...]]
    title: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPasses:
    """The file (PDF), the number of cards in it, and the number of passes without a card."""

    content: bytes
    cards: int
    left: int


@dataclass(frozen=True, slots=True)
class PrintPasses:
    """Prints cards: ten on an A4 page with `sheet`, otherwise one CR80 card a page."""

    open: OpenPasses
    codes: Codes
    typed_index: TypedIndex
    workers: WorkerPool

    async def one(
        self, speaker: Speaker, pass_id: UUID, wording: Wording, *, sheet: bool, event_id: EventId, now: datetime
    ) -> PrintedPasses:
        """Return the card of one pass; NotAllowedRefused, PassUnprintableRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            card = await pass_card(tx, speaker.organisation.id, pass_id)
            faces = await self._faces(tx, speaker, [card], wording, event_id, now)
        if not faces:
            raise PassUnprintableRefused
        content = await self.workers.run(
            Work.DOCUMENT, Priority.PERSON, draw_cards, faces, sheet=sheet, title=wording.title
        )
        return PrintedPasses(content, len(faces), 0)

    async def batch(
        self, speaker: Speaker, batch_id: UUID, wording: Wording, *, sheet: bool, event_id: EventId, now: datetime
    ) -> PrintedPasses:
        """Return the cards of an order for many; NotAllowedRefused, NothingToPrintRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            if await tx.batches.get(speaker.organisation.id, batch_id) is None:
                raise NotAllowedRefused
            ids = await tx.batches.passes(batch_id)
            cards = [await pass_card(tx, speaker.organisation.id, one) for one in ids[:MOST]]
            faces = await self._faces(tx, speaker, cards, wording, event_id, now)
        if not faces:
            raise NothingToPrintRefused
        content = await self.workers.run(
            Work.DOCUMENT, Priority.PERSON, draw_cards, faces, sheet=sheet, title=wording.title
        )
        return PrintedPasses(content, len(faces), len(ids) - len(faces))

    async def _faces(
        self,
        tx: PassesTransaction,
        speaker: Speaker,
        cards: Sequence[PassCard],
        wording: Wording,
        event_id: EventId,
        now: datetime,
    ) -> list[CardFace]:
        printable = {one.name for one in await tx.pass_types.all(speaker.organisation.id) if Trait.PRINT in one.traits}
        printable |= {name for name, terms in READY.items() if Trait.PRINT in terms.traits}
        return [
            self._face(speaker, card, await self._code(tx, speaker, card.pass_, event_id, now), wording)
            for card in cards
            if card.pass_.type in printable and card.pass_.ready_at(now)
        ]

    def _face(self, speaker: Speaker, card: PassCard, code: PrintedCode, wording: Wording) -> CardFace:
        payload = self.codes.mint(CodePurpose.PRINTED_PASS, speaker.organisation.tag, code.code_id)
        return CardFace(
            organisation=speaker.organisation.name,
            type=wording.type_name(card.pass_.type),
            name=card.holder.name,
            lines=wording.lines(card.pass_),
            photo=card.photo,
            link=self.codes.link(payload),
            typed=spell_typed(code.typed),
            contact=wording.contact,
        )

    async def _code(
        self, tx: PassesTransaction, speaker: Speaker, pass_: Pass, event_id: EventId, now: datetime
    ) -> PrintedCode:
        """Return the valid printed code of a pass; mint one where there is none."""
        living = await tx.printed_codes.of_pass(pass_.id)
        if living is None:
            typed = parse_typed(mint_typed()) or ""
            own = (pass_.organisation_id, pass_.id, now)
            made = derived_id(event_id, "printed-code", pass_.id)
            await tx.printed_codes.add(PrintedCode(made, mint_code_id(), typed, self.typed_index.of(typed), *own))
            living = await tx.printed_codes.of_pass(pass_.id)
        if living is None:
            raise AssertionError  # the pass is locked: nobody ends what was just made
        facts: dict[str, str | int] = {"number": pass_.number}
        await tx.ledger.append(
            AuditEvent(pass_.organisation_id, Act.PASS_PRINTED, event_id, now, speaker.person.id, pass_.id, facts)
        )
        return living


@dataclass(frozen=True, slots=True)
class EndCard:
    """Revokes the code of a lost card. The pass stays valid, and its next card has another code."""

    open: OpenPasses

    async def __call__(self, speaker: Speaker, pass_id: UUID, *, event_id: EventId, now: datetime) -> PassCard:
        """Return the pass; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            card = await pass_card(tx, speaker.organisation.id, pass_id)
            if await tx.printed_codes.end(pass_id, now):
                facts: dict[str, str | int] = {"number": card.pass_.number}
                await tx.ledger.append(
                    AuditEvent(
                        speaker.organisation.id, Act.PASS_CARD_ENDED, event_id, now, speaker.person.id, pass_id, facts
                    )
                )
        return card
