"""From a catalog to a PO file.

Lines that a translator's tool wrote stay wherever they say the same.

The layout of new lines is GNU gettext's, without wrapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit import late, limits
from toolkit.late import WorkedOut
from toolkit.model import Catalog, Entry
from toolkit.model.values import wholly_same
from toolkit.po.encoding import charset, escaped, has_bytes, texts
from toolkit.po.entries import comments_of, entry_of, header_fields, mark_of, references
from toolkit.po.reading import (
    Message,
    fields,
    head_lines,
    in_windows_lines,
    is_previous,
    message_of,
    messages,
    parts,
)  # fmt: skip
from toolkit.text.hygiene import fitted

_BEFORE = "the file as it was"
_IDS_IN_A_LINE = 10
_BETWEEN = 2
"""Line ends between messages, which are read with one of them."""
_LINE_END = late.regex("\r\n|\r|\n")
_TO_ESCAPE = late.regex('[\\\\"\n\t\r\v\b\f\a]')


def dump(catalog: Catalog, before: bytes | None = None, other: bytes | None = None) -> bytes:
    """The catalog as a PO file, in UTF-8.

    before  the file as it is now, one that `load` takes: what has not changed keeps its lines, wrapping and
            line ends. Strings that are new are not wrapped.
    other   another such file: messages that are as there, and not as before, have their lines from it
    """
    was = Before(before or b"")
    there = Before(other) if other else None
    # polib isn't asked to write: it would wrap all strings anew, and keep none of the lines (decision 11).
    pieces = [header_of(catalog, was)]
    for obsolete, entries in ((False, catalog.entries), (True, catalog.obsolete)):
        pieces += [_message(entry, was, there, obsolete=obsolete) for entry in entries]
    if catalog.trailer:
        same = comments_of(was.trailer) == catalog.trailer
        pieces.append("\n".join(was.trailer if same else _comment_lines(catalog.trailer)))
    text = "\n\n".join(pieces) + "\n"
    # By its first line: a file keeps the line ends that it has.
    if before and in_windows_lines(before):
        text = text.replace("\n", "\r\n")
    return text.encode()


class Before:
    """The file as it was.

    Most often nothing has changed, which its pieces show. It is parsed once something has.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._in_utf8 = charset(data) == "utf-8"
        self.pieces = {piece for text in texts(data, _BEFORE) for piece in text.rstrip("\n").split("\n\n")}
        """What stands between blank lines; nothing once the file is parsed."""

    @property
    def header(self) -> Message | None:
        """Its first message."""
        first = next(messages(self._data, _BEFORE, []), None)
        return first if first and self._usable(first) else None

    @property
    def trailer(self) -> list[str]:
        """The lines of the comment behind the last message."""
        return self._parsed[1]

    def find(self, entry: Entry) -> str | None:
        """The lines of the message with the context and the text of an entry."""
        return self._parsed[0].get(entry.key)

    @WorkedOut
    def _parsed(self) -> tuple[dict[tuple[str, str], str], list[str]]:
        self.pieces.clear()  # or a long file would be held twice
        written: dict[tuple[str, str], str] = {}
        trailer: list[str] = []
        for message in messages(self._data, _BEFORE, trailer):
            if self._usable(message):
                written[message.context or "", message.source] = message.text
        return written, trailer

    def _usable(self, message: Message) -> bool:
        """Whether its lines say the same in UTF-8.

        Bytes that are written as escapes would be other characters.
        """
        return self._in_utf8 or not has_bytes(message.text)


def _message(entry: Entry, before: Before, other: Before | None, *, obsolete: bool) -> str:
    """The lines of a message.

    Those that it had stay where they say the same.
    """
    above, places, below = new_lines(entry, obsolete=obsolete)
    written = above + places + below
    # The usual case, found without parsing the file.
    if written in before.pieces:
        return written
    was = before.find(entry)
    if other is not None and (was is None or entry_of(message_of(was)) != entry):
        theirs = other.find(entry)
        was = theirs if theirs is not None and entry_of(message_of(theirs)) == entry else was
    return written if was is None else kept_lines(entry, was, obsolete=obsolete)


def kept_lines(entry: Entry, was: str, *, obsolete: bool) -> str:
    """The lines of a message that was in the file: they stay where they say the same."""
    above, places, below = new_lines(entry, obsolete=obsolete)
    # Most messages stand there already, letter for letter but for the line in the source that they refer to.
    old = was.strip("\n")
    text, old_references = _without_references(old)
    if text == above + below:
        same = references(old_references.removeprefix("#:")) == entry.where
        return old if same else above + places + below
    return "\n".join(_woven(entry, message_of(was), obsolete=obsolete))


def new_lines(entry: Entry, *, obsolete: bool) -> tuple[str, str, str]:
    """The lines of a new message, in three parts.

    Those above its references, the references, and those below.
    """
    mark, old_mark = ("#~ ", "#~| ") if obsolete else ("", "#| ")
    comments = _comments(entry)
    strings = [_field(keyword, text, old_mark) for keyword, text in _previous(entry)]
    strings += [_field(keyword, text, mark) for keyword, text in texts_of(entry).items()]
    made = comments["#"] + comments["#."], comments["#:"], comments["#,"] + "\n".join(strings)
    # What is longer than what is read would make a catalog that nobody can load.
    limits.check(sum(map(len, made)) + _BETWEEN, limits.MESSAGE, entry.where[0] if entry.where else None)
    return made


def _without_references(text: str) -> tuple[str, str]:
    """A message without its references, and those.

    Where they are on one line, as we write them.
    """
    start = 0 if text.startswith("#: ") else text.find("\n#: ") + 1
    end = text.find("\n", start) + 1
    if not text.startswith("#: ", start) or text.startswith("#: ", end):
        return text, ""
    return text[:start] + text[end:], text[start:end]


def _woven(entry: Entry, message: Message, *, obsolete: bool) -> list[str]:
    """The lines of an entry that was written before.

    The lines of the message stay wherever they say the same.

    Strings of several lines come as one.
    """
    was = entry_of(message)
    texts = texts_of(entry)
    old_texts = _texts(message)
    comments = [line for line in head_lines(message) if not is_previous(line)]
    old_lines = [line for line in head_lines(message) if is_previous(line)]
    raw = fields(message.body)
    # What is loaded isn't always what is written: see `fitted`.
    same = all(old_texts.get(keyword) == text for keyword, text in texts.items())
    if same and wholly_same(was, entry) and obsolete == message.obsolete:
        return [*comments, *old_lines, *(line for lines in raw.values() for line in lines)]
    mark, old_mark = ("#~ ", "#~| ") if obsolete else ("", "#| ")
    now, then = _comments(entry), _comments(was)
    if now != then:
        # Group by group: a new reference must not touch a translator's comment.
        kept = {kind: [line for line in comments if mark_of(line) == kind] for kind in now}
        comments = []
        for kind, group in now.items():
            comments += kept[kind] if group == then[kind] else group.split("\n")[:-1]
    previous = _previous(entry)
    if previous != _previous(was):
        old_lines = [_field(keyword, text, old_mark) for keyword, text in previous]
    elif obsolete != message.obsolete:
        old_lines = _marked(old_lines, old_mark)
    body: list[str] = []
    for keyword, text in texts.items():
        if old_texts.get(keyword) != text or keyword not in raw:
            body.append(_field(keyword, text, mark))
        else:
            body += _marked(raw[keyword], mark) if obsolete != message.obsolete else raw[keyword]
    return [*comments, *old_lines, *body]


def _marked(lines: Iterable[str], mark: str) -> list[str]:
    """Lines of a message with another mark, or none.

    Such as "#~ " or "#| ".
    """
    return [mark + line[parts(line)[0] :] for line in lines]


def _texts(message: Message) -> dict[str, str]:
    """Keyword -> text, of a message in a file."""
    texts = {"msgctxt": message.context or "", "msgid": message.source}
    if message.plural is None:
        return {**texts, "msgstr": message.forms[0]}
    texts["msgid_plural"] = message.plural
    return texts | {f"msgstr[{k}]": form for k, form in enumerate(message.forms)}


def header_of(catalog: Catalog, before: Before) -> str:
    """The lines of the header.

    Each field that is the same keeps those that it had.
    """
    comments = _comment_lines(catalog.preamble)
    raw: dict[tuple[str, str], list[str]] = {}
    if (message := before.header) is not None:
        lines = [line for line in head_lines(message) if not is_previous(line)]
        others = [line for line in lines if mark_of(line) != "#"]
        comments = lines if comments_of(lines) == catalog.preamble else comments + others
        raw = _raw_header(message)
    lines = [*comments, 'msgid ""', 'msgstr ""']
    for key, value in catalog.header:
        text = f"{key}: {value}" if key else value
        lines += raw.get((key, value), [f'"{escaped(text)}\\n"'])
    return "\n".join(lines)


def _raw_header(message: Message) -> dict[tuple[str, str], list[str]]:
    """Field -> the lines that it is written in.

    A tool may have wrapped it.
    """
    lines = fields(message.body)["msgstr"]
    named = header_fields(message.forms[0])
    groups: list[list[str]] = [[]]
    for line in lines[1:]:
        groups[-1].append(line)
        if parts(line)[2].endswith('\\n"'):
            groups.append([])
    if parts(lines[0])[2] != '""' or groups.pop() or len(groups) != len(named):
        return {}  # several fields on a line: no tool writes that
    return dict(zip(named, groups, strict=True))


def _on_one_line(comment: str) -> str:
    return _LINE_END.sub(" ", comment)


def _comment_lines(comments: Iterable[str]) -> list[str]:
    """The lines of a translator's comment."""
    # What stands behind a line end would be no comment: for some programs, behind a carriage return too.
    return [f"# {line}" if line else "#" for line in map(_on_one_line, comments)]


def _comments(entry: Entry) -> dict[str, str]:
    """Lines by their mark, in order."""
    flags = ("fuzzy", *entry.flags) if entry.state == "fuzzy" else entry.flags
    return {
        "#": "".join([f"{line}\n" for line in _comment_lines(entry.comments)]) if entry.comments else "",
        "#.": "".join([f"#. {note}\n" if note else "#.\n" for note in note_lines(entry)]),
        "#:": f"#: {' '.join(map(isolated, entry.where))}\n" if entry.where else "",
        "#,": f"#, {', '.join(flags)}\n" if flags else "",
    }


def note_lines(entry: Entry) -> tuple[str, ...]:
    """The notes and ids, as `#.` lines have them."""
    ids = entry.ids
    # What is said often has many.
    starts = range(0, len(ids), _IDS_IN_A_LINE)
    return (*entry.notes, *[f"id: {' '.join(ids[k : k + _IDS_IN_A_LINE])}" for k in starts])


def isolated(place: str) -> str:
    """A place as it stands in a `#:` line.

    Between isolates if it has blanks, and with its id inside: behind them, tools know a number alone.
    """
    return place if place.split() == [place] else f"\u2068{place}\u2069"


def _previous(entry: Entry) -> list[tuple[str, str]]:
    """Keyword and text of the previous text, in order."""
    if entry.previous is None:
        return []
    context, source = entry.previous
    return [*([("msgctxt", context)] if context is not None else []), ("msgid", source)]


def texts_of(entry: Entry) -> dict[str, str]:
    """Keyword -> text, in order."""
    texts = {"msgctxt": entry.context} if entry.context else {}
    texts["msgid"] = entry.source
    if not entry.plural:
        texts["msgstr"] = fitted(entry.target, entry.source)
        return texts
    texts["msgid_plural"] = entry.plural[0]
    for k, form in enumerate(entry.plural[1:]):
        texts[f"msgstr[{k}]"] = fitted(form, entry.source)
    return texts


def _field(keyword: str, text: str, mark: str = "") -> str:
    """A keyword and its string.

    On one line, or a line for each of the text's.
    """
    printable = text.isprintable() and '"' not in text and "\\" not in text  # quick, and nearly always so
    if printable or not _TO_ESCAPE.search(text):
        return f'{mark}{keyword} "{text}"'
    if "\n" not in text[:-1]:
        return f'{mark}{keyword} "{escaped(text)}"'
    # GNU gettext's layout: a text of several lines begins below its keyword.
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    return "\n".join([f'{mark}{keyword} ""', *(f'{mark}"{escaped(line)}"' for line in lines)])
