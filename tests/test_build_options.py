"""An option is one field: command line, diglot.toml, names of files and the reference follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner

from toolkit import config, project
from toolkit.cli import main
from toolkit.cli.helping import look_options
from toolkit.config import BuildOptions, EditionTable, Look, Option, ProjectSettings, options
from toolkit.errors import ConfigError
from toolkit.workflow.editions import Given, choose

DOCS = Path(__file__).parent.parent / "docs"
OTHERS = {"cover": ["none"]}
"""Legal values that differ from the default, where the type of the field doesn't list them."""
BOOK = '[[editions]]\nname = "b"\nlanguages = ["en", "fr"]\ndocuments = "all"\n'


def choices() -> Iterator[tuple[str, Option, str]]:
    """Each option with each value that isn't the default."""
    for name, option, values in options():
        for value in values or OTHERS[name]:
            if value != getattr(Look(), name):
                yield name, option, value


def key(name: str) -> str:
    return name.replace("_", "-")


@pytest.mark.parametrize(("name", "option", "value"), [*choices()])
def test_the_project_the_edition_and_the_command_say_it_alike(name: str, option: Option, value: str) -> None:
    usual = getattr(Look(), name)
    top, line = f'{key(name)} = "{value}"\n', f'{key(name)} = "{usual}"\n'
    for text, project_has, edition_has in (
        (BOOK, usual, usual),
        (top + BOOK, value, value),
        (BOOK + top, usual, value),
        (top + BOOK + line, value, usual),
    ):
        settings = config.parse_project(text, "diglot.toml")
        assert getattr(settings, name) == project_has
        assert getattr(BuildOptions.of(settings), name) == project_has
        assert getattr(BuildOptions.of(settings, settings.editions[0]), name) == edition_has
    if option.flag:
        (made,) = (one for one in look_options() if one.name == name)
        assert option.flag in made.opts
        given = {name: option.value or value}
        found = choose(project.Project(Path(), ProjectSettings()), Given(given))
        assert getattr(found.options, name) == value
        assert found.variant == ("" if name == "unit" and value == usual else f".{value}")


@pytest.mark.parametrize("name", [name for name, _, values in options() if values])
def test_another_value_is_an_error_with_the_legal_ones(name: str) -> None:
    (values,) = (values for other, _, values in options() if other == name)
    for text, line in ((f'{key(name)} = "x"\n', 1), (f'{BOOK}{key(name)} = "x"\n', 5)):
        with pytest.raises(ConfigError) as caught:
            config.parse_project(text, "diglot.toml")
        assert (str(caught.value.where), caught.value.hint) == (
            f"diglot.toml:{line}",
            f"Legal values: {', '.join(values)}.",
        )


def test_a_picture_is_of_one_edition() -> None:
    with pytest.raises(ConfigError, match="can't stand here"):
        config.parse_project('cover = "sea.jpg"\n', "diglot.toml")


def test_an_option_is_in_the_reference() -> None:
    commands = (DOCS / "reference/commands.md").read_text("utf-8").partition("## `diglot build")[2]
    keys = (DOCS / "reference/configuration.md").read_text("utf-8").partition("### `[align]`")[0]
    for name, option, _ in options():
        assert f"| `{key(name)}` |" in keys
        assert not option.flag or f"`{option.flag}" in commands.partition("\n## ")[0]


def test_the_formats_of_the_help_are_those_that_the_registry_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    class Registry:
        @staticmethod
        def names(group: str) -> tuple[str, ...]:
            return ("origami",) if group == "writer" else ("sounds",)

        @staticmethod
        def load(*_: str) -> None:
            """Neither out and back in nor anything else."""

    monkeypatch.setattr("toolkit.registry", Registry)
    assert "origami; again" in CliRunner().invoke(main, ["build", "--help"]).output
    assert "Out only: sounds." in CliRunner().invoke(main, ["export", "--help"]).output


def test_how_an_option_is_added(tmp_path: Path) -> None:
    """The field of the page, in a struct beside this one."""
    page = (DOCS / "how-to/add-an-option.md").read_text("utf-8")
    field = page.partition("```python\n")[2].partition("```")[0]
    head = "from typing import Annotated, Literal\nfrom toolkit.config import Look, Option\n"
    path = tmp_path / "more.py"
    path.write_text(f"{head}class More(Look, frozen=True):\n{field}", "utf-8")
    spec = spec_from_file_location("more", path)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    more: type[Look] = module.More
    usual, framed = more(), msgspec.convert({"pages": "framed"}, more)
    assert (usual.variant(usual), framed.variant(usual)) == ("", ".framed")
    (made,) = (one for one in look_options(more) if one.name == "pages")
    assert isinstance(made.type, click.Choice) and made.type.choices == ("plain", "framed")
    assert made.opts == ["--pages"] and made.help == "Pages of a PDF: plain, or framed by a thin line."
    assert usual.chosen({"pages": "framed"}) == framed


def test_what_an_edition_says_of_itself_is_no_option() -> None:
    assert EditionTable(name="b", languages=("en",)).date == ""
    settings = config.parse_project(f'publisher = "P"\ndate = 2026\n{BOOK}', "diglot.toml")
    assert (settings.editions[0].publisher, settings.date) == ("", "2026")
