import base64
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.encryption import Cipher, MasterKeys, Tampered, UnknownKey, mint_master_key

OLD, NEW = mint_master_key(), mint_master_key()
BEFORE = Cipher(MasterKeys.parse(OLD))
AFTER = Cipher(MasterKeys.parse(f"{NEW},{OLD}"))


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_was_sealed_opens_in_its_context(plaintext, context):
    assert BEFORE.decrypt(BEFORE.encrypt(plaintext, context), context) == plaintext


@given(st.binary(max_size=40), st.data())
def test_any_flipped_bit_is_noticed(plaintext, data):
    sealed = bytearray(BEFORE.encrypt(plaintext, "person/1/phone"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises((Tampered, UnknownKey)):
        BEFORE.decrypt(bytes(sealed), "person/1/phone")


@given(st.binary(max_size=60))
def test_arbitrary_bytes_are_tampered_or_of_an_unknown_key(junk):
    with pytest.raises((Tampered, UnknownKey)):
        BEFORE.decrypt(junk, "x")
    with pytest.raises((Tampered, UnknownKey)):
        BEFORE.decrypt(b"\x01" + BEFORE.newest_id + junk, "x")


def test_a_value_moved_to_another_row_does_not_open():
    with pytest.raises(Tampered):
        BEFORE.decrypt(BEFORE.encrypt(b"+380", "person/1/phone"), "person/2/phone")


def test_a_cut_value_is_tampered():
    sealed = BEFORE.encrypt(b"+380501112233", "x")
    for length in range(len(sealed)):
        with pytest.raises(Tampered):
            BEFORE.decrypt(sealed[:length], "x")


def test_the_same_value_is_never_sealed_alike():
    assert len({BEFORE.encrypt(b"same", "x") for _ in range(50)}) == 50


def test_after_rotation_old_values_open_and_ask_to_be_resealed():
    sealed = BEFORE.encrypt(b"old", "x")
    assert AFTER.decrypt(sealed, "x") == b"old"
    assert AFTER.reencryption_needed(sealed)
    assert not AFTER.reencryption_needed(AFTER.encrypt(b"old", "x"))


def test_a_value_of_a_newer_key_does_not_open_with_the_older_alone():
    with pytest.raises(UnknownKey):
        BEFORE.decrypt(AFTER.encrypt(b"new", "x"), "x")


def test_rotation_moves_neither_the_index_nor_the_subkeys():
    assert AFTER.index("+380501112233", "phone") == BEFORE.index("+380501112233", "phone")
    assert AFTER.derive("codes") == BEFORE.derive("codes")
    assert AFTER.anchor_id == BEFORE.anchor_id == BEFORE.newest_id != AFTER.newest_id


def test_the_index_differs_by_value_purpose_and_key():
    made = {
        BEFORE.index("1", "phone"),
        BEFORE.index("2", "phone"),
        BEFORE.index("1", "e-mail"),
        Cipher(MasterKeys.parse(NEW)).index("1", "phone"),
        BEFORE.derive("phone"),
    }
    assert len(made) == 5
    assert {len(one) for one in made} == {32}


def test_who_keeps_the_key_id_gets_that_keys_subkey():
    newest = Cipher(MasterKeys.parse(NEW))
    assert AFTER.derive("codes", AFTER.newest_id) == newest.derive("codes")
    assert AFTER.key_ids == (newest.newest_id, BEFORE.newest_id)
    with pytest.raises(UnknownKey):
        BEFORE.derive("codes", AFTER.newest_id)


@pytest.mark.parametrize("separator", [",", "\n", " , ", "\r\n"])
def test_keys_are_read_in_any_base64_and_any_list(separator):
    raw = [secrets.token_bytes(32), b"\xfb\xff" + secrets.token_bytes(30)]
    text = separator.join([base64.b64encode(raw[0]).decode(), base64.urlsafe_b64encode(raw[1]).decode()])
    assert [key.secret for key in MasterKeys.parse(f" {text}\n")] == raw


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there is no master key"),
        (" ,\n", "there is no master key"),
        (f"{OLD},{OLD}", "stands twice"),
        (f"{OLD},changeme!", "master key 2 is not base64"),
        ("ключ", "master key 1 is not base64"),
        ("abcdefgh", "master key 1 has 6 bytes"),
        (base64.b64encode(bytes(32)).decode(), "placeholder"),
    ],
    ids=["empty", "blank", "twice", "no base64", "cyrillic", "short", "zeros"],
)
def test_a_wrong_key_is_told_in_a_sentence_that_does_not_show_it(text, sentence):
    with pytest.raises(ValueError, match=sentence) as caught:
        MasterKeys.parse(text)
    assert OLD not in str(caught.value)
    assert "changeme" not in str(caught.value)


def test_no_repr_shows_a_key():
    keys = MasterKeys.parse(OLD)
    assert repr(keys.newest.secret) not in repr(keys)
    assert "secret" not in repr(keys)
