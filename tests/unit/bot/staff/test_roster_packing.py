"""A list is read once, and kept as it was read."""

from dataclasses import replace

from bot.staff.roster import BadRow, Column, Fault, Reason, Roster, RosterRow, read_roster
from bot.staff.roster.packing import pack, unpack


def test_a_packed_roster_is_unpacked_unchanged():
    text = "Табельний номер;ПІБ;Телефон;E-mail\n1;Олена Їжак;067 123 45 67;\n2;Петро;3.8E+11;x@\n3;Ґава Іван;;a@b.ua\n"
    roster = read_roster(text.encode(), region="UA")
    assert roster.rows
    assert roster.bad
    assert unpack(pack(roster)) == roster


def test_reasons_and_hidden_rows_are_packed_too():
    reason = Reason(Fault.REPEATED, Column.PHONE, "+380671234567", other_row=4)
    bad = BadRow(3, (reason, Reason(Fault.TAKEN, Column.EMAIL, holder="Ірина")), "7", "Ім’я\t;", None, "a@b.ua")
    row = RosterRow(2, None, "Ім’я", "", "", "+380671234567", None)
    hidden = (replace(row, row_number=4), replace(bad, row_number=5))
    roster = Roster((row,), (bad,), frozenset({Column.NAME, Column.PHONE}), "Аркуш1", hidden)
    assert unpack(pack(roster)) == roster
