"""The text of an edition in one language.

Turns are `u` of `seg`, or `sp` of `p`; all else is what it is.

A paragraph that isn't translated is a `gap` there, with the reason: never the source's words under another
language's name. What a translation has beside it, and the source has not, is in `back`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from toolkit.errors import DiglotError
from toolkit.model import FORMS, KINDS, Addition, Cell, Edition, Form, KindInfo, Row, Scene, answered
from toolkit.schema import REASONS
from toolkit.text import cuts, events, markup
from toolkit.text.xml import ILLEGAL, quoted
from toolkit.writers.tei import profile, times
from toolkit.writers.tei.inline import (
    BUILT,
    ELEMENTS,
    TextPiece,
    content,
    exact,
    instruction,
    parts,
    readable,
    rich,
    typed,
)
from toolkit.writers.tei.markup import Extent, Markup
from toolkit.writers.tei.pointers import Pointers, added_id, doubts, engines, pivot, published_id, spoken

Dialogue = Literal["u", "sp"]
# Element, its attributes, and the child that holds the words where the element itself may not.
_Shape = tuple[str, str, str]
_BLOCK: _Shape = "p", "", ""
_TOP_ONLY = frozenset({"byline", "dateline"})
"""Elements that may stand only where a division begins."""
_TIMED = frozenset({"vocal", "kinesic", "incident", "gap"})
"""Elements that may say themselves when they are heard (TEI P5, att.timed)."""
_FLOW = frozenset({"p", "seg", "ab"})
"""Elements after which a division has begun in earnest: `head` and `dateline` have no place any more."""
_FRAMES = frozenset({"p", "seg", "note"})
"""Elements that may hold lists, quotations, verse and pictures."""


def _shaped(info: KindInfo) -> _Shape:
    """The element of a kind, wherever it stands."""
    element, type_, inner = info.tei
    return element, f' type="{type_}"' if type_ else "", inner


class TextWriter:
    """The `text` of one language, being written.

    It goes scene by scene, and knows where in its divisions the pen is.

    `measure` tells the length of a paragraph. Raises DiglotError for a character that XML can't carry.
    """

    def __init__(
        self,
        out: Markup,
        edition: Edition,
        lang: str,
        pointers: Pointers,
        *,
        dialogue: Dialogue = "u",
        measure: Callable[[str], int] = len,
    ) -> None:
        self.out = out
        self.edition = edition
        self.lang = lang
        self.measure = measure
        self.turn: Dialogue = dialogue
        """The element of a turn."""
        self.extent = Extent()
        """Of what was written so far."""
        self.part = False
        """Whether a division of the interview is open."""
        self.top = True
        """Whether the open division has nothing yet but what may stand above its text."""
        self.frame: tuple[_Shape, Form] | None = None
        """What neighbours of one form share: it is open."""
        self.pivot = pivot(edition)
        # The beginnings of attributes that nearly every element has.
        self.id = f' xml:id="{lang}.'
        self.source = pointers.units[self.pivot] if self.pivot and lang != self.pivot else ""
        published = lang != edition.source_lang and edition.meta.translation(lang).existed
        self.placed = f' source="#{published_id(lang)}"' if published else ""
        self.engines = {name: f' resp="{to}"' for name, to in engines(edition, lang, pointers).items()}
        """By name of a machine, the attribute of what it wrote."""
        self.additions: list[tuple[str, Addition]] = []
        """With the position of the paragraph before."""
        self.who = f"{pointers.root}spk."
        translated = lang != edition.source_lang
        self.ana = profile.categories(pointers) if translated else {}
        # Only the words of the source were heard at its times.
        self.moments = times.Moments(lang) if lang == edition.source_lang else None
        out.start("body")
        out.start("div", f' type="{"interview" if answered(edition.speakers) else "text"}"')

    def end(self) -> Extent:
        """Close what is open.

        It gives what the text was found to hold.
        """
        self._close()
        if self.part:
            self.out.end("div")
        self.out.end("div")
        self.out.end("body")
        self._back()
        self.out.flush()
        self.extent.timeline = None if self.moments is None else self.moments.timeline()
        whens = len(self.extent.timeline.content) if self.extent.timeline else 0
        self.extent.tags = self.out.tags + Counter(text=1, timeline=min(1, whens), when=whens)
        return self.extent

    def scene(self, scene: Scene) -> None:
        """Writes the next scene."""
        info = KINDS[scene.kind]
        # What neighbours share ends where something else begins.
        if info.spoken or info.several or not info.translated or info.tei.element == "head":
            self._close()
        if info.spoken:
            self._turn(scene)
        elif info.prints == "aside" and len(scene.rows) > 1:
            self._note(scene)
        elif not info.translated:
            self._separator(scene)
        else:
            if info.tei.element == "head":
                self._division(info)
            for row in scene.rows:
                self._paragraph(row, self._shape(row))
        if info.tei.element in _FLOW:
            self.top = False

    def _back(self) -> None:
        """Write what the source has not.

        Each has the position that it stands behind.
        """
        if not self.additions:
            return
        self.out.start("back")
        self.out.start("div", ' type="additions"')
        for number, (n, addition) in enumerate(self.additions, 1):
            name = f' xml:id="{added_id(self.lang, number)}"'
            self.extent.additions += 1
            content = (exact(addition.text), self.out.inside(parts(self._legal(addition.text, n))))
            self.out.mixed("ab", f'{name} type="addition" n="{n}"{self.placed}', content)
        self.out.end("div")
        self.out.end("back")

    def _division(self, info: KindInfo) -> None:
        """Open a part.

        None is opened where the heading can still join those at the top of this one.
        """
        if self.top and (self.part or info.prints != "heading"):
            return
        if self.part:
            self.out.end("div")
        self.out.start("div", ' type="part"')
        self.part = self.top = True

    def _turn(self, scene: Scene) -> None:
        said = spoken(scene, self.lang)
        inside = self.turn == "sp"
        if said:
            if not inside:
                self._label(scene, "note", ' type="speaker"')
            said_by = " ".join(f"{self.who}{speaker}" for speaker in scene.speakers)
            who = f' who="{said_by}"' if said_by else ""
            heard = self.moments.attributes(*times.turn(scene)) if self.moments and not inside else ""
            attributes = f'{self.id}{scene.id}" n="{scene.n}"{who}{self._corresp(scene.id)}{heard}'
            self.out.start(self.turn, attributes)
            if inside:
                self._label(scene, "speaker", "")
            # In doubt is whose it is: without a pointer there is nothing to doubt.
            for doubt in doubts(scene, self.lang) if said_by else ():
                self.out.empty("certainty", doubt)
        # TEI wants a paragraph in each `sp`: where there are events alone, each is put into a block.
        bare = said and inside and not self._worded(scene)
        for row in scene.rows:
            shape = _BLOCK if inside and KINDS[row.kind].spoken else self._shape(row)
            if bare and row.cells[self.lang].published:
                self.out.start("ab")
                self._paragraph(row, shape)
                self.out.end("ab")
            else:
                self._paragraph(row, shape, alone=said and not inside and len(scene.rows) == 1)
        self._close()
        if said:
            self.out.end(self.turn)

    def _worded(self, scene: Scene) -> bool:
        return any(KINDS[row.kind].spoken and row.cells[self.lang].published for row in scene.rows)

    def _note(self, scene: Scene) -> None:
        """Write a note of several paragraphs.

        Its heading is among them: one note, unless nothing of it is here.
        """
        here = any(row.cells[self.lang].published for row in scene.rows)
        if here:
            element, attributes, _ = _shaped(KINDS[scene.kind])
            self.out.start(element, f'{attributes} n="{scene.n}"')
        for row in scene.rows:
            self._paragraph(row, _BLOCK if row.kind == scene.kind else self._shape(row))
        self._close()
        if here:
            self.out.end(element)

    def _label(self, scene: Scene, tag: str, attributes: str) -> None:
        """Write the printed label.

        There may be none in this language: `who` says whose turn it is in any case.
        """
        cell = scene.names.get(self.lang)
        if cell is not None and cell.published and cell.text:
            self.out.leaf(tag, attributes, self._legal(cell.text, scene.id))

    def _shape(self, row: Row) -> _Shape:
        info = KINDS[row.kind]
        if info.happens:
            # One element for all languages: the words of the source decide.
            source = row.cells.get(self.pivot or self.lang)
            words = source.text if source else ""
            known = ELEMENTS.get(events.classify(words))
            if known and known.words == "desc" and not any(rich(cell.text) for cell in row.cells.values()):
                reason = f' reason="{known.reason}"' if known.reason else ""
                return known.tag, reason, "desc"
        if info.tei.element in _TOP_ONLY and not self.top:
            return "ab", f' type="{info.name}"', ""
        return _shaped(info)

    def _close(self) -> None:
        """Close what neighbours of one form share."""
        if self.frame is None:
            return
        (tag, _, _), form = self.frame
        self.frame = None
        if around := FORMS[form].tei.around:
            self.out.end(around)
        if tag in _FRAMES:
            self.out.end(tag)

    def _framed(self, row: Row, shape: _Shape) -> _Shape:
        """Open what the paragraph shares with its neighbours.

        Gives the element of the paragraph itself, which is that of its form there.
        """
        tag, attributes, _ = shape
        form = FORMS[row.form].tei
        if not form.element or not (tag in _FRAMES or tag == form.element):
            self._close()
            return shape
        # A new list, stanza or quotation.
        if self.frame != (shape, row.form):
            self._close()
            self.frame = shape, row.form
            if tag in _FRAMES:
                self.out.start(tag, attributes)
            if form.around:
                self.out.start(form.around)
        return form.element, "", ""

    def _paragraph(self, row: Row, shape: _Shape, *, alone: bool = False) -> None:
        """Write a paragraph.

        alone: whether its turn has no other, and says when it is heard.
        """
        cell = row.cells[self.lang]
        for addition in row.additions.get(self.lang, ()):
            self.additions.append(("0" if addition.before else row.n, addition))
        if not cell.published:
            self.extent.absent[cell.absence] += 1
            reason = f' reason="{REASONS[cell.absence]}"'
            sure = f' cert="{cell.confidence:.2f}"' if cell.confidence is not None else ""
            self._close()
            self.out.empty("gap", f'{reason} n="{row.n}"{self._corresp(row.id)}{sure}')
            return
        extent = self.extent
        extent.paragraphs += 1
        text = cell.text
        # Of a translation: the source has no origin to tell.
        if self.ana:
            extent.origins[cell.origin] += 1
            extent.reviews[cell.review] += 1
        tag, attributes, inner = self._framed(row, shape)
        form: Form = row.form if self.frame else "prose"
        corresp = f' corresp="{self.source}{row.id}"' if self.source else ""
        ana = self.ana.get((cell.origin, cell.review), "")
        attributes = f'{self.id}{row.id}"{attributes} n="{row.n}"{corresp}{ana}'
        if cell.placed:
            attributes += self.placed
        attributes += self.engines.get(cell.engine, "")
        anchors: Sequence[times.TimeAnchor] = ()
        if self.moments is not None and row.times.start is not None:
            if tag in _TIMED:
                attributes += self.moments.attributes(row.times.start, row.times.end)
            elif row.times.cues or row.times.words or not alone:
                anchors = self.moments.anchors(row.times, text)
        if not text.isprintable():  # nearly all is, and finding that out is much faster than a search
            self._legal(text, row.id)
        said: tuple[str, ...] = (text,)
        if cell.sentences:
            said = self._sentences(row, cell, (tag, attributes, inner), form, anchors)
        elif markup.bare(text) and not anchors and form not in BUILT:
            self.out.leaf(tag, attributes, text, inner)
        else:
            made, changed = self._content(form, [TextPiece(text)], anchors, inner)
            noted = typed(form, text) or (instruction(text) if changed else "")
            self.out.mixed(tag, attributes, (noted, *made), inner)
        if inner != "desc":  # an event is no words, however it is divided
            extent.length += self.measure("".join(map(markup.spoken, said)))

    def _content(
        self, form: Form, pieces: Sequence[TextPiece], anchors: Sequence[times.TimeAnchor], inner: str
    ) -> tuple[list[str], bool]:
        """The markup of pieces, and whether anchors divide what they can't tell.

        In lines of verse and in pictures there is no place for anchors: they stand around them.
        """
        if form not in BUILT and inner != "desc":
            marked, changed = times.with_anchors([piece.text for piece in pieces], anchors)
            whole = [piece._replace(parts=parts) for piece, parts in zip(pieces, marked, strict=True)]
            return content(form, whole, self.out, inner), changed
        before = self.out.inside([node for at, node in anchors if not at])
        after = self.out.inside([node for at, node in anchors if at])
        return [before, *content(form, pieces, self.out, inner), after], False

    def _sentences(
        self, row: Row, cell: Cell, shape: _Shape, form: Form, anchors: Sequence[times.TimeAnchor]
    ) -> tuple[str, ...]:
        """Write a paragraph in sentences.

        A sentence is an `s`; in a `desc` TEI allows none. Gives their texts.
        """
        tag, attributes, inner = shape
        targets = self._targets(row) if self.source else {}
        whole = cuts.balance(cell.sentences)
        units = []
        for number, piece in enumerate(whole, 1):
            sources = " ".join(f"{self.source}{row.id}.{k + 1}" for k in targets.get(number - 1, ()))
            corresp = f' corresp="{sources}"' if sources else ""
            units.append(TextPiece(piece, f'{self.id}{row.id}.{number}"{corresp}'))
        self.extent.sentences += len(whole)
        if form not in BUILT and inner != "desc":  # marks are made whole where anchors are put
            units = [unit._replace(text=piece) for unit, piece in zip(units, cell.sentences, strict=True)]
        made, changed = self._content(form, units, anchors, inner)
        # Emphasis that goes on in the next sentence is whole in each: only an instruction tells how it was.
        same = whole == list(cell.sentences) and not any(map(exact, whole)) and readable(form, whole)
        noted = instruction(list(cell.sentences)) if changed or not same else ""
        self.out.mixed(tag, attributes, (noted, *made), "" if inner == "desc" else inner)
        return tuple(whole)

    def _targets(self, row: Row) -> Mapping[int, tuple[int, ...]]:
        """The sentences that each sentence translates.

        They are those of the source, by the number of this language's; numbers are 0-based.
        """
        return {k: bead.source for bead in row.beads.get(self.lang, ()) for k in bead.target if bead.source}

    def _separator(self, scene: Scene) -> None:
        """Write a mark without words.

        It is no unit of translation, so nothing corresponds to it.
        """
        drawn = " ".join(row.cells[self.lang].text for row in scene.rows)
        # `rend` takes tokens of printable characters (TEI data type teidata.word).
        tokens = " ".join(
            "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in drawn).split()
        )
        rend = f" rend={quoted(tokens)}" if tokens else ""
        typed = "" if tokens == drawn else instruction(drawn)
        attributes = f'{self.id}{scene.id}" unit="section" n="{scene.n}"{rend}'
        self.out.mixed("milestone", attributes, (typed,)) if typed else self.out.empty(
            "milestone", attributes
        )

    def _corresp(self, stem: str) -> str:
        return f' corresp="{self.source}{stem}"' if self.source else ""

    def _legal(self, text: str, stem: str) -> str:
        if illegal := ILLEGAL.search(text):
            raise DiglotError(
                f"XML can't carry the character U+{ord(illegal[0]):04X} in paragraph {stem} ({self.lang}).",
                where=self.edition.name,
                hint="Take it out of the transcript or of the translation.",
            )
        return text
