"""The library: `import toolkit as diglot`, its names, its reference, and the five lines of the README."""

import ast
import builtins
import doctest
import inspect
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

import toolkit as diglot
from toolkit.config import Layout

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/reference/library.md"


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


def test_the_reference_is_true() -> None:
    done = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert done.attempted > 40 and not done.failed


@pytest.mark.parametrize("name", diglot.__all__)
def test_each_name_is_there_and_in_the_reference(name: str) -> None:
    assert getattr(diglot, name) is not None
    page = PAGE.read_text("utf-8")
    assert re.search(rf"`(diglot\.)?{name}[`(]", page), name


def test_the_five_lines_of_the_readme(tmp_path: Path) -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert sum(bool(line) for line in code.splitlines()) == 5
    for folder in ("source", "locales"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    assert Path("build/river.en-fr.epub").read_bytes()[:2] == b"PK"


def test_options_mean_one_thing() -> None:
    """No name of an argument is a builtin's, and an option has one type in all functions."""
    types: dict[str, set[str]] = {}
    functions = [value for name in diglot.__all__ if inspect.isfunction(value := getattr(diglot, name))]
    for function in functions:
        for name, parameter in inspect.signature(function).parameters.items():
            assert name not in dir(builtins), f"{function.__name__}: {name}"
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                types.setdefault(name, set()).add(str(parameter.annotation))
    assert len(functions) > 10
    assert not {name: said for name, said in types.items() if len(said) > 1}


def test_types_are_those_of_the_names() -> None:
    """What a type checker sees is what there is."""
    tree = ast.parse((ROOT / "toolkit/__init__.py").read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = [name.name for node in block.body if isinstance(node, ast.ImportFrom) for name in node.names]
    assert sorted(seen) == sorted(diglot.__all__)
    assert set(diglot.__all__) <= set(dir(diglot))
    assert (ROOT / "toolkit/py.typed").exists()


def test_no_name_is_that_of_a_package() -> None:
    """The import system would put the package in its place."""
    modules = {path.stem for path in (ROOT / "toolkit").iterdir()}
    assert not modules & set(diglot.__all__)


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    script = "import sys, toolkit\nprint(*(name for name in sys.modules if name.startswith('toolkit')))\n"
    script += "toolkit.DiglotError\nprint(*(name for name in sys.modules if name.startswith('toolkit')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    before, after = map(set, map(str.split, done.stdout.splitlines()))
    assert before == {"toolkit", "toolkit.late"}
    assert after - before == {"toolkit.errors"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        diglot.raed  # type: ignore[attr-defined]  # noqa: B018


def test_what_the_library_writes_is_what_the_command_writes() -> None:
    from click.testing import CliRunner

    from toolkit.cli import main

    for arguments in (["init", "talks"], ["-C", "talks", "extract"], ["-C", "talks", "build"]):
        assert CliRunner().invoke(main, arguments).exit_code == 0
    template = diglot.load_catalog("talks/locales/bells.pot")
    document = diglot.read("talks/source/bells.txt", lang="en", template=template)
    french = diglot.load_catalog("talks/locales/fr/LC_MESSAGES/bells.po")
    sink = BytesIO()
    diglot.write(diglot.merge(document, french), sink, form="epub")
    assert sink.getvalue() == Path("talks/build/bells.en-fr.epub").read_bytes()
    looks: dict[Layout, tuple[str, ...]] = {"columns": ("en", "fr"), "stacked": ("fr",)}
    for layout, langs in looks.items():
        chosen = ["--layout", layout, *(["--mono"] if len(langs) == 1 else [])]
        assert CliRunner().invoke(main, ["-C", "talks", "build", "-f", "html", *chosen]).exit_code == 0
        (made,) = Path("talks/build").glob("*.html")
        sink, options = BytesIO(), diglot.BuildOptions(layout=layout)
        diglot.write(diglot.merge(document, french, langs=langs), sink, form="html", options=options)
        assert sink.getvalue() == made.read_bytes()
        made.unlink()


def test_a_file_is_open_or_a_path() -> None:
    Path("a.txt").write_text("Ann: Yes?\n\nBo: No.\n\nAnn: Oh.\n\nBo: Well.\n")
    with Path("a.txt").open("rb") as file:
        document = diglot.read(file, name="a.txt", lang="en")
    assert document == diglot.read("a.txt", lang="en") == diglot.read(Path("a.txt"), lang="en")
    sink, edition = BytesIO(), diglot.merge(document)
    diglot.write(edition, sink, form="html")
    diglot.write(edition, "a.html")
    assert sink.getvalue() == Path("a.html").read_bytes()
    made = BytesIO()
    diglot.dump_catalog(diglot.extract(document), made)
    assert diglot.load_catalog(BytesIO(made.getvalue()), name="a.pot") == diglot.extract(document)


def test_a_name_that_tells_no_format_is_refused() -> None:
    document = diglot.read(BytesIO(b"Ann: Yes?\n\nBo: No.\n"), name="a.txt")
    with pytest.raises(diglot.DiglotError, match="tells no format"):
        diglot.write(diglot.merge(document), "a.doc")


def test_a_language_without_a_catalog_is_refused() -> None:
    document = diglot.read(BytesIO(b"Ann: Yes?\n\nBo: No.\n"), name="a.txt", lang="en")
    with pytest.raises(diglot.DiglotError, match="no catalog in fr"):
        diglot.merge(document, langs=["en", "fr"])


@pytest.mark.parametrize("name", ["Finding", "DiglotError"])
def test_help_tells_of_each_attribute_of_what_is_wrong(name: str) -> None:
    """`help` shows the docstring of a class and of its properties, and none of a field."""
    kind = getattr(diglot, name)
    wrong = diglot.Finding("D204") if name == "Finding" else diglot.DiglotError("x")
    page = PAGE.read_text("utf-8").partition("## What is wrong")[2]
    for attribute in dir(wrong):
        if attribute.startswith("_") or callable(getattr(kind, attribute, None)) or attribute == "args":
            continue
        told = isinstance(getattr(kind, attribute, None), property) and getattr(kind, attribute).__doc__
        assert told or re.search(rf"^ +{attribute}  +\w", kind.__doc__, re.MULTILINE), attribute
        assert f"`{attribute}`" in page, attribute
