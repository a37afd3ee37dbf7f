import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.national.binary_field import BinaryField
from bot.crypto.national.standard_curves import STANDARD_CURVES

FIELD = BinaryField(163, (7, 6, 3))
CURVE = STANDARD_CURVES[0]
elements = st.integers(0, FIELD.mask)
curves = pytest.mark.parametrize("curve", STANDARD_CURVES.values(), ids=lambda curve: f"m{curve.field.degree}")


def schoolbook(left, right):
    product = 0
    for bit in range(right.bit_length()):
        product ^= left << bit if right >> bit & 1 else 0
    for bit in range(product.bit_length() - 1, FIELD.degree - 1, -1):
        product ^= FIELD.polynomial << bit - FIELD.degree if product >> bit & 1 else 0
    return product


@given(elements, elements)
def test_products_and_squares_are_those_of_the_schoolbook(left, right):
    assert FIELD.multiply(left, right) == schoolbook(left, right)
    assert FIELD.square(left) == schoolbook(left, left)


@given(elements.filter(bool))
def test_an_inverse_gives_one_and_a_root_its_square(value):
    assert FIELD.multiply(value, FIELD.inverse(value)) == 1
    assert FIELD.square(FIELD.square_root(value)) == value


@given(elements)
def test_half_traces_solve_the_quadratic_equation_where_the_trace_is_zero(value):
    root = FIELD.half_trace(value)
    assert (FIELD.square(root) ^ root == value) == (FIELD.trace(value) == 0)


def test_zero_has_no_inverse():
    with pytest.raises(ZeroDivisionError):
        FIELD.inverse(0)


@given(st.integers(0, 2**79), st.integers(0, 2**81))
def test_products_of_polynomials_are_not_irreducible(left, right):
    left, right, product = 2**80 | left << 1 & 2**80 - 1 | 1, 2**83 | right << 1 & 2**83 - 1 | 1, 0
    for bit in range(84):
        product ^= left << bit if right >> bit & 1 else 0
    middle = tuple(bit for bit in range(1, 163) if product >> bit & 1)
    assert not BinaryField(163, middle).is_irreducible()


@curves
def test_standard_curves_are_sound(curve):
    assert curve.field.is_irreducible()
    assert curve.contains(curve.base)
    assert curve.has_order(curve.base)


@curves
def test_points_survive_packing(curve):
    for scalar in (1, 2, 3, 12345, curve.order - 1):
        point = curve.multiply_sum((scalar, curve.base_multiples))
        assert curve.contains(point)
        assert curve.decompress(curve.compress(point)) == point


@given(st.integers(0, CURVE.order), st.integers(0, CURVE.order))
def test_sums_of_multiples_are_the_multiple_of_the_sum(left, right):
    base = CURVE.base_multiples
    assert CURVE.multiply_sum((left, base), (right, base)) == CURVE.multiply_sum(((left + right) % CURVE.order, base))


def test_the_order_times_any_multiple_is_infinity():
    assert CURVE.multiply_sum((CURVE.order, CURVE.base_multiples)) is None
    assert CURVE.multiply_sum((1, CURVE.odd_multiples(None))) is None
    assert not CURVE.has_order(None)


def test_the_point_of_order_two_is_on_the_curve_but_in_no_subgroup_of_large_order():
    point = CURVE.decompress(0)
    assert CURVE.contains(point)
    assert not CURVE.has_order(point)


@given(elements.filter(bool))
def test_every_number_is_a_point_of_the_curve_or_none(value):
    point = CURVE.decompress(value)
    assert point is None or CURVE.contains(point)
