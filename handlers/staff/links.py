"""Personal links, to be handed over: copied or shown as a QR code."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import Cause
from bot.staff.invite import InvitePerson
from bot.staff.letters import ShowCard
from bot.staff.people import Speaker
from bot.staff.revoke_invitation import RevokeInvitation
from bot.texts import Words
from handlers.buttons import InvitePressed, LinkQrPressed, LinkRevokePressed, ReinvitePressed
from handlers.screens.staff import invited_person_screen, link_qr_screen, person_screen
from handlers.show import Show


async def on_invite_pressed(
    _: CallbackQuery,
    callback_data: InvitePressed | ReinvitePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    invite_person: InvitePerson,
) -> None:
    """A personal link is wanted; a new one if so asked."""
    renew = isinstance(callback_data, ReinvitePressed)
    invited = await invite_person(speaker, callback_data.person_id, renew=renew, cause=cause, now=now)
    await show.here(invited_person_screen(words, invited))


async def on_link_qr_pressed(
    _: CallbackQuery,
    callback_data: LinkQrPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    invite_person: InvitePerson,
) -> None:
    """The personal link is to be scanned from this screen."""
    invited = await invite_person(speaker, callback_data.person_id, renew=False, cause=cause, now=now)
    await show.new(link_qr_screen(words, invited))


async def on_revoke_pressed(
    _: CallbackQuery,
    callback_data: LinkRevokePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    revoke_invitation: RevokeInvitation,
    show_card: ShowCard,
) -> None:
    """A link is to open nothing any more."""
    person = await revoke_invitation(speaker, callback_data.person_id, cause=cause, now=now)
    await show.toast(words.plain("staff-link-revoked", name=person.name))
    await show.here(person_screen(words, speaker, await show_card(speaker, callback_data.person_id, now=now)))
