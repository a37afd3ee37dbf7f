"""A registered person sends a file with signatures made elsewhere; a detached one is judged with its document."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import StatesGroup
from aiogram.types import Message
from dishka import FromDishka

from bot.qualified.in_workers import NamedFile
from bot.qualified.judge_signatures import JudgeSignatures
from bot.qualified.refusals import ContainerUnsafeRefused, NoSignatureRefused
from handlers.dialogue.awaited import Awaited, Awaiting, asks_nothing
from handlers.filters import is_registered
from handlers.progress import Progress, while_hashing
from handlers.qualified.screens import document_wanted_screen, judgement_screen, more_signatures_screen
from handlers.turn import Turn

ENDINGS = (".p7s", ".p7m", ".p7", ".sig", ".asics", ".asice", ".sce", ".scs")
SIGNATURE = F.document.file_name.lower().endswith(ENDINGS)
MOST_SHOWN = 5
_SIGNATURE = "judged_signature"
"""Key of the FSM data: Telegram's id, size and name of the signature whose document is awaited."""


class JudgingSignature(StatesGroup):
    """A person is about to send the document that a detached signature belongs to."""

    document = Awaiting(Awaited.FILE)


async def on_signature_sent(turn: Turn, judge: FromDishka[JudgeSignatures]) -> None:
    """Judge the file; ask for the document of a detached signature, unless the message replies to it."""
    await judge_sent(turn, judge)


async def judge_sent(turn: Turn, judge: JudgeSignatures) -> None:
    """Do the same for a file that may be anything; NoSignatureRefused, ContainerUnsafeRefused and their like."""
    given = await _file(turn, turn.message)
    replied = turn.message.reply_to_message
    document = await _file(turn, replied) if replied and replied.document else None
    if document is None and await judge.needs_document(given.data):
        await turn.state.set_state(JudgingSignature.document)
        await turn.state.update_data({_SIGNATURE: _kept(turn.message)})
        await turn.show.new(document_wanted_screen(turn.words))
        return
    await _judge(turn, judge, given, document)


async def has_judged(turn: Turn, judge: JudgeSignatures) -> bool:
    """Judge a file that is not known here otherwise; return False where it carries no signature."""
    try:
        await judge_sent(turn, judge)
    except (NoSignatureRefused, ContainerUnsafeRefused):
        return False
    return True


async def on_document_sent(turn: Turn, judge: FromDishka[JudgeSignatures]) -> None:
    """Judge the signature that was sent before with the document that it belongs to."""
    file_id, size, name = (await turn.state.get_data())[_SIGNATURE]
    given = NamedFile(name, await turn.fetch.content(file_id, size))
    document = await _file(turn, turn.message)
    await turn.state.set_state(None)
    await turn.state.update_data({_SIGNATURE: None})
    await _judge(turn, judge, given, document)


async def _judge(turn: Turn, judge: JudgeSignatures, given: NamedFile, document: NamedFile | None) -> None:
    progress = Progress()
    judged = await while_hashing(turn, judge(given, document, now=turn.now, report=progress), progress)
    for one in judged[:MOST_SHOWN]:
        await turn.show.new(judgement_screen(turn.words, one))
    if len(judged) > MOST_SHOWN:
        await turn.show.new(more_signatures_screen(turn.words, len(judged) - MOST_SHOWN))


async def _file(turn: Turn, message: Message) -> NamedFile:
    name = message.document.file_name if message.document else None
    return NamedFile(name or "", await turn.fetch.document(message))


def _kept(message: Message) -> tuple[str, int | None, str] | None:
    sent = message.document
    return None if sent is None else (sent.file_id, sent.file_size, sent.file_name or "")


def router() -> Router:
    """Build the router; it comes before those that take any file."""
    own = Router(name="judging signatures")
    own.message.filter(is_registered)
    own.message.register(on_document_sent, StateFilter(JudgingSignature.document), F.document)
    own.message.register(on_signature_sent, SIGNATURE, asks_nothing)
    return own
