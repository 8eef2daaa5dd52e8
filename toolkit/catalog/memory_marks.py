"""Comments of an entry that tell what the memory had for it.

    # from: other-talk, 92 % [7K2M9Q]          the text is that of other-talk, whose words are so alike
    # from: other-talk, 100 %, done [7K2M9Q]   the same words in the same context, unseen by a person
    # sentence: THE BOAT LEFT. = LE BATEAU EST PARTI. [other-talk 7K2M9Q]
                                               a sentence of the source, as other-talk has translated it

The code of the first two is a checksum of the translation: where a person has changed it, the text is theirs,
and the comment goes. It goes, too, when a person finishes a draft, and offers of sentences go with it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from toolkit.catalog.comments import CODE, code, file_name, is_signed, signature, unwrapped
from toolkit.model import Entry
from toolkit.text.hygiene import tidy, unblanked

# Compiled when they are needed first, by `re` itself: nearly no entry has any.
_SIGNED_FROM = (
    rf"(?m)(?P<begun>^|[ ])from:\s(?:[^][\s]|(?<=-)\n)+,\s\d{{1,3}}\s%(?:,\sdone)?\s{CODE}(?P<ended>$|[ ])"
)
_FROM = rf"from: (?P<name>[^][\s]+), (?P<percent>\d{{1,3}}) %(?P<done>, done)?(?: {CODE})?"
# No comment of ours has another in it: without the look ahead, two on neighbouring lines would be one.
_SIGNED_OFFER = (
    rf"(?m)(?P<begun>^|[ ])sentence:\s(?P<text>(?:(?!\bsentence:\s)[^\0])*?)\s{CODE}(?P<ended>$|[ ])"
)
_OFFER = rf"sentence: (?P<text>.*?)(?: {CODE})?"
_END = rf" {CODE}$"


@dataclass(frozen=True, slots=True)
class FromMemory:
    """What `from` says of an entry."""

    name: str
    """Of the document or the memory, as `file_name` gives it."""
    percent: int
    """How alike the words are that the text was made for."""
    done: bool
    """Whether it was taken as finished."""


def filled(name: str, likeness: float, target: str, *, done: bool = False) -> str:
    """The comment for a text that the memory had.

    likeness  0 to 1
    """
    # Rounded down: 100 % is for the same words.
    percent = math.floor(likeness * 100)
    return f"from: {file_name(name)}, {percent} %{', done' if done else ''} {signature(target)}"


def offer(name: str, source: str, target: str) -> str:
    """The comment for a sentence that the memory has."""
    text = f"{tidy(source)} = {tidy(target)}"
    return f"sentence: {text} {signature(unblanked(text), file_name(name))}"


def origin(entry: Entry) -> FromMemory | None:
    """Where the memory had the text of an entry.

    It is None where a person has changed it since.
    """
    for line in entry.comments:
        if (match := _from(line)) and match["code"] in (None, code(entry.target)):
            return FromMemory(match["name"], int(match["percent"]), match["done"] is not None)
    return None


def lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments, with each of these on one line, as it was written."""
    # Nearly no entry has any.
    if any("from:" in line for line in comments):
        comments = unwrapped(comments, re.compile(_SIGNED_FROM))
    if any("sentence:" in line for line in comments):
        comments = unwrapped(comments, re.compile(_SIGNED_OFFER), is_signed)
    return comments


def _from(line: str) -> re.Match[str] | None:
    line = line.strip()
    return re.fullmatch(_FROM, line) if line.startswith("from: ") else None


def is_from(line: str) -> bool:
    """Whether a comment, on one line, tells where a text is from."""
    return _from(line) is not None


def is_offer(line: str) -> bool:
    """Whether a comment, on one line, offers a sentence."""
    line = line.strip()
    match = re.fullmatch(_OFFER, line) if line.startswith("sentence: ") else None
    return match is not None and match["code"] is not None and is_signed(match)


def told(entry: Entry) -> tuple[str, ...]:
    """What they say, for whoever has no PO editor: without checksums."""
    ours = (line.strip() for line in lines(entry.comments) if is_from(line) or is_offer(line))
    return tuple(re.sub(_END, "", line) for line in ours)


def settled(entry: Entry) -> Entry:
    """The entry without what a person has settled."""
    whole = lines(entry.comments)
    kept = tuple(line for line in whole if not _is_settled(line, entry))
    return entry if kept == whole else entry.replace(comments=kept)


def _is_settled(line: str, entry: Entry) -> bool:
    match = _from(line)
    if match is None:
        return entry.state == "done" and is_offer(line)
    # What was taken as finished, and is a draft now, was made one by an edit of its source.
    as_left = (entry.state == "done") == (match["done"] is not None)
    return not as_left or match["code"] not in (None, code(entry.target))
