"""Where a sidecar is, and how it is edited.

All else in it stays as it was typed.

The text is edited, not written anew: each form of TOML is somebody's choice, and comments stand everywhere.
What comes out is read again before it is given, so it says what was meant, or there is an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import PurePath
from typing import Any, NamedTuple, TypeVar

from toolkit import languages
from toolkit.config import PinTable, TranslationFileTable, line_of
from toolkit.config.parse import KeyPath, ValuePlace, gap, places
from toolkit.errors import ConfigError
from toolkit.findings import Finding
from toolkit.model import Location
from toolkit.text.data import json_line

_SomePath = TypeVar("_SomePath", bound=PurePath)


def document_name(path: PurePath) -> str:
    """The name of a transcript's document.

    Its file without the suffix, which may be `.tei.xml` too.

    >>> document_name(PurePath("talk.tei.xml")), document_name(PurePath("a.b.txt"))
    ('talk', 'a.b')
    """
    # "talk.tei.xml" is how TEI files are mostly called.
    return path.stem.removesuffix(".tei") if path.suffix.lower() == ".xml" else path.stem


def sidecar_of(transcript: _SomePath) -> _SomePath:
    """The path of a transcript's sidecar.

    It is beside it, called by the document's name.

    >>> sidecar_of(PurePath("source/talk.tei.xml")).as_posix()
    'source/talk.toml'
    """
    return transcript.with_name(f"{document_name(transcript)}.toml")


def sidecar_shown(transcript: str) -> str:
    """As `sidecar_of`, of a path as it is shown.

    It is "" where the text is in no file.

    >>> sidecar_shown("source/talk.txt"), sidecar_shown("<stdin>")
    ('source/talk.toml', '')
    """
    path = PurePath(transcript)
    return sidecar_of(path).as_posix() if path.name and not transcript.startswith("<") else ""


def hint_shown(finding: Finding) -> str:
    """What to do about a finding; above lines to be pasted, where they go."""
    if "\n" not in finding.hint or finding.where is None:
        return finding.hint
    return f"to decide it, add to {sidecar_shown(finding.where.path) or 'its sidecar'}:\n{finding.hint}"


def catalog_file(document: str, lang: str = "") -> str:
    """The path of a catalog in a project, where gettext looks for it; without a language, of the template.

    >>> catalog_file("talk", "zh-Hans"), catalog_file("talk")
    ('locales/zh_CN/LC_MESSAGES/talk.po', 'locales/talk.pot')
    """
    if not lang:
        return f"locales/{document}.pot"
    return f"locales/{languages.get(lang).gettext}/LC_MESSAGES/{document}.po"


class NewPin(NamedTuple):
    """A pin that comes into a sidecar."""

    table: PinTable
    instead: Sequence[int] = ()
    """0-based numbers of the pins in the sidecar that it takes the place of."""


def edit(
    text: str,
    path: str,
    *,
    pins: Sequence[NewPin] = (),
    apart: Sequence[str] = (),
    files: Mapping[str, TranslationFileTable] | None = None,
) -> str:
    """A sidecar with new pins and paragraphs set apart.

    The text is legal, or empty; each comes into it once.

    files  what is known of a file of a translation, by language
    path  as it is shown to a person; ConfigError where the text can't be edited so that it says just that
    """
    wanted = tomllib.loads(text)
    # Line ends are put back at the end; in between, one sign ends a line.
    done = text.replace("\r\n", "\n")
    ids = [name for name in dict.fromkeys(apart) if name not in wanted.get("apart", ())]
    if ids:
        done = _set_apart(done, ids)
        wanted["apart"] = [*wanted.get("apart", ()), *ids]
    if pins:
        done, wanted["pins"] = _pinned(done, wanted.get("pins", []), pins)
    for lang, table in (files or {}).items():
        done = _filed(done, wanted, lang, table)
    # Some form of TOML that nobody thought of: better an error than a sidecar that says something else.
    if not _says(done, wanted):
        raise ConfigError(
            "what was decided can't be written into it as it stands.",
            Location(path, line_of(text, ["pins" if pins else "apart" if apart else "translations"])),
            "Write each pin as a table [[pins]] at the end of the file, `apart` on one line, and each "
            "translation as a table such as [translations.fr].",
        )
    return done.replace("\n", "\r\n") if "\r\n" in text else done


def _says(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _set_apart(text: str, ids: Sequence[str]) -> str:
    written = [_value(name) for name in ids]
    if ("apart",) in places(text):
        for name in written:
            text = _joined(text, ("apart",), name)
        return text
    # Keys without a table stand before the first table.
    in_order = sorted(places(text).values())
    headers = [place.start for place in in_order if text[place.start] == "["]
    # Behind the last key at the top.
    at = max((place.end for place in in_order if not headers or place.end < headers[0]), default=0)
    at = _after_line(text, at) if at else 0
    before, after = text[:at], text[at:]
    if before and not before.endswith("\n"):
        before += "\n"
    blank = "\n" if after and not after.startswith("\n") else ""
    return f"{before}apart = [{', '.join(written)}]\n{blank}{after}"


def _pinned(
    text: str, tables: Sequence[Mapping[str, Any]], pins: Sequence[NewPin]
) -> tuple[str, list[Mapping[str, Any]]]:
    """The text with these pins, and all its pins."""
    kept: dict[int, Mapping[str, Any]] = dict(enumerate(tables))
    free = {*chain.from_iterable(pin.instead for pin in pins)}
    added: list[Mapping[str, Any]] = []
    for pin in pins:
        table = _table(pin.table)
        # Of several that it replaces, the first gives its place.
        number = min(free.intersection(pin.instead), default=None)
        if number is None:
            added.append(table)
            continue
        free.remove(number)
        kept[number] = table | {"lang": kept[number]["lang"]}  # the language is the same, however it is typed
        text = _replaced(text, ("pins", number), tables[number], kept[number])
    # From behind, so that the numbers of those before stay true.
    for number in sorted(free, reverse=True):
        del kept[number]
        text = _without(text, number)
    for new in added:
        place = places(text).get(("pins",))
        if place is not None and text[place.start] != "[":
            text = _joined(text, ("pins",), _inline(new))
        else:
            text = _appended(text, "[[pins]]", new)
    return text, [*kept.values(), *added]


def _appended(text: str, header: str, table: Mapping[str, Any]) -> str:
    """The text with one more table at its end."""
    before = f"{text.rstrip()}\n\n" if text.strip() else ""
    return before + "".join(f"{line}\n" for line in (header, *_lines(table)))


def _filed(text: str, wanted: dict[str, Any], lang: str, table: TranslationFileTable) -> str:
    """The text with a translation's file noted.

    `wanted` says so then too.
    """
    tables = wanted.setdefault("translations", {})
    # However the editor has typed the language.
    key = next((tag for tag in tables if languages.get(tag).tag == lang), lang)
    files = tables.setdefault(key, {}).setdefault("files", [])
    told = {name: value for name in table.__struct_fields__ if (value := getattr(table, name))}
    # The same file, read anew: its old figures are replaced.
    for number, noted in enumerate(files):
        if (noted.get("file", ""), noted.get("name", "")) == (table.file, table.name):
            files[number] = told
            return _replaced(text, ("translations", key, "files", number), noted, told)
    files.append(told)
    place = places(text).get(("translations", key, "files"))
    if place is not None and text[place.start] != "[":
        return _joined(text, ("translations", key, "files"), _inline(told))
    return _appended(text, f"[[translations.{key}.files]]", told)


def _table(pin: PinTable) -> dict[str, Any]:
    """The keys of a pin that say something."""
    return {name: value for name in pin.__struct_fields__ if (value := getattr(pin, name))}


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _value(value: str | bool | int) -> str:
    """A value as TOML writes it.

    JSON writes it so, too, but for one character.
    """
    return json_line(value).replace("\x7f", "\\u007f")


def _inline(table: Mapping[str, Any]) -> str:
    return f"{{ {', '.join(_lines(table))} }}"


def _replaced(text: str, base: KeyPath, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The text with other words in a table."""
    whole = places(text)[base]
    if text[whole.start] == "{":
        return text if old == new else text[: whole.start] + _inline(new) + text[whole.end :]
    for key in old:
        place = places(text)[*base, key]
        if key not in new:
            text = _unsaid(text, place)
        elif old[key] != new[key]:
            text = text[: place.value] + _value(new[key]) + text[place.end :]
    more = _lines({key: value for key, value in new.items() if key not in old})
    at = _after_line(
        text, max(place.end for path, place in places(text).items() if path[: len(base)] == base)
    )
    end = "\n" if more and not text[:at].endswith("\n") else ""
    return text[:at] + end + "".join(f"{line}\n" for line in more) + text[at:]


def _without(text: str, number: int) -> str:
    """The text without a pin; comments stay."""
    key_places = places(text)
    whole = key_places["pins", number]
    if text[whole.start] == "{":
        return _out_of_array(text, whole, key_places.get(("pins", number - 1)))
    own = [place for path, place in key_places.items() if path[:2] == ("pins", number) and len(path) < 4]
    # From behind, so that the places before stay true.
    for place in sorted(own, reverse=True):
        text = _unsaid(text, place)
    at = whole.start
    return text[:at] + text[at:].removeprefix("\n") if text[:at].endswith("\n\n") else text


def _unsaid(text: str, place: ValuePlace) -> str:
    """The text without a header or a key.

    Its value goes with the key; a comment behind stays.
    """
    start, end = text.rfind("\n", 0, place.start) + 1, _after_line(text, place.end)
    return text[:start] + text[place.end : end].lstrip() + text[end:]


def _out_of_array(text: str, place: ValuePlace, previous: ValuePlace | None) -> str:
    start, end = place.start, place.end
    comma = gap(text, end)
    # The comma behind goes with it, or at the end of an array that before it.
    if text[comma] == ",":
        text = text[:comma] + text[comma + 1 :]
    elif previous is not None and re.fullmatch(r", *", text[previous.end : start]):
        start = previous.end
    text = text[:start] + text[end:].lstrip(" ")
    line = text.rfind("\n", 0, start) + 1
    after = _after_line(text, line)
    return text if text[line:after].strip() else text[:line] + text[after:]


def _joined(text: str, key: KeyPath, written: str) -> str:
    """The text with one more value in an array.

    On a line of its own where the bracket closes on one.
    """
    key_places = places(text)
    close = key_places[key].end - 1
    items = [place for path, place in key_places.items() if path[:-1] == key]
    line = text.rfind("\n", key_places[key].value, close) + 1
    if not line or text[line:close].strip():
        at = items[-1].end if items else close
        return f"{text[:at]}{', ' if items else ''}{written}{text[at:]}"
    indent = "    "
    before = text[:line]
    if items:
        end = items[-1].end
        begin = text.rfind("\n", 0, items[-1].start) + 1
        indent = text[begin : items[-1].start] if not text[begin : items[-1].start].strip() else indent
        comma = "" if text[gap(text, end)] == "," else ","
        before = text[:end] + comma + text[end:line]
    return f"{before}{indent}{written},\n{text[line:]}"


def _after_line(text: str, at: int) -> int:
    """Where the line of a place ends, with its line end."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def toml(text: str) -> str:
    r"""A basic string of TOML.

    >>> print(toml('say "no"'))
    "say \"no\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join(
            char if ord(char) >= 0xA0 or char.isprintable() else f"\\u{ord(char):04x}" for char in escaped
        )
    return f'"{escaped}"'
