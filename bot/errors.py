"""The tree of refusals: each carries an id and facts, never prose.

    Refused                      an expected "no"; the person reads one sentence and the next step
    ├── InputRefused             what was sent cannot be used; sending something else helps
    ├── AccessRefused            the one who asks may not, or not any more
    └── StateRefused             what was asked about is no longer, or not yet, as it must be

A leaf is two lines in the room that raises it, its name ends in ``Refused``, and its text id follows from that name:
``PdfEncryptedRefused`` reads ``refused-pdf-encrypted`` in ``locales/``, with the facts as the text's variables.
A class whose name ends otherwise sets `text_id` itself or shares that of its base.
`UnavailableError` is no "no": what was needed is away, and the same may be asked again. Anything else raised is a bug.
"""

import re
from functools import partial
from typing import Any, ClassVar

Fact = str | int


class Refused(Exception):  # noqa: N818 - the house's word for an expected "no", which is no error
    """An expected "no": `text_id` names its sentence in ``locales/``, `facts` fill the sentence's variables."""

    text_id: ClassVar[str] = "refused"

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.text_id, facts)
        self.facts = facts

    def __init_subclass__(cls) -> None:
        """Derive the text id: ``LinkUsedRefused`` reads ``refused-link-used``."""
        super().__init_subclass__()
        if cls.__name__.endswith("Refused"):
            words = re.findall(r"[A-Z][a-z0-9]*", cls.__name__.removesuffix("Refused"))
            cls.text_id = "-".join(["refused", *(word.lower() for word in words)])

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with the facts as keywords: refusals come back from worker processes."""
        return partial(type(self), **self.facts), ()


class UnavailableError(Exception):
    """The database or Telegram is away, which is no fault of what was asked; `reason` says so in the log.

    Who is away may have said for how many `seconds` at least.
    """

    def __init__(self, reason: str, seconds: float = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds


class InputRefused(Refused):
    """What was sent cannot be used; sending something else helps."""


class AccessRefused(Refused):
    """The one who asks may not, or not any more."""


class StateRefused(Refused):
    """What was asked about is no longer, or not yet, as it must be."""
