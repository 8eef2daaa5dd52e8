"""What diglot says, for whoever translates it: `make docs` brings its catalogs up to date.

They are gettext catalogs in `toolkit/locales/`, as diglot makes them: `review.po` has the pages of the
review, `command.po` the help, the findings and what the command says. What was translated stays; what nobody
says any more is taken out. `command.mo` is what the command reads.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import get_args

import click
from templates import sentences

from toolkit import __version__, findings, languages, limits, po
from toolkit.archive.headers import KNOWN
from toolkit.catalog import translator_notes
from toolkit.catalog.doubts import WORDINGS
from toolkit.catalog.workload import STAGES
from toolkit.cli import main, tables
from toolkit.cli.helping import look_options
from toolkit.cli.session import COLOURS
from toolkit.disk.reading import CURES
from toolkit.interface import DOMAIN, paragraphs
from toolkit.model import KINDS, Absence, Catalog, Entry
from toolkit.model.speakers import ROLES
from toolkit.review.views.alignment import LABELS, TAKEN_OUT

LOCALES = Path(__file__).parents[1] / "toolkit" / "locales"
_STRING = r'"((?:[^"\\\n]|\\.)*)"'
_SAID = re.compile(rf"\bt\(\s*{_STRING}")
"""`t("...")` of a script."""
_COMMAND = re.compile(rf"\bcommand\(\s*{_STRING},\s*{_STRING},\s*{_STRING}")
"""A command of a page: name, key, and what it does."""


# What the pages of the review say.


def said() -> tuple[str, ...]:
    """All words of the pages, each once, in the order of the files; then those of values."""
    folders = (files("toolkit.review"), files("toolkit.exchange.page"))
    found: list[str] = []
    for file in sorted((file for folder in folders for file in _below(folder)), key=str):
        text = file.read_text("utf-8")
        found += _of_script(text) if file.name.endswith(".js") else _of_module(text)
    stages = (*STAGES, *filter(None, get_args(Absence)))
    notes = translator_notes.IN_ROLE, *translator_notes.templates()
    return tuple(
        dict.fromkeys((*found, *stages, *KINDS, "speaker", *ROLES, *LABELS.values(), TAKEN_OUT, *notes))
    )


def _below(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry)
        elif entry.name.endswith((".js", ".py")):
            yield entry


def _of_script(text: str) -> Iterator[str]:
    for match in _SAID.finditer(text):
        yield ast.literal_eval(f'"{match[1]}"')
    for match in _COMMAND.finditer(text):
        yield ast.literal_eval(f'"{match[3]}"')


def _of_module(text: str) -> Iterator[str]:
    """What is given to `say`, and the titles of pages."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        place = {"say": 0, "ReviewPage": 1}.get(node.func.id, -1)
        given = node.args[place : place + 1] if place >= 0 else []
        yield from (
            arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        )


# What the command says.

CLICK = (
    (
        "Usage:",
        "Options",
        "Commands",
        "Show the version and exit.",
        "Show this message and exit.",
        "required",
    ),
    ("Error: {message}", "Try '{command} {option}' for help.", "Aborted!", "env var: {var}"),
    ("No such option {name!r}.", "No such command {name!r}."),
    ("Missing argument", "Missing option", "Missing command."),
    ("Invalid value for {param_hint}: {message}", "Invalid value: {message}", "Choose from:\n\t{choices}"),
    ("Option {name!r} does not take a value.", "{value} is not in the range {range}."),
    ("{value!r} is not a valid {number_type}.",),
)
"""What click says by itself, of what diglot asks it for."""
CLICK_COUNTED = {
    "Did you mean {possibility}?": "(Did you mean one of: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Got unexpected extra arguments ({args})",
    "{value!r} is not {choice}.": "{value!r} is not one of {choices}.",
    "Option {name!r} requires an argument.": "Option {name!r} requires {nargs} arguments.",
}
"""Likewise, with a plural."""
COUNTED = (
    ("document", "page", "picture", "draft", "error", "warning", "note", "pair", "bead", "conflict"),
    ("word in {lang}", "character in {lang}", "sentence without counterpart", "term added"),
    ("sentence of the translation", "paragraph of the source without counterpart", "paragraph filled"),
    ("shard",),
    ("draft accepted", "draft would be accepted", "draft that alignment didn't leave so"),
)
"""What is counted in lines of figures."""
FIGURES = (
    # What is in a file of `build/`.
    ("missing", "{n} in {lang}", "{n} of 1 paragraph in {lang}", "{n} of {count} paragraphs in {lang}"),
    ("{n} untranslated", "alternative text for 1 picture", "alternative text for {n} pictures"),
    # What became of a catalog.
    ("{n} new", "{n} edited", "{n} gone", "{n} fuzzy", "{n} from memory", "{n} set apart", "{n} back"),
    ("{n} in another context", "{n} accepted", "{n} left fuzzy", "{n} lost", "{n} restored", "{n} unchanged"),
    ("{n} with a review in doubt", "{n} with a lapsed review", "{n} there already"),
    ("{n} suggested", "{n} suggested by {name}", "{n} by {name}", "{n} left empty", "{n} doubtful"),
    ("{n} below {least}", "{n} in doubt for another reason", "{n} taken", "{n} unknown", "{n} left out"),
    ("{n} of them for a source that has changed since",),
    # Of an alignment.
    ("{n} aligned", "{n} failed", "no beads", "left over", "nothing left over", "in doubt"),
    ("{n} of them 1:1", "{share} of the sentences in sure beads", "{n} emptied"),
    ("1 bead of {n} and 1 sentence", "{n} beads of {number} and {count} sentences"),
    ("{n} and 1 sentence without counterpart", "{n} and {count} sentences without counterpart"),
    ("{n} kept as a person's", "{n} kept from another file"),
    # Of a corpus.
    ("1 pair in 1 shard", "{n} pairs in 1 shard", "{n} pairs in {count} shards", "{n} suspicious"),
)


VALUES = ("begins", "ends")
"""English words that stand in findings as values."""


@cache
def spoken() -> tuple[str, ...]:
    """All that the command says, each once: its help, its findings, its figures, its sentences."""
    counted = [form for row in COUNTED for word in row for form in (f"1 {word}", f"{{n}} {_several(word)}")]
    return tuple(
        dict.fromkeys(
            (
                *_help(main),
                *(option.help or "" for option in look_options()),
                *(text for row in CLICK for text in row),
                *(f"{severity}:" for severity in COLOURS),
                *(text for code in findings.codes() for text in _of_rule(findings.rule(code))),
                findings.ANEW,
                *tables.STATUS,
                *tables.WORK[2:],
                *(wording.about for wording in WORDINGS.values()),
                *counted,
                *(text for row in FIGURES for text in row),
                *(f"{{n}} {limit.unit}" for limit in limits.every() if limit.unit != "bytes"),
                *(text for _, what, where in KNOWN for text in (what, where)),
                *VALUES,
                *KINDS,
                *(os.strerror(number).lower() for number in CURES if number > 0),
                *sentences(),
            )
        )
    )


def _several(word: str) -> str:
    """Things that are counted: the first word has the plural."""
    first, *rest = word.split(" ")
    return " ".join((f"{first}s", *rest))


def _help(command: click.Command) -> Iterator[str]:
    """What a command and its options say of themselves, and those below it."""
    yield from paragraphs(command.help or "")
    for param in command.params:
        if isinstance(param, click.Option) and param.help:
            yield param.help
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from _help(one)


def _of_rule(rule: findings.Rule) -> Iterator[str]:
    """The templates of a code."""
    for texts in (rule.words, rule.cure, *({"": part} for parts in rule.parts.values() for part in parts)):
        # What has no words of its own is the same everywhere.
        yield from (
            text for text in texts.values() if re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}", "", text))
        )


# Catalogs.

LANGS = {"fr": "fr", "zh_CN": "zh-Hans", "ar": "ar"}
"""Name of the folder -> tag."""
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "zh_CN": "nplurals=1; plural=0;",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
"""How many forms a number has, and which of them it takes."""
_DATE = "2026-11-27 12:00+0000"
"""The history of the repository says when something was translated; a field may not be left out."""
_ADDRESS = "translations@diglot.alt"
"""Of nobody (RFC 9476), for the same reason."""


def _header(folder: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Project-Id-Version", f"diglot {__version__}"),
        ("Report-Msgid-Bugs-To", _ADDRESS),
        ("POT-Creation-Date", _DATE),
        ("PO-Revision-Date", _DATE),
        ("Last-Translator", f"The diglot developers <{_ADDRESS}>"),
        ("Language-Team", languages.get(LANGS[folder]).name),
        ("Language", folder),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", PLURALS[folder]),
    )


def catalogs() -> Iterator[tuple[Path, bytes]]:
    """The catalogs as they should be: path and bytes."""
    review = tuple(Entry("", text) for text in said())
    own = tuple(Entry("", text) for text in spoken())
    for folder in LANGS:
        forms = [""] * int(PLURALS[folder][len("nplurals=")])
        command = (*own, *(Entry("", one, plural=(many, *forms)) for one, many in CLICK_COUNTED.items()))
        yield _catalog(folder, "review", review)[:2]
        path, data, catalog = _catalog(folder, DOMAIN, command)
        yield path, data
        yield path.with_suffix(".mo"), po.to_polib(catalog).to_binary()


def _catalog(folder: str, domain: str, entries: tuple[Entry, ...]) -> tuple[Path, bytes, Catalog]:
    """A catalog with these messages, and what was translated of them."""
    path = LOCALES / folder / "LC_MESSAGES" / f"{domain}.po"
    before = path.read_bytes() if path.exists() else None
    known = {e.source: e for e in po.load(before, path.name, LANGS[folder]).entries} if before else {}
    kept = tuple(known.get(entry.source, entry) for entry in entries)
    catalog = Catalog(domain, "en", LANGS[folder], kept, (), _header(folder))
    return path, po.dump(catalog, before), catalog
