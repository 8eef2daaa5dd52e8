"""Two sentences of a translation that have changed places.

Both sides have as many sentences. What a pair has in common is what both write alike (figures, names, kinds
of marks), and everyday words whose translation is known; two that follow each other are told where they have
more of that in each other's place, and fit as well there by their lengths. Of a message of two sentences
one of them is enough, where the other hasn't less. Lengths alone tell nothing: a translator who joins two
sentences and parts the next one shifts all between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit import languages
from toolkit.aligning import everyday
from toolkit.checks import Checked
from toolkit.checks.beads import ends_inside, tokens
from toolkit.checks.lengths import Law, length
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.negation import one_denies

_LEAST, _WORSE = 2.5, -1.0
"""How much likelier the other order must be, and how much worse it may fit by lengths, as logarithms."""
_SEVERAL = 3
"""What two of three or more sentences must have more in common in each other's place, both together."""
_LENGTHS, _MOST = 0.7, 6.0
"""What lengths count for beside words, and what they may gain at most."""


class ChangedPlaces(NamedTuple):
    """Two sentences of a translation, the first of which stands for the second of its source."""

    message: CheckedMessage
    first: str
    second: str


class _SidePlace(NamedTuple):
    """A sentence as it is compared."""

    text: str
    length: float


def changed_places(checked: Checked) -> Iterator[ChangedPlaces]:
    """Give the first two sentences of each message that stand in each other's place."""
    langs = languages.base(checked.source_lang), languages.base(checked.catalog.lang)
    for message in checked.messages:
        # Most messages are one sentence, which is seen far faster than it is found.
        if not (ends_inside(message.source) and ends_inside(message.target)):
            continue
        sources, targets = message.source_sentences, message.target_sentences
        if len(sources) != len(targets) or message in checked.untranslated:
            continue
        ours, theirs = ([_SidePlace(one, length(one)) for one in side] for side in (sources, targets))
        for here, there in zip(pairwise(ours), pairwise(theirs), strict=True):
            if _turned(message, here, there, checked.law, langs):
                yield ChangedPlaces(message, *(one.text for one in there))
                break


def _turned(
    message: CheckedMessage,
    here: Sequence[_SidePlace],
    there: Sequence[_SidePlace],
    law: Law,
    langs: tuple[str, str],
) -> bool:
    """Whether two sentences fit two others better the other way round."""
    (one, two), (first, second) = here, there
    gain = (
        law.fits(one.length, second.length)
        + law.fits(two.length, first.length)
        - law.fits(one.length, first.length)
        - law.fits(two.length, second.length)
    )
    if gain < _WORSE:
        return False
    ours, theirs = (
        [_said(text, lang) for text, _ in side] for side, lang in zip((here, there), langs, strict=True)
    )
    crossed = [
        len(own & across) - len(own & beside)
        for own, across, beside in zip(ours, reversed(theirs), theirs, strict=True)
    ]
    # Where a sentence is joined to a part of the next one, one of the two has no more in the other's place.
    # Of two sentences alone that would be asked too much: a brief one has hardly anything in common.
    least = 0 if len(message.source_sentences) == len(here) else 1
    # Of three or more, one word each may be a coincidence.
    if min(crossed) < least or sum(crossed) < (_SEVERAL if least else 1):
        return False
    gain = _LENGTHS * min(gain, _MOST) + sum(crossed)
    if gain + 2 <= _LEAST:
        return False
    denied = [one_denies(message, source.text, target.text) for source in here for target in there]
    return gain + denied[0] + denied[3] - denied[1] - denied[2] > _LEAST


def _said(text: str, lang: str) -> frozenset[str | int]:
    """What a sentence and its translation may have in common: what is written alike, everyday meanings."""
    return frozenset[str | int](tokens(text)) | everyday.said(text, lang)
