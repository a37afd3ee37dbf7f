import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.crypto.authority import issue_person, mint_ca
from bot.crypto.keys import (
    PIN_COST,
    EnvelopeBroken,
    PinCost,
    WrongPin,
    is_pin,
    lock_key,
    mint_key,
    pin_is_weak,
    public_key,
    repepper_key,
    sign,
    unlock_key,
    verify,
)

CHEAP = PinCost(memory_kib=64, passes=1, lanes=1)
PEPPER = bytes(range(32))
OTHER_PEPPER = bytes(32)
PINS = st.text(alphabet="0123456789", min_size=6, max_size=6)


@pytest.fixture(scope="module")
def private():
    return mint_key()


@pytest.fixture(scope="module")
def certificate(private, now):
    return issue_person(mint_ca("Школа № 7", now), public_key(private), "Олена Коваль", "p-1", now)


@given(pin=PINS)
@settings(max_examples=25, deadline=None)
def test_the_pin_that_locked_a_key_opens_it(private, pin):
    assert unlock_key(lock_key(private, pin, PEPPER, CHEAP), pin, PEPPER) == private


@given(pin=PINS, tried=PINS)
@settings(max_examples=25, deadline=None)
def test_another_pin_is_told_to_be_wrong(private, pin, tried):
    envelope = lock_key(private, pin, PEPPER, CHEAP)
    if tried != pin:
        with pytest.raises(WrongPin):
            unlock_key(envelope, tried, PEPPER)


def test_the_right_pin_without_the_servers_secret_opens_nothing(private):
    envelope = lock_key(private, "482913", PEPPER, CHEAP)
    with pytest.raises(EnvelopeBroken):
        unlock_key(envelope, "482913", OTHER_PEPPER)


def test_a_new_master_key_needs_nobodys_pin(private):
    moved = repepper_key(lock_key(private, "482913", PEPPER, CHEAP), PEPPER, OTHER_PEPPER)
    assert unlock_key(moved, "482913", OTHER_PEPPER) == private
    with pytest.raises(EnvelopeBroken):
        unlock_key(moved, "482913", PEPPER)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_altered_envelope_is_broken_and_never_a_wrong_pin(private, data):
    envelope = bytearray(lock_key(private, "482913", PEPPER, CHEAP))
    place = data.draw(st.integers(0, len(envelope) - 1))
    envelope[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(EnvelopeBroken):
        unlock_key(bytes(envelope), "482913", PEPPER)


@given(junk=st.binary(max_size=200))
def test_bytes_that_are_no_envelope_are_broken(junk):
    with pytest.raises(EnvelopeBroken):
        unlock_key(junk, "482913", PEPPER)


def test_an_envelope_shows_neither_the_key_nor_the_same_bytes_twice(private):
    first, second = (lock_key(private, "482913", PEPPER, CHEAP) for _ in range(2))
    assert first != second
    assert private not in first
    assert private[36:68] not in first


def test_the_real_cost_opens_too_and_is_felt_by_who_guesses(private):
    envelope = lock_key(private, "482913", PEPPER)
    began = time.process_time()
    assert unlock_key(envelope, "482913", PEPPER) == private
    assert time.process_time() - began > 0.02
    assert PIN_COST.memory_kib >= 46 * 1024


@given(message=st.binary(max_size=2000))
@settings(max_examples=25, deadline=None)
def test_a_signature_holds_for_its_message_alone(private, certificate, message):
    signature = sign(private, message)
    assert verify(certificate, message, signature)
    assert not verify(certificate, message + b".", signature)


def test_a_signature_of_another_key_does_not_hold(certificate):
    assert not verify(certificate, b"text", sign(mint_key(), b"text"))


@given(junk=st.binary(max_size=100))
def test_junk_in_place_of_signature_or_certificate_never_holds(certificate, junk):
    assert not verify(certificate, b"text", junk)
    assert not verify(junk, b"text", junk)


@pytest.mark.parametrize("text", ["482913", "000000"])
def test_six_digits_are_a_pin(text):
    assert is_pin(text)


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "٤٨٢٩١٣", "482913\n", " 482913", "４８２９１３"])
def test_anything_else_is_none(text):
    assert not is_pin(text)


@pytest.mark.parametrize(
    "pin",
    [
        "000000",
        "111111",
        "123456",
        "654321",
        "890123",
        "123123",
        "112233",
        "121212",
        "123321",
        "102030",
        "010203",
        "112112",
        "159753",
        "147258",
        "789456",
        "246810",
        "310185",
        "850131",
        "198501",
        "011985",
        "010100",
        "519519",
        "224466",
    ],
)
def test_what_is_guessed_first_is_weak(pin):
    assert pin_is_weak(pin)


@pytest.mark.parametrize("pin", ["482913", "739184", "605827", "918364", "370596"])
def test_an_ordinary_pin_is_not(pin):
    assert not pin_is_weak(pin)


def test_nine_pins_in_ten_stay_free_to_choose():
    assert 0.05 < sum(pin_is_weak(f"{number:06}") for number in range(0, 10**6, 7)) / (10**6 / 7) < 0.1
