"""Text that a translation has and its source has not.

Comments of the entry beside it keep it.

# left over after 12.1: TEXT [old.txt 7K2M9Q]   old.txt has it after 12.1, and it translates nothing here
# added after 12.1: TEXT [old.txt 7K2M9Q]       the same, as a person decided when old.txt was aligned
# left over at 12.1: TEXT [old.txt 7K2M9Q]      old.txt has it for 12.1, where a person's text stands
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.catalog.comments import CODE, code, signature, unwrapped
from toolkit.model import Entry
from toolkit.text.hygiene import unblanked

_PLACE = r"(?:(?:after|at)\s\d+\.\d+|before\sall)"
_HOW = r"(?:left\sover|added)"
_SIGNED_OVER = re.compile(
    rf"(?m)(?P<begun>^|[ ]){_HOW}\s{_PLACE}:\s(?P<text>(?:(?!\b{_HOW}\s{_PLACE}:)[^\0])*?)"
    rf"\s{CODE}(?P<ended>$|[ ])"
)
_OVER = re.compile(rf"(?P<how>{_HOW}) (?P<place>{_PLACE}): (?P<text>.*?)(?: {CODE})?")


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
    found = _OVER.fullmatch(line)
    if found is None:
        return None
    return LeftOver(
        found["place"], found["text"], found["how"] == "added", found["file"] or "", _right(found)
    )


def over_lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments, with those on left-over text unwrapped.

    Each is on one line, as it was written.
    """
    return unwrapped(comments, _SIGNED_OVER, _right)


def _right(found: re.Match[str]) -> bool:
    return found["code"] == code(unblanked(found["text"]))


def additions(entry: Entry) -> tuple[LeftOver, ...]:
    """What a translation has beside an entry.

    The source has it not.
    """
    texts = map(left_over, over_lines(entry.comments)) if entry.comments else ()
    return tuple(text for text in texts if text is not None and text.added)
