"""Words of a sentence that stand where a label could."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from toolkit.languages.lexicon import key, lexicon, reports
from toolkit.reading.candidates import LabelForm
from toolkit.reading.names import declared
from toolkit.reading.shape import BIT, OFFICE, WORD, lists
from toolkit.reading.vocabulary import (
    HALF,
    SIGNED,
    before,
    behind,
    beside_name,
    capitals,
    inline,
    recurring,
)
from toolkit.text.scripts import begins_small
from toolkit.text.signs import begins_quotation

if TYPE_CHECKING:
    from toolkit.reading.roster import Labels
    from toolkit.reading.view import View

_WITHIN: tuple[LabelForm, ...] = ("colon", "gap", "stroke", "period")
"""Forms in which a sentence may begin: brackets and emphasis set a label apart from any."""
_SMALL, _CLAUSE = 2, 5
"""Words in lower case, from which on a label that comes once is no name; and one with what a comma and a
description of somebody follow."""


def phrases(known: Labels) -> Iterator[int]:
    """The labels that come once and are words of a sentence: two or more in lower case, and none for a role.

    Alone on its line, one says that somebody says something: `It goes on to say:`, and a quotation below.
    """
    for at in np.flatnonzero(known.of_form(*_WITHIN) & ~known.again).tolist():
        k, label = int(known.of[at]), known.candidates[at]
        whole = "" if any(map(declared, label.asides)) else label.printed  # `Mara Lind (hereafter ML):`
        for printed, small in ((known.names[k], _SMALL), (whole, _CLAUSE)):
            of_words = [(word, lists(word)) for word in WORD.findall(printed)]
            less = [of for word, of in of_words if begins_small(word) and not of & BIT["particles"]]
            says = not known.bare[at] or any(of & BIT["saying"] for of in less)
            # A single letter is short for a role, and in a sentence a word.
            roles = any(of & OFFICE for word, of in of_words if len(word) > 1)
            if len(less) >= small and says and not roles:
                yield k
                break
    # A verb of saying alone is nobody, however often: `وقلت:`, and what was said. In scripts with capitals
    # such a word may be a name; a pronoun may be a label: `هو: ...`, `هي: ...`.
    verbs = lexicon()
    for k, own in enumerate(map(key, known.names)):
        if own in verbs.saying and own not in verbs.being and own.upper() == own.lower():
            yield k
    for at in np.flatnonzero(known.of_form("colon")).tolist():
        label = known.candidates[at]
        if not all(map(beside_name, label.asides)) and _addresses(label.label):
            yield int(known.of[at])


def _addresses(label: str) -> bool:
    """Whether a label begins as who speaks to others does: `Meine Damen und Herren, ich sage Ihnen:`."""
    first = lists(label.split(maxsplit=1)[0])
    mine = first & BIT["starts"] and first & BIT["persons"] and any(map(str.islower, label.split()))
    return bool(first & BIT["salutation"] or mine)


_OFTEN = 1 / 4
"""Share of the paragraphs, at least, that begin with a name and a full stop, and it comes again."""


def sentences(view: View, known: Labels) -> Iterator[int]:
    """The labels before a full stop that are sentences: `Thank you. That was all.`, and `No.` now and again.

    Where people are called so, many paragraphs begin with who spoke before. Capitals, emphasis and other
    signs set a name apart, and a title or a word for a part in the talk is one.
    """
    period = known.of_form("period")
    stop = period & ~known.in_lists(OFFICE | BIT["sides"])
    places = np.flatnonzero(stop).tolist()
    stop[places] = [
        not (capitals(label.partition("(")[0]) or lists(label.partition(" ")[0]) & BIT["titles"])
        and "*" not in before(view, known, at)
        for at in places
        for label in [known.candidates[at].label]
    ]
    if recurring(known.of[period]).sum() < _OFTEN * view.opens.sum():
        # So does a line of its own, where it is one time after the other.
        alone = known.of[known.of_form("alone")]
        apart = known.of_form(*SIGNED, "bold")
        apart[places] |= ~stop[places]
        named = {*known.of[apart].tolist(), *alone[recurring(alone)].tolist()}
        yield from {*known.of[stop].tolist()} - named


def topics(view: View, known: Labels) -> Iterator[int]:
    """The labels that are headings, where others have a sign behind theirs, or few headings come again.

    Elsewhere headings that come again are names: `## Ada Berg`, `## Tom Holm`, and so on.
    """
    alone = view.has("heading")[known.line] & known.of_form("alone")
    signs = known.of_form(*SIGNED) & known.again & ~view.has("heading")[known.line]
    if signs.any() or recurring(known.of[alone]).sum() < HALF * alone.sum():
        heads = known.of[alone & ~known.in_lists(OFFICE | BIT["sides"])]
        yield from {*heads.tolist()} - {*known.of[signs].tolist()}


def reported(view: View, known: Labels) -> Iterator[int]:
    """The labels that have a verb of saying or thinking, and stand before a quotation wherever they come.

    Somebody tells what was said: `I asked him: "Are you sure?"`. Other labels come again there, and most of
    their places are before no quotation. A word for a part in the talk is a label, whatever stands beside it.
    """
    places = np.flatnonzero(inline(known))
    quoted = np.zeros(len(known.of), dtype=np.bool_)
    quoted[places] = [begins_quotation(behind(view, known, at)) for at in places.tolist()]
    every = np.ones(len(known.keys), dtype=np.bool_)
    every[known.of[~quoted]] = False
    others = known.again & ~every[known.of]
    if others.any() and quoted[others].mean() < HALF:
        yield from (k for k in np.flatnonzero(every).tolist() if reports(known.names[k]))
