"""The lines of a PO file: which belong to which message. Strict: what isn't PO is refused with its line.

A `Block` is a message with the very lines it was written in, so that a file can be written again with the
layout of the tool it came from. Strings are told apart here and decoded elsewhere. Messages in the layout
that nearly all have are left to the quicker way of `entries.plain`.

The grammar is that of GNU gettext's manual, "The Format of PO Files", without its `domain` lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from toolkit import limits
from toolkit.errors import CatalogError
from toolkit.model import Location

T = TypeVar("T")
_BYTE = r"(?:[0-3][0-7]{2}|[0-7]{1,2}(?![0-7])|x[0-9A-Fa-f]{1,2}(?![0-9A-Fa-f]))"
"""A byte behind a backslash, in octal or hexadecimal."""
_STRING = rf'"(?:[^"\\]++|\\(?:[\\"ntrvbfa]|{_BYTE}))*+"'
_ESCAPE = re.compile(rf"\\(?:({_BYTE})|(a)|.)")
_ENCODED = re.compile("[\udc80-\udcff]+")
_MARK = r"(#~\||#~|#\|)?[ \t]*"
_KEYWORD = r"(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)[ \t]*)?"
_LINE = re.compile(rf"{_MARK}{_KEYWORD}({_STRING})[ \t]*")
_HEAD = re.compile(r"(?:#(?![~|])[^\n]*\n)*")
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?$")
CONFLICT = "#-#-#-#-#"
"""Begins and ends the lines that `msgcat` puts between two versions of a text."""
_OF_MESSAGES = frozenset("~|.:,=")
"""What stands behind the `#` of a comment that is not a translator's."""
_NEXT = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
}
"""Which keyword may follow which; a message is whole with its first msgstr."""


@dataclass(slots=True)
class Block:
    """One message, as it stands in the file."""

    line: int
    """1-based line of its first line, comments included."""
    comments: str = ""
    """Lines that begin with `#`, but for those of the message itself and of its previous text."""
    previous: str = ""
    """Lines of the previous text, with `#|` or `#~|`."""
    body: str = ""
    """Lines of the message, with `#~` where it is obsolete."""
    obsolete: bool = False
    values: dict[str, str] = field(default_factory=dict)
    """Decoded strings by keyword (`msgstr[0]`, `#|msgid` ...); filled in later where there are escapes."""
    message_line: int = 0
    """1-based line of the first keyword."""


def blocks(
    pieces: Iterable[str], path: str, plain: Callable[[str, int], T | None], trailer: list[str]
) -> Iterator[T | Block]:
    """The messages of a PO text whose lines end in line feeds, header included, in order.

    pieces   the text, parted at blank lines
    plain    reads a piece, which begins on a line, as a whole message; None for what it doesn't understand
    trailer  gets the lines of a translator's comment behind the last message

    Raises CatalogError for a line that doesn't belong, an unfinished message or string, a merge conflict.
    """
    line = 1
    held: list[str] = []  # pieces that no message was complete in: a blank line inside a message
    for piece in pieces:
        limits.check(len(piece), limits.MESSAGE, Location(path, line))
        made = None if held else plain(piece, line)
        if made is not None:
            yield made
            line += piece.count("\n") + 2
            continue
        held.append(piece)
        if not piece or _HEAD.fullmatch(piece + "\n"):
            continue  # what comments are about comes later
        reading = _Reading("\n\n".join(held).split("\n"), line, path)
        yield from reading.run()
        if reading.rest is None:
            line += sum(piece.count("\n") + 2 for piece in held)
            held = []
        else:
            held, line = ["\n".join(reading.rest)], reading.rest_line
    lines = "\n\n".join(held).split("\n")
    rest = [one for one in lines if one and not one.isspace()]
    # Other comments are part of a message, which isn't there. A mark alone may be the beginning of one.
    if any(one[0] != "#" or one[1:2] in _OF_MESSAGES for one in rest) or rest[-1:] == ["#"]:
        raise _Reading(lines, line, path).cut_off()
    trailer += rest


def closed(piece: str) -> bool:
    """Whether a message surely ends where a piece of a file does, and nothing of the next is in it.

    False too for a piece that isn't in gettext's own layout.
    """
    if piece.startswith("\nmsgstr", piece.rfind("\n")):  # nearly always
        return True
    text = f"\n{piece}"
    mark = "#~ " if text.rfind("\n#~ msgstr") >= 0 else ""
    start = text.rfind(f"\n{mark}msgstr")
    later = text[start:]
    return (
        start > max(text.rfind(f"\n{mark}msgid"), text.rfind(f"\n{mark}msgctxt"))
        and "\nmsg" not in (later[1:] if not mark else later)
        and later.count("\n#") == (later.count("\n#~ ") if mark else 0)
    )


def unwrapped(piece: str) -> str:
    """A message without escapes, each of its strings on one line."""
    head = _HEAD.match(piece)
    start = head.end() if head else 0
    # Without a backslash, this is the end of one line of a string and the start of the next.
    body = piece[start:].replace('"\n"', "")
    return piece[:start] + (body.replace('"\n#| "', "") if body.startswith("#|") else body)


def _joined(raw: str, line: str) -> str:
    return f"{raw}\n{line}" if raw else line


class _Reading:
    """The line by line way, for what isn't plain."""

    def __init__(self, lines: list[str], first: int, path: str) -> None:
        self.lines = lines
        self.first = first
        self.path = path
        self.rest: list[str] | None = None
        """Lines at the end that are no whole message yet; None where nothing is left over."""
        self.rest_line = 0
        self.keyword = ""
        self.old_keyword = ""
        self.block = Block(first)

    def run(self) -> Iterator[Block]:
        for number, line in enumerate(self.lines, self.first):
            if not line or line.isspace():
                continue
            if line[0] == "#" and line[1:2] not in ("~", "|"):
                if self.keyword.startswith("msgstr"):
                    yield self._end(number)
                elif self.keyword:
                    raise self._wrong(number, "a comment inside a message")
                self._begin(number)
                self.block.comments = _joined(self.block.comments, line)
                continue
            found = _LINE.fullmatch(line)
            if found is None:
                raise self._conflict(number) if _CONFLICT.match(line) else self._wrong(number, _reason(line))
            mark, keyword, _ = found.groups()
            if mark in ("#|", "#~|"):
                if self.keyword.startswith("msgstr"):
                    yield self._end(number)
                self._previous(number, line, keyword or "")
                continue
            begins = keyword in ("msgctxt", "msgid") and self.keyword.startswith("msgstr")
            if begins:
                yield self._end(number)
            self._message(number, line, keyword or "", obsolete=mark == "#~")
        if self.keyword.startswith("msgstr"):
            yield self._end(self.first + len(self.lines))
        elif self._started():
            self.rest = self.lines[self.block.line - self.first :]
            self.rest_line = self.block.line

    def _started(self) -> bool:
        return bool(self.block.comments or self.block.previous or self.block.body)

    def _begin(self, number: int) -> None:
        if not self._started():
            self.block.line = number

    def _end(self, number: int) -> Block:
        done, self.block = self.block, Block(number)
        self.keyword = self.old_keyword = ""
        return done

    def _previous(self, number: int, line: str, keyword: str) -> None:
        if self.keyword or keyword.startswith("msgstr"):
            raise self._wrong(number, "previous text inside a message")
        if not keyword and not self.old_keyword:
            raise self._wrong(number, "a string that belongs to nothing")
        self._begin(number)
        self.old_keyword = keyword or self.old_keyword
        self.block.previous = _joined(self.block.previous, line)

    def _message(self, number: int, line: str, keyword: str, *, obsolete: bool) -> None:
        if not self.keyword:
            self._begin(number)
            self.block.obsolete = obsolete
            self.block.message_line = number
        elif obsolete != self.block.obsolete:
            raise self._wrong(number, "a message that is only in part obsolete (`#~`)")
        if not keyword:
            if not self.keyword:
                raise self._wrong(number, "a string that belongs to nothing")
        elif keyword in self._legal():
            self.keyword = keyword
        elif self.keyword in ("msgid", "msgctxt", "msgid_plural") and keyword in ("msgid", "msgctxt"):
            raise self._wrong(number, f"a new message, but the last one has no {self._legal()[-1]}")
        else:
            raise self._wrong(number, f"an unexpected {keyword}")
        self.block.body = _joined(self.block.body, line)

    def _legal(self) -> tuple[str, ...]:
        if self.keyword.startswith("msgstr["):
            return (f"msgstr[{int(self.keyword[7]) + 1}]",)
        return _NEXT.get(self.keyword, ())

    def _wrong(self, number: int, what: str) -> CatalogError:
        return CatalogError(
            f"this can't be read as PO: {what}.",
            Location(self.path, number),
            "Mend the line (`msgfmt -c` checks the file), or get the whole file back from its history.",
        )

    def _conflict(self, number: int) -> CatalogError:
        return CatalogError(
            "a merge conflict was left in the file.",
            Location(self.path, number),
            "Take one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>.",
        )

    def cut_off(self) -> CatalogError:
        """What is wrong where the file ends too early."""
        for _ in self.run():
            pass
        last = self.first + len(self.lines) - 1
        while last > self.first and not self.lines[last - self.first].strip():
            last -= 1
        what = (
            f"no {self._legal()[-1]} for the last message" if self.keyword else "a comment without a message"
        )
        return cut(self.path, last, what)


def cut(path: str, line: int, what: str) -> CatalogError:
    """The error for a file that ends too early."""
    return CatalogError(
        f"the file seems to be cut off here: {what}.",
        Location(path, line),
        "Get the whole file back from its history or from the translator.",
    )


def _reason(line: str) -> str:
    """Why a line is no line of PO."""
    text = re.sub(r"^#[~|]+[ \t]*", "", line)
    if re.match(r'(?:msg[a-z_]+(?:\[\d+\])?[ \t]*)?"', text):
        if re.search(rf'\\(?![\\"ntrvbfa]|{_BYTE})', text.replace("\\\\", "")):
            return 'an unknown escape (known: \\n \\t \\r \\v \\b \\f \\a \\\\ \\", \\303 and \\xC3)'
        if text.rstrip().count('"') - text.count('\\"') < 2:
            return "a string without its closing quote"
        return "a quote inside a string that isn't written \\\""
    if re.match(r"msg[a-z]+", text):
        return "a keyword without its string"
    return "neither comment, keyword nor string"


def plain_lines(found: Iterable[Block]) -> str:
    """Messages and previous texts of the blocks, for polib: no comments, no mark of the obsolete."""
    lines = []
    for block in found:
        for mark, raw in (("#| ", block.previous), ("", block.body)):
            for line in lines_of(raw):
                _, keyword, string = _parts(line)
                string = _ESCAPE.sub(_spelt, string) if "\\" in string else string
                lines.append(f"{mark}{keyword} {string}" if keyword else mark + string)
    return "\n".join(lines) + "\n"


def _spelt(found: re.Match[str]) -> str:
    """What polib doesn't decode, as it does: a byte above ASCII as the surrogate that stands for it."""
    if found[2]:
        return "\a"
    if not found[1]:
        return found[0]
    byte = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1], 8)
    if byte > 127:
        return chr(0xDC00 + byte)
    return {"\n": "\\n", '"': '\\"', "\\": "\\\\"}.get(chr(byte), chr(byte))


def spelt(raw: str) -> bool:
    """Whether there are bytes above ASCII that are written as escapes."""
    return any(map(_ENCODED.search, map(partial(_ESCAPE.sub, _spelt), raw.split("\n"))))


def joined(value: str, charset: str) -> str:
    """A string of `plain_lines`, decoded, whose bytes become characters; ValueError where they are none."""
    text = _ENCODED.sub(lambda found: found[0].encode("ascii", "surrogateescape").decode(charset), value)
    if "\0" in text:
        raise ValueError("NUL")
    return text


def lines_of(raw: str) -> list[str]:
    """The lines of a part of a block; none for ""."""
    return raw.split("\n") if raw else []


def marked(lines: Iterable[str], mark: str) -> list[str]:
    """Lines of a message or a previous text with another mark ("#~ ", "#| ", ...) or none."""
    return [mark + line[_parts(line)[0] :] for line in lines]


def raw_fields(raw: str) -> dict[str, list[str]]:
    """Keyword -> the lines that its string is written in, for a message or a previous text."""
    fields: dict[str, list[str]] = {}
    keyword = ""
    for line in lines_of(raw):
        keyword = _parts(line)[1] or keyword
        fields.setdefault(keyword, []).append(line)
    return fields


def strings(lines: Iterable[str]) -> list[str]:
    """What stands between the quotes of each line, as it is written."""
    return [_parts(line)[2][1:-1] for line in lines]


def _parts(line: str) -> tuple[int, str, str]:
    """Where the line begins behind its mark; its keyword, or ""; its string with the quotes."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(line)  # blocks() has let nothing else pass
    start = found.start(2) if found[2] else found.start(3)
    return start, found[2] or "", found[3]
