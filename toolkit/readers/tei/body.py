"""The text of diglot's own edition, as turns.

Every paragraph is as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, get_args

from toolkit.catalog.id_record import PATTERN
from toolkit.model import FORMS, Absence, Certainty, Form, Kind, Location, Paragraph, Times, Turn
from toolkit.readers.tei import inline, source
from toolkit.readers.tei.others import SpeakerLookup, kind_of, known, meant
from toolkit.readers.tei.source import children, find, instruction, name, stem, words, xml_id
from toolkit.schema import DOUBTED, REASONS
from toolkit.text import markup
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSIDE = frozenset(
    "text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 annotationBlock opener "
    "closer epigraph argument list listBibl table row lg spGrp cit quote prologue epilogue set castList "
    "titlePage docTitle standOff trailer".split()
)
"""Elements that are gone into."""
_FORMS: dict[tuple[str, str], Form] = {
    (info.tei.around, info.tei.element): info.name for info in FORMS.values() if info.tei.element
}
"""What is around the element of a form, and that element -> the form."""
_SHARED = frozenset(around or element for around, element in _FORMS)
"""What stands in an element that is no paragraph, and shared by some."""
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
        self.moments: source.TimesOfPoints = {}
        self.label = ""
        """Of the next turn."""
        self.scene = ""
        """Number of the last scene that is no turn: its paragraphs belong together."""

    def read(self, text: _Element) -> tuple[Turn, ...]:
        """All turns of a `text`."""
        self.moments = source.moments(text)
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
            for part, form in _parts(node):
                self._add(kind, self._paragraph(kind, part, form), n=part.get("n"))

    def _note(self, node: _Element) -> None:
        type_ = node.get("type") or ""
        if type_ == "speaker":
            self.label = words(node)
            return
        kind = kind_of(node, self.known, "note")
        blocks = find(node, "p") or [node]
        for part, form in chain.from_iterable(map(_parts, blocks)):
            self._add(kind, self._paragraph(kind, part, form), n=part.get("n"))

    def _turn(self, node: _Element) -> None:
        label = self.label
        self.label = ""
        who = (node.get("who") or "").split()
        speaker = find(node, "speaker")
        if speaker:
            label = words(speaker[0])
        speakers = meant(self.person, who, label)
        paragraphs = [paragraph for paragraph in self._said(node) if paragraph.text]
        # The writer puts the time of a single paragraph at its turn.
        if len(paragraphs) == 1 and paragraphs[0].times == Times():
            paragraphs = [paragraphs[0].replace(times=source.of_element(node, self.moments))]
        if paragraphs:
            self.scene = ""
            cert, doubted = _certainty(node)
            paragraphs = [one.replace(cert=doubted.get(one.id, "")) for one in paragraphs]
            self.turns.append(Turn("speech", speakers, label, tuple(paragraphs), cert=cert))

    def _said(self, node: _Element) -> Iterator[Paragraph]:
        """The paragraphs of a turn."""
        for part in children(node):
            tag = name(part)
            if tag == "ab":
                yield from self._said(part)
            elif tag in inline.EVENTS or (tag == "note" and part.get("type") != "footnote"):
                yield self._paragraph("event", part)
            elif tag not in ("speaker", *_SKIPPED):
                yield from (self._paragraph("speech", inner, form) for inner, form in _parts(part))

    def _separator(self, node: _Element) -> None:
        drawn = instruction(node)
        text = drawn if isinstance(drawn, str) else node.get("rend") or ""
        where = Location(self.path, line_of(node))
        self._add("separator", Paragraph(self._id(node), "separator", text, where), empty=True)

    def _paragraph(self, kind: Kind, node: _Element, form: Form = "prose") -> Paragraph:
        text = sentences(node)[0]
        times = Times()
        if self.moments:
            times = source.of_element(node, self.moments)
            if times.start is None:
                built = name(node) == "lg" or find(node, "graphic")
                times = (
                    source.around(node, self.moments) if built else source.of_words(node, text, self.moments)
                )
        return Paragraph(
            self._id(node), kind, text, Location(self.path, line_of(node)), times=times, form=form
        )

    def _id(self, node: _Element) -> str:
        """The stem of diglot's own id.

        It is "" for ids of others.
        """
        id_ = stem(xml_id(node))
        if name(node) == "milestone":
            # A separator has the id of its scene, which is made of that of the paragraph.
            id_ = id_.removeprefix("t.") if id_.startswith("t.") else "s" + id_[1:]
        return id_ if PATTERN.fullmatch(id_) else ""

    def _add(self, kind: Kind, *paragraphs: Paragraph, n: str | None = None, empty: bool = False) -> None:
        """Take in what is no turn.

        n: its position, by which one scene may be many elements.
        """
        kept = tuple(paragraph for paragraph in paragraphs if paragraph.text or empty)
        if not kept:
            return
        scene = (n or "").partition(".")[0]
        # A note of two paragraphs is two elements with one number.
        if scene and scene == self.scene:
            last = self.turns.pop()
            kept = (*last.paragraphs, *kept)
        self.scene = scene
        self.turns.append(Turn(kind, (), "", kept))


def _certainty(turn: _Element) -> tuple[Certainty, dict[str, Certainty]]:
    """How sure it is whose a turn is, and paragraphs of it by their ids.

    An edition of diglot's own says where it isn't sure.
    """
    said: dict[str, set[str]] = {}
    for certainty in find(turn, "certainty"):
        if certainty.get("match") in ("@who", DOUBTED):
            of = stem(certainty.get("target") or "")
            said.setdefault(of, set()).add(certainty.get("cert") or "")
    degrees: dict[str, Certainty] = {
        of: next((degree for degree in get_args(Certainty) if degree in some), "")
        for of, some in said.items()
    }
    whole: Certainty = degrees.pop("", "")
    return whole, degrees


def _parts(node: _Element) -> Iterator[tuple[_Element, Form]]:
    """The paragraphs in an element, with their forms.

    It is one itself, or holds some of one form.
    """
    if name(node) == "figure":
        yield node, "picture" if find(node, "graphic") else "prose"
        return
    first = next(children(node), None)
    if xml_id(node) or first is None or name(first) not in _SHARED:
        yield node, "prose"
        return
    for child in children(node):
        around = name(child) if name(child) in ("list", "quote") else ""
        for part in children(child) if around else (child,):
            yield part, _FORMS.get((around, name(part)), "prose")


def sentences(node: _Element) -> tuple[str, tuple[str, ...]]:
    """The text of a paragraph, and its sentences.

    It is a paragraph that diglot wrote. There are no sentences where it isn't divided.
    """
    if name(node) == "lg":
        return _typed(node) or _verse(node)
    if name(node) == "figure" and (shown := inline.picture(node)):
        return _typed(node) or _picture(node, markup.compose([shown]))
    heads = find(node, "head") if name(node) == "figure" else []
    inner = heads[0] if heads else node
    # A figure without a picture has its words in a `head`.
    if typed := _typed(node) or _typed(inner):
        return typed
    parts = [part for part in children(inner) if name(part) == "s" or (name(part) == "desc" and xml_id(part))]
    if parts:
        pieces = tuple(map(inline.exactly, parts))
        return "".join(pieces), pieces
    words_ = find(inner, "desc")
    return inline.exactly(words_[0] if words_ else inner), ()


def _typed(node: _Element) -> tuple[str, tuple[str, ...]] | None:
    """A text and its sentences as an instruction has them; None where elements tell all."""
    typed = instruction(node)
    if isinstance(typed, list):
        return "".join(map(str, typed)), tuple(map(str, typed))
    return (typed, ()) if isinstance(typed, str) else None


def _verse(node: _Element) -> tuple[str, tuple[str, ...]]:
    """A stanza, and the pieces of its lines."""
    lines = find(node, "l")
    pieces: list[str] = []
    if any(find(line, "s") for line in lines):
        for line in lines:
            pieces += map(inline.exactly, find(line, "s"))
            pieces[-1] += markup.BREAK * (line is not lines[-1])
    text = "".join(pieces) if pieces else markup.BREAK.join(map(inline.exactly, lines))
    return text, tuple(pieces)


def _picture(node: _Element, shown: str) -> tuple[str, tuple[str, ...]]:
    """A picture with its caption, and the pieces of both.

    shown  the picture, as it is typed
    """
    heads = find(node, "head")
    pieces = tuple(map(inline.exactly, find(heads[0], "s"))) if heads else ()
    if pieces or any(map(xml_id, find(node, "figDesc"))):
        whole = (f"{shown} " if pieces else shown, *pieces)
        return "".join(whole), whole
    return " ".join([shown, *map(inline.exactly, heads)]), ()
