"""The values of the second pass."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.model import Speaker
from toolkit.reading.names import Name
from toolkit.reading.shapes import Candidate, LabelForm
from toolkit.reading.times import dated

SPEAKERS = frozenset({"role", "name", "open"})
"""Looks of a label that may be a speaker's."""
STOPS = frozenset({"note", "meta", "date", "caption", "byline"})
"""Looks of a label that stands before something else."""
At = tuple[str, str]
"""A folded name and the class of forms that it occurs in."""
CLASS: dict[LabelForm, str] = {
    "colon": "strong", "alone": "strong", "time": "strong", "voice": "strong", "letter": "letter",
    "bracket": "bracket", "gap": "gap", "arrow": "arrow", "caps": "line", "line": "line", "period": "period",
    "sentence": "sentence", "dash": "dash",
    "mark": "mark", "kagi": "kagi",
}  # fmt: skip
"""Forms that count together."""


@dataclass(slots=True)
class LabelGroup:
    """All candidates of one name.

    In forms that go together.
    """

    name: Name
    count: int = 0
    names: dict[str, Name] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    """Indices of lines."""
    chunks: set[int] = field(default_factory=set)
    """Numbers of the chunks (runs of lines without a blank one) that it occurs in; three are enough."""

    voiced: bool = False
    """Marked as a voice, as WebVTT does."""
    timed: int = 0
    """How often a time stands beside it and nothing else, or a date and a time."""

    def add(self, place: int, chunk: int, found: Candidate) -> None:
        """Another occurrence."""
        one = found.name
        self.voiced = self.voiced or found.form == "voice"
        self.timed += found.form == "time" or dated(found.time)
        self.count += 1
        self.places.append(place)
        if len(self.chunks) < 3:
            self.chunks.add(chunk)
        if one.printed not in self.names:
            self.names[one.printed] = one


@dataclass(frozen=True, slots=True)
class UnsureLabel:
    """A label that was decided without being sure."""

    place: int
    label: str
    accepted: bool
    inside: bool = False
    """Whether it looks like a name and stands in somebody else's turn."""


@dataclass(frozen=True, slots=True)
class Together:
    """A label that may be several people's."""

    place: int
    label: str
    parts: tuple[str, ...]
    """Their names, as printed."""
    several: bool
    """Whether it is read as theirs."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks."""

    who: dict[str, tuple[Speaker, ...]]
    """Folded label -> whose it is, of all accepted labels; several where they speak together."""
    labels: dict[int, Candidate]
    """Index of line -> the label that it begins with."""
    credits: frozenset[int]
    """Indices of lines such as "Host: Jane Doe", which name somebody."""
    doubts: tuple[UnsureLabel, ...]
    together: tuple[Together, ...]
    unclear: tuple[tuple[int, str, tuple[str, ...]], ...]
    """Line, short name, and the names that it may mean."""
