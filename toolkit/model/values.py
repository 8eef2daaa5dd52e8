"""Values that a document has many of.

There are one or more for each of its paragraphs, so they are kept small and made quickly.

A frozen dataclass takes three to five times as long to make as a `msgspec.Struct`, which is as frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from itertools import compress, count
from operator import attrgetter, is_not
from typing import Any, NamedTuple, Self, TypeVar

from msgspec import Struct, structs

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Value(Struct, frozen=True, gc=False, omit_defaults=True):
    """A frozen value.

    It is equal to another where all fields are. Nothing in it may lead back to it: no collector looks.
    """

    def replace(self, **changes: Any) -> Self:
        """The same with some fields changed."""
        # By name: a field that is added later is never lost on the way.
        return structs.replace(self, **changes)


def same(value: Value, other: object, *, but: tuple[str, ...]) -> bool:
    """Whether values are equal but for some fields."""
    # Places in a file, and how sure a reader was, are no part of what a text says.
    told = _all_but(type(value), but)
    return type(value) is type(other) and told(value) == told(other)


def wholly_same(value: Value, other: object) -> bool:
    """Whether values are equal in each field, also in those that they aren't compared by."""
    return Value.__eq__(value, other) is True


@cache
def _all_but(of: type[Value], but: tuple[str, ...]) -> Callable[[object], object]:
    """What gives all fields of a value but some."""
    return attrgetter(*(name for name in of.__struct_fields__ if name not in but))


def apart(before: Sequence[T], after: Sequence[T]) -> tuple[list[T], list[T]]:
    """The values of two lists that aren't in the other: by what they are, and not by what they say.

    What was made of a long list mostly has the very values of it, and to see that takes next to no time.
    """
    start, end = ends_same(before, after)
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    had, have = ({id(value) for value in values} for values in (before, after))
    gone = [value for value in before if id(value) not in have]
    return gone, [value for value in after if id(value) not in had]


def ends_same(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """As `ends_alike`, of values that are the very same."""
    most = min(len(before), len(after))
    start = next(compress(count(), map(is_not, before, after)), most)
    end = next(compress(count(), map(is_not, reversed(before), reversed(after))), most)
    return start, min(end, most - start)


def ends_alike(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """How many values of two lists are equal at their beginnings, and how many more at their ends.

    >>> ends_alike("abcd", "abbcd")
    (2, 2)
    """
    if before is after:
        return len(before), 0
    most = min(len(before), len(after))
    start = _alike(lambda k, m: before[k:m] == after[k:m], most)
    old, new = len(before), len(after)
    return start, _alike(lambda k, m: before[old - m : old - k] == after[new - m : new - k], most - start)


_STEP = 1 << 16
"""Values that are compared at once, at most: of the bytes of a long file none are copied far."""


def _alike(same: Callable[[int, int], bool], most: int) -> int:
    """How many values are equal, told by halves: of many at once it is known sooner than of each.

    same  whether all from one number to another are
    """
    size, step = 0, min(most, _STEP)
    while step:
        if size + step <= most and same(size, size + step):
            size += step
        else:
            step >>= 1
    return size


def made_along(before: Sequence[K], made: Sequence[T], now: Sequence[K], make: Callable[[K], T]) -> list[T]:
    """What is made of each of many values; where the same was there before, what was made of it then.

    before, made  values as they were, and what was made of each

    >>> made_along(["a", "b", "c"], [1, 2, 3], ["a", "d", "b", "c"], ord)
    [1, 100, 2, 3]
    """
    start, end = ends_alike(before, now)
    between = slice(start, len(before) - end)
    known = dict(zip(before[between], made[between], strict=True))
    fresh = [known[one] if one in known else make(one) for one in now[start : len(now) - end]]
    return [*made[:start], *fresh, *made[len(made) - end :]]


class Location(Value, frozen=True, gc=False):
    """A place in a file."""

    path: str
    """As it is shown to a person; relative to the project where there is one."""
    line: int
    """1-based; 0 where the line isn't known."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


# Times of a recording.
#
# All are milliseconds from its beginning.


class Cue(NamedTuple):
    """A piece of a text, and when it is heard."""

    at: int
    """Offset of its first character in the text; it goes on to the next piece, or to the end."""
    start: int
    end: int


class Times(Value, frozen=True, gc=False):
    """When a paragraph is heard, and parts of it, as far as its source says so."""

    start: int | None = None
    """None where nobody says it."""
    end: int | None = None
    """Never before `start`."""
    cues: tuple[Cue, ...] = ()
    """The pieces in which the source shows it, where there are several. The first begins at 0."""
    words: tuple[Cue, ...] = ()
    """Words whose times are known."""

    @property
    def starts(self) -> tuple[int, ...]:
        """When its pieces begin, in their order; the whole has one piece."""
        return tuple(cue.start for cue in self.cues) or (() if self.start is None else (self.start,))


def clock(time: int, mark: str = ".") -> str:
    """A time as subtitles print it.

    mark  what stands before the milliseconds; "" for none of them

    >>> clock(3_723_004), clock(62_000, ""), clock(62_500, ",")
    ('01:02:03.004', '00:01:02', '00:01:02,500')
    """
    seconds, rest = divmod(time, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}" + (f"{mark}{rest:03}" if mark else "")
