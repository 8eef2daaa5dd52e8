"""What comments of an entry say of its translation.

Whence it is, for which context, and why there is none:

    # aligned 0.97 [old.txt 7K2M9Q]                 diglot placed text of old.txt here, with this confidence
    # aligned 0.41, doubtful: WHY [old.txt 7K2M9Q]  so unsure that it was marked as fuzzy; maybe without WHY
    # aligned 0.81, accepted in a batch [old.txt 7K2M9Q]
                                                  it was doubtful; a person took it over with others
    # machine: NAME [7K2M9Q]                        a machine wrote it (`machine_marks`); it may lack the code
    # revised                                       a person has gone over what a machine wrote or placed
    # context was turn|mara (Mara Lind): delete this line if the translation still fits [7K2M9Q]
                                                    the same words were said by another, or were another kind
    # left out 0.97 [old.txt 7K2M9Q]                nothing in old.txt translates it, diglot found
    # left out [old.txt 7K2M9Q]                     the same, as a person decided when old.txt was aligned
    # left out                                      the translation has nothing for it, as a person wrote here
    # held back                                     the edition that this comes from held a draft back

The code is a checksum of the text: where it differs from the text that stands there now, a person has changed
it since, and the text is theirs. Where somebody took the code away, nothing says that a person was there.
The code of what was left out is that of its source: it says nothing of a source that was edited since. What
was left out or held back says nothing beside a translation.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from toolkit import late
from toolkit.catalog import contexts, machine_marks, memory_marks, pinned, review
from toolkit.catalog.comments import CODE, MARK_BEGUN, REVIEW_BEGUN, code, signature, unwrapped
from toolkit.catalog.doubts import Doubt, joined, parted
from toolkit.model import Absence, Entry, Origin
from toolkit.text.hygiene import tidy

_ALIGNED = late.regex(
    r"(?i:aligned) (?P<confidence>[01]\.\d+)(?P<doubtful>, doubtful(?:: (?P<why>.*?))?)?"
    rf"(?P<batch>, accepted in a batch)?(?: {CODE})?"
)
_LEFT_OUT = late.regex(rf"(?i:left out)(?: (?P<confidence>[01]\.\d+))?(?: {CODE})?")
# Written by `diglot init --from` alone: an edition tells where drafts were, and not what they
# said (decision 145).
HELD_BACK = "held back"
# The words in them, which go over line ends but into no other comment of ours, and into no review.
_WHY = rf"(?::\s(?:(?!{MARK_BEGUN}|\n{REVIEW_BEGUN})[^\0])*?)?"
_FITS = "delete this line if the translation still fits"
_CONTEXT = late.regex(rf"context was (?P<context>(?:(?! \().)+?)(?: \((?P<name>.+)\))?: {_FITS} {CODE}")
_NO_CONTEXT = "none"
_BEFORE = rf"context\swas\s(?:(?!\bcontext\swas\s)[^\0])+?:\s{_FITS.replace(' ', chr(92) + 's')}"
# What an editor may have broken over lines: any blank may be a line end.
_SIGNED = late.regex(
    rf"(?m)(?P<begun>^|[ ])(?:(?i:aligned)\s[01]\.\d+(?:,\sdoubtful{_WHY}|,\saccepted\sin\sa\sbatch)?"
    rf"|(?i:machine){_WHY}|(?i:left\sout)(?:\s[01]\.\d+)?|{_BEFORE})\s{CODE}"
    r"(?P<ended>$|[ ])"
)
REVISED = machine_marks.REVISED
TRUSTED = 0.9
"""From this confidence on a text that was placed is taken without a person's look."""


class Placed(NamedTuple):
    """What `aligned` says of an entry."""

    confidence: float
    doubtful: bool
    code: str
    file: str = ""
    """As `file_name` gives it; "" where nothing tells."""
    batch: bool = False
    """Whether a person has taken it over together with others."""
    doubts: tuple[Doubt, ...] = ()
    """Why it is doubtful."""


def aligned(
    target: str, confidence: float, *, doubtful: bool, doubts: Sequence[Doubt] = (), file: str = ""
) -> str:
    """The comment for a text that was placed by alignment.

    confidence  from 0 to 1
    doubts      why it is doubtful
    file        where the text is from, as `file_name` gives it
    """
    # Rounded down: 1.00 is for what a person has decided.
    shown = math.floor(confidence * 100) / 100
    why = f": {tidy(joined(doubts))}" if doubts else ""
    return f"aligned {shown:.2f}{f', doubtful{why}' if doubtful else ''} {signature(target, file)}"


def placed(entry: Entry) -> Placed | None:
    """How alignment has placed the text of an entry; None where it hasn't."""
    return _placed(entry.comments)


@lru_cache(maxsize=1 << 10)  # as `lines`
def _placed(comments: tuple[str, ...]) -> Placed | None:
    for line in lines(comments):
        if match := _ALIGNED.fullmatch(line.strip()):
            return Placed(
                float(match["confidence"]),
                match["doubtful"] is not None,
                match["code"] or "",
                match["file"] or "",
                match["batch"] is not None,
                parted(match["why"] or ""),
            )
    return None


def untouched(entry: Entry) -> bool:
    """Whether it is as alignment left it.

    Nobody has changed its text, reviewed it, or approved of a doubtful one.
    """
    was = placed(entry)
    if was is None or was.batch or was.code != code(entry.target) or _revised(entry):
        return False
    # That its source was edited since makes any entry fuzzy.
    edited = entry.state == "fuzzy" and entry.previous is not None
    return edited or ((entry.state == "fuzzy") == was.doubtful and not review.review_of(entry))


def waiting(entry: Entry) -> float | None:
    """How sure diglot is of a draft that waits.

    It has placed it, and nobody has looked at it since; None for all else.

    A draft whose source was edited since waits for a translator.
    """
    was = placed(entry)
    if was is None or not was.doubtful or entry.state != "fuzzy" or entry.previous is not None:
        return None
    return was.confidence if untouched(entry) else None


def accepted(entry: Entry) -> Entry:
    """A draft, taken over together with others.

    It is finished, and still not a person's text.
    """

    def told(line: str) -> str:
        match = _ALIGNED.fullmatch(line.strip())
        if match is None:
            return line
        end = signature(entry.target, match["file"] or "")
        return f"aligned {match['confidence']}, accepted in a batch {end}"

    return entry.replace(state="done", comments=tuple(map(told, lines(entry.comments))))


def _revised(entry: Entry) -> bool:
    return REVISED in map(str.strip, entry.comments)


def settled(entry: Entry) -> Entry:
    """The entry without what a person has resolved.

    That is a doubt, or a lack of what is there.

    What is finished is no longer doubtful, and who has changed a translation has seen its context.
    """
    if not entry.comments:
        return entry
    if tidy(entry.target) and any(map(_is_lack, lines(entry.comments))):
        entry = entry.replace(comments=tuple(line for line in lines(entry.comments) if not _is_lack(line)))
    if not entry.comments or entry.state == "fuzzy":
        return entry
    was = placed(entry)
    resolved = was is not None and was.doubtful and entry.state == "done"
    comments: list[str] = []
    for line in lines(entry.comments):
        match = _ALIGNED.fullmatch(line.strip())
        doubt = match["doubtful"] if match and resolved else None
        if doubt:
            comments.append(line.replace(doubt, "", 1))
        elif not (other := _CONTEXT.fullmatch(line.strip())) or other["code"] == code(entry.target):
            comments.append(line)
    if resolved and REVISED not in comments:
        # Without the doubt in its comment it would look as if nobody had been there (decision 117).
        comments.insert(0, REVISED)
    same = len(comments) == len(lines(entry.comments)) and not resolved
    return entry if same else entry.replace(comments=tuple(comments))


def elsewhere(context: str, name: str, target: str) -> str:
    """The comment for a text from another context.

    It was finished there.

    name  of who speaks there; "" for nobody
    """
    who = f" ({tidy(name)})" if name else ""
    return f"context was {tidy(context) or _NO_CONTEXT}{who}: {_FITS} [{code(target)}]"


def made_for(entry: Entry) -> str | None:
    """The context that a finished translation was made for.

    It is told as long as nobody has looked if it fits this one.

    It is None where nothing says that it was another. A person who deletes the comment, or changes the
    translation, has looked.
    """
    for line in lines(entry.comments) if entry.state == "done" and entry.comments else ():
        match = _CONTEXT.fullmatch(line.strip())
        # Who has changed the translation has looked whether it fits (decision 131).
        if match and match["code"] == code(entry.target):
            return "" if match["context"] == _NO_CONTEXT else match["context"]
    return None


def followed(comments: tuple[str, ...], change: Callable[[str], str]) -> tuple[str, ...]:
    """The comments with other contexts; where fewer speak in one than before, it names nobody."""

    def told(line: str) -> str:
        match = _CONTEXT.fullmatch(line.strip())
        if match is None or (context := change(match["context"])) == match["context"]:
            return line
        line = line.replace(match["context"], context, 1)
        fewer = len(contexts.speakers(context)) < len(contexts.speakers(match["context"]))
        return line.replace(f" ({match['name']})", "", 1) if fewer else line

    made = tuple(map(told, lines(comments)))
    return comments if made == lines(comments) else made


def here(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments but those that `elsewhere` made."""
    return tuple(line for line in lines(comments) if not _CONTEXT.fullmatch(line.strip()))


def carried(parts: Sequence[Entry], target: str) -> tuple[str, ...]:
    """The comments for a text made of several.

    All of theirs, each once.

    Where diglot or a machine made all of them, the text is signed as theirs.
    """
    told = chain.from_iterable(lines(part.comments) for part in parts)
    comments = [
        line
        for line in told
        if not (_CONTEXT.fullmatch(line.strip()) or memory_marks.is_from(line) or (target and _is_lack(line)))
    ]
    parts = [part for part in parts if part.target]
    sure = [was for part in parts if (was := placed(part)) is not None and was.code == code(part.target)]
    # Where a person has changed one of them, the whole counts as a person's.
    if sure and len(sure) == len(parts):
        least = min(sure, key=lambda was: was.confidence)
        mark = aligned(target, least.confidence, doubtful=any(was.doubtful for was in sure), file=least.file)
        comments = [*(line for line in comments if not _ALIGNED.fullmatch(line.strip())), mark]
    elif all(origin(part) == "machine" for part in parts):
        codes = {code(part.target) for part in parts}
        comments = [_signed_anew(line, codes, target) for line in comments]
    return tuple(dict.fromkeys(comments))


def _signed_anew(line: str, codes: Collection[str], target: str) -> str:
    match = machine_marks.MACHINE.fullmatch(line.strip())
    return line.replace(match["code"], code(target)) if match and match["code"] in codes else line


def was(target: str) -> tuple[str, ...]:
    """The comments that keep a text which stood here."""
    return tuple(f"was: {line}" for line in target.split("\n") if line)


def beside(made: Entry, draft: Entry) -> tuple[str, ...]:
    """The comments of an entry beside a draft.

    They keep another translation of its words and what was said of that. A finished one is a copy: it stands
    elsewhere.
    """
    other = was(draft.target) if draft.target != made.target and draft.state != "done" else ()
    return tuple(dict.fromkeys((*made.comments, *remarks(draft.comments), *other)))


def without(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments without what alignment told.

    That is what it placed here, or why nothing is here.
    """
    return tuple(line for line in lines(comments) if not _is_placed(line.strip()))


def _is_placed(line: str) -> bool:
    return _is_lack(line) or bool(_ALIGNED.fullmatch(line)) or pinned.file_of(line) is not None


def _is_lack(line: str) -> bool:
    return line.strip() == HELD_BACK or bool(_LEFT_OUT.fullmatch(line.strip()))


def remarks(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments in a translator's own words.

    They are no mark of diglot's.
    """
    return tuple(line for line in lines(comments) if not _is_mark(line.strip()))


def marks(entry: Entry) -> tuple[str, ...]:
    """The comments of an entry that are marks of diglot's."""
    return tuple(line for line in lines(entry.comments) if _is_mark(line.strip()))


def _is_mark(line: str) -> bool:
    if line == REVISED or review.is_mark(line) or memory_marks.is_from(line) or memory_marks.is_offer(line):
        return True
    return _is_placed(line) or any(mark.fullmatch(line) for mark in (machine_marks.MACHINE, _CONTEXT))


@lru_cache(maxsize=1 << 13)  # an entry is asked in many ways, one after the other
def lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments, with ours on one line each.

    They are as they were written.
    """
    return review.lines(memory_marks.lines(pinned.lines(unwrapped(comments, _SIGNED))))


def origin(entry: Entry) -> Origin:
    """Where the translation of an entry comes from; "" where it has none."""
    if not tidy(entry.target):
        return ""
    if _revised(entry):
        return "revised"
    for line in map(str.strip, lines(entry.comments)):
        aligned = _ALIGNED.fullmatch(line)
        if match := aligned or machine_marks.MACHINE.fullmatch(line):
            # Where somebody took the code away, nothing says that a person was there.
            same = match["code"] in (None, code(entry.target))
            if aligned:
                return "aligned" if same else "revised"
            # Who finishes a machine's draft, or reviews what it wrote, has gone over it.
            finished = (match["draft"] and entry.state == "done") or review.review_of(entry)
            return "revised" if finished or not same else "machine"
    return "human"


def left_out(source: str, confidence: float | None, *, file: str = "") -> str:
    """The comment for a source that a translation leaves out.

    confidence  from 0 to 1; None where a person has decided it
    file        the translation, as `file_name` gives it
    """
    shown = "" if confidence is None else f" {math.floor(confidence * 100) / 100:.2f}"
    return f"left out{shown} {signature(source, file)}"


@dataclass(frozen=True, slots=True)
class Omission:
    """What `left out` says of an entry."""

    confidence: float | None
    """None where a person decided it."""
    file: str
    """As `file_name` gives it; "" where nothing tells."""


def omission(entry: Entry) -> Omission | None:
    """What says that the entry was left out.

    It is None where nothing does, or a translation is here.
    """
    if tidy(entry.target):
        return None
    for line in map(str.strip, lines(entry.comments)):
        # The checksum is that of the source: nothing was said of one that was edited since (decision 145).
        if (match := _LEFT_OUT.fullmatch(line)) and match["code"] in (None, code(entry.source)):
            sure = match["confidence"]
            return Omission(float(sure) if sure else None, match["file"] or "")
    return None


def absence(entry: Entry) -> Absence:
    """Why an edition prints no translation of an entry.

    It is "" where it prints one, or nobody has made one.
    """
    if tidy(entry.target):
        return "draft" if entry.state == "fuzzy" else ""
    if not entry.comments:
        return ""
    if omission(entry) is not None:
        return "omitted"
    return "draft" if HELD_BACK in map(str.strip, entry.comments) else ""


def confidence(entry: Entry) -> float | None:
    """How sure diglot was of an aligned text.

    From 0 to 1; None unless that is where it comes from.
    """
    return mark.confidence if (mark := placed(entry)) and origin(entry) == "aligned" else None
