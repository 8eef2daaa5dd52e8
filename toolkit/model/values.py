"""Values that a document has many of.

There are one or more for each of its paragraphs, so they are kept small and made quickly.

A frozen dataclass takes three to five times as long to make as a `msgspec.Struct`, which is as frozen.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from msgspec import Struct, structs


class Value(Struct, frozen=True, gc=False):
    """A frozen value.

    It is equal to another where all fields are. Nothing in it may lead back to it: no collector looks.
    """

    def replace(self, **changes: Any) -> Self:
        """The same with some fields changed."""
        return structs.replace(self, **changes)


def same(one: Value, other: object, *, but: Collection[str]) -> bool:
    """Whether values are equal but for some fields."""
    return type(one) is type(other) and all(
        getattr(one, name) == getattr(other, name) for name in one.__struct_fields__ if name not in but
    )
