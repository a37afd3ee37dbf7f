"""What somebody on duty types is taken for a code also where a symbol is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.passes.codes import Codes, spell_typed
from handlers.checkpoint.duty.pictures import is_code

CODES = Codes(Cipher(MasterKeys.parse(mint_master_key())), 7_000_000_001, "ExampleGateBot")
symbols = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=12, max_size=12)
words = st.sampled_from(["", "Код: ", "код ", "Code: "])


@given(symbols, st.integers(0, 11), words)
def test_a_code_with_a_symbol_missing_is_taken_for_a_code(symbols, missing, word):
    """Also one without a digit."""
    code = spell_typed(symbols)
    place = missing + missing // 4  # a hyphen stands after every four symbols
    assert is_code(f"{word}{code[:place]}{code[place + 1 :]}", CODES)


@pytest.mark.parametrize("text", ["хто там є", "what about that", "добрий день", "Шевченко"])
def test_words_are_not_taken_for_a_code(text):
    assert not is_code(text, CODES)
