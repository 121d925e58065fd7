"""Which models stand at a place of a document, and the names of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from cases.document import Data
from cases.problems import Path

Models = tuple[type[BaseModel], ...]
"""The models a mapping might be: one, or the members of a union."""


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


def field_names(models: Iterable[type[BaseModel]]) -> list[str]:
    """The names under which the models' fields are written in files, in order of definition."""
    names: list[str] = []
    for model in models:
        for name, info in model.model_fields.items():
            written = info.alias or name
            if written not in names:
                names.append(written)
    return names


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


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
        elif origin is not None and not _is_container(origin) and not _is_model(kind):
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
            if _fits(flat, data):
                found.extend(_annotation(flat, step))
        elif origin is not None and arguments:
            mapping = isinstance(origin, type) and issubclass(origin, Mapping)
            found.extend(arguments[-1:] if mapping else [part for part in arguments if part is not ...])
    return found


def _annotation(model: type[BaseModel], step: str | int) -> list[Any]:
    for name, info in model.model_fields.items():
        if step in {name, info.alias}:
            return [info.annotation]
    return []


def _fits(model: type[BaseModel], data: Data) -> bool:
    """Whether no fixed field of the model contradicts the data."""
    if not isinstance(data, dict):
        return True
    for name, info in model.model_fields.items():
        if get_origin(info.annotation) is Literal:
            value = data.get(info.alias or name)
            if value is not None and value not in get_args(info.annotation):
                return False
    return True


def _follow(data: Data, step: str | int) -> Data:
    if isinstance(data, dict):
        return data.get(str(step))
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None
