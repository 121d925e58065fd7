"""What a process really loads: start-up stays quick and the rooms stay apart, also where imports are lazy."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import cases
import scoring
import trainer

ROOT = Path(trainer.__file__).parent.parent
REPORT = "; import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
HEAVY = {"textual", "rich", "pydantic", "yaml", "transitions", "rapidfuzz", "pypinyin"}


def loaded_after(code: str) -> set[str]:
    """Top-level names of the modules in a fresh process after ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def modules_of(package: str, path: str) -> list[str]:
    """Every module of a package by its dotted name, the package itself first."""
    return [package, *(found.name for found in pkgutil.walk_packages([path], f"{package}."))]


def importing(names: list[str]) -> str:
    return f"import importlib; [importlib.import_module(name) for name in {names!r}]"


def test_catalogues_open_without_any_library() -> None:
    said = "from trainer.i18n import say; from cases.lang import Lang; say('ui.title', Lang.ZH)"
    assert not loaded_after(said) & (HEAVY | {"click", "platformdirs"})


@pytest.mark.parametrize(
    ("package", "path"), [("cases", cases.__path__[0]), ("scoring", scoring.__path__[0])]
)
def test_documents_and_judgement_load_no_face_and_no_store(package: str, path: str) -> None:
    loaded = loaded_after(importing(modules_of(package, path)))
    assert not loaded & {"textual", "rich", "click", "sqlite3", "platformdirs", "trainer"}
    assert "pydantic" in loaded, "the whole package was loaded"


def test_only_the_screens_load_textual() -> None:
    names = [
        name
        for name in modules_of("trainer", trainer.__path__[0])
        if not name.startswith("trainer.tui") and name != "trainer.__main__"
    ]
    loaded = loaded_after(importing(names))
    assert not loaded & {"textual", "rich"}
    assert "sqlite3" in loaded, "the whole package was loaded"


def test_starting_the_screens_is_asked_for_before_textual_is_loaded() -> None:
    assert not loaded_after("import trainer.tui.launch, trainer.tui.environment") & {"textual", "rich"}


def test_the_pinyin_dictionary_waits_for_the_first_search() -> None:
    loaded = loaded_after(importing(modules_of("trainer", trainer.__path__[0])))
    assert "textual" in loaded
    assert "pypinyin" not in loaded


def test_the_app_is_drawn_and_the_store_opened_without_the_schema_library() -> None:
    loaded = loaded_after("import trainer.tui.app, trainer.tui.screen, trainer.tui.launch, trainer.journal")
    assert {"textual", "sqlite3"} <= loaded
    assert not loaded & {"pydantic", "yaml", "transitions", "pypinyin", "rapidfuzz", "click"}


def test_a_list_of_cards_needs_no_case_schema() -> None:
    code = "import sys; from cases.library import case_ids, card; [card(name) for name in case_ids()]"
    code += "; assert not {'cases.case', 'cases.format', 'cases.statutes'} & set(sys.modules)"
    assert "yaml" in loaded_after(code)


@pytest.mark.parametrize("options", [[], ["--help"], ["--lang", "en", "--help"], ["--version"]])
def test_help_is_given_without_the_screens_and_the_schemas(options: list[str]) -> None:
    code = "import sys; from trainer.__main__ import run"
    if options:
        code += f"; assert run({options!r}) == 0"
    loaded = loaded_after(code)
    assert "click" in loaded
    assert not loaded & (HEAVY | {"sqlite3", "platformdirs"})


def test_help_of_every_command_is_given_without_the_screens() -> None:
    code = "from trainer.__main__ import run; from trainer.cli.app import PARTS"
    code += "; assert [run([name, '--help']) for name in PARTS] == [0] * len(PARTS)"
    assert not loaded_after(code) & {"textual", "rich", "sqlite3"}
