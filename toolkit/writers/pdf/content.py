"""What a document prints on paper, as plain data for `book.typ`: pure, Edition -> blocks.

A block is one thing in the flow of pages:

    {"k": "speech", "cells": [cell, ...], "above": 1.0, "below": 1.0, "keep": false, "level": 0, "mark": ""}

    k             kind of the paragraph, or label, separator, aside
    cells         one a language, in the order of the layout; or `pieces`, a list of such lists, by sentence
    above, below  room, in sizes of the text; between two blocks there is the larger one
    keep          whether it stays with the next block
    level, mark   of a heading: 1 or more, and what the bookmark says; level 0 for all else

A cell is `{"l": language, "s": state, "c": spans}`; a span is a string, or a mark with what is inside. Text
is never put together with code: it stays data until it is set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise, takewhile
from typing import Any

from toolkit import languages
from toolkit.edition.sentences import side_by_side
from toolkit.model import KINDS, Cell, Edition, Kind, Row, Scene
from toolkit.text import markup
from toolkit.text.line_breaks import no_break
from toolkit.text.markup import Span
from toolkit.writers.markup import labels
from toolkit.writers.pdf.tokens import divided
from toolkit.writers.rows import Setting, absent, alike

Data = dict[str, Any]

# Kind -> room above and below.
_ROOM: Mapping[str, tuple[float, float]] = {
    "kicker": (0, 0.6),
    "title": (0.4, 1.2),
    "byline": (0.3, 0.5),
    "dateline": (0.3, 0.5),
    "heading": (2.4, 1.1),
    "label": (1.5, 0.5),
    "narration": (1.9, 1.9),
    "caption": (1.2, 1.2),
    "separator": (1.6, 1.6),
    "meta": (1.6, 0.8),
    "subtitle": (0.3, 0.9),
    "maker": (0.5, 0.5),
    "item": (0.4, 0.4),
    "term": (1.1, 0.3),
    "value": (0.3, 0.3),
}
_DASH = "\N{EM DASH}"
_PLAIN = (1.0, 1.0)
_AFTER_TITLES = 2.6
_BETWEEN_SENTENCES = 0.6
_BESIDE_RULE = 0.8


class Setter:
    """Sets the paragraphs of one document; footnotes are numbered through, each language by itself."""

    def __init__(self, edition: Edition, setting: Setting, level: int = 1) -> None:
        """level: of the headline; headings are one lower."""
        self.edition = edition
        self.setting = setting
        self.level = level
        self.order = setting.order(edition)
        self.alone = len(edition.langs) == 1
        self._notes: Counter[str] = Counter()

    def blocks(self) -> Iterator[Data]:
        """The document in order: title block, then all else."""
        opening = tuple(takewhile(lambda scene: KINDS[scene.kind].before_title, self.edition.scenes))
        rows = [row for scene in opening for row in scene.rows]
        headline = next(
            (row.id for row in rows if KINDS[row.kind].prints == "headline" and self.printed(row)), ""
        )
        head = tuple(takewhile(lambda scene: KINDS[scene.kind].title_block, opening))
        front = [] if headline else [self._headline()]
        front += [self._row(row, headline) for scene in head for row in scene.rows if self.printed(row)]
        for line in front:
            line["front"] = True
        # A title that comes after other lines is set where it stands.
        for line in front[-1:]:
            line["below"] = _AFTER_TITLES
        yield from front
        rest = islice(self.edition.scenes, len(head), None)
        yield from _parted(block for scene in rest for block in self._scene(scene, headline))

    def printed(self, row: Row) -> bool:
        """Whether there is anything to print; in a translation that stands alone a row may be missing."""
        return not self.alone or row.cells[self.edition.langs[0]].state != "missing"

    def mark(self, cells: Mapping[str, Cell]) -> str:
        """What a bookmark says: one line for all languages, without marks."""
        return bookmark(labels(self.edition, cells))

    def _scene(self, scene: Scene, headline: str) -> Iterator[Data]:
        rows = [block for row in scene.rows if self.printed(row) for block in self._blocks(row, headline)]
        prints = KINDS[scene.kind].prints
        if prints == "aside" and rows:
            # A note and its heading are one thing.
            if len(rows) > 1:
                rows[0]["keep"] = True
            rows[0]["above"] = rows[-1]["below"] = 0
            yield {"k": "aside", "blocks": rows, "above": 1.4, "below": 1.4, "keep": False, "again": False}
            return
        if prints == "turn" and rows and (label := self._label(scene)):
            yield label
        yield from rows

    def _headline(self) -> Data:
        """The title of a document whose text doesn't begin with one."""
        titles = {cell.lang: cell for cell in labels(self.edition, self.edition.titles)}
        cells = [self._cell(titles[lang], lang) for lang in self.order if lang in titles]
        cells = cells or [self._cell(cell, cell.lang) for cell in titles.values()]
        return block("title", cells=cells, level=self.level, mark=self.mark(self.edition.titles))

    def _blocks(self, row: Row, headline: str) -> list[Data]:
        """One block, but where pages face each other and sentences stand beside sentences."""
        found = self._row(row, headline)
        if self.setting.layout != "facing" or "pieces" not in found:
            return [found]
        blocks = [block(KINDS[row.kind].pdf, cells=cells) for cells in found["pieces"]]
        for before, after in pairwise(blocks):
            before["below"] = after["above"] = _BETWEEN_SENTENCES
        return blocks

    def _row(self, row: Row, headline: str) -> Data:
        info = KINDS[row.kind]
        if info.prints == "rule":
            return block(info.pdf)
        level = 0
        if row.id == headline or info.prints == "heading":
            level = self.level + (row.id != headline)
        if self.setting.by_sentence and not level and not info.title_block:
            pieces = side_by_side(row, self.edition.langs)
            if pieces:
                # Emphasis that reaches over several sentences is whole in each.
                texts = {lang: markup.balance([piece[lang] for piece in pieces]) for lang in self.order}
                whole = [{lang: texts[lang][k] for lang in self.order} for k in range(len(pieces))]
                return block(info.pdf, pieces=[self._piece(piece) for piece in whole])
        cells = [self._cell(row.cells[lang], lang) for lang in self.order]
        if level:
            mark = self.mark(row.cells)
            return block(info.pdf, cells=cells, level=level, mark=mark, keep=row.id != headline)
        return block(info.pdf, cells=cells)

    def _piece(self, piece: Mapping[str, str]) -> list[Data]:
        return [slot(lang, self.spans(piece[lang].strip(" "), lang)) for lang in self.order]

    def _label(self, scene: Scene) -> Data | None:
        """Who speaks; None where nobody is named. Names written alike are said once in one line."""
        cells = {lang: scene.names[lang] for lang in self.order if lang in scene.names}
        twice = alike(cells) if self.setting.layout not in {"columns", "facing"} else set()
        said = [
            slot(cell.lang, [no_break(cell.text, cell.lang) + languages.strings(cell.lang)["label_colon"]])
            for lang, cell in cells.items()
            if lang not in twice
        ]
        return block("label", cells=said, keep=True) if said else None

    def _cell(self, cell: Cell, lang: str) -> Data:
        """Beside its source, a paragraph that isn't translated shows a mark and not the same text again."""
        if cell.state in {"original", "translated"}:
            return slot(cell.lang, self.spans(cell.text, cell.lang, lang))
        own = languages.strings_lang(lang)
        mark = absent(cell, lang)
        if cell.state == "missing":
            return slot(own, [_DASH], "missing")
        if self.edition.source_lang in self.edition.langs:
            return slot(own, [mark], "fallback")
        return slot(cell.lang, [{"m": "mark", "l": own, "c": [mark]}, " ", *self.spans(cell.text, cell.lang)])

    def spans(self, text: str, lang: str, column: str = "") -> list[Any]:
        """A text with its marks.

        column  the language of the edition in whose place it stands, for the numbers of its footnotes
        """
        found = self._spans(markup.parse(text), lang, column or lang)
        return divided(found) if self.setting.layout == "facing" else found

    def _spans(self, spans: Sequence[Span], lang: str, column: str) -> list[Any]:
        return [self._span(span, lang, column) for span in spans]

    def _span(self, span: Span, lang: str, column: str) -> Any:
        if span.mark == "text":
            return no_break(span.text, lang)
        if span.mark == "ruby":
            bases = span.text if len(span.readings) > 1 else [span.text]
            return {"m": "ruby", "c": list(zip(bases, span.readings, strict=True))}
        found: Data = {"m": span.mark}
        if span.mark == "note":
            self._notes[column] += 1
            found |= {"n": str(self._notes[column]), "l": lang}
        if span.mark == "link":
            found["to"] = span.target
        return found | {"c": self._spans(span.inside, lang, column)}


def _parted(blocks: Iterable[Data]) -> Iterator[Data]:
    """The blocks, with one rule between two notes that follow each other."""
    before: Data = {"k": ""}
    for now in blocks:
        if before["k"] == now["k"] == "aside":
            before["below"] = now["above"] = _BESIDE_RULE
            now["again"] = True
        if before["k"]:
            yield before
        before = now
    if before["k"]:
        yield before


def bookmark(cells: Iterable[Cell]) -> str:
    """One line for all languages, without marks."""
    return " · ".join(dict.fromkeys(markup.plain(cell.text) for cell in cells))


def slot(lang: str, spans: list[Any], state: str = "") -> Data:
    """A cell."""
    return {"l": lang, "s": state, "c": spans}


def block(kind: Kind | str, level: int = 0, mark: str = "", keep: bool = False, **content: Any) -> Data:
    """A block with the room of its kind around it."""
    above, below = _ROOM.get(kind, _PLAIN)
    return {
        "k": kind,
        "above": above,
        "below": below,
        "keep": keep,
        "level": level,
        "mark": mark,
        **content,
    }
