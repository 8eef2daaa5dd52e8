"""The text of a TEI file as turns: `u` or `sp`, and all that stands between them.

diglot's own editions and transcripts of others go the same way: ParlaMint's `note type="speaker"` and `seg`,
DraCor's `sp` with `speaker` and `p`, a bare `u` with words in it. What an element is not known as, is
narration with its words: nothing that can be read is dropped but page numbers and editors' deletions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from toolkit.ids import PATTERN
from toolkit.model import Absence, Kind, Location, Paragraph, Turn
from toolkit.readers.tei import inline
from toolkit.readers.tei.source import children, find, instruction, line_of, name, pointed, words, xml_id

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSIDE = frozenset(
    "text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 annotationBlock opener "
    "closer epigraph argument list listBibl table row lg spGrp cit quote prologue epilogue set castList "
    "titlePage docTitle standOff trailer".split()
)
"""Elements that are gone into, where they have elements for paragraphs in them."""
_APART = frozenset(
    "p ab head l item u sp note byline dateline figure cell seg stage vocal kinesic incident titlePart "
    "docAuthor docDate castItem salute signed".split()
)
_SKIPPED = frozenset(
    "teiHeader standOff spanGrp timeline linkGrp link pb lb cb gb fw anchor interpGrp index".split()
)
_KINDS: dict[str, Kind] = {
    "byline": "byline",
    "docAuthor": "byline",
    "dateline": "dateline",
    "docDate": "dateline",
    "docTitle": "title",
    "titlePart": "title",
}
_NOTES: dict[str, Kind] = {"editorial": "note", "metadata": "meta", "transcriber": "event"}
_HEADS: dict[str, Kind] = {"kicker": "kicker", "main": "title"}
_COLONS = ":\uff1a \u00a0"

ABSENT: dict[str, Absence] = {"untranslated": "", "heldBack": "draft", "omitted": "omitted"}
"""The reason of a gap in one of diglot's own translations -> why a paragraph isn't there."""
Person = Callable[[str, str], str | None]
"""From an id that `who` points at, or "", and the printed label, or "", to the key of a speaker."""


class Reading:
    """The turns of one text, gathered in order.

    own     whether diglot wrote the file: then every paragraph is as it was
    person  who is meant
    """

    def __init__(self, path: str, person: Person, *, own: bool) -> None:
        self.path, self.person, self.own = path, person, own
        self.turns: list[Turn] = []
        self.label = ""
        """Of the next turn."""
        self.scene = ""
        """Number of the last scene that is no turn, in diglot's own files: its paragraphs belong together."""
        self.titled = False

    def read(self, text: _Element) -> tuple[Turn, ...]:
        """All turns of a `text`."""
        self._inside(text)
        self._unused()
        return tuple(self.turns)

    def _inside(self, node: _Element) -> None:
        self._stray(node.text, node)
        for child in children(node):
            self._element(child)
            self._stray(child.tail, child)

    def _element(self, node: _Element) -> None:
        tag = name(node)
        if tag in _SKIPPED:
            return
        if tag in ("u", "sp"):
            self._turn(node)
        elif tag == "note":
            self._note(node)
        elif tag == "milestone":
            self._separator(node)
        elif tag in inline.EVENTS:
            if node.get("reason") not in ABSENT:
                self._add("event", self._event(node), n=self._n(node))
        elif tag == "figure":
            self._figure(node)
        elif tag in _INSIDE and (self.own or any(name(one) in _APART for one in node.iterdescendants())):
            self._inside(node)
        else:
            kind = self._kind(node, tag)
            self._add(kind, self._paragraph(kind, node), n=self._n(node))

    def _n(self, node: _Element) -> str | None:
        """Its position, where diglot gave it."""
        return node.get("n") if self.own else None

    def _note(self, node: _Element) -> None:
        type_ = node.get("type") or ""
        if type_ == "speaker":
            self._unused()
            self.label = words(node)
            return
        kind = _NOTES.get(type_, "note")
        parts = find(node, "p") or [node]
        self._add(kind, *(self._paragraph(kind, part) for part in parts), n=self._n(node))

    def _kind(self, node: _Element, tag: str) -> Kind:
        type_ = node.get("type") or ""
        if tag == "head":
            first = not self.own and not self.titled and not self.turns
            self.titled = True
            return _HEADS.get(type_, "title" if first else "heading")
        if tag == "ab":
            return _KINDS.get(type_, "narration")
        return _KINDS.get(tag, "narration")

    def _turn(self, node: _Element) -> None:
        label = self.label
        self.label = ""
        # In ISO 24624, the form of DGD and EXMARaLDA, the block around a `u` says whose it is.
        around = node.getparent()
        block = around if around is not None and name(around) == "annotationBlock" else node
        who = (node.get("who") or block.get("who") or "").split()
        speaker = find(node, "speaker")
        if speaker:
            label = words(speaker[0])
        named = [self.person(pointed(one), label if len(who) == 1 else "") for one in who or [""]]
        speakers = tuple(dict.fromkeys(key for key in named if key is not None))
        paragraphs = [one for one in self._said(node) if one.text]
        if not paragraphs:
            return
        self.scene = ""
        if not self.own:
            label = label.rstrip(_COLONS).rstrip("." if label.isupper() else "")
        self.turns.append(Turn("speech", speakers, label, tuple(paragraphs)))

    def _said(self, node: _Element) -> Iterator[Paragraph]:
        """The paragraphs of a turn."""
        parts = [child for child in children(node) if name(child) not in ("speaker", *_SKIPPED)]
        loose = "".join([node.text or "", *(child.tail or "" for child in node)]).strip()
        blocks = any(name(one) in ("seg", "p", "ab", "l", "lg") for one in parts)
        words_ = any(name(one) not in inline.EVENTS for one in parts)
        if not self.own and (loose or (words_ and not blocks)):
            yield self._paragraph("speech", node)
            return
        for part in parts:
            tag = name(part)
            if tag == "ab" and self.own:
                yield from self._said(part)
            elif tag in inline.EVENTS or (tag == "note" and part.get("type") != "footnote"):
                yield self._event(part)
            elif tag == "lg":
                yield from (self._paragraph("speech", line) for line in part.iterdescendants("{*}l"))
            else:
                yield self._paragraph("speech", part)

    def _event(self, node: _Element) -> Paragraph:
        if self.own or name(node) in ("note", "stage"):
            return self._paragraph("event", node)
        return Paragraph("", "event", inline.event(node), Location(self.path, line_of(node)))

    def _figure(self, node: _Element) -> None:
        if self.own:
            self._add("caption", self._paragraph("caption", node), n=self._n(node))
            return
        for part in ("head", "p", "figDesc"):
            if found := find(node, part):
                self._add("caption", *(self._paragraph("caption", one) for one in found))
                return

    def _separator(self, node: _Element) -> None:
        drawn = instruction(node)
        if self.own or node.get("unit") in ("section", "break", "separator") or node.get("rend"):
            text = drawn if isinstance(drawn, str) else node.get("rend") or ""
            where = Location(self.path, line_of(node))
            self._add("separator", Paragraph(self._id(node), "separator", text, where), empty=True)

    def _paragraph(self, kind: Kind, node: _Element) -> Paragraph:
        text = sentences(node)[0] if self.own else inline.text(node)
        return Paragraph(self._id(node), kind, text, Location(self.path, line_of(node)))

    def _id(self, node: _Element) -> str:
        """The stem of an id that diglot has given; "" for others."""
        if not self.own:
            return ""
        stem = xml_id(node).rpartition(".")[2]
        stem = "s" + stem[1:] if name(node) == "milestone" else stem
        return stem if PATTERN.fullmatch(stem) else ""

    def _add(self, kind: Kind, *paragraphs: Paragraph, n: str | None = None, empty: bool = False) -> None:
        """Take in what is no turn. `n`: its position, in diglot's own files, where one scene may be many."""
        found = tuple(one for one in paragraphs if one.text or empty)
        if not found:
            return
        self._unused()
        scene = (n or "").partition(".")[0]
        if scene and scene == self.scene:
            last = self.turns.pop()
            found = (*last.paragraphs, *found)
        self.scene = scene
        self.turns.append(Turn(kind, (), "", found))

    def _unused(self) -> None:
        """A label that no turn follows is text."""
        if self.label and not self.own:
            where = Location(self.path, 1)
            self.turns.append(Turn("narration", (), "", (Paragraph("", "narration", self.label, where),)))
        self.label = ""

    def _stray(self, text: str | None, node: _Element) -> None:
        """Words that stand in no paragraph."""
        if text and text.strip() and not self.own:
            where = Location(self.path, line_of(node))
            self._add("narration", Paragraph("", "narration", " ".join(text.split()), where))


def sentences(node: _Element) -> tuple[str, tuple[str, ...]]:
    """The text of a paragraph that diglot wrote, and its sentences where it is divided; () otherwise."""
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
