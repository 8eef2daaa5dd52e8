"""What was made of each paragraph last, taken again where it would be made of the very same.

Whoever repairs an alignment changes a few beads of thousands. Each step of an adoption looks at all
paragraphs all the same, so that it has one way and not two: what it makes of most of them is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Making:
    """Makes everything anew: where both texts are aligned once, nothing is asked for twice."""

    def made(self, place: Hashable, make: Callable[..., T], *given: Any) -> T:
        """What a pure function makes of something.

        place  what tells it from all else that is made: the function, and the paragraph
        """
        del place
        return make(*given)


class Remembering(Making):
    """Remembers one value a place, and what that was made of."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[tuple[Any, ...], object]] = {}

    def made(self, place: Hashable, make: Callable[..., T], *given: Any) -> T:
        """As `Making.made`; the very same value, where what it was made of last is equal.

        >>> remembering = Remembering()
        >>> remembering.made(("length", 3), len, "abc"), remembering.made(("length", 3), len, "de")
        (3, 2)
        """
        known = self._made.get(place)
        if known is None or known[0] != given:
            known = self._made[place] = given, make(*given)
        return cast("T", known[1])
