"""The text of diglot's own edition, as turns.

Every paragraph is as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from toolkit.catalog.ids import PATTERN
from toolkit.model import Absence, Certainty, Kind, Location, Paragraph, Times, Turn
from toolkit.readers.tei import inline, timeline
from toolkit.readers.tei.others import SpeakerLookup, kind_of, known, meant
from toolkit.readers.tei.source import children, find, instruction, name, stem, words, xml_id
from toolkit.schema import REASONS
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSIDE = frozenset(
    "text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 annotationBlock opener "
    "closer epigraph argument list listBibl table row lg spGrp cit quote prologue epilogue set castList "
    "titlePage docTitle standOff trailer".split()
)
"""Elements that are gone into."""
_SKIPPED = frozenset(
    "teiHeader standOff spanGrp timeline linkGrp link pb lb cb gb fw anchor interpGrp index certainty".split()
)

ABSENT: dict[str, Absence] = {reason: absence for absence, reason in REASONS.items()}
"""The reason of a gap in a translation -> why a paragraph isn't there."""


class EditionReading:
    """The turns of one text, gathered in order.

    `person` tells who is meant.
    """

    def __init__(self, path: str, person: SpeakerLookup) -> None:
        self.path, self.person, self.known = path, person, known()
        self.turns: list[Turn] = []
        self.moments: timeline.Moments = {}
        self.label = ""
        """Of the next turn."""
        self.scene = ""
        """Number of the last scene that is no turn: its paragraphs belong together."""

    def read(self, text: _Element) -> tuple[Turn, ...]:
        """All turns of a `text`."""
        self.moments = timeline.moments(text)
        self._inside(text)
        return tuple(self.turns)

    def _inside(self, node: _Element) -> None:
        for child in children(node):
            self._element(child)

    def _element(self, node: _Element) -> None:
        tag = name(node)
        if tag in _SKIPPED or tag == "back":  # what a translation adds is no text of the source
            return
        if tag in ("u", "sp"):
            self._turn(node)
        elif tag == "note":
            self._note(node)
        elif tag == "milestone":
            self._separator(node)
        elif tag in inline.EVENTS:
            if node.get("reason") not in ABSENT:
                self._add("event", self._paragraph("event", node), n=node.get("n"))
        elif tag in _INSIDE:
            self._inside(node)
        else:
            kind = kind_of(node, self.known, "narration")
            self._add(kind, self._paragraph(kind, node), n=node.get("n"))

    def _note(self, node: _Element) -> None:
        type_ = node.get("type") or ""
        if type_ == "speaker":
            self.label = words(node)
            return
        kind = kind_of(node, self.known, "note")
        parts = find(node, "p") or [node]
        self._add(kind, *(self._paragraph(kind, part) for part in parts), n=node.get("n"))

    def _turn(self, node: _Element) -> None:
        label = self.label
        self.label = ""
        who = (node.get("who") or "").split()
        speaker = find(node, "speaker")
        if speaker:
            label = words(speaker[0])
        speakers = meant(self.person, who, label)
        paragraphs = [one for one in self._said(node) if one.text]
        if len(paragraphs) == 1 and paragraphs[0].times == Times():
            paragraphs = [paragraphs[0].replace(times=timeline.of_element(node, self.moments))]
        if paragraphs:
            self.scene = ""
            self.turns.append(Turn("speech", speakers, label, tuple(paragraphs), cert=_certainty(node)))

    def _said(self, node: _Element) -> Iterator[Paragraph]:
        """The paragraphs of a turn."""
        for part in children(node):
            tag = name(part)
            if tag == "ab":
                yield from self._said(part)
            elif tag in inline.EVENTS or (tag == "note" and part.get("type") != "footnote"):
                yield self._paragraph("event", part)
            elif tag not in ("speaker", *_SKIPPED):
                yield self._paragraph("speech", part)

    def _separator(self, node: _Element) -> None:
        drawn = instruction(node)
        text = drawn if isinstance(drawn, str) else node.get("rend") or ""
        where = Location(self.path, line_of(node))
        self._add("separator", Paragraph(self._id(node), "separator", text, where), empty=True)

    def _paragraph(self, kind: Kind, node: _Element) -> Paragraph:
        text = sentences(node)[0]
        times = Times()
        if self.moments:
            times = timeline.of_element(node, self.moments)
            if times.start is None:
                times = timeline.of_words(node, text, self.moments)
        return Paragraph(self._id(node), kind, text, Location(self.path, line_of(node)), times=times)

    def _id(self, node: _Element) -> str:
        """The stem of diglot's own id.

        It is "" for ids of others.
        """
        found = stem(xml_id(node))
        if name(node) == "milestone":
            found = found.removeprefix("t.") if found.startswith("t.") else "s" + found[1:]
        return found if PATTERN.fullmatch(found) else ""

    def _add(self, kind: Kind, *paragraphs: Paragraph, n: str | None = None, empty: bool = False) -> None:
        """Take in what is no turn.

        n: its position, by which one scene may be many elements.
        """
        found = tuple(one for one in paragraphs if one.text or empty)
        if not found:
            return
        scene = (n or "").partition(".")[0]
        if scene and scene == self.scene:
            last = self.turns.pop()
            found = (*last.paragraphs, *found)
        self.scene = scene
        self.turns.append(Turn(kind, (), "", found))


def _certainty(turn: _Element) -> Certainty:
    """How sure it is whose a turn is.

    A header of diglot's own says where it isn't sure.
    """
    said = {one.get("cert") for one in find(turn, "certainty") if one.get("match") == "@who"}
    return next((one for one in get_args(Certainty) if one in said), "")


def sentences(node: _Element) -> tuple[str, tuple[str, ...]]:
    """The text of a paragraph, and its sentences.

    It is a paragraph that diglot wrote. There are no sentences where it isn't divided.
    """
    heads = find(node, "head") if name(node) == "figure" else []
    inner = heads[0] if heads else node
    typed = instruction(inner)
    if isinstance(typed, list):
        return "".join(map(str, typed)), tuple(map(str, typed))
    parts = [one for one in children(inner) if name(one) == "s" or (name(one) == "desc" and xml_id(one))]
    if parts:
        pieces = tuple(map(inline.exactly, parts))
        return "".join(pieces), pieces
    words_ = find(inner, "desc")
    return inline.exactly(words_[0] if words_ else inner), ()
