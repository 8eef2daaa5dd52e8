"""What the pages of the review say, for whoever translates it: `make docs` brings their catalogs up to date.

They are gettext catalogs in `toolkit/locales/`, as diglot makes them. What was translated stays;
what nobody says any more is taken out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from toolkit import po
from toolkit.catalog.workload import STAGES
from toolkit.model import KINDS, Catalog, Entry
from toolkit.model.speakers import ROLES

LOCALES = Path(__file__).parents[1] / "toolkit" / "locales"
_STRING = r'"((?:[^"\\\n]|\\.)*)"'
_SAID = re.compile(rf"\bt\(\s*{_STRING}")
"""`t("...")` of a script."""
_COMMAND = re.compile(rf"\bcommand\(\s*{_STRING},\s*{_STRING},\s*{_STRING}")
"""A command of a page: name, key, and what it does."""


def said() -> tuple[str, ...]:
    """All words, each once, in the order of the files; then those of values."""
    folders = (files("toolkit.review"), files("toolkit.exchange.page"))
    found: list[str] = []
    for file in sorted((file for folder in folders for file in _below(folder)), key=str):
        text = file.read_text("utf-8")
        found += _of_script(text) if file.name.endswith(".js") else _of_module(text)
    return tuple(dict.fromkeys((*found, *STAGES, *KINDS, "speaker", *ROLES)))


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


# Catalogs.

LANGS = {"fr": "fr", "zh_CN": "zh-Hans", "ar": "ar"}
"""Name of the folder -> tag."""
_HEADER = (
    ("Project-Id-Version", "diglot"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)


def catalogs() -> Iterator[tuple[Path, bytes]]:
    """The catalogs as they should be: path and bytes."""
    words = said()
    for folder, tag in LANGS.items():
        path = LOCALES / folder / "LC_MESSAGES" / "review.po"
        before = path.read_bytes() if path.exists() else None
        known = {e.source: e for e in po.load(before, path.name, tag).entries} if before else {}
        entries = tuple(known.get(text, Entry("", text)) for text in words)
        header = (_HEADER[0], ("Language", folder), *_HEADER[1:])
        old = po.load(before, path.name, tag) if before else Catalog("diglot", "en", tag, (), (), header)
        yield path, po.dump(replace(old, entries=entries, obsolete=()), before)
