"""XHTML inside of paragraphs, and of pages around documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from toolkit import languages, late
from toolkit.edition import headlines
from toolkit.edition.page import Block, Slot
from toolkit.edition.sections import Section
from toolkit.model import Picture
from toolkit.text import line_breaks
from toolkit.text.markup import Span
from toolkit.text.xml import escape

# Begun at the beginning of a word alone: the time grows with the text, not with its longest word.
_HYPHENED = late.regex(rf"(?<!\w){line_breaks.HYPHENED}")
_TYING = line_breaks.TIES + line_breaks.GERESH
_TIED = late.regex(line_breaks.TIED)
_PRONOUN = late.regex(rf"(?<=\w-)(?:{line_breaks.PRONOUNS})\b")
_TIE = r'<span class="tied">\g<0></span>'

# Short enough to stand upright in one cell of a vertical line: a number, or two marks. Not in an entity.
_ACROSS = late.regex(r"(?<![0-9A-Za-z#&.,:+-])[0-9]{1,2}(?![0-9A-Za-z.,:;])|(?<![!?])[!?]{2}(?![!?])")


@cache
def attributes(lang: str) -> str:
    """Language and direction of an element.

    Readers of EPUB know one, of HTML the other.

    >>> attributes("ar")
    ' xml:lang="ar" lang="ar" dir="rtl"'
    """
    return f'{tagged(lang)} dir="{languages.get(lang).dir}"'


def tagged(lang: str) -> str:
    """The language of an element alone.

    For one whose text has a direction of its own.
    """
    return f' xml:lang="{lang}" lang="{lang}"'


def autonym(lang: str, tag: str = "span") -> str:
    """A language's own name as an element."""
    language = languages.get(lang)
    return f"<{tag}{attributes(language.tag)}>{escape(language.autonym)}</{tag}>"


ImageSource = Callable[[Picture], str]
"""Gives the attributes by which an image finds the file of a picture, such as `src="map.png"`."""


def picture(said: Sequence[Span], source: ImageSource, id_: str = "") -> str:
    """A picture; what it shows where its file can't be shown.

    said  the picture, as each language says what it shows; of an image only one can be its text, the others
          describe it
    id_   what the ids of descriptions begin with, where there are several languages
    """
    first, *others = said
    if first.shown is None:
        return "\n".join(map(_told, said))
    ids = [f"{id_}-{number}" for number in range(1, len(said))]
    # Other languages are hidden texts, to which the image points.
    about = attributes(first.lang) + (f' aria-describedby="{" ".join(ids)}"' if ids else "")
    made = [f'<img {source(first.shown)} alt="{escape(first.text)}"{about}/>']
    for span, name in zip(others, ids, strict=True):
        made.append(f'<span hidden="hidden" id="{name}"{attributes(span.lang)}>{escape(span.text)}</span>')
    return "\n".join(made)


def _told(span: Span) -> str:
    told = escape(span.text or span.target)
    # A picture on the web isn't in the edition: it can be gone to.
    if span.target.startswith(("https://", "http://")):
        told = f'<a href="{escape(span.target)}">{told}</a>'
    return f'<span class="shown"{attributes(span.lang)}>[{told}]</span>'


def without_notes(spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The spans without the footnotes in them, and those."""
    kept, notes = [], []
    for span in spans:
        if span.mark == "note":
            notes.append(span)
            continue
        inside, more = without_notes(span.inside)
        kept.append(span.replace(inside=tuple(inside)))
        notes += more
    return kept, notes


def ruby(span: Span) -> str:
    """A base with its readings.

    They stand in brackets where a reader doesn't know how to set them.
    """
    pairs = (
        f"{escape(base)}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp>" for base, reading in span.read_as
    )
    return f"<ruby>{''.join(pairs)}</ruby>"


def plain(slot: Slot) -> str:
    """A title, a name or a caption, whose words stay whole."""
    return spans(slot.spans, named=True)


def whole(text: str) -> str:
    """Text of a title or a name, whose lines don't end at a hyphen.

    >>> whole("Lee Jae-myung")
    'Lee <span class="whole">Jae-myung</span>'
    """
    words = _dotted(text)
    return _HYPHENED.sub(_kept, words) if "-" in text or "\u2010" in text else words


def upright(text: str) -> str:
    """Text of a line from top to bottom."""
    return _ACROSS.sub(r'<span class="across">\g<0></span>', tied(text))


def tied(text: str) -> str:
    """Text, with what no line begins with.

    >>> tied("约翰·史密斯"), tied("Vient-il ?")
    ('约翰<span class="tied">·</span>史密斯', 'Vient-<span class="tied">il</span> ?')
    """
    words = _dotted(text)
    return _PRONOUN.sub(_TIE, words) if "-" in text else words


def _dotted(text: str) -> str:
    """Text, with its dots and dashes."""
    escaped = escape(text)
    # Most text has none: a search for a few characters is far quicker than one by a pattern.
    if text.isascii() or not any(map(text.__contains__, _TYING)):
        return escaped
    return _TIED.sub(_TIE, escaped)


def _kept(word: re.Match[str]) -> str:
    return f'<span class="whole">{word[0]}</span>' if len(word[0]) <= line_breaks.WHOLE else word[0]


def words(main: str, key: str, tag: str = "span") -> str:
    """An element with words of diglot's own."""
    return f"<{tag}{attributes(languages.strings_lang(main))}>{escape(languages.strings(main)[key])}</{tag}>"


def fitted(block: Block, *, abreast: bool = False) -> str:
    """Further classes of a headline, by which it is as large as it has room; "" for what is none.

    Classes, since a page may forbid styles of elements.

    abreast  whether its languages may stand side by side
    """
    texts = block.headline
    if not texts:
        return ""
    classes = f" sized line-{headlines.step(headlines.lines(texts))}"
    if abreast and len(texts) > 1:
        classes += f" abreast-{headlines.step(headlines.abreast(texts))}"
    return classes


def portrayed(portrait: str, label: str, said: str) -> str:
    """A portrait and a name, beside the first words of a turn where there is room."""
    return f'<div class="portrayed">\n<div class="who">\n{portrait}\n{label}</div>\n{said}\n</div>'


# Pages around documents.


# Names of pages of matter that EPUB's vocabulary and ARIA know.
_MATTERS = frozenset(
    "preface foreword introduction prologue dedication epigraph acknowledgments afterword epilogue conclusion"
    " appendix".split()
)


def matter(section: Section, source: ImageSource, level: int = 1) -> str:
    """A page of matter as one element.

    source  where the page finds pictures
    level   of its heading
    """
    name = section.matter.name.lower() if section.matter else ""
    typed = f' epub:type="{name}" role="doc-{name}"' if name in _MATTERS else ""
    # A page of matter is short, and its first block decides the element.
    blocks = list(section.blocks)
    # Checkers want a heading in every section.
    element = "section" if blocks and blocks[0].kind == "title" else "div"
    classes = f"matter {section.motto}".rstrip()
    opening = f'<{element} class="{classes}"{typed}{attributes(section.lang)}>'
    return f"{opening}\n{flow(blocks, source, level, section.lang)}\n</{element}>"


def flow(blocks: Iterable[Block], source: ImageSource, level: int = 1, around: str = "") -> str:
    """The blocks of a page, below each other.

    source  where the page finds pictures
    level   of its first heading
    around  the language that the element around them says, "" for none
    """
    return "".join([_flowing(block, source, level, around) for block in blocks]).rstrip("\n")


_ELEMENTS = {"text": "p", "subtitle": "p", "maker": "p", "imprint": "p", "particulars": "p"}
_CLASSED = frozenset({"title", "subtitle", "maker", "imprint", "particulars"})
_NAMING = frozenset({"title", "subtitle", "maker"})
_BOXES = {"list": "ul", "item": "li", "quote": "blockquote"}


def _flowing(block: Block, source: ImageSource, level: int, around: str) -> str:
    """One block, and a line end."""
    kind = block.kind
    if kind == "group":
        return "".join([_flowing(inner, source, level, around) for inner in block.blocks])
    if kind == "title-page":
        return f'<header class="title-page">\n{flow(block.blocks, source, level)}\n</header>\n'
    if kind == "separator":
        return "<hr />\n"
    if kind == "figure":
        return _figure(block, source)
    if kind == "code":
        named = f' class="language-{escape(block.about[0])}"' if block.about else ""
        said = block.slots[0]
        own = "" if said.lang == said.column else attributes(said.lang)
        return f"<pre{own}><code{named}>{plain(said)}</code></pre>\n"
    if kind == "table":
        return _table(block)
    if kind in _BOXES:
        return _box(block, source, level, around)
    id_ = f' id="{block.id}"' if block.id else ""
    if kind == "titles":
        lines = [f"<span{attributes(slot.lang)}>{plain(slot)}</span>" for slot in block.slots]
        long = " lengthy" * block.lengthy
        return "\n".join([f'<h{level} class="titles{long}{fitted(block)}"{id_}>', *lines, f"</h{level}>\n"])
    (slot,) = block.slots
    text = spans(slot.spans, address=kind == "particulars", named=kind in _NAMING)
    if kind == "line":
        return text
    element = f"h{min(6, level + block.level - 1)}" if block.level else _ELEMENTS[kind]
    classes = f' class="{kind}"' if kind in _CLASSED else ""
    own = "" if slot.lang == around else attributes(slot.lang)
    return f"<{element}{classes}{id_}{own}>{text}</{element}>\n"


def _figure(block: Block, source: ImageSource) -> str:
    """A picture, and its caption; a logo has none."""
    named = f' class="{block.about[0]}"' if block.about else ""
    below = [f"<figcaption{attributes(slot.lang)}>{plain(slot)}</figcaption>" for slot in block.slots]
    lines = [f"<figure{named}>", *(picture(said, source) for said in block.pictures), *below, "</figure>"]
    return "\n".join(lines) + "\n"


def _box(block: Block, source: ImageSource, level: int, around: str) -> str:
    """What has blocks inside of it."""
    element, attrs = _BOXES[block.kind], ""
    if block.start is not None:
        element = "ol"
        # 1 is what browsers begin with.
        attrs = f' start="{block.start}"' if block.start != 1 else ""
        # Room for the longest number.
        last = block.start + len(block.blocks) - 1
        attrs += f' class="{"wide" if last < 10_000 else "wider"}"' if last > 99 else ""
    parts = [f"<{element}{attrs}>"]
    open_line = True
    for inner in block.blocks:
        # A text without room around it stands in the same line as its item.
        if open_line and inner.kind != "line":
            parts.append("\n")
        parts.append(_flowing(inner, source, level, around))
        open_line = inner.kind == "line"
    return "".join([*parts, f"</{element}>\n"])


def _table(block: Block) -> str:
    """The first row is the head."""
    parts = ["<table>\n<thead>\n"]
    for number, row in enumerate(block.blocks):
        tag = "td" if number else "th"
        parts.append("<tbody>\n<tr>\n" if number == 1 else "<tr>\n")
        # By a style and not by `align`, which XHTML has not.
        for slot, side in zip(row.slots, block.about, strict=True):
            style = f' style="text-align:{side}"' if side else ""
            parts.append(f"<{tag}{style}>{spans(slot.spans)}</{tag}>\n")
        parts.append("</tr>\n" if number else "</tr>\n</thead>\n")
    return "".join([*parts, "</tbody>\n" if len(block.blocks) > 1 else "", "</table>\n"])


def spans(some: Iterable[Span], *, address: bool = False, named: bool = False) -> str:
    """The text of a page.

    address  whether links are addresses, which read from left to right
    named    whether it is a title or a name, whose words stay whole
    """
    done = []
    for span in some:
        inside = spans(span.inside, named=named)
        if span.mark == "text":
            done.append(whole(span.text) if named else tied(span.text))
        elif span.mark == "code":
            done.append(f"<code>{escape(span.text)}</code>")
        elif span.mark == "break":
            done.append("<br />\n")
        elif span.mark == "foreign":
            done.append(f"<span{attributes(span.lang)}>{inside}</span>")
        elif span.mark == "link":
            attrs = f' title="{escape(span.text)}"' if span.text else ""
            attrs += ' dir="ltr"' if address else ""
            done.append(f'<a href="{escape(span.target)}"{attrs}>{inside}</a>')
        else:
            done.append(f"<{span.mark}>{inside}</{span.mark}>")
    return "".join(done)
