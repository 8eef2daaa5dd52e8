"""Front matter: YAML above a text, between two lines of three dashes, or TOML between two of `+++`.

A word behind the first dashes says what stands there, where it is no YAML: `---json`, `---toml`.

All its values are taken as they are printed; what a date or a number is, is for others to say.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit import late, limits
from toolkit.errors import SourceError
from toolkit.languages.lexicon import key as folded
from toolkit.languages.lexicon import lexicon
from toolkit.model import Location
from toolkit.model.speakers import ANSWERING, ASKING
from toolkit.reading.names import name
from toolkit.text.hygiene import tidy

if TYPE_CHECKING:
    from yaml import BaseLoader, Node

_OPENS = late.regex(r"(---|\+\+\+)[ \t]*(?:(json|toml|yaml|yml)[ \t]*)?(?:\r\n|\r|\n)")
_CLOSES = {
    "---": late.regex(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|$)"),
    "+++": late.regex(r"(?<![^\r\n])\+\+\+[ \t]*(?=[\r\n]|$)"),
}
# The first line that says something must be a key: else the dashes are rules in a text.
_BEGINS = {
    language: late.regex(rf"\s*(?:#.*)?(?:[\w\"'][^{to}\r\n]{{0,60}}{to}(?:\s|$)|$)", re.MULTILINE)
    for language, to in (("yaml", ":"), ("yml", ":"), ("toml", "="))
} | {"json": late.regex(r"\s*\{")}
_CAST = frozenset({"speakers", "speaker", "participants", "people", "guests", "hosts", "cast"})
_MEDIA = ("media", "audience")
"""Keys of a recording, and of nobody who is called by name."""
_NAME = ("name", "title", "label", "id")
_SAME = {"lang": "language", "authors": "author", "by": "author", "published": "date", "source": "url"}
"""Keys of `Content.meta` by other names."""
_DEEP = 20
"""Lists and tables that may stand in each other."""


class FrontMatter(NamedTuple):
    """What stands above a text."""

    meta: dict[str, str]
    cast: tuple[str, ...]
    end: int
    """Offset in the text at which what follows begins; 0 where there is no front matter."""


def read(text: str, path: str) -> FrontMatter:
    """The front matter of a text.

    Raises SourceError with the line for what opens as front matter and is none that can be read.
    """
    opened = _OPENS.match(text)
    closed = _CLOSES[opened[1]].search(text, opened.end()) if opened else None
    if opened is None or closed is None:
        return FrontMatter({}, (), 0)
    inside = text[opened.end() : closed.start()]
    language = opened[2] or ("toml" if opened[1] == "+++" else "yaml")
    # Between two rules there may be a text as well.
    if not inside.strip() or not _BEGINS[language].match(inside):
        return FrontMatter({}, (), 0)
    limits.check(len(inside), limits.FRONT_MATTER, Location(path, 1))
    table = _READ[language](inside, path)
    meta: dict[str, str] = {}
    for key, value in table.items():
        same = _SAME.get(key, key)
        # A name may have a comma.
        if words := ("; " if same == "author" else ", ").join(_names(value)):
            # The first of two names for one thing counts.
            meta.setdefault(same, words)
    parts = [*_parts(table)]
    for role in dict.fromkeys(role for role, _ in parts):
        meta[role] = "; ".join(person for own, person in parts if own == role)
    cast = [person for key, value in table.items() if key in _CAST for person in _names(value)]
    return FrontMatter(meta, tuple(dict.fromkeys((*cast, *(who for _, who in parts)))), closed.end())


def _parts(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Roles, and who has them: `interviewer: Ann`, `guests: [Bo]`, and `role: host` beside a name."""
    for key, value in table.items():
        entries = value if key in _CAST and isinstance(value, list) else [value]
        for entry in entries:
            apart = isinstance(entry, dict) and entry.keys().isdisjoint(_NAME)
            own = entry.get("role", key) if isinstance(entry, dict) else key
            for word, who in entry.items() if apart else [(own, entry)]:
                names = (one for one in _names(who) if key in _CAST or name(one).looks == "name")
                if role := _role(str(word)):
                    yield from ((role, one) for one in names)


def _role(word: str) -> str:
    """The role of whoever asks or answers that a word tells of; "" for any other."""
    roles = lexicon().roles
    own = folded(word)
    role = roles.get(own) or roles.get(own.removesuffix("s"), "unknown")
    return role if role in ASKING | ANSWERING and own not in _MEDIA else ""


def _table(inside: str, path: str) -> Mapping[str, Any]:
    import yaml

    try:
        # All values are kept as they were typed: 2026-03-14 is no date, and "no" no truth value.
        document = yaml.load(inside, _loader())  # noqa: S506 (it makes texts, lists and tables alone)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # YAML counts from 0, and the line of dashes stands above it.
        where = Location(path, mark.line + 2 if mark else 1)
        what = getattr(error, "problem", None) or "it has a character that YAML can't have"
        hint = "Mend it, or take away the lines of dashes around it."
        raise SourceError(f"the front matter can't be read as YAML: {what}.", where, hint) from error
    return {str(key).lower(): value for key, value in document.items()} if isinstance(document, dict) else {}


def _json(inside: str, path: str) -> Mapping[str, Any]:
    """The table of JSON, with texts for all values; YAML, which has nearly all of it, says what is wrong."""
    try:
        return {key.lower(): _texts(value) for key, value in json.loads(inside, parse_float=str).items()}
    except (ValueError, RecursionError):
        return _table(inside, path)


def _toml(inside: str, path: str) -> Mapping[str, Any]:
    """The table of TOML, whose dates, numbers and truth values are texts as well."""
    try:
        document = tomllib.loads(inside.replace("\r\n", "\n").replace("\r", "\n"), parse_float=str)
        # A number in sixteens is read whatever its length, and has too many digits to be written.
        return {key.lower(): _texts(value) for key, value in document.items()}
    except (ValueError, RecursionError) as error:
        # The line stands in its message alone, and not where something lacks in the end.
        told = "a number has too many digits" if type(error) is ValueError else str(error)
        what, _, at = told.partition(" (at ")
        number = re.match(r"line (\d+)", at)
        line = int(number[1]) + 1 if number else inside.count("\n") + 1 if at else 1
        hint = "Mend it, or take away the lines of plus signs around it."
        where = Location(path, line)
        raise SourceError(f"the front matter can't be read as TOML: {what}.", where, hint) from error


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


_READ = {"yaml": _table, "yml": _table, "toml": _toml, "json": _json}


@cache
def _loader() -> type[BaseLoader]:
    """A loader that refuses references, by which a few lines become very many, and what is too deep."""
    import yaml

    class Loader(yaml.BaseLoader):
        depth = 0

        def compose_node(self, parent: Node | None, index: Any) -> Node | None:
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]
            if self.depth > _DEEP or isinstance(event, yaml.AliasEvent):
                what = "it is too deep" if self.depth > _DEEP else "it refers to a value above"
                raise yaml.MarkedYAMLError(problem=what, problem_mark=event.start_mark)
            # Counted here, since PyYAML goes into itself for each level.
            self.depth += 1
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    return Loader


def _names(value: Any) -> Iterator[str]:
    """The texts in a value: of a table that which names it, or each of its keys."""
    if isinstance(value, str):
        if words := tidy(value):
            yield words
    elif isinstance(value, list):
        for entry in value:
            yield from _names(entry)
    elif isinstance(value, dict):
        # "- name: Ann" with a role beside it: the name alone is wanted.
        named = next((value[key] for key in _NAME if isinstance(value.get(key), str)), None)
        if named is not None:
            yield from _names(named)
        # "- host: Ann" is Ann, and no person called host.
        elif all(isinstance(text, str) for text in value.values()) and len(value) == 1:
            yield from _names(next(iter(value.values())))
        else:
            for key, detail in value.items():
                yield from _names(detail if isinstance(detail, dict) and _NAME[0] in detail else str(key))
