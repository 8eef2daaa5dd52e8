"""What a translator does throughout: it is told once of the catalog, and is a note at each message.

A slip is rare: of those that are planted or reported, hardly eight of one kind stand in a catalog of 300
messages. What more messages have is the translator's way: a free translation leaves out sentences, a house
sets blanks where others have none. What nobody can mean is a slip however often it is there: a misspelt
name, words that nobody has translated, an entity that would be printed. Its check has no `WAY`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from toolkit.checks import Checked, PlacedFinding, quoted
from toolkit.findings import Finding, report

WAY = {"way": ("info", "where so many messages have it that it is the translator's way")}
"""For the rule of a check, of what a translator may do all the time."""
_LEAST, _ONE_OF = 8, 50
"""Messages with one finding that are no slips any more: so many at least, and one of so many."""


def told_once(checked: Checked, placed: Iterable[PlacedFinding]) -> list[PlacedFinding]:
    """Findings; those that are the translator's way as notes, with a remark on the catalog for each kind."""
    placed = list(placed)
    kinds: dict[str, set[int]] = defaultdict(set)
    for place, finding in placed:
        if place >= 0 and _may_be_meant(finding):
            kinds[finding.name].add(place)
    many = len(checked.messages)
    ways = {name for name, places in kinds.items() if len(places) >= max(_LEAST, many / _ONE_OF)}
    if not ways:
        return placed
    told = [
        PlacedFinding(
            place, finding.given("way") if finding.name in ways and _may_be_meant(finding) else finding
        )
        for place, finding in placed
    ]
    for name in sorted(ways):
        ours = (one for one in told if one.finding.name == name and one.finding.situation == "way")
        first = min(ours, key=lambda one: one.place)
        shown = dict(first.finding.args).get("shown", quoted(checked.catalog.entries[first.place].target))
        number, kind = len(kinds[name]), name.partition(".")[0]
        remark = report("D288", checked.where, kind=kind, number=number, many=many, shown=shown)
        told.append(PlacedFinding(-1, remark))
    return told


def _may_be_meant(finding: Finding) -> bool:
    """Whether a warning may be how somebody translates; one that a translator has kept back is none."""
    return finding.severity == "warning" and finding.given("way").severity == "info" and not finding.known
