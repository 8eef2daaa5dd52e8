"""When something is heard, the way of ISO 24624.

    <timeline origin="#en.T0" unit="s">           before the body: all moments that are pointed at
      <when xml:id="en.T0"/>
      <when xml:id="en.T62500" interval="62.5" since="#en.T0"/>
    <u start="#en.T62500" end="#en.T70000" ...>   a turn; `vocal`, `kinesic`, `incident` and `gap` likewise
    <anchor synch="#en.T62500"/>                  a place in a paragraph where a piece of it begins or ends
    <anchor type="word" synch="#en.T62500"/>      likewise of a word

The number of a moment is its milliseconds, so that nothing is numbered anew when others come or go. An anchor
behind which there are only blanks until the next one says when a piece ends; all others say when one begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise, zip_longest

from toolkit.model import Cue, Scene, Times
from toolkit.text.cuts import balance, uncut
from toolkit.writers.tei.inline import InlineParts, parts
from toolkit.writers.tei.markup import Element, element

TimeAnchor = tuple[int, Element]
"""Offset in the text of a paragraph, and what stands there."""


class Moments:
    """The moments of one text: those that it points at are gathered."""

    def __init__(self, lang: str) -> None:
        self._prefix = f"{lang}.T"
        self._known: set[int] = set()

    def _pointer(self, time: int) -> str:
        # Noted as it is pointed at: the timeline has those and no others.
        self._known.add(time)
        return f"#{self._prefix}{time}"

    def attributes(self, start: int | None, end: int | None) -> str:
        """What a turn or an event says of its time."""
        told = [(name, time) for name, time in (("start", start), ("end", end)) if time is not None]
        return "".join([f' {name}="{self._pointer(time)}"' for name, time in told])

    def anchors(self, times: Times, text: str) -> list[TimeAnchor]:
        """The anchors in a paragraph, in order."""
        cues = times.cues
        if not cues and times.start is not None:
            # A paragraph with one time has an anchor at its beginning.
            cues = (Cue(0, times.start, times.start if times.end is None else times.end),)
        anchors = self._pairs(cues, text, "", ended=times.end is not None)
        anchors += self._pairs(times.words, text, "word", ended=True)
        # Of two at one place, what ends comes before what begins.
        return [(at, node) for at, _, node in sorted(anchors, key=lambda anchor: anchor[:2])]

    def _pairs(
        self, cues: Sequence[Cue], text: str, type_: str, *, ended: bool
    ) -> list[tuple[int, bool, Element]]:
        """An anchor at each beginning, and at an end with which nothing begins."""
        anchors = []
        for cue, after in zip_longest(cues, cues[1:]):
            anchors.append((cue.at, True, self._anchor(cue.start, type_)))
            if ended and (after is None or after.start != cue.end):
                until = text[: after.at if after else None].rstrip()
                anchors.append((max(len(until), cue.at), False, self._anchor(cue.end, type_)))
        return anchors

    def _anchor(self, time: int, type_: str) -> Element:
        return element("anchor", type=type_ or None, synch=self._pointer(time))

    def timeline(self) -> Element | None:
        """All moments; None where there are none."""
        if not self._known:
            return None
        origin = f"#{self._prefix}0"
        later = (
            element(
                "when", xml_id=f"{self._prefix}{time}", interval=f"{time / 1000:.3f}".rstrip("0").rstrip("."),
                since=origin,
            )
            for time in sorted(self._known - {0})
        )  # fmt: skip
        return element(
            "timeline", element("when", xml_id=f"{self._prefix}0"), *later, origin=origin, unit="s"
        )


def turn(scene: Scene) -> tuple[int | None, int | None]:
    """When a turn begins and ends."""
    return scene.rows[0].times.start, scene.rows[-1].times.end


def with_anchors(pieces: Sequence[str], anchors: Sequence[TimeAnchor]) -> tuple[list[InlineParts], bool]:
    """The content of each piece of a text, and whether only an instruction can tell how it was typed.

    Emphasis that is cut by an anchor, or by the end of a piece, goes on behind it.
    """
    if not anchors:
        whole = balance(pieces)
        return [parts(piece) for piece in whole], whole != list(pieces)
    ends = list(accumulate(map(len, pieces)))
    text = "".join(pieces)
    places = sorted({0, *ends, *(at for at, _ in anchors)})
    # What can't be divided, such as a link, is not: its anchor stands behind it.
    undivided = uncut([text[a:b] for a, b in pairwise(places)])
    places = sorted({0, *ends, *accumulate(map(len, undivided))})
    cut = [text[a:b] for a, b in pairwise(places)]
    whole = balance(cut)
    content: list[list[Element | str]] = [[] for _ in pieces]
    waiting = list(anchors)
    for start, words in zip(places, whole, strict=False):
        # The piece of the text in which this part begins.
        piece = content[bisect_right(ends, start)]
        while waiting and waiting[0][0] <= start:
            piece.append(waiting.pop(0)[1])
        piece += parts(words)
    content[-1] += [node for _, node in waiting]
    return [tuple(inline) for inline in content], whole != cut
