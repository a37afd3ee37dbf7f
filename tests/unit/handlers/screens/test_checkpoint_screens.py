"""Every screen and notice of passes and checkpoints, in every language, within Telegram's limits."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import product
from uuid import UUID

import pytest
from architecture.stored_notices import STORED

from bot.checkpoint.checks.pass_history import Event, PassHistory
from bot.checkpoint.checks.results import Answer, Seen
from bot.checkpoint.duty.ask_for_duty import GuestOffer
from bot.checkpoint.duty.decide_guest import Decided
from bot.checkpoint.duty.end_shift import OffDuty
from bot.checkpoint.duty.guests import Guest, GuestState
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.duty.start_shift import DutyOffer, Started
from bot.checkpoint.log.count_checks import Day
from bot.checkpoint.log.export_checks import ChecksExport
from bot.checkpoint.models import Check, ServiceQr, Shift, Verdict
from bot.checkpoint.service_qrs.browse_service_qrs import ServiceQrCard
from bot.checkpoint.service_qrs.delete_service_qr import Deleted
from bot.checkpoint.service_qrs.orders import ServiceQrOrder, terms_of
from bot.checkpoint.service_qrs.poster import PosterSize
from bot.checkpoint.service_qrs.renew_service_qr import Renewable, Renewed
from bot.ledger.entries import Act
from bot.notice_kinds import decode_notice
from bot.notices.outbox import Notice
from bot.passes.browse_passes import HeldPasses, PassCard
from bot.passes.issuing.batches import Batch
from bot.passes.issuing.issue_pass import Issued
from bot.passes.issuing.order_file import BadOrderRow, OrderFault
from bot.passes.issuing.order_passes import OrderPlan, Wish
from bot.passes.issuing.print_passes import PrintedPasses
from bot.passes.issuing.renew_pass import Ending as PassEnding
from bot.passes.issuing.renew_pass import EndingPage
from bot.passes.live_codes.count_down import Over, Tick
from bot.passes.live_codes.show_live_code import ShownCode
from bot.passes.models import Pass, PassType
from bot.passes.photos.faces import FaceCheck
from bot.passes.photos.photos import Photo, PhotoState
from bot.passes.photos.portraits import Portrait
from bot.passes.photos.send_photo import PhotoCard, PhotoSent, PhotosPage
from bot.passes.types.pass_types import ISSUED, READY, OwnType, Trait, TypeDraft
from bot.staff.models import Person, Role
from bot.staff.notices import DeleteMessage
from bot.texts.language import Language
from bot.texts.words import Texts
from handlers.checkpoint.duty import guest_screens as checkpoint_guests
from handlers.checkpoint.duty import screens as checkpoint
from handlers.checkpoint.log import screens as checkpoint_log
from handlers.checkpoint.service_qrs import editing_screens as checkpoint_editing
from handlers.checkpoint.service_qrs import issuing_screens as checkpoint_issuing
from handlers.checkpoint.service_qrs import screens as checkpoint_qrs
from handlers.notice_screens import notice_screen
from handlers.passes import screens as passes
from handlers.passes.holders import live_code_screens as pass_live
from handlers.passes.holders import photo_screens as pass_photos
from handlers.passes.issuing import ordering_screens as pass_ordering
from handlers.passes.issuing import screens as pass_issuing
from handlers.passes.issuing.draft import PassAnswers
from handlers.passes.managing import menu_screens as pass_menu
from handlers.passes.managing import renewing_screens as pass_renewing
from handlers.passes.types import screens as pass_types
from handlers.screen import Screen

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ID = UUID(int=7)
NAME = "Ґонта-<Їжакевич> & " + "Щ" * 41
QR = ServiceQr(ID, b"c" * 12, ID, ID, NAME, NAME, frozenset(PassType), 12, NOW, NOW + timedelta(days=5), b"", b"")
PASS = Pass(ID, ID, PassType.CONTRACTOR, ID, "000042", None, ID, NOW, NOW, NOW + timedelta(days=365))
OWN = OwnType(ID, ID, "Щ" * 32, ("Ґ<b>" + "Щ" * 20, *(f"Поле {n}" for n in range(5))), 1830, frozenset(Trait), NOW)
OWN_PASS = replace(PASS, type=OWN.name, fields=tuple((label, "&" * 40) for label in OWN.fields), photo_wanted_at=NOW)
PERSON = Person(ID, ID, None, NAME, "", "", None, None, Role.EMPLOYEE, NOW)
SHIFT = Shift(ID, ID, ID, ID, NOW, NOW + timedelta(hours=12))
COUNTS = dict.fromkeys(Verdict, 3)
PAYLOAD = "S" + "a" * 44


class Speaking:
    class organisation:  # noqa: N801 - stands for the field of that name
        name = NAME

    person = PERSON


def check(verdict):
    return Check(ID, ID, ID, ID, ID, verdict, ID, ID, NOW)


def answers():
    seen = Seen(PASS, NAME, b"jpeg")
    for verdict, shown in product(Verdict, (None, seen, Seen(OWN_PASS, NAME, b"jpeg"))):
        used = (check(Verdict.VALID), QR) if verdict in {Verdict.ALREADY_USED, Verdict.DOCUMENT_REPEATED} else None
        before = (check(Verdict.VALID), QR) if verdict is Verdict.VALID else None
        yield Answer(replace(check(verdict), other_codes=9), shown, used, before)


def screens(words):
    card = ServiceQrCard(QR, "https://t.me/x", tuple(f"{NAME} {n}" for n in range(3)))
    report = ShiftReport(SHIFT, QR, COUNTS)
    order = ServiceQrOrder("Gate", "Street", 12, 180, frozenset(PassType))
    for count in (0, 1, 2, 5, 21):
        yield checkpoint_qrs.deleted_screen(words, Deleted(QR, count))
        yield checkpoint_qrs.renew_screen(words, Renewable(QR, QR.expires_at, count))
        yield checkpoint_qrs.renewed_screen(words, Renewed(QR, count), card, b"png", NOW)
    yield from (checkpoint.answer_screen(words, answer) for answer in answers())
    yield checkpoint.offer_screen(words, Speaking, DutyOffer(QR, PAYLOAD, NOW, (SHIFT, QR), (NAME, NAME)))
    yield checkpoint.started_screen(words, Speaking, Started(SHIFT, QR, report))
    founds = (report, OffDuty(None), OffDuty((SHIFT, QR)))
    yield from (checkpoint.shift_screen(words, Speaking, found) for found in founds)
    yield checkpoint.report_screen(words, Speaking, report)
    yield checkpoint.undo_screen(words)
    yield from (checkpoint.undone_screen(words, before=before) for before in (True, False))
    yield from (checkpoint.undone_answer_screen(words, answer) for answer in answers())
    yield checkpoint.already_on_duty_screen(words, report)
    yield from (checkpoint.moving_screen(words, Speaking, found) for found in founds)
    yield checkpoint_qrs.service_qrs_screen(words, [QR], NOW)
    yield checkpoint_qrs.service_qrs_screen(words, [], NOW)
    yield checkpoint_qrs.service_qr_screen(words, card, b"png", NOW)
    yield checkpoint_qrs.delete_screen(words, card)
    yield checkpoint_qrs.svg_screen(words, b"svg")
    yield checkpoint_qrs.poster_screen(words, b"pdf", PosterSize.STICKERS)
    yield checkpoint_issuing.name_screen(words)
    yield checkpoint_issuing.place_screen(words)
    yield checkpoint_issuing.accepts_screen(words, (*READY.values(), OWN.terms), frozenset({PassType.STAFF, OWN.name}))
    yield checkpoint_issuing.hours_screen(words)
    yield checkpoint_issuing.days_screen(words)
    yield checkpoint_issuing.summary_screen(words, order, NOW)
    yield passes.my_passes_screen(words, HeldPasses(PERSON, (PASS,)), "https://pages.example.org/app/pass")
    yield passes.my_passes_screen(words, HeldPasses(PERSON, ()), None)
    yield pass_live.live_code_screen(words, ShownCode(ID, PASS, NAME, b"png", "ABCD-EFGH-JKMN", NOW), NOW)
    told = {"typed": "ABCD-EFGH-JKMN", "type": PASS.type, "number": "000042", "pass_id": str(ID), "name": NAME}
    for over in (None, *Over):
        tick = Tick(1, 2, told | {"until": NOW.isoformat()}, timedelta(seconds=44), over)
        yield Screen(*pass_live.tick_caption(words, tick))
    yield from pass_screens(words)
    yield from type_screens(words)
    yield from photo_screens(words)
    yield from further_screens(words)
    yield from order_screens(words)
    yield passes.passes_of_screen(words, HeldPasses(PERSON, (PASS,)), NOW)
    yield passes.pass_screen(words, PassCard(PASS, PERSON, b"jpeg"), NOW)
    yield passes.pass_screen(words, PassCard(PASS, PERSON, None), PASS.expires_at)
    yield passes.revoke_screen(words, PassCard(PASS, PERSON, None))
    yield passes.revoked_screen(words, PassCard(PASS, PERSON, None))
    yield passes.not_me_screen(words)


def pass_screens(words):
    types = (*ISSUED, OWN.terms)
    yield pass_issuing.type_screen(words, NAME, types)
    for terms in types:
        answers = PassAnswers(str(ID), NAME, photographed=True).of(terms)
        yield pass_issuing.days_screen(words, answers)
        yield pass_issuing.photo_screen(words, answers)
        if terms.fields:
            yield pass_issuing.field_screen(words, answers)
    for one in (PASS, OWN_PASS):
        yield pass_issuing.issued_screen(words, Issued(one, PERSON))
        yield passes.pass_screen(words, PassCard(one, PERSON, b"jpeg"), NOW)


def type_screens(words):
    draft = TypeDraft(OWN.name, OWN.fields, OWN.days, OWN.traits)
    yield pass_menu.pass_menu_screen(words)
    yield pass_types.types_screen(words, ISSUED)
    yield pass_types.types_screen(words, (*ISSUED, OWN.terms), OWN.terms)
    yield from (pass_types.type_draft_screen(words, draft, new=new) for new in (True, False))
    yield pass_types.name_wanted_screen(words)
    yield pass_types.fields_wanted_screen(words)
    yield pass_types.days_wanted_screen(words)
    yield pass_types.retire_screen(words, OWN.terms)


def further_screens(words):
    card = PassCard(OWN_PASS, PERSON, None, printed=True)
    events = tuple(Event(NOW, act, NAME) for act in (Act.PASS_ISSUED, Act.PASS_PHOTO, Act.PASS_PRINTED) * 30)
    for shown in (card, PassCard(PASS, PERSON, b"jpeg", printed=True)):
        yield passes.pass_screen(words, shown, NOW)
        yield passes.end_card_screen(words, shown)
        yield passes.card_ended_screen(words, shown)
        yield pass_renewing.history_screen(words, PassHistory(shown, events, COUNTS))
        yield pass_renewing.renewed_screen(words, shown)
    yield pass_renewing.ending_screen(words, EndingPage((PassEnding(OWN_PASS, NAME),) * 20, 20, 60, NAME))
    yield pass_renewing.ending_screen(words, EndingPage((), 0, 0))
    yield from (passes.printed_screen(words, PrintedPasses(b"pdf", cards, 400 - cards)) for cards in (1, 3, 400))


def order_screens(words):
    wish = Wish(OWN.name, 365, NAME)
    bad = tuple(BadOrderRow(number, fault) for number, fault in enumerate(list(OrderFault) * 20))
    for gets in ((), ((PERSON, ()),) * 21):
        yield pass_ordering.plan_screen(words, OrderPlan(wish, gets, 1, 2, bad))
    yield from (pass_ordering.type_screen(words, ISSUED, by_department=one) for one in (True, False))
    yield pass_ordering.days_screen(words, READY[PassType.VISITOR])
    yield pass_ordering.departments_screen(words, [NAME] * 40, 12)
    yield pass_ordering.file_screen(words, OWN.fields)
    yield from (pass_ordering.ordered_screen(words, Batch(ID, ID, ID, "x", "y", 1, one, NOW)) for one in (1, 2, 5))


def photo_screens(words):
    photo = Photo(ID, ID, ID, "a" * 64, PhotoState.WAITING, NOW)
    yield pass_photos.wanted_screen(words)
    yield pass_photos.sent_screen(words, PhotoSent(Portrait(b"jpeg", FaceCheck.SMALL), None))
    for face_check in (None, *FaceCheck):
        yield pass_photos.sent_screen(words, PhotoSent(Portrait(b"jpeg", face_check), photo))
        card = PhotoCard(replace(photo, face_check=face_check), PERSON, b"jpeg")
        yield pass_photos.photo_screen(words, card)
        yield pass_issuing.issued_screen(words, Issued(PASS, PERSON, Portrait(b"jpeg", face_check)))
    yield pass_photos.photos_screen(words, PhotosPage((), 0, 0))
    yield pass_photos.photos_screen(words, PhotosPage(((photo, NAME),) * 20, 20, 60, NAME))
    yield from (pass_photos.decided_screen(words, PERSON, approved=one) for one in (True, False))


def later_screens(words):
    card = ServiceQrCard(QR, "https://t.me/x", (NAME,))
    hours = ((NOW, COUNTS),)
    yield checkpoint_log.day_screen(words, Day(NOW.date(), None, hours, (QR,) * 30), b"png")
    yield checkpoint_log.day_screen(words, Day(NOW.date(), QR, (), (QR,)), None)
    yield checkpoint_log.period_screen(words)
    yield checkpoint_log.log_screen(words, ChecksExport(b"xlsx", 21), NOW)
    yield checkpoint_editing.editing_screen(words, terms_of(QR))
    yield checkpoint_editing.edited_screen(words, card, b"png", NOW)
    offer = GuestOffer(Speaking.organisation, QR, PAYLOAD)
    yield from (checkpoint_guests.guest_offer_screen(words, one, NAME) for one in (offer, None))
    yield checkpoint_guests.pending_screen(words, QR)
    yield checkpoint_guests.request_sent_screen(words, offer)
    for state, shift in ((GuestState.ADMITTED, SHIFT), (GuestState.ADMITTED, None), (GuestState.REFUSED, None)):
        guest = Guest(ID, ID, ID, 1, "uk", NOW, state)
        yield checkpoint_guests.decided_screen(words, Decided(guest, PERSON, QR, PERSON, shift))


def notices(words):
    """Every kind of notice that people read."""
    for kind, facts in STORED:
        if kind != DeleteMessage.kind:
            yield notice_screen(words, Notice(ID, ID, ID, ID, decode_notice(kind, facts), NOW))


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        assert tag in {"b", "i", "code"}
        assert not attributes
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", Language)
def test_every_screen_keeps_telegrams_limits(language):
    words = Texts().words(language, "Europe/Kyiv")
    for screen in [*screens(words), *later_screens(words), *notices(words)]:
        assert Tags(screen.text).open == []
        seen = html.unescape(re.sub(r"<[^>]+>", "", screen.text))
        assert 0 < len(seen) <= (1024 if screen.media else 4096)
        for row in getattr(screen.keyboard, "inline_keyboard", []):
            for one in row:
                assert one.web_app or len(one.callback_data.encode()) <= 64
                assert 0 < len(one.text) <= 64 + len(NAME)


@pytest.mark.parametrize("language", Language)
def test_a_check_result_begins_with_one_severity_and_only_four_verdicts_say_not_found(language):
    words = Texts().words(language)
    not_found = {"uk": "не знайдено", "ru": "не найден", "en": " found: "}[language]
    for answer in answers():
        screen = checkpoint.answer_screen(words, answer)
        mark, _, severity = screen.text.split("\n")[0].partition(" ")
        assert mark in {"✅", "⛔", "❔"}
        assert severity.removeprefix("<b>").removesuffix("</b>").isupper()
        assert (not_found in screen.text.lower()) == answer.check.verdict.not_found


@pytest.mark.parametrize("language", Language)
def test_what_cannot_be_told_accuses_nobody(language):
    words = Texts().words(language)
    for verdict in (Verdict.UNREADABLE, Verdict.UNAVAILABLE, Verdict.CODE_EXPIRED):
        screen = checkpoint.answer_screen(words, Answer(check(verdict), None, None, None))
        assert screen.text.startswith("❔")
