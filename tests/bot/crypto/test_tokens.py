import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.tokens import TOKEN_CHARACTERS, hash_token, mint_token, parse_token


def test_a_minted_token_is_parsed_and_fits_a_start_payload():
    for _ in range(500):
        token = mint_token()
        assert parse_token(token) == token
        assert len(token) == TOKEN_CHARACTERS == 43


def test_tokens_do_not_repeat():
    assert len({mint_token() for _ in range(1000)}) == 1000


def test_a_token_has_one_spelling_only():
    token = mint_token()
    others = [token[:-1] + last for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
    assert sum(parse_token(other) is not None for other in others) == 16


@pytest.mark.parametrize("wrong", ["", "A" * 42, "A" * 44, "A" * 42 + "\n", "A" * 43 + "\n", "А" * 43, "A" * 42 + "="])
def test_what_has_not_the_exact_shape_is_no_token(wrong):
    assert parse_token(wrong) is None


@given(st.text(max_size=60))
def test_parsing_never_raises(text):
    assert parse_token(text) in {None, text}


def test_the_hash_is_sha256():
    token = mint_token()
    assert hash_token(token) == hashlib.sha256(token.encode()).digest()
