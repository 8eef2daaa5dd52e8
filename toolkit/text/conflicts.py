"""What a merge of git leaves in a file of text when it can't decide: marks around both versions."""

from __future__ import annotations

import re

from toolkit import late
from toolkit.errors import ConfigError
from toolkit.model import Location

_MARK = late.regex(r"(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?$")
_ONE = late.regex(r"^(?:(<)<{6} |(=)={6}\r?$|(>)>{6} )", re.MULTILINE)


def is_mark(line: str) -> bool:
    """Whether a line is a mark, in a file that has no such lines of its own."""
    return _MARK.match(line) is not None


def line_of_conflict(text: str) -> int:
    r"""The line, 1-based, on which the first conflict in a text begins; 0 where there is none.

    >>> line_of_conflict("Ann: Yes.\n<<<<<<< HEAD\nBob: No.\n=======\nBob: Yes.\n>>>>>>> other\n")
    2
    """
    # Nearly no text has one, which is found out at once.
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return 0
    begins, seen = 0, ""
    for mark in _ONE.finditer(text):
        kind = mark[mark.lastindex or 0]
        # All three in their order: one alone may be a line that somebody drew.
        if kind == "<":
            begins, seen = mark.start(), kind
        elif seen + kind in ("<=", "<=>"):
            seen += kind
        if seen == "<=>":
            return text.count("\n", 0, begins) + 1
    return 0


def undisputed(text: str, path: str) -> str:
    """The text, if it has no conflict. Raises ConfigError: else both sides of it would be read.

    path  as it is shown to a person
    """
    if line := line_of_conflict(text):
        raise ConfigError(
            "a merge conflict was left in the file.",
            Location(path, line),
            "Keep what is right of both, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
        )
    return text
