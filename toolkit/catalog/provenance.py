"""Where a translation comes from, as the translator's comments of its entry say.

    # aligned 0.97 [old.txt 7K2M9Q]                 diglot placed text of old.txt here, with this confidence
    # aligned 0.41, doubtful: WHY [old.txt 7K2M9Q]  so unsure that it was marked as fuzzy; maybe without WHY
    # machine: NAME [7K2M9Q]                        a machine wrote it; the code may be missing
    # revised                                       a person has gone over what a machine wrote or placed

The code is a checksum of the text: where it differs from the text that stands there now, a person has changed
it since, and the text is theirs. Where somebody took the code away, nothing says that a person was there.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePath

from toolkit.catalog.rewrapped import unwrapped
from toolkit.ids import base32
from toolkit.model import Entry, Origin
from toolkit.text import tidy

CODE = r"\[(?:(?P<file>(?:[^][\s]|(?<=-)\n)+)\s)?(?P<code>[0-9A-Z]{6})\]"
"""What ends a comment of ours: the file that the text is from, and the text's checksum."""
_LONGEST = 40
"""Characters of a file's name that tell it from others: its last, so that no editor has to break it."""
_ALIGNED = re.compile(
    rf"(?i:aligned) (?P<confidence>[01]\.\d+)(?P<doubtful>, doubtful(?:: .*?)?)?(?: {CODE})?"
)
_MACHINE = re.compile(rf"(?i:machine)(?::.*?)?(?: {CODE})?")
# The words in them, which go over line ends but into no other comment of ours.
_WHY = r"(?::\s(?:(?!\b(?:aligned\s[01]\.|left\sover\s))[^\0])*?)?"
_SIGNED = re.compile(
    rf"(?m)(?P<begun>^|[ ])(?:(?i:aligned)\s[01]\.\d+(?:,\sdoubtful{_WHY})?|(?i:machine){_WHY})\s{CODE}"
    r"(?P<ended>$|[ ])"
)
REVISED = "revised"
TRUSTED = 0.9
"""From this confidence on a text that was placed is taken without a person's look."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What `aligned` says of an entry."""

    confidence: float
    doubtful: bool
    code: str
    file: str = ""
    """As `file_name` gives it; "" where nothing tells."""


def code(text: str) -> str:
    """Six characters that tell one text from another; blanks at line ends and the like don't count."""
    return base32(blake2b(tidy(text).encode(), digest_size=8).digest(), 6)


def file_name(path: str) -> str:
    """How a comment names a file: without its folders, in one word."""
    return re.sub(r"-+", "-", re.sub(r"[][\s]+", "_", tidy(PurePath(path).name)))[-_LONGEST:]


def signature(text: str, file: str = "") -> str:
    """What ends a comment about a text that diglot has placed or kept."""
    return f"[{file} {code(text)}]" if file else f"[{code(text)}]"


def aligned(target: str, confidence: float, *, doubtful: bool, why: str = "", file: str = "") -> str:
    """The comment for a text that was placed by alignment.

    confidence  from 0 to 1
    why         why it is doubtful
    file        where the text is from, as `file_name` gives it
    """
    # Rounded down: 1.00 is for what a person has decided.
    shown = math.floor(confidence * 100) / 100
    doubt = f", doubtful{': ' if why else ''}{tidy(why)}" if doubtful else ""
    return f"aligned {shown:.2f}{doubt} {signature(target, file)}"


def placed(entry: Entry) -> Placed | None:
    """How the text of an entry was placed by alignment; None where it wasn't."""
    for line in _lines(entry.comments):
        if found := _ALIGNED.fullmatch(line.strip()):
            doubtful = found["doubtful"] is not None
            return Placed(float(found["confidence"]), doubtful, found["code"] or "", found["file"] or "")
    return None


def untouched(entry: Entry) -> bool:
    """Whether it is as alignment left it: nobody has changed its text, or approved of a doubtful one."""
    was = placed(entry)
    if was is None or was.code != code(entry.target) or REVISED in map(str.strip, entry.comments):
        return False
    # That its source was edited since makes any entry fuzzy.
    edited = entry.state == "fuzzy" and entry.previous is not None
    return edited or (entry.state == "fuzzy") == was.doubtful


def settled(entry: Entry) -> Entry:
    """The entry without a doubt that a person has resolved: what is finished is no longer doubtful."""
    was = placed(entry)
    if entry.state != "done" or was is None or not was.doubtful:
        return entry
    comments: list[str] = []
    for line in _lines(entry.comments):
        found = _ALIGNED.fullmatch(line.strip())
        doubt = found["doubtful"] if found else None
        comments += [line.replace(doubt, "", 1)] if doubt else [line]
    revised = () if REVISED in comments else (REVISED,)
    return entry.replace(comments=(*revised, *comments))


def without(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments but those that `aligned` made."""
    return tuple(line for line in _lines(comments) if not _ALIGNED.fullmatch(line.strip()))


def remarks(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments in a translator's own words: those that don't say where a translation comes from."""
    return tuple(line for line in _lines(comments) if not _is_mark(line.strip()))


def _is_mark(line: str) -> bool:
    return line == REVISED or bool(_ALIGNED.fullmatch(line) or _MACHINE.fullmatch(line))


def _lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments, with ours on one line each, as they were written."""
    return unwrapped(comments, _SIGNED)


def origin(entry: Entry) -> Origin:
    """Where the translation of an entry comes from; "" where it has none."""
    if not tidy(entry.target):
        return ""
    for line in map(str.strip, _lines(entry.comments)):
        if line == REVISED:
            return "revised"
        found = _ALIGNED.fullmatch(line) or _MACHINE.fullmatch(line)
        if found:
            same = found["code"] in (None, code(entry.target))
            return "revised" if not same else "aligned" if found.re is _ALIGNED else "machine"
    return "human"


def confidence(entry: Entry) -> float | None:
    """How sure diglot was when it placed the text, from 0 to 1; None unless that is where it comes from."""
    was = placed(entry)
    return was.confidence if was is not None and origin(entry) == "aligned" else None
