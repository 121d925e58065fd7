"""What a person has typed and chosen, kept while a screen is built anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.widgets import Input, Select, TextArea


class Kind(NamedTuple):
    """How to read and write what one kind of widget holds."""

    kind: type[Widget]
    read: Callable[[Any], Any]
    write: Callable[[Any, Any], None]


class Kept(NamedTuple):
    """The state of a screen's widgets, by their ids."""

    values: dict[str, Any]
    scrolled: dict[str, tuple[float, float]]
    focus: str | None


def _write_input(widget: Input, kept: tuple[str, int]) -> None:
    widget.value, widget.cursor_position = kept


def _write_area(widget: TextArea, kept: tuple[str, Any]) -> None:
    if widget.text != kept[0]:
        widget.text = kept[0]
    widget.selection = kept[1]


def _write_select(widget: Select[Any], value: object) -> None:
    try:
        widget.value = value
    except Exception:
        return


def _attribute(name: str) -> tuple[Callable[[Any], Any], Callable[[Any, Any], None]]:
    return lambda widget: getattr(widget, name), lambda widget, value: setattr(widget, name, value)


@cache
def _kinds() -> tuple[Kind, ...]:
    """Which widgets are kept, and how. Loaded when a screen is first built anew."""
    from textual.widgets import (
        Checkbox,
        Collapsible,
        DataTable,
        Input,
        OptionList,
        Select,
        Switch,
        TabbedContent,
        TextArea,
    )

    return (
        Kind(Input, lambda widget: (widget.value, widget.cursor_position), _write_input),
        Kind(TextArea, lambda widget: (widget.text, widget.selection), _write_area),
        Kind(Select, lambda widget: widget.value, _write_select),
        Kind(Checkbox, *_attribute("value")),
        Kind(Switch, *_attribute("value")),
        Kind(TabbedContent, *_attribute("active")),
        Kind(Collapsible, *_attribute("collapsed")),
        Kind(OptionList, *_attribute("highlighted")),
        Kind(
            DataTable,
            lambda widget: widget.cursor_coordinate,
            lambda widget, place: widget.move_cursor(row=place.row, column=place.column),
        ),
    )


def keep(screen: Screen[Any]) -> Kept:
    """Read the state of every widget that has an id."""
    values: dict[str, Any] = {}
    scrolled: dict[str, tuple[float, float]] = {}
    for widget in screen.query("*"):
        if widget.id is None:
            continue
        if kind := _kind(widget):
            values[widget.id] = kind.read(widget)
        if widget.scroll_offset != (0, 0):
            scrolled[widget.id] = (widget.scroll_x, widget.scroll_y)
    return Kept(values, scrolled, screen.focused.id if screen.focused is not None else None)


def give_back(screen: Screen[Any], kept: Kept) -> None:
    """Write the state into the widgets that have the same ids; what is no longer there is passed over."""
    for widget in screen.query("*"):
        kind = _kind(widget)
        if kind is not None and widget.id in kept.values:
            kind.write(widget, kept.values[widget.id])
        if widget.id in kept.scrolled:
            x, y = kept.scrolled[widget.id]
            screen.call_after_refresh(widget.scroll_to, x, y, animate=False)
        if kept.focus is not None and widget.id == kept.focus:
            screen.set_focus(widget)


def _kind(widget: Widget) -> Kind | None:
    return next((kind for kind in _kinds() if isinstance(widget, kind.kind)), None)
