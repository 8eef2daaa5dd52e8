"""The modules of `toolkit/`, each parsed once.

for path in MODULES:
for call in nodes(path, ast.Call):
... dotted(call.func)
"""

from __future__ import annotations

import ast
import gc
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

Node = TypeVar("Node", bound=ast.AST)
TOOLKIT = Path(__file__).parent.parent / "toolkit"
MODULES = sorted(TOOLKIT.rglob("*.py"))


@cache
def text(path: Path) -> str:
    """The text of a module."""
    return path.read_text("utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """A module, parsed.

    Nothing of it is ever let go: to look for garbage in it takes twice as long as to parse it.
    """
    gc.disable()
    try:
        return ast.parse(text(path))
    finally:
        gc.enable()
        gc.freeze()


@cache
def _by_type(path: Path) -> dict[type[ast.AST], list[ast.AST]]:
    """All nodes of a module: twenty tests ask for one type each."""
    kinds = defaultdict(list)
    for node in ast.walk(tree(path)):
        kinds[type(node)].append(node)
    return dict(kinds)


def nodes(path: Path, kind: type[Node]) -> Iterator[Node]:
    """The nodes of a type, in no order."""
    return iter(cast("list[Node]", _by_type(path).get(kind, [])))


@cache
def imports(path: Path) -> frozenset[str]:
    """Names of the modules that a module imports.

    Anywhere, and for its types alone too.
    """
    names = {name.name for node in nodes(path, ast.Import) for name in node.names}
    for node in nodes(path, ast.ImportFrom):
        if node.module == "toolkit":
            names |= {f"toolkit.{name.name}" for name in node.names}
        elif node.module is not None:
            names.add(node.module)
    return frozenset(names)


def shown(path: Path) -> str:
    """The path below `toolkit/`, with slashes."""
    return path.relative_to(TOOLKIT).as_posix()


def part(path: Path) -> str:
    """The module or package below `toolkit`."""
    return path.relative_to(TOOLKIT).parts[0].removesuffix(".py")


def dotted(node: ast.AST) -> str:
    """A name with its attributes (`a.b.c`).

    "" for what isn't one. Quicker than to print any node.
    """
    if isinstance(node, ast.Attribute):
        start = dotted(node.value)
        return f"{start}.{node.attr}" if start else ""
    return node.id if isinstance(node, ast.Name) else ""
