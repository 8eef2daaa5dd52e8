"""What is printed, decided before any printer.

Everything that formats have in common is decided here: what a heading is, what stands for a translation that
is missing, which number a footnote has, whose turn it is and how that is said (`toolkit.edition.voices`),
what the contents list says. A printer (`toolkit.writers`) only has to say how each kind of block
(`toolkit.edition.page`) looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice, takewhile
from typing import Any, NamedTuple

from toolkit import languages
from toolkit.config import Layout
from toolkit.edition import figures
from toolkit.edition.directions import turned
from toolkit.edition.grouping import asides, portrayed, together
from toolkit.edition.page import Block, Slot
from toolkit.edition.printed_words import in_its_script
from toolkit.edition.sentences import side_by_side
from toolkit.edition.voices import Voices, without_event
from toolkit.model import FORMS, KINDS, Book, Cell, Edition, Row, Scene
from toolkit.model.speakers import ASKING
from toolkit.text import cuts, markup
from toolkit.text.blanks import unbroken
from toolkit.text.line_breaks import no_break
from toolkit.text.markup import Span

_DASH = "\N{EM DASH}"
_TOP = "top"


def order(langs: Sequence[str], layout: Layout) -> tuple[str, ...]:
    """The languages in the order of a layout."""
    pivot, *others = langs
    # The pivot stays the first language of the edition: only its place on the page is another.
    return (*others, pivot) if layout == "translation-first" else tuple(langs)


def direction(langs: Sequence[str], layout: Layout) -> str:
    """ltr or rtl: that of the language on top.

    Where scripts face each other, each text then begins at its own outer edge.
    """
    return languages.get(order(langs, layout)[0]).dir


def labels(whole: Edition | Book, cells: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """What to call a part of a book.

    Words alone, the main language first, nothing twice.
    """
    by_text: dict[str, Cell] = {}
    for lang in dict.fromkeys((whole.main, *whole.langs)):
        if lang in cells and cells[lang].state != "missing":
            text = markup.plain(cells[lang].text)
            # What is alike in two languages is said once, in the language that comes first.
            by_text.setdefault(text, cells[lang].replace(text=text))
    return tuple(by_text.values())


def short(edition: Edition) -> tuple[Cell, ...]:
    """What running heads and contents call a document: as `labels`, by its short titles where it has some."""
    return labels(edition, {**edition.titles, **edition.short_titles})


def headings(edition: Edition) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The headings that contents list.

    Id and labels of each, without setting the text.
    """
    for scene in edition.scenes:
        # Whole scenes are passed over: contents of a long book are listed before its text.
        if KINDS[scene.kind].prints == "heading":
            for row in scene.rows:
                if KINDS[row.kind].prints == "heading" and _printed(edition, row):
                    yield row.id, labels(edition, row.cells)


def top(edition: Edition) -> str:
    """The id of a document's header.

    It is "" where the document is the only one of its book.
    """
    return edition.prefix + _TOP if edition.prefix else ""


class SetScene(NamedTuple):
    """A scene as it was set once."""

    scene: Scene
    before: tuple[Any, ...]
    """What was so before it: the numbers of footnotes, whether the text had begun, who had been named."""
    after: tuple[Any, ...]
    blocks: tuple[Block, ...]


def document(
    edition: Edition,
    layout: Layout = "stacked",
    *,
    by_sentence: bool = False,
    known: dict[str, SetScene] | None = None,
) -> Iterator[Block]:
    """The blocks of a document.

    They are made scene by scene: its header, then turns and all else.

    by_sentence  whether sentences stand beside sentences, where the rows have beads
    known        by its id, each scene as it was set last, for who sets a document again and again: those that
                 are as they were are taken from it. It is for one document with its speakers, pictures and
                 pull quotes, in the same languages and layout
    """
    return _Setter(edition, layout, by_sentence, known).blocks()


def _printed(edition: Edition, row: Row) -> bool:
    """Whether there is anything to print.

    In a translation that stands alone a row may be missing.
    """
    return len(edition.langs) > 1 or row.cells[edition.langs[0]].state != "missing"


class _Setter:
    """Sets the paragraphs of one document in their order.

    Footnotes are numbered through, each language by itself: a footnote and its translation have the same
    number, unless one of them was left out.
    """

    def __init__(
        self, edition: Edition, layout: Layout, by_sentence: bool, known: dict[str, SetScene] | None
    ) -> None:
        self.edition = edition
        self.known = known
        self.by_sentence = by_sentence
        self.order = order(edition.langs, layout)
        self.marked = edition.source_lang in edition.langs
        self.happens = False
        """Whether the paragraph that is set is an event itself, and holds none."""
        self.notes: Counter[str] = Counter()
        self.headline = ""
        self.begun = False
        """Whether the running text has begun."""
        self.voices = Voices(edition)
        self.pulled = {edition.prefix + quote.paragraph: quote for quote in edition.meta.pull_quotes}
        self.names: dict[tuple[tuple[str, Cell], ...], tuple[Slot, ...]] = {}
        """The labels of the few speakers of an interview."""

    def blocks(self) -> Iterator[Block]:
        edition = self.edition
        # Scenes are made anew each time they are gone through: only those before the text are held.
        opening = tuple(takewhile(lambda scene: KINDS[scene.kind].before_title, edition.scenes))
        front = chain.from_iterable(scene.rows for scene in opening)
        # The first headline is that of the page, another one a line of text.
        titles = (row for row in front if KINDS[row.kind].prints == "headline")
        self.headline = next((row.id for row in titles if _printed(edition, row)), "")
        # What belongs to the title block stands there together, as far as it does in the text.
        head = tuple(takewhile(lambda scene: KINDS[scene.kind].title_block, opening))
        lines = [*chain.from_iterable(map(self._rows, head))]
        named = labels(edition, edition.titles)
        # A page needs a headline, for those who listen and for its contents.
        if not self.headline:
            lines.insert(0, self._title(named))
        yield Block("header", blocks=tuple(lines), id=top(edition), labels=short(edition))
        setting = self._scene if self.known is None else partial(self._again, self.known)
        scenes = islice(edition.scenes, len(head), None)
        yield from portrayed(asides(together(chain.from_iterable(map(setting, scenes)))))

    def _again(self, known: dict[str, SetScene], scene: Scene) -> tuple[Block, ...]:
        """A scene that may have been set before."""
        before = self._so_far()
        last = known.get(scene.id)
        if last is not None and last.scene == scene and last.before == before:
            # Nearly every scene leaves all as it was.
            if last.after != before:
                notes, self.begun, named = last.after
                self.notes, self.voices.named = Counter(notes), set(named)
        else:
            blocks = tuple(self._scene(scene))
            last = known[scene.id] = SetScene(scene, before, self._so_far(), blocks)
        return last.blocks

    def _so_far(self) -> tuple[Any, ...]:
        """What the blocks of a scene hang on beside the scene."""
        return dict(self.notes), self.begun, frozenset(self.voices.named)

    def _scene(self, scene: Scene) -> Iterator[Block]:
        rows = self._rows(scene)
        prints = KINDS[scene.kind].prints
        # Before the turn: it stands between two people, and not in the midst of what one says.
        if self.pulled:
            yield from chain.from_iterable(self._pull(row.id) for row in scene.rows if row.id in self.pulled)
        if rows and not self.begun and KINDS[scene.kind].runs:
            self.begun = True
            rows[0] = rows[0].replace(opens=rows[0].form == "prose")
        # A turn of which nothing is printed has no label either.
        if rows and prints == "turn":
            role = self.voices.role(scene.speakers)
            # Questions are bold already: what is strong in them is set otherwise.
            if role in ASKING:
                rows = [row.unstressed if row.info.spoken else row for row in rows]
            labelled = self._labelled(scene, rows)
            # Nearly every turn is prose, which shares nothing with its neighbours.
            if {block.form for block in labelled} != {"prose"}:
                labelled = [*together(labelled)]
            yield Block(
                "turn",
                blocks=tuple(labelled),
                id=scene.id,
                continued=self.voices.continued(scene),
                speakers=scene.speakers,
                role=role,
            )
        elif rows and prints == "aside":
            yield Block("aside", blocks=tuple(together(rows)), id=scene.id)
        else:
            yield from rows

    def _pull(self, id_: str) -> Iterator[Block]:
        """Words of a paragraph, printed large as well; nothing in a language that has none."""
        words = {lang or self.edition.source_lang: text for lang, text in self.pulled[id_].texts}
        slots = tuple(
            [Slot(lang, lang, self._spans(words[lang], lang, lang)) for lang in self.order if lang in words]
        )
        if slots:
            yield Block("pull", slots)

    def _title(self, named: Sequence[Cell]) -> Block:
        """A headline for a text without one."""
        place = {lang: number for number, lang in enumerate(self.order)}
        # The source's title comes first where its text isn't in the edition.
        cells = sorted(named, key=lambda cell: place.get(cell.lang, -1))
        slots = [Slot(cell.lang, cell.lang, _words(cell.text, cell.lang)) for cell in cells]
        return Block("title", tuple(slots), level=1, labels=tuple(named))

    def _labelled(self, scene: Scene, rows: Sequence[Block]) -> list[Block]:
        """The paragraphs of a turn, with who speaks; as they are where nobody is named."""
        if not scene.names:
            return [*rows]
        # A label would be no part of a verse, or of an item of a list.
        first, *others = rows
        if self.voices.above(scene) or first.form != "prose":
            return [self._label(scene, alone=len(rows) == 1), *rows]
        lead = self.voices.run_in(scene)

        def led(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
            return tuple([slot.replace(spans=(*lead[slot.column], *slot.spans)) for slot in slots])

        if first.pieces:
            return [first.replace(pieces=(led(first.pieces[0]), *first.pieces[1:])), *others]
        return [first.replace(slots=led(first.slots)), *others]

    def _label(self, scene: Scene, *, alone: bool) -> Block:
        """Who speaks, on a line of its own.

        alone  whether the turn has one paragraph: who cites the turn, cites that
        """
        # Few people speak in an interview, and often: their labels are made once.
        names = self.voices.names(scene)
        cells = tuple([(lang, names[lang]) for lang in self.order if lang in names])
        known = self.names.get(cells)
        if known is None:
            known = self.names[cells] = self._name(cells)
        return Block("label", known, id=scene.id, n="" if alone else scene.n)

    def _name(self, cells: Sequence[tuple[str, Cell]]) -> tuple[Slot, ...]:
        slots = []
        said: set[str] = set()
        for lang, cell in cells:
            # An apostrophe of another shape makes no other name.
            name = cell.text.replace("’", "'")
            words = in_its_script(_words(cell.text, cell.lang), cell.lang)
            slots.append(Slot(lang, cell.lang, words, again=name in said))
            # Beside a name with what happens the name alone says nothing more.
            said |= {name, without_event(name)}
        return tuple(slots)

    def _rows(self, scene: Scene) -> list[Block]:
        return [self._row(row) for row in scene.rows if _printed(self.edition, row)]

    def _row(self, row: Row) -> Block:
        info = KINDS[row.kind]
        # Without text and languages: one rule for all.
        if info.prints == "rule":
            return Block(row.kind, id=row.id, cells=row.cells)
        form = row.form
        made = partial(Block, row.kind, id=row.id, n=row.n, cells=row.cells, heard=row.times.start, form=form)
        self.happens = info.happens
        level = 1 if row.id == self.headline else 2 if info.prints == "heading" else 0
        # Headings and the lines around them are looked at as a whole: they are not divided.
        divisible = self.by_sentence and not level and not info.title_block and not FORMS[form].whole
        if divisible and (pieces := side_by_side(row, self.edition.langs)):
            return made(pieces=self._pieces(pieces))
        slots = tuple([self._slot(row.cells[lang], lang) for lang in self.order])
        if form == "picture":
            shown, words = figures.shown(slots), figures.captions(slots)
            texts = {lang: cell.text for lang, cell in row.cells.items()}
            about = self.edition.meta.illustrations, self.order, self.edition.source_lang
            return made(words, credit=figures.credit(shown, *about, texts), pictures=shown)
        if not level:
            return made(slots)
        # The headline itself is printed whole; what leads to it may be short.
        cells = {**row.cells, **(self.edition.short_titles if level == 1 else {})}
        return made(slots, level=level, labels=labels(self.edition, cells))

    def _pieces(self, pieces: Sequence[Mapping[str, str]]) -> tuple[tuple[Slot, ...], ...]:
        # Emphasis that reaches over several sentences is whole in each.
        columns = []
        for lang in self.order:
            texts = cuts.balance([piece[lang] for piece in pieces])
            columns.append([Slot(lang, lang, self._spans(text, lang, lang)) for text in texts])
        return tuple(zip(*columns, strict=True))

    def _slot(self, cell: Cell, lang: str) -> Slot:
        """A paragraph in one language.

        Beside its source, one that isn't translated shows a remark and not the same text again.
        """
        if cell.published:
            return Slot(lang, cell.lang, self._spans(cell.text, cell.lang, lang))
        own = languages.strings_lang(lang)
        remark = languages.strings(lang)["omission" if cell.absence == "omitted" else "not_translated"]
        if cell.state == "missing":
            return Slot(lang, own, (Span("text", _DASH),), "missing", remark)
        # The source stands right beside it.
        if self.marked:
            return Slot(lang, own, (Span("text", remark),), "fallback")
        # Alone, the source's text must say that it is no translation.
        before = Span("remark", inside=(Span("text", remark),), lang=own), Span("text", " ")
        return Slot(lang, cell.lang, (*before, *self._spans(cell.text, cell.lang, lang)), "fallback")

    def _spans(self, text: str, lang: str, column: str) -> tuple[Span, ...]:
        # Nearly all text has no marks, and needs no parser.
        if markup.bare(text):
            return _words(text, lang) if text else ()
        spans = markup.parse(text)
        # An event holds no events: its brackets are its own.
        spans = unbroken(markup.quiet(spans) if self.happens else spans, lang)
        return self._numbered(turned(spans, lang), lang, column)

    def _numbered(self, spans: Sequence[Span], lang: str, column: str) -> tuple[Span, ...]:
        """Number the footnotes of some spans, and find their pictures.

        A footnote inside of another comes after it.
        """
        done = []
        for span in spans:
            number = 0
            if span.mark == "picture":
                done.append(span.replace(lang=lang, shown=self.edition.pictures.get(span.target)))
                continue
            if span.mark == "note":
                self.notes[column] += 1
                number = self.notes[column]
            inside = self._numbered(span.inside, lang, column)
            done.append(span.replace(inside=inside, number=number))
        return tuple(done)


def _words(text: str, lang: str) -> tuple[Span, ...]:
    """A plain text with its no-break blanks."""
    return turned((Span("text", no_break(text, lang)),), lang)
