"""What a container has and a transcript hasn't: told once, as a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.findings import Finding
from toolkit.findings import report as finding
from toolkit.model import Location
from toolkit.text.hygiene import counted, shortened

_WITHOUT_NUMBER = frozenset({"hidden text", "table of contents", "what stands beside the article"})
_NAMED = 20
"""Tiers that are told by their names."""
_PLURALS = {"command of a site": "commands of a site", "page out of the order": "pages out of the order"}


def report(left_out: Counter[str], path: str) -> tuple[Finding, ...]:
    """D165, where anything was left out.

    left_out  what, in the singular, and how often
    """
    what = tuple(
        one if one in _WITHOUT_NUMBER else counted(number, one, _PLURALS.get(one, ""))
        for one, number in left_out.items()
        if number
    )
    return (finding("D165", Location(path, 0), what=what),) if what else ()


def tiers(names: Sequence[str], path: str) -> tuple[Finding, ...]:
    """What is said of tiers that aren't read (D161), the first of them by their names."""
    shown = [shortened(name, 30) for name in names[:_NAMED]]
    shown += ["…"] * (len(names) > _NAMED)
    return (finding("D161", Location(path, 1), tiers=tuple(shown), count=len(names)),) if names else ()
