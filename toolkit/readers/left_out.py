"""What a container has and a transcript hasn't: told once, as a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.findings import Finding
from toolkit.findings import report as finding
from toolkit.model import Location
from toolkit.text.hygiene import counted, shortened

HIDDEN = "hidden text"
CONTENTS = "table of contents"
BESIDE = "what stands beside the article"
PAGES_EDGE = "what stands above and below each page"
_WITHOUT_NUMBER = frozenset({HIDDEN, CONTENTS, BESIDE, PAGES_EDGE})
STRUCK = "line through words"
"""The words themselves are read."""
HIDING = "style that hides words"
"""The words themselves are read."""
FORMULA = "layout of a formula"
"""Its words are read, one after the other."""
ELSEWHERE = "part in another file"
UNREFERRED = "note that nothing refers to"
_OF_WORDS = frozenset({"column of a table", "missing page", UNREFERRED, STRUCK, FORMULA, ELSEWHERE})
"""What changes what is said, so that a warning tells of it."""
_NAMED = 20
"""Tiers that are told by their names."""
_PLURALS = {
    "command of a site": "commands of a site",
    STRUCK: "lines through words",
    HIDING: "styles that hide words",
    FORMULA: "layouts of formulas",
    ELSEWHERE: "parts in other files",
    "field of a form": "fields of forms",
    UNREFERRED: "notes that nothing refers to",
    "list of works": "lists of works",
    "page out of the order": "pages out of the order",
    "title of a picture": "titles of pictures",
    "column of a table": "columns of a table",
}


def not_read(left_out: Counter[str], path: str) -> tuple[Finding, ...]:
    """D165, where anything was left out.

    left_out  what, in the singular, and how often
    """
    told = []
    for situation in ("", "words"):
        what = tuple(
            noun if noun in _WITHOUT_NUMBER else counted(number, noun, _PLURALS.get(noun, ""))
            for noun, number in left_out.items()
            if number and (noun in _OF_WORDS) == bool(situation)
        )
        told += [finding("D165", Location(path, 0), situation, what=what)] if what else []
    return tuple(told)


def tiers_not_read(names: Sequence[str], path: str) -> tuple[Finding, ...]:
    """What is said of tiers that aren't read (D161), the first of them by their names."""
    shown = [shortened(name, 30) for name in names[:_NAMED]]
    shown += ["…"] * (len(names) > _NAMED)
    return (finding("D161", Location(path, 1), tiers=tuple(shown), count=len(names)),) if names else ()
