"""Values on the table: exact numbers, dates, choices, per-grade values; and sets of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, PlainSerializer


def _exact(value: Any) -> Any:
    """Read a JSON float by its shortest text (0.96, not its binary neighbour); refuse booleans."""
    if isinstance(value, bool):
        raise ValueError("a number, not true or false")
    return Decimal(repr(value)) if isinstance(value, float) else value


def canonical(number: Decimal) -> Decimal:
    """One spelling for each number (7.50 and 7.5 are the same term and must hash to the same bytes)."""
    if not number.is_finite():
        raise ValueError("a finite number")
    whole = number == number.to_integral_value()
    return number.quantize(Decimal(1)) if whole else number.normalize()


def json_number(number: Decimal) -> int | float:
    """The number as JSON writes it; exact for up to 15 significant digits, far more than any term has."""
    return int(number) if number == number.to_integral_value() else float(number)


Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    AfterValidator(canonical),
    PlainSerializer(json_number, return_type=int | float, when_used="json"),
]
"""An exact decimal; JSON carries it as a plain number."""

Value: TypeAlias = Number | str | dict[str, Number]
"""What an issue can be set to: a number, an ISO date or a choice id, or one number for each skill grade."""

Terms: TypeAlias = Mapping[str, Value]
"""Issue id to value: a package, a settlement, one side's position."""


def same_value(left: Value | None, right: Value | None) -> bool:
    """Whether two values are the same term."""
    return left == right


def merge(base: Terms, more: Terms) -> dict[str, Value]:
    """``base`` with ``more`` on top; a per-grade value that names only some grades keeps the others."""
    merged: dict[str, Value] = dict(base)
    for issue, value in more.items():
        before = merged.get(issue)
        if isinstance(value, dict) and isinstance(before, dict):
            merged[issue] = {**before, **value}
        else:
            merged[issue] = value
    return merged
