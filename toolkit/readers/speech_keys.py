"""Pieces of recognised speech whose fields no known program calls so, or that are set otherwise.

What a field is then, its name tells, as that of a column of a table does (`languages/columns.tsv`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from toolkit import late
from toolkit.readers import columns
from toolkit.readers.speech_services import Item, single
from toolkit.text.times import dated, interval

_LOOKED_AT = 50
"""Pieces whose fields are looked at."""
_NUMBER = (int, float)
_CENTURY = 946_684_800, 4_102_444_800
"""Seconds from 1970 to 2000 and to 2100."""
_COUNT = late.regex(r"[0-9]{10,13}(?:\.[0-9]{1,9})?")
_FROM = frozenset({"from", "von"})
"""Names of fields that tell from when a piece is, or from whom."""
_OF_A_PERSON = (
    *("nickname", "display_name", "displayName", "real_name", "realName", "full_name", "fullName"),
    *("name", "username"),
)
"""Where the name stands in an object that tells of a person, as exports of chats have it."""


def lists(value: Any, deep: int) -> Iterator[list[Item]]:
    """The lists of objects in a file, the outer ones first.

    A list of such lists is one, and so is an object whose keys are numbers; a list of names and words is read
    as one of objects, and so are columns of the same length.
    deep  how many objects may be around one
    """
    # PocketSphinx writes a list for each breath.
    if isinstance(value, list) and value and all(isinstance(entry, list) for entry in value):
        value = _pairs(value) or list(chain.from_iterable(value))
    if isinstance(value, dict):
        value = _counted(value) or _rows(value) or value
    if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        yield _said_by(value) or value
        # A list of one is as good as what is in it.
        value = value[0] if len(value) == 1 else None
    if isinstance(value, dict) and deep:
        for inside in value.values():
            yield from lists(inside, deep - 1)


def parts(value: Any, deep: int) -> Iterator[list[Item]]:
    """The lists that stand in parts of a talk, as one: each object of a list has one by the same key.

    deep  how many objects may be around one
    """
    if isinstance(value, list) and len(value) > 1 and all(isinstance(entry, dict) for entry in value):
        for own in value[0]:
            told = [entry.get(own) for entry in value]
            if all(isinstance(part, list) for part in told):
                yield from lists(list(chain.from_iterable(told)), 0)
    elif isinstance(value, dict) and deep:
        for inside in value.values():
            yield from parts(inside, deep - 1)


def written(value: Any, deep: int) -> str:
    """A talk that stands in a file as one text of several lines; "" where there is none."""
    value = single(value)
    if not isinstance(value, dict) or not deep:
        return ""
    texts = [one for key, one in value.items() if isinstance(one, str) and columns.called(key) == "text"]
    return next(
        (one for one in (*texts, *(written(inside, deep - 1) for inside in value.values())) if "\n" in one),
        "",
    )


def _counted(value: Item) -> list[Item]:
    """The objects of an object whose keys are their numbers."""
    counted = [*value] == [str(n) for n in range(len(value))] or [*value] == [
        str(n + 1) for n in range(len(value))
    ]
    entries = [*value.values()]
    return entries if counted and all(isinstance(entry, dict) for entry in entries) else []


def _rows(value: Item) -> list[Item]:
    """Objects of columns, each of which is a list of as many values, or an object with numbers as keys."""
    cells = {key: [*own.values()] if isinstance(own, dict) else own for key, own in value.items()}
    sizes = {len(own) if isinstance(own, list) else 0 for own in cells.values()}
    if len(cells) < 2 or len(sizes) > 1 or sizes <= {0, 1} or "text" not in map(columns.called, cells):
        return []
    if any(isinstance(cell, list | dict) for own in cells.values() for cell in own):
        return []
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def _pairs(rows: Sequence[Sequence[Any]]) -> list[Item]:
    """Objects of rows that are a name and words each."""
    if any(len(row) != 2 or not all(isinstance(cell, str) for cell in row) for row in rows):
        return []
    found = columns.told(rows)
    if [*found.columns] != ["name", "text"]:
        return []
    return [{"speaker": who, "text": said} for who, said in rows[found.heads :]]


def _said_by(pieces: Sequence[Item]) -> list[Item]:
    """Objects of such as have nothing but a name, and what is said under it."""
    rows = [next(iter(piece.items())) for piece in pieces if len(piece) == 1]
    # Where all have the same key, it is that of a list of people: `[{"name": "Ann"}, {"name": "Bo"}]`.
    return _pairs(rows) if len(rows) == len(pieces) and len({who for who, _ in rows}) > 1 else []


def called(pieces: list[Item], missing: Callable[[Sequence[Item], str], bool]) -> list[Item]:
    """The pieces with `text`, `speaker`, `start` and `end`, where they have them under other names.

    missing  whether pieces have none under a name that is known: of "text", "name" or "start"
    """
    keys = dict.fromkeys(key for piece in pieces[:_LOOKED_AT] for key in piece)
    kinds = {key: columns.called(key) for key in keys}
    found: dict[str, str] = {}
    for kind, field, holds in (
        ("text", "text", _texts),
        ("start", "start", _times),
        ("name", "speaker", _names),
    ):
        own = [key for key, of in kinds.items() if of == kind or (kind == "name" and key.lower() in _FROM)]
        own = [*_profiles(pieces, kinds), *own] if kind == "name" else own
        fitting = (key for key in own if key not in found.values())
        if own and missing(pieces, kind):
            key = next((key for key in fitting if holds([_told(piece, key, kind) for piece in pieces])), None)
            found.update({field: key} if key is not None else {})
    named = "speaker" in found or not missing(pieces, "name")
    if named and "start" not in found and missing(pieces, "start"):
        # Who has written is told, and when: no other number of theirs is a time.
        days = (key for key in keys if _days([piece.get(key) for piece in pieces]))
        found |= dict(zip(("start",), days, strict=False))
    ends = (key for key, own in kinds.items() if own == "end" and _times([p.get(key) for p in pieces]))
    if "start" in found and (end := next(ends, None)) is not None:
        found["end"] = end
    if not found:
        return pieces
    return [
        {**piece, **{field: _told(piece, key, "name" * (field == "speaker")) for field, key in found.items()}}
        for piece in pieces
    ]


def _told(piece: Item, key: str, kind: str) -> Any:
    """What a field says; of an object for a person, the name in it."""
    value = piece.get(key)
    if kind != "name" or not isinstance(value, dict):
        return value
    return next((value[own] for own in _OF_A_PERSON if isinstance(value.get(own), str) and value[own]), None)


def of_calendar(moments: Sequence[Any]) -> bool:
    """Whether all times are such of a calendar: of a day, or counted from 1970 on as computers do."""
    return bool(moments) and all(
        _counted_from_1970(one) or (isinstance(one, str) and dated(one) and any(map(str.isdigit, one)))
        for one in moments
    )


def backwards(moments: Sequence[Any]) -> bool:
    """Whether moments of a calendar go back all the time: the file begins with what was written last."""
    told = [float(one) if _counted_from_1970(one) else one for one in moments]
    if len({*map(type, told)}) > 1 or not all(isinstance(one, float) or one[:4].isdecimal() for one in told):
        return False
    return told == sorted(told, reverse=True) != sorted(told)


def _days(values: Sequence[Any]) -> bool:
    """Whether all values are moments of a calendar, without words before them."""
    return of_calendar(values) and not any(isinstance(one, str) and one[:1].isalpha() for one in values)


def _counted_from_1970(moment: Any) -> bool:
    """Whether a number counts seconds, or thousandths of them, from 1970 to a moment of this century."""
    if isinstance(moment, str) and _COUNT.fullmatch(moment):
        moment = float(moment)
    return isinstance(moment, _NUMBER) and any(
        unit * _CENTURY[0] <= moment < unit * _CENTURY[1] for unit in (1, 1000)
    )


def _profiles(pieces: Sequence[Item], kinds: Iterable[str]) -> list[str]:
    """The fields with objects that tell of a person, beside such as have a code for them: `user_profile`."""
    return [
        key
        for key in kinds
        if columns.called(key.partition("_")[0]) == "name"
        and any(isinstance(piece.get(key), dict) and _told(piece, key, "name") for piece in pieces)
    ]


def of_runs(text: Any) -> Any:
    """The words of a text in runs that differ in their look: `["So ", {"type": "bold", "text": "late"}]`."""
    if not isinstance(text, list) or not text:
        return text
    runs = [one.get("text") if isinstance(one, dict) else one for one in text]
    words = [run for run in runs if isinstance(run, str)]
    return "".join(words) if len(words) == len(runs) else text


def _texts(values: Sequence[Any]) -> bool:
    return any(isinstance(one, str) for one in values)


def _names(values: Sequence[Any]) -> bool:
    """Whether values are names: those of two people or more, who speak again."""
    known = [one for one in values if isinstance(one, str) and one.strip()]
    return len({*known}) > 1 and columns.named_so(known) and 2 * len({*known}) <= len(known)


def _times(values: Sequence[Any]) -> bool:
    """Whether values are times of a recording, in their order."""
    known = [one for one in values if one is not None]
    if not known or any(isinstance(one, bool) or not isinstance(one, (str, *_NUMBER)) for one in known):
        return False
    moments = [interval(one)[0] if isinstance(one, str) else one for one in known]
    times = [one for one in moments if one is not None]
    return len(times) == len(known) and times == sorted(times)
