"""Which sentence says each of pydantic's errors: catalogue keys of the room ``check`` with their figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cases.messages import Message, Param, message

LONGEST_VALUE = 40
"""Longer values are cut when a message quotes them."""

_KINDS: dict[str, str] = {
    "string_type": "text",
    "string_sub_type": "text",
    "string_unicode": "text",
    "int_type": "integer",
    "int_parsing": "integer",
    "int_parsing_size": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "float_parsing": "number",
    "decimal_type": "number",
    "decimal_parsing": "number",
    "finite_number": "number",
    "is_instance_of": "number",
    "bool_type": "boolean",
    "bool_parsing": "boolean",
    "list_type": "list",
    "tuple_type": "list",
    "set_type": "list",
    "frozen_set_type": "list",
    "iterable_type": "list",
    "dict_type": "mapping",
    "mapping_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dataclass_type": "mapping",
    "date_type": "date",
    "date_parsing": "date",
    "date_from_datetime_parsing": "date",
    "date_from_datetime_inexact": "date",
    "datetime_type": "datetime",
    "datetime_parsing": "datetime",
    "datetime_from_date_parsing": "datetime",
    "time_type": "time",
    "time_parsing": "time",
    "time_delta_type": "duration",
    "time_delta_parsing": "duration",
    "none_required": "nothing",
}
"""pydantic's error types that mean "this is not a ..."; the value names the wanted kind."""

_BOUNDS: dict[str, tuple[str, str]] = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "at_least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "at_most"),
    "multiple_of": ("multiple_of", "step"),
    "too_short": ("min_length", "few"),
    "too_long": ("max_length", "many"),
    "string_too_short": ("min_length", "short"),
    "string_too_long": ("max_length", "long"),
    "decimal_max_digits": ("max_digits", "digits"),
    "decimal_max_places": ("decimal_places", "places"),
    "decimal_whole_digits": ("whole_digits", "whole_digits"),
}
"""Error types with a limit: the name of the limit in ``ctx`` and the sentence."""

_QUOTED = re.compile(r"'([^']*)'")


def error_message(error: Mapping[str, Any], field: str) -> Message:
    """The sentence for one error about ``field`` (a path as people write it, empty for the whole file)."""
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind in _KINDS:
        wanted = message(f"check.kind.{_KINDS[kind]}")
        return message("check.not_a", field=field, value=shown(error.get("input")), kind=wanted)
    if kind in _BOUNDS:
        limit, sentence = _BOUNDS[kind]
        return message(
            f"check.bound.{sentence}",
            field=field,
            value=shown(error.get("input")),
            limit=_plain(context.get(limit)),
            actual=_plain(context.get("actual_length", "")),
        )
    if kind in {"enum", "literal_error"}:
        return message("check.choice", field=field, value=shown(error.get("input")))
    if kind == "union_tag_invalid":
        return message("check.choice", field=_tag_field(field, context), value=str(context.get("tag", "")))
    if kind == "union_tag_not_found":
        return message("check.missing", field=discriminator(context))
    if kind == "string_pattern_mismatch":
        return message("check.pattern", field=field, value=shown(error.get("input")))
    return message("check.refused", field=field, value=shown(error.get("input")))


def error_hint(error: Mapping[str, Any]) -> Message | None:
    """What would be right, where that can be said."""
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind in _KINDS:
        return message(f"check.kind_hint.{_KINDS[kind]}")
    if kind in {"enum", "literal_error", "union_tag_invalid"}:
        allowed = choices(context)
        like = nearest(str(context.get("tag", error.get("input"))), allowed)
        if like is not None:
            return message("check.nearest_choice_hint", like=like, choices=tuple(allowed))
        return message("check.choice_hint", choices=tuple(allowed))
    if kind == "union_tag_not_found":
        return message("check.missing_hint", field=discriminator(context))
    if kind == "string_pattern_mismatch":
        return message("check.pattern_hint", pattern=str(context.get("pattern", "")))
    return None


def branch_message(error: Mapping[str, Any]) -> Message:
    """What one member of a union would have accepted, as a member of a list of choices."""
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind in _KINDS:
        return message(f"check.kind.{_KINDS[kind]}")
    if kind in {"enum", "literal_error"}:
        return message("check.kind.one_of", choices=tuple(choices(context)))
    return error_message(error, "")


def choices(context: Mapping[str, Any]) -> list[str]:
    """The permitted values that pydantic lists in an error's context."""
    listed = str(context.get("expected", context.get("expected_tags", "")))
    return _QUOTED.findall(listed) or [part.strip() for part in re.split(r",| or ", listed) if part.strip()]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be, if one is close enough."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word.lower(), {name: name.lower() for name in known}, scorer=fuzz.ratio)
    return str(best[2]) if best is not None and best[1] >= 65 else None


def shown(value: Any) -> Param:
    """A value as a message quotes it: scalars as written, long text cut, structures by kind."""
    if value is None:
        return message("check.kind.nothing")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return message("check.kind.mapping")
    if isinstance(value, list):
        return message("check.kind.list")
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _plain(value: Any) -> Param:
    return value if isinstance(value, int) else str(value)


def discriminator(context: Mapping[str, Any]) -> str:
    """The name of the field that tells a union's members apart."""
    return str(context.get("discriminator", "")).strip("'")


def _tag_field(field: str, context: Mapping[str, Any]) -> str:
    return f"{field}.{discriminator(context)}".lstrip(".")
