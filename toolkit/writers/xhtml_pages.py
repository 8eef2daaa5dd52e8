"""Print pages around documents as XHTML."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.edition.blocks import Block
from toolkit.edition.sections import Section
from toolkit.text.markup import Span
from toolkit.text.xml import escape
from toolkit.writers.xhtml import plain
from toolkit.writers.xhtml_spans import attributes

# Names of pages of matter that EPUB's vocabulary and ARIA know.
_MATTERS = frozenset(
    "preface foreword introduction prologue dedication epigraph acknowledgments afterword epilogue conclusion"
    " appendix".split()
)


def matter(section: Section, level: int = 1) -> str:
    """A page of matter as one element.

    level  of its heading
    """
    name = section.matter.name.lower() if section.matter else ""
    typed = f' epub:type="{name}" role="doc-{name}"' if name in _MATTERS else ""
    blocks = list(section.blocks)
    # Checkers want a heading in every section.
    element = "section" if blocks and blocks[0].kind == "title" else "div"
    opening = f'<{element} class="matter"{typed}{attributes(section.lang)}>'
    return f"{opening}\n{flow(blocks, level, section.lang)}\n</{element}>"


def flow(blocks: Iterable[Block], level: int = 1, around: str = "") -> str:
    """The blocks of a page, below each other.

    level   of its first heading
    around  the language that the element around them says, "" for none
    """
    return "".join([_flowing(block, level, around) for block in blocks]).rstrip("\n")


_ELEMENTS = {"text": "p", "subtitle": "p", "maker": "p", "imprint": "p", "term": "dt", "value": "dd"}
_CLASSED = frozenset({"title", "subtitle", "maker", "imprint"})
_BOXES = {"list": "ul", "item": "li", "quote": "blockquote", "terms": "dl"}


def _flowing(block: Block, level: int, around: str) -> str:
    """One block, and a line end."""
    kind = block.kind
    if kind == "group":
        return "".join([_flowing(inner, level, around) for inner in block.blocks])
    if kind == "title-page":
        return f'<header class="title-page">\n{flow(block.blocks, level)}\n</header>\n'
    if kind == "separator":
        return "<hr />\n"
    if kind == "code":
        named = f' class="language-{escape(block.about[0])}"' if block.about else ""
        return f"<pre><code{named}>{plain(block.slots[0])}</code></pre>\n"
    if kind == "table":
        return _table(block)
    if kind in _BOXES:
        return _box(block, level, around)
    id_ = f' id="{block.id}"' if block.id else ""
    if kind == "titles":
        lines = [f"<span{attributes(slot.lang)}>{plain(slot)}</span>" for slot in block.slots]
        return "\n".join([f'<h{level} class="titles"{id_}>', *lines, f"</h{level}>\n"])
    (slot,) = block.slots
    text = _words(slot.spans, address=kind == "value")
    if kind == "line":
        return text
    element = f"h{min(6, level + block.level - 1)}" if block.level else _ELEMENTS[kind]
    classes = f' class="{kind}"' if kind in _CLASSED else ""
    # A value says its language in its spans.
    own = "" if kind == "value" or slot.lang == around else attributes(slot.lang)
    return f"<{element}{classes}{id_}{own}>{text}</{element}>\n"


def _box(block: Block, level: int, around: str) -> str:
    """What has blocks inside of it."""
    element, attrs = _BOXES[block.kind], ""
    if block.start is not None:
        element = "ol"
        attrs = f' start="{block.start}"' if block.start != 1 else ""
        # Room for the longest number.
        last = block.start + len(block.blocks) - 1
        attrs += f' class="{"wide" if last < 10_000 else "wider"}"' if last > 99 else ""
    parts = [f"<{element}{attrs}>"]
    open_line = True
    for inner in block.blocks:
        if open_line and inner.kind != "line":
            parts.append("\n")
        parts.append(_flowing(inner, level, around))
        open_line = inner.kind == "line"
    return "".join([*parts, f"</{element}>\n"])


def _table(block: Block) -> str:
    """The first row is the head."""
    parts = ["<table>\n<thead>\n"]
    for number, row in enumerate(block.blocks):
        tag = "td" if number else "th"
        parts.append("<tbody>\n<tr>\n" if number == 1 else "<tr>\n")
        for slot, side in zip(row.slots, block.about, strict=True):
            style = f' style="text-align:{side}"' if side else ""
            parts.append(f"<{tag}{style}>{_words(slot.spans)}</{tag}>\n")
        parts.append("</tr>\n" if number else "</tr>\n</thead>\n")
    return "".join([*parts, "</tbody>\n" if len(block.blocks) > 1 else "", "</table>\n"])


def _words(spans: Iterable[Span], *, address: bool = False) -> str:
    """The text of a page.

    address  whether links are addresses, which read from left to right
    """
    done = []
    for span in spans:
        inside = _words(span.inside)
        if span.mark == "text":
            done.append(escape(span.text))
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
