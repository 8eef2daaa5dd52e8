"""The text of others' TEI, as turns.

Every word of it is read once, in its order.

Projects encode in many ways: ParlaMint's `note type="speaker"` and `seg`, DraCor's `sp` with `speaker` and
`p`, a bare `u` with words in it. So there is one rule. What stands in an element is gone through: words and
marks in a row are a paragraph, until an element comes that is a paragraph itself or has one in it; that is
gone through in its turn. What stands alone, such as a stage direction or a note, is what it is; beside words
it is a part of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.catalog import ids
from toolkit.model import KINDS, Kind, Location, Paragraph, Times, Turn
from toolkit.readers.tei import inline, source
from toolkit.readers.tei.source import children, name, pointed, xml_id
from toolkit.readers.tei.speakers import printed
from toolkit.text import markup
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ALONE = frozenset({"note", *inline.EVENTS})
"""What is no part of a paragraph where no words stand beside it."""
_TURNS = frozenset({"u", "sp"})
_OTHERS: dict[str, Kind] = {
    "docAuthor": "byline",
    "docDate": "dateline",
    "docTitle": "title",
    "titlePart": "title",
    "stage": "event",
}
"""Elements that diglot never writes."""
_BREAKS = frozenset({"section", "break", "separator"})
_FRAMES = frozenset("div div1 div2 div3 div4 div5 div6 div7 body front back text floatingText lg".split())
"""Blocks in which a line may be drawn."""
_BREAKING = tuple(
    "{*}" + tag for tag in (*inline.BLOCKS, *_TURNS, "milestone", "seg", "item", "label", "bibl")
)

SpeakerLookup = Callable[[str, str], str | None]
"""From an id that `who` points at, or "", and the printed label, or "", to the key of a speaker."""


KindsByElement = Mapping[tuple[str, str], Kind]


def known() -> KindsByElement:
    """Kinds of paragraphs, by element and type.

    Speech is not among them: it depends on what is around.
    """
    kinds: dict[tuple[str, str], Kind] = {}
    for info in KINDS.values():
        if info.translated and not info.spoken:
            kinds[info.tei.element, info.tei.type] = info.name
            if info.title_block:  # what can't stand where its own element can
                kinds["ab", info.name] = info.name
    for element, kind in _OTHERS.items():
        kinds[element, ""] = kinds["ab", element] = kind
    return kinds


def kind_of(node: _Element, known: KindsByElement, otherwise: Kind) -> Kind:
    """The kind that an element is written for.

    It is `otherwise` where the element may be written for any.
    """
    tag, type_ = name(node), node.get("type") or ""
    return known.get((tag, type_)) or known.get((tag, ""), otherwise)


def meant(person: SpeakerLookup, who: Sequence[str], label: str) -> tuple[str, ...]:
    """The keys of those who are meant.

    They are those at whom `who` points. A label is the name of one, or of nobody.
    """
    named = [person(pointed(pointer), label if len(who) == 1 else "") for pointer in who]
    return tuple(dict.fromkeys(key for key in named or [person("", label)] if key is not None))


@dataclass(slots=True)
class _OpenTurn:
    """Paragraphs that belong to one turn."""

    kind: Kind
    speakers: tuple[str, ...] = ()
    label: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    times: Times = field(default_factory=Times)
    """What the element says of the whole turn."""


class TextReading:
    """The turns of one text, gathered in order.

    `person` tells who is meant.
    """

    def __init__(self, path: str, person: SpeakerLookup) -> None:
        self.path, self.person, self.known = path, person, known()
        self.moments: source.TimesOfPoints = {}
        self.turns: list[Turn] = []
        self.scenes: list[_OpenTurn] = []
        """Those that are open, one in the other."""
        self.label: _Element | None = None
        """What says who speaks in the turn that follows: a note, or a `speaker` that stands before it."""
        self.told: _Element | None = None
        """A description that stands in its picture."""
        self.titled = False
        self.spoken: tuple[_Element | None, bool] = None, False
        """The `u` that was looked at last, and whether words stand in it itself."""

    def read(self, text: _Element) -> tuple[Turn, ...]:
        """All turns of a `text`."""
        self.moments = source.moments(text)
        self._through(text, "narration")
        self._unused()
        paragraphs = chain.from_iterable(turn.paragraphs for turn in self.turns)
        kept = ids.kept(paragraph.id for paragraph in paragraphs if paragraph.id)
        return tuple(
            turn.replace(paragraphs=tuple(p if p.id in kept else p.replace(id="") for p in turn.paragraphs))
            for turn in self.turns
        )

    def _through(self, node: _Element, kind: Kind) -> None:
        """Go through what stands in an element.

        kind: of the paragraphs that its own words are.
        """
        run: list[str | _Element] = [node.text or ""]
        name_ = xml_id(node)
        for child in node:
            if name(child) == "speaker" and name(node) in _TURNS:
                # The rest is the label of the turn.
                run += (note for note in child.iter("{*}note") if not _hidden(note, child))
                run += (event for event in children(child) if name(event) in inline.EVENTS)
            elif name(child) == "speaker" and _heads(child):
                name_ = self._run(run, kind, node, name_)
                run = []
                self._unused()
                self.label = child
            elif child is self.told or (name(child) == "graphic" and name(node) == "figure"):
                # It stands there as a picture; a description of its own is words.
                run += [] if child is self.told else [child.text or "", *children(child)]
            elif self._is_block(child):
                name_ = self._run(run, kind, node, name_)
                run = []
                self._block(child, kind)
                # A part is named where it begins, or nowhere: what comes later in it is something else.
                name_ = "" if name(node) in _FRAMES else name_
            else:
                run.append(child)
            run.append(child.tail or "")
        self._run(run, kind, node, name_)

    def _run(self, run: list[str | _Element], kind: Kind, node: _Element, name_: str) -> str:
        """Take words and marks in a row.

        Gives the id of the element, if they haven't it.
        """
        rest = [part for part in run if isinstance(part, str) or name(part) not in _ALONE]
        # Nothing but notes and events: each stands alone.
        if not inline.row(rest):
            for part in run:
                if not isinstance(part, str) and name(part) in _ALONE:
                    self._alone(part)
            return name_
        first = next((element for element in run if not isinstance(element, str)), node)
        place = node if name_ or not self.turns else first
        self._put(Paragraph(name_, kind, inline.row(run), Location(self.path, line_of(place))))
        return ""

    def _alone(self, node: _Element) -> None:
        """Take an event or a note that stands alone."""
        speech = bool(self.scenes) and KINDS[self.scenes[-1].kind].spoken
        if node.get("type") == "speaker" and next(node.iterdescendants("{*}note"), None) is None:
            self._unused()
            self.label = node
        elif name(node) == "note" and not (speech and node.get("type") != "footnote"):
            self._scene(node, _OpenTurn(kind_of(node, self.known, "note")))
        elif name(node) in ("note", "stage"):
            self._through(node, "event")
        elif said := inline.row([node]):
            self._put(Paragraph("", "event", said, Location(self.path, line_of(node))))

    def _block(self, node: _Element, kind: Kind) -> None:
        """Take a paragraph, or what has some in it."""
        tag = name(node)
        if tag in _TURNS:
            self._turn(node)
        elif tag == "milestone" and not any(True for _ in inline.texts(node)):
            self._put(Paragraph("", "separator", node.get("rend") or "", Location(self.path, line_of(node))))
        elif tag == "figure" and kind != "note":
            self._figure(node)
        else:
            self._through(node, self._kind(node, tag, kind))

    def _figure(self, node: _Element) -> None:
        """Take the pictures of a figure, and below them its words."""
        pictures = inline.pictures(node)
        if pictures:
            told = [description for description in children(node) if name(description) == "figDesc"]
            self.told = told[0] if len(told) == 1 and len(told[0]) == 0 else None
            if self.told is None:
                # What has marks or more than one part is a caption.
                pictures[0] = pictures[0].replace(text="")
            shown = " ".join(markup.compose([picture]) for picture in pictures)
            where = Location(self.path, line_of(node))
            self._put(Paragraph("", "caption", shown, where, form="picture"))
        self._scene(node, _OpenTurn("caption"))

    def _kind(self, node: _Element, tag: str, kind: Kind) -> Kind:
        """The kind of words in an element.

        It stands among others of a kind.
        """
        if KINDS[kind].several:
            return "event" if tag == "stage" and KINDS[kind].spoken else kind
        own_kind = kind_of(node, self.known, "narration")
        if tag == "head":
            # The head above everything is the title of the text.
            first = not self.titled and not self.turns
            self.titled = True
            if first and own_kind == "heading":
                return "title"
        return own_kind

    def _turn(self, node: _Element) -> None:
        """A `u` or `sp`."""
        spoken = [speaker for speaker in children(node) if name(speaker) == "speaker"]
        labels = list(filter(None, map(inline.label, spoken)))
        label = " ".join(labels)
        if spoken:
            self._unused()
        elif self.label is not None:
            label = inline.plain(self.label)
        role = "" if self.label is None else self.label.get("role") or ""
        self.label = None
        # In ISO 24624, and in what was there before it, the block around a `u` says whose it is.
        around = node.getparent()
        block = around if around is not None and (around.get("who") or around.get("start")) else node
        who = (node.get("who") or block.get("who") or "").split()
        if role and not who and any(map(str.isdigit, label)):
            # "Q12" and "Q13" are asked by one.
            speakers = meant(self.person, (role,), role)
        elif not who and len(labels) > 1:
            # Two `speaker`s in one `sp` speak together.
            speakers = tuple(
                dict.fromkeys(key for printed_name in labels for key in meant(self.person, (), printed_name))
            )
        else:
            speakers = meant(self.person, who, label)
        scene = _OpenTurn("speech", speakers, printed(label))
        scene.times = source.of_element(node, self.moments)
        # What holds several turns tells when they begin all together, and not each of them.
        if scene.times.start is None and not any(
            next(node.itersiblings(str(node.tag), preceding=way), None) is not None for way in (True, False)
        ):
            scene.times = source.of_element(block, self.moments)
        self._scene(node, scene)
        if scene.label:
            # Nobody says anything: the name is text.
            self._put(Paragraph("", "narration", label, Location(self.path, line_of(node))))

    def _scene(self, node: _Element, scene: _OpenTurn) -> None:
        self._close()
        self.scenes.append(scene)
        self._through(node, scene.kind)
        self._close()
        self.scenes.pop()

    def _put(self, paragraph: Paragraph) -> None:
        """Take in a paragraph.

        It becomes one of the scene that is open, or stands by itself.
        """
        scene = self.scenes[-1] if self.scenes else None
        if scene is not None and (
            paragraph.kind == scene.kind or (KINDS[scene.kind].spoken and KINDS[paragraph.kind].happens)
        ):
            if not scene.paragraphs:
                self._unused()
            scene.paragraphs.append(paragraph)
            return
        self._close()
        self._unused()
        self.turns.append(Turn(paragraph.kind, (), "", (paragraph,)))

    def _close(self) -> None:
        """Close the turn that is open.

        What is said after it has no label.
        """
        if self.scenes and (scene := self.scenes[-1]).paragraphs:
            first, *others = scene.paragraphs
            # Of a turn of many paragraphs nobody says when the first one ends.
            times = Times(scene.times.start) if others else scene.times
            said = (first.replace(times=times), *others)
            self.turns.append(Turn(scene.kind, scene.speakers, scene.label, said))
            scene.label, scene.paragraphs, scene.times = "", [], Times()

    def _unused(self) -> None:
        """A label that no turn follows is text."""
        node, self.label = self.label, None
        if node is not None:
            self._put(Paragraph("", "narration", inline.plain(node), Location(self.path, line_of(node))))

    def _is_block(self, node: _Element) -> bool:
        """Whether it is or has a paragraph or turn."""
        # What is in a note is a part of it, whatever it is.
        if not isinstance(node.tag, str) or name(node) == "note" or inline.silent(node):
            return False
        return self._breaks(node) or any(
            self._breaks(element) and not _hidden(element, node)
            for element in node.iterdescendants(*_BREAKING)
        )

    def _breaks(self, node: _Element) -> bool:
        """Whether it is a paragraph or a turn itself."""
        tag, around = name(node), node.getparent()
        outer = "" if around is None else name(around)
        if tag in _TURNS:
            return True
        if tag in ("docAuthor", "docDate") and outer in ("byline", "docImprint", "docEdition"):
            return False  # a name in "By A. Writer" is no line of its own
        if tag == "milestone":
            drawn = node.get("unit") in _BREAKS or bool(node.get("rend"))
            empty = not any(True for _ in inline.texts(node))
            return drawn and empty and outer not in inline.BLOCKS - _FRAMES
        if tag == "seg" and around is not None:
            if outer not in _TURNS:
                return False
            if self.spoken[0] is not around:
                self.spoken = around, _loose(around)
            if self.spoken[1]:
                return False
        elif tag not in inline.BLOCKS and not outer.startswith("list"):
            return False
        return any(True for _ in inline.texts(node))


def _heads(speaker: _Element) -> bool:
    """Whether a `speaker` stands before a `u`, which may have none in it."""
    behind = speaker.getnext()
    while behind is not None and name(behind) in ("", "pb", "anchor"):
        behind = behind.getnext()
    return behind is not None and name(behind) == "u" and not (speaker.tail or "").strip()


def _hidden(node: _Element, inside: _Element) -> bool:
    """Whether an element is hidden in another.

    It is hidden in a note there, or in what isn't read.
    """
    around = node
    while (parent := around.getparent()) is not None and around is not inside:
        if inline.silent(around) or name(parent) == "note":
            return True
        around = parent
    return False


def _loose(node: _Element) -> bool:
    """Whether words stand in an element itself."""
    return bool((node.text or "").strip() or any((child.tail or "").strip() for child in node))
