"""Every member of a closed list is handled wherever the code or the texts tell its members apart."""

import ast
import importlib
import re
from enum import Enum
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as syntax
from fluent.syntax.visitor import Visitor

from bot.checkpoint.duty.guests import GuestState
from bot.checkpoint.models import Admits, Ending, Severity, Verdict
from bot.checkpoint.service_qrs.poster import PosterSize
from bot.ledger.checking import Fault as LedgerFault
from bot.ledger.entries import Act
from bot.notices.letters import Channel, LetterState
from bot.passes.issuing.order_file import OrderFault
from bot.passes.live_codes.count_down import Over
from bot.passes.models import PassType
from bot.passes.photos.faces import FaceCheck
from bot.qualified.judgement import (
    Basis,
    CoverageFault,
    Extent,
    Kind,
    ListStanding,
    NumberKind,
    Part,
    RevocationState,
    SignatureFault,
    TimeFault,
)
from bot.signing.boards.boards import Which
from bot.signing.documents.read_recipients import Why
from bot.signing.models import Class, Confirmation, EndReason, Handing, MarkPlace, Order, RequestState, Standing
from bot.signing.personal_texts.text import Field, LineStyle
from bot.signing.records.record import Outcome
from bot.signing.sealing.files import Changing
from bot.staff.models import Role, Status
from bot.staff.notices import letters_progress
from bot.staff.roster.headings import Heading
from bot.staff.roster.rows import Column, Fault, FileKind, Looks
from bot.staff.terms.versions import TermsKind
from bot.texts.language import Language
from bot.texts.words import Texts
from handlers import commands
from handlers.account.organisation.callbacks import Weekday
from handlers.checkpoint.log.screens import COLUMNS as LOG_COLUMNS
from handlers.checkpoint.states import Term
from handlers.dialogue.awaited import Awaited
from handlers.signing.boards.downloading_screens import COLUMNS as SHEET_COLUMNS
from handlers.signing.documents.draft import Step
from handlers.signing.documents.screens import CLASSES
from handlers.staff.people.export_screens import COLUMNS as STAFF_COLUMNS
from handlers.staff.roster.screens import FAULT_VARIABLES

ROOT = Path(__file__).resolve().parents[2]
CODE = [path for top in ("bot", "handlers", "storage") for path in sorted((ROOT / top).rglob("*.py"))]
NAME_PARTS = {Heading.NAME, Heading.SURNAME, Heading.GIVEN_NAME, Heading.PATRONYMIC}
PARTIAL = {
    (LineStyle, frozenset({LineStyle.GAP})),  # a gap has no letters
    (Column, frozenset({Column.PHONE})),  # a phone has a length of its own
    # read in their own ways
    (Heading, frozenset({*NAME_PARTS, Heading.MOBILE, Heading.PHONE, Heading.WORK_PHONE, Heading.STATUS})),
    (LedgerFault, frozenset({LedgerFault.NOT_WITNESSED})),  # is said of all organisations together
}
"""The dicts that leave members out, and which."""

NAMES_NO_PASS = {
    *(Verdict.CHANGED, Verdict.FORGED, Verdict.UNKNOWN, Verdict.UNREADABLE, Verdict.UNAVAILABLE),
    *(Verdict.DOCUMENT_VALID, Verdict.DOCUMENT_UNCONFIRMED, Verdict.DOCUMENT_REPEATED),
    *(Verdict.DOCUMENT_UNANSWERED, Verdict.DOCUMENT_UNAVAILABLE),
    *(Verdict.NOT_IN_PACK, Verdict.PACK_TOO_OLD),
}
"""Verdicts of which no holder is notified."""

PASS_ACTS = {
    Act.PASS_ISSUED,
    Act.PASS_RENEWED,
    Act.PASS_REVOKED,
    Act.PASS_PHOTO,
    Act.PASS_PRINTED,
    Act.PASS_CARD_ENDED,
}
COMMANDS = {*commands.FOR_EVERYBODY, *commands.FOR_REGISTERED, *commands.FOR_SEVERAL_ORGANISATIONS}

COMPUTED = {
    "checkpoint-count": Verdict,
    "checkpoint-edit": Term,
    "checkpoint-severity": Severity,
    "checkpoint-log": LOG_COLUMNS,
    "checkpoint-log-verdict": Verdict,
    "checkpoint-poster": ("scan", "start", "check"),
    "checkpoint-verdict": Verdict,
    "command": COMMANDS,
    "dialogue": ("older", "over"),
    "keypad": ("older", "over"),
    "pass-event": PASS_ACTS,
    "pass-live": Over,
    "pass-order-fault": OrderFault,
    "pass-photo-seen": FaceCheck,
    "pass-photo-check": set(FaceCheck) - {FaceCheck.GOOD},
    "pass-type": PassType,
    "role": Role,
    "roster-column": Column,
    "roster-fault": Fault,
    "roster-looks": Looks,
    "settings-weekday": Weekday,
    "sheet-outcome": Outcome,
    "sheet-state": Standing,
    "signing-board": ("by-email", "by-sms", "unreached"),
    "signing-change": set(Step) - {Step.FIXED, Step.SUMMARY},
    "signing-changing": set(Changing),
    "signing-class": CLASSES,
    "signing-confirm": Class,
    "signing-mark": MarkPlace,
    "signing-do": Class,
    "signing-documents-which": Which,
    "signing-field": Field,
    "signing-list": Why,
    "signing-sheet-column": SHEET_COLUMNS,
    "signing-statement": Class,
    "signing-warning": {each for each in Class if each.warned(Confirmation.PIN)},
    "staff-add": Channel,
    "staff-ask": Channel,
    "staff-channel": Channel,
    "staff-column": STAFF_COLUMNS,
    "staff-everyone": Channel,
    "staff-make": (Role.MANAGER, Role.EMPLOYEE),
    "staff-send": Channel,
    "staff-status": Status,
    "terms": TermsKind,
    "terms-title": TermsKind,
}
"""The texts whose ids end in a word that the code computes, and all of these words."""

SENT = ("code", "question", "name", "text", "photo", "file", "video", "contact", "sticker", "voice", "other")
"""What a person can send where something else is awaited."""

CHOOSING = {
    ("act-statement", "state"): ("declined", "silent"),
    ("checkpoint-admits", "admits"): Admits,
    ("checkpoint-edit", "admits"): Admits,
    ("checkpoint-order-term", "term"): (
        *("number", "name", "place", "accepts", "hours", "until", "issuer", "id", "record", "nonce"),
    ),
    ("checkpoint-guest-off", "state"): set(GuestState) - {GuestState.WAITING},
    ("checkpoint-issue-summary", "admits"): Admits,
    ("checkpoint-poster", "size"): PosterSize,
    ("checkpoint-poster-sent", "size"): (PosterSize.STICKERS, "other"),
    ("checkpoint-qr-card", "admits"): Admits,
    ("notice-checked-not-passed", "verdict"): {one for one in Verdict if one.severity is not Severity.PASS}
    - NAMES_NO_PASS,
    ("notice-refusal-act", "state"): ("open", "declined"),
    ("notice-request-overdue", "kind"): Class,
    ("notice-request-reminder", "kind"): Class,
    ("notice-request-sent", "kind"): Class,
    ("notice-request-voided", "state"): {*EndReason, "left-out"},
    ("notice-sequence-ended", "reader"): ("author", "signer"),
    ("notice-shift-ended", "why"): Ending,
    ("qualified-answer", "qualified"): ("yes", "no"),
    ("qualified-coverage", "found"): {*Extent, *CoverageFault} - {Extent.NOTHING},
    ("qualified-list", "found"): ListStanding,
    ("qualified-list", "kind"): set(Kind) - {Kind.OTHER},
    ("qualified-number", "kind"): NumberKind,
    ("qualified-revocation", "found"): RevocationState,
    ("qualified-signature", "found"): {*SignatureFault, "right", "unnamed"},
    ("qualified-time", "found"): {*Basis, *TimeFault},
    ("refused-order-headings", "missing"): ("number", "plate", "other"),
    ("refused-roster-file-kind", "kind"): FileKind,
    ("refused-roster-headings", "missing"): ("name", "identity", "both"),
    ("signing-board-text", "state"): ("open", "voided", "finished", "series"),
    ("signing-confirm", "confirmation"): {Confirmation.PIN, Confirmation.TAP},
    ("signing-done", "kind"): Class,
    ("signing-my", "kind"): ("open", "all"),
    ("signing-my-card", "kind"): Class,
    ("settings", "marks"): {"on", "off"},
    ("settings", "demanded"): {"some", "none"},
    ("settings-marks", "state"): {"on", "off"},
    ("signing-my-card", "state"): {*RequestState, "declining", "replaced"} - {RequestState.WAITING},
    ("signing-place", "state"): {*Standing, "sent", "delivered", "opened"} - {Standing.OPEN},
    ("signing-replaced", "state"): ("open", "answered"),
    ("signing-settled", "state"): {*(each for each in RequestState if each.final), "replaced"},
    ("signing-sheet-found", "state"): ("open", "voided", "finished"),
    ("signing-summary", "confirmation"): Confirmation,
    ("signing-unproven", "part"): {Part.CHAIN, Part.MOMENT, Part.REVOCATION, "other"},
    ("signing-summary", "handing"): Handing,
    ("signing-summary", "kind"): CLASSES,
    ("signing-summary", "order"): {*Order, "one"},
    ("unexpected", "awaited"): set(Awaited) - {Awaited.SEARCH},
    ("unexpected", "sent"): SENT,
}
"""The texts that choose by the word in a variable, and all of these words: the default is one of them."""


def words_of(values):
    return {str(each.value if isinstance(each, Enum) else each) for each in values}


def module_of(path):
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


def member(path, node):
    """Return the member of an enum that an expression names, if it names one."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
        return None
    owner = getattr(module_of(path), node.value.id, None)
    found = getattr(owner, node.attr, None) if isinstance(owner, type) and issubclass(owner, Enum) else None
    return found if isinstance(found, Enum) else None


def nodes(*kinds):
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kinds):
                yield path, node


def test_a_dict_by_members_has_all_of_them():
    seen = 0
    for path, node in nodes(ast.Dict):
        members = [member(path, key) for key in node.keys]
        kinds = {type(each) for each in members}
        if len(members) < 2 or None in members or len(kinds) > 1:
            continue
        kind, seen = kinds.pop(), seen + 1
        missing = frozenset(kind) - set(members)
        assert not missing or (kind, missing) in PARTIAL, f"{path}:{node.lineno} has no {missing}"
    assert seen > 10


def test_a_match_on_members_ends_where_mypy_looks_for_forgotten_ones():
    seen = 0
    for path, node in nodes(ast.Match):
        patterns = [one for case in node.cases for one in ast.walk(case.pattern) if isinstance(one, ast.MatchValue)]
        if not any(member(path, one.value) for one in patterns):
            continue
        seen += 1
        last = ast.unparse(node.cases[-1])
        assert last.startswith("case _:\n    assert_never("), f"{path}:{node.lineno} hides forgotten members"
    assert seen > 10


def computed():
    """Every text id of which the code computes the end: where, and what it begins with."""
    for path, node in nodes(ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in {"words", "plain"} and node.args and isinstance(node.args[0], ast.JoinedStr):
            first, last = node.args[0].values
            assert isinstance(first, ast.Constant), path
            assert isinstance(last, ast.FormattedValue), path
            yield path, first.value


def test_every_computed_text_is_listed():
    found = {begins for _, begins in computed()}
    assert found == {f"{begins}-" for begins in COMPUTED}


@pytest.mark.parametrize("language", Language)
def test_every_member_has_its_text(language):
    known = dict(Texts().ids(language))
    for begins, values in COMPUTED.items():
        for word in words_of(values):
            assert f"{begins}-{word}" in known


class Choices(Visitor):
    """Gathers, of one text, which words it tells apart in which variable; numbers are left out."""

    def __init__(self):
        self.found = {}

    def visit_SelectExpression(self, node):  # noqa: N802 - the visitor asks for it
        keys = {str(getattr(one.key, "name", getattr(one.key, "value", ""))) for one in node.variants}
        if not all(key.isdigit() or key in {"one", "few", "many", "other"} for key in keys):
            self.found[node.selector.id.name] = keys
        self.generic_visit(node)


@pytest.mark.parametrize("language", Language)
def test_a_text_that_chooses_by_a_word_knows_every_word(language):
    found = {}
    for path in (ROOT / "locales" / language).glob("*.ftl"):
        for text in FluentParser(with_spans=False).parse(path.read_text(encoding="utf-8")).body:
            if isinstance(text, syntax.Message):
                choices = Choices()
                choices.visit(text)
                found |= {(text.id.name, variable): keys for variable, keys in choices.found.items()}
    assert found == {text: words_of(values) for text, values in CHOOSING.items()}


def test_the_fault_of_a_row_fills_the_variables_of_its_text():
    known = dict(Texts().ids(Language.EN))
    for fault, variables in FAULT_VARIABLES.items():
        assert set(variables) == known[f"roster-fault-{fault}"]


def test_only_what_stops_somebody_says_not_found():
    for verdict in Verdict:
        assert verdict.severity is Severity.STOP or not verdict.not_found


def naming(verdict, *folders):
    """Return the modules below some folders that name a verdict, by its member or by its value."""
    named = re.compile(rf"Verdict\.{verdict.name}\b|\"(?:checkpoint-verdict-)?{verdict.value}\"")
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [path.name for path in paths if named.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_returned_and_a_test_gets_it(verdict):
    judging = {*naming(verdict, "bot/checkpoint")} - {"models.py", "chart.py", "take_scans.py"}
    assert judging, "nothing returns it"
    assert naming(verdict, "tests/e2e", "tests/unit/bot/checkpoint/offline"), "no test gets it"


def test_letters_in_every_state_are_counted():
    for state in LetterState:
        progress = letters_progress({state: 3}, 1)
        assert sorted((progress.sent, progress.waiting, progress.failed)) == [0, 0, 3]
