"""The dispatcher's middlewares: they load the Turn of an update and finish what its handler leaves open."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.fsm.context import FSMContext
from aiogram.types import Chat, TelegramObject, Update, User

from bot.clock import Clock
from bot.ids import EventId
from bot.inbox import FROM_PAGES
from bot.signing.note_blocked import NoteUnblocked
from bot.staff.access import LeftRefused, NotAllowedRefused
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import FindFormer, FindOrganisation, FindSpeakers
from bot.staff.sessions.mini_apps import MiniApps
from bot.texts.words import Texts, Words
from handlers.bot_api.downloads import Downloads, Fetch
from handlers.bot_api.files import Files, KeptFiles
from handlers.bot_api.limits import STRANGER, StrangersLimit
from handlers.commands import set_chat_commands
from handlers.dialogue.awaited import ANSWERED_ON_PAGE, OPEN_QUESTION
from handlers.dialogue.edits import as_message
from handlers.outbox.acting import ids_in, without_organisation
from handlers.registration.states import Registering
from handlers.show import AnswersPage, Show
from handlers.turn import Turn

CHOSEN = "account_id"
"""Key of the FSM data: the account chosen by a person in several organisations."""

ACTING = "acting_account_id"
"""Key of the FSM data: the account of another organisation, for which a button began the present dialogue."""

LANGUAGE = "language"
"""Key of the FSM data: the language of a person who has no account yet."""

Handler = Callable[[Any, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class LoadTurn(BaseMiddleware):
    """Outer middleware of updates: gives filters and handlers the `turn`.

    Updates of bots, groups and channels are dropped. A message from a person who had blocked the bot is noted. A person
    of several organisations speaks for the chosen one, but a button acts for the organisation that it belongs to, and
    so does the dialogue that it begins.
    """

    find_speakers: FindSpeakers
    find_organisation: FindOrganisation
    find_former: FindFormer
    note_unblocked: NoteUnblocked
    texts: Texts
    kept_files: KeptFiles
    downloads: Downloads
    mini_apps: MiniApps
    clock: Clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's signature
        """Load the turn and pass the update on."""
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if not isinstance(event, Update) or user is None or user.is_bot or (chat and chat.type != ChatType.PRIVATE):
            return None
        state: FSMContext = data["state"]
        update, named = without_organisation(as_message(event, await state.get_state(), await state.get_data()))
        async with AsyncExitStack() as held:
            turn = await self._load(update, named, user, data["bot"], state, held)
            data["turn"] = turn
            if turn.organisations <= 1:
                return await self._handle(handler, turn, named, data)
            before = await turn.state.get_state(), await turn.state.get_data()
            handled = await self._handle(handler, turn, named, data)
            await _remember_acting(turn, before)
            return handled

    async def _handle(self, handler: Handler, turn: Turn, named: UUID | None, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's signature
        """Handle the update; LeftRefused for a button of an organisation that the person has left."""
        if named is not None and not (turn.speaker_or_none and turn.speaker.organisation.id == named):
            await self._refuse_left(turn, named)
        try:
            return await handler(turn.update, data)
        except NotAllowedRefused:
            pressed = turn.update.callback_query
            if pressed is not None:
                await self._refuse_left(turn, named or await self.find_organisation(ids_in(pressed.data or "")))
            raise

    async def _refuse_left(self, turn: Turn, organisation_id: UUID | None) -> None:
        for former in await self.find_former(turn.user.id) if organisation_id else ():
            if former.organisation.id == organisation_id:
                raise LeftRefused(organisation=former.organisation.name)

    async def _load(
        self,
        update: Update,
        named: UUID | None,
        user: User,
        bot: Bot,
        state: FSMContext,
        held: AsyncExitStack,
    ) -> Turn:
        now = self.clock()
        speakers = await self.find_speakers(user.id)
        if update.my_chat_member is None and any(each.person.unreachable_at for each in speakers):
            await self.note_unblocked(user.id, now=now)
        remembered = await state.get_data()
        acting = remembered.get(ACTING) if await state.get_state() else None
        speaker = _chosen(speakers, acting or remembered.get(CHOSEN))
        if len(speakers) > 1 and update.callback_query is not None:
            named = named or await self.find_organisation(ids_in(update.callback_query.data or ""))
            speaker = next((one for one in speakers if one.organisation.id == named), speaker)
        chosen: str | None = remembered.get(LANGUAGE)
        # Who enters a second organisation reads in the language chosen for it, not in that of the first.
        entering = str(await state.get_state()).startswith(Registering.__name__)
        STRANGER.set(speaker is None and not entering)
        return Turn(
            update=update,
            user=user,
            speaker_or_none=speaker,
            speakers=speakers,
            words=self._words(None if entering and chosen else speaker, chosen or user.language_code),
            show=Show(
                bot, user.id, Files(bot, self.kept_files), update.callback_query, on_page=_answers_page(update, state)
            ),
            fetch=Fetch(bot, self.downloads, held, stranger=speaker is None),
            state=state,
            event_id=EventId(f"update:{bot.id}:{update.update_id}"),
            now=now,
            mini_apps=self.mini_apps,
        )

    def _words(self, speaker: Speaker | None, language: str | None) -> Words:
        if speaker is None:
            return self.texts.words(language)
        return self.texts.words(speaker.account.language, speaker.organisation.time_zone)


class AnswerCallback(BaseMiddleware):
    """Outer middleware of callback queries: answers one that no handler answered, so that no button keeps spinning."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's signature
        """Handle the query, then answer it."""
        handled = await handler(event, data)
        await data["turn"].show.toast()
        return handled


@dataclass(frozen=True, slots=True)
class UpdateCommands(BaseMiddleware):
    """Outer middleware of messages and callback queries: keeps the chat's list of commands up to date."""

    texts: Texts

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's signature
        """Handle the event, then tell Telegram the commands that the person has by now."""
        handled = await handler(event, data)
        turn: Turn = data["turn"]
        await set_chat_commands(
            data["bot"], turn.user.id, turn.state, turn.speaker_or_none, turn.organisations, self.texts
        )
        return handled


@dataclass(frozen=True, slots=True)
class LimitStrangers(BaseMiddleware):
    """Inner middleware: few strangers are handled at once. Filters have told guests on duty from strangers by then."""

    limit: StrangersLimit

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's signature
        """Wait for a turn if a stranger is handled; AnswerDroppedError where too many wait."""
        async with self.limit.turn() if STRANGER.get() else nullcontext():
            return await handler(event, data)


class PassTurn(BaseMiddleware):
    """Inner middleware: handlers take the Turn in place of the event, and callback data as `button`."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's signature
        """Call the handler with the turn."""
        del event  # the turn holds it
        data["button"] = data.get("callback_data")
        return await handler(data.pop("turn"), data)  # taken out, for aiogram would pass it once more by its name


def _answers_page(update: Update, state: FSMContext) -> AnswersPage | None:
    """Return what answers a press that was made on a page; None for presses in Telegram."""
    return partial(_keep_answer, state, update.update_id) if update.update_id >= FROM_PAGES else None


async def _keep_answer(state: FSMContext, update_id: int, text: str) -> None:
    await state.update_data({ANSWERED_ON_PAGE: {"update": update_id, "text": text}})


def _chosen(speakers: list[Speaker], account_id: str | None) -> Speaker | None:
    for speaker in speakers:
        if str(speaker.account.id) == account_id:
            return speaker
    return speakers[0] if speakers else None


def _without_question(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out the open question: pressing an old button shows it again, whichever organisation that was of."""
    return {key: value for key, value in data.items() if key != OPEN_QUESTION}


async def _remember_acting(turn: Turn, before: tuple[str | None, dict[str, Any]]) -> None:
    """Remember for which account a dialogue goes on that this turn began or continued, until it ends."""
    state, data = await turn.state.get_state(), await turn.state.get_data()
    if state is None or turn.speaker_or_none is None:
        acting = None
    elif (state, _without_question(data)) == (before[0], _without_question(before[1])):
        return
    else:
        acting = str(turn.speaker_or_none.account.id)
    if data.get(ACTING) != acting:
        await turn.state.set_data(
            {key: value for key, value in data.items() if key != ACTING} | ({ACTING: acting} if acting else {})
        )
