"""Labels that are printed in full at first, and shorter from then on: the first speak as surely as these."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from toolkit.languages.lexicon import lexicon
from toolkit.reading.aliases import core, short_for, words
from toolkit.reading.names import PARENTHESES, SPEAKERS, name

if TYPE_CHECKING:
    from toolkit.reading.roster import Labels
    from toolkit.reading.shape import Flags


def in_full(known: Labels) -> Iterator[int]:
    """The keys of words for question and answer that come once each, where short ones come again.

    `PREGUNTA.` and `RESPUESTA.` are the first turns, and `P.` and `R.` the others.
    """
    often = dict(zip(known.keys, known.often.tolist(), strict=True))
    again = {own for own, count in often.items() if count > 1}
    for sides in lexicon().sides:
        there = [[own for own in words if own in often] for words in sides]
        full = [[own for own in own_side if often[own] == 1 and len(own) > 1] for own_side in there]
        # Whoever answers may have no label: then nobody else comes again.
        both = [(words, own_side) for words, own_side in zip(full, there, strict=True) if own_side]
        others = len(both) == 1 and not again.issubset(both[0][1])
        if both and not others and all(words and not again.isdisjoint(own_side) for words, own_side in both):
            yield from map(known.keys.index, chain.from_iterable(full))


def roles_alone(known: Labels) -> dict[int, int]:
    """The keys of roles with a name in brackets, each with that of the role alone, which comes again.

    `The President (Ann Roe):` opens a sitting, and says the rest of it as `The President:`.
    """
    forms = set(zip(known.of.tolist(), known.form.tolist(), strict=True))
    at = {own: k for k, own in enumerate(known.keys) if known.often[k] > 1}
    alone = {
        k: at.get(PARENTHESES.sub(" ", own).strip(), k) for k, own in enumerate(known.keys) if own[-1:] == ")"
    }
    return {k: role for k, role in alone.items() if role != k and (role, known.form[known.first[k]]) in forms}


_WORDS = 4
"""Words of such a name, titles aside, at most: more are a sentence, such as who chairs a sitting."""
_NEAR = 4
"""Lines from a first turn to the first label that comes again, at most."""
_RARELY = 2
"""How often somebody is named in full who then has a short name: once in the headline, say, and at first."""


def shortened(known: Labels) -> dict[int, int]:
    """The keys of names in full above all of a shorter one, each with that, which comes more often.

    `Mara Lind:` begins, and then it is `Lind:`, `Mara:` or `ML:` in the same form. Alone on a line it may be
    a byline or the title as well.
    """
    often, first, last = known.often, known.first, np.zeros_like(known.first)
    last[known.of] = np.arange(len(known.of))
    signed = ~known.of_form("alone")
    found = dict[int, int]()
    begins = int(known.line[signed & (often > 1)[known.of]].min(initial=1 << 30))
    # A headline with a name stands further above, and may have it in another form.
    near = known.line[last] >= begins - _NEAR
    for short in np.flatnonzero(often > 1).tolist():
        alike = np.isin(np.arange(len(often)), known.of[signed & (known.form == known.form[first[short]])])
        above = near & alike & (last < first[short]) & (often <= min(_RARELY, often[short] - 1))
        for k in np.flatnonzero(above).tolist():
            own, full = known.keys[short], known.keys[k]
            brief = len(own) < len(full) and len(core(words(full))) <= _WORDS
            if brief and own[0] in full and name(known.names[k]).looks in SPEAKERS:
                found |= {k: short} if short_for(own, full) else {}
    return found


_INITIALS = range(2, 4)
"""Letters that are initials of somebody."""


def in_initials(known: Labels) -> Flags:
    """Whether each label is a full name whose initials come again: `Mara Lind — No.`, then `M.L. Well.`."""
    again = {
        own.replace(".", "") for own, often in zip(known.keys, known.often.tolist(), strict=True) if often > 1
    }
    initials = {own for own in again if len(own) in _INITIALS}
    full = ["".join(part[0] for part in core(words(own))) in initials for own in known.keys]
    return np.array(full, dtype=np.bool_)[known.of]
