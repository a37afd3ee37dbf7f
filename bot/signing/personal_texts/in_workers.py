"""Drawing texts in worker processes: only there fpdf2 is imported, because it is heavy."""

from collections.abc import Sequence

from bot.signing.personal_texts.text import Paragraph, Setup, Values


def draw_copies(text: str, setup: Setup, values: Sequence[Values]) -> list[bytes]:
    """Draw a copy for each of `values` as a PDF of A4 pages, in their order.

    The refusals are those of `bot.signing.personal_texts.text`. Takes some 0.1 s a copy.
    """
    from bot.signing.personal_texts.drawing import draw_filled  # noqa: PLC0415 - see above

    return draw_filled(text, setup, values)


def draw_text(paragraphs: Sequence[Paragraph], setup: Setup) -> bytes:
    """Draw paragraphs without fields as a PDF of A4 pages."""
    from bot.signing.personal_texts.drawing import draw_paragraphs  # noqa: PLC0415 - see above

    return draw_paragraphs(paragraphs, setup)
