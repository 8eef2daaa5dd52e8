"""Forms near that of a name, in the messages that lack it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from toolkit import late
from toolkit.checks import signs
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.targets import SHORTEST, Targets
from toolkit.text import scripts

_HAN = late.regex(f"[{scripts.HAN}]+")
SHORT = 5
"""Letters up to which one slip is allowed for; two from there on."""
_ENDING = 2
"""Letters that a case adds."""
LONGEST = 2000
"""Ideographs of one message that are looked at."""


class RenderedName(NamedTuple):
    """A name in the source."""

    text: str
    places: list[CheckedMessage]
    """The messages that have it, and the names of speakers; in order."""

    @property
    def messages(self) -> list[CheckedMessage]:
        """The messages alone: only these have ids."""
        return [message for message in self.places if message.entry.ids]


class Rendering(NamedTuple):
    """What stands for a name."""

    usual: str
    """"" where that isn't clear."""
    slips: list[tuple[CheckedMessage, str]]
    """The messages that have the name, and something near this instead."""


def with_fewer(
    name: RenderedName, usual: str, lacking: Sequence[CheckedMessage], targets: Targets
) -> Iterator[CheckedMessage]:
    """The messages that have the usual form, but less often than their source has the name."""
    none = set(map(id, lacking))
    for message in name.places:
        often = times(name.text, message, targets)
        if often > 1 and id(message) not in none and message.target.count(usual) < often:
            yield message


def times(name: str, message: CheckedMessage, targets: Targets) -> int:
    """How often a name stands in a source."""
    often = message.source.count(name)
    # Kerr is no part of Kerrigan.
    return often if often < 2 or not name[:1].isupper() else targets.capitals(message).count(name)


def near(
    usual: str, lacking: Iterable[CheckedMessage], targets: Targets, kept: int
) -> Iterator[tuple[CheckedMessage, str]]:
    """Messages with a form near the usual one, which is rare enough to be a slip."""
    for message in lacking:
        for form in _candidates(usual, message, targets):
            slips = targets.count(form)
            if form not in message.source_words and (slips == 1 or signs.clear(slips, kept)):
                yield message, form
                break


def _candidates(usual: str, message: CheckedMessage, targets: Targets) -> Iterator[str]:
    from rapidfuzz.distance import OSA

    most = 1 if len(usual) <= SHORT else 2
    if targets.ideographs:
        yield from windows(usual, message.target[:LONGEST])
        return
    longer = most + _ENDING * targets.signs.inflects
    for form in targets.words(message):
        if not -most <= len(form) - len(usual) <= longer or len(form) < SHORTEST:
            continue
        # An ending is no slip.
        stems = {form, form[: len(usual)]} if targets.signs.inflects else {form}
        away = min(OSA.distance(usual, stem, score_cutoff=most) for stem in stems)
        if 0 < away <= most and targets.apart(usual, form) and not targets.is_adjective(form, usual):
            yield form


def windows(usual: str, text: str) -> Iterator[str]:
    """Ideographs in a text that differ from a form by one, or by the order of two neighbours."""
    from rapidfuzz.distance import OSA

    size, wanted = len(usual), set(usual)
    if size < SHORTEST:
        return
    # One more or one less, where that is inside: at an end it is a word of its own.
    for run in _HAN.finditer(text):
        for length in (size, size + 1, size - 1):
            for begin in range(len(run[0]) - length + 1):
                form = run[0][begin : begin + length]
                if len(wanted.intersection(form)) < len(wanted) - 1:
                    continue
                if OSA.distance(usual, form, score_cutoff=1) != 1:
                    continue
                if length == size or (form[0] == usual[0] and form[-1] == usual[-1]):
                    yield form
