"""A fixed, even spread of outcomes: how a domain is measured that is too large to be listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import isqrt, prod

from scoring.domain import Choice

LISTED = 20_000
"""A domain with no more outcomes than this is listed; a larger one is sampled with as many points."""

_BITS = 64
_MASK = (1 << _BITS) - 1


def outcomes_or_sample(sizes: Sequence[int], most: int = LISTED) -> tuple[Iterator[Choice], int, bool]:
    """Every outcome of ladders with so many options, or an even spread of them.

    Returns the choices, their number, and whether they are all there are.
    """
    if prod(sizes) <= most:
        return product(*map(range, sizes)), prod(sizes), True
    return spread(sizes, most), most, False


def spread(sizes: Sequence[int], count: int) -> Iterator[Choice]:
    """``count`` choices spread evenly over all of them, the same ones every time.

    A Kronecker sequence (Kuipers and Niederreiter 1974): coordinate by coordinate the multiples of the square
    root of another prime, modulo 1, in whole numbers of 2^-64.
    """
    steps = [isqrt(prime << 2 * _BITS) & _MASK for prime in _primes(len(sizes))]
    for number in range(1, count + 1):
        yield tuple(
            ((step * number & _MASK) * size) >> _BITS for step, size in zip(steps, sizes, strict=True)
        )


def _primes(count: int) -> list[int]:
    found: list[int] = []
    candidate = 2
    while len(found) < count:
        if all(candidate % prime for prime in found):
            found.append(candidate)
        candidate += 1
    return found
