import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.canonical import NotCanonical, canonical, digest, parse_canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def test_the_example_of_the_rfc_comes_out_as_the_rfc_prints_it():
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    assert canonical(value).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_keys_are_sorted_by_utf_16_units():
    assert canonical({"\ufb33": 1, "\U0001f600": 2, "a": 3}).decode() == '{"a":3,"😀":2,"\ufb33":1}'


@given(value=VALUES)
def test_what_was_encoded_is_read_back_and_only_so(value):
    data = canonical(value)
    assert parse_canonical(data) == value
    assert digest(value) == hashlib.sha256(data).hexdigest()


@given(value=st.dictionaries(TEXTS, VALUES, min_size=2, max_size=5))
def test_the_order_of_keys_does_not_matter(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b"1.0", b"NaN", b'"\\u0041"', b"\xff", b"[" * 9999],
)
def test_json_in_any_other_form_is_refused(data):
    with pytest.raises(NotCanonical):
        parse_canonical(data)


@pytest.mark.parametrize("value", [2**53, float("nan"), float("inf"), "\ud800", json.loads("[" * 900 + "]" * 900)])
def test_what_the_rfc_has_no_form_for_is_refused_or_encoded_whole(value):
    try:
        assert parse_canonical(canonical(value)) == value
    except NotCanonical:
        return
    assert isinstance(value, list)
