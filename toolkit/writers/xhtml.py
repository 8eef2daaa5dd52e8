"""Print documents as XHTML, for books and web pages.

Each paragraph of a parallel edition is a pair, in the order of the layout, and keeps its id in all editions:

    <div class="pair speech" id="s4QX7TM">
    <p class="src" id="en.s4QX7TM" xml:lang="en" lang="en" dir="ltr">...</p>
    <p class="tgt" id="ar.s4QX7TM" xml:lang="ar" lang="ar" dir="rtl">...</p>
    </div>

The ids of cells are those of the TEI edition; in those of sentences the number of their pair stands behind.
With three languages there are two `.tgt`; in an edition of one language the paragraph itself has the id. By
sentence, the paragraph is a `div.sentences` with the id and a pair for each group of sentences. Footnotes are
`aside`s that link back to their places: readers that know `epub:type` show them over the page, all others at
its end. What others may rely on is a contract: docs/reference/parallel-text.md.

A turn says whose it is: `<div class="turn interviewer spk-ann">`, with the role where it is known, and each
of its speakers. A label is a line of its own (`label`), or stands in the first paragraph (`run-in`, `dash`).

Layouts are style, but for the order of languages, a switch before each translation (`reveal`), and names
written alike, which are said once where they would stand in one line.

Markup is put together as strings, in a third of the time that a tree takes; `escape` is the one door for
text into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from toolkit import languages, late
from toolkit.edition.blocks import order
from toolkit.edition.page import LONG_PAIR, Block, Slot
from toolkit.grouped import grouped
from toolkit.model import KINDS, Edition
from toolkit.model.values import clock
from toolkit.text import verse
from toolkit.text.markup import Span
from toolkit.text.xml import escape
from toolkit.writers import xhtml_parts
from toolkit.writers.xhtml_parts import (
    ImageSource,
    attributes,
    autonym,
    fitted,
    picture,
    plain,
    ruby,
    tied,
    upright,
    whole,
    without_notes,
)
from toolkit.writers.xhtml_setting import Setting, css_of

# What only EPUB needs. No text can look like it: `escape` leaves no quotation mark and no `>` as it is.
_XML_ONLY = late.regex(' (?:xml:lang|epub:type)="[^"]*"')
AROUND: Mapping[str, tuple[str, str]] = {
    "list": ('<ul class="items">', "</ul>"),
    "quote": ("<blockquote>", "</blockquote>"),
}
"""What holds paragraphs of one form together."""
_OUTER: Mapping[str, str] = {"item": "li"}
"""The element of a paragraph of a form, where it isn't that of any other."""
_NAMING: Mapping[str, str] = {"label": "label", "maker": "credits"}
_SPANS: Mapping[str, tuple[str, str]] = {
    "em": ("em", ""),
    "strong": ("strong", ""),
    "event": ("span", ' class="happens"'),
    "remark": ("span", ' class="mark"'),
    "foreign": ("span", ""),
    "label": ("b", ' class="run-in"'),
    "dash": ("span", ' class="dash"'),
}
"""Mark -> element of a span, and its class."""


def html(markup: str) -> str:
    """XHTML as HTML, without what only XML needs.

    >>> html('<p xml:lang="ar" lang="ar" dir="rtl">...</p><hr/>')
    '<p lang="ar" dir="rtl">...</p><hr>'
    """
    return _XML_ONLY.sub("", markup).replace("/>", ">")


class Printer:
    """Prints the blocks of one document, in their order."""

    def __init__(self, edition: Edition, setting: Setting, source: ImageSource) -> None:
        """Begin a document.

        edition  its languages and name; its scenes are not looked at
        source   where a page finds the pictures
        """
        self.setting = setting
        self.source = source
        self.source_lang = edition.source_lang
        self.alone = len(edition.langs) == 1
        self.order = order(edition.langs, setting.layout)
        self.columns = setting.columns(edition.langs)
        # Of several documents on a page each has a first note.
        self._document = edition.name if edition.prefix else ""
        self._names: dict[tuple[Slot, ...], tuple[str, str]] = {}
        """The few speakers of an interview: classes and markup."""
        self._notes: list[tuple[str, str]] = []
        """Column and markup of the footnotes since the last call of `notes`."""
        self._block = ""
        """The id of what is printed now."""
        self._verse = False
        """Whether that is verse."""
        self._named = False
        """Whether it is a title or a name, whose words stay whole."""
        self._opening: Block | None = None
        """That, where it may begin with a large letter."""

    def block(self, block: Block) -> str:
        """The markup of a paragraph or a name."""
        self._block, self._verse = block.id, block.form == "verse"
        self._named = (
            block.kind in _NAMING or block.level > 0 or (block.kind in KINDS and block.info.title_block)
        )
        self._opening = block if block.opens and self.setting.drop_caps and not block.pieces else None
        if block.kind in _NAMING:
            return self._label(block)
        if block.kind in AROUND:
            opening, closing = AROUND[block.kind]
            return "\n".join([opening, *map(self.block, block.blocks), closing])
        if block.kind == "pull":
            return self._pull(block)
        info = block.info
        if info.prints == "rule":
            return f'<hr class="{info.css}" id="{block.id}"/>'
        if block.pieces:
            return self._sentences(block)
        # A pair can't be a paragraph, which holds no paragraphs.
        outer, inner = _OUTER.get(block.form, "div"), "p"
        if block.level:
            outer, inner = f"h{self.setting.level + block.level - 1}", "span"
        # A headline that was made of the title, for a text that has none.
        if not block.id:
            return self._title(block, outer)
        css = css_of(block)
        if block.form == "picture":
            return self._figure(block, css)
        if self.alone:
            (slot,) = block.slots
            element = outer if block.level or block.form in _OUTER else inner
            classes = css + self._manner(slot) + self._fitted(block)
            content = self._content(slot)
            named = f' class="{classes}" id="{block.id}"'
            opening = f"<{element}{named}{attributes(slot.lang)}>"
            return f"{opening}{content}{self._link(block)}</{element}>"
        lines, long = self._cells(block.slots, inner, taps=inner == "p" and not info.title_block)
        classes = f"pair {css}{long}"
        if block.form in _OUTER:
            # Its mark is that of the element, which columns inside of it leave alone.
            lines = ['<div class="pair">', *lines, "</div>"]
            classes = f"{css}{long}"
        opening = f'<{outer} class="{classes}{self._fitted(block)}" id="{block.id}">'
        return "\n".join([opening, *lines, f"{self._link(block)}</{outer}>"])

    def _fitted(self, block: Block) -> str:
        """What the size of a headline goes by."""
        return fitted(block, abreast=self.setting.abreast) if block.level == 1 else ""

    def notes(self) -> tuple[str, ...]:
        """The footnotes since the last call.

        Each stands beside its translations.
        """
        if not self._notes:
            return ()
        by_column = grouped((column, note) for column, note in self._notes)
        # Each is handed out once: sheets and pages ask after each chunk.
        self._notes = []
        # The first footnote of each language stands beside the first of the others, and so on.
        columns = [by_column.get(lang, []) for lang in self.order]
        footnotes = ["\n".join(filter(None, abreast)) for abreast in zip_longest(*columns)]
        if self.alone:
            return tuple(footnotes)
        return tuple([f'<div class="pair footnote">\n{pair}\n</div>' for pair in footnotes])

    def _title(self, block: Block, tag: str) -> str:
        """A headline that is no paragraph."""
        lengthy = " lengthy" * block.lengthy
        lines = [f'<{tag} class="pair title{lengthy}{self._fitted(block)}">']
        for slot in block.slots:
            classes = self.columns.get(slot.column, "src")
            lines.append(f'<span class="{classes}"{attributes(slot.lang)}>{plain(slot)}</span>')
        return "\n".join([*lines, f"</{tag}>"])

    def _label(self, block: Block) -> str:
        """Who speaks, or who made the text."""
        # The same few names stand before thousands of turns.
        # By what is said and not by who: one person may be called by two names.
        known = self._names.get(block.slots)
        if known is None:
            css = _NAMING[block.kind] + (" lengthy" if block.lengthy else "")
            known = self._names[block.slots] = css, self._said(block.slots, css)
        css, names = known
        return names if self.alone else f'<div class="pair {css}">\n{names}\n{self._link(block)}</div>'

    def _said(self, slots: Sequence[Slot], css: str) -> str:
        """A name, or such a line, in each language."""
        if len(slots) == 1:
            return f'<p class="{css}"{attributes(slots[0].lang)}>{self._content(slots[0])}</p>'
        lines = []
        for slot in slots:
            # In columns each has its own; a page with switches hides by its style what is said twice.
            if not slot.again or self.setting.web or self.setting.layout == "columns":
                same = " same" if slot.again else ""
                classes = self.columns[slot.column] + same + " turned" * slot.turned
                lines.append(f'<p class="{classes}"{attributes(slot.lang)}>{self._content(slot)}</p>')
        return "\n".join(lines)

    def _pull(self, block: Block) -> str:
        """Words that stand in the text, too."""
        cells = self._cells(block.slots, "p", taps=False)[0]
        opening = '<aside class="pull" epub:type="pullquote" role="doc-pullquote">'
        lines = cells if self.alone else ['<div class="pair">', *cells, "</div>"]
        return "\n".join([opening, *lines, "</aside>"])

    def _figure(self, block: Block, css: str) -> str:
        """A picture, and its caption in all languages."""
        use = " portrait" if block.portrait else ""
        lines = [f'<figure class="{css}{use}" id="{block.id}">']
        for number, said in enumerate(block.pictures, 1):
            lines.append(picture(said, self.source, f"shown-{block.id}-{number}"))
        lines.append(self._link(block))
        # A caption is the last thing in a figure, and who made it the last of that.
        below = self._cells(block.slots, "p", taps=False)[0] if block.slots else []
        if below and not self.alone:
            below = ['<div class="pair">', *below, "</div>"]
        if block.credit:
            made = self._said(block.credit, "credit")
            below.append(made if len(block.credit) == 1 else f'<div class="pair credit">\n{made}\n</div>')
        if below:
            lines += ["<figcaption>", *below, "</figcaption>"]
        return "\n".join(filter(None, [*lines, "</figure>"]))

    def _sentences(self, block: Block) -> str:
        # On a web page the pairs may run on in one language: a line break would be a blank there, which
        # Chinese doesn't have.
        between = "" if self.setting.web else "\n"
        pairs = []
        for number, slots in enumerate(block.pieces, 1):
            lines, long = self._cells(slots, "p", taps=True, piece=f"-{number}")
            pairs.append(between.join([f'<div class="pair{long}">', *lines, "</div>"]))
        outer = _OUTER.get(block.form, "div")
        opening = f'<{outer} class="sentences {css_of(block)}" id="{block.id}">'
        return between.join([opening, *pairs, f"{self._link(block)}</{outer}>"])

    def _cells(
        self, slots: Sequence[Slot], tag: str, *, taps: bool, piece: str = ""
    ) -> tuple[list[str], str]:
        """A line for each language.

        Classes of their pair, too: where they are long, and where several have to be tapped.

        piece  what the ids of sentences end with
        """
        lines = []
        size = hidden = 0
        taps = taps and self.setting.layout == "reveal"
        for slot in slots:
            # A remark and a dash need no tap: they say that there is nothing to see.
            classes = self.columns[slot.column]
            content = self._content(slot)
            # Nearly every text has none, and needs no call.
            manner = self._manner(slot) if slot.state or self._opening else ""
            # A pull quote has no id: its words stand in the text, which has.
            id_ = f' id="{slot.column}.{self._block}{piece}"' if self._block and not self.alone else ""
            line = f'<{tag} class="{classes}{manner}"{id_}{attributes(slot.lang)}>{content}</{tag}>'
            if taps and classes != "src" and not slot.state:
                line = self._hidden(slot.column, classes, line)
                hidden += 1
            lines.append(line)
            # In bytes, which tell the room that a text takes in any script.
            size += len(content) if content.isascii() else len(content.encode())
        long = " long" if size > LONG_PAIR else ""
        # Names of several languages stand in one row; not where a page ends in the midst of them, since not
        # every engine divides such a row.
        row = " taps" if hidden > 1 and (self.setting.web or not long) else ""
        return lines, long + row

    def _manner(self, slot: Slot) -> str:
        """The class of a text that isn't there, or that begins with a large letter."""
        if slot.state:
            return f" {slot.state}"
        return " drop" if self._opening and self._opening.enlarged(slot) else ""

    def _hidden(self, lang: str, classes: str, line: str) -> str:
        """A translation behind a tap.

        In a book `details` is a switch before it, and the style hides it where taps are known to work. On a
        web page it is inside: a browser opens `details` by itself for words that it finds there.
        """
        name = autonym(lang, "summary")
        if self.setting.web:
            return f'<details class="{classes}"{attributes(lang)}>{name}\n{line}\n</details>'
        return f"<details{attributes(lang)}>{name}</details>\n{line}"

    def _link(self, block: Block) -> str:
        """A link to the block itself.

        The sign is the style sheet's, so that nobody copies it with the text.
        """
        if not (self.setting.web and block.id and block.n):
            return ""
        if block.heard is None or not self.setting.times:
            return f'<a class="here" href="#{block.id}" aria-label="¶ {block.n}"></a>'
        # Whole seconds: nobody can listen to less.
        time = clock(block.heard, "")
        said = f'aria-label="¶ {block.n}, {time}" data-time="{time}"'
        return f'<a class="here heard" href="#{block.id}" {said}></a>'

    def _content(self, slot: Slot) -> str:
        spans = slot.spans
        if slot.state == "missing":
            *label, dash = spans
            told = f'<span role="img" aria-label="{escape(slot.reason)}">{escape(dash.text)}</span>'
            return self.spans(label, slot) + told
        if self._verse:
            return self._lines(slot)
        # Nearly all text has no marks.
        if len(spans) == 1 and spans[0].mark == "text":
            return self._text(spans[0].text)
        return self.spans(spans, slot)

    def _text(self, text: str) -> str:
        put = upright if self.setting.vertical else whole if self._named else tied
        return put(text)

    def _lines(self, slot: Slot) -> str:
        """Verse: an element for each line, so that what is turned over is set in.

        The line ends too where nothing knows the style.
        """
        lines = [self.spans(line, slot) for line in verse.lines(slot.spans)]
        ends = ["<br/>"] * (len(lines) - 1) + [""]
        return "".join(
            [f'<span class="line">{line}{end}</span>' for line, end in zip(lines, ends, strict=True)]
        )

    def spans(self, spans: Iterable[Span], slot: Slot, *, linked: bool = False) -> str:
        """The markup of some spans.

        linked  whether they are inside of a link: no link may stand in another one
        """
        done = []
        for span in spans:
            if span.mark == "text":
                done.append(self._text(span.text))
            elif span.mark == "ruby":
                done.append(ruby(span))
            elif span.mark == "note":
                done.append(self._note(span, slot))
            elif span.mark == "break":
                done.append("<br/>")
            elif span.mark == "picture":
                done.append(picture((span,), self.source))
            elif span.mark != "link":
                element, named = _SPANS[span.mark]
                said = attributes(span.lang) if span.mark in ("foreign", "remark") else ""
                inside = tied(span.text) + self.spans(span.inside, slot, linked=linked)
                if span.mark == "label":
                    inside = xhtml_parts.spans(span.inside, named=True)
                done.append(f"<{element}{named}{said}>{inside}</{element}>")
            elif linked:
                done.append(self.spans(span.inside, slot, linked=True))
            else:
                # Nor may a footnote, whose sign is one: it comes after it.
                within, notes = without_notes(span.inside)
                text = self.spans(within, slot, linked=True)
                done.append(f'<a href="{escape(span.target)}">{text}</a>{self.spans(notes, slot)}')
        return "".join(done)

    def _note(self, span: Span, slot: Slot) -> str:
        """The sign of a footnote, whose text is kept for `notes`."""
        number, column = span.number, slot.column
        note, sign = (f"{kind}-{self._block}-{column}-{number}" for kind in ("note", "ref"))
        # Noted before the words are set, which may have footnotes of their own.
        place = len(self._notes)
        text = self.spans(span.inside, slot)
        # Whoever goes from note to note by ear has to be able to tell them apart.
        named = " · ".join(filter(None, [str(number), languages.get(column).autonym, self._document]))
        opening = "<aside " if self.alone else f'<aside class="{self.columns[column]}" '
        opening += f'epub:type="footnote" role="doc-footnote" aria-label="{escape(named)}" id="{note}"'
        back = f'<a role="doc-backlink" href="#{sign}">{number}</a>'
        # A footnote of this footnote was set while its words were, and comes after it.
        markup = f"{opening}{attributes(slot.lang)}><p>{back} {text}</p></aside>"
        self._notes.insert(place, (column, markup))
        link = f'epub:type="noteref" role="doc-noteref" id="{sign}" href="#{note}"'
        # A number would take the stop before it along, to the wrong side of a word that goes the other way.
        apart = ' dir="rtl"' if languages.get(slot.lang).dir == "rtl" else ""
        return f"<sup{apart}><a {link}>{number}</a></sup>"
