"""From the text of a PO file to its messages.

The grammar is that of GNU gettext's manual, "The Format of PO Files", without its `domain` lines. It is
one pattern, which matches the longest legal beginning of a message. Where that isn't a whole message, the
line behind it is the one at fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit import late, limits
from toolkit.errors import CatalogError, for_shell
from toolkit.model import Location
from toolkit.model.values import Value
from toolkit.po.encoding import BYTE, Data, charset, decoded, texts
from toolkit.text import conflicts

# Possessive (`++`, `*+`): what has matched isn't tried again, so that a damaged file takes no longer.
_STRING = rf'"(?:[^"\\\n]++|\\(?:[\\"ntrvbfa]|{BYTE}))*+"'
_BLANKS = r"(?:[^\S\n]*\n)*+"
# An empty line behind the first msgstr ends the message: a file is read in pieces that are parted at such.
_BLANKS_BUT_EMPTY = r"(?:[^\S\n]++\n)*+"


def _field(keyword: str, group: str, blanks: str = _BLANKS) -> str:
    """A pattern for a keyword and its string.

    The string is on one line or several.
    """
    start = rf"{blanks}(?P=mark)[ \t]*"
    return rf"{start}{keyword}[ \t]*({group}{_STRING}(?:[ \t]*\n{start}{_STRING})*+)[ \t]*\n"


_CONTEXT = _field("msgctxt", "?P<context>")
_SOURCE = _field("msgid", "?P<source>")
# Blank lines may stand before the first msgstr, and not behind it (decision 175).
_TARGET = _field("msgstr", "?P<target>", _BLANKS_BUT_EMPTY).replace(_BLANKS_BUT_EMPTY, _BLANKS, 1)
_PLURAL = _field("msgid_plural", "?P<plural>")
_FIRST_FORM = _field(r"msgstr\[0\]", "?:", _BLANKS_BUT_EMPTY).replace(_BLANKS_BUT_EMPTY, _BLANKS, 1)
_FORM = _field(r"msgstr\[[1-9]\]", "?:", _BLANKS_BUT_EMPTY)
# The longest legal beginning of a message: where it ends too early, the line behind it is wrong (decision
# 175).
_MESSAGE = late.regex(
    r"(?P<head>(?:#(?!~(?!\|))[^\n]*\n|[^\S\n]*\n)*+)(?=(?P<mark>#~|))"
    rf"(?:{_CONTEXT})?(?:{_SOURCE}(?:{_TARGET}|{_PLURAL}(?P<forms>{_FIRST_FORM}(?:{_FORM})*+)?)?)?"
)
_WHOLE = frozenset({"target", "forms"})
"""The last groups that a whole message has."""
_LINE = late.regex(
    rf"(#~\||#~|#\|)?[ \t]*(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)[ \t]*)?({_STRING})[ \t]*"
)
_JOIN = late.regex(r'"[ \t]*\n[^"]*"')
"""The end of one line of a string, and the start of the next."""
_BLANK = late.regex(r"\s*")
_OF_MESSAGES = frozenset("~|.:,=")
"""What stands behind the `#` of a comment that is not a translator's."""


class Message(Value, frozen=True, gc=False):
    """A message with its place in the file."""

    match: re.Match[str]
    """Where `_MESSAGE` matched."""
    start: int
    """1-based line of the file with which the string that it matched in begins."""
    head: str
    """The lines above its strings: comments and the previous text, and blank ones among them."""
    obsolete: bool
    context: str | None
    source: str
    plural: str | None
    """`msgid_plural`; None where it has one form."""
    forms: tuple[str, ...]
    """Of the translation, one or more."""
    previous: tuple[str | None, str] | None
    """Context and source of the previous text."""

    @property
    def text(self) -> str:
        """All its lines, each with its end.

        Blank ones may be among them.
        """
        return self.match[0]

    @property
    def body(self) -> str:
        """The lines of its strings, blank ones among them."""
        return self.match[0][len(self.head) :]

    @property
    def first(self) -> int:
        """1-based line of its first keyword."""
        return _line(self.match, self.start) + self.head.count("\n")

    @property
    def last(self) -> int:
        """1-based line of its last string."""
        return _line(self.match, self.start) + self.text.count("\n") - 1


def messages(data: Data, path: str, trailer: list[str]) -> Iterator[Message]:
    """The messages of a PO file, header included, in order.

    trailer  gets the lines of a translator's comment behind the last message

    Raises CatalogError for a line that doesn't belong, an unfinished message or string, a merge conflict.
    """
    whole = [data] if isinstance(data, bytes) else data
    # Pieces can be gone through again: the first is read twice, for the header's sake.
    name = charset(next(iter(whole), b""))
    match_at, most = _MESSAGE.match, limits.MESSAGE.most
    start = 1
    rest = ""
    for stretch in texts(data, path):
        # A message that the last stretch ended in goes on behind its blank line.
        text = f"{rest}{stretch}\n"
        place = 0
        # The one pattern does the work: a message costs one match, and no line is looked at twice.
        while (match := match_at(text, place)) and match.lastgroup in _WHOLE:
            end = match.end()
            if end - place > most:
                raise limits.beyond(limits.MESSAGE, Location(path, _line(match, start)))
            yield _message(match, start, path, name)
            place = end
        if match is not None and not _BLANK.fullmatch(text, match.end()):
            raise _fault(match, start, path)
        start += text.count("\n", 0, place)
        rest = f"{text[place:]}\n"
        limits.check(len(rest), limits.MESSAGE, Location(path, start))
    lines = [line for line in rest.split("\n") if line and not line.isspace()]
    # Other comments are part of a message, which isn't there. A mark alone may be the beginning of one.
    if any(line[0] != "#" or line[1:2] in _OF_MESSAGES for line in lines) or lines[-1:] == ["#"]:
        raise _cut_off(rest, start, path)
    trailer += lines


def in_windows_lines(data: bytes) -> bool:
    """Whether a file has the line ends of Windows: by its first line."""
    return b"\r\n" in data[: data.find(b"\n") + 1]


def is_message(text: str) -> bool:
    """Whether some lines are one whole message, and nothing else."""
    match = _MESSAGE.match(text)
    return match is not None and match.lastgroup in _WHOLE and match.end() == len(text)


def message_of(text: str) -> Message:
    """A message that was read, of its lines, as in a file of its own in UTF-8."""
    match = _MESSAGE.match(text)
    if match is None or match.lastgroup not in _WHOLE:
        raise ValueError(text)
    return _message(match, 1, "", "utf-8")


def _line(match: re.Match[str], start: int) -> int:
    """The line of the file on which a match begins.

    start  1-based line with which the text that was searched begins
    """
    # Counted when it is needed: nearly no message's line is.
    return start + match.string.count("\n", 0, match.start())


def _message(match: re.Match[str], start: int, path: str, charset_: str) -> Message:
    head, mark, context, source, target, plural, _ = match.groups()
    try:
        source = joined(source, charset_)
        if target is not None:
            forms: tuple[str, ...] = (joined(target, charset_),)
        else:
            forms = tuple([joined(string, charset_) for string in _forms(match, start, path)])
        return Message(
            match,
            start,
            head,
            mark != "",
            None if context is None else joined(context, charset_),
            source,
            None if plural is None else joined(plural, charset_),
            forms,
            _previous(match, source, start, path, charset_) if "|" in head else None,
        )
    except ValueError as error:
        raise CatalogError(
            f"there are bytes written as escapes that are no text in {charset_.upper()}.",
            Location(path, _line(match, start) + head.count("\n")),
            "Write the characters themselves.",
        ) from error


def joined(written: str, charset_: str) -> str:
    """The text of a string with its quotes.

    On one line or several.
    """
    text = written[1:-1]
    if "\n" in text:
        text = _JOIN.sub("", text)
    return decoded(text, charset_) if "\\" in text else text


def fields(lines: str) -> dict[str, list[str]]:
    """Keyword -> the lines of its string.

    lines  of the strings of a message
    """
    groups: dict[str, list[str]] = {}
    keyword = ""
    for line in lines.split("\n"):
        if line and not line.isspace():
            keyword = parts(line)[1] or keyword
            groups.setdefault(keyword, []).append(line)
    return groups


def parts(line: str) -> tuple[int, str, str]:
    """A line of a message in three parts.

    Where it begins behind its mark; its keyword, or ""; its string with the quotes.
    """
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    start = match.start(2) if match[2] else match.start(3)
    return start, match[2] or "", match[3]


def head_lines(message: Message) -> list[str]:
    """The lines above the strings, without blank ones."""
    return [line for line in message.head.split("\n") if line and not line.isspace()]


def is_previous(line: str) -> bool:
    """Whether a line belongs to a previous text."""
    return line.startswith(("#|", "#~|"))


def _previous(
    match: re.Match[str], source: str, start: int, path: str, charset_: str
) -> tuple[str | None, str] | None:
    """Context and source of the previous text.

    It is None where there is none above the message.
    """
    strings: dict[str, list[str]] = {}
    keyword = ""
    for number, line in enumerate(match["head"].split("\n")):
        if not is_previous(line):
            continue
        parts = _LINE.fullmatch(line)
        if parts is None:
            what = _reason(line)
        elif (parts[2] or "").startswith("msgstr"):
            what = "previous text inside a message"
        elif not parts[2] and not keyword:
            what = "a string that belongs to nothing"
        else:
            keyword = parts[2] or keyword
            strings.setdefault(keyword, []).append(parts[3])
            continue
        raise _wrong(path, _line(match, start) + number, what)
    texts_ = {key: joined("\n".join(lines), charset_) for key, lines in strings.items()}
    if not texts_.keys() & {"msgctxt", "msgid"}:
        return None
    # The source is left out where only the context was another one.
    return texts_.get("msgctxt"), texts_.get("msgid", source)


def _forms(match: re.Match[str], start: int, path: str) -> list[str]:
    """The strings of `msgstr[0]`, `msgstr[1]` ..."""
    groups = fields(match["forms"])
    for k, keyword in enumerate(groups):
        # One may be missing, or out of order, which the pattern can't tell.
        if keyword != f"msgstr[{k}]":
            before = match.string[: match.string.index(keyword, match.start("forms"))]
            raise _wrong(path, start + before.count("\n"), f"an unexpected {keyword}")
    return ["\n".join(parts(line)[2] for line in lines) for lines in groups.values()]


# What is wrong


def _fault(match: re.Match[str], start: int, path: str) -> CatalogError:
    """What is wrong behind a legal beginning."""
    lines = match.string.split("\n")
    at = match.string.count("\n", 0, match.end())
    while not lines[at] or lines[at].isspace():
        at += 1
    wrong = lines[at]
    line = start + at
    keyword = _last_keyword(match)
    if wrong[0] == "#" and wrong[1:2] not in ("~", "|"):
        return _wrong(path, line, "a comment inside a message")
    told = _LINE.fullmatch(wrong)
    if told is None:
        if conflicts.is_mark(wrong):
            return _conflict(path, line)
        return _wrong(path, line, _reason(wrong))
    mark, next_, _ = told.groups()
    if mark in ("#|", "#~|"):
        return _wrong(path, line, "previous text inside a message")
    if keyword and (mark or "") != match["mark"]:
        return _wrong(path, line, "a message that is only in part obsolete (`#~`)")
    if not next_:
        return _wrong(path, line, "a string that belongs to nothing")
    if keyword and next_ in ("msgid", "msgctxt"):
        return _wrong(path, line, f"a new message, but the last one has no {_WANTED[keyword]}")
    return _wrong(path, line, f"an unexpected {next_}")


_WANTED = {"msgctxt": "msgid", "msgid": "msgstr", "msgid_plural": "msgstr[0]"}
"""Which keyword is missing behind which."""


def _last_keyword(match: re.Match[str]) -> str:
    for group, keyword in (("plural", "msgid_plural"), ("source", "msgid"), ("context", "msgctxt")):
        if match[group] is not None:
            return keyword
    return ""


def _cut_off(rest: str, line: int, path: str) -> CatalogError:
    """What is wrong where the file ends too early."""
    match = _MESSAGE.match(rest)
    keyword = _last_keyword(match) if match else ""
    what = f"no {_WANTED[keyword]} for the last message" if keyword else "a comment without a message"
    return cut(path, line + rest.rstrip().count("\n"), what)


def _wrong(path: str, line: int, what: str) -> CatalogError:
    return CatalogError(
        f"this can't be read as PO: {what}.",
        Location(path, line),
        "Mend the line (`msgfmt -c` checks the file), or get the whole file back from its history.",
    )


def _conflict(path: str, line: int) -> CatalogError:
    return CatalogError(
        "a merge conflict was left in the file.",
        Location(path, line),
        "Let git merge it anew, message by message: `diglot init --git`, then "
        f"`git checkout --merge {for_shell(path)}`. Or keep what is right of both, and delete the lines with "
        "<<<<<<<, ======= and >>>>>>>.",
    )


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
    other = re.match(r'(msg[a-z_]+(?:\[\d+\])?)[ \t]*(?=")', text)
    if other and _LINE.fullmatch(text[other.end() :]):
        return f"an unexpected {other[1]}"
    # It looks like a string: what is wrong is inside of it.
    if re.match(r'(?:msg[a-z_]+(?:\[\d+\])?[ \t]*)?"', text):
        if re.search(rf'\\(?![\\"ntrvbfa]|{BYTE})', text.replace("\\\\", "")):
            return 'an unknown escape (known: \\n \\t \\r \\v \\b \\f \\a \\\\ \\", \\303 and \\xC3)'
        if text.rstrip().count('"') - text.count('\\"') < 2:
            return "a string without its closing quote"
        return "a quote inside a string that isn't written \\\""
    if told := _typeset(text):
        return told
    if re.match(r"msg[a-z]+", text):
        return "a keyword without its string"
    if text.lstrip()[:1] == "#":
        return "blanks before the sign of a comment"
    return "neither comment, keyword nor string"


_QUOTES = "“”„‟«»＂"
_UNSEEN = late.regex(r"[^\S \t\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def _typeset(text: str) -> str:
    """Why a line that a word processor has set is no line of PO; "" for any other."""
    plain = _UNSEEN.sub(lambda sign: " " if sign[0].isspace() else "", text).strip()
    quotes = [k for k, sign in enumerate(plain) if sign in _QUOTES]
    if quotes:
        first, last = quotes[0], quotes[-1]
        plain = f'{plain[:first]}"{plain[first + 1 : last]}"{plain[last + 1 :]}'
    if not (_LINE.fullmatch(plain) or plain.startswith("#")):
        return ""
    sign = next((sign for sign in text if sign in _QUOTES or _UNSEEN.match(sign)), "")
    return f"U+{ord(sign):04X} in place of a plain quotation mark or blank" if sign else ""
