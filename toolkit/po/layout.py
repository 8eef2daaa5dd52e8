"""From an `Entry` to the lines of a message: new ones, or those that a translator's tool wrote.

The layout is GNU gettext's without wrapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from toolkit.model import Catalog, Entry, Location
from toolkit.po.entries import entry_of, fields_of, mark_of, plain, preamble_of
from toolkit.po.grammar import Block, lines_of, marked, raw_fields, strings
from toolkit.text.hygiene import fitted

_IDS_IN_A_LINE = 10
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
        "\a": r"\a",
    }
)
_TO_ESCAPE = re.compile('[\\\\"\n\t\r\v\b\f\a]')


def written(entry: Entry, *, obsolete: bool = False) -> tuple[str, str, str]:
    """The lines of a message: those above its references, the references, and those below."""
    mark, old_mark = ("#~ ", "#~| ") if obsolete else ("", "#| ")
    comments = _comments(entry)
    fields = [field(keyword, text, old_mark) for keyword, text in _previous(entry)]
    fields += [field(keyword, text, mark) for keyword, text in _strings(entry)]
    return comments["#"] + comments["#."], comments["#:"], comments["#,"] + "\n".join(fields)


def placeless(text: str) -> tuple[str, str]:
    """A message without its references, and those, where they are on one line, as we write them."""
    start = 0 if text.startswith("#: ") else text.find("\n#: ") + 1
    end = text.find("\n", start) + 1
    if not text.startswith("#: ", start) or text.startswith("#: ", end):
        return text, ""
    return text[:start] + text[end:], text[start:end]


def plain_block(piece: str, line: int) -> Block | None:
    """The lines of what `entries.plain` can read; None for all else."""
    found = plain(piece, line)
    if found is None:
        return None
    head, _, body = f"\n{piece}".rstrip("\n").partition("\nmsg")
    comments, old, previous = head.partition("\n#| ")
    values = dict(_strings(found.entry)) | {f"#|{keyword}": text for keyword, text in _previous(found.entry)}
    return Block(line, comments[1:], old[1:] + previous, f"msg{body}", False, values, found.first)


def woven(entry: Entry, block: Block, *, obsolete: bool = False) -> list[str]:
    """The lines of a message, with those of `block`, as it was before, wherever they say the same.

    Strings of several lines come as one.
    """
    was = entry_of(block)
    texts = _strings(entry)
    # What is loaded isn't always what is written: see `text.fitted`.
    same = all(block.values.get(keyword) == text for keyword, text in texts)
    if same and was == entry and was.where == entry.where and obsolete == block.obsolete:
        return [raw for raw in (block.comments, block.previous, block.body) if raw]
    mark, old_mark = ("#~ ", "#~| ") if obsolete else ("", "#| ")
    now, then = _comments(entry), _comments(was)
    comments = lines_of(block.comments)
    if now != then:
        kept = {kind: [line for line in comments if mark_of(line) == kind] for kind in now}
        comments = []
        for kind, group in now.items():
            comments += kept[kind] if group == then[kind] else lines_of(group[:-1])
    previous = _previous(entry)
    if previous == _previous(was):
        old = lines_of(block.previous)
        if obsolete != block.obsolete:
            old = marked(old, old_mark)
    else:
        old = [field(keyword, text, old_mark) for keyword, text in previous]
    raw = raw_fields(block.body)
    body: list[str] = []
    for keyword, text in texts:
        if block.values.get(keyword) == text and keyword in raw:
            body += marked(raw[keyword], mark) if obsolete != block.obsolete else raw[keyword]
        else:
            body.append(field(keyword, text, mark))
    return [*comments, *old, *body]


def header_lines(catalog: Catalog, block: Block | None) -> list[str]:
    """The lines of the header, with those of `block`, as it was before, for each field that is the same."""
    comments = comment_lines(catalog.preamble)
    raw: dict[tuple[str, str], list[str]] = {}
    start = ['msgid ""', 'msgstr ""']
    if block is not None:
        others = [line for line in lines_of(block.comments) if mark_of(line) != "#"]
        comments = lines_of(block.comments) if preamble_of(block) == catalog.preamble else comments + others
        raw = _raw_header(block)
    fields = [
        line for key, value in catalog.header for line in raw.get((key, value), _field_line(key, value))
    ]
    return [*comments, *start, *fields]


def comment_lines(comments: Iterable[str]) -> list[str]:
    """The lines of a translator's comment."""
    return [f"# {line}" if line else "#" for line in comments]


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


def _comments(entry: Entry) -> dict[str, str]:
    """Lines by their mark, in the order in which they are written."""
    notes = "".join([f"#. {note}\n" if note else "#.\n" for note in entry.notes])
    for k in range(0, len(entry.ids), _IDS_IN_A_LINE):
        notes += f"#. id: {' '.join(entry.ids[k : k + _IDS_IN_A_LINE])}\n"
    flags = ("fuzzy", *entry.flags) if entry.state == "fuzzy" else entry.flags
    return {
        "#": "".join([f"{line}\n" for line in comment_lines(entry.comments)]) if entry.comments else "",
        "#.": notes,
        "#:": f"#: {' '.join([_place(place) for place in entry.where])}\n" if entry.where else "",
        "#,": f"#, {', '.join(flags)}\n" if flags else "",
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
        return [*head, ("msgid", entry.source), ("msgstr", fitted(entry.target, entry.source))]
    forms = [(f"msgstr[{k}]", fitted(form, entry.source)) for k, form in enumerate(entry.plural[1:])]
    return [*head, ("msgid", entry.source), ("msgid_plural", entry.plural[0]), *forms]


def field(keyword: str, text: str, mark: str = "") -> str:
    """A keyword and its string: on one line, or a line for each of the text's."""
    printable = text.isprintable() and '"' not in text and "\\" not in text  # quick, and nearly always so
    if printable or not _TO_ESCAPE.search(text):
        return f'{mark}{keyword} "{text}"'
    if "\n" not in text[:-1]:
        return f'{mark}{keyword} "{_escape(text)}"'
    parts: Iterable[str] = re.findall(r"[^\n]*\n|[^\n]+", text)
    return "\n".join([f'{mark}{keyword} ""', *(f'{mark}"{_escape(part)}"' for part in parts)])


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)
