"""What the reader is not sure of about people: whose a label is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, FindingValue, report
from toolkit.model import Location, Speaker
from toolkit.reading import questions
from toolkit.reading.cast import Cast, spoken
from toolkit.reading.inference import Inferred

_THEIRS = 0.8
"""How likely a label is of somebody who has another that it is like, below which it is asked. By thought."""


def about(name: str, path: str, numbers: Sequence[int], /, **args: FindingValue) -> Finding:
    """A finding about some lines, at the first of them."""
    return report(name, Location(path, numbers[0]), **args).on(numbers)


def find(made: Cast, read: Inferred, path: str, asked: Collection[int]) -> Iterator[Finding]:
    """All findings.

    asked  indices of the lines about which somebody is asked already
    """
    yield from _unclear(made, read, path)
    yield from _alike(made, read, path, asked)
    yield from _together(made, read, path)


def _unclear(made: Cast, read: Inferred, path: str) -> Iterator[Finding]:
    """D107: labels that may be short for several names."""
    for places, short, others in made.unclear:
        yield about(
            "D107.several",
            path,
            _numbers(read, places),
            label=short,
            speakers=tuple(others),
            name=toml(others[0]),
            alias=toml(short),
        )


def _alike(made: Cast, read: Inferred, path: str, asked: Collection[int]) -> Iterator[Finding]:
    """D107: labels that are taken for somebody's because they are like another, a finding a person."""
    doubtful = {label for label, sure in made.sure.items() if sure < _THEIRS}
    if not doubtful:
        return
    places: defaultdict[Speaker, list[int]] = defaultdict(list)
    labels: defaultdict[Speaker, dict[str, None]] = defaultdict(dict)
    turns = spoken(read)
    # Whether it is a label at all comes before whose it is.
    doubtful -= {label.key for i, label in turns if i in asked}
    for i, label in turns:
        if label.key in doubtful:
            who = made.who[label.key][0]
            places[who].append(i)
            labels[who].setdefault(label.label)
    for who, printed in labels.items():
        yield about(
            "D107.alike",
            path,
            _numbers(read, places[who]),
            labels=tuple(map(toml, printed)),
            speaker=who.name,
            speakers=questions.speakers(printed),
            name=toml(who.name),
            aliases=", ".join(map(toml, printed)),
        )


def _together(made: Cast, read: Inferred, path: str) -> Iterator[Finding]:
    """D140: labels of one person or of several."""
    for doubt in made.together:
        yield about(
            "D140.several" if doubt.several else "D140.one",
            path,
            _numbers(read, doubt.places),
            label=doubt.label,
            quoted=toml(doubt.label),
            names=tuple(map(toml, doubt.parts)),
        )


def _numbers(read: Inferred, places: Sequence[int]) -> list[int]:
    return [read.view.lines[i].number for i in places]
