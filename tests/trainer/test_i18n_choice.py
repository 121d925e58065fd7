"""Which language the program speaks when nobody has said."""

from __future__ import annotations

import pytest

from cases.lang import Lang
from trainer.i18n import LOCALE_NAMES, choose_language


@pytest.mark.parametrize(
    ("surroundings", "spoken"),
    [
        ({}, Lang.ZH),
        ({"LANG": "zh_CN.UTF-8"}, Lang.ZH),
        ({"LANG": "en_GB.UTF-8"}, Lang.EN),
        ({"LC_ALL": "C.UTF-8"}, Lang.ZH),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}, Lang.EN),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, Lang.ZH),
        ({"LANG": "en_US.UTF-8", "TRAINER_LANG": "zh"}, Lang.ZH),
    ],
)
def test_surroundings(surroundings: dict[str, str], spoken: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*LOCALE_NAMES, "TRAINER_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert choose_language() is spoken


def test_the_argument_goes_before_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_LANG", "zh")
    assert choose_language("en") is Lang.EN
