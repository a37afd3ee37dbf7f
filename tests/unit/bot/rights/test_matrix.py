"""Every use case that somebody asks for, tried by everybody: who may, who may not, and that a refusal writes nothing.

The table names each use case. One that is missing in it fails `test_the_table_names_every_use_case`.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest

import bot
from bot.checkpoint.duty.ask_for_duty import GuestNotAdmittedRefused
from bot.checkpoint.duty.start_shift import NotGuardRefused, ServiceQrClosedRefused
from bot.checkpoint.models import Admits
from bot.checkpoint.service_qrs.orders import ServiceQrOrder, ServiceQrTerms
from bot.checkpoint.service_qrs.poster import PosterSize
from bot.errors import Refused
from bot.notices.letters import Channel
from bot.passes.codes import mint_typed
from bot.passes.issuing.issue_pass import PassOrder
from bot.passes.issuing.order_passes import Wish
from bot.passes.issuing.print_passes import Wording
from bot.passes.issuing.validity import Validity
from bot.passes.live_codes.show_live_code import ShownCode
from bot.passes.models import PassType
from bot.passes.photos.send_photo import PhotoDecidedRefused
from bot.passes.types.browse_types import PassTypeGoneRefused
from bot.passes.types.pass_types import TypeDraft
from bot.qualified.in_workers import NamedFile
from bot.signing.documents.audience import Audience
from bot.signing.documents.receive_file import Received
from bot.signing.documents.send_document import Draft
from bot.signing.models import Class, Confirmation, Order
from bot.signing.records.record import Trust
from bot.signing.requests.evidence import Press
from bot.signing.verification.check_file import CheckedFile
from bot.signing.verification.findings import Integrity, Verification
from bot.staff.access import NotAllowedRefused
from bot.staff.identity.own import OwnIdentityRefused
from bot.staff.invitations.cards import CardLabels
from bot.staff.models import Role
from bot.staff.organisation.set_working_time import WorkingTimeChange
from bot.staff.people.browse_staff import StaffSearch
from bot.staff.terms.versions import STANDARD, TermsKind, Versions
from bot.texts.words import Texts
from handlers.checkpoint.log.screens import log_labels
from handlers.signing.boards.downloading_screens import sheet_labels
from handlers.staff.people.export_screens import export_labels
from storage.ledger_rows import ROWS

PIN = "274913"
WORDS = Texts().words("uk", "Europe/Kyiv")
NO = (
    NotAllowedRefused,
    OwnIdentityRefused,
    NotGuardRefused,
    GuestNotAdmittedRefused,
    ServiceQrClosedRefused,
    PhotoDecidedRefused,
    PassTypeGoneRefused,
)
"""Refusals of a speaker who may not. The last three also hide that another organisation has such a thing."""
ACTORS = ("stranger", "dismissed", "neighbour", "changed", "employee", "guard", "manager", "owner")
"""`changed` began to speak as an owner and is an employee now; `dismissed` began as an owner; `stranger`
claims to be one."""

STAFF = frozenset({"changed", "employee", "guard", "manager", "owner"})
ANYONE = STAFF | {"neighbour"}
"""Staff of any organisation: the use case is about what is the speaker's own."""
ANYONE_EVER = ANYONE | {"dismissed"}
"""Also who has left: the use case is about their right to their own data, which outlasts their work."""
MANAGERS = frozenset({"manager", "owner"})
ANY_MANAGER = MANAGERS | {"neighbour"}
"""Managers of any organisation: each is shown, or changes, what belongs to their own."""
OWNER, ANY_OWNER = frozenset({"owner"}), frozenset({"owner", "neighbour"})
HOLDER, GUARD = frozenset({"employee"}), frozenset({"guard"})
"""The one person whose pass, request, shift or check it is."""
GUARDS = GUARD | MANAGERS


@dataclass(frozen=True)
class Case:
    """Who may, and with which arguments it is tried."""

    may: frozenset[str]
    given: Callable[[Any], dict[str, Any]] = lambda _: {}


def case(may, **given):
    """A case whose arguments are values, or names of things of the world where they are functions."""
    return Case(may, lambda world: {name: one(world) if callable(one) else one for name, one in given.items()})


def draft(world):
    file = Received(world.document.sha256, world.document.size, "text.txt", "text/plain")
    return Draft(
        file=file,
        title="Ще наказ",
        class_=Class.ACKNOWLEDGE,
        audience=Audience(people=(world.colleague.person.id,)),
        deadline_at=world.now + timedelta(days=9),
        order=Order.TOGETHER,
        confirmation=Confirmation.TAP,
    )


def personal_draft(world):
    made = draft(world)
    file = Received(made.file.sha256, made.file.size, "text.txt", "text/plain", personal=True)
    return Draft(file, *(getattr(made, name) for name in list(Draft.__slots__)[1:]))


def shown_code(world):
    return ShownCode(world.live_code.id, world.pass_, "", b"", "", world.now + timedelta(minutes=3))


DOCUMENT = {"document_id": lambda world: world.document.id}
REQUEST = {"request_id": lambda world: world.request.id}
COLLEAGUE = {"person_id": lambda world: world.colleague.person.id}
LISTED = {"person_id": lambda world: world.listed.id}
CLAIM = {"person_id": lambda world: world.claimant.id, "shown": "0000"}
REBINDING = {"rebinding_id": lambda world: world.rebinding.id}
PASS = {"pass_id": lambda world: world.pass_.id}
CHECK = {"check_id": lambda world: world.check.id}
GUEST = {"guest_id": lambda world: world.guest.id}
SERVICE_QR = {"service_qr_id": lambda world: world.service_qr.id}
ANY_QR = {"payload": lambda world: world.payload(world.service_qr)}
GUARDS_QR = {"payload": lambda world: world.payload(world.guards_only)}
APPROVED_QR = {"payload": lambda world: world.payload(world.with_approval)}
CARDS = Wording(str, lambda one: (one.number,), "Cards")
TERMS = ServiceQrTerms("Інша назва", "вхід", 8, frozenset(), Admits.GUARDS)
WISH = Wish(str(PassType.STAFF), 30, department="відділ")
PRESS = Press("Підписую", "uk", 1, "1", 1)
WITNESSES = {"witnesses": lambda world: (world.colleague.person.id, world.actors["employee"].person.id)}
TABLE: dict[str, list[Case]] = {
    # checkpoint
    "AskAsEmployee": [case(STAFF, **APPROVED_QR), case(frozenset(), **GUARDS_QR)],
    "AcceptOrder": [case(MANAGERS, given=NamedFile("order.p7s", b"any file"), **SERVICE_QR)],
    "BuildPack": [case(ANYONE, device_key=b"", known=())],
    "ChartChecks": [case(ANY_MANAGER, words=lambda _: WORDS, wanted=None, service_qr_id=None)],
    "CheckCode": [case(ANYONE, text=lambda _: mint_typed())],
    "CheckDocument": [case(ANYONE, barcode="4820024700016")],
    "CheckPicture": [case(ANYONE, picture=b"no picture")],
    "CountChecks": [case(ANY_MANAGER)],
    "DecideGuest": [case(MANAGERS, admit=True, **GUEST), case(MANAGERS, admit=False, **GUEST)],
    "DeleteServiceQr": [case(MANAGERS, **SERVICE_QR)],
    "EditServiceQr": [case(MANAGERS, terms=lambda _: TERMS, pin=PIN, **SERVICE_QR)],
    "EndShift": [case(GUARD, shift_id=lambda world: world.shift.id)],
    "ExportChecks": [case(ANY_MANAGER, labels=log_labels(WORDS), days=1)],
    "FindAccepted": [case(MANAGERS, key=lambda world: world.type.terms.key)],
    "FindShift": [case(ANYONE)],
    "FindRenewable": [case(MANAGERS, **SERVICE_QR)],
    "FindUndoable": [case(GUARD, **CHECK)],
    "IssueServiceQr": [case(ANY_MANAGER, order=ServiceQrOrder("Пост", "вхід", 8, 30), pin=PIN)],
    "ListAccepted": [case(ANY_MANAGER)],
    "ListServiceQrs": [case(ANY_MANAGER)],
    "NameGuard": [case(MANAGERS, named=True, **COLLEAGUE), case(MANAGERS, named=False, **COLLEAGUE)],
    "OfferShift": [case(STAFF, **ANY_QR), case(GUARDS, **GUARDS_QR), case(STAFF, **APPROVED_QR)],
    "PrintServiceQr.png": [case(MANAGERS, **SERVICE_QR)],
    "PrintServiceQr.poster": [case(MANAGERS, size=PosterSize.A4, words=lambda _: WORDS, **SERVICE_QR)],
    "PrintServiceQr.svg": [case(MANAGERS, **SERVICE_QR)],
    "RequestOrder": [case(MANAGERS, words=lambda _: WORDS, **SERVICE_QR)],
    "ReadFrame": [case(ANYONE, frame=b"no picture")],
    "RenewServiceQr": [case(MANAGERS, keep_on_duty=True, pin=PIN, **SERVICE_QR)],
    "ReportNotMe": [case(HOLDER, **CHECK)],
    "SendGuestOff": [case(MANAGERS, **GUEST)],
    "ShowPassHistory": [case(MANAGERS, **PASS)],
    "ShowServiceQr": [case(MANAGERS, **SERVICE_QR)],
    "SnoozeServiceQr": [case(MANAGERS, **SERVICE_QR)],
    "StartShift": [
        case(STAFF, take_over=True, **ANY_QR),
        case(GUARDS, take_over=True, **GUARDS_QR),
        case(GUARDS, take_over=False, **APPROVED_QR),
    ],
    "StopChanged": [case(ANYONE, checked=CheckedFile(Verification(Integrity.CHANGED, Trust.OURS), None))],
    "TakeScans": [case(GUARD, shift_id=lambda world: world.shift.id, scans=())],
    "UndoCheck": [case(GUARD, reason="помилка", **CHECK)],
    # passes
    "DecidePhoto": [case(MANAGERS, photo_id=lambda world: world.photo.id, approve=True)],
    "DefineType": [case(ANY_MANAGER, draft=TypeDraft("Новий тип"), new=True)],
    "EndCard": [case(MANAGERS, **PASS)],
    "IssuePass": [
        case(
            MANAGERS,
            order=lambda world: PassOrder(world.colleague.person.id, PassType.STAFF, Validity(30)),
            photo=None,
        )
    ],
    "ListEnding": [case(ANY_MANAGER)],
    "ListMyPasses": [case(ANYONE)],
    "ListPassesOf": [case(MANAGERS, holder_id=lambda world: world.colleague.person.id)],
    "ListPhotos": [case(ANY_MANAGER)],
    "ListTypes": [case(ANY_MANAGER)],
    "OrderPasses": [case(ANY_MANAGER, wish=WISH, digest="0")],
    "PlanOrder": [case(ANY_MANAGER, wish=WISH, content=None), case(ANY_MANAGER, wish=WISH, content=b"1;2")],
    "PrintPasses.batch": [case(MANAGERS, batch_id=lambda world: world.batch.id, wording=lambda _: CARDS, sheet=True)],
    "PrintPasses.one": [case(MANAGERS, wording=lambda _: CARDS, sheet=False, **PASS)],
    "RenewPass": [case(MANAGERS, **PASS)],
    "RetireType": [case(MANAGERS, key=lambda world: world.type.terms.key)],
    "RevokePass": [case(MANAGERS, **PASS)],
    "SendPhoto": [case(ANYONE, content=lambda world: world.selfie, anyway=True)],
    "ShowLiveCode": [case(HOLDER, **PASS)],
    "ShowPass": [case(MANAGERS, **PASS)],
    "ShowPhoto": [case(MANAGERS, photo_id=lambda world: world.photo.id)],
    "ShowType": [case(MANAGERS, key=lambda world: world.type.terms.key)],
    "StartCountdown": [case(ANYONE, shown=shown_code, message_id=1)],
    # personal data
    "ApproveErasure": [case(MANAGERS, approval_request_id=lambda world: world.erasure.id)],
    "DismissPerson": [
        case(MANAGERS, **COLLEAGUE),
        case(frozenset(), person_id=lambda world: world.harness.owner.person.id),
        case(OWNER, person_id=lambda world: world.actors["manager"].person.id),
    ],
    "ErasePerson": [case(OWNER, person_id=lambda world: world.gone.person.id)],
    "ExportMyData": [case(ANYONE_EVER, about="")],
    "RejectErasure": [case(MANAGERS, approval_request_id=lambda world: world.erasure.id)],
    "RequestErasure": [case(ANYONE_EVER)],
    "ShowErasureRequest": [case(MANAGERS, approval_request_id=lambda world: world.erasure.id)],
    # signing
    "AddRecipient": [case(MANAGERS, **DOCUMENT, **COLLEAGUE)],
    "BundleDocument": [case(MANAGERS, readme="", **DOCUMENT)],
    "CheckFile": [case(frozenset(ACTORS), content=b"any file")],
    "CountRecipients": [case(ANY_MANAGER, audience=Audience(everyone=True))],
    "DeclineRequest": [case(HOLDER, reason="ні", **REQUEST)],
    "DrawSheet": [case(MANAGERS, **DOCUMENT)],
    "DrawUpAct": [case(MANAGERS, request_id=lambda world: world.declined.id, **WITNESSES)],
    "ExportSheet": [case(MANAGERS, labels=lambda world: sheet_labels(WORDS, world.document), **DOCUMENT)],
    "ExtendDeadline": [case(MANAGERS, deadline_at=lambda world: world.now + timedelta(days=20), **DOCUMENT)],
    "FindColleagues": [case(HOLDER, words="Колега", **REQUEST)],
    "FindCopy": [case(MANAGERS, **REQUEST)],
    "FindRecipients": [case(ANY_MANAGER, words="Колега")],
    "FindWitnesses": [case(MANAGERS, request_id=lambda world: world.declined.id, words="Колега")],
    "FixFile": [case(ANY_MANAGER, sha256=lambda world: world.pdf_sha256, file_name="a.pdf")],
    "FollowLink": [case(HOLDER, code_id=lambda world: world.request.id.bytes[:12])],
    "HandOnRequest": [case(HOLDER, **REQUEST, **COLLEAGUE)],
    "ListDepartments": [case(ANY_MANAGER)],
    "ListDocuments": [case(ANY_MANAGER)],
    "ListDocumentsOf": [case(MANAGERS, **COLLEAGUE)],
    "LeaveBoard": [case(ANYONE, message_id=1)],
    "ListMyRequests": [case(ANYONE, open_only=True)],
    "ListRefusals": [case(MANAGERS, **DOCUMENT)],
    "OpenRequest": [case(HOLDER, **REQUEST)],
    "PrepareAct": [case(MANAGERS, request_id=lambda world: world.declined.id, **WITNESSES)],
    "PrepareDecline": [case(HOLDER, reason="ні", **REQUEST)],
    "PreviewCopy": [case(ANY_MANAGER, draft=personal_draft)],
    "ReadRecipients": [case(ANY_MANAGER, content=b"number\n7\n")],
    "ReceiveFile": [case(ANY_MANAGER, content=b"text", file_name="a.txt", media_type="text/plain")],
    "ReceiveText": [case(ANY_MANAGER, text="Наказ для {ПІБ}")],
    "PlaceBoard": [case(MANAGERS, message_id=1, **DOCUMENT)],
    "RemindNow": [case(MANAGERS, **DOCUMENT)],
    "SealAgain": [case(MANAGERS, **DOCUMENT)],
    "SendDocument": [case(ANY_MANAGER, draft=draft)],
    "ShowBoard": [case(MANAGERS, **DOCUMENT)],
    "ShowColleague": [case(HOLDER, **REQUEST, **COLLEAGUE)],
    "ShowMyRequest": [case(HOLDER, **REQUEST)],
    "ShowPage": [case(HOLDER, number=0, **REQUEST)],
    "ShowPlaces": [case(MANAGERS, **DOCUMENT)],
    "AcceptSignature": [case(HOLDER, press=PRESS, given=NamedFile("signed.p7s", b"any file"), **REQUEST)],
    "DemandSignatures": [case(ANY_OWNER, class_=Class.SIGN, demanded=True)],
    "SignRequest": [case(HOLDER, press=PRESS, pin=None, **REQUEST)],
    "SnoozeRequest": [case(HOLDER, **REQUEST)],
    "TakeBackDecline": [case(HOLDER, request_id=lambda world: world.declining.id)],
    "UseAsTemplate": [case(MANAGERS, **DOCUMENT)],
    "VoidDocument": [case(MANAGERS, **DOCUMENT)],
    # staff
    "AgreeToTerms": [case(ANYONE, shown=Versions(STANDARD, STANDARD))],
    "ApplyImport": [
        case(
            ANY_MANAGER,
            sha256=lambda world: world.dry_run.sha256,
            digest=lambda world: world.dry_run.digest,
            pin=PIN,
        )
    ],
    "ApproveContact": [case(MANAGERS, pin=PIN, **CLAIM)],
    "ApproveRebinding": [case(MANAGERS, pin=PIN, **REBINDING)],
    "BrowseStaff": [case(ANY_MANAGER, search=StaffSearch(), offset=0)],
    "CancelRebinding": [case(MANAGERS, **REBINDING)],
    "ChooseKiosk": [
        case(MANAGERS, **LISTED),
        case(MANAGERS, pin=PIN, **COLLEAGUE),
        case(frozenset(), pin=PIN, person_id=lambda world: world.actors["manager"].person.id),
    ],
    "EnableKiosk": [case(ANY_MANAGER, name="Прохідна")],
    "EndKiosk": [case(MANAGERS, kiosk_id=lambda world: world.kiosk.id)],
    "FindOwnRebinding": [case(ANYONE)],
    "LeaveKiosk": [case(MANAGERS, **LISTED)],
    "ListKiosks": [case(ANY_MANAGER)],
    "ListWaitedFor": [case(ANY_MANAGER)],
    "ObjectAtKiosk": [case(ANYONE)],
    "ChangePin": [case(ANYONE, old=PIN, new="836152")],
    "CheckPin": [case(ANYONE, pin=PIN)],
    "ChooseLanguage": [case(ANYONE, language="en")],
    "MakeLoginLink": [case(ANYONE)],
    "CountLetters": [case(ANY_MANAGER, batch_id=lambda _: uuid4())],
    "DecidePinReset": [case(MANAGERS, approval_request_id=lambda world: world.pin_reset.id, approve=True)],
    "DisputeKey": [case(ANYONE)],
    "DrawLink": [case(MANAGERS, **LISTED)],
    "ExportStaff": [case(ANY_MANAGER, labels=export_labels(WORDS))],
    "FindPinResetRequest": [case(ANYONE)],
    "ForgetMessage": [case(ANYONE_EVER, message_id=1)],
    "GiveRole": [
        case(OWNER, role=Role.MANAGER, **COLLEAGUE),
        case(OWNER, role=Role.EMPLOYEE, person_id=lambda world: world.actors["manager"].person.id),
        case(frozenset(), role=Role.OWNER, **COLLEAGUE),
    ],
    "InviteEveryone": [case(ANY_MANAGER, channel=Channel.EMAIL, message_id=None)],
    "InvitePerson": [case(MANAGERS, renew=True, **LISTED)],
    "ListChannels": [case(ANY_MANAGER)],
    "ListFilters": [case(ANY_MANAGER)],
    "OutstandingTerms": [case(ANYONE)],
    "CountListed": [case(ANY_MANAGER, content=b"text")],
    "PlanImport": [case(ANY_MANAGER, content=lambda world: world.staff_list)],
    "PlanImport.of_stored": [case(ANY_MANAGER, sha256=lambda world: world.staff_list_sha256)],
    "PlanImport.with_hidden": [case(ANY_MANAGER, sha256=lambda world: world.dry_run.sha256)],
    "PrintCards": [case(ANY_MANAGER, labels=lambda _: lambda _until: CardLabels("а", "б", "в"))],
    "ReinstatePerson": [case(MANAGERS, person_id=lambda world: world.gone.person.id)],
    "RejectContact": [case(MANAGERS, **CLAIM)],
    "RelinkPerson": [
        case(MANAGERS, pin=PIN, **COLLEAGUE),
        case(OWNER, pin=PIN, person_id=lambda world: world.actors["manager"].person.id),
        case(frozenset(), pin=PIN, person_id=lambda world: world.harness.owner.person.id),
    ],
    "RequestPinReset": [case(ANYONE)],
    "ResetPin": [case(ANYONE, pin="836152")],
    "RevokeInvitation": [case(MANAGERS, **LISTED)],
    "SaveAddress": [case(MANAGERS, channel=Channel.EMAIL, text="new@example.org", **LISTED)],
    "SendLink": [case(MANAGERS, channel=Channel.EMAIL, **LISTED)],
    "SetTerms": [case(ANY_OWNER, kind=TermsKind.PRIVACY, texts={"uk": "Текст"})],
    "SetContact": [case(ANY_OWNER, text="каб. 12")],
    "SetPageMarks": [case(ANY_OWNER, marks=True)],
    "SetWorkingTime": [case(ANY_OWNER, change=WorkingTimeChange(hours=(time(8), time(17))))],
    "ShowCard": [case(MANAGERS, **COLLEAGUE)],
    "ShowPerson": [case(MANAGERS, **COLLEAGUE)],
    "ShowUndecided": [case(ANY_MANAGER, sha256="0" * 64)],
    "ShowTerms": [case(ANY_OWNER)],
    "UnlockKey": [case(ANYONE, pin=PIN)],
    "UnlockPin": [case(MANAGERS, **COLLEAGUE)],
}
SHARED_WITH_THE_COMMAND_LINE = {"PlanImport.of", "SetTerms.of"}
"""Take an organisation beside a speaker, who is None on the command line. The classes' other methods call them."""
READS_ONLY_WHAT_IT_IS_GIVEN = {"CheckFile"}
"""For everyone: a file that anybody may send is checked."""


@dataclass(frozen=True)
class UseCase:
    """A public method that takes a speaker, and its class."""

    kind: type
    method: str

    @property
    def name(self):
        """Return the name of the class, and of the method where the class is not simply called."""
        return self.kind.__name__ if self.method == "__call__" else f"{self.kind.__name__}.{self.method}"

    @property
    def parameters(self):
        return inspect.signature(getattr(self.kind, self.method)).parameters

    async def on(self, copy):
        """Return the method, with what it depends on, on a copy of the world."""
        return getattr(await copy.build(self.kind), self.method)


def use_cases():
    """Return every use case that takes a speaker, by name."""
    found = {}
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if module.name.startswith(("bot.__main__", "bot.app", "bot.cli", "bot.jobs", "bot.providers")):
            continue
        for kind in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(kind) and kind.__module__ == module.name:
                held = "speaker" in inspect.get_annotations(kind)
                found |= {one.name: one for one in methods(kind) if held or "speaker" in one.parameters}
    return found


def methods(kind):
    """Return what of a class can be called from outside."""
    names = [name for name, _ in inspect.getmembers(kind, inspect.isroutine)]
    mine = [name for name in names if name == "__call__" or not name.startswith("_")]
    return [UseCase(kind, name) for name in mine if inspect.isfunction(getattr(kind, name))]


USE_CASES = use_cases()
EVERY_CASE = [
    pytest.param(name, one, id=f"{name}-{number}") for name, cases in TABLE.items() for number, one in enumerate(cases)
]


async def tries(world, copy, name, one, actor):
    """Call a use case; return whether the speaker was let through, whatever became of it."""
    use_case, parameters = await USE_CASES[name].on(copy), USE_CASES[name].parameters
    given = one.given(world) | {"event_id": world.event_id(), "now": world.now}
    call = use_case(world.actors[actor], **{key: value for key, value in given.items() if key in parameters})
    try:
        if hasattr(call, "__aenter__"):
            async with call:
                pass
        else:
            await call
    except NO:
        return False
    except Refused:
        return True
    return True


async def assert_entered(world, copy):
    """Assert that the newest entry about each row says what the row is, and that none was written before its row."""
    async with copy.store.reading() as tx:
        home = world.harness.owner.organisation.id
        compared = await tx.ledger_rows.compare(home)
        assert [fault for fault in compared.faults if fault.number is not None] == []
        acts = [entry async for entry in tx.ledger.entries(home) if entry.audit_event.act in ROWS]
        assert [entry.audit_event.act for entry in acts if entry.row is None] == []


def test_the_table_names_every_use_case():
    assert set(TABLE) == set(USE_CASES) - SHARED_WITH_THE_COMMAND_LINE


@pytest.mark.parametrize(("name", "one"), EVERY_CASE)
async def test_each_use_case_lets_through_only_whom_it_should_and_a_refusal_writes_nothing(world, tmp_path, name, one):
    through = set()
    for actor in ACTORS:
        async with world.copy(tmp_path) as copy:
            before = copy.rows()
            if await tries(world, copy, name, one, actor):
                through.add(actor)
                await assert_entered(world, copy)
            else:
                assert copy.rows() == before, f"{actor} was refused, and something was written"
    assert through == one.may


@pytest.mark.parametrize("become", ["dismissed", "employee"])
@pytest.mark.parametrize(("name", "one"), EVERY_CASE)
async def test_nothing_is_written_for_somebody_who_lost_their_rights_while_they_waited(
    world, tmp_path, name, one, become
):
    losing = [actor for actor in ("owner", "manager", "guard", "employee") if actor in one.may]
    if not losing or (become == "employee" and "changed" in one.may):
        pytest.skip("nobody has a right here to lose")
    if become in one.may:
        pytest.skip("who has left still may")
    if become == "employee" and one.may in (HOLDER, GUARD):
        pytest.skip("it is their own, whatever their role")
    actor = losing[0]
    person = world.actors[actor].person
    at = 0
    while True:
        at += 1
        async with world.copy(tmp_path) as copy:

            async def lose(copy=copy):
                async with copy.store.transaction() as tx:
                    if become == "dismissed":
                        await tx.people.dismiss(person.id, world.now)
                    else:
                        await tx.people.set_role(person.id, Role.EMPLOYEE)
                copy.after = copy.rows(tries=False)

            copy.at, copy.before = at, lose
            await tries(world, copy, name, one, actor)
            if copy.opened < at:
                return
            assert copy.rows(tries=False) == copy.after, f"{name} wrote in its transaction number {at}"


WORK_FOR_OWNERS = {"AddRecipient", "HandOnRequest", "ListDocumentsOf", "ShowCard", "ShowColleague", "ShowPerson"}
"""Owners are on the list, and are sent documents, like anybody else."""
ABOUT_A_PERSON = [name for name in sorted(set(TABLE) - WORK_FOR_OWNERS) if "person_id" in USE_CASES[name].parameters]


@pytest.mark.parametrize("which", ["registered", "invited"])
@pytest.mark.parametrize("name", ABOUT_A_PERSON)
async def test_a_manager_does_nothing_to_an_owner_and_gets_no_link_of_one(world, tmp_path, name, which):
    owner = world.harness.owner.person.id if which == "registered" else world.invited_owner.id
    parameters = USE_CASES[name].parameters
    for one in TABLE[name]:
        async with world.copy(tmp_path) as copy:
            before, use_case = copy.rows(), await USE_CASES[name].on(copy)
            given = one.given(world) | {"person_id": owner, "event_id": world.event_id(), "now": world.now}
            with pytest.raises(Refused):
                await use_case(
                    world.actors["manager"], **{key: each for key, each in given.items() if key in parameters}
                )
            assert copy.rows() == before


@pytest.mark.parametrize("name", ["ExportStaff", "InviteEveryone", "PrintCards"])
async def test_a_manager_who_gets_everybodys_links_gets_no_owners(world, tmp_path, name):
    (one,) = TABLE[name]
    async with world.copy(tmp_path) as copy:
        await tries(world, copy, name, one, "manager")
        async with copy.store.reading() as tx:
            assert await tx.invitations.find_valid(world.invited_owner.id, world.now) is None
