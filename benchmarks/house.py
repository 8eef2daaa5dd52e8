"""Figures of the source tree.

    python benchmarks/house.py [FOLDER] [--packages] [--names]

prints one column for this checkout, and a second one before it for another checkout of diglot in FOLDER.
--packages adds a row for each package of `toolkit/`, --names the files behind the figures. How each figure
is counted is said where it is made.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import CO_NEWLOCALS
from pathlib import Path
from types import FrameType
from typing import TypeGuard

HERE = Path(__file__).resolve().parent.parent
SMALL = 80
"""Lines below which a module with a single importer should be part of that."""
FLOORS = 2
"""Folders that a file of `toolkit/` may lie in, below `toolkit/` itself."""
PLUG_INS = {"readers", "writers", "exchange", "cli"}
"""Packages whose modules are found by name, so that nobody need import them."""
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
HIDDEN = {"<module>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}
"""Code objects that nobody wrote as functions."""
LAYOUT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
TRANSCRIPT = "The Tide Mill\n\nANNA: The wheel turned twice a day. Nobody asked why.\n"
TRANSLATION = {
    "The Tide Mill": "Le moulin à marée",
    "Anna": "Anna",
    "The wheel turned twice a day. Nobody asked why.": "La roue tournait deux fois par jour.",
}


@dataclass(frozen=True)
class Module:
    """What one file of Python counts."""

    path: str
    """Below the folder that was counted, with slashes."""
    lines: int
    code: int
    """Lines with code: no blank lines, comments and docstrings (nor strings that stand under a field)."""
    documented: int
    """Lines with code or docstrings."""
    comments: int
    """Lines with a comment, alone or behind code."""
    words: tuple[int, ...]
    """Of the first line of each docstring."""
    comprehensions: int
    nested: int
    """Comprehensions that hold another one or have more than one `for`."""
    imports: frozenset[str]
    """Full names of modules that it may import: `a.b` and `a.b.c` for `from a.b import c`."""

    @property
    def package(self) -> str:
        """The first folder, or nothing for a module of the top."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def name(self) -> str:
        """As it is imported."""
        return ".".join(
            ["toolkit", *self.path.removesuffix(".py").removesuffix("__init__").split("/")]
        ).rstrip(".")


def module(path: Path, root: Path) -> Module:
    """Count one file."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    described: set[int] = set()
    for node in nodes:
        if is_docstring(node):
            described |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    used: set[int] = set()
    comments: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            comments.add(token.start[0])
        elif token.type not in LAYOUT:
            used |= set(range(token.start[0], token.end[0] + 1))
    docstrings = (ast.get_docstring(node) for node in nodes if isinstance(node, DOCUMENTED))
    loops = [node for node in nodes if isinstance(node, COMPREHENSIONS)]
    return Module(
        path=path.relative_to(root).as_posix(),
        lines=len(text.split("\n")) - 1,
        code=len(used - described),
        documented=len(used),
        comments=len(comments),
        words=tuple(len(docstring.split("\n")[0].split()) for docstring in docstrings if docstring),
        comprehensions=len(loops),
        nested=sum(map(is_nested, loops)),
        imports=frozenset(imported(nodes)),
    )


def is_docstring(node: ast.AST) -> TypeGuard[ast.Expr]:
    """Whether a node is a string that stands alone, under a heading or a field."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def is_nested(loop: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> bool:
    """Whether a comprehension holds another or has two `for`."""
    inner = any(isinstance(node, COMPREHENSIONS) for node in ast.walk(loop) if node is not loop)
    return inner or len(loop.generators) > 1


def imported(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Names of modules that are imported anywhere in a file, types included."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def modules(folder: Path) -> list[Module]:
    """All files of Python below a folder, sorted."""
    return [module(path, folder) for path in sorted(folder.rglob("*.py"))]


def single(source: Sequence[Module]) -> list[Module]:
    """Modules that one other module imports, and no more."""
    importers = Counter(name for one in source for name in one.imports - {one.name})
    return [one for one in source if importers[one.name] == 1]


def lonely(source: Sequence[Module]) -> list[Module]:
    """Small modules that a single other one imports.

    A package's face (`__init__.py`) and plug-ins are none.
    """
    return [
        one
        for one in single(source)
        if one.lines < SMALL
        and not one.path.endswith("__init__.py")
        and not (one.package in PLUG_INS and one.path.count("/") == 1)
    ]


def deep(source: Sequence[Module]) -> list[Module]:
    """Files that lie in more than two folders."""
    return [one for one in source if one.path.count("/") > FLOORS]


# What can only be counted by running: each in a process of its own, which imports the checkout in question.


def probe(folder: Path, what: str) -> dict[str, int]:
    """Run `house.py --probe WHAT` with the toolkit of a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "SOURCE_DATE_EPOCH": "1767225600"}
    command = [sys.executable, __file__, str(folder), "--probe", what]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    figures: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return figures


def command(*words: str) -> None:
    """Run diglot in this process, which may be watched."""
    from toolkit.cli import main

    main(list(words), standalone_mode=False)


def passed(folder: Path) -> dict[str, int]:
    """Functions of `toolkit/` that are called while an EPUB is built of a headline and one paragraph.

    Comprehensions are no functions. Template and catalog are there already, as a translator leaves them.
    """
    Path("source").mkdir()
    Path("source/mill.txt").write_text(TRANSCRIPT, "utf-8")
    Path("diglot.toml").write_text('target-languages = ["fr"]\nformats = ["epub"]\n', "utf-8")
    command("-q", "extract")
    catalog = Path("locales/fr/LC_MESSAGES/mill.po")
    text = catalog.read_text("utf-8")
    for source, target in TRANSLATION.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    catalog.write_text(text, "utf-8")
    start = f"{folder / 'toolkit'}{os.sep}"
    called: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        # The body of a class runs as a call, too, where its module is imported.
        function = code.co_flags & CO_NEWLOCALS and code.co_name not in HIDDEN
        if event == "call" and function and code.co_filename.startswith(start):
            called.add((code.co_filename, code.co_qualname))

    sys.setprofile(note)
    command("-q", "build")
    sys.setprofile(None)
    return {"functions": len(called), "modules": len({file for file, _ in called})}


def read(_: Path) -> dict[str, int]:
    """How often a build of the sample project opens one transcript, and one catalog, at most.

    Opened to take a checksum is opened, too.
    """
    for name in ("source", "locales"):
        shutil.copytree(HERE / name, name)
    shutil.copy(HERE / "diglot.toml", "diglot.toml")
    opened: Counter[Path] = Counter()

    def note(event: str, given: tuple[object, ...]) -> None:
        if event == "open" and isinstance(given[0], str):
            opened[Path(given[0]).resolve()] += 1

    sys.addaudithook(note)
    command("-q", "build")
    inside = {path: number for path, number in opened.items() if path.is_relative_to(Path.cwd())}
    return {
        "transcripts": max((number for path, number in inside.items() if path.suffix == ".txt"), default=0),
        "catalogs": max((number for path, number in inside.items() if path.suffix == ".po"), default=0),
    }


PROBES = {"passed": passed, "read": read}


def figures(folder: Path) -> dict[str, str]:
    """Name of a figure -> what it is in a checkout."""
    source = modules(folder / "toolkit")
    tests = modules(folder / "tests")
    code = sum(one.code for one in source)
    ways = probe(folder, "passed")
    opened = probe(folder, "read")
    return {
        "modules": f"{len(source)}",
        "lines of code": f"{code:,}",
        "modules with a single importer, %": f"{100 * len(single(source)) / len(source):.0f}",
        f"... of under {SMALL} lines, and no plug-ins": f"{len(lonely(source))}",
        "files deeper than two floors": f"{len(deep(source))}",
        "functions that one paragraph goes through": f"{ways['functions']}",
        "... in modules": f"{ways['modules']}",
        "first docstring line, words": f"{words(source):.1f}",
        "comments a hundred lines": f"{100 * sum(one.comments for one in source) / code:.1f}",
        "comprehensions a thousand lines": f"{1000 * sum(one.comprehensions for one in source) / code:.0f}",
        "... of them nested": f"{1000 * sum(one.nested for one in source) / code:.1f}",
        # In a test the docstring says what is tested: it counts.
        "test code to source": f"{sum(one.documented for one in tests) / code:.2f}",
        "build of the sample: reads of a transcript": f"{opened['transcripts']}",
        "... of a catalog": f"{opened['catalogs']}",
    }


REACH = {
    "modules": "150",
    "lines of code": "22,000",
    f"... of under {SMALL} lines, and no plug-ins": "0",
    "files deeper than two floors": "0",
    "functions that one paragraph goes through": "250",
    "... in modules": "45",
    "first docstring line, words": "9",
    "comments a hundred lines": "6",
    "test code to source": "1",
    "build of the sample: reads of a transcript": "1",
    "... of a catalog": "1",
}
"""Name of a figure -> the bound that it should reach."""


def words(source: Sequence[Module]) -> float:
    """Mean of the words in the first lines of docstrings."""
    return statistics.mean([number for one in source for number in one.words] or [0])


def table(columns: Mapping[str, Mapping[str, str]]) -> str:
    """The figures as a Markdown table, a column for each checkout."""
    lines = [f"| | {' | '.join(columns)} | reach |", "|---|" + "---:|" * (len(columns) + 1)]
    for name in next(iter(columns.values())):
        cells = [column[name] for column in columns.values()]
        lines.append(f"| {name} | {' | '.join(cells)} | {REACH.get(name, '')} |")
    return "\n".join(lines)


def by_package(source: Sequence[Module]) -> str:
    """The figures of each package as a Markdown table."""
    lines = [
        "| package | modules | code | first line, words | comments a hundred | nested | single importers |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    alone = lonely(source)
    for package in sorted({one.package for one in source}):
        part = [one for one in source if one.package == package]
        code = sum(one.code for one in part) or 1
        rate = 100 * sum(one.comments for one in part) / code
        lines.append(
            f"| {package or '(top)'} | {len(part)} | {code:,} | {words(part):.1f} | {rate:.1f}"
            f" | {sum(one.nested for one in part)} | {sum(one.package == package for one in alone)} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Parse the command line, count, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", help="another checkout of diglot")
    parser.add_argument("--packages", action="store_true", help="add a row for each package")
    parser.add_argument("--names", action="store_true", help="add the files behind the figures")
    parser.add_argument("--probe", choices=PROBES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    other = given.folder.resolve() if given.folder else None
    if given.probe:
        with tempfile.TemporaryDirectory(prefix="diglot-house-") as name:
            os.chdir(name)
            found = PROBES[given.probe](other or HERE)
            os.chdir(HERE)
        print(json.dumps(found))
        return
    columns = {other.name: figures(other)} if other else {}
    print(table({**columns, "now": figures(HERE)}))
    source = modules(HERE / "toolkit")
    if given.packages:
        print("\n" + by_package(source))
    if given.names:
        for title, files in (("single importer", lonely(source)), ("deep", deep(source))):
            print("\n" + "\n".join(f"{title}: {one.path}, {one.lines} lines" for one in files))


if __name__ == "__main__":
    main()
