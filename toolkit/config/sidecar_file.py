"""Where a sidecar is, and how it is edited: all else in it stays as it was typed.

What comes out is read again before it is given, so it says what was meant, or there is an error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import chain
from pathlib import PurePath
from typing import Any, NamedTuple, TypeVar

from toolkit import languages, limits
from toolkit.config import PinTable, TranslationFileTable, line_of, toml_text
from toolkit.config.toml_source import toml_data
from toolkit.errors import ConfigError
from toolkit.findings import Finding
from toolkit.giving_way import unhurried
from toolkit.interface import ENGLISH, Translations
from toolkit.model import Location

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


def hint_shown(finding: Finding, say: Translations = ENGLISH) -> str:
    """What to do about a finding; above lines to be pasted, where they go."""
    hint = finding.hint_in(say)
    if "\n" not in hint or finding.where is None:
        return hint
    sidecar = sidecar_shown(finding.where.path)
    into = say("to decide it, add to {sidecar}:").format(sidecar=sidecar)
    return f"{into if sidecar else say('to decide it, add to its sidecar:')}\n{hint}"


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


class TableChange(NamedTuple):
    """A table that comes into a sidecar, says something else, or goes."""

    array: str
    """`decide`, `pins` or `speakers`."""
    table: Mapping[str, Any]
    """What it says then; nothing for one that goes."""
    number: int | None = None
    """0-based, of the one that there is; None for a new one, which comes last."""


def edit(
    text: str,
    path: str,
    *,
    pins: Sequence[NewPin] = (),
    apart: Sequence[str] = (),
    files: Mapping[str, TranslationFileTable] | None = None,
    tables: Sequence[TableChange] = (),
    not_speakers: Sequence[str] | None = None,
) -> str:
    """A sidecar that says something else.

    The text is legal, or empty; a byte order mark stays.

    path    as it is shown to a person; ConfigError where the text can't be edited so that it says just that
    apart   paragraphs that are set apart beside those that are
    files   what is known of a file of a translation, by language
    tables  each table of the sidecar at most once
    not_speakers  all labels that are nobody's; None for those that there are
    """
    mark = "\ufeff" * text.startswith("\ufeff")
    text = text.removeprefix(mark)
    # Tables of arrays are not changed: others are put in their place.
    wanted = {key: [*one] if isinstance(one, list) else deepcopy(one) for key, one in toml_data(text).items()}
    # Line ends are put back at the end; in between, one sign ends a line.
    done = text.replace("\r\n", "\n")
    known = wanted.get("apart", [])
    listed = {"apart": [*known, *dict.fromkeys(name for name in apart if name not in known)]}
    if not_speakers is not None:
        listed["not-speakers"] = [*dict.fromkeys(not_speakers)]
    for key, values in listed.items():
        if values != wanted.get(key, []):
            done = toml_text.with_list(done, key, wanted.get(key, []), values)
            wanted[key] = values
    changes = [*_instead(wanted.get("pins", ()), pins), *tables]
    done = _changed(done, wanted, changes)
    for lang, table in (files or {}).items():
        done = _filed(done, wanted, lang, table)
    # Some form of TOML that nobody thought of: better an error than a sidecar that says something else.
    if not _says(done, wanted):
        about = changes[0].array if changes else next((key for key in listed if key in wanted), "")
        raise ConfigError(
            "what was decided can't be written into it as it stands.",
            Location(path, line_of(text, [about or "translations"])),
            "Write each pin as a table [[pins]] at the end of the file, each decision and each speaker "
            "likewise, `apart` and `not-speakers` on one line, and each translation as a table such as "
            "[translations.fr].",
        )
    made = mark + (done.replace("\n", "\r\n") if "\r\n" in text else done)
    # What couldn't be read again is not written.
    limits.check(len(made.encode()), limits.SIDECAR, path)
    return made


def _says(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        # An array of tables that has none left is not there.
        return _some(toml_data(text)) == _some(wanted)
    except tomllib.TOMLDecodeError:
        return False


def _some(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value != []}


def _instead(tables: Sequence[Mapping[str, Any]], pins: Sequence[NewPin]) -> Iterator[TableChange]:
    """What becomes of the pins."""
    free = {*chain.from_iterable(pin.instead for pin in pins)}
    for pin in unhurried(pins):
        table = pin.table.told()
        # Of several that it replaces, the first gives its place.
        number = min(free.intersection(pin.instead), default=None)
        if number is not None:
            free.remove(number)
            table |= {"lang": tables[number]["lang"]}  # the language is the same, however it is typed
        yield TableChange("pins", table, number)
    yield from (TableChange("pins", {}, number) for number in free)


def _changed(text: str, wanted: dict[str, Any], changes: Sequence[TableChange]) -> str:
    """The text with other tables in arrays; `wanted` says so then too."""
    for array in dict.fromkeys(change.array for change in changes):
        own = [change for change in changes if change.array == array]
        there = {change.number: change.table for change in own if change.number is not None}
        if there:
            others = {number: (wanted[array][number], table) for number, table in there.items()}
            text = toml_text.with_other_tables(text, (array,), others)
            said = [*wanted[array]]
            for number, table in there.items():
                said[number] = table
            if not all(there.values()):
                said = [table for number, table in enumerate(said) if table or number not in there]
            wanted[array] = said
        new = [change.table for change in own if change.number is None]
        if new:
            text = toml_text.with_tables(text, (array,), new)
            wanted[array] = [*wanted.get(array, ()), *new]
    return text


def _filed(text: str, wanted: dict[str, Any], lang: str, table: TranslationFileTable) -> str:
    """The text with a translation's file noted.

    `wanted` says so then too.
    """
    tables = wanted.setdefault("translations", {})
    # However the editor has typed the language.
    key = next((tag for tag in tables if languages.get(tag).tag == lang), lang)
    files = tables.setdefault(key, {}).setdefault("files", [])
    new, array = table.told(), ("translations", key, "files")
    # The same file, read anew: its old figures are replaced.
    for number, noted in enumerate(files):
        if (noted.get("file", ""), noted.get("name", "")) == (table.file, table.name):
            files[number] = new
            return toml_text.with_other_tables(text, array, {number: (noted, new)})
    files.append(new)
    return toml_text.with_tables(text, array, [new])


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
