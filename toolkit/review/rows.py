"""A document as rows of a book: set and printed again and again, and each time only what has changed.

A row is a part of the page: the title, a heading, a turn, or a few paragraphs of a long one. All are set,
since footnotes are numbered through; those that somebody looks at are printed.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator, Sequence

from toolkit.config import BuildOptions
from toolkit.edition import blocks, sentences
from toolkit.edition.blocks import SetScene
from toolkit.edition.byline import byline, reading_times
from toolkit.edition.page import Block
from toolkit.edition.sentences import SplitRows
from toolkit.model import Edition
from toolkit.writers.html import setting_of
from toolkit.writers.sheets import chunks
from toolkit.writers.xhtml import Printer, html
from toolkit.writers.xhtml_parts import ImageSource

PARAGRAPHS = 6
"""Of a turn, in one row: nobody's screen has more, and a speech may have hundreds."""


class BookRows:
    """The rows of a document in some languages and one look."""

    def __init__(self, edition: Edition, options: BuildOptions, source: ImageSource) -> None:
        """source: how the page finds pictures."""
        self.edition = edition
        self._options = options
        self._printer = Printer(edition, setting_of(options, edition.langs), source)
        self._lock = threading.Lock()
        self._before: BookRows | None = None
        self._known: dict[str, SetScene] = {}
        self._cut: SplitRows = {}
        self._blocks: list[Block] | None = None
        self._printed: dict[int, tuple[Block, str]] = {}
        self._places: dict[str, int] = {}

    def follows(self, before: BookRows) -> None:
        """Take over what is as it was in the same document, in the same look."""
        now, then = self.edition, before.edition
        # All that a row hangs on beside its own texts.
        mine = now.langs, now.labels, now.names, now.pictures, now.meta, now.taken
        if mine == (then.langs, then.labels, then.names, then.pictures, then.meta, then.taken):
            self._before = before

    def __len__(self) -> int:
        return len(self._rows())

    def printed(self, numbers: Iterable[int]) -> list[str]:
        """The markup of some rows, by number from 0."""
        rows = self._rows()
        with self._lock:
            return [self._markup(number, rows[number]) for number in numbers]

    def place(self, id_: str) -> int:
        """The row that has a turn or a paragraph; -1 for none."""
        rows = self._rows()
        with self._lock:
            if not self._places:
                for number, block in enumerate(rows):
                    for name in _ids(block):
                        self._places.setdefault(name, number)
            return self._places.get(id_, -1)

    def speakers(self, id_: str) -> tuple[str, ...]:
        """The keys of those who say a turn."""
        number = self.place(id_)
        return self._rows()[number].speakers if number >= 0 else ()

    def turn_of(self, speaker: str) -> str:
        """The id of the first turn that somebody says; "" for none."""
        return next((block.id for block in self._rows() if speaker in block.speakers and block.id), "")

    def _rows(self) -> Sequence[Block]:
        with self._lock:
            if self._blocks is None:
                before, self._before = self._before, None
                if before is not None:
                    # What nobody has looked at was never set.
                    with before._lock:
                        self._known, self._cut = before._known, before._cut
                        self._printed = before._printed
                edition = self.edition
                if self._options.by_sentence:
                    edition = sentences.split(edition, self._cut)
                made = blocks.document(
                    edition,
                    self._printer.setting.layout,
                    by_sentence=self._options.by_sentence,
                    known=self._known,
                )
                self._blocks = [part for block in made for part in _parted(block)]
            return self._blocks

    def _markup(self, number: int, block: Block) -> str:
        block_then, markup = self._printed.get(number, (None, ""))
        if block_then != block:
            parts = chunks([block], self._printer, sys.maxsize)
            markup = html("\n".join(part.body for part in parts))
            self._printed[number] = block, markup
        if number:
            return markup
        told = byline(self.edition, reading_times(self.edition), {line.kind for line in block.blocks})
        return f"{markup}\n{html(self._printer.block(told))}"


def _parted(block: Block) -> Iterator[Block]:
    """A long turn in parts; the first has its name and its id."""
    if block.kind != "turn" or len(block.blocks) <= PARAGRAPHS + 1:
        yield block
        return
    for start in range(0, len(block.blocks), PARAGRAPHS):
        some = block.blocks[start : start + PARAGRAPHS]
        yield block.replace(blocks=some, id="" if start else block.id)


def _ids(block: Block) -> Iterator[str]:
    if block.id:
        yield block.id
    for inner in block.blocks:
        yield from _ids(inner)
