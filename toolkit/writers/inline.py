"""What stands inside a paragraph, as XHTML: marks, footnotes, ruby, and blanks where no line may end.

    *so*^[Or not.]   ->   <em>so</em><sup><a epub:type="noteref" ...>1</a></sup>   and a footnote below

The text of a footnote is an `aside` that links back to its place, set apart from the paragraph: readers that
know `epub:type` show it over the page, all others at the end of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from toolkit import languages
from toolkit.text import markup
from toolkit.text.line_breaks import no_break
from toolkit.text.markup import Span
from toolkit.text.xml import escape
from toolkit.writers.markup import attributes

# Short enough to stand upright in one cell of a vertical line: a number, or two marks. Not in an entity.
_ACROSS = re.compile(r"(?<![0-9A-Za-z#&.,:+-])[0-9]{1,2}(?![0-9A-Za-z.,:;])|(?<![!?])[!?]{2}(?![!?])")


class Note(NamedTuple):
    """A footnote, ready to be placed."""

    column: str
    """The language of the edition that it belongs to."""
    attributes: str
    """Of its element, but for the class."""
    content: str


class Inline:
    """Sets the texts of one edition in their order; footnotes are numbered through, each language by itself.

    A footnote and its translation so have the same number, unless one of them was left out.
    """

    def __init__(self, vertical: bool = False, document: str = "") -> None:
        """document: what tells it from others on the page; "" where it is alone there."""
        self._vertical = vertical
        self._document = document
        self._numbers: Counter[str] = Counter()
        self._notes: list[Note] = []
        self._row = ""

    def text(self, text: str, lang: str, column: str, row: str) -> str:
        """A text as markup.

        lang    of the text
        column  the language of the edition in whose place it stands
        row     id of its paragraph
        """
        if markup.bare(text):
            return self._plain(text, lang)
        self._row = row
        return self._spans(markup.parse(text), lang, column)

    def notes(self) -> list[Note]:
        """The footnotes since the last call, in order."""
        found, self._notes = self._notes, []
        return found

    def _plain(self, text: str, lang: str) -> str:
        text = escape(no_break(text, lang))
        return _ACROSS.sub(r'<span class="across">\g<0></span>', text) if self._vertical else text

    def _spans(self, spans: Sequence[Span], lang: str, column: str, linked: bool = False) -> str:
        return "".join(self._span(span, lang, column, linked) for span in spans)

    def _span(self, span: Span, lang: str, column: str, linked: bool) -> str:
        if span.mark == "text":
            return self._plain(span.text, lang)
        if span.mark == "ruby":
            return _ruby(span)
        if span.mark == "note":
            return self._note(span, lang, column)
        if span.mark != "link":
            return f"<{span.mark}>{self._spans(span.inside, lang, column, linked)}</{span.mark}>"
        if linked:
            return self._spans(span.inside, lang, column, linked)
        # No link may stand in another one: the sign of a footnote comes after it.
        within, notes = _without_notes(span.inside)
        words = self._spans(within, lang, column, linked=True)
        signs = self._spans(notes, lang, column)
        return f'<a href="{escape(span.target)}">{words}</a>{signs}'

    def _note(self, span: Span, lang: str, column: str) -> str:
        self._numbers[column] += 1
        number = self._numbers[column]
        note, sign = (f"{kind}-{self._row}-{column}-{number}" for kind in ("note", "ref"))
        place = len(self._notes)
        words = self._spans(span.inside, lang, column)
        back = f'<a role="doc-backlink" href="#{sign}">{number}</a>'
        # Whoever goes from note to note by ear has to be able to tell them apart.
        named = " · ".join(filter(None, [str(number), languages.get(column).autonym, self._document]))
        attrs = f'epub:type="footnote" role="doc-footnote" aria-label="{escape(named)}"'
        attrs += f' id="{note}"{attributes(lang)}'
        # A footnote of this footnote was set while its words were, and comes after it.
        self._notes.insert(place, Note(column, attrs, f"<p>{back} {words}</p>"))
        link = f'epub:type="noteref" role="doc-noteref" id="{sign}" href="#{note}"'
        return f"<sup><a {link}>{number}</a></sup>"


def _without_notes(spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The spans without the footnotes in them, and those."""
    kept, notes = [], []
    for span in spans:
        if span.mark == "note":
            notes.append(span)
            continue
        inside, more = _without_notes(span.inside)
        kept.append(Span(span.mark, span.text, tuple(inside), span.target, span.readings))
        notes += more
    return kept, notes


def _ruby(span: Span) -> str:
    """A base with its readings; in brackets where a reader doesn't know how to set them."""
    bases = span.text if len(span.readings) > 1 else [span.text]
    pairs = (
        f"{escape(base)}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp>"
        for base, reading in zip(bases, span.readings, strict=True)
    )
    return f"<ruby>{''.join(pairs)}</ruby>"
