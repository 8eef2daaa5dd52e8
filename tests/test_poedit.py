"""A day's work in the real Poedit, on catalogs of the sample: nothing is lost, and nothing else changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import poedit
from toolkit import languages, po
from toolkit.catalog import edits, review_of
from toolkit.cli import main
from toolkit.model import Catalog, Entry

ROOT = Path(__file__).parents[1]
EDITS = {
    "In 1978 the Linnet": "In 1979 the Linnet",
    "I was in the third row.": "I was in the third row, as always.",
    "Tomasz O'Hargan: She brought a cake as well.\n\n": "",
    "Noor Castellane: So the boundary": "Noor Castellane: He says nothing of it.\n\nTomasz O'Hargan: Yes.\n\n"
    "Noor Castellane: So the boundary",
}
"""What an editor did before: a figure, words, a turn less, and two more, of which one was said before."""
ROW, CAT, MAPS, LAUGH, NOTHING, YES = (
    "I was in the third row, as always",
    "Every cat in the parish",
    "What the maps forgot",
    "(Laughter.)",
    "He says nothing of it.",
    "Yes.",
)
DATE = re.compile(rb"PO-Revision-Date: [^\\]*")

Command = Callable[..., str]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, in a copy of the sample whose transcript was edited."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "diglot.toml", tmp_path)
    source = tmp_path / "source/river.txt"
    text = source.read_text("utf-8")
    for old, new in EDITS.items():
        assert old in text
        text = text.replace(old, new, 1)
    source.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    run("extract", "river")
    return run


def message(found: Catalog, source: str) -> Entry:
    return next(entry for entry in found.entries if entry.source.startswith(source))


@pytest.mark.slow
@pytest.mark.skipif(bool(poedit.MISSING), reason=f"missing: {', '.join(poedit.MISSING)}")
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "そのことは何も言っていません。"),
        ("ar", "لا يقول عن ذلك شيئًا."),
        ("fr", "Il n’en dit rien, « rien » !"),
    ],
)
def test_a_day_in_poedit(command: Command, tmp_path: Path, lang: str, text: str) -> None:
    file = tmp_path / "locales" / languages.get(lang).gettext / "LC_MESSAGES/river.po"

    def load() -> Catalog:
        return po.load(file.read_bytes(), "river.po", lang)

    # What people and other programs have written, too.
    text_now = file.read_text("utf-8")
    for note, comments in {
        "#. Subheading.": "# from: other-talk, 92 % [7K2M9Q]\n#   far:  " + "word " * 40,
        "#. Line above the headline.": "# \n#close\n# a blank at the end ",
    }.items():
        text_now = text_now.replace(note, f"{comments}\n{note}", 1)
    file.write_text(text_now, "utf-8")
    before = file.read_bytes()
    with poedit.opened(file, tmp_path / "home") as window:
        window.save()
        assert DATE.sub(b"", file.read_bytes()) == DATE.sub(b"", poedit.saved(before, ""))
        start = load()
        window.at(NOTHING)
        window.write(text)
        window.at(CAT)
        window.needs_work()
        window.at(ROW)
        window.needs_work()
        window.at(f'msgid "{YES}"')
        window.comment("apart")
        window.at(MAPS)
        window.comment("reviewed", again=True)
        window.at(LAUGH)
        window.comment("ignore D204: why", "a second line")
        window.save()
    now = load()
    done: dict[str, dict[str, object]] = {
        NOTHING: {"target": text, "state": "done"},
        CAT: {"state": "fuzzy"},
        ROW: {"state": "done", "previous": None},
        MAPS: {"comments": (*message(start, MAPS).comments, "reviewed")},
        LAUGH: {"comments": ("ignore D204: why", "a second line")},
    }
    expected = [
        entry.replace(**next((done[words] for words in done if entry.source.startswith(words)), {}))
        for entry in start.entries
    ]
    asked = next(k for k, entry in enumerate(expected) if entry.source == YES)
    expected[asked] = expected[asked].replace(comments=("apart",))
    pairs = [pair for pair in zip(now.entries, expected, strict=True) if pair[0] != pair[1]]
    assert pairs == []
    assert (now.obsolete, now.preamble) == (start.obsolete, start.preamble)
    # All else has the very lines that it had.
    work = set(file.read_bytes().splitlines()) - set(poedit.saved(before, "").splitlines())
    assert len(work) <= 8

    command("extract", "river")
    last = load()
    assert review_of(message(last, MAPS)) == "reviewed" and message(last, MAPS).state == "done"
    assert not edits.noted(message(last, ROW)) and message(last, CAT).state == "fuzzy"
    assert message(last, NOTHING).target == text
    apart = [
        entry for entry in last.entries if entry.source == YES and entry.context.startswith("turn|ohargan")
    ]
    assert len(apart) == 3 and len({entry.target for entry in apart}) == 1
    assert last.obsolete == start.obsolete and dict(last.header)["X-Generator"].startswith("Poedit")
    written = file.read_bytes()
    for arguments in (
        ("check", "river"),
        ("status",),
        ("extract", "river"),
        ("build", "river", "-f", "html"),
    ):
        command(*arguments)
    assert file.read_bytes() == written
