"""The hierarchy of refusals: each carries an id and facts, never a sentence.

    Refused                      an expected "no"; the person reads one sentence and the next step
    ├── InputRefused             the input cannot be used; other input may
    ├── AccessRefused            the person may not do this, or not any more
    └── StateRefused             the thing concerned is no longer, or not yet, in the state required

Each refusal is a two-line class in the module that raises it. Its name ends in ``Refused``, and its text id follows
from the name: ``PdfEncryptedRefused`` becomes ``refused-pdf-encrypted`` in ``locales/``, with the facts as the text's
variables. A class whose name ends otherwise sets `text_id` itself or shares that of its base. `UnavailableError` is no
refusal: something needed is unavailable, and the same call may be repeated later. Any other exception is a bug.
"""

import re
from functools import partial
from typing import Any, ClassVar

Fact = str | int


class Refused(Exception):  # noqa: N818 - the house's word for an expected "no", which is no error
    """An expected "no": `text_id` names its sentence in ``locales/``, `facts` are the sentence's variables."""

    text_id: ClassVar[str] = "refused"

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.text_id, facts)
        self.facts = facts

    def __init_subclass__(cls) -> None:
        """Derive the text id: ``LinkUsedRefused`` becomes ``refused-link-used``."""
        super().__init_subclass__()
        if cls.__name__.endswith("Refused"):
            words = re.findall(r"[A-Z][a-z0-9]*", cls.__name__.removesuffix("Refused"))
            cls.text_id = "-".join(["refused", *(word.lower() for word in words)])

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with the facts as keywords: worker processes raise refusals, too."""
        return partial(type(self), **self.facts), ()


class UnavailableError(Exception):
    """The database or Telegram is unavailable, whatever was requested; `reason` explains it in the log.

    `seconds` is the least time to wait, if the service named one.
    """

    def __init__(self, reason: str, seconds: float = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds


class InputRefused(Refused):
    """The input cannot be used; other input may."""


class AccessRefused(Refused):
    """The person may not do this, or not any more."""


class StateRefused(Refused):
    """The thing concerned is no longer, or not yet, in the state required."""
