"""Comments of diglot's own in a catalog.

They are signed, and put on a line each however an editor has wrapped them since.

What ends such a comment is a checksum of the text that it is about, after the name of the file that the text
is from: `[old.txt 7K2M9Q]`.

Text that a translation has and its source has not is kept in comments of the entry beside it:

    left over after 12.1: TEXT [old.txt 7K2M9Q]  old.txt has it after 12.1, and it translates nothing here
    added after 12.1: TEXT [old.txt 7K2M9Q]      the same, as a person decided when old.txt was aligned
    left over at 12.1: TEXT [old.txt 7K2M9Q]     old.txt has it for 12.1, where a person's text stands
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePath

from toolkit import late
from toolkit.catalog.ids import short_hash
from toolkit.model import Entry
from toolkit.text.hygiene import tidy, unblanked
from toolkit.text.scripts import between_lines

SUM = "[0-9A-HJKMNP-TV-Z]{6}"
"""A checksum as `short_hash` writes it: few words that somebody puts in capitals look like one."""
CODE = rf"\[(?:(?P<file>(?:[^][\s]|(?<=-)\n)+)\s)?(?P<code>{SUM})\]"
"""What ends a comment of ours: the file that the text is from, and the text's checksum."""
FIRST_WORDS = (
    *("reviewed", "approved", "revised", "machine", "aligned", "left", "held", "added", "context", "was"),
    *("from", "sentence", "conflict", "other", "apart", "ignore", "pinned"),
)
"""The first words of comments that mean something to diglot."""
MARK_BEGUN = (
    r"\b(?:(?i:aligned)(?=\s[01]\.\d+(?:,\s|\s\[))|(?i:left)(?=\s(?:over\s(?:after|at|before)|out\s(?:[01]\.|\[)))"
    r"|context(?=\swas\s(?:(?!\bcontext\swas\s)[^\0])+?:\sdelete\sthis\sline\s)"
    r"|pinned(?=:\s“|\s[0-9A-Z]{4}[=+])"
    r"|from(?=:\s\S+,\s\d{1,3}\s%(?:,\sdone)?\s\[))"
)
"""The first word of a comment of ours that may follow another: ordinary sentences have these words, too."""
REVIEW_BEGUN = rf"(?i:revised$|(?:reviewed|approved)(?:\sby\s[^][?!”\n]+)?\s\[{SUM}\]$)"
"""A comment that says how a person has gone over a text, where it stands on a line of its own."""
_REVIEWS = r"(?i:\b(?:reviewed|approved)(?=\s(?:by\s|\[))|(?<!\S)revised(?!\S))"
_LONGEST = 40
"""Characters of a file's name that tell it from others: its last, so that no editor has to break it."""


@lru_cache(maxsize=1 << 10)  # of one text, again and again
def code(text: str) -> str:
    """Six characters that tell texts apart.

    Blanks at line ends and the like don't count.
    """
    return short_hash(tidy(text), 6)


def file_name(path: str) -> str:
    """How a comment names a file.

    It is the name without its folders, in one word.
    """
    return re.sub(r"-+", "-", re.sub(r"[][\s]+", "_", tidy(PurePath(path).name)))[-_LONGEST:]


def signature(text: str, file: str = "") -> str:
    """What ends a comment about a text."""
    return f"[{file} {code(text)}]" if file else f"[{code(text)}]"


def quoted(text: str) -> str:
    """Text that can stand in a comment of ours: all its words, none of which is read as another comment.

    >>> quoted("I left on 3 March; left out [7K2M9Q]"), quoted("[a bell]"), quoted("reviewed by Ann")
    ('I left on 3 March; left_ out [ 7K2M9Q]', '[a bell]', 'reviewed_ by Ann')
    """
    # A mark may end where the text does, before its own checksum.
    marked, before = f"{text} [", ""
    # Without the last of several, the one before it may be one.
    while marked != before:
        marked, before = re.sub(f"{MARK_BEGUN}|{_REVIEWS}", r"\g<0>_", marked), marked
    return re.sub(rf"\[(?={CODE[2:]})", "[ ", marked.removesuffix(" ["))


def unwrapped(
    comments: tuple[str, ...], ours: re.Pattern[str], right: Callable[[re.Match[str]], bool] = bool
) -> tuple[str, ...]:
    """The comments, with each of ours on one line.

    ours   what one looks like where any blank may be a line end; with `begun` and `ended` as its first and
           last groups, which take in a blank where other words stand on its lines
    right  whether a match is one indeed
    """
    text, before = "\n".join(comments), ""
    if not ours.search(text):
        return comments
    # Of two in one line, the first has taken the blank between them.
    while text != before:
        text, before = ours.sub(lambda match: _alone(match) if right(match) else match[0], text), text
    return tuple(text.split("\n"))


def _alone(match: re.Match[str]) -> str:
    before, after = ("\n" if match[group] else "" for group in ("begun", "ended"))
    return f"{before}{flat(match[0].strip(' '))}{after}"


def flat(text: str) -> str:
    r"""Wrapped lines as one.

    A line ends at a blank, after a hyphen, or where the script has no blanks.

    >>> flat("a well-\nknown\nword"), flat("渡轮\n来了")
    ('a well-known word', '渡轮来了')
    """
    lines = text.split("\n")
    parts = lines[:1]
    for last, line in pairwise(lines):
        # A hyphen has letters on both sides; any other dash had a blank behind it.
        hyphen = last.endswith("-") and re.match(r"\w", last[-2:-1]) and re.match(r"\w", line)
        parts += [line] if hyphen else [between_lines(last, line), line]
    return "".join(parts)


_PLACE = r"(?:(?:after|at)\s\d+\.\d+|before\sall)"
_HOW = r"(?:left\sover|added)"
# No comment of ours has another in it: without the look ahead, two on neighbouring lines would be one.
_SIGNED_OVER = late.regex(
    rf"(?m)(?P<begun>^|[ ]){_HOW}\s{_PLACE}:\s(?P<text>(?:(?!\b{_HOW}\s{_PLACE}:)[^\0])*?)"
    rf"\s{CODE}(?P<ended>$|[ ])"
)
_OVER = late.regex(rf"(?P<how>{_HOW}) (?P<place>{_PLACE}): (?P<text>.*?)(?: {CODE})?")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Text of a translation without a place."""

    place: str
    """`after 12.1`, `at 12.1`, `before all`."""
    text: str
    decided: bool
    """Whether a person said that it translates nothing."""
    file: str
    """As `file_name` gives it; "" where nothing tells."""
    unchanged: bool
    """Whether the words are as they were written."""

    @property
    def added(self) -> bool:
        """Whether it translates nothing.

        Else it stands back behind a person's text.
        """
        return not self.place.startswith("at ")

    def __str__(self) -> str:
        how = "added" if self.decided else "left over"
        return f"{how} {self.place}: {self.text} {signature(unblanked(self.text), self.file)}"


def left_over(line: str) -> LeftOver | None:
    """What a comment says of left-over text.

    line  of `over_lines`; None for another comment
    """
    match = _OVER.fullmatch(line)
    if match is None:
        return None
    return LeftOver(
        match["place"], match["text"], match["how"] == "added", match["file"] or "", is_signed(match)
    )


def over_lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments, with those on left-over text unwrapped.

    Each is on one line, as it was written.
    """
    return unwrapped(comments, _SIGNED_OVER, is_signed)


def is_signed(match: re.Match[str]) -> bool:
    """Whether what ends a comment is the checksum of its text.

    It counts no blanks: the end of a comment is known however it is wrapped (decision 117).
    """
    return match["code"] == code(unblanked(match["text"]))


def additions(entry: Entry) -> tuple[LeftOver, ...]:
    """What a translation has beside an entry.

    The source has it not.
    """
    texts = map(left_over, over_lines(entry.comments)) if entry.comments else ()
    return tuple(text for text in texts if text is not None and text.added)
