"""How far a translation was reviewed, in comments of its entry.

    # reviewed [7K2M9Q]           somebody has gone over the finished translation
    # approved by Ann [7K2M9Q]    it may be printed as it is, says Ann

Several may have reviewed one entry, each in a comment of their own: it is approved where one of them says so.

Whoever reviews in an editor of PO files writes the word alone, and the next update puts the code behind it: a
checksum of source and translation. Where either is changed the comment means nothing any more, and goes.
Where it may have been written beside other words, it is put in question instead:

    # reviewed by Ann? Is it of these words? They are others than before, ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from toolkit import late
from toolkit.catalog.comments import FIRST_WORDS, SUM, code, unwrapped
from toolkit.findings import Finding, report
from toolkit.model import Catalog, Entry, Location, Review
from toolkit.text.hygiene import shortened, tidy, untypeset
from toolkit.text.lines import width

_MARK = late.regex(
    r"(?i)(?P<review>reviewed|approved)"
    r"(?P<by> by [^\s\[\]?!](?:[^\[\]?!]*[^\s\[\]?!])?)?"
    rf"(?: \[(?P<code>{SUM})\])?"
)
_GivenReview = tuple[Review, str]
"""A review, and how it says whose it is: " by Ann", or nothing."""
_NO_NAME = str.maketrans("[]", "()", "?!")
# What an editor may have broken over lines: any blank may be a line end, but at another comment of ours.
_BY = rf"(?:\sby\s(?:(?!\n(?i:{'|'.join(FIRST_WORDS)})\b)[^\[\]?!])+)?"
_WRAPPED = late.regex(
    rf"(?m)(?P<begun>^)(?:(?i:reviewed|approved){_BY}\s\[{SUM}\]"
    rf"|(?:reviewed|approved){_BY}\?\sIs\sit\sof\sthese\swords\?[^“\0]*?write\s“[^”?!]+”\salone\.)"
    r"(?P<ended>$)"
)
_NARROWEST = 36
"""Characters of a line from which on an editor may break it."""
_DOUBT = late.regex(r"(?:reviewed|approved)(?:| by [^\[\]?!]+(?=\? Is it of these words\?))\? .*")
_QUESTION = (
    "{0}{1}? Is it of these words? They are others than before, or nobody knows. "
    "If it is, write “{0}{1}” alone."
)


def review_of(entry: Entry) -> Review:
    """How far a finished translation was reviewed; "" for a draft, and where nobody did."""
    stages = [stage for stage, _ in _holding(entry)]
    return "approved" if "approved" in stages else "reviewed" if stages else ""


def reviewers(entry: Entry) -> Iterator[tuple[Review, str]]:
    """Who reviewed a finished translation, and how; without those of whom nobody says the name."""
    return ((stage, by.removeprefix(" by ")) for stage, by in _holding(entry) if by)


def _holding(entry: Entry) -> tuple[_GivenReview, ...]:
    """The reviews of a finished translation as it is."""
    if entry.state != "done" or not entry.comments:
        return ()
    marks = filter(None, map(_MARK.fullmatch, map(str.strip, lines(entry.comments))))
    held = (mark for mark in marks if mark["code"] in (None, _code(entry)))
    return tuple(dict.fromkeys((_stage(mark), mark["by"] or "") for mark in held))


def _stage(mark: re.Match[str]) -> Review:
    return "approved" if mark["review"].lower() == "approved" else "reviewed"


def reviewed(entry: Entry, review: Review, who: str = "") -> Entry:
    """The entry, reviewed so far and no further.

    What others have said of these words stays; "" takes all of it away.

    who  the name of who reviews; without one a review by somebody will do
    """
    held = [mark for mark in _holding(entry) if mark[0] in (review, "reviewed")] if review else []
    # Who approves has reviewed it: a review that nobody has signed says no more.
    held = [mark for mark in held if mark != ("reviewed", "") or review == "reviewed"]
    name = " ".join(who.translate(_NO_NAME).split())
    if name:
        # One that nobody has signed may be theirs.
        held = [*(mark for mark in held if mark != (review, "")), (review, f" by {name}")]
    elif review and review not in (stage for stage, _ in held):
        held.append((review, ""))
    others = (
        comment
        for comment in lines(entry.comments)
        if not _MARK.fullmatch(comment.strip()) and not (review and _DOUBT.fullmatch(comment.strip()))
    )
    marks = (f"{stage}{by} [{_code(entry)}]" for stage, by in dict.fromkeys(held))
    return entry.replace(comments=(*others, *marks))


def settled(entry: Entry) -> Entry:
    """The entry with its review signed; one of other words is gone."""
    if not _has_mark(entry):
        return entry
    made = reviewed(entry, review_of(entry))
    # A draft keeps it: if the edit is undone, the review holds again. For other words it never does.
    if entry.state == "fuzzy" and entry.target:
        return signed(entry)
    return entry if set(made.comments) == set(entry.comments) else made


def lapsed(before: Entry, after: Entry) -> bool:
    """Whether a review that an entry had is gone from it, since its words are others."""
    # Nearly all have no comments.
    return bool(before.comments) and _has_mark(before) and not _has_mark(after)


def _has_mark(entry: Entry) -> bool:
    return any(_MARK.fullmatch(line.strip()) for line in lines(entry.comments))


def signed(entry: Entry) -> Entry:
    """The entry, where each review without a code has that of the words as they are."""
    return _replaced(entry, "{0}{1} [" + _code(entry) + "]") if unsigned(entry) else entry


def doubted(entry: Entry, before: Entry | None) -> Entry:
    """The entry, where a review without a code is in question unless it surely is of these words.

    before  the entry when diglot has seen it last: with the same words, they are those that were reviewed
    """
    if not unsigned(entry) or (before is not None and _code(before) == _code(entry)):
        return entry
    return _replaced(entry, _QUESTION)


def unsigned(entry: Entry) -> bool:
    """Whether somebody has written a review that no update has seen yet."""
    marks = (_MARK.fullmatch(comment.strip()) for comment in lines(entry.comments))
    return any(match and match["code"] is None for match in marks)


def unsigned_ones(catalog: Catalog, shown: str) -> Iterator[Finding]:
    """D547, for reviews of finished translations that no update has seen yet.

    shown  the path of the catalog, as it is told
    """
    if open_ := [entry for entry in catalog.entries if review_of(entry) and unsigned(entry)]:
        source = shortened(tidy(open_[0].source), 40)
        where = Location(shown, 0)
        yield report("D547", where, reviews=len(open_), source=source, document=catalog.document)


def _replaced(entry: Entry, form: str) -> Entry:
    """The entry with other words in the place of each review without a code.

    "{0}" stands for what it is, "{1}" for whose.
    """
    comments = []
    for comment in lines(entry.comments):
        match = _MARK.fullmatch(comment.strip())
        open_ = match is not None and not match["code"]
        told = form.format(match["review"].lower(), match["by"] or "") if match and open_ else comment
        comments.append(told)
    return entry.replace(comments=tuple(dict.fromkeys(comments)))


@lru_cache(maxsize=1 << 10)  # of one entry, in many ways
def lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments, with each review on one line, however an editor has wrapped it."""
    return unwrapped(comments, _WRAPPED, _broken_by_an_editor)


def _broken_by_an_editor(match: re.Match[str]) -> bool:
    """Whether each line end is where a word had no room: else a remark begins there, in words of its own."""
    lines = match[0].split("\n")
    # Editors count characters, or the columns of a terminal, of which one of Chinese takes two.
    for size in (len, width):
        pairs = pairwise(lines)
        least = min((size(f"{line} {later.split()[0]}") for line, later in pairs), default=_NARROWEST + 1)
        if least > max(_NARROWEST, *map(size, lines)):
            return True
    return False


def is_mark(line: str) -> bool:
    """Whether a comment, without the blanks around it, tells of a review, or asks about one."""
    return (_MARK.fullmatch(line) or _DOUBT.fullmatch(line)) is not None


def _code(entry: Entry) -> str:
    # Typography is no edit (decision 133).
    return code(f"{untypeset(entry.source)}\n{entry.target}")
