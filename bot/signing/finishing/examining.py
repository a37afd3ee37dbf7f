"""Examines a PDF when it is received: whether it can be signed, how it will be carried, and what in it can change."""

from contextlib import suppress
from dataclasses import replace

from bot.signing.finishing.in_workers import find_marks, fits_pages
from bot.signing.models import Carrying
from bot.signing.sealing.files import PdfFacts
from bot.signing.sealing.in_workers import check_pdf
from bot.workers.errors import WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool


async def examine(workers: WorkerPool, content: bytes, *, margin: bool = False) -> PdfFacts:
    """Return what was found; the refusals are those of `bot.signing.sealing.files`.

    A PDF is carried in pages only if a trial seal succeeded within the limits of a trial. With `margin` the pages that
    have room for a mark are counted.
    """
    facts = await workers.run(Work.DOCUMENT, Priority.PERSON, check_pdf, content)
    if facts.carrying is not Carrying.PAGES:
        return facts
    if not await _fits_pages(workers, content):
        return replace(facts, carrying=Carrying.ATTACHMENT)
    with suppress(WorkFailed):
        marked, places = await workers.run(Work.DOCUMENT, Priority.PERSON, find_marks, content, margin=margin)
        return replace(facts, marked=marked, places=places)
    return facts


async def _fits_pages(workers: WorkerPool, content: bytes) -> bool:
    try:
        return await workers.run(Work.DOCUMENT, Priority.PERSON, fits_pages, content)
    except WorkFailed:
        return False
