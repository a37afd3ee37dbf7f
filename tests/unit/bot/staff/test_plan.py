from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.spreadsheet import SheetColumn, SheetFrame, write_sheet
from bot.staff.models import Person, Role, Status
from bot.staff.people.export_staff import rows_of
from bot.staff.people.people import Listed
from bot.staff.roster import BadRow, Column, Fault, Reason, Roster, RosterRow, read_roster
from bot.staff.roster.plan import Difference, plan_import
from bot.staff.roster.repeats import separate_repeats
from bot.texts.language import Language
from bot.texts.words import Texts
from handlers.staff.people.export_screens import export_labels

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ALL = frozenset(Column)


def person(number="1", name="Шевченко Олена", **more):
    values = {"position": "", "department": "", "phone": None, "email": None} | more
    return Person(uuid4(), UUID(int=1), number, name, role=Role.EMPLOYEE, created_at=NOW, **values)


def row(number="1", name="Шевченко Олена", *, at=2, position="", department="", phone=None, email=None):
    return RosterRow(at, number, name, position, department, phone, email)


def roster(*rows, bad=(), columns=ALL):
    return Roster(rows, bad, columns)


def test_somebody_unknown_is_new():
    plan = plan_import(roster(row()), [])
    assert plan.new == (row(),)
    assert not plan.changes_nothing


def test_a_change_has_the_values_before_and_after():
    olena = person(position="Касирка", email="o@example.org")
    (change,) = plan_import(roster(row(position="Бухгалтерка", phone="+380671234567")), [olena]).changed
    assert change.person is olena
    assert change.differences == (
        Difference(Column.POSITION, "Касирка", "Бухгалтерка"),
        Difference(Column.PHONE, "", "+380671234567"),
    )
    assert replace(olena, **change.values).position == "Бухгалтерка"


def test_an_empty_cell_or_an_absent_column_erases_nothing():
    olena = person(position="Касирка", phone="+380671234567", email="o@example.org")
    for columns in (ALL, frozenset({Column.NUMBER, Column.NAME})):
        plan = plan_import(roster(row(), columns=columns), [olena])
        assert plan.changes_nothing
        assert [match.person for match in plan.unchanged] == [olena]


def test_a_missing_person_is_offered_for_dismissal_unless_a_bad_row_may_be_theirs():
    gone, hurt, named = person("1"), person("2", "Ґава Їжак"), person("3", "Мельник Іван")
    bad = (
        BadRow(3, (Reason(Fault.UNREADABLE, Column.PHONE),), personnel_number="2"),
        BadRow(4, (Reason(Fault.MISSING, Column.NUMBER),), name="МЕЛЬНИК Іван"),
    )
    plan = plan_import(roster(row("4", "Коваль Петро"), bad=bad), [gone, hurt, named])
    assert plan.left_out == (gone,)
    assert plan.bad == bad


def test_an_owner_and_whoever_imports_are_never_offered_for_dismissal():
    owner, manager, gone = (person(number, f"Людина {number}") for number in "123")
    owner = replace(owner, role=Role.OWNER)
    plan = plan_import(roster(row("4", "Коваль Петро")), [owner, manager, gone], manager.id)
    assert plan.left_out == (gone,)


def test_who_is_in_a_hidden_row_is_not_missing():
    olena = person("1")
    hidden = Roster((row("4", "Коваль Петро"),), (), ALL, hidden=(row("1"),))
    assert plan_import(hidden, [olena]).left_out == ()


@pytest.mark.parametrize("number", ["A-7", "А‑7"])
def test_a_number_of_look_alike_letters_is_the_same_number(number):
    olena = person("А-7")
    plan = plan_import(roster(row(number)), [olena])
    assert [match.person for match in plan.unchanged] == [olena]


def test_a_bad_row_is_somebodys_whose_name_is_written_otherwise():
    bad = BadRow(3, (Reason(Fault.MISSING, Column.NUMBER),), name="МАРʼЯНЕНКО Cергій")
    assert plan_import(roster(bad=(bad,)), [person("3", "Мар'яненко Сергій")]).left_out == ()


def test_a_row_without_a_number_is_about_somebody_on_the_list_who_has_none():
    by_phone, by_email, by_name = (
        person(None, "Перша", phone="+380671234567"),
        person(None, "Друга", email="b@example.org"),
        person(None, "Третя Людина"),
    )
    rows = (row(None, "Перша", at=2, phone="+380671234567"), row(None, "Друга", at=3, email="b@example.org"))
    nameless = BadRow(4, (Reason(Fault.MISSING, Column.NUMBER),), name="третя людина")
    plan = plan_import(roster(*rows, bad=(nameless,)), [by_phone, by_email, by_name])
    assert {match.person.id for match in plan.unchanged} == {by_phone.id, by_email.id, by_name.id}
    assert plan.changes_nothing
    assert not plan.bad


def test_a_row_without_a_number_is_nobody_new_and_nobody_with_a_number():
    rows = (row(None, "Нова", at=2, phone="+380671234500"), row(None, "Олена", at=3, phone="+380671234567"))
    plan = plan_import(roster(*rows), [person("1", phone="+380671234567")])
    assert [(bad.row_number, bad.reasons) for bad in plan.bad] == [
        (2, (Reason(Fault.MISSING, Column.NUMBER),)),
        (3, (Reason(Fault.MISSING, Column.NUMBER),)),
    ]
    assert plan.left_out == ()


def test_a_dismissed_person_in_the_file_is_offered_for_reinstating():
    back, gone = person("1", dismissed_at=NOW), person("2", dismissed_at=NOW)
    plan = plan_import(roster(row("1", position="Водійка")), [back, gone])
    assert [match.person for match in plan.returned] == [back]
    assert plan.returned[0].values == {"position": "Водійка"}
    assert plan.changes_nothing
    assert not plan.left_out


def test_a_person_without_a_personnel_number_gets_it_by_their_phone():
    olena = person(None, phone="+380671234567")
    (change,) = plan_import(roster(row("7", phone="+380671234567")), [olena]).changed
    assert change.values == {"personnel_number": "7"}


def test_without_personnel_numbers_the_phone_identifies_and_then_the_email():
    olena, petro = person(None, phone="+380671234567"), person("5", "Коваль Петро", email="P@example.org")
    rows = (
        row(None, "Шевченко Олена Г.", phone="+380671234567"),
        row(None, "Коваль Петро", at=3, email="p@example.org"),
    )
    plan = plan_import(roster(*rows, columns=ALL - {Column.NUMBER}), [olena, petro])
    assert [match.person for match in plan.changed] == [olena, petro]
    assert not plan.new


def test_an_email_that_several_listed_people_share_identifies_nobody():
    people = [person("1", "А Б", email="o@example.org"), person("2", "В Г", email="o@example.org")]
    plan = plan_import(roster(row(None, email="o@example.org"), columns=ALL - {Column.NUMBER}), people)
    assert plan.bad[0].reasons == (Reason(Fault.TAKEN, Column.EMAIL, "o@example.org", holder="А Б, В Г"),)
    assert not plan.left_out


def test_a_phone_that_somebody_else_keeps_makes_the_row_bad_and_names_them():
    plan = plan_import(roster(row("2", "Ґава Їжак", phone="+380671234567")), [person(phone="+380671234567")])
    assert plan.bad[0].reasons == (Reason(Fault.TAKEN, Column.PHONE, "+380671234567", holder="Шевченко Олена"),)
    assert not plan.new


def test_two_people_may_swap_their_phones():
    people = [person("1", phone="+380671111111"), person("2", "Ґава Їжак", phone="+380672222222")]
    rows = (row("1", phone="+380672222222"), row("2", "Ґава Їжак", at=3, phone="+380671111111"))
    assert len(plan_import(roster(*rows), people).changed) == 2


def test_a_refused_row_keeps_its_phone_from_the_next_in_the_chain():
    people = [
        person("1", "А Б", phone="+380671111111"),
        person("2", "В Г", phone="+380672222222"),
        person("3", "Ґ Д", phone="+380673333333"),
    ]
    rows = (row("2", "В Г", at=2, phone="+380671111111"), row("3", "Ґ Д", at=3, phone="+380672222222"))
    plan = plan_import(roster(*rows), people)
    assert [(bad.row_number, bad.reasons[0].holder) for bad in plan.bad] == [(2, "А Б"), (3, "В Г")]


def test_a_completely_different_name_is_reported():
    olena = person(name="Шевченко Олена")
    married = plan_import(roster(row(name="Коваль Олена")), [olena]).changed[0]
    other = plan_import(roster(row(name="Ґава Їжак")), [olena]).changed[0]
    assert (married.renamed_wholly, other.renamed_wholly) == (False, True)


NUMBERS = st.one_of(st.none(), st.sampled_from("123456"))
PHONES = st.one_of(st.none(), st.sampled_from([f"+38067111111{digit}" for digit in range(5)]))
EMAILS = st.one_of(st.none(), st.sampled_from(["a@example.org", "b@example.org", "c@example.org"]))
NAMES = st.sampled_from(["Шевченко Олена", "Ґава Їжак", "Коваль Петро"])
POSITIONS = st.sampled_from(["", "Водій", "Сторож"])


@st.composite
def lists(draw):
    """Draw a list on which numbers and working people's phones are unique, as the storage keeps them."""
    people, numbers, phones = [], set(), set()
    for _ in range(draw(st.integers(0, 6))):
        number, phone, gone = draw(NUMBERS), draw(PHONES), draw(st.booleans())
        number = None if number in numbers else number
        phone = None if phone in phones else phone
        numbers.add(number)
        phones |= set() if gone else {phone}
        dismissed_at = NOW if gone else None
        email, position = draw(EMAILS), draw(POSITIONS)
        people.append(
            person(number, draw(NAMES), phone=phone, email=email, position=position, dismissed_at=dismissed_at)
        )
    return people


@st.composite
def files(draw):
    columns = ALL if draw(st.booleans()) else ALL - {Column.NUMBER}
    rows = []
    for at in range(2, 2 + draw(st.integers(0, 6))):
        number = draw(NUMBERS) if Column.NUMBER in columns else None
        phone, email = draw(PHONES), draw(EMAILS)
        if number or phone or email:
            rows.append(row(number, draw(NAMES), at=at, phone=phone, email=email, position=draw(POSITIONS)))
    good, bad = separate_repeats(rows)
    return Roster(tuple(good), tuple(bad), columns)


def applied(plan, people):
    values = {match.person.id: match.values for match in plan.changed}
    kept = [replace(somebody, **values.get(somebody.id, {})) for somebody in people]
    added = [
        person(new.personnel_number, new.name, position=new.position, phone=new.phone, email=new.email)
        for new in plan.new
    ]
    return kept + added


@settings(max_examples=300, deadline=None)
@given(lists(), files())
def test_importing_the_same_file_twice_changes_nothing_the_second_time(people, file):
    first = plan_import(file, people)
    second = plan_import(file, applied(first, people))
    assert second.changes_nothing
    assert {somebody.id for somebody in second.left_out} <= {somebody.id for somebody in first.left_out}


@settings(max_examples=300, deadline=None)
@given(lists(), files())
def test_every_row_and_every_person_is_accounted_for_once(people, file):
    plan = plan_import(file, people)
    matches = plan.changed + plan.unchanged + plan.returned
    numbers = [new.row_number for new in plan.new] + [match.row.row_number for match in matches]
    numbers += [bad.row_number for bad in plan.bad]
    assert sorted(numbers) == sorted(line.row_number for line in file.rows + file.bad)
    told = [match.person.id for match in matches] + [somebody.id for somebody in plan.left_out]
    assert len(told) == len(set(told))


@settings(max_examples=300, deadline=None)
@given(lists(), files())
def test_no_two_working_people_ever_end_with_one_phone(people, file):
    after = applied(plan_import(file, people), people)
    phones = [somebody.phone for somebody in after if somebody.phone and somebody.dismissed_at is None]
    assert len(phones) == len(set(phones))


@pytest.mark.parametrize("language", Language)
def test_an_exported_list_imported_again_changes_nothing(language):
    words = Texts(language).words(language, "Europe/Kyiv")
    listed = [
        Listed(person("1", position="Водійка", phone="+380671234567"), Status.REGISTERED, None),
        Listed(person("0042", "Мар'яненко =Лук'ян", department="@Охорона", email="l@a.ua"), Status.BLOCKED, None),
        Listed(person("_x0041_", "Ґава _x003D_", department="0101"), Status.INVITED, None),
        Listed(replace(person(None, "Власниця Без Номера"), role=Role.OWNER), Status.REGISTERED, None),
        Listed(person(None, "Лише Пошта", email="e@example.org"), Status.NOT_INVITED, None),
        Listed(person("9", "Давно Звільнений", dismissed_at=NOW), Status.DISMISSED, None),
    ]
    labels = export_labels(words)
    columns = [SheetColumn(label) for label in labels.columns]
    content = write_sheet(SheetFrame(labels.title, "Europe/Kyiv", labels.remark), columns, rows_of(listed, {}, labels))
    roster = read_roster(content, region="UA")
    plan = plan_import(roster, [one.person for one in listed])
    assert plan.changes_nothing
    assert (plan.bad, plan.returned, plan.left_out) == ((), (), ())
    assert (len(plan.unchanged), roster.unread.dismissed) == (5, 1)
