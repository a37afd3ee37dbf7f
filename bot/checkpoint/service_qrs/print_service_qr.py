"""Returns a service QR as files to print: the code alone (SVG), or an A4 poster (PDF)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.service_qrs.browse_service_qrs import ServiceQrCard, ShowServiceQr
from bot.checkpoint.service_qrs.poster import Poster, draw_poster
from bot.qr.draw import draw_png, draw_svg
from bot.staff.models import Speaker
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

    async def poster(self, speaker: Speaker, service_qr_id: UUID, words: Words, *, now: datetime) -> bytes:
        """Return an A4 page with the code, its place, instructions and its end; NotAllowedRefused."""
        card = await self.show(speaker, service_qr_id, now=now)
        service_qr = card.service_qr
        steps = [words.plain(f"checkpoint-poster-{step}") for step in ("scan", "start", "check")]
        footer = words.plain(
            "checkpoint-poster-footer", organisation=speaker.organisation.name, until=service_qr.expires_at
        )
        page = Poster(service_qr.name, service_qr.place, steps, footer, card.link)
        return await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_poster, page)
