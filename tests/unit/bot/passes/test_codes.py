import base64

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.passes.codes import CodePurpose, Codes, Parsed, mint_code_id, mint_typed, paper_keys, parse_typed, spell_typed

OLD, NEW = mint_master_key(), mint_master_key()
LONGEST_NAME = "a" * 29 + "bot"
BOT_ID = 7_000_000_001
SEALER = Cipher(MasterKeys.parse(OLD))
CODES = Codes(SEALER, BOT_ID, "ExampleGateBot")
TAG = CODES.organisation_tag("org-1")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
purposes = st.sampled_from(CodePurpose)


@given(purposes, st.binary(min_size=12, max_size=12))
def test_a_minted_payload_is_genuine_and_says_what_went_in(purpose, id_bytes):
    parsed = CODES.parse(CODES.mint(purpose, TAG, id_bytes))
    assert parsed == Parsed(purpose, SEALER.newest_id[0], id_bytes, TAG, genuine=True)


@pytest.mark.parametrize(
    ("purpose", "payload"),
    [
        (CodePurpose.LIVE_PASS, "LcwABAgMEBQYHCAkKCwECAwTRlwb5ILx63eCDWAH3LYD0"),
        (CodePurpose.PRINTED_PASS, "PcwABAgMEBQYHCAkKCwECAwSH-9IJnyvxD-bGyxwZF6dF"),
        (CodePurpose.SERVICE_QR, "ScwABAgMEBQYHCAkKCwECAwQwB2MYFo-I6VDEHNinr4GE"),
        (CodePurpose.SHEET, "DcwABAgMEBQYHCAkKCwECAwRfkfac0gDzCK6BRYYZ0FJx"),
        (CodePurpose.REQUEST, "RcwABAgMEBQYHCAkKCwECAwThFRBsx_x3d26E_1ovcSyZ"),
    ],
)
def test_a_printed_code_stays_genuine_in_every_later_version(purpose, payload):
    cipher = Cipher(MasterKeys.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"))
    codes, tag = Codes(cipher, BOT_ID, "ExampleGateBot"), bytes([1, 2, 3, 4])
    assert codes.mint(purpose, tag, bytes(range(12))) == payload
    assert codes.parse(payload) == Parsed(purpose, cipher.newest_id[0], bytes(range(12)), tag, genuine=True)


@given(purposes, st.data())
def test_no_flipped_bit_is_ever_genuine(purpose, data):
    payload = CODES.mint(purpose, TAG, mint_code_id())
    body = bytearray(base64.urlsafe_b64decode(payload[1:]))
    for bit in data.draw(st.sets(st.integers(0, len(body) * 8 - 1), min_size=1, max_size=4)):
        body[bit // 8] ^= 1 << bit % 8
    parsed = CODES.parse(payload[0] + base64.urlsafe_b64encode(body).decode())
    assert parsed is not None
    assert not parsed.genuine


def test_no_single_bit_flip_anywhere_is_genuine():
    payload = CODES.mint(CodePurpose.LIVE_PASS, TAG, mint_code_id())
    body = base64.urlsafe_b64decode(payload[1:])
    for bit in range(len(body) * 8):
        changed = bytearray(body)
        changed[bit // 8] ^= 1 << bit % 8
        assert not CODES.parse(payload[0] + base64.urlsafe_b64encode(changed).decode()).genuine


@given(st.integers(0, 44), st.characters(), purposes)
def test_no_changed_character_is_ever_genuine(place, character, purpose):
    payload = CODES.mint(purpose, TAG, bytes(12))
    assume(payload[place] != character)
    parsed = CODES.parse(payload[:place] + character + payload[place + 1 :])
    assert parsed is None or not parsed.genuine


@given(st.text(max_size=80) | st.from_regex(r"[LPSD][A-Za-z0-9_-]{44}", fullmatch=True))
def test_what_we_did_not_mint_is_never_genuine_and_never_raises(text):
    parsed = CODES.parse(text)
    assert parsed is None or not parsed.genuine


def test_a_code_of_another_purpose_bot_or_key_is_not_genuine():
    payload = CODES.mint(CodePurpose.LIVE_PASS, TAG, mint_code_id())
    assert not CODES.parse("P" + payload[1:]).genuine
    assert not Codes(SEALER, BOT_ID + 1, "ExampleGateBot").parse(payload).genuine
    assert not Codes(Cipher(MasterKeys.parse(NEW)), BOT_ID, "ExampleGateBot").parse(payload).genuine


def test_a_renamed_bot_still_knows_its_codes():
    payload = CODES.mint(CodePurpose.PRINTED_PASS, TAG, mint_code_id())
    assert Codes(SEALER, BOT_ID, "RenamedGateBot").parse(payload).genuine


def test_rotation_keeps_old_codes_genuine_until_their_key_is_dropped():
    payload = CODES.mint(CodePurpose.PRINTED_PASS, TAG, mint_code_id())
    rotated = Codes(Cipher(MasterKeys.parse(f"{NEW},{OLD}")), BOT_ID, "ExampleGateBot")
    assert rotated.parse(payload).genuine
    fresh = rotated.mint(CodePurpose.PRINTED_PASS, TAG, mint_code_id())
    assert Codes(Cipher(MasterKeys.parse(NEW)), BOT_ID, "ExampleGateBot").parse(fresh).genuine
    assert rotated.organisation_tag("org-1") == TAG


def test_each_master_key_has_its_own_keys_for_what_was_printed():
    rotated, alone = Cipher(MasterKeys.parse(f"{NEW},{OLD}")), Cipher(MasterKeys.parse(NEW))
    of_the_newest = paper_keys(rotated, rotated.newest_id)
    assert of_the_newest == paper_keys(alone, alone.newest_id)
    assert not set(of_the_newest.values()) & set(paper_keys(rotated, SEALER.newest_id).values())


def test_codes_on_paper_stay_genuine_after_their_key_was_dropped_and_no_others():
    rotated = Cipher(MasterKeys.parse(f"{NEW},{OLD}"))
    paper = {SEALER.newest_id.hex(): paper_keys(rotated, SEALER.newest_id)}
    codes = Codes(Cipher(MasterKeys.parse(NEW)), BOT_ID, "ExampleGateBot", paper)
    genuine = {purpose: codes.parse(CODES.mint(purpose, TAG, mint_code_id())).genuine for purpose in CodePurpose}
    assert genuine == {
        CodePurpose.LIVE_PASS: False,
        CodePurpose.PRINTED_PASS: True,
        CodePurpose.SERVICE_QR: True,
        CodePurpose.SHEET: True,
        CodePurpose.REQUEST: False,
    }


def test_two_keys_whose_short_ids_collide_are_both_tried():
    keys = {}
    while True:
        text = mint_master_key()
        short = MasterKeys.parse(text).newest.id[0]
        if short in keys:
            break
        keys[short] = text
    old = Codes(Cipher(MasterKeys.parse(keys[short])), BOT_ID, "ExampleGateBot")
    both = Codes(Cipher(MasterKeys.parse(f"{text},{keys[short]}")), BOT_ID, "ExampleGateBot")
    assert both.parse(old.mint(CodePurpose.SHEET, TAG, mint_code_id())).genuine


def test_organisations_have_different_tags():
    assert CODES.organisation_tag("org-1") != CODES.organisation_tag("org-2")
    assert len(TAG) == 4


@pytest.mark.parametrize(("id_bytes", "tag"), [(bytes(11), bytes(4)), (bytes(12), bytes(3))])
def test_wrong_sizes_are_a_bug(id_bytes, tag):
    with pytest.raises(ValueError, match="a code takes"):
        CODES.mint(CodePurpose.SHEET, tag, id_bytes)


@pytest.mark.parametrize("name", ["", "a", "9bot", "bot/x", "b" * 33, "бот_бот", "gate bot"])
def test_a_name_that_telegram_would_not_give_is_a_bug(name):
    with pytest.raises(ValueError, match=r"^not a Telegram bot's username$"):
        Codes(SEALER, BOT_ID, name)


@given(purposes, st.binary(min_size=12, max_size=12))
def test_the_longest_bot_name_still_makes_a_small_qr(purpose, id_bytes):
    codes = Codes(SEALER, BOT_ID, LONGEST_NAME)
    payload = codes.mint(purpose, TAG, id_bytes)
    assert len(payload) <= 64
    assert set(payload) <= set(ALPHABET)
    qr = QRCode(error_correction=ERROR_CORRECT_M)
    qr.add_data(codes.link(payload).encode(), optimize=0)
    qr.make()
    assert qr.version <= 6


@given(purposes, st.binary(min_size=12, max_size=12))
def test_the_link_leads_back_to_the_payload(purpose, id_bytes):
    payload = CODES.mint(purpose, TAG, id_bytes)
    assert CODES.payload_of(CODES.link(payload)) == payload


@pytest.mark.parametrize(
    "text",
    [
        "https://t.me/ExampleGateBot?start=abc-_1",
        "http://t.me/examplegatebot?start=abc-_1",
        "HTTPS://T.ME/EXAMPLEGATEBOT?start=abc-_1",
        "https://telegram.me/ExampleGateBot?start=abc-_1",
        "tg://resolve?domain=ExampleGateBot&start=abc-_1",
        "tg://resolve?start=abc-_1&domain=examplegatebot",
    ],
)
def test_every_spelling_of_our_link_is_understood(text):
    assert CODES.payload_of(text) == "abc-_1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "https://t.me/OtherGateBot?start=abc",
        "https://t.me/ExampleGateBot2?start=abc",
        "https://t.me/ExampleGateBot?start=",
        "https://t.me/ExampleGateBot?start=" + "a" * 65,
        "https://t.me/ExampleGateBot?start=abc#x",
        "https://t.me/ExampleGateBot?start=abc&start=def",
        "https://t.me/ExampleGateBot?x=1&start=abc",
        "https://t.me/ExampleGateBot?start=a%62c",
        "https://t.me/ExampleGateBot?START=abc",
        "https://t.me/ExampleGateBot/?start=abc",
        "https://t.me//ExampleGateBot?start=abc",
        "https://t.me:443/ExampleGateBot?start=abc",
        "https://t.me@evil.example/ExampleGateBot?start=abc",
        "https://evil.example@t.me/ExampleGateBot?start=abc",
        "https://t.me.evil.example/ExampleGateBot?start=abc",
        "https://t-me/ExampleGateBot?start=abc",
        "https://tXme/ExampleGateBot?start=abc",
        "https://evil.example/https://t.me/ExampleGateBot?start=abc",
        "https://t.mе/ExampleGateBot?start=abc",  # Cyrillic е
        "https://t.me/EхampleGateBot?start=abc",  # Cyrillic х
        "https://t.me\\ExampleGateBot?start=abc",
        "ftp://t.me/ExampleGateBot?start=abc",
        "http\u017f://t.me/ExampleGateBot?start=abc",  # a long s, which folds to s
        "tg://re\u017folve?domain=ExampleGateBot&start=abc",
        "tg://re\u017folve?start=abc&domain=ExampleGateBot",
        "javascript://t.me/ExampleGateBot?start=abc",
        " https://t.me/ExampleGateBot?start=abc",
        "https://t.me/ExampleGateBot?start=abc\n",
        "https://t.me/ExampleGateBot?start=abc ",
        "https://t.me/ExampleGateBot?start=abc\x00",
        "https://t.me/ExampleGateBot?start=абв",
        "tg://resolve?domain=OtherGateBot&start=abc",
        "tg://resolve?domain=ExampleGateBot&domain=x&start=abc",
        "tg://join?domain=ExampleGateBot&start=abc",
    ],
)
def test_look_alikes_of_our_link_are_not_ours(text):
    assert CODES.payload_of(text) is None


@given(st.text(max_size=300))
def test_taking_a_payload_never_raises(text):
    assert CODES.payload_of(text) is None


def test_a_hostile_long_text_costs_nothing():
    assert CODES.payload_of("https://t.me/ExampleGateBot?start=" + "a" * 65_536) is None
    assert parse_typed("A" * 65_536) is None


def test_a_typed_code_reads_back_as_it_is_displayed():
    for _ in range(300):
        shown = mint_typed()
        assert shown[4] == shown[9] == "-"
        assert spell_typed(parse_typed(shown)) == shown
        assert set(shown) <= set(SYMBOLS + "-")


@pytest.mark.parametrize("code", ["0123456789AB", "7KQ3M0XW9TB6"])
def test_a_typed_code_that_was_printed_is_read_in_every_later_version(code):
    assert parse_typed(spell_typed(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "Код: 0123-4567-89AB",
        "Код:0123-4567-89AB",
        "код 0123-4567-89ab",
        "Code: 0123 4567 89AB.",
        "«0123-4567-89AB»",
        "(0123-4567-89AB)!",
        "0123-4567-89AB.",
    ],
)
def test_a_word_before_a_typed_code_and_punctuation_around_it_are_left_out(typed):
    assert parse_typed(typed) == "0123456789AB"


def test_a_typed_code_is_read_within_forty_characters():
    code = "0123456789AB"
    assert parse_typed(code.ljust(40)) == code
    assert parse_typed(code.ljust(41)) is None


def test_typed_codes_do_not_repeat():
    assert len({mint_typed() for _ in range(1000)}) == 1000


@given(st.integers(0, 11), st.sampled_from(SYMBOLS))
def test_one_wrong_symbol_is_detected(place, symbol):
    code = parse_typed(mint_typed())
    assume(code[place] != symbol)
    assert parse_typed(code[:place] + symbol + code[place + 1 :]) is None


@given(st.integers(0, 10))
def test_two_swapped_neighbours_are_detected(place):
    code = parse_typed(mint_typed())
    assume(code[place] != code[place + 1])
    assert parse_typed(code[:place] + code[place + 1] + code[place] + code[place + 2 :]) is None


@pytest.mark.parametrize(("typed", "meant"), [("O", "0"), ("o", "0"), ("О", "0"), ("I", "1"), ("l", "1"), ("І", "1")])
def test_look_alikes_of_digits_are_folded(typed, meant):
    code = next(code for code in iter(lambda: parse_typed(mint_typed()), None) if meant in code)
    assert parse_typed(code.replace(meant, typed)) == code


@pytest.mark.parametrize(("cyrillic", "latin"), list(zip("АВЕКМНРСТХУ", "ABEKMHPCTXY", strict=True)))
def test_a_cyrillic_keyboard_is_forgiven(cyrillic, latin):
    code = next(code for code in iter(lambda: parse_typed(mint_typed()), None) if latin in code)
    assert parse_typed(code.replace(latin, cyrillic)) == code
    assert parse_typed(code.replace(latin, cyrillic.lower())) == code


def test_spaces_hyphens_and_case_do_not_matter():
    code = parse_typed(mint_typed())
    assert parse_typed(f" {code[:3].lower()} {code[3:7]}\u2013{code[7:]}\n") == code


@pytest.mark.parametrize(
    "wrong", ["", "-", "0", "U" * 12, "0" * 11, "0" * 13, "ЖЖЖЖЖЖЖЖЖЖЖЖ", "ßßßßßßßßßßßß", "٠" * 12]
)
def test_what_is_no_code_is_none(wrong):
    assert parse_typed(wrong) is None


@given(st.text(max_size=50))
def test_parsing_a_typed_code_never_raises(text):
    code = parse_typed(text)
    assert code is None or parse_typed(code) == code


def test_the_code_of_a_sheet_may_lead_to_a_page_and_is_still_recognised():
    codes = Codes(SEALER, BOT_ID, "ExampleGateBot", sheet_pages="https://pages.example.org/v/")
    payload = codes.mint(CodePurpose.SHEET, TAG, bytes(12))
    assert codes.sheet_link(payload) == f"https://pages.example.org/v/{payload}"
    assert codes.payload_of(codes.sheet_link(payload)) == payload
    assert codes.link(payload).startswith("https://t.me/")
    assert CODES.sheet_link(payload) == CODES.link(payload)
    for other in (
        "https://pages.example.org.example/v/",
        "https://pagesXexample.org/v/",
        "http://pages.example.org/v/",
    ):
        assert codes.payload_of(other + payload) is None
    assert CODES.payload_of(codes.sheet_link(payload)) is None
