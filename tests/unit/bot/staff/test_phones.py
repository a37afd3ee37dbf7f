import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.people import phones
from bot.staff.people.phones import contact_phone, cut_short, parse_phone, show_phone

KYIVSTAR = "+380671234567"


@pytest.mark.parametrize(
    "written",
    [
        "0671234567",
        "067 123 45 67",
        "(067) 123-45-67",
        "+38 (067) 123‑45‑67",
        "380671234567",
        "380671234567.0",
        "380671234567,0",
        "671234567",
        "80671234567",
        "8 (067) 123-45-67",
        "00380671234567",
        "тел. 067-123-45-67",
        "+38067123456７",  # a full-width digit, as phones of some makers write it
        "\u00a0067\u00a01234567 ",
    ],
)
def test_every_usual_notation_of_a_ukrainian_number_is_the_same_number(written):
    assert parse_phone(written, "UA") == KYIVSTAR


@pytest.mark.parametrize(
    ("written", "region", "e164"),
    [
        ("89161234567", "RU", "+79161234567"),
        ("79161234567", "UA", "+79161234567"),
        ("380671234567", "RU", KYIVSTAR),
        ("+49 1512 3456789", "UA", "+4915123456789"),
    ],
)
def test_a_foreign_number_keeps_its_country(written, region, e164):
    assert parse_phone(written, region) == e164


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "немає",
        "3.80671E+11",
        "3,80671E+11",
        "123",
        "067 123-45-67, 050 765-43-21",
        "044 123 45 67 дод. 12",
        "067 12Q 45 67",
        "0" * 5000,
        "+380671234567;rm -rf",
    ],
)
def test_text_that_is_not_exactly_one_number_gives_none(written):
    assert parse_phone(written, "UA") is None


def test_a_number_cut_short_by_a_spreadsheet_is_recognised():
    assert cut_short("3.80671E+11")
    assert cut_short("3,80671E+11")
    assert not cut_short("0671234567")


@given(st.text(max_size=60))
def test_any_text_gives_a_valid_number_or_none(text):
    found = parse_phone(text, "UA")
    assert found is None or phonenumbers.is_valid_number(phonenumbers.parse(found))


@given(st.integers(0, 9_999_999), st.sampled_from(["067", "050", "063", "039"]))
def test_a_parsed_number_parses_to_itself_and_so_does_the_way_it_is_shown(subscriber, operator):
    e164 = parse_phone(f"{operator}{subscriber:07}", "UA")
    assert e164 == f"+38{operator}{subscriber:07}"
    assert parse_phone(e164, "RU") == e164
    assert parse_phone(show_phone(e164), "RU") == e164


def test_a_contact_from_telegram_comes_with_or_without_a_plus():
    assert contact_phone("380671234567") == contact_phone("+380671234567") == KYIVSTAR
    assert contact_phone("88801234567") == "+88801234567"
    assert contact_phone("hello") is None


def test_a_number_is_shown_in_groups():
    assert show_phone(KYIVSTAR) == "+380 67 123 4567"
    assert show_phone("not a number") == "not a number"


@given(
    st.sampled_from(["UA", "RU", "KZ", "US", "DE", "FR", "GE", "MD"]),
    st.sampled_from(["+", "0", "8", "1", "00", "", "+38", "+7", "380", "7"]),
    st.text("0123456789", max_size=3),
    st.from_regex(r"[3-9][0-9]{6,11}", fullmatch=True),
)
def test_a_number_read_by_the_patterns_alone_is_what_the_library_reads(region, prefix, extra, digits):
    quick = phones._quick(prefix + extra + digits, region)
    with pytest.MonkeyPatch.context() as without:
        without.setattr(phones, "_quick", lambda *_: None)
        assert quick in (None, parse_phone(prefix + extra + digits, region))


def test_usual_numbers_are_read_by_the_patterns_alone():
    for written in ("0671234567", "380671234567", "+380 67 123 45 67", "671234567", "(067) 123-45-67"):
        assert phones._quick(written, "UA") == "+380671234567"
