"""What the documentation takes from the code is as it would be made; what it names is there."""

import re
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from test_architecture import LAYERS
from toolkit import registry

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def script() -> Any:
    spec = spec_from_file_location("renew", DOCS / "renew.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RENEW = script()


@pytest.mark.parametrize("page", ["explanation/architecture.md", "decisions/README.md"])
def test_what_is_made_of_the_code_is_new(page: str) -> None:
    made = RENEW.pages(LAYERS)[DOCS / page]
    assert (DOCS / page).read_text("utf-8") == made, "run `make docs`"


def test_what_readers_take_is_what_the_table_says() -> None:
    table = (ROOT / "toolkit/readers/claims.tsv").read_text("utf-8")
    assert table == RENEW.claims(), "run `make docs`"
    assert registry.claims() == registry.claimed()


def test_every_part_is_in_a_layer() -> None:
    here = DOCS.parent / "toolkit"
    parts = {path.stem for path in here.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts - {"__init__"} == set().union(*LAYERS)


def test_numbers_of_decisions_are_those_of_their_files() -> None:
    for path in (DOCS / "decisions").glob("[0-9]*.md"):
        assert path.read_text("utf-8").startswith(f"# {int(path.name[:4])}. "), path.name


def test_each_decision_has_a_subject() -> None:
    for record in RENEW.records():
        assert record.subject in RENEW.SUBJECTS, f"{record.path.name}: its third line names its subject"


def test_what_holds_instead_is_newer_and_there() -> None:
    found = dict(RENEW.superseded())
    assert len(found) > 10
    for path, number in found.items():
        (instead,) = (DOCS / "decisions").glob(f"{int(number):04d}-*.md")
        assert instead.name in path.read_text("utf-8"), path.name


SUPERSEDED = {path for path, _ in RENEW.superseded()}
PAGES = sorted({*ROOT.glob("*.md"), *DOCS.rglob("*.md")} - SUPERSEDED - {ROOT / "CHANGELOG.md"})
"""Records that are superseded, and what has changed, may name what isn't there any more."""


def test_every_module_that_is_named_is_there() -> None:
    folders = ("toolkit", "tests", "benchmarks", "docs")
    modules = [f"/{path.relative_to(ROOT)}" for name in folders for path in (ROOT / name).rglob("*.py")]
    for page in PAGES:
        # Those that tell how to add a module name one that isn't there yet.
        if not page.name.startswith("add-a"):
            for name in re.findall(r"(?<![\w/.])([\w/]+\.py)\b", page.read_text("utf-8")):
                assert any(module.endswith(f"/{name}") for module in modules), f"{page.name}: {name}"


def resolved(name: str) -> bool:
    """Whether a dotted name leads to something; a part of `toolkit` may stand at its beginning."""
    found: object = import_module("toolkit")
    path = "toolkit"
    for part in name.removeprefix("toolkit.").split("."):
        path = f"{path}.{part}"
        if isinstance(found, ModuleType) and _module(path):
            found = import_module(path)
        elif hasattr(found, part):
            found = getattr(found, part)
        else:
            return False
    return True


def _module(path: str) -> bool:
    file = ROOT.joinpath(*path.split("."))
    return file.is_dir() or file.with_suffix(".py").exists()


def test_every_name_of_the_code_is_there() -> None:
    parts = "|".join(sorted({"toolkit"}.union(*LAYERS)))
    for page in PAGES:
        for name in re.findall(rf"`((?:{parts})(?:\.\w+)+)(?:\(\))?`", page.read_text("utf-8")):
            file = name.rpartition(".")[2] in {"py", "toml", "tsv"}
            assert file or resolved(name), f"{page.name}: {name}"


def test_every_path_and_target_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in PAGES:
        text = page.read_text("utf-8")
        if not page.name.startswith("add-a"):
            for path in re.findall(r"`((?:toolkit|tests|benchmarks|docs|requirements)/[\w./*-]+)`", text):
                assert any(ROOT.glob(path.rstrip("/"))), f"{page.name}: {path}"
        for target in re.findall(r"`make (\w+)`", text):
            assert f"\n{target}: " in makefile, f"{page.name}: make {target}"


def test_what_has_changed_is_told_briefly() -> None:
    for entry in re.split(r"^(?=\* |#)", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE):
        assert len(" ".join(entry.split())) <= 400, f"{entry[:60]}...: reasons and figures go to a decision"
