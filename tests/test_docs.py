"""The documentation is true: commands, options, keys, kinds and codes are in it, and links lead somewhere."""

import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import click
import msgspec
import pytest

from toolkit import config
from toolkit.cli import main
from toolkit.model import FORMS, KINDS, ROLES
from toolkit.reading import laws

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").rglob("*.md")]
PAGES = sorted(PAGES)


def page(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    command = main.commands[name]
    _, _, section = page("commands.md").partition(f"## `diglot {name}")
    section = section.partition("\n## ")[0]
    assert section
    for parameter in command.get_params(click.Context(command)):
        if isinstance(parameter, click.Option):
            for option in {*parameter.opts} - {"-h", "--help"}:
                assert f"`{option}" in section, f"{name} {option}"


def test_every_layout_is_in_the_reference() -> None:
    for layout in get_args(config.Layout):
        assert f"`{layout}`" in page("commands.md") and f"`{layout}`" in page("configuration.md")


def test_the_options_of_the_top_are_in_the_reference() -> None:
    top = page("commands.md").partition("\n## ")[0]
    for parameter in main.params:
        for option in parameter.opts:
            assert f"`{option}" in top, option


def tables() -> dict[str, str]:
    """Heading -> the text below it."""
    parts = re.split(r"^#{2,3} ", page("configuration.md"), flags=re.MULTILINE)
    return {part.partition("\n")[0].strip("`[]"): part for part in parts[1:]}


@pytest.mark.parametrize(
    ("heading", "struct"),
    [
        ("diglot.toml", config.ProjectSettings),
        ("source/<document>.toml", config.Sidecar),
        ("editors", config.PersonTable),
        ("speakers", config.SpeakerTable),
        ("decide", config.Decision),
        ("pins", config.PinTable),
        ("ignore", config.IgnoreTable),
        ("align", config.AlignTable),
        ("editions", config.EditionTable),
        ("editions.parts", config.PartTable),
        ("editions.contributors", config.ContributorTable),
        ("editions.accessibility", config.AccessibilityTable),
        ("tei", config.TeiTable),
        ("translators", config.TranslatorTable),
        ("recording", config.RecordingTable),
        ("translations", config.TranslationTable),
        ("translations", config.TranslationFileTable),
        ("revisions", config.RevisionTable),
    ],
)
def test_every_key_is_in_the_reference(heading: str, struct: type[msgspec.Struct]) -> None:
    sections = tables()
    for field in msgspec.structs.fields(struct):
        key = field.encode_name
        assert f"`{key}`" in sections[heading] or {key, f"{heading}.{key}"} & sections.keys(), key


def test_the_defaults_in_the_reference_are_true() -> None:
    for key, default in re.findall(
        r"^\| `([\w-]+)` \| `([^`]+)` \|", tables()["diglot.toml"], flags=re.MULTILINE
    ):
        said = config.parse_project(f"{key} = {default}", "docs")
        assert said == config.ProjectSettings(), key


def test_every_kind_and_role_is_in_the_reference() -> None:
    assert re.findall(r"^\| `(\w+)` \|", page("show.md").partition("| kind |")[2], flags=re.MULTILINE) == [
        *KINDS,
        *FORMS,
    ]
    assert all(f"`{role}`" in tables()["speakers"] for role in ROLES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize(
    "name", ["init", "show", "extract", "status", "build", "bitext", "completion", "export", "import"]
)
def test_every_command_is_there(name: str) -> None:
    assert name in main.commands


def test_every_law_of_reading_is_in_the_reference() -> None:
    text = page("reading.md")
    table = text.partition("| law | module |")[2].partition("\n\n")[0]
    told = set[str]()
    for row in table.split("\n")[2:]:
        names, modules = (re.findall(r"`([a-z_]+)`", cell) for cell in row.split("|")[1:3])
        own = [import_module(f"toolkit.reading.{module}") for module in modules]
        assert all(any(hasattr(module, name) for module in own) for name in names), row
        told |= {*names}
    # What else the table of laws asks of these modules is who speaks first.
    asked = re.findall(
        r"(?:apart|around|interview|speaking|whose)\.([a-z_]+)\b", Path(laws.__file__).read_text("utf-8")
    )
    assert {*asked} - {"asks", "turnless"} <= told
