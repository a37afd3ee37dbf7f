"""The one way in: who speaks, for which organisation, in which language, set off by what, and when."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.fsm.context import FSMContext
from aiogram.types import Chat, TelegramObject, Update, User

from bot.clock import Clock
from bot.ids import EventId
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import FindSpeakers
from bot.texts import Texts, Words
from handlers.commands import tell_chat
from handlers.files import Files, KeptFiles
from handlers.registration.states import Registering
from handlers.show import Show

CHOSEN = "account_id"
"""Where the memory keeps the account chosen by a person in several organisations."""

LANGUAGE = "language"
"""Where the memory keeps the language of someone who has no account yet."""

Next = Callable[[Update, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Gives every handler its `speaker` (or None), `words`, `show`, `event_id`, `now`; `organisations` counts theirs.

    A callback query that no handler answered is answered at the end, so that no button is left spinning.
    """

    find_speakers: FindSpeakers
    texts: Texts
    kept_files: KeptFiles
    clock: Clock

    async def __call__(self, enter: Next, update: Update, data: dict[str, Any]) -> None:
        """Look at who speaks, then let the update in."""
        user: User = data["event_from_user"]
        chat: Chat | None = data["event_chat"]
        if user.is_bot or (chat and chat.type != ChatType.PRIVATE):
            return
        bot: Bot = data["bot"]
        state: FSMContext = data["state"]
        remembered = await state.get_data()
        speakers = await self.find_speakers(user.id)
        speaker = _chosen(speakers, remembered.get(CHOSEN))
        chosen: str | None = remembered.get(LANGUAGE)
        # Who enters a second organisation reads in the language chosen for it, not in that of the first.
        entering = str(await state.get_state()).startswith(Registering.__name__)
        show = Show(bot, user.id, Files(bot, self.kept_files), update.callback_query)
        data.update(
            speaker=speaker,
            organisations=len(speakers),
            words=self._words(None if entering and chosen else speaker, chosen or user.language_code),
            show=show,
            event_id=EventId(f"update:{bot.id}:{update.update_id}"),
            now=self.clock(),
        )
        await enter(update, data)
        await show.toast()
        await tell_chat(bot, user.id, state, speaker, len(speakers), self.texts)

    def _words(self, speaker: Speaker | None, language: str | None) -> Words:
        if speaker is None:
            return self.texts.words(language)
        return self.texts.words(speaker.account.language, speaker.organisation.time_zone)


async def is_registered(_: TelegramObject, speaker: Speaker | None = None) -> bool:
    """Let only registered people reach a router."""
    return speaker is not None


def _chosen(speakers: list[Speaker], account_id: str | None) -> Speaker | None:
    for speaker in speakers:
        if str(speaker.account.id) == account_id:
            return speaker
    return speakers[0] if speakers else None
