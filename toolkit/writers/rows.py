"""Paragraphs of an edition as XHTML, in each layout: pure functions of an Edition.

Each paragraph of a parallel edition is a pair, in reading order, and keeps its id in all editions:

    <div class="pair speech" id="s4QX7TM">
    <p class="src" xml:lang="en" lang="en" dir="ltr">...</p>
    <p class="tgt" xml:lang="ar" lang="ar" dir="rtl">...</p>
    </div>

With three languages there are two `.tgt`; in an edition of one language the paragraph itself has the id. By
sentence, the paragraph is a `div.sentences` with the id and a pair for each group of sentences.

Layouts are style, but for three things: `translation-first` turns the order in a pair round, `reveal` puts a
switch before each translation, and names written alike are said once where they would stand in one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from toolkit import languages
from toolkit.config import Layout
from toolkit.edition.sentences import side_by_side
from toolkit.model import KINDS, Cell, Edition, Row, Scene
from toolkit.text import markup
from toolkit.text.line_breaks import no_break
from toolkit.text.xml import escape
from toolkit.writers.inline import Inline
from toolkit.writers.markup import attributes, autonym, labels

# Longer pairs may break across pages. In bytes of UTF-8, which are near to proportional to the room that
# text takes in any script; this many fill about half of a small screen.
_LONG = 600
_DASH = "\N{EM DASH}"


@dataclass(frozen=True, slots=True)
class Setting:
    """How paragraphs are set."""

    layout: Layout = "stacked"
    by_sentence: bool = False
    """Whether sentences stand beside sentences, where the rows have beads."""
    vertical: bool = False
    """Whether lines run from top to bottom."""
    web: bool = False
    """For a page with switches: each paragraph has a link to itself, each language a class of its own, and
    names are said in each language."""
    langs: tuple[str, ...] = ()
    """The languages by which classes are given, where a document is one of several; else its own."""
    level: int = 1
    """Of the heading above a document."""

    def order(self, edition: Edition) -> tuple[str, ...]:
        """The languages as they stand in a pair."""
        pivot, *others = edition.langs
        return (*others, pivot) if self.layout == "translation-first" else edition.langs

    def dir(self, edition: Edition) -> str:
        """Of the pairs, that of the language on top: ltr or rtl.

        Where scripts face each other, each text then begins at its own outer edge.
        """
        return languages.get(self.order(edition)[0]).dir

    def classes(self, edition: Edition) -> str:
        """Of the element around all rows, for the style sheet.

        All layouts but columns are stacked ones. Where directions meet, a line with sentences of both
        would be hard to follow: there each sentence of `alternating` has lines of its own.
        """
        if len(edition.langs) == 1:
            return "single"
        found: list[str] = ["columns" if self.layout == "columns" else "stacked"]
        facing = len({languages.get(lang).dir for lang in edition.langs}) > 1
        if self.layout not in found and not (self.layout == "alternating" and facing):
            found.append(self.layout)
        return " ".join([*found, "many"] if len(edition.langs) > 2 else found)


STACKED = Setting()


def on_screen(layout: Layout) -> Layout:
    """The layout of pages that nobody can lay open side by side."""
    return "columns" if layout == "facing" else layout


class Setter:
    """Sets the paragraphs of one edition in one layout, in their order."""

    def __init__(self, edition: Edition, setting: Setting = STACKED) -> None:
        self.edition = edition
        # Of several documents on a page each has a first note.
        self.inline = Inline(setting.vertical, edition.name if edition.prefix else "")
        self.setting = setting
        self.alone = len(edition.langs) == 1
        self._taps = setting.layout == "reveal"
        pivot, *others = setting.langs or edition.langs
        self.order = setting.order(edition)
        self.headings = f"h{setting.level}", f"h{setting.level + 1}"
        numbered = {lang: f"tgt t{k}" for k, lang in enumerate(others, 1)}
        self._named: dict[tuple[tuple[str, str, str], ...], str] = {}
        """The few speakers of an interview, by language, language of the name, and name."""
        self.classes = {pivot: "src", **(numbered if setting.web else dict.fromkeys(others, "tgt"))}

    def row(self, row: Row, headline: str = "") -> str:
        """The markup of one paragraph; "" where it is left out.

        headline  id of the row that is the headline of the whole
        """
        if not self.printed(row):
            return ""
        info = KINDS[row.kind]
        if info.prints == "rule":
            return f'<hr class="{info.css}" id="{row.id}"/>'
        outer, inner = "div", "p"
        if row.id == headline or info.prints == "heading":
            outer, inner = self.headings[row.id != headline], "span"
        if self.alone:
            return self._single(row, outer, inner)
        if self.setting.by_sentence and outer == "div" and not info.title_block:
            pieces = side_by_side(row, self.edition.langs)
            if pieces:
                return self._sentences(row, pieces)
        cells = {lang: self._cell(row, lang) for lang in self.order}
        return self._pair(cells, outer, inner, row)

    def notes(self) -> list[str]:
        """The footnotes of what was set since the last call, each beside its translations."""
        noted = self.inline.notes()
        if not noted:
            return []
        columns: dict[str, list[str]] = {lang: [] for lang in self.order}
        for column, attrs, content in noted:
            place = "" if self.alone else f'class="{self.classes[column]}" '
            columns[column].append(f"<aside {place}{attrs}>{content}</aside>")
        found = ["\n".join(filter(None, abreast)) for abreast in zip_longest(*columns.values())]
        return found if self.alone else [f'<div class="pair footnote">\n{pair}\n</div>' for pair in found]

    def printed(self, row: Row) -> bool:
        """Whether there is anything to print; in a translation that stands alone a row may be missing."""
        return not self.alone or row.cells[self.edition.langs[0]].state != "missing"

    def headline(self) -> str:
        """The title of an edition whose text doesn't begin with one."""
        edition = self.edition
        found = {cell.lang: cell for cell in labels(edition, edition.titles)}
        spans = [
            f'<span class="{self.classes.get(lang, "src")}"{attributes(lang)}>{_set(cell)}</span>'
            for lang, cell in sorted(found.items(), key=lambda item: self._place(item[0]))
        ]
        tag = self.headings[0]
        return "\n".join([f'<{tag} class="pair title">', *spans, f"</{tag}>"])

    def label(self, scene: Scene) -> str:
        """Who speaks; "" where nobody is named."""
        cells = {lang: scene.names[lang] for lang in self.order if lang in scene.names}
        if not cells:
            return ""
        said = tuple([(lang, cell.lang, cell.text) for lang, cell in cells.items()])
        if said not in self._named:
            self._named[said] = self._names(cells)
        names = self._named[said]
        if self.alone:
            return names
        return f'<div class="pair label">\n{names}{self._link(scene.id, scene.n)}</div>\n'

    def _names(self, cells: Mapping[str, Cell]) -> str:
        """The name of a speaker in each language."""
        if self.alone:
            (cell,) = cells.values()
            return f'<p class="label"{attributes(cell.lang)}>{_name(cell)}</p>\n'
        twice = alike(cells)
        lines = []
        for lang, cell in cells.items():
            said = " same" if lang in twice else ""
            # In columns each has its own; a page with switches hides by its style what is said twice.
            if not said or self.setting.web or self.setting.layout == "columns":
                classes = self.classes[lang] + (said if self.setting.web else "")
                lines.append(f'<p class="{classes}"{attributes(cell.lang)}>{_name(cell)}</p>\n')
        return "".join(lines)

    def _place(self, lang: str) -> int:
        """Of a language in a pair; -1 for the source where its text isn't in the edition."""
        return self.order.index(lang) if lang in self.order else -1

    def _single(self, row: Row, outer: str, inner: str) -> str:
        classes, attrs, content = self._cell(row, self.edition.langs[0])
        opening = f'class="{KINDS[row.kind].css}{classes and " " + classes}" id="{row.id}"'
        element = inner if outer == "div" else outer
        return f"<{element} {opening}{attrs}>{content}{self._link(row.id, row.n)}</{element}>"

    def _sentences(self, row: Row, pieces: Sequence[Mapping[str, str]]) -> str:
        # Emphasis that reaches over several sentences is whole in each.
        texts = {lang: markup.balance([piece[lang] for piece in pieces]) for lang in self.order}
        pairs = [
            self._pair(
                {
                    lang: ("", attributes(lang), self.inline.text(texts[lang][k], lang, lang, row.id))
                    for lang in self.order
                },
                "div",
                "p",
            )
            for k in range(len(pieces))
        ]
        opening = f'<div class="sentences {KINDS[row.kind].css}" id="{row.id}">'
        # On a web page the pairs may run on in one language: a line break would be a blank there, which
        # Chinese doesn't have.
        between = "" if self.setting.web else "\n"
        return between.join([opening, *pairs, f"{self._link(row.id, row.n)}</div>"])

    def _pair(
        self, cells: Mapping[str, tuple[str, str, str]], outer: str, inner: str, row: Row | None = None
    ) -> str:
        lines = []
        size = 0
        tap = self._taps and inner == "p" and not (row and KINDS[row.kind].title_block)
        for lang, (classes, attrs, content) in cells.items():
            place = self.classes[lang]
            line = f'<{inner} class="{place}{classes and " " + classes}"{attrs}>{content}</{inner}>'
            if tap and place != "src" and not classes:
                line = self._hidden(lang, place, line)
            lines.append(line)
            size += len(content) if content.isascii() else len(content.encode())
        long = " long" if size > _LONG else ""
        opening, link = "", ""
        if row:
            opening, link = f' {KINDS[row.kind].css}{long}" id="{row.id}', self._link(row.id, row.n)
        between = "\n" if row or not self.setting.web else ""
        return between.join([f'<{outer} class="pair{opening or long}">', *lines, f"{link}</{outer}>"])

    def _hidden(self, lang: str, place: str, line: str) -> str:
        """A translation behind a tap on the name of its language.

        In a book `details` is a switch before it, and the style hides it where taps are known to work. On a
        web page it is inside: a browser opens `details` by itself for words that it finds there.
        """
        name = autonym(lang, "summary")
        if self.setting.web:
            return f'<details class="{place}"{attributes(lang)}>{name}\n{line}\n</details>'
        return f"<details{attributes(lang)}>{name}</details>\n{line}"

    def _link(self, id_: str, n: str) -> str:
        """To the paragraph itself. The sign is the style sheet's, so that nobody copies it with the text."""
        return f'<a class="here" href="#{id_}" aria-label="¶ {n}"></a>' if self.setting.web else ""

    def _cell(self, row: Row, lang: str) -> tuple[str, str, str]:
        """Class, attributes and content of a cell.

        Beside its source, a paragraph that isn't translated shows a mark and not the same text again.
        """
        cell = row.cells[lang]
        if cell.state in {"original", "translated"}:
            return "", attributes(cell.lang), self.inline.text(cell.text, cell.lang, lang, row.id)
        own = languages.strings_lang(lang)
        mark = escape(absent(cell, lang))
        if cell.state == "missing":
            return "missing", attributes(own), f'<span role="img" aria-label="{mark}">{_DASH}</span>'
        if self.edition.source_lang in self.edition.langs:
            return "fallback", attributes(own), mark
        marked = f'<span class="mark"{attributes(own)}>{mark}</span> '
        marked += self.inline.text(cell.text, cell.lang, lang, row.id)
        return "fallback", attributes(cell.lang), marked


def absent(cell: Cell, lang: str) -> str:
    """What stands for a translation that isn't there: there is none yet, or it leaves this out."""
    return languages.strings(lang)["omission" if cell.absence == "omitted" else "not_translated"]


def _name(cell: Cell) -> str:
    return _set(cell) + escape(languages.strings(cell.lang)["label_colon"])


def _set(cell: Cell) -> str:
    """A name or a title, which has no marks."""
    return escape(no_break(cell.text, cell.lang))


def alike(cells: Mapping[str, Cell]) -> set[str]:
    """The languages whose name for a speaker has been said by another, but for the shape of an apostrophe."""
    said: set[str] = set()
    twice = set()
    for lang, cell in cells.items():
        name = cell.text.replace("’", "'")
        if name in said:
            twice.add(lang)
        said.add(name)
    return twice
