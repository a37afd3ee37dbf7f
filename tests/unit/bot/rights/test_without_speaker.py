"""Use cases that know a Telegram user by their id, a link or a code: who may, and that a refusal writes nothing.

Every use case that the application provides is in this table, takes a speaker and is in that of `test_matrix`, or is
exempt with a reason.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import uuid4

import pytest

from bot.checkpoint.duty.ask_for_duty import Asker, GuestNotAdmittedRefused
from bot.checkpoint.duty.start_shift import ServiceQrClosedRefused
from bot.crypto.tokens import write_token
from bot.providers.checkpoint import CheckpointProvider
from bot.providers.passes import PassesProvider
from bot.providers.personal_data import PersonalDataProvider
from bot.providers.reminders import RemindersProvider
from bot.providers.signing import SigningProvider
from bot.providers.staff import StaffProvider
from bot.staff.access import NotAllowedRefused
from bot.staff.registration.open_link import LinkDead, LinkDeadRefused
from bot.staff.registration.register import AccountTakenRefused, Contact, ContactForeignRefused, Newcomer
from bot.staff.terms.versions import STANDARD, Versions

NO = (
    AccountTakenRefused,
    ContactForeignRefused,
    GuestNotAdmittedRefused,
    LinkDeadRefused,
    NotAllowedRefused,
    ServiceQrClosedRefused,
)
WAITING, GUEST = 42, 31
"""The Telegram users whose account waits to speak for the colleague, and who asks to go on duty."""
HOME = frozenset({"changed", "employee", "guard", "manager", "owner", "colleague"})
STAFF = HOME | {"neighbour"}
OUTSIDE = frozenset({"stranger", "dismissed", "waiting", "guest"})
EVERYONE, NOBODY = STAFF | OUTSIDE, frozenset()


def always(_answer, _wrote):
    """The use case lets through whom it does not refuse."""
    return True


def found(answer, _wrote):
    """The use case lets through those to whom it answers with something."""
    return bool(answer) and not isinstance(answer, LinkDead)


def wrote(_answer, wrote):
    """The use case lets through those for whom it writes something."""
    return wrote


@dataclass(frozen=True)
class Case:
    """Who may, with which arguments it is tried, and what shows that somebody was let through."""

    may: frozenset[str]
    given: dict[str, Callable[[Any, int], Any]]
    through: Callable[[Any, bool], bool] = always


def theirs(world, telegram_id):
    """Return the speakers that a Telegram user is, or was when they began to speak."""
    everybody = [*world.actors.values(), world.colleague]
    return [one for one in everybody if one.account.telegram_id == telegram_id]


def newcomer(world, telegram_id, invitation_id=None):
    agreed = Versions(STANDARD, STANDARD)
    return Newcomer(invitation_id or world.invitation.id, telegram_id, "+380671239999", "836152", "uk", agreed)


def unknown(_world, _telegram_id):
    return uuid4()


def invitation(world, _telegram_id):
    return world.invitation.id


def approved_qr(world, _telegram_id):
    return world.payload(world.with_approval)


def guards_qr(world, _telegram_id):
    return world.payload(world.guards_only)


TELEGRAM_ID = {"telegram_id": lambda _, telegram_id: telegram_id}
ASKER = {"asker": lambda _, telegram_id: Asker(telegram_id, "Ім’я", "uk")}
GUARDS = {"guards": theirs}
OWN_CONTACT = {"contact": lambda _, telegram_id: Contact(telegram_id, "+380671239999")}
ANOTHERS_CONTACT = {"contact": lambda _, telegram_id: Contact(telegram_id + 1000, "+380671239999")}
TABLE = {
    # checkpoint
    "AskForDuty": [
        Case(EVERYONE - HOME, {**ASKER, "payload": approved_qr}),
        Case(NOBODY, {**ASKER, "payload": guards_qr}),
    ],
    "FindGuest": [Case(NOBODY, TELEGRAM_ID, found)],
    "FindPending": [Case(frozenset({"guest"}), TELEGRAM_ID, found)],
    "OfferGuestDuty": [Case(EVERYONE, {"payload": approved_qr}, found), Case(NOBODY, {"payload": guards_qr}, found)],
    "OfferPhotographed": [Case(HOME, {**GUARDS, "payload": approved_qr})],
    # personal data
    "CountWaiting": [Case(STAFF, {**TELEGRAM_ID}, found)],
    # signing
    "AdmitStranger": [Case(EVERYONE, TELEGRAM_ID)],
    "NoteBlocked": [Case(STAFF, TELEGRAM_ID, wrote)],
    "NoteUnblocked": [Case(NOBODY, TELEGRAM_ID, wrote)],
    # staff
    "CheckContact": [
        Case(EVERYONE, {**TELEGRAM_ID, **OWN_CONTACT, "invitation_id": invitation}),
        Case(NOBODY, {**TELEGRAM_ID, **ANOTHERS_CONTACT, "invitation_id": invitation}),
        Case(NOBODY, {**TELEGRAM_ID, **OWN_CONTACT, "invitation_id": unknown}),
    ],
    "FindFormer": [Case(frozenset({"dismissed"}), TELEGRAM_ID, found)],
    "FindSpeakers": [Case(STAFF, TELEGRAM_ID, found)],
    "FindWaiting": [Case(frozenset({"waiting"}), TELEGRAM_ID, found)],
    "ObjectToChange": [
        Case(frozenset({"colleague"}), {**TELEGRAM_ID, "change_id": lambda world, _: world.change.id}),
        Case(NOBODY, {**TELEGRAM_ID, "change_id": unknown}),
    ],
    "ObjectToRebinding": [
        Case(frozenset({"colleague"}), {**TELEGRAM_ID, "person_id": lambda world, _: world.colleague.person.id}),
        Case(frozenset({"owner"}), {**TELEGRAM_ID, "person_id": lambda world, _: world.harness.owner.person.id}),
        Case(NOBODY, {**TELEGRAM_ID, "person_id": lambda world, _: world.listed.id}),
    ],
    "OpenLink": [
        Case(EVERYONE, {**TELEGRAM_ID, "payload": lambda world, _: world.token}, found),
        Case(NOBODY, {**TELEGRAM_ID, "payload": lambda _, __: write_token(bytes(32))}, found),
    ],
    "Register": [
        Case(OUTSIDE | {"neighbour"}, {"newcomer": newcomer}),
        Case(NOBODY, {"newcomer": lambda world, telegram_id: newcomer(world, telegram_id, uuid4())}),
    ],
    "RequestNewLink": [
        Case(EVERYONE, {"invitation_id": invitation}, found),
        Case(NOBODY, {"invitation_id": unknown}, found),
    ],
    "ShowInvitation": [Case(EVERYONE, {"invitation_id": invitation}), Case(NOBODY, {"invitation_id": unknown})],
}
EXEMPT = {
    "jobs: nobody asks for them": {
        "ClaimBoards",
        "CloseSeries",
        "CountDown",
        "EndShifts",
        "ExpireDocuments",
        "FinishDocuments",
        "IssueBatches",
        "ArchiveFiles",
        "IssueLists",
        "MakeCopies",
        "PostLedgerCheckpoints",
        "SendCodes",
        "SendLetters",
        "SendReminders",
        "SettleDeclines",
        "StartRebindings",
        "TimestampLedgerCheckpoints",
    },
    "what became of a message that a job sent": {
        "IsBoardShown",
        "MarkBoardFresh",
        "NoteDelivered",
        "NoteLetters",
        "NoteUnreached",
    },
    "public: shows no more than the file, the sheet or the link that one must have": {
        "CheckStrangersFile",
        "JudgeSignatures",
        "FindFinished",
        "FindList",
        "FindSheet",
        "ListAuthorities",
        "NameSigners",
        "PreviewLink",
        "PreviewRequest",
    },
    "the PIN pad asks the chat of whoever opened it: `tests/e2e/web/test_pin_entries.py`": {
        "EnterPin",
        "ShowPinQuestion",
    },
    "log-in: what it takes is in `test_sessions.py` of the staff and `test_guest_sessions.py` of the checkpoint": {
        "EndSession",
        "FindGuestSession",
        "FindSession",
        "LogIn",
        "LogInGuest",
        "UseLoginLink",
    },
    "kiosks: what they let in is in `tests/unit/bot/staff/use_cases/test_kiosks.py`": {
        "BeginKiosk",
        "ConfirmCode",
        "FindAtKiosk",
        "FindKiosk",
        "RegisterAtKiosk",
        "RequestCode",
    },
    "finds whose button was pressed, before the speaker is chosen": {"FindOrganisation"},
    "no use cases: links, codes, keys, texts and settings that use cases depend on": {
        "ActWording",
        "CodeDigits",
        "Codes",
        "DayKeys",
        "DocumentIndex",
        "KioskTokens",
        "LinkToNotice",
        "LinkToSheet",
        "GuestTokens",
        "Links",
        "RebindPolicy",
        "LoginTokens",
        "MiniApps",
        "SheetWording",
        "SmallPortraits",
        "TypedIndex",
    },
}
PROVIDERS = (
    CheckpointProvider,
    PassesProvider,
    PersonalDataProvider,
    RemindersProvider,
    SigningProvider,
    StaffProvider,
)


def provided():
    """Return every class with public methods that the features provide, by name."""
    hints = [factory.provides.type_hint for kind in PROVIDERS for factory in kind().factories]
    return {one.__name__: one for one in hints if inspect.isclass(one) and list(methods(one))}


def methods(kind):
    """Return what can be called of a class of the application."""
    if kind.__module__.startswith("bot."):
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            if name == "__call__" or not name.startswith("_"):
                yield method


def takes_speaker(kind):
    return any("speaker" in inspect.signature(one).parameters for one in methods(kind))


PROVIDED = provided()
EVERY_CASE = [
    pytest.param(name, one, id=f"{name}-{number}") for name, cases in TABLE.items() for number, one in enumerate(cases)
]


def telegram_ids(world):
    """Return the Telegram user of each actor."""
    ids = {name: one.account.telegram_id for name, one in world.actors.items()}
    return {**ids, "colleague": world.colleague.account.telegram_id, "waiting": WAITING, "guest": GUEST}


def without_guesses(rows):
    """Return rows without those that count what unregistered people try."""
    return [line for line in rows.splitlines() if not line.startswith('INSERT INTO "guess"')]


async def tries(world, copy, name, one, telegram_id):
    """Call a use case for a Telegram user; return whether it let them through."""
    before, use_case = copy.rows(), await copy.build(PROVIDED[name])
    parameters = inspect.signature(PROVIDED[name].__call__).parameters
    given = {key: value(world, telegram_id) for key, value in one.given.items()}
    given |= {key: value for key, value in (("event_id", world.event_id()), ("now", world.now)) if key in parameters}
    try:
        answer = await use_case(**given)
    except NO:
        through = False
    else:
        through = one.through(answer, copy.rows() != before)
    assert through or without_guesses(copy.rows()) == without_guesses(before), "refused, and something was written"
    return through


def test_every_use_case_is_tried_or_exempt_and_none_is_both():
    exempt = list(chain.from_iterable(EXEMPT.values()))
    with_speaker = [name for name, kind in PROVIDED.items() if takes_speaker(kind)]
    assert sorted([*TABLE, *exempt, *with_speaker]) == sorted(PROVIDED)


@pytest.mark.parametrize(("name", "one"), EVERY_CASE)
async def test_each_use_case_lets_through_only_whom_it_should_and_a_refusal_writes_nothing(world, tmp_path, name, one):
    through = set()
    for actor, telegram_id in telegram_ids(world).items():
        async with world.copy(tmp_path) as copy:
            if await tries(world, copy, name, one, telegram_id):
                through.add(actor)
    assert through == one.may
