"""A manager hands over a personal link, as text or as a QR code, or revokes it; new ones: `relinking`."""

from aiogram import Router
from dishka import FromDishka

from bot.staff.invitations.invite_person import DrawLink, InvitePerson
from bot.staff.invitations.revoke_invitation import RevokeInvitation
from bot.staff.invitations.show_card import ShowCard
from handlers.staff.callbacks import InvitePressed, LinkQrPressed, LinkRevokePressed
from handlers.staff.invitations.screens import invited_person_screen, link_qr_screen
from handlers.staff.people.person_screens import person_screen
from handlers.turn import Turn


async def on_invite_pressed(turn: Turn, button: InvitePressed, invite_person: FromDishka[InvitePerson]) -> None:
    """Show a person's link."""
    invited = await invite_person(turn.speaker, button.person_id, renew=False, event_id=turn.event_id, now=turn.now)
    await turn.show.here(invited_person_screen(turn.words, invited))


async def on_link_qr_pressed(turn: Turn, button: LinkQrPressed, draw_link: FromDishka[DrawLink]) -> None:
    """Show a person's link as a QR code."""
    invited, png = await draw_link(turn.speaker, button.person_id, event_id=turn.event_id, now=turn.now)
    await turn.show.new(link_qr_screen(turn.words, invited, png))


async def on_revoke_pressed(
    turn: Turn, button: LinkRevokePressed, revoke: FromDishka[RevokeInvitation], show_card: FromDishka[ShowCard]
) -> None:
    """Revoke a person's link."""
    person = await revoke(turn.speaker, button.person_id, event_id=turn.event_id, now=turn.now)
    await turn.show.toast(turn.words.plain("staff-link-revoked", name=person.name))
    card = await show_card(turn.speaker, button.person_id, now=turn.now)
    await turn.show.here(person_screen(turn.words, turn.speaker, card))


def router() -> Router:
    """Build the router of personal links."""
    own = Router(name="invitation links")
    own.callback_query.register(on_invite_pressed, InvitePressed.filter())
    own.callback_query.register(on_link_qr_pressed, LinkQrPressed.filter())
    own.callback_query.register(on_revoke_pressed, LinkRevokePressed.filter())
    return own
