"""A manager looks at a person's card and acts upon the person."""

from aiogram import Router
from dishka import FromDishka

from bot.checkpoint.duty.name_guard import NameGuard
from bot.personal_data.dismiss_person import DismissPerson
from bot.staff.invitations.show_card import ShowCard
from bot.staff.people.browse_staff import ShowPerson
from bot.staff.people.give_role import GiveRole
from bot.staff.people.reinstate_person import ReinstatePerson
from bot.staff.pins.unlock_pin import UnlockPin
from bot.staff.roster.import_list import ImportOutdatedRefused, ShowUndecided
from handlers.staff.callbacks import (
    DismissConfirmed,
    DismissPressed,
    NameGuardPressed,
    PersonPressed,
    ReinstatePressed,
    RolePressed,
    UnlockPressed,
)
from handlers.staff.people.person_screens import (
    dismiss_screen,
    dismissed_screen,
    person_screen,
    reinstated_screen,
)
from handlers.staff.roster.importing import IMPORTED
from handlers.turn import Turn


async def on_person_pressed(turn: Turn, button: PersonPressed, show_card: FromDishka[ShowCard]) -> None:
    """Show a person's card."""
    card = await show_card(turn.speaker, button.person_id, now=turn.now)
    await turn.show.here(person_screen(turn.words, turn.speaker, card))


async def on_role_pressed(
    turn: Turn, button: RolePressed, give_role: FromDishka[GiveRole], show_card: FromDishka[ShowCard]
) -> None:
    """Give a role and show the card again."""
    await give_role(turn.speaker, button.person_id, button.role, event_id=turn.event_id, now=turn.now)
    card = await show_card(turn.speaker, button.person_id, now=turn.now)
    await turn.show.here(person_screen(turn.words, turn.speaker, card))


async def on_name_guard_pressed(
    turn: Turn, button: NameGuardPressed, name_guard: FromDishka[NameGuard], show_card: FromDishka[ShowCard]
) -> None:
    """Name a person a guard, or no longer, and show the card again."""
    await name_guard(turn.speaker, button.person_id, named=button.named, event_id=turn.event_id, now=turn.now)
    card = await show_card(turn.speaker, button.person_id, now=turn.now)
    await turn.show.here(person_screen(turn.words, turn.speaker, card))


async def on_unlock_pressed(turn: Turn, button: UnlockPressed, unlock_pin: FromDishka[UnlockPin]) -> None:
    """Unlock a person's PIN."""
    person = await unlock_pin(turn.speaker, button.person_id, event_id=turn.event_id, now=turn.now)
    await turn.show.toast(turn.words.plain("staff-unlocked", name=person.name), alert=True)


async def on_dismiss_pressed(turn: Turn, button: DismissPressed, show_person: FromDishka[ShowPerson]) -> None:
    """Ask to confirm a dismissal."""
    listed = await show_person(turn.speaker, button.person_id, now=turn.now)
    await turn.show.here(dismiss_screen(turn.words, listed, importing=button.importing))


async def on_dismiss_confirmed(
    turn: Turn, button: DismissConfirmed, dismiss: FromDishka[DismissPerson], undecided: FromDishka[ShowUndecided]
) -> None:
    """Dismiss a person."""
    dismissed = await dismiss(turn.speaker, button.person_id, event_id=turn.event_id, now=turn.now)
    waiting = await _waiting(turn, undecided) if button.importing else 0
    await turn.show.here(dismissed_screen(turn.words, dismissed, waiting))


async def on_reinstate_pressed(
    turn: Turn, button: ReinstatePressed, reinstate: FromDishka[ReinstatePerson], undecided: FromDishka[ShowUndecided]
) -> None:
    """Take a dismissed person back."""
    person = await reinstate(turn.speaker, button.person_id, event_id=turn.event_id, now=turn.now)
    waiting = await _waiting(turn, undecided) if button.importing else 0
    await turn.show.new(reinstated_screen(turn.words, person, waiting))


async def _waiting(turn: Turn, show_undecided: ShowUndecided) -> int:
    """Return how many people wait for a decision since the last import; none once its list is gone."""
    try:
        return len(await show_undecided(turn.speaker, (await turn.state.get_data()).get(IMPORTED, "")))
    except ImportOutdatedRefused:
        return 0


def router() -> Router:
    """Build the router of a person's card."""
    own = Router(name="person")
    own.callback_query.register(on_person_pressed, PersonPressed.filter())
    own.callback_query.register(on_role_pressed, RolePressed.filter())
    own.callback_query.register(on_name_guard_pressed, NameGuardPressed.filter())
    own.callback_query.register(on_unlock_pressed, UnlockPressed.filter())
    own.callback_query.register(on_reinstate_pressed, ReinstatePressed.filter())
    own.callback_query.register(on_dismiss_pressed, DismissPressed.filter())
    own.callback_query.register(on_dismiss_confirmed, DismissConfirmed.filter())
    return own
