"""Every button's callback data, a file per room: the bot's URL table.

Packed, each fits Telegram's 64 bytes; any client can send any.
"""

from handlers.buttons.boards import *  # noqa: F403 - a table of contents: the rooms' files name their buttons
from handlers.buttons.checkpoint import *  # noqa: F403 - a table of contents: the rooms' files name their buttons
from handlers.buttons.everyone import *  # noqa: F403 - a table of contents: the rooms' files name their buttons
from handlers.buttons.me import *  # noqa: F403 - a table of contents: the rooms' files name their buttons
from handlers.buttons.organisation import *  # noqa: F403 - a table of contents: the rooms' files name their buttons
from handlers.buttons.passes import *  # noqa: F403 - a table of contents: the rooms' files name their buttons
from handlers.buttons.signing import *  # noqa: F403 - a table of contents: the rooms' files name their buttons
from handlers.buttons.staff import *  # noqa: F403 - a table of contents: the rooms' files name their buttons
