"""Returns a service QR as files to print: the code alone (SVG), or a poster or stickers (PDF)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.service_qrs.browse_service_qrs import ServiceQrCard, ShowServiceQr
from bot.checkpoint.service_qrs.poster import Poster, PosterSize, draw_poster
from bot.qr.draw import draw_png, draw_svg
from bot.staff.models import Speaker
from bot.staff.organisation.set_contact import printed_contact
from bot.texts.words import Words
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class PrintServiceQr:
    """Draws in worker processes."""

    show: ShowServiceQr
    workers: WorkerPool

    async def png(self, speaker: Speaker, service_qr_id: UUID, *, now: datetime) -> tuple[ServiceQrCard, bytes]:
        """Return the card with the code as a picture for the chat; NotAllowedRefused."""
        card = await self.show(speaker, service_qr_id, now=now)
        return card, await self.workers.run(Work.PICTURE, Priority.PERSON, draw_png, card.link)

    async def svg(self, speaker: Speaker, service_qr_id: UUID, *, now: datetime) -> bytes:
        """Return the code for a print shop; NotAllowedRefused."""
        card = await self.show(speaker, service_qr_id, now=now)
        return await self.workers.run(Work.PICTURE, Priority.PERSON, draw_svg, card.link)

    async def poster(
        self, speaker: Speaker, service_qr_id: UUID, size: PosterSize, words: Words, *, now: datetime
    ) -> bytes:
        """Return a page with the code, its place, what to do, its end, and whom to ask; NotAllowedRefused.

        That is the organisation's contact, or who prints the page where there is none.
        """
        card = await self.show(speaker, service_qr_id, now=now)
        service_qr = card.service_qr
        scan, start, check = (words.plain(f"checkpoint-poster-{step}") for step in ("scan", "start", "check"))
        printer = ", ".join(filter(None, (speaker.person.name, speaker.person.position)))
        contact = printed_contact(words, speaker.organisation)
        poster = Poster(
            organisation=speaker.organisation.name,
            heading=service_qr.name,
            place=service_qr.place,
            call=words.plain("checkpoint-poster-call"),
            steps=(scan, start, check),
            until=words.plain("checkpoint-poster-until", until=service_qr.expires_at),
            contact=contact or words.plain("checkpoint-poster-contact", name=printer),
            link=card.link,
            authorised=_authorised(card, words),
        )
        return await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_poster, poster, size)


def _authorised(card: ServiceQrCard, words: Words) -> str:
    order = card.authorised
    if order is None:
        return ""
    return words.plain("checkpoint-authorised", name=order.signer or "", number=order.signer_number or "")
