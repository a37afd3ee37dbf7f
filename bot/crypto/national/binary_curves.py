"""Elliptic curves y^2 + xy = x^3 + ax^2 + b over GF(2^m), as DSTU 4145-2002 uses them."""

from dataclasses import dataclass
from functools import cached_property

from bot.crypto.national.binary_field import BinaryField

Point = tuple[int, int] | None
"""The affine coordinates of a point; None is the point at infinity."""

Projective = tuple[int, int, int]
"""Coordinates of López and Dahab: x = X / Z, y = Y / Z^2; Z is 0 at infinity."""

_INFINITY: Projective = 1, 0, 0
_WINDOW = 5


@dataclass(frozen=True)
class Curve:
    """A curve with its base point: `a` is 0 or 1, `order` is the prime order of the base point."""

    field: BinaryField
    a: int
    b: int
    order: int
    base_x: int
    base_y: int

    @cached_property
    def base(self) -> tuple[int, int]:
        """Return the base point."""
        return self.base_x, self.base_y

    @cached_property
    def base_multiples(self) -> list[Point]:
        """Return the odd multiples of the base point, which every verification needs."""
        return self.odd_multiples(self.base)

    def contains(self, point: tuple[int, int]) -> bool:
        """Say whether the affine point satisfies the curve's equation."""
        x, y = point
        square, multiply = self.field.square, self.field.multiply
        return square(y) ^ multiply(x, y) == multiply(square(x), x ^ self.a) ^ self.b

    def has_order(self, point: Point) -> bool:
        """Say whether the point is not infinity and lies in the subgroup of the base point's order."""
        return point is not None and self.multiply_sum((self.order, self.odd_multiples(point))) is None

    def decompress(self, packed: int) -> Point:
        """Return the point whose x has its lowest bit replaced by the trace of y / x, or None if there is none.

        DSTU 4145-2002, 6.10: the bit that was replaced follows from the trace of x, which is that of a.
        """
        field = self.field
        if not packed:
            return 0, field.square_root(self.b)
        wanted, x = packed & 1, packed & ~1
        if field.trace(x) != self.a:
            x ^= 1
        if not x:
            return None
        constant = x ^ self.a ^ field.multiply(self.b, field.square(field.inverse(x)))
        root = field.half_trace(constant)
        if field.square(root) ^ root != constant:
            return None
        return x, field.multiply(x, root ^ (field.trace(root) ^ wanted))

    def compress(self, point: tuple[int, int]) -> int:
        """Return what `decompress` takes for the point."""
        x, y = point
        return x & ~1 | self.field.trace(self.field.multiply(y, self.field.inverse(x))) if x else 0

    def odd_multiples(self, point: Point) -> list[Point]:
        """Return the point's multiples by 1, 3, 5, …, 15."""
        if point is None:
            return [None] * 2 ** (_WINDOW - 2)
        twice = self.affine(self._double((*point, 1)))
        multiples: list[Point] = [point]
        for _ in range(2 ** (_WINDOW - 2) - 1):
            multiples.append(self.affine(self._add(_projective(multiples[-1]), twice)))
        return multiples

    def multiply_sum(self, *terms: tuple[int, list[Point]]) -> Point:
        """Return the sum of scalar times point, each point given by its `odd_multiples`."""
        digits = [(_signed_digits(scalar), multiples) for scalar, multiples in terms]
        total = _INFINITY
        for position in reversed(range(max(len(each) for each, _ in digits))):
            total = self._double(total)
            for each, multiples in digits:
                if position < len(each) and (digit := each[position]):
                    total = self._add(total, _signed(multiples[abs(digit) // 2], digit))
        return self.affine(total)

    def affine(self, point: Projective) -> Point:
        """Return the affine coordinates of a point."""
        x, y, z = point
        if not z:
            return None
        inverse = self.field.inverse(z)
        return self.field.multiply(x, inverse), self.field.multiply(y, self.field.square(inverse))

    def _double(self, point: Projective) -> Projective:
        x, y, z = point
        square, multiply = self.field.square, self.field.multiply
        x2, z2 = square(x), square(z)
        constant = multiply(self.b, square(z2))
        z3 = multiply(x2, z2)
        x3 = square(x2) ^ constant
        return x3, multiply(constant, z3) ^ multiply(x3, (z3 if self.a else 0) ^ square(y) ^ constant), z3

    def _add(self, point: Projective, other: Point) -> Projective:
        x, y, z = point
        if other is None:
            return point
        if not z:
            return _projective(other)
        square, multiply = self.field.square, self.field.multiply
        x2, y2 = other
        dy = y ^ multiply(y2, square(z))
        dx = x ^ multiply(x2, z)
        if not dx:
            return _INFINITY if dy else self._double(_projective(other))
        c = multiply(dx, z)
        z3 = square(c)
        x3 = square(dy) ^ multiply(c, dy ^ square(dx) ^ (c if self.a else 0))
        y3 = multiply(x3 ^ multiply(x2, z3), multiply(dy, c) ^ z3) ^ multiply(x2 ^ y2, square(z3))
        return x3, y3, z3


def _projective(point: Point) -> Projective:
    return _INFINITY if point is None else (*point, 1)


def _signed(point: Point, sign: int) -> Point:
    """Return the point, or its negative for a negative `sign`."""
    return (point[0], point[0] ^ point[1]) if point is not None and sign < 0 else point


def _signed_digits(scalar: int) -> list[int]:
    """Return the width-5 non-adjacent form, lowest digit first: each digit is 0 or odd, between -15 and 15."""
    digits = []
    while scalar:
        digit = scalar % 2**_WINDOW if scalar & 1 else 0
        digit -= 2**_WINDOW if digit >= 2 ** (_WINDOW - 1) else 0
        digits.append(digit)
        scalar = (scalar - digit) >> 1
    return digits
