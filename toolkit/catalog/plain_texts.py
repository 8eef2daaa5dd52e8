"""Texts as they are compared.

Of a long document nearly all are known at once, and never asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.catalog.contexts import MessageKey
from toolkit.text.hygiene import untypeset


class PlainTexts(dict[int, str]):
    """The texts of units without typography, by number: each is made when it is asked for."""

    def __init__(self, units: Sequence[MessageKey]) -> None:
        super().__init__()
        self.units = units

    def __missing__(self, k: int) -> str:
        made = self[k] = untypeset(self.units[k][1])
        return made

    def beginnings(self, count: int, size: int) -> list[str]:
        """How the first so many texts begin: with so many characters that are no blanks, or with all."""
        texts = [text for _, text in self.units[:count]]
        # Together, in a tenth of the time: no typography reaches from one line to the next.
        heads = ["" if "://" in text or _END in text else text[: 2 * size] for text in texts]
        begun = solid(untypeset(f"\n{_END}\n".join(heads))).split(_END)
        # What is cut off may be the half of a sign, as two of three dots: the last is not to be trusted.
        sure = size + len("...")
        return [
            head[:size] if len(head) >= sure else solid(self[k])[:size]
            for k, head in enumerate(begun[: len(texts)])
        ]


_END = "\0"
"""What no text has that is worth to be read."""


class PlainUnits(dict[int, MessageKey]):
    """Units whose texts have no typography, by number."""

    def __init__(self, units: Sequence[MessageKey], words: PlainTexts) -> None:
        super().__init__()
        self._units, self._words = units, words

    def __missing__(self, k: int) -> MessageKey:
        made = self[k] = self._units[k][0], self._words[k]
        return made


def solid(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())
