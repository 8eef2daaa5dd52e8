"""Bounds stand in one table a package, and each says what it was measured on."""

import ast
import re
from pathlib import Path

import pytest

TOOLKIT = Path(__file__).parents[1] / "toolkit"
PACKAGES = ("adopting", "aligning", "corpora")
SHAPES = frozenset("REACH NULLS GRAIN CAP LEVELS IMPOSSIBLE _NEVER _TOP _DECIDED".split())
"""Numbers that no measurement could change: what there is, and what stands for nothing."""


def assigned(path: Path) -> list[tuple[str, ast.expr, str]]:
    """Names that a module gives values, the values, and what is said of them."""
    body = ast.parse(path.read_text("utf-8")).body
    found = []
    for statement, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(statement, ast.Assign):
            said = ast.literal_eval(following.value) if isinstance(following, ast.Expr) else ""
            found.append((ast.unparse(statement.targets[0]), statement.value, said))
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_each_bound_has_a_source(package: str) -> None:
    path = TOOLKIT / package / "bounds.py"
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    sources = re.findall(r"^([A-Z][a-z]+(?: [a-z]+)?)  +\S", told, flags=re.MULTILINE)
    bounds = assigned(path)
    assert len(bounds) > 15 and len(sources) > 4
    assert [
        name for name, _, said in bounds if not re.search("|".join(sources), " ".join(said.split()))
    ] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_bound_stands_elsewhere(package: str) -> None:
    for path in sorted((TOOLKIT / package).glob("*.py")):
        numbers = [
            name
            for name, value, _ in assigned(path)
            if isinstance(value, ast.Constant) and type(value.value) in (int, float) and name not in SHAPES
        ]
        assert path.name == "bounds.py" or numbers == [], path.name
