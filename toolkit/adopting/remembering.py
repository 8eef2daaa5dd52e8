"""What was made of each paragraph last, taken again where it would be made of the very same.

Whoever repairs an alignment changes a few beads of thousands. Each step of an adoption looks at all
paragraphs all the same, so that it has one way and not two: what it makes of most of them is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from itertools import chain
from typing import Any, TypeVar, cast

import numpy as np

from toolkit.giving_way import pause
from toolkit.model.values import ends_alike

T = TypeVar("T")


class Making:
    """Makes everything anew: where both texts are aligned once, nothing is asked for twice."""

    @property
    def share(self) -> float:
        """How much was asked for since somebody has begun, of all that there is: 0 to 1."""
        return 0.0

    def begin(self) -> None:
        """Somebody begins to make all of it."""

    def beside(self) -> Making:
        """One that goes on from what this has made, and leaves it as it is; both tell one share."""
        return self

    def made(self, place: Hashable, make: Callable[..., T], *given: Any) -> T:
        """What a pure function makes of something.

        place  what tells it from all else that is made: the function, and the paragraph
        """
        del place
        return make(*given)

    def along(self, place: Hashable, make: Callable[..., T], values: Sequence[Any], *given: Any) -> T:
        """What a pure function makes of each of many values, whatever the others are.

        place   as in `made`
        make    of values, and of what is `given` beside, it gives a list, or an array with a row for each
        values  nobody changes them, nor what is made of them
        """
        del place
        return make(values, *given)


class Remembering(Making):
    """Remembers one value a place, and what that was made of."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[tuple[Any, ...], object]] = {}
        self._along: dict[Hashable, tuple[tuple[Any, ...], Sequence[Any], Any]] = {}
        self._asked = [0]
        """How often, by whoever is at work: all that are beside each other count in one place."""

    @property
    def share(self) -> float:
        """As `Making.share`; told from what there was last."""
        return min(1.0, self._asked[0] / max(1, len(self._made) + len(self._along)))

    def begin(self) -> None:
        """As `Making.begin`."""
        self._asked[0] = 0

    def beside(self) -> Remembering:
        """As `Making.beside`."""
        made = copy(self)
        made._made, made._along = {**self._made}, {**self._along}
        return made

    def made(self, place: Hashable, make: Callable[..., T], *given: Any) -> T:
        """As `Making.made`; the very same value, where what it was made of last is equal.

        >>> remembering = Remembering()
        >>> remembering.made(("length", 3), len, "abc"), remembering.made(("length", 3), len, "de")
        (3, 2)
        """
        self._asked[0] += 1
        known = self._made.get(place)
        if known is not None and known[0] == given:
            value = known[1]
        else:
            pause()
            value = make(*given)
        # Of the latest, the very same comes again: it is compared in no time.
        self._made[place] = given, value
        return cast("T", value)

    def along(self, place: Hashable, make: Callable[..., T], values: Sequence[Any], *given: Any) -> T:
        """As `Making.along`; only between the ends of what there was last is anything made.

        >>> doubled = lambda values: [2 * value for value in values]
        >>> remembering = Remembering()
        >>> [remembering.along("doubled", doubled, values) for values in ([1, 2, 3], [1, 5, 6, 3])]
        [[2, 4, 6], [2, 10, 12, 6]]
        """
        self._asked[0] += 1
        known = self._along.get(place)
        pause()
        made: Any
        if known is None or known[0] != given:
            made = make(values, *given)
        else:
            _, before, made = known
            start, end = ends_alike(before, values)
            # Where all is as it was, it is the very same.
            if not start == len(before) == len(values):
                fresh = make(values[start : len(values) - end], *given)
                parts: Any = made[:start], fresh, made[len(made) - end :]
                rows = isinstance(made, np.ndarray)
                made = np.concatenate(parts) if rows else [*chain.from_iterable(parts)]
        self._along[place] = given, values, made
        return cast("T", made)
