"""Stores a manager's personal text; one that cannot be filled is refused at once."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.signing.documents.receive_file import TEXT, Received
from bot.signing.personal_texts.parsing import parse_text
from bot.signing.ports import OpenSigning
from bot.staff.access import present_manager, require_manager
from bot.staff.models import Speaker
from bot.texts.lines import one_line, visible

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ReceiveText:
    """For managers. The refusals are those of `bot.signing.personal_texts.text`."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, text: str, *, now: datetime) -> Received:
        """Store a text typed as a message; the same text is stored once."""
        require_manager(speaker)
        text = visible(text)
        parse_text(text)
        content = text.encode()
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            sha256 = await tx.blobs.put(speaker.organisation.id, content, now)
        return Received(sha256, len(content), _name(text), TEXT, personal=True)


def _name(text: str) -> str:
    """Return a file name made of the first line, without markup and fields."""
    first = next(line for line in text.splitlines() if line.strip())
    words = one_line(re.sub(r"[#*]|\{[^{}]*\}", "", first)).strip(" .,:;-")
    return f"{words[:_LONGEST_NAME].strip() or 'text'}.txt"
