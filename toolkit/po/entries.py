"""A message of a PO file and an `Entry`: from lines to the value, and from the value to lines.

The layout is GNU gettext's without wrapping. Ids of paragraphs stand in `#.` lines ("id: s7QKD3A s0B1C2D4"),
the only place that all tools leave alone and translators see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.ids import PATTERN
from toolkit.model import Catalog, Entry, Location
from toolkit.po.grammar import Block, lines_of, marked, raw_fields, strings, unwrapped

_IDS = re.compile(rf"#\. id: {PATTERN.pattern}(?: {PATTERN.pattern})*")
_IDS_IN_A_LINE = 10
_STRING = r'"([^"\\\n]*)"\n'
_PLAIN = re.compile(
    rf"((?:# .*\n)*)((?:#\. (?!id: ).*\n)*)(?:#\. id: ({PATTERN.pattern}(?: {PATTERN.pattern})*)\n)?"
    rf"(?:#: (.*)\n)?(?:#, (.*)\n)?(?:(?:#\| msgctxt {_STRING})?#\| msgid {_STRING})?"
    rf'(?:msgctxt {_STRING})?msgid {_STRING}msgstr "([^"\\\n]*)"\n?'
)
"""Comments, notes, ids, places, flags, previous context and source, context, source, target."""
# A path with blanks stands between isolates, as in xgettext of GNU gettext 0.22.
_PLACE = re.compile("\u2068([^\u2069]*)\u2069(?::(\\d+))?|(\\S+)")
_ESCAPES = str.maketrans(
    {
        "\\": r"\\",
        '"': r"\"",
        "\n": r"\n",
        "\t": r"\t",
        "\r": r"\r",
        "\v": r"\v",
        "\b": r"\b",
        "\f": r"\f",
    }
)
_TO_ESCAPE = re.compile('[\\\\"\n\t\r\v\b\f]')


def fields_of(header: str) -> list[tuple[str, str]]:
    """The fields of a header's msgstr, in order; a line that is no field has the name ""."""
    fields = []
    for line in header.removesuffix("\n").split("\n"):
        key, colon, value = line.partition(":")
        fields.append((key, value.strip()) if colon else ("", line))
    return fields


def preamble_of(header: Block) -> tuple[str, ...]:
    """The translators' comments above a header."""
    return tuple(_comment(line) for line in lines_of(header.comments) if _kind(line) == "#")


_MARKS = frozenset({"#.", "#:", "#,"})
"""Of comments that are not a translator's."""


def _kind(line: str) -> str:
    """The mark of a comment line: "#" for a translator's."""
    mark = line[:2]
    return mark if mark in _MARKS else "#"


def _comment(line: str) -> str:
    return line[len(_kind(line)) :].removeprefix(" ")


class Message(NamedTuple):
    """A message with its place in the file."""

    entry: Entry
    obsolete: bool
    first: int
    """1-based line of the first keyword."""
    last: int
    """1-based line of the last string."""


def message_of(block: Block) -> Message:
    """The message of a block whose strings are decoded."""
    last = block.message_line + block.body.count("\n")
    return Message(entry_of(block), block.obsolete, block.message_line, last)


def plain(piece: str, line: int) -> Message | None:
    """A message in the layout that nearly all have, by one search; None for all else.

    piece  what stands between two blank lines, from that line on

    In the layout, comments stand in gettext's order, and strings hold no escape. What this gives is what
    `message_of` gives.
    """
    found = _PLAIN.fullmatch(unwrapped(piece) if '"\n"' in piece else piece)
    if found is None:
        return None
    comments, notes, names, places, marks, old_context, old, context, source, target = found.groups()
    if not source:
        return None  # a header, whose lines matter
    flags = _flags(marks) if marks else []
    entry = Entry(
        context or "",
        source,
        target,
        "empty" if not target else "fuzzy" if "fuzzy" in flags else "done",
        tuple(names.split(" ")) if names else (),
        _texts(notes, 3) if notes else (),
        _texts(comments, 2) if comments else (),
        tuple(flag for flag in flags if flag != "fuzzy") if flags else (),
        None if old is None else (old_context, old),
        (),
        _locations(places) if places else (),
    )
    first = line + (0 if piece.startswith("msg") else piece.count("\n", 0, piece.find("\nmsg") + 1))
    last = line + (piece.rstrip("\n") if piece[-1] == "\n" else piece).count("\n")
    return Message(entry, False, first, last)


def plain_block(piece: str, line: int) -> Block | None:
    """The lines of what `plain` can read; None for all else."""
    found = plain(piece, line)
    if found is None:
        return None
    head, _, body = f"\n{piece}".rstrip("\n").partition("\nmsg")
    comments, old, previous = head.partition("\n#| ")
    values = dict(_strings(found.entry)) | {f"#|{keyword}": text for keyword, text in _previous(found.entry)}
    return Block(line, comments[1:], old[1:] + previous, f"msg{body}", False, values, found.first)


def _texts(lines: str, mark: int) -> tuple[str, ...]:
    """What whole lines of comments say behind a mark of so many characters, blank included."""
    if lines.find("\n") == len(lines) - 1:  # nearly always
        return (lines[mark:-1],)
    return tuple([line[mark:] for line in lines[:-1].split("\n")])


def _flags(text: str) -> list[str]:
    return [flag.strip() for flag in text.split(",") if flag.strip()]


def entry_of(block: Block) -> Entry:
    """The message of a block whose strings are decoded."""
    values = block.values
    comments: list[str] = []
    notes: list[str] = []
    ids: list[str] = []
    where: list[Location] = []
    flags: list[str] = []
    for line in lines_of(block.comments):
        mark = line[:2]
        if mark == "#.":
            if line.startswith("#. id: ") and _IDS.fullmatch(line):
                ids += line[7:].split(" ")
            else:
                notes.append(line[2:].removeprefix(" "))
        elif mark == "#:":
            where += _locations(line[2:])
        elif mark == "#,":
            flags += _flags(line[2:])
        else:
            comments.append(line[1:].removeprefix(" "))
    forms = () if "msgstr" in values else _forms(values)
    target = forms[0] if forms else values["msgstr"]
    complete = all(forms) if forms else bool(target)
    previous = None
    if "#|msgid" in values or "#|msgctxt" in values:
        previous = values.get("#|msgctxt"), values.get("#|msgid", values["msgid"])
    return Entry(
        context=values.get("msgctxt", ""),
        source=values["msgid"],
        target=target,
        state="empty" if not complete else "fuzzy" if "fuzzy" in flags else "done",
        ids=tuple(ids),
        notes=tuple(notes),
        comments=tuple(comments),
        flags=tuple(flag for flag in flags if flag != "fuzzy") if flags else (),
        previous=previous,
        plural=(values.get("msgid_plural", ""), *forms) if forms else (),
        where=tuple(where),
    )


def _forms(values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(value for key, value in values.items() if key.startswith("msgstr["))


def _locations(text: str) -> tuple[Location, ...]:
    if "\u2068" not in text:
        return tuple([_location(place) for place in text.split()])
    return tuple(
        _location(found[3]) if found[1] is None else Location(found[1], int(found[2] or 0))
        for found in _PLACE.finditer(text)
    )


def _location(text: str) -> Location:
    path, _, line = text.rpartition(":")
    return Location(path, int(line)) if path and line.isascii() and line.isdigit() else Location(text, 0)


def lines(entry: Entry, *, obsolete: bool = False) -> list[str]:
    """The lines of a message."""
    mark, old_mark = ("#~ ", "#~| ") if obsolete else ("", "#| ")
    written: list[str] = []
    for group in _comment_lines(entry).values():
        written += group
    for keyword, text in _previous(entry):
        written += _field(keyword, text, old_mark)
    for keyword, text in _strings(entry):
        written += _field(keyword, text, mark)
    return written


def placeless(text: str) -> str:
    """A message without its references, where they are on one line, as we write them."""
    start = 0 if text.startswith("#: ") else text.find("\n#: ") + 1
    end = text.find("\n", start) + 1
    if not text.startswith("#: ", start) or text.startswith("#: ", end):
        return text
    return text[:start] + text[end:]


def woven(entry: Entry, block: Block, *, obsolete: bool = False) -> list[str]:
    """The lines of a message, with those of `block`, as it was before, wherever they say the same."""
    was = entry_of(block)
    if was == entry and was.where == entry.where and obsolete == block.obsolete:
        return [raw for raw in (block.comments, block.previous, block.body) if raw]
    mark, old_mark = ("#~ ", "#~| ") if obsolete else ("", "#| ")
    now_lines, was_lines = _comment_lines(entry), _comment_lines(was)
    if now_lines == was_lines:
        comments = lines_of(block.comments)
    else:
        comments = []
        for kind, group in now_lines.items():
            same = group == was_lines[kind]
            comments += [line for line in lines_of(block.comments) if _kind(line) == kind] if same else group
    texts = _strings(entry)
    previous = _previous(entry)
    if previous == _previous(was):
        old = lines_of(block.previous)
        if obsolete != block.obsolete:
            old = marked(old, old_mark)
    else:
        old = [line for keyword, text in previous for line in _field(keyword, text, old_mark)]
    raw, before = raw_fields(block.body), dict(_strings(was))
    body: list[str] = []
    for keyword, text in texts:
        if before.get(keyword) == text:
            body += marked(raw[keyword], mark) if obsolete != block.obsolete else raw[keyword]
        else:
            body += _field(keyword, text, mark)
    return [*comments, *old, *body]


def header_lines(catalog: Catalog, block: Block | None) -> list[str]:
    """The lines of the header, with those of `block`, as it was before, for each field that is the same."""
    comments = [f"# {line}".rstrip(" ") if not line else f"# {line}" for line in catalog.preamble]
    raw: dict[tuple[str, str], list[str]] = {}
    start = ['msgid ""', 'msgstr ""']
    if block is not None:
        others = [line for line in lines_of(block.comments) if _kind(line) != "#"]
        comments = lines_of(block.comments) if preamble_of(block) == catalog.preamble else comments + others
        raw = _raw_header(block)
    fields = [
        line for key, value in catalog.header for line in raw.get((key, value), _field_line(key, value))
    ]
    return [*comments, *start, *fields]


def _field_line(key: str, value: str) -> list[str]:
    text = f"{key}: {value}" if key else value
    return [f'"{_escape(text)}\\n"']


def _raw_header(block: Block) -> dict[tuple[str, str], list[str]]:
    """Field -> the lines that it is written in, where a tool wrapped it."""
    written = raw_fields(block.body)["msgstr"]
    fields = fields_of(block.values["msgstr"])
    groups: list[list[str]] = [[]]
    for line in written[1:]:
        groups[-1].append(line)
        if strings([line])[0].endswith("\\n"):
            groups.append([])
    if strings(written[:1]) != [""] or groups.pop() or len(groups) != len(fields):
        return {}  # several fields on a line: no tool writes that
    return dict(zip(fields, groups, strict=True))


def _comment_lines(entry: Entry) -> dict[str, list[str]]:
    """Lines by their mark, in the order in which they are written."""
    notes = [f"#. {note}" if note else "#." for note in entry.notes]
    starts = range(0, len(entry.ids), _IDS_IN_A_LINE)
    notes += ["#. id: " + " ".join(entry.ids[k : k + _IDS_IN_A_LINE]) for k in starts]
    flags = ("fuzzy", *entry.flags) if entry.state == "fuzzy" else entry.flags
    return {
        "#": [f"# {line}" if line else "#" for line in entry.comments] if entry.comments else [],
        "#.": notes,
        "#:": ["#: " + " ".join([_place(place) for place in entry.where])] if entry.where else [],
        "#,": ["#, " + ", ".join(flags)] if flags else [],
    }


def _place(place: Location) -> str:
    path = _isolated(place.path)
    return f"{path}:{place.line}" if place.line else path


@lru_cache(maxsize=256)
def _isolated(path: str) -> str:
    return path if path.split() == [path] else f"\u2068{path}\u2069"


def _previous(entry: Entry) -> list[tuple[str, str]]:
    if entry.previous is None:
        return []
    context, source = entry.previous
    return [*([("msgctxt", context)] if context is not None else []), ("msgid", source)]


def _strings(entry: Entry) -> list[tuple[str, str]]:
    head = [("msgctxt", entry.context)] if entry.context else []
    if not entry.plural:
        return [*head, ("msgid", entry.source), ("msgstr", entry.target)]
    forms = [(f"msgstr[{k}]", form) for k, form in enumerate(entry.plural[1:])]
    return [*head, ("msgid", entry.source), ("msgid_plural", entry.plural[0]), *forms]


def _field(keyword: str, text: str, mark: str) -> Sequence[str]:
    """A keyword and its string: on one line, or a line for each of the text's."""
    printable = text.isprintable() and '"' not in text and "\\" not in text  # quick, and nearly always so
    if printable or not _TO_ESCAPE.search(text):
        return (f'{mark}{keyword} "{text}"',)
    if "\n" not in text[:-1]:
        return (f'{mark}{keyword} "{_escape(text)}"',)
    parts: Iterable[str] = re.findall(r"[^\n]*\n|[^\n]+", text)
    return (f'{mark}{keyword} ""', *(f'{mark}"{_escape(part)}"' for part in parts))


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)
