"""Arithmetic in GF(2^m) in polynomial basis: a field element is an integer whose bit i is the coefficient of x^i."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class BinaryField:
    """GF(2^`degree`), reduced by x^degree + sum of x^k for `middle` + 1."""

    degree: int
    middle: tuple[int, ...]

    @cached_property
    def polynomial(self) -> int:
        """Return the reduction polynomial."""
        return 1 << self.degree | sum(1 << k for k in self.middle) | 1

    @cached_property
    def mask(self) -> int:
        """Return the integer with all `degree` bits set."""
        return (1 << self.degree) - 1

    def reduce(self, value: int) -> int:
        """Return a polynomial of any degree modulo the reduction polynomial."""
        while high := value >> self.degree:
            value = value & self.mask ^ high
            for k in self.middle:
                value ^= high << k
        return value

    def multiply(self, left: int, right: int) -> int:
        """Return the product, four bits of `left` at a time."""
        r2, r4, r8 = right << 1, right << 2, right << 3
        r3, r5, r6 = right ^ r2, right ^ r4, r2 ^ r4
        r7 = r3 ^ r4
        multiples = dict(
            zip(
                "0123456789abcdef",
                (
                    0,
                    right,
                    r2,
                    r3,
                    r4,
                    r5,
                    r6,
                    r7,
                    r8,
                    r8 ^ right,
                    r8 ^ r2,
                    r8 ^ r3,
                    r8 ^ r4,
                    r8 ^ r5,
                    r8 ^ r6,
                    r8 ^ r7,
                ),
                strict=True,
            )
        )
        product = 0
        for digit in f"{left:x}":
            product = product << 4 ^ multiples[digit]
        return self.reduce(product)

    def square(self, value: int) -> int:
        """Return the square: squaring puts a zero between any two bits, as reading them to the base 4 does."""
        return self.reduce(int(f"{value:b}", 4))

    def inverse(self, value: int) -> int:
        """Return the inverse by Euclid's algorithm. Raise ZeroDivisionError for zero."""
        if not value:
            raise ZeroDivisionError
        u, v, g, h = value, self.polynomial, 1, 0
        while u != 1:
            shift = u.bit_length() - v.bit_length()
            if shift < 0:
                u, v, g, h, shift = v, u, h, g, -shift
            u ^= v << shift
            g ^= h << shift
        return self.reduce(g)

    def square_root(self, value: int) -> int:
        """Return the only square root."""
        return self._squared(value, self.degree - 1)

    def trace(self, value: int) -> int:
        """Return the trace, 0 or 1."""
        total = value
        for _ in range(self.degree - 1):
            total = self.square(total) ^ value
        return total

    def half_trace(self, value: int) -> int:
        """Return a z with z^2 + z = `value` if the trace of `value` is 0. The degree must be odd."""
        total = value
        for _ in range((self.degree - 1) // 2):
            total = self.square(self.square(total)) ^ value
        return total

    def is_irreducible(self) -> bool:
        """Say whether the reduction polynomial is irreducible. The degree must be prime (Rabin's test)."""
        has_no_root = self.polynomial & 1 and self.polynomial.bit_count() % 2
        return bool(has_no_root) and self._squared(2, self.degree) == 2  # noqa: PLR2004 - the polynomial x

    def _squared(self, value: int, times: int) -> int:
        for _ in range(times):
            value = self.square(value)
        return value
