"""The trainer's own colours: dark for daily use, light for projectors, high contrast for tired eyes."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="trainer-dark",
    primary="#6CB6FF",
    secondary="#8DB7A6",
    accent="#F2B860",
    warning="#F2B860",
    error="#FF7B72",
    success="#7EE0A2",
    foreground="#E6EAF0",
    background="#10151C",
    surface="#18202A",
    panel="#222C38",
    dark=True,
    variables={"footer-key-foreground": "#F2B860", "block-cursor-text-style": "bold"},
)
"""The default."""

LIGHT = Theme(
    name="trainer-light",
    primary="#00468C",
    secondary="#2F5D50",
    accent="#8A4B00",
    warning="#8A4B00",
    error="#A3001B",
    success="#0B5D2A",
    foreground="#101418",
    background="#FFFFFF",
    surface="#F4F6F8",
    panel="#E6EAEE",
    dark=False,
    variables={"footer-key-foreground": "#00468C", "block-cursor-text-style": "bold"},
)
"""For projectors in bright rooms: dark ink on white, no pale tints."""

CONTRAST = Theme(
    name="trainer-contrast",
    primary="#FFFF00",
    secondary="#00FFFF",
    accent="#FFFFFF",
    warning="#FFD700",
    error="#FF9090",
    success="#80FF80",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    dark=True,
    text_alpha=1.0,
    variables={
        "footer-key-foreground": "#FFFF00",
        "border": "#FFFFFF",
        "block-cursor-text-style": "bold underline",
        "input-selection-background": "#0050C0",
    },
)
"""Black, white and full colours."""

THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST)
"""In the order in which the theme action goes through them."""


def register_themes(app: App[Any]) -> None:
    """Make the three themes known to an app."""
    for theme in THEMES:
        app.register_theme(theme)


def next_theme(name: str) -> str:
    """The name of the theme after ``name``; the first one after an unknown name."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
