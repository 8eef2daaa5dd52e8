"""The figures of the source tree are counted as they say."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
MODULE = '''\
"""A module of five words here.

More of it.
"""

from toolkit.text import near, far  # why both

# A comment
# of two lines.
LIMIT = 3
"""What the field is for."""


def pairs(rows: list[list[int]]) -> list[int]:
    """Flat."""
    text = """one
    two"""
    return [cell for row in rows for cell in row if text] + [len([near(x) for x in row]) for row in rows]
'''


@pytest.fixture(scope="module")
def house() -> ModuleType:
    spec = importlib.util.spec_from_file_location("house", ROOT / "benchmarks" / "house.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look for their module there.
    sys.modules["house"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("text", "text/deep/deeper"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "text/__init__.py").write_text("", "utf-8")
    (tmp_path / "text/near.py").write_text("def near(x: int) -> int:\n    return x\n", "utf-8")
    (tmp_path / "text/deep/deeper/far.py").write_text("\n" * 90, "utf-8")
    (tmp_path / "one.py").write_text(MODULE, "utf-8")
    return tmp_path


def test_lines_words_and_comprehensions(house: ModuleType, tree: Path) -> None:
    one = house.module(tree / "one.py", tree)
    # The import, the bound, and four lines of the function, of which one is inside of a string.
    assert (one.lines, one.code, one.comments) == (18, 6, 3)
    assert one.documented == one.code + 4 + 1 + 1
    assert one.words == (6, 1)
    assert (one.comprehensions, one.nested) == (3, 2)
    assert one.name == "toolkit.one"


def test_single_importers_and_floors(house: ModuleType, tree: Path) -> None:
    source = house.modules(tree)
    assert [one.path for one in source] == [
        "one.py",
        "text/__init__.py",
        "text/deep/deeper/far.py",
        "text/near.py",
    ]
    assert [one.path for one in house.lonely(source)] == ["text/near.py"]
    assert [one.path for one in house.deep(source)] == ["text/deep/deeper/far.py"]
    # Somebody else imports it too.
    (tree / "two.py").write_text("from toolkit.text.near import near\n", "utf-8")
    assert house.lonely(house.modules(tree)) == []
