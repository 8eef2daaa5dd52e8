"""Where a translation comes from, as the translator's comments of its entry say.

    # aligned 0.97 [7K2M9Q]                   diglot placed a person's text here, with this confidence
    # aligned 0.41, doubtful: WHY [7K2M9Q]    so unsure that it was marked as fuzzy; maybe without WHY
    # machine: NAME [7K2M9Q]                  a machine wrote it; the code may be missing
    # revised                                 a person has gone over what a machine wrote or placed

The code is a checksum of the text: where it differs from the text that stands there now, a person has changed
it since, and the text is theirs. Where somebody took the code away, nothing says that a person was there.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from hashlib import blake2b

from toolkit.ids import base32
from toolkit.model import Entry, Origin
from toolkit.text import tidy

_ALIGNED = re.compile(
    r"aligned (?P<confidence>[01]\.\d+)(?P<doubtful>, doubtful(?:: .*?)?)?(?: \[(?P<code>\w{6})\])?",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"machine(?::.*?)?(?: \[(?P<code>\w{6})\])?", re.IGNORECASE)
REVISED = "revised"
TRUSTED = 0.9
"""From this confidence on a text that was placed is taken without a person's look."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What `aligned` says of an entry."""

    confidence: float
    doubtful: bool
    code: str


def code(text: str) -> str:
    """Six characters that tell one text from another; blanks at line ends and the like don't count."""
    return base32(blake2b(tidy(text).encode(), digest_size=8).digest(), 6)


def aligned(target: str, confidence: float, *, doubtful: bool, why: str = "") -> str:
    """The comment for a text that was placed by alignment; confidence from 0 to 1; why it is doubtful."""
    # Rounded down: 1.00 is for what a person has decided.
    shown = math.floor(confidence * 100) / 100
    doubt = f", doubtful{': ' if why else ''}{tidy(why)}" if doubtful else ""
    return f"aligned {shown:.2f}{doubt} [{code(target)}]"


def placed(entry: Entry) -> Placed | None:
    """How the text of an entry was placed by alignment; None where it wasn't."""
    for line in entry.comments:
        if found := _ALIGNED.fullmatch(line.strip()):
            return Placed(float(found["confidence"]), found["doubtful"] is not None, found["code"] or "")
    return None


def untouched(entry: Entry) -> bool:
    """Whether it is as alignment left it: nobody has changed its text, or approved of a doubtful one."""
    was = placed(entry)
    if was is None or was.code != code(entry.target):
        return False
    return (entry.state == "fuzzy") == was.doubtful


def without(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments but those that `aligned` made."""
    return tuple(line for line in comments if not _ALIGNED.fullmatch(line.strip()))


def is_mark(comment: str) -> bool:
    """Whether a comment says where a translation comes from, and isn't a translator's own words."""
    line = comment.strip()
    return line == REVISED or bool(_ALIGNED.fullmatch(line) or _MACHINE.fullmatch(line))


def origin(entry: Entry) -> Origin:
    """Where the translation of an entry comes from; "" where it has none."""
    if not tidy(entry.target):
        return ""
    for line in map(str.strip, entry.comments):
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
