"""Text that a person reads, always in both languages."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from cases.lang import Lang

__all__ = ["Lang", "Sentence", "Text"]


def _composed(text: str) -> str:
    """NFC: combining marks misalign terminal cells, so texts are composed when read."""
    return unicodedata.normalize("NFC", text)


Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_composed)]


class Text(BaseModel):
    """The same words in Chinese and English; neither may be missing or empty."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    zh: Sentence
    en: Sentence

    def get(self, lang: Lang) -> str:
        """The words in ``lang``."""
        return self.zh if lang is Lang.ZH else self.en
