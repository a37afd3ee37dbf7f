import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.tokens import TOKEN_CHARACTERS, hash_token, parse_token, write_token

SECRETS = st.binary(min_size=32, max_size=32)


@given(SECRETS)
def test_a_token_is_parsed_and_fits_a_start_payload(secret):
    token = write_token(secret)
    assert parse_token(token) == token
    assert len(token) == TOKEN_CHARACTERS == 43


@given(SECRETS, SECRETS)
def test_two_secrets_are_two_tokens(one, other):
    assert (write_token(one) == write_token(other)) == (one == other)


@given(SECRETS)
def test_a_token_has_one_spelling_only(secret):
    token = write_token(secret)
    others = [token[:-1] + last for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
    assert sum(parse_token(other) is not None for other in others) == 16


@pytest.mark.parametrize("wrong", ["", "A" * 42, "A" * 44, "A" * 42 + "\n", "A" * 43 + "\n", "А" * 43, "A" * 42 + "="])
def test_what_has_not_the_exact_shape_is_no_token(wrong):
    assert parse_token(wrong) is None


@given(st.text(max_size=60))
def test_parsing_never_raises(text):
    assert parse_token(text) in {None, text}


@given(SECRETS)
def test_the_hash_is_sha256(secret):
    token = write_token(secret)
    assert hash_token(token) == hashlib.sha256(token.encode()).digest()
