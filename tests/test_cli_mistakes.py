"""Mistakes that newcomers make: each is told with its file and line, and with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from toolkit import languages
from toolkit.errors import DiglotError

TALK = """The Weir

*A talk by the water*

Ada Brandt: Who opens the weir?

Yusuf Calder: **Nobody** does now, and that is the whole of my story.

Ada Brandt: And in a flood, when the meadows are under water?

Yusuf Calder: It opens by itself, as a door does in the wind.
"""
FRENCH = """Le barrage

*Un entretien au bord de l’eau*

Ada Brandt : Qui ouvre le barrage ?

Yusuf Calder : **Personne** ne l’ouvre plus, et c’est toute mon histoire.

Ada Brandt : Et lors d’une crue, quand les prés sont sous l’eau ?

Yusuf Calder : Il s’ouvre tout seul, comme une porte dans le vent.
"""
CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> hers\n"


@pytest.fixture
def run(command: Run, tmp_path: Path) -> Run:
    """Runs the command in a project with one document, to be translated into French."""
    (tmp_path / "source").mkdir()
    Path("source/weir.md").write_text(TALK, encoding="utf-8")
    Path("diglot.toml").write_text('target-languages = ["fr"]\n', encoding="utf-8")
    return command


@pytest.mark.parametrize(
    ("path", "before", "ours", "theirs", "line"),
    [
        ("diglot.toml", 'target-languages = ["fr"]\n', 'version = "1"', 'version = "2"', 2),
        ("source/weir.toml", "", 'title = "Weir"', 'title = "The weir"', 1),
        ("source/weir.md", TALK, "عادة برانت: نعم.", "عادة برانت: لا.", 12),
        ("source/weir.txt", "Ada: No.\n\n", "Yusuf: Yes.", "Yusuf: Never.", 3),
    ],
)
def test_no_edition_is_made_of_both_sides_of_a_conflict(
    run: Run, path: str, before: str, ours: str, theirs: str, line: int
) -> None:
    Path("source/weir.md").rename(path) if path.endswith(".txt") else None
    Path(path).write_text(before + CONFLICT.format(ours, theirs), encoding="utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert f"error: {path}:{line}: a merge conflict was left in the file." in result.stderr
    assert "delete the lines with <<<<<<<, ======= and >>>>>>>" in result.stderr
    assert not list(Path().glob("build/*"))


def test_a_rule_or_an_arrow_that_somebody_drew_is_no_conflict(run: Run) -> None:
    Path("source/weir.md").unlink()
    Path("source/weir.txt").write_text(
        "Title\n=======\n\n>>>>>>> see below\n\nAda: Yes.\n\nBob: No.\n", encoding="utf-8"
    )
    assert run("build").exit_code == 0


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("french", "Did you mean fr?"),
        ("Français", "Did you mean fr?"),
        ("العربية", "Did you mean ar?"),
        ("日本語", "Did you mean ja?"),
        ("jp", "Did you mean ja?"),
        ("fr,de", "`-l fr -l de`"),
        ("zz-nowhere-land", "Use a BCP 47 tag"),
    ],
)
def test_what_is_no_tag_is_told_with_the_tag_that_is_meant(typed: str, cure: str) -> None:
    with pytest.raises(DiglotError) as refused:
        languages.get(typed)
    assert refused.value.hint.startswith(cure) or cure in refused.value.hint.split(";")[0]


def test_a_table_that_fits_nothing_is_told_at_its_own_line(run: Run) -> None:
    Path("source/weir.toml").write_text(
        '[[speakers]]\nname = "Ada Brandt"\n\n'
        '[[decide]]\nbegins = "Nobody says so"\nkind = "note"\n\n'
        '[[split]]\nbegins = "stands nowhere"\n\n'
        '[[decide]]\nbegins = "Nobody says so"\nkind = "note"\n',
        encoding="utf-8",
    )
    for command in (("check",), ("show", "weir"), ("show", "source/weir.md")):
        told = run(*command).output
        assert [f"weir.toml:{line}: " in told for line in (1, 4, 8, 11)] == [False, True, True, True], told


def test_first_words_are_typed_as_a_reader_sees_them(run: Run) -> None:
    Path("source/weir.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    Path("source/weir.toml").write_text(
        '[[decide]]\nbegins = "A talk by the water"\nkind = "standfirst"\n\n'
        '[[pictures]]\nfile = "weir.png"\nbegins = "**Nobody** does"\nalt = "A weir."\n',
        encoding="utf-8",
    )
    result = run("show", "weir")
    assert "standfirst" in result.stdout
    assert not {"D104", "D116"} & {word.strip("[]") for word in result.output.split()}


def test_nobody_has_left_out_what_a_picture_shows(run: Run) -> None:
    Path("source/weir.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    Path("source/weir.toml").write_text(
        '[[pictures]]\nfile = "weir.png"\nbegins = "Who opens"\nalt = "A weir."\n', encoding="utf-8"
    )
    Path("barrage.md").write_text(FRENCH, encoding="utf-8")
    assert run("align", "weir", "barrage.md", "-l", "fr").exit_code == 0
    catalog = Path("locales/fr/LC_MESSAGES/weir.po").read_text("utf-8")
    assert "![A weir.]" in catalog
    assert "left out" not in catalog
