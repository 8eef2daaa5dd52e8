"""How far a translation was reviewed, in comments of its entry.

    # reviewed [7K2M9Q]    somebody else has gone over the finished translation
    # approved [7K2M9Q]    it may be printed as it is

Whoever reviews in an editor of PO files writes the word alone, and the next update puts the code behind it: a
checksum of source and translation. Where either is changed the comment means nothing any more, and goes.
"""

from __future__ import annotations

import re

from toolkit.catalog.comments import code
from toolkit.model import Entry, Review
from toolkit.text.hygiene import untypeset

_MARK = re.compile(r"(?i)(?P<review>reviewed|approved)(?: \[(?P<code>[0-9A-Z]{6})\])?")


def review_of(entry: Entry) -> Review:
    """How far a finished translation was reviewed; "" for a draft, and where nobody did."""
    if entry.state == "done" and entry.comments:
        for match in map(_MARK.fullmatch, map(str.strip, entry.comments)):
            if match and match["code"] in (None, _code(entry)):
                return "approved" if match["review"].lower() == "approved" else "reviewed"
    return ""


def reviewed(entry: Entry, review: Review) -> Entry:
    """The entry with this review, and no other."""
    others = tuple(comment for comment in entry.comments if not is_mark(comment.strip()))
    mark = (f"{review} [{_code(entry)}]",) if review else ()
    return entry.replace(comments=(*others, *mark))


def settled(entry: Entry) -> Entry:
    """The entry with its review signed; one of other words is gone."""
    if not any(is_mark(comment.strip()) for comment in entry.comments):
        return entry
    made = reviewed(entry, review_of(entry))
    # A draft keeps it: if the edit is undone, the review holds again. For other words it never does.
    if entry.state == "fuzzy" and entry.target:
        return signed(entry)
    return entry if set(made.comments) == set(entry.comments) else made


def signed(entry: Entry) -> Entry:
    """The entry, where each review without a code has that of the words as they are."""
    marks = [_MARK.fullmatch(comment.strip()) for comment in entry.comments]
    if not any(match and match["code"] is None for match in marks):
        return entry
    whole = (
        f"{match['review'].lower()} [{_code(entry)}]" if match and match["code"] is None else comment
        for match, comment in zip(marks, entry.comments, strict=True)
    )
    return entry.replace(comments=tuple(dict.fromkeys(whole)))


def is_mark(line: str) -> bool:
    """Whether a comment, without the blanks around it, tells of a review."""
    return _MARK.fullmatch(line) is not None


def _code(entry: Entry) -> str:
    # Typography is no edit (decision 133).
    return code(f"{untypeset(entry.source)}\n{entry.target}")
