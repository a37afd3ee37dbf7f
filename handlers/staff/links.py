"""Personal links, to be handed over: copied or shown as a QR code."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import EventId
from bot.staff.invitations.invite_person import DrawLink, InvitePerson
from bot.staff.invitations.letters import ShowCard
from bot.staff.invitations.revoke_invitation import RevokeInvitation
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.staff.callbacks import InvitePressed, LinkQrPressed, LinkRevokePressed, ReinvitePressed
from handlers.staff.screens import invited_person_screen, link_qr_screen, person_screen


async def on_invite_pressed(
    _: CallbackQuery,
    callback_data: InvitePressed | ReinvitePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    invite_person: InvitePerson,
) -> None:
    """A personal link is wanted; a new one if so asked."""
    renew = isinstance(callback_data, ReinvitePressed)
    invited = await invite_person(speaker, callback_data.person_id, renew=renew, event_id=event_id, now=now)
    await show.here(invited_person_screen(words, invited))


async def on_link_qr_pressed(
    _: CallbackQuery,
    callback_data: LinkQrPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    draw_link: DrawLink,
) -> None:
    """The personal link is to be scanned from this screen."""
    await show.new(
        link_qr_screen(words, *await draw_link(speaker, callback_data.person_id, event_id=event_id, now=now))
    )


async def on_revoke_pressed(
    _: CallbackQuery,
    callback_data: LinkRevokePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    revoke_invitation: RevokeInvitation,
    show_card: ShowCard,
) -> None:
    """A link is to open nothing any more."""
    person = await revoke_invitation(speaker, callback_data.person_id, event_id=event_id, now=now)
    await show.toast(words.plain("staff-link-revoked", name=person.name))
    await show.here(person_screen(words, speaker, await show_card(speaker, callback_data.person_id, now=now)))
