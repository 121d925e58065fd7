"""Message catalogues: the only place where the program's sentences live.

``trainer/locale/<language>/<room>.toml`` holds the sentences of one room; the key
``table.refuse.floor`` is entry ``refuse.floor`` of ``table.toml``. Both languages carry the same
keys and the same places (a test holds them to it).
"""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from cases.lang import Lang
from cases.messages import Message, Param, message

LOCALE = Path(__file__).parent / "locale"
"""Where the catalogues are."""

FOLDER: dict[Lang, str] = {Lang.ZH: "zh_CN", Lang.EN: "en"}
"""Which catalogue folder serves which language."""

LIST_MARK: dict[Lang, str] = {Lang.ZH: "、", Lang.EN: ", "}
"""What stands between the members of a list."""


LOCALE_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where the surroundings say which language people read, the strongest first."""


def choose_language(wanted: str | None = None) -> Lang:
    """The language to speak: the argument, else ``TRAINER_LANG``, else the locale, else Chinese.

    ``C`` and ``POSIX`` name no language (though Python calls them English), so they leave the choice open.
    """
    for candidate in (wanted, os.environ.get("TRAINER_LANG")):
        if candidate and candidate[:2].lower() in {lang.value for lang in Lang}:
            return Lang(candidate[:2].lower())
    for name in LOCALE_NAMES:
        value = os.environ.get(name, "")
        if value[:2].lower() in {"zh", "en"}:
            return Lang(value[:2].lower())
    if any(os.environ.get(name) for name in LOCALE_NAMES):
        return Lang.ZH
    system = (locale.getlocale()[0] or "").lower()
    return Lang.EN if system.startswith("en") and os.name == "nt" else Lang.ZH


def _flatten(tree: Mapping[str, Any], prefix: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in tree.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            flat.update(_flatten(value, key))
        else:
            flat[key] = str(value)
    return flat


@cache
def room(name: str, lang: Lang) -> Mapping[str, str]:
    """All sentences of one catalogue file, keyed in full; empty for an unknown room."""
    source = LOCALE / FOLDER[lang] / f"{name}.toml"
    if not source.is_file():
        return {}
    return _flatten(tomllib.loads(source.read_text(encoding="utf-8")), name)


def lookup(key: str, lang: Lang) -> str | None:
    """The raw sentence for ``key``, or ``None`` where the catalogue lacks it."""
    return room(key.partition(".")[0], lang).get(key)


def plain(number: Decimal | float) -> str:
    """A number as people write it: no exponent, no needless zeros."""
    text = f"{number:f}" if isinstance(number, Decimal) else f"{Decimal(str(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def render_param(value: Param, lang: Lang) -> str:
    """A place's filling as text in ``lang``."""
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, Message):
        return render(value, lang)
    if isinstance(value, tuple):
        return LIST_MARK[lang].join(render_param(part, lang) for part in value)
    if isinstance(value, (Decimal, float)):
        return plain(value)
    from cases.text import Text  # brings the schema library, which plain sentences do without

    return value.get(lang) if isinstance(value, Text) else str(value)


def render(what: Message, lang: Lang) -> str:
    """The sentence in ``lang``; an unknown key comes back as itself, so that nothing is ever blank.

    A case may name its own items of information: one that the catalogue lacks is shown by its bare name.
    """
    sentence = lookup(what.key, lang)
    if sentence is None:
        return what.key.removeprefix("item.").replace("_", " ") if what.key.startswith("item.") else what.key
    places = {name: render_param(value, lang) for name, value in what.params.items()}
    return sentence.format_map(places)


def say(key: str, lang: Lang, /, **params: Param) -> str:
    """Render ``key`` with keyword places: what screens and commands call."""
    return render(message(key, **params), lang)
