"""The design, held by a test: layers, doors, sizes, and what may not be loaded before it is asked for."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.text import scripts

TOOLKIT = Path(__file__).parent.parent / "toolkit"
MODULES = sorted(path for path in TOOLKIT.rglob("*.py"))

LAYERS = [
    {"model"},
    {"errors", "limits", "text"},
    {"findings", "registry"},
    {"languages", "config", "schema"},
    {"reading", "aligning", "catalog"},
    {"edition", "archive", "adopting", "report", "po", "readers", "writers", "exchange", "checks"},
    {"disk", "project", "workflow", "corpora", "api"},
    {"cli", "__main__"},
]
"""Imports point down, or to the side inside one layer; `toolkit` itself holds only the version."""

DOORS = {
    "polib": {"po/__init__.py"},
    "ebooklib": {"writers/epub.py"},
    "markdown_it": {"writers/matter.py"},
    "tempfile": {"disk/reading.py", "writers/tei/__init__.py"},
    "typst": {"writers/typesetting.py"},
    "fontTools": {"writers/fonts.py"},
    "click": {path.relative_to(TOOLKIT).as_posix() for path in (TOOLKIT / "cli").glob("*.py")},
    "xlsxwriter": {"exchange/xlsx.py"},
    "python_calamine": {"exchange/xlsx.py"},
    "msgspec": {
        "config/tables.py",
        "config/parse.py",
        "workflow/documents.py",
        "model/values.py",
        "workflow/records.py",
        "workflow/states.py",
    },
}
"""Library -> the modules that may import it."""


def layer(module: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if module in names)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            if node.module == "toolkit":
                yield from (f"toolkit.{name.name}" for name in node.names)
            else:
                yield node.module


def part(path: Path) -> str:
    """The first name below `toolkit`: the module or the package that a file belongs to."""
    first = path.relative_to(TOOLKIT).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOOLKIT)))
def test_imports_point_down(path: Path) -> None:
    if path.parent == TOOLKIT and path.name == "__init__.py":
        # The names of the library. A test below holds that none is loaded before it is asked for.
        return
    # A registry is asked by name; what a plug-in's record looks like, it needs to know for its types alone.
    allowed = (
        {f"toolkit.{group}" for group in ("readers", "writers", "exchange", "checks")}
        if path.name == "registry.py"
        else set()
    )
    for name in imports(path):
        if name.startswith("toolkit.") and name != "toolkit.__version__" and name not in allowed:
            assert layer(name.split(".")[1]) <= layer(part(path)), f"{path.name} imports {name}"


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_its_door(library: str) -> None:
    users = {
        path.relative_to(TOOLKIT).as_posix()
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports(path))
    }
    assert users
    assert users <= DOORS[library]


def test_only_one_module_opens_files() -> None:
    openers = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "mkstemp", "unlink", "mkdir"}
    for path in MODULES:
        # Data files of the package itself are read through importlib.resources.
        if part(path) == "disk" or "importlib.resources" in imports(path):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                # What is inside of a zip was opened with it.
                nowhere = ast.unparse(node).startswith(("os.open(os.devnull, os.O_WRONLY)", "archive.open("))
                assert called not in openers or nowhere, f"{path}: {ast.unparse(node)}"


RESULTS = {
    *(f"workflow/{name}.py" for name in "books deposit editions exchange records states".split()),
    *(f"cli/{name}.py" for name in "align bitext start".split()),
    *(f"corpora/{name}.py" for name in "batch record".split()),
    "project.py",
    "api.py",
}
"""Modules that write what was made and may be made again, over whatever is there."""


def test_what_persons_edit_is_written_over_what_was_read_alone() -> None:
    """Catalogs, sidecars, ledgers and settings are written by `Project.save` and `create`, not by `write`."""
    users = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called in {"project.write", "disk.write", "disk.write_folder"} and part(path) != "disk":
                users.add(path.relative_to(TOOLKIT).as_posix())
            if isinstance(node, ast.ImportFrom) and node.module in {"toolkit.project", "toolkit.disk"}:
                names = {name.name for name in node.names}
                users |= (
                    {path.relative_to(TOOLKIT).as_posix()}
                    if "write" in names and part(path) != "disk"
                    else set()
                )
    assert users and users <= RESULTS


def test_one_module_prints() -> None:
    """What is printed may come from anybody; a terminal shows it, and obeys none of it."""
    printers = {
        path.relative_to(TOOLKIT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
        and ast.unparse(node) in {"print", "click.echo", "click.secho", "sys.stdout", "sys.stderr"}
    }
    assert printers == {"cli/session.py"}


def test_one_module_says_where_a_sidecar_is() -> None:
    """Nobody else makes a path that ends in `.toml`, but for `diglot.toml` and what comes with diglot."""
    homes = set()
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        parts = [node.values[-1] for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        parts += [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        if any(isinstance(node, ast.Constant) and node.value == ".toml" for node in parts):
            homes.add(path.relative_to(TOOLKIT).as_posix())
    assert homes - {"languages/__init__.py", "text/stops.py"} == {"config/sidecar_file.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOOLKIT)))
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text("utf-8").split("\n")) <= 400


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom toolkit.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {
        "lxml",
        "ebooklib",
        "polib",
        "numpy",
        "langcodes",
        "rapidfuzz",
        "msgspec",
        "anyascii",
        "markdown_it",
        "typst",
        "fontTools",
    }
    assert "Usage:" in done.stdout
    assert not heavy & set(done.stderr.split())


def test_only_alignment_loads_numpy() -> None:
    """Loading it takes longer than `extract` and `build` take for most projects."""
    lines = sorted(path.stem for path in (TOOLKIT / "workflow").glob("[a-z]*.py"))
    lines.remove("translations")
    script = f"import sys, toolkit.edition.sentences\nfrom toolkit.workflow import {', '.join(lines)}\n"
    script += "print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


RANGE = re.compile(r"(.)-(.)", re.DOTALL)


def letters(text: str) -> set[str]:
    """Ranges of a character class that begin or end with a letter of a script that `scripts` has."""
    known = re.compile(f"[{scripts.UNSPACED}{scripts.HANGUL}{scripts.GEORGIAN}]")
    return {"-".join(ends) for ends in RANGE.findall(text) if any(map(known.match, ends))}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOOLKIT)))
def test_which_letters_are_of_a_script_is_said_once(path: Path) -> None:
    """Seven copies of "Chinese or Japanese" had seven opinions about Tibetan, Burmese and Cantonese."""
    if path.name == "scripts.py":
        return
    tree = ast.parse(path.read_text("utf-8"))
    texts = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)]
    found = set().union(*(letters(text) for text in texts if isinstance(text, str)))
    order = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
    for one in ast.walk(tree):
        if isinstance(one, ast.Compare) and any(isinstance(op, order) for op in one.ops):
            for side in (one.left, *one.comparators):
                if (
                    isinstance(side, ast.Constant)
                    and str(side.value) > "\u0590"
                    and str(side.value).isalpha()
                ):
                    found.add(ast.unparse(one))
    assert not found


def test_ranges_of_letters_are_found() -> None:
    assert letters("[\u4e00-\u9fff]") and letters("ァ-ヺ") and letters("가-힣") and letters("\u0e00-\u0eff")
    assert not letters("[a-z]+|。-、|\u200b-\u200f")


def test_no_module_asks_for_a_language_to_know_whether_it_has_blanks() -> None:
    for path in MODULES:
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(one, (ast.Set, ast.Tuple, ast.List)):
                tags = {item.value for item in one.elts if isinstance(item, ast.Constant)}
                assert not tags >= {"zh", "ja"}, f"{path}: {ast.unparse(one)}"
