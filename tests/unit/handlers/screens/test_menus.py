"""The menus and a document's board: each role sees its own, and what stands side by side fits a phone."""

from dataclasses import replace
from datetime import UTC, datetime, time
from uuid import UUID

import pytest

from bot.signing.boards.boards import Board
from bot.signing.models import Class, Confirmation, Document, Order, Tally
from bot.staff.models import Account, Organisation, Person, Role, Speaker
from bot.texts.language import Language
from bot.texts.words import Texts
from handlers.account.menu_screens import menu_screen, personal_screen
from handlers.signing.boards.callbacks import DownloadPressed, RemindPressed
from handlers.signing.boards.downloading_screens import downloads_screen
from handlers.signing.boards.more_screens import more_screen
from handlers.signing.boards.screens import board_screen

NOW, ID = datetime(2026, 3, 2, 8, tzinfo=UTC), UUID(int=7)
FIRM = Organisation(ID, b"tag1", "ТОВ «Зразок»", "uk", "Europe/Kyiv", frozenset(), time(9), time(18), b"", b"", NOW)
PERSON = Person(ID, ID, None, "Олена Власенко", "", "", None, None, Role.EMPLOYEE, NOW)
ACCOUNT = Account(ID, ID, ID, 1, "uk", "+380501110001", b"", b"", "1", "1", NOW, "contact")
DOCUMENT = Document(
    id=ID,
    organisation_id=ID,
    author_id=ID,
    title="Правила",
    class_=Class.SIGN,
    version=1,
    sha256="0" * 64,
    size=1,
    file_name="a.pdf",
    media_type="application/pdf",
    order=Order.TOGETHER,
    confirmation=Confirmation.PIN,
    created_at=NOW,
    deadline_at=NOW,
)
TALLY = Tally(total=3, delivered=3, opened=2, signed=1, declined=1, final=2)
PERSONAL = {"sg-my", "ps-my", "cp-my", "me", "sg-chk"}
MANAGERS_MENU = {"sg-new", "sg-docs", "st", "ps-desk", "cp", "own"}
HALF = 20
"""Characters of a label beside another one: half of a message's width on a small phone."""


def pressed(screen):
    return [one.callback_data.split(":")[0] for row in screen.keyboard.inline_keyboard for one in row]


def speaker(role):
    return Speaker(FIRM, replace(PERSON, role=role), ACCOUNT)


@pytest.fixture(params=Language)
def words(request):
    return Texts().words(request.param)


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.EMPLOYEE, PERSONAL), (Role.MANAGER, MANAGERS_MENU), (Role.OWNER, MANAGERS_MENU | {"set"})]
)
def test_each_role_sees_what_it_can_do_and_nothing_else(words, role, seen):
    assert set(pressed(menu_screen(words, speaker(role), 1))) == seen
    assert set(pressed(menu_screen(words, speaker(role), 2))) == seen | {"orgs"}


def test_who_manages_has_what_everybody_has_one_press_away(words):
    assert set(pressed(personal_screen(words))) == PERSONAL | {"menu"}


def boards():
    yield "open", Board(DOCUMENT, TALLY)
    yield "finished", Board(replace(DOCUMENT, finished_at=NOW), TALLY)
    yield "voided", Board(replace(DOCUMENT, voided_at=NOW), TALLY)
    yield "act", Board(replace(DOCUMENT, about_request_id=ID), TALLY)


def test_a_board_offers_what_its_document_still_allows(words):
    offered = {name: set(pressed(board_screen(words, one))) for name, one in boards()}
    assert {name for name, seen in offered.items() if RemindPressed.__prefix__ in seen} == {"open", "act"}
    assert {name for name, seen in offered.items() if DownloadPressed.__prefix__ in seen} == {"finished"}
    more = {name: set(pressed(more_screen(words, one))) - {"sg-brd"} for name, one in boards()}
    assert more["open"] == {"sg-more", "sb-ext", "sg-again", "sg-vers", "sg-act", "sg-void"}
    assert more["finished"] == {"sg-again", "sg-vers", "sg-act"}
    assert more["voided"] == {"sg-again", "sg-vers"}
    assert more["act"] == {"sb-ext", "sg-void"}
    finished_act = replace(DOCUMENT, about_request_id=ID, finished_at=NOW)
    assert "sb-more" not in pressed(board_screen(words, Board(finished_act, TALLY)))


def test_few_buttons_and_short_labels_side_by_side(words):
    screens = [menu_screen(words, speaker(Role.OWNER), 2), personal_screen(words)]
    screens += [draw(words, one) for _, one in boards() for draw in (board_screen, more_screen, downloads_screen)]
    for screen in screens:
        rows = screen.keyboard.inline_keyboard
        assert sum(map(len, rows)) <= 8
        assert not [one.text for row in rows if len(row) > 1 for one in row if len(one.text) > HALF]
