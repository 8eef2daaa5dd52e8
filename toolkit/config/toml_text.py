"""A TOML text, edited in place: all that a change isn't about stays as it was typed.

Each form of TOML is somebody's choice, and comments stand everywhere. The text is legal; one sign ends a
line in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from toolkit.config.toml_source import KeyPath, ValuePlace, cut, gap, headed, places, table_places
from toolkit.giving_way import unhurried
from toolkit.text.data import json_line


class TablePlaces(NamedTuple):
    """Where a table of an array stands."""

    whole: ValuePlace
    keys: Mapping[str, ValuePlace]
    end: int
    """Behind all that is in it."""
    previous: ValuePlace | None
    """The table before it in the array."""

    def moved(self, by: int) -> TablePlaces:
        """The same, in a text that begins elsewhere."""
        keys = {key: place.moved(by) for key, place in self.keys.items()}
        previous = self.previous and self.previous.moved(by)
        return TablePlaces(self.whole.moved(by), keys, self.end + by, previous)


def tables(text: str, array: KeyPath, wanted: Iterable[int]) -> dict[int, TablePlaces]:
    """Where the tables of an array stand that are wanted, by number from 0, in one look at the text.

    A change of one of them leaves the places of those before it true.
    """
    wholes: dict[int, ValuePlace] = {}
    keys: dict[int, dict[str, ValuePlace]] = {}
    ends: dict[int, int] = {}
    depth = len(array)
    for path, place in table_places(text, array, wanted):
        if path[:depth] != array or len(path) == depth:
            continue
        number = int(path[depth])
        ends[number] = max(ends.get(number, 0), place.end)
        if len(path) == depth + 1:
            wholes[number] = place
        elif len(path) == depth + 2:
            keys.setdefault(number, {})[str(path[-1])] = place
    return {
        number: TablePlaces(whole, keys.get(number, {}), ends[number], wholes.get(number - 1))
        for number, whole in wholes.items()
    }


def with_tables(text: str, array: KeyPath, more: Sequence[Mapping[str, Any]]) -> str:
    """The text with more tables in an array of tables."""
    if not headed(text, array):
        for table in more:
            text = _joined(text, array, _inline(table))
        return text
    before = f"{text.rstrip()}\n\n" if text.strip() else ""
    header = f"[[{'.'.join(map(str, array))}]]"
    return before + "\n".join(
        "".join(f"{line}\n" for line in (header, *_lines(one))) for one in unhurried(more)
    )


def with_other_tables(
    text: str, array: KeyPath, others: Mapping[int, tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> str:
    """The text with other words in tables of an array; comments stay.

    others  number from 0 -> what the table says, and what it says then: nothing for one that goes
    """
    known = tables(text, array, others)
    # From behind, so that the places of those before stay true.
    numbers = sorted(others, reverse=True)
    if not headed(text, array):
        for number in numbers:
            old, new = others[number]
            place = known[number].whole
            if not new:
                text = _out_of_array(text, place, known[number].previous)
            elif old != new:
                text = text[: place.start] + _inline(new) + text[place.end :]
        return text
    # Each is changed in its own lines: all of the text would be copied for each of thousands.
    pieces: list[str] = []
    end = len(text)
    for number in numbers:
        start = text.rfind("\n", 0, known[number].whole.start) + 1
        # A blank line before it is its own.
        start -= text.endswith("\n\n", 0, start)
        own = known[number].moved(-start)
        piece, behind = text[start:end], pieces[-1] if pieces else ""
        old, new = others[number]
        piece = _with_other_lines(piece, array, old, new, own) if new else _without_lines(piece, own, behind)
        if piece:
            pieces.append(piece)
        end = start
    return text[:end] + "".join(reversed(pieces))


def _with_other_lines(
    text: str, array: KeyPath, old: Mapping[str, Any], new: Mapping[str, Any], known: TablePlaces
) -> str:
    """The text, which begins with the header of a table, with other words in it."""
    # From behind, so that the places before stay true.
    more = _lines({key: value for key, value in new.items() if key not in old})
    at = _after_line(text, known.end)
    end = "\n" if more and not text[:at].endswith("\n") else ""
    text = text[:at] + end + "".join(f"{line}\n" for line in more) + text[at:]
    for key in sorted(old, key=known.keys.__getitem__, reverse=True):
        if key not in new:
            text = _unsaid(text, known.keys[key])
        elif old[key] != new[key]:
            text = _with_other_value(text, (*array, 0, key), old[key], new[key], known.keys[key])
    return text


def _without_lines(text: str, known: TablePlaces, behind: str) -> str:
    """The text, which begins with the header of a table, without it; comments stay.

    behind  what comes next
    """
    blank = text.startswith("\n")
    # From behind, so that the places before stay true.
    for place in sorted((known.whole, *known.keys.values()), reverse=True):
        text = _unsaid(text, place)
    # One of the blank lines around it goes with it.
    return text[1:] if blank and (text[1:] or behind or "\n").startswith("\n") else text


def with_list(text: str, key: str, old: Sequence[str], new: Sequence[str]) -> str:
    """The text with other values in an array at its top; it is made where there is none."""
    # Keys without a table stand before the first table: thousands of others needn't be gone through.
    known = cut(text)
    top = text if known is None else known.pieces[0].text
    top = "" if top.startswith("[") else top
    return _with_top(top, key, old, new, text[len(top) :])


def _with_top(text: str, key: str, old: Sequence[str], new: Sequence[str], behind: str) -> str:
    """As `with_list`, of the beginning of a text that has all keys without a table."""
    if (key,) in places(text):
        return _with_other_value(text, (key,), [*old], [*new], places(text)[key,]) + behind
    if not new:
        return text + behind
    in_order = sorted(places(text).values())
    headers = [place.start for place in in_order if text[place.start] == "["]
    # Behind the last key at the top.
    at = max((place.end for place in in_order if not headers or place.end < headers[0]), default=0)
    at = _after_line(text, at) if at else 0
    before, after = text[:at], text[at:] + behind
    if before and not before.endswith("\n"):
        before += "\n"
    blank = "\n" if after and not after.startswith("\n") else ""
    return f"{before}{key} = {_value(new)}\n{blank}{after}"


def _without_value(text: str, array: KeyPath, number: int) -> str:
    """The text without a value of an array, which is the one with this number, from 0."""
    key_places = places(text)
    return _out_of_array(text, key_places[*array, number], key_places.get((*array, number - 1)))


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _value(value: Any) -> str:
    """A value as TOML writes it.

    JSON writes it so, too, but for one character.
    """
    return json_line(value).replace("\x7f", "\\u007f")


def _inline(table: Mapping[str, Any]) -> str:
    return f"{{ {', '.join(_lines(table))} }}"


def _with_other_value(text: str, key: KeyPath, old: Any, new: Any, place: ValuePlace) -> str:
    """The text with another value; of an array, what both have stays as it was typed."""
    if isinstance(old, list) and isinstance(new, list):
        kept = [value for value in old if value in new]
        more = [value for value in new if value not in old]
        if [*kept, *more] == new:
            # From behind, so that the numbers of those before stay true.
            for number in reversed([n for n, value in enumerate(old) if value not in new]):
                text = _without_value(text, key, number)
            for value in more:
                text = _joined(text, key, _value(value))
            return text
    return text[: place.value] + _value(new) + text[place.end :]


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
