"""Which models stand at a place of a document, and the names of their fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from cases.document import Data
from cases.problems import Path

Models = tuple[Any, ...]
"""The models a mapping might be: one, or the members of a union. Pydantic models or dataclasses."""


def models_at(model: type[BaseModel], path: Path, data: Data) -> Models:
    """The models whose field the last step of ``path`` would be.

    Members of a union whose fixed fields (``kind: range``) contradict the data are left out.
    """
    kinds: list[Any] = [model]
    for step in path[:-1]:
        kinds = [inner for kind in kinds for inner in _inner(kind, step, data)]
        data = _follow(data, step)
    found = [kind for kind in _flat(kinds) if _is_model(kind)]
    fitting = [kind for kind in found if _fits(kind, data)]
    return tuple(fitting or found)


def field_names(models: Iterable[Any]) -> list[str]:
    """The names under which the models' fields are written in files, in order of definition."""
    names: list[str] = []
    for model in models:
        names.extend(name for name in _fields(model) if name not in names)
    return names


def _is_model(kind: Any) -> bool:
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and (issubclass(origin, BaseModel) or dataclasses.is_dataclass(origin))


@cache
def _fields(model: Any) -> Mapping[str, Any]:
    """Annotations by written name; the type variables of a generic dataclass are filled in."""
    origin = get_origin(model) or model
    if issubclass(origin, BaseModel):
        return {info.alias or name: info.annotation for name, info in origin.model_fields.items()}
    variables = getattr(origin, "__parameters__", ())
    filled = dict(zip(variables, get_args(model), strict=False))
    hints = get_type_hints(origin, include_extras=True)
    return {
        field.name: filled.get(hints[field.name], hints[field.name]) for field in dataclasses.fields(origin)
    }


def _flat(kinds: Iterable[Any]) -> list[Any]:
    """Annotations without their wrappers: ``Annotated``, aliases, bounds of type variables, unions."""
    flat: list[Any] = []
    for kind in kinds:
        origin = get_origin(kind)
        if origin is Annotated:
            flat.extend(_flat([get_args(kind)[0]]))
        elif hasattr(kind, "__value__"):
            flat.extend(_flat([kind.__value__]))
        elif isinstance(kind, TypeVar):
            flat.extend(_flat([kind.__bound__]))
        elif (
            origin is not None and origin is not Literal and not _is_container(origin) and not _is_model(kind)
        ):
            flat.extend(_flat(get_args(kind)))
        else:
            flat.append(kind)
    return flat


def _is_container(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, (Mapping, Sequence, frozenset, set))


def _inner(kind: Any, step: str | int, data: Data) -> list[Any]:
    found: list[Any] = []
    for flat in _flat([kind]):
        origin, arguments = get_origin(flat), get_args(flat)
        if _is_model(flat):
            if _fits(flat, data) and step in _fields(flat):
                found.append(_fields(flat)[str(step)])
        elif origin is not None and arguments:
            mapping = isinstance(origin, type) and issubclass(origin, Mapping)
            found.extend(arguments[-1:] if mapping else [part for part in arguments if part is not ...])
    return found


def _fits(model: Any, data: Data) -> bool:
    """Whether no fixed field of the model contradicts the data."""
    if not isinstance(data, dict):
        return True
    for name, annotation in _fields(model).items():
        if get_origin(annotation) is Literal:
            value = data.get(name)
            if value is not None and value not in get_args(annotation):
                return False
    return True


def _follow(data: Data, step: str | int) -> Data:
    if isinstance(data, dict):
        return data.get(str(step))
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None
