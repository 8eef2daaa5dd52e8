"""A newcomer's way: what README, tutorial and how-tos tell to type works, and prints what they show."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import toolkit as diglot
from toolkit.cli import main

ROOT = Path(__file__).parent.parent
BELLS = """\
ATELIER / CLOCHES

Celle qui réaccorde les cloches

Publié le 2 mai 2026

Hanne Roth a un diapason pour chaque clocher de la vallée.

Tom Adeyemi : Peut-on sauver une cloche fêlée ?

Hanne Roth : Parfois. On écoute d'abord. Une fêlure a sa propre note, un peu basse et très têtue.

Si la note bouge quand on appuie le pouce à côté, il y a de l'espoir.

Tom Adeyemi : Et si elle ne bouge pas ?

Hanne Roth : Alors on remercie la cloche et on commande du bronze.

(Rires.)
"""


def typed(page: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page's consoles, and the lines that stand below it."""
    text = (ROOT / page).read_text("utf-8")
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *printed = part.strip("\n").split("\n")
            yield re.sub(r"\s+# .*", "", command), printed


def run(command: str, printed: list[str]) -> str:
    """Type a command where we are; what it prints must have the lines that the page shows."""
    program, *arguments = shlex.split(command)
    assert program == "diglot"
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, f"{command}: {done.output}"
    assert "\n".join(printed) in done.output, command
    return done.output


def translate(file: Path) -> None:
    """As the tutorial asks: all but the last texts, one of them as a draft."""
    found = diglot.load_catalog(file)
    texts = [entry for entry in found.entries if entry.ids]
    state: dict[str, diglot.State] = {texts[2].source: "fuzzy"}
    done = {entry.source for entry in texts[:-1]}
    entries = tuple(
        entry.replace(target="Oui.", state=state.get(entry.source, "done")) if entry.source in done else entry
        for entry in found.entries
    )
    diglot.dump_catalog(replace(found, entries=entries), file)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.mark.slow
def test_the_tutorial(here: pytest.MonkeyPatch) -> None:
    catalog, transcript = Path("locales/fr/LC_MESSAGES/bells.po"), Path("source/bells.txt")
    extracted = 0
    for command, printed in typed("docs/tutorial.md"):
        if command == "cd talks":
            here.chdir("talks")
            continue
        said = run(command, printed)
        extracted += command == "diglot extract"
        if command == "diglot extract" and extracted == 1:
            translate(catalog)
        elif command == "diglot status":
            assert re.search("8 +1 +3 ", said)
            transcript.write_text(transcript.read_text().replace("a cracked bell", "a broken bell"))
        elif command == "diglot extract":
            assert "0 new, 1 fuzzy, 0 gone, 12 unchanged" in said
            entry = next(e for e in diglot.load_catalog(catalog).entries if "broken" in e.source)
            assert (entry.state, entry.target) == ("fuzzy", "Oui.")
            assert entry.previous and "cracked" in entry.previous[1]
        elif command == "diglot build":
            assert "3 of 10 paragraphs are not printed in fr: 2 drafts, 1 empty" in said
    for name in ("bells.en-fr.epub", "bells.en-fr.columns.epub", "bells.fr.epub", "bells.tei.xml"):
        assert Path("build", name).exists(), name


def test_the_three_commands_of_the_readme(here: pytest.MonkeyPatch) -> None:
    run("diglot init talks", [])
    here.chdir("talks")
    Path("cloches.txt").write_text(BELLS, "utf-8")
    commands = [command for command, _ in typed("README.md") if command.startswith("diglot")]
    for command in commands[:3]:
        run(command, [])
    catalog = Path("locales/fr/LC_MESSAGES/bells.po").read_text("utf-8")
    assert "On écoute d'abord." in catalog
    assert Path("build/bells.en-fr.epub").exists() and Path("build/bells.tei.xml").exists()


@pytest.fixture
def sample() -> None:
    """A project with the interviews of the repository."""
    for name in ("source", "locales", "diglot.toml"):
        Path(name).symlink_to(ROOT / name)


@pytest.mark.slow
@pytest.mark.usefixtures("sample")
def test_building() -> None:
    """Those of the page's commands that make no picture and align nothing."""
    for command, printed in typed("docs/how-to/build.md"):
        if "river" in command and "sentence" not in command:
            run(command.replace("diglot ", "diglot --allow-outside ", 1), printed)
