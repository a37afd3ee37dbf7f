"""The peer's middleware, buttons and handlers."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

from aiogram import BaseMiddleware, F, Router
from aiogram.filters import CommandStart, MagicData
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, TelegramObject
from aiogram.utils.keyboard import InlineKeyboardBuilder
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import joinedload

from benchmarks.peer.models import AuditEvent, Document, Pass, Person, Request, RequestState, Signature

PAGE = 8


class Signing(StatesGroup):
    """The dialogue of signing."""

    confirming = State()


class MenuButton(CallbackData, prefix="menu"):
    """Back to the menu."""


class PageButton(CallbackData, prefix="page"):
    """One of the menu's pages."""

    name: str


class DocumentsButton(CallbackData, prefix="documents"):
    """The speaker's own documents."""

    open_only: bool = True


class RequestButton(CallbackData, prefix="request"):
    """Something is done with one request."""

    action: str
    id: int


class SpeakerMiddleware(BaseMiddleware):
    """Opens a session for each update, and looks the speaker up."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self.sessions = sessions

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - as aiogram's own
        """Give the handler `session` and `speaker`."""
        async with self.sessions() as session:
            wanted = select(Person).where(Person.telegram_id == data["event_from_user"].id)
            data["speaker"] = await session.scalar(wanted.options(joinedload(Person.organisation)))
            data["session"] = session
            return await handler(event, data)


registered = Router()
registered.message.filter(MagicData(F.speaker))
registered.callback_query.filter(MagicData(F.speaker))
strangers = Router()


@registered.message(CommandStart())
async def on_start(message: Message, state: FSMContext, session: AsyncSession, speaker: Person) -> None:
    """Show the menu as a new message, and how many documents and passes wait, as Countersign does."""
    await state.clear()
    open_requests = select(func.count(Request.id)).where(
        Request.person_id == speaker.id, Request.state == RequestState.OPEN
    )
    passes = select(func.count(Pass.id)).where(
        Pass.holder_id == speaker.id, Pass.revoked_at.is_(None), Pass.expires_at > datetime.now(UTC)
    )
    waiting = f"Documents: {await session.scalar(open_requests)}, passes: {await session.scalar(passes)}."
    await message.answer(f"{menu_text(speaker)}\n\n{waiting}", reply_markup=menu_keyboard())


@registered.callback_query(MenuButton.filter())
async def on_menu(query: CallbackQuery, state: FSMContext, speaker: Person) -> None:
    """Show the menu in place."""
    await state.clear()
    await _edit(query, menu_text(speaker), menu_keyboard())
    await query.answer()


@registered.callback_query(DocumentsButton.filter())
async def on_documents(
    query: CallbackQuery, callback_data: DocumentsButton, session: AsyncSession, speaker: Person
) -> None:
    """Show the speaker's own documents in place."""
    wanted = select(Request).where(Request.person_id == speaker.id)
    if callback_data.open_only:
        wanted = wanted.where(Request.state == RequestState.OPEN)
    total = await session.scalar(select(func.count()).select_from(wanted.subquery()))
    page = wanted.options(joinedload(Request.document)).order_by(Request.created_at.desc()).limit(PAGE)
    keyboard = InlineKeyboardBuilder()
    for request in await session.scalars(page):
        keyboard.button(text=f"✍️ {request.document.title}", callback_data=RequestButton(action="show", id=request.id))
    keyboard.button(text="All", callback_data=DocumentsButton(open_only=False))
    keyboard.button(text="Menu", callback_data=MenuButton())
    keyboard.adjust(1)
    await _edit(query, f"{total} documents wait for you.", keyboard.as_markup())
    await query.answer()


@registered.callback_query(RequestButton.filter(F.action == "show"))
async def on_request(
    query: CallbackQuery, callback_data: RequestButton, session: AsyncSession, speaker: Person
) -> None:
    """Show one document in place."""
    request = await _own_request(session, speaker, callback_data.id)
    document = request.document
    keyboard = InlineKeyboardBuilder()
    keyboard.button(text="Sign", callback_data=RequestButton(action="sign", id=request.id))
    keyboard.button(text="My documents", callback_data=DocumentsButton())
    text = f"<b>{escape(document.title)}</b>\nFrom: {escape(document.author.name)}\nBy: {document.deadline_at:%d.%m.%Y}"
    keyboard.adjust(1)
    await _edit(query, text, keyboard.as_markup())
    await query.answer()


@registered.callback_query(RequestButton.filter(F.action == "sign"))
async def on_sign(
    query: CallbackQuery, callback_data: RequestButton, state: FSMContext, session: AsyncSession, speaker: Person
) -> None:
    """Show the statement, which Confirm confirms."""
    request = await _own_request(session, speaker, callback_data.id)
    statement = f"I have read the document “{request.document.title}”, {request.document.sha256}, and sign it."
    await state.set_state(Signing.confirming)
    await state.update_data(request=request.id, statement=statement)
    keyboard = InlineKeyboardBuilder()
    keyboard.button(text="Confirm", callback_data=RequestButton(action="confirm", id=request.id))
    keyboard.button(text="Cancel", callback_data=MenuButton())
    keyboard.adjust(1)
    if query.message:
        text = f"You confirm these very words:\n\n<i>{escape(statement)}</i>"
        await query.message.answer(text, reply_markup=keyboard.as_markup())
    await query.answer()


@registered.callback_query(RequestButton.filter(F.action == "confirm"), Signing.confirming)
async def on_confirm(
    query: CallbackQuery, callback_data: RequestButton, state: FSMContext, session: AsyncSession, speaker: Person
) -> None:
    """Sign, once."""
    request = await _own_request(session, speaker, callback_data.id)
    shown = await state.get_data()
    if request.state is not RequestState.OPEN or shown["request"] != request.id:
        await query.answer("Settled already.", show_alert=True)
        return
    request.state = RequestState.SIGNED
    session.add(Signature(request_id=request.id, statement=shown["statement"], callback_id=query.id))
    session.add(
        AuditEvent(
            organisation_id=speaker.organisation_id,
            person_id=speaker.id,
            action="signed",
            facts={"document": request.document_id, "sha256": request.document.sha256},
        )
    )
    await session.commit()
    await state.clear()
    keyboard = InlineKeyboardBuilder().button(text="My documents", callback_data=DocumentsButton())
    await _edit(query, f"✅ <b>{escape(request.document.title)}</b>\nSigned.", keyboard.as_markup())
    await query.answer()


@strangers.message()
async def on_stranger(message: Message) -> None:
    """Tell somebody that they are not registered."""
    await message.answer("You are not registered.")


def menu_text(speaker: Person) -> str:
    """Return the greeting."""
    return f"Hello, {escape(speaker.name)}! {escape(speaker.organisation.name)}, {speaker.role}."


def menu_keyboard() -> InlineKeyboardMarkup:
    """Return the buttons of the menu: as many as Countersign's."""
    keyboard = InlineKeyboardBuilder()
    keyboard.button(text="My documents", callback_data=DocumentsButton())
    for name in ("Passes", "Shift", "About me", "Check a document"):
        keyboard.button(text=name, callback_data=PageButton(name=name))
    keyboard.adjust(2)
    return keyboard.as_markup()


async def _own_request(session: AsyncSession, speaker: Person, request_id: int) -> Request:
    wanted = select(Request).where(Request.id == request_id, Request.person_id == speaker.id)
    document = joinedload(Request.document).joinedload(Document.author)
    return (await session.execute(wanted.options(document))).scalar_one()


async def _edit(query: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup) -> None:
    if isinstance(query.message, Message):
        await query.message.edit_text(text, reply_markup=keyboard)
