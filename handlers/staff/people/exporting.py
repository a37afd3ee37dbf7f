"""A manager gets the staff list as a file with links in it, which is deleted from the chat later."""

from aiogram import Router
from dishka import FromDishka

from bot.staff.invitations.forget_message import FORGOTTEN_AFTER, ForgetMessage
from bot.staff.people.export_staff import ExportStaff
from handlers.staff.callbacks import ExportPressed
from handlers.staff.people.export_screens import export_labels, export_screen
from handlers.turn import Turn


async def on_export_pressed(
    turn: Turn, export_staff: FromDishka[ExportStaff], forget_message: FromDishka[ForgetMessage]
) -> None:
    """Send the staff list as a workbook."""
    exported = await export_staff(turn.speaker, export_labels(turn.words), event_id=turn.event_id, now=turn.now)
    message = await turn.show.new(export_screen(turn.words, exported, turn.now + FORGOTTEN_AFTER))
    await forget_message(turn.speaker, message.message_id, event_id=turn.event_id, now=turn.now)


def router() -> Router:
    """Build the router of exporting."""
    own = Router(name="staff export")
    own.callback_query.register(on_export_pressed, ExportPressed.filter())
    return own
