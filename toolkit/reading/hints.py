"""Lines for the sidecar that decide what is in doubt: the hints of findings, ready to be pasted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from toolkit.config.sidecar_file import toml
from toolkit.findings import ranges
from toolkit.reading.decisions import SaidKind, Undecided, stretches
from toolkit.reading.lines import Line
from toolkit.reading.seams import Seam, Seams

_MOST = 5
"""Tables that say what paragraphs are, or where they begin: an editor who needs more has better ways."""
_NAMES = 12
"""Speakers likewise."""
NAMED = 25
"""Labels that a line names."""


def decided(undecided: Undecided, places: Sequence[tuple[int, SaidKind]]) -> str:
    """Tables that say what paragraphs are.

    A table decides of all paragraphs from one to another: each stretch without others in it has its own.

    places  index of the line with which the words of each begin, and its kind
    """
    # What no decision can name is told in the words of the finding alone.
    numbers = [(undecided.places.get(words, -1), kind) for words, kind in places]
    made: list[str] = []
    left: set[int] = set()
    for kind, stretch in stretches([(number, kind) for number, kind in numbers if number >= 0]):
        if len(made) == _MOST:
            left.add(undecided.line(stretch[0]))
            continue
        for about, decision in undecided.decisions(kind, stretch):
            if len(made) == _MOST:
                # Of paragraphs that all begin alike each has its own.
                left.add(undecided.line(about[0]))
                break
            told = decision.told()
            keys = ("begins", "which", "until", "kind")
            made.append(_table("decide", {key: told[key] for key in keys if key in told}))
    return "\n".join([*made, *_likewise(left)])


def speakers(labels: Collection[str]) -> str:
    """Tables that say of labels that they are speakers'."""
    some = [*labels][:_NAMES]
    return "\n".join([*(_table("speakers", {"name": label}) for label in some), *_others(labels, _NAMES)])


def nobodys(labels: Collection[str]) -> str:
    """What says of labels that they are nobody's."""
    quoted = ", ".join(map(toml, [*labels][:NAMED]))
    return "\n".join([f"not-speakers = [{quoted}]", *_others(labels, NAMED)])


def _others(labels: Collection[str], most: int) -> Iterator[str]:
    if len(labels) > most:
        yield "# Likewise the others."


def seams(name: str, lines: Sequence[Line], places: Sequence[int]) -> str:
    """Tables that say where paragraphs begin ("split"), or go on ("join").

    places  indices of lines
    """
    known = Seams(lines)
    made = []
    for i in places[:_MOST]:
        begins, found = known.naming(lines[i].text, inside=name == "split")
        which = {"which": f"{found.index(Seam(i, 0)) + 1} of {len(found)}"} if len(found) > 1 else {}
        made.append(_table(name, {"begins": begins, **which}))
    return "\n".join([*made, *_likewise({lines[i].number for i in places[_MOST:]})])


def _table(name: str, values: Mapping[str, str]) -> str:
    return "\n".join([f"[[{name}]]", *(f"{key} = {toml(value)}" for key, value in values.items())])


def _likewise(left: Collection[int]) -> Iterator[str]:
    """What is said of places that there is no table of."""
    if left:
        yield f"# Likewise from line {ranges(sorted(left))} on."
