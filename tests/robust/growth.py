"""How time grows with the size of an input.

    python -m robust.growth [--times N] [KIND ...]

All kinds, or those with these words in their names, N times as large as usual. Exits with 1 where one grows
too fast.

A kind makes an input of a given size, and says what is done with it. What is linear takes four times as long
for four times as much; what is quadratic takes sixteen times as long. The shortest of several runs counts,
and only the ratio of times, so a slow machine is no violation.
"""

from __future__ import annotations

import argparse
import atexit
import itertools
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import growing
from growing import Work
from robust.files import FILES, LargeFile


class Kind(NamedTuple):
    """One way in which an input can be large."""

    name: str
    size: int
    """Of the smallest input: of what the name says."""
    make: Callable[[int], Work]
    """Gives for a size what is to be timed; making the input isn't."""


def _transcript(lines: Iterator[str]) -> Work:
    from toolkit.catalog.ids import assign
    from toolkit.config import Sidecar
    from toolkit.readers import plain

    data = "\n\n".join(lines).encode()

    def work() -> object:
        document, problems = plain.read(data, name="talk", path="talk.txt", lang="en", sidecar=Sidecar())
        list(problems)
        return assign(document, None)

    return work


def _file(large: LargeFile) -> Callable[[int], Work]:
    """A file of a form, read as a document."""

    def make(size: int) -> Work:
        from toolkit.config import Sidecar
        from toolkit.errors import DiglotError
        from toolkit.workflow.transcripts import read_data

        made = large.make(size)
        data = made.encode() if isinstance(made, str) else made

        def work() -> object:
            try:
                return read_data(data, Sidecar(), name="talk", path=f"talk{large.suffix}", lang="en")
            except DiglotError as error:
                return error

        return work

    return make


def blanks(line: str, blank: str) -> Callable[[int], Work]:
    """So many blanks in a place of a line.

    The place is "~", in a talk that has ten such lines.
    """

    def make(size: int) -> Work:
        odd = line.replace("~", blank * (size // len(blank)))
        return _transcript(iter(["Mara: Yes.", "Ilya: No."] * 5 + [odd] * 10 + ["Mara: Well."] * 3))

    return make


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(_LEXICON) for _ in range(count)).capitalize() + "."


_LEXICON = tuple(
    "the river was high that spring and we moved out of house before anybody told us to because my mother "
    "had seen it happen when she still lived up there with her sister’s people near old mill".split()
)


def turns(size: int) -> Work:
    """Three people, so many turns."""
    chance = random.Random(1)
    names = ("Mara", "Ilya", "Noor")
    return _transcript(f"{names[k % 3]}: {_words(chance, 9)}" for k in range(size))


def speakers(size: int) -> Work:
    """So many people with two turns each."""
    chance = random.Random(2)
    syllables = ("ba", "le", "mi", "ro", "tu", "ka", "ne", "si", "do", "vu")

    def name(k: int) -> str:
        return "".join(syllables[int(digit)] for digit in f"{k:05d}").capitalize()

    return _transcript(f"{name(k % size)}: {_words(chance, 7)}" for k in range(2 * size))


def shown(size: int) -> Work:
    """So many people with a turn each, as `diglot show` prints them and the list of who speaks."""
    from toolkit.cli import views
    from toolkit.model import Document, Location, Paragraph, Speaker, Turn

    said = Paragraph("", "speech", "So it was.", Location("talk.txt", 1))
    turns = tuple(Turn("speech", (f"n{k}",), f"N{k}", (said,)) for k in range(size))
    people = tuple(Speaker(f"n{k}", f"N{k}") for k in range(size))
    document = Document("talk", "en", people, turns)
    return lambda: list(views.lines("text", document, ()))


def narration(size: int) -> Work:
    """So many paragraphs that nobody says."""
    chance = random.Random(3)
    return _transcript(_words(chance, 12) for _ in range(size))


def one_line(size: int) -> Work:
    """One turn of so many characters on one line."""
    chance = random.Random(4)
    return _transcript(iter(["Mara: Yes.", "Ilya: " + _words(chance, size)[:size], "Mara: No."]))


def _markup(text: str) -> Work:
    from toolkit.text import cuts, markup

    def work() -> object:
        spans = markup.parse(text)
        markup.compose(spans)
        return markup.plain(text), cuts.count(text)

    return work


def pieces(size: int) -> Work:
    """So many sentences whose marks go on.

    Emphasis, links and footnotes.
    """
    from toolkit.text import cuts

    sentence = "It *was. It* was^[So she. said.] a [long. way](https://example.org/a) to **go. On** foot. "
    text = [f"{part}. " for part in (sentence * (size // 8)).split(". ")]

    def work() -> object:
        return cuts.balance(text), cuts.uncut(text)

    return work


def combining(size: int) -> Work:
    """So many marks on one letter.

    In the order that is worst to sort.
    """
    from toolkit.text.hygiene import fold, tidy

    text = "a" + "\u0301\u0316" * (size // 2)

    def work() -> object:
        return tidy(text), fold(text)

    return work


def _matter(text: Callable[[int], str]) -> Callable[[int], Work]:
    """A page of front matter in Markdown, printed or refused."""

    def make(size: int) -> Work:
        from toolkit.edition import matter
        from toolkit.model import Matter

        page = Matter("preface", "en", "", text(size))

        def work() -> object:
            matter.check(page.text, "front.md")
            return [*matter.page(page)]

        return lambda: _answer(work)

    return make


def _markdown(text: Callable[[int], str]) -> Callable[[int], Work]:
    """A transcript in Markdown, read or refused."""

    def make(size: int) -> Work:
        from toolkit.config import Sidecar
        from toolkit.workflow.transcripts import read_data

        data = text(size).encode()
        return lambda: _answer(lambda: read_data(data, Sidecar(), name="talk", path="talk.md", lang="en"))

    return make


def _answer(work: Work) -> object:
    from toolkit.errors import DiglotError

    try:
        return work()
    except DiglotError as error:
        return error


def _toml(text: str, sidecar: bool = True) -> Work:
    from toolkit import config

    runs = itertools.count()

    def work() -> object:
        # What was read once is kept: each run has a text of its own.
        comment = f"# {next(runs)}\n"
        own = f"{comment}{text}\n{comment}"
        if sidecar:
            return _answer(lambda: config.parse_sidecar(own, "talk.toml"))
        return _answer(lambda: config.parse_project(own, "diglot.toml"))

    return work


def _signs(unit: str) -> Callable[[int], Work]:
    return lambda size: _markup(unit * (size // len(unit)))


def _messages(size: int) -> Work:
    from toolkit import po

    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n'
    data = header + "".join(f'\nmsgctxt "turn"\nmsgid "word {k}"\nmsgstr "mot {k}"\n' for k in range(size))
    return lambda: po.dump(po.load(data.encode(), "talk.po", "fr"))


_PEOPLE = ("Mara", "Ilya", "Noor")


def _talk(size: int, seed: int = 5) -> list[str]:
    chance = random.Random(seed)
    return [f"{_PEOPLE[k % 3]}: {_words(chance, 9)}" for k in range(size)]


def _crowd(size: int) -> list[str]:
    chance = random.Random(6)
    syllables = ("Ba", "Le", "Mi", "Ro", "Tu", "Ka", "Ne", "Si", "Do", "Vu")

    def name(k: int) -> str:
        return "".join(syllables[int(digit)] for digit in f"{k:05d}").capitalize()

    return [
        f"{name(k // 90)} {name(1000 + k % 90)}: {_words(chance, 7)}" for k in [*range(size), *range(size)]
    ]


def _notes(size: int) -> list[str]:
    return [
        f"{_PEOPLE[k % 3]}: So *very* old^[As {k} said.] and [there](https://example.org/{k})."
        for k in range(size)
    ]


def _shuffled(size: int) -> list[str]:
    """Turns moved, changed, relabelled, and joined."""
    lines = _talk(size)
    chance = random.Random(7)
    for k in range(0, size - 30, 10):
        label, _, words = lines[k].partition(": ")
        lines[k : k + 3] = chance.choice(
            (
                [lines[k + 1], lines[k], lines[k + 2]],
                [f"{_PEOPLE[chance.randrange(3)]}: {words}", *lines[k + 1 : k + 3]],
                [f"{label}: {words} {lines[k + 1].partition(': ')[2]}", lines[k + 2], lines[k + 2]],
            )
        )
    return [*lines[size // 2 :], *lines[: size // 2]]


def _command(
    lines: Callable[[int], list[str]],
    *before: str,
    run: str,
    edited: Callable[[int], list[str]] | None = None,
    translated: bool = True,
) -> Callable[[int], Work]:
    """The time of a command, after others.

    In a project with one transcript; `before` are commands that come first.

    edited      what the transcript is before the command that is timed
    translated  whether all messages are translated once there is a catalog
    """

    def make(size: int) -> Work:
        folder = Path(tempfile.mkdtemp(prefix="growth-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        text = folder / "source" / "talk.txt"
        _run(folder, "init")
        text.write_text("\n\n".join(lines(size)), "utf-8")
        (folder / "translation.txt").write_text("\n\n".join(lines(size)), "utf-8")
        for command in before:
            _run(folder, command)
            for path in (folder / "locales").glob("fr/*/*.po") if translated else ():
                path.write_text(
                    re.sub(r'(?m)^(msgid "(.+)"\nmsgstr) ""$', r'\1 "\2"', path.read_text("utf-8")), "utf-8"
                )
        if edited is not None:
            text.write_text("\n\n".join(edited(size)), "utf-8")

        def work() -> None:
            copy = Path(tempfile.mkdtemp(prefix="growth-"))
            try:
                shutil.copytree(folder, copy, dirs_exist_ok=True)
                _run(copy, run)
            finally:
                shutil.rmtree(copy)

        return work

    return make


def _run(folder: Path, command: str) -> None:
    from click.testing import CliRunner

    from toolkit.cli import main as diglot

    result = CliRunner().invoke(diglot, ["-C", str(folder), *command.split()], catch_exceptions=False)
    if result.exit_code and not command.startswith("check"):
        raise SystemExit(f"diglot {command} in {folder}: {result.output[-2000:]}")


COMMANDS = (
    Kind("extract: turns", 400, _command(_talk, run="extract -l fr")),
    Kind("extract: people", 400, _command(_crowd, run="extract -l fr")),
    Kind(
        "extract: turns moved, changed, joined",
        400,
        _command(_talk, "extract -l fr", run="extract -l fr", edited=_shuffled),
    ),
    Kind(
        "extract: another text",
        400,
        _command(_talk, "extract -l fr", run="extract -l fr", edited=lambda size: _talk(size, 8)),
    ),
    Kind("check", 400, _command(_talk, "extract -l fr", run="check")),
    Kind("check --archive", 200, _command(_talk, "extract -l fr", run="check --archive")),
    Kind("status", 800, _command(_talk, "extract -l fr", run="status")),
    Kind("export: xliff", 400, _command(_talk, "extract -l fr", run="export -l fr -f xliff")),
    Kind("build: epub", 200, _command(_talk, "extract -l fr", run="build -l fr -f epub")),
    Kind("build: html, with notes", 200, _command(_notes, "extract -l fr", run="build -l fr -f html")),
    Kind("build: tei, with notes", 200, _command(_notes, "extract -l fr", run="build -l fr -f tei")),
    Kind("build: tei, people", 200, _command(_crowd, "extract -l fr", run="build -l fr -f tei")),
    Kind("build: epub, people", 200, _command(_crowd, "extract -l fr", run="build -l fr -f epub")),
    Kind("align", 200, _command(_talk, run="align talk translation.txt -l fr", translated=False)),
)


def _edit(change: Callable[[list[tuple[str, str]]], list[tuple[str, str]]]) -> Callable[[int], Work]:
    """A finished catalog, updated there and back.

    Its source has so many turns.
    """

    def make(size: int) -> Work:
        from catalogs import ABOUT, MOMENT, document, template, translation
        from toolkit import catalog

        chance = random.Random(1)
        parts = [(("mara", "ilyas")[k % 2], _words(chance, 5 + k % 9)) for k in range(size)]
        parts[::7] = [("mara", "Yes.")] * len(parts[::7])
        before, done = template(document(parts)), translation(document(parts))

        def work() -> object:
            now = template(document(change(parts)), before)
            edited, _ = catalog.update(done, now, "fr", ABOUT, MOMENT)
            return catalog.update(edited, template(document(parts), now), "fr", ABOUT, MOMENT)

        return work

    return make


def _pairs(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(a[0], f"{a[1]} {b[1]}") for a, b in zip(parts[::2], parts[1::2], strict=False)]


EDITS = (
    Kind("edits: labels", 100, _edit(lambda ps: [({"mara": "ilyas"}.get(w, "mara"), t) for w, t in ps])),
    Kind("edits: typography", 100, _edit(lambda ps: [(w, t.replace(" w", " — w")) for w, t in ps])),
    Kind("edits: words", 100, _edit(lambda ps: [(w, t.replace("a", "o", 2)) for w, t in ps])),
    Kind("edits: pairs merged", 100, _edit(_pairs)),
    Kind("edits: all in one", 100, _edit(lambda ps: [("mara", " ".join(t for _, t in ps))])),
    Kind("edits: all in one, reworded", 100, _edit(lambda ps: [("mara", " So ".join(t for _, t in ps))])),
)
"""Of a catalog, by what happened to its source."""


KINDS = (
    *EDITS,
    *(Kind(name, large.size, _file(large)) for name, large in FILES.items()),
    Kind("turns", 1000, turns),
    Kind("speakers", 500, speakers),
    Kind("speakers in a list", 500, shown),
    Kind("narration", 1000, narration),
    Kind("characters of one line", 20_000, one_line),
    *(
        Kind(f"blanks in {line!r}, {blank!r}", 500, blanks(line, blank))
        for line in (
            "Mara~x",
            "Mara:~x",
            "Mara~0:12 x",
            "[0:12]~Mara: x",
            "0:00:01 --> 0:00:02~x",
            "Q~(laughs)~x",
            "**Mara: So~it was 0:12 then",
        )
        for blank in (" ", "\t", " \t", "\u00a0")
    ),
    Kind("pieces of markup", 400, pieces),
    *(
        Kind(f"signs of markup {unit!r}", 4000, _signs(unit))
        for unit in (
            "*",
            "**",
            "* ",
            " *",
            "a*",
            "*a ",
            "*a **b ",
            "[",
            "[]",
            "[a](",
            "[a](https://x.y/(",
            "^[",
            "^[a]",
            "{",
            "{a|",
            "{a|b}",
            "\\",
            "\\*",
            "]",
            "[*",
            "*[",
            "[a](https://example.org) ",
            "*a* ",
            "***a*** ",
            "{a|b|",
            "(",
            "[[]]",
        )
    ),
    Kind("combining marks", 4000, combining),
    Kind("dotted keys of one", 1000, lambda size: _toml(".".join(["a"] * size) + " = 1")),
    Kind("dotted keys of one table", 500, lambda size: _toml("".join(f"a.b{k} = 1\n" for k in range(size)))),
    Kind("keys", 500, lambda size: _toml("".join(f"b{k} = 1\n" for k in range(size)))),
    Kind(
        "tables of speakers",
        200,
        lambda size: _toml("".join(f'[[speakers]]\nname = "N{k}"\n' for k in range(size))),
    ),
    Kind(
        "decisions",
        200,
        lambda size: _toml("".join(f'[[decide]]\nbegins = "N{k}"\nkind = "note"\n' for k in range(size))),
    ),
    Kind("a number of many digits", 1000, lambda size: _toml("version = " + "9" * size, sidecar=False)),
    Kind("lists in lists", 1000, lambda size: _toml("formats = " + "[" * size + "]" * size, sidecar=False)),
    Kind(
        "tables in tables",
        1000,
        lambda size: _toml("a = " + "{a = " * size + "1" + "}" * size, sidecar=False),
    ),
    Kind("unknown keys", 500, lambda size: _toml("".join(f"k{k} = 1\n" for k in range(size)), sidecar=False)),
    Kind("quotes in quotes", 1000, _matter(lambda size: "> " * size + "x")),
    Kind("emphasis in emphasis", 2000, _matter(lambda size: "**" * size + "x" + "**" * size)),
    Kind("emphasis with words between", 2000, _matter(lambda size: "*a " * size + "b*" * size)),
    Kind("emphasis in an address", 2000, _matter(lambda size: "[x]: https" + "*" * size + "a" + "*" * size)),
    Kind("brackets without end", 8000, _matter(lambda size: "![" * size)),
    Kind("brackets in many paragraphs", 40, _matter(lambda size: ("![" * 700 + "\n\n") * size)),
    Kind(
        "a wide table of Markdown",
        1000,
        _markdown(lambda size: "\n".join(cell * size for cell in ("|a", "|-", "|x", "|x"))),
    ),
    Kind(
        "a line that is nearly that below the head of a table",
        2000,
        _markdown(lambda size: "-" * (2 * size) + "x\n" + "-|" * size + "x"),
    ),
    Kind("items of an array", 1000, lambda size: _toml("subjects = [" + '"a", ' * size + "]")),
    Kind(
        "aliases",
        1000,
        lambda size: _toml(
            '[[speakers]]\nname = "N"\naliases = [' + ", ".join(f'"a{k}"' for k in range(size)) + "]"
        ),
    ),
    Kind("messages of a catalog", 300, _messages),
    *COMMANDS,
)


def complaint(kind: Kind) -> str:
    """What to say of a kind that grows too fast; "" for others."""
    return growing.by_clock(kind.make, kind.size)


def main(arguments: list[str]) -> int:
    """The table, and 1 where a kind grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args(arguments)
    names = given.names
    bad = 0
    for kind in KINDS:
        if names and not any(name in kind.name for name in names):
            continue
        size, times = growing.times(
            kind.make, kind.size * given.times, growing.LONG_ENOUGH, (2, growing.TIMES), runs=3
        )
        ratio = times[-1] / times[0]
        wrong = growing.too_fast(times)
        bad += wrong
        shown = "  ".join(f"{seconds:8.3f}" for seconds in times)
        print(f"{kind.name:40} {size:9,}  {shown}   x{ratio:5.1f}{'  TOO FAST' if wrong else ''}", flush=True)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
