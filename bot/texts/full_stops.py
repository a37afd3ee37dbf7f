"""Full stops where a text ends its sentence after a value that has its own. Pure."""

import re
from typing import Final

_DOUBLE: Final = re.compile(r"(?<!\.)((?:</\w+>)?)\.(?=((?:</\w+>)*)\.(?!\.)(?:\s|<|$))")


def single_full_stops(line: str) -> str:
    """Remove a full stop right before another: "asked I. P.." becomes "asked I. P.". An ellipsis stays.

    Tags of HTML may stand between the two.
    """
    return _DOUBLE.sub(r"\1", line)
