"""XML as lines, one element a line.

So two editions of a text can be compared by a diff.

Headers are small values (`Element`) that are built, asked for their languages and printed; the texts, which
may be long, are written piece by piece and never held. Both go through `Markup`, which counts what it writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from shutil import copyfileobj
from typing import IO, NamedTuple

from toolkit.model import Absence, Origin, Review
from toolkit.text.xml import escape_text, quoted

_FLUSH = 1024
# Their content is text and elements mixed (macro.phraseSeq and the like): a line break in them would be text.
_MIXED = frozenset({"p", "editor", "change", "licence", "title"})


class Raw(str):
    """Markup as content, printed as it is."""

    __slots__ = ()


class Element(NamedTuple):
    """An element of a header."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    content: tuple[Element | str, ...] = ()
    """With a string in it, all is printed on one line: blanks would be text there."""


def element(tag: str, *content: Element | str | None, **attributes: str | None) -> Element:
    """An element.

    What is None is left out, and `xml_id` means `xml:id`.

    >>> element("title", "Ice", None, xml_lang="en", n=None)
    Element(tag='title', attributes=(('xml:lang', 'en'),), content=('Ice',))
    """
    pairs = tuple(
        (name.replace("xml_", "xml:"), value) for name, value in attributes.items() if value is not None
    )
    return Element(tag, pairs, tuple(part for part in content if part is not None))


def languages(node: Element) -> Iterator[str]:
    """Every `xml:lang` in an element.

    They come in document order, with repetitions.
    """
    for name, value in node.attributes:
        if name == "xml:lang":
            yield value
    for part in node.content:
        if isinstance(part, Element):
            yield from languages(part)


class Markup:
    """Writes elements as lines.

    Attributes come as text (` n="1"`), ready to be printed: the caller has quoted what may need it.
    """

    __slots__ = ("_indent", "_lines", "_sink", "tags")

    def __init__(self, sink: IO[bytes], depth: int = 0) -> None:
        """Write to a sink.

        It has so many open elements already.
        """
        self.tags: Counter[str] = Counter()
        """How many elements of each name were written."""
        self._sink = sink
        self._lines: list[str] = []
        self._indent = "  " * depth

    def line(self, text: str) -> None:
        """A line of markup as it is."""
        self._lines.append(f"{self._indent}{text}\n")
        # By lines and not by bytes: to count these would take longer than to write them.
        if len(self._lines) >= _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Hands to the sink what is waiting."""
        self._sink.write("".join(self._lines).encode("utf-8"))
        self._lines.clear()

    def copy(self, lines: IO[bytes]) -> None:
        """Copy what another `Markup` has written.

        That is flushed, and copied from the beginning.
        """
        self.flush()
        lines.seek(0)
        copyfileobj(lines, self._sink, 1 << 18)

    def start(self, tag: str, attributes: str = "") -> None:
        """Open an element with children on lines."""
        self.tags[tag] += 1
        self._lines.append(f"{self._indent}<{tag}{attributes}>\n")
        self._indent += "  "

    def end(self, tag: str) -> None:
        """Closes what `start` opened."""
        self._indent = self._indent[:-2]
        self.line(f"</{tag}>")

    def empty(self, tag: str, attributes: str) -> None:
        """An element without content."""
        self.tags[tag] += 1
        self.line(f"<{tag}{attributes}/>")

    def leaf(self, tag: str, attributes: str, text: str, inner: str = "") -> None:
        """Write an element of text.

        It holds nothing else, or holds it in a single child `inner`.
        """
        # Nearly no text has any of them: the call is saved.
        if "&" in text or "<" in text or ">" in text or "\r" in text:
            text = escape_text(text)
        self.mixed(tag, attributes, (text,), inner)

    def mixed(self, tag: str, attributes: str, pieces: Iterable[str], inner: str = "") -> None:
        """Write an element of finished markup.

        It is as `leaf`, for content that is markup already (see `inside`).
        """
        self.tags[tag] += 1
        content = "".join(pieces)
        if inner:
            self.tags[inner] += 1
            content = f"<{inner}>{content}</{inner}>"
        # Not by `line`: an element that is closed after it sees to what waits.
        self._lines.append(f"{self._indent}<{tag}{attributes}>{content}</{tag}>\n")

    def inside(self, content: Iterable[Element | str]) -> str:
        """Text and elements as markup.

        They stand inside a paragraph; the elements count as written.
        """
        return "".join(
            self._inline(part)
            if isinstance(part, Element)
            else part
            if isinstance(part, Raw)
            else escape_text(part)
            for part in content
        )

    def around(self, tag: str, attributes: str, content: str) -> str:
        """An element of finished markup, inside a paragraph."""
        self.tags[tag] += 1
        return f"<{tag}{attributes}>{content}</{tag}>"

    def tree(self, node: Element) -> None:
        """A whole element of a header."""
        children = [part for part in node.content if isinstance(part, Element)]
        # Text among elements: a line end would be a blank in it.
        if node.tag in _MIXED or not children or len(children) < len(node.content):
            self.line(self._inline(node))
            return
        self.start(node.tag, _attributes(node))
        for child in children:
            self.tree(child)
        self.end(node.tag)

    def _inline(self, node: Element) -> str:
        self.tags[node.tag] += 1
        inside = self.inside(node.content)
        head = node.tag + _attributes(node)
        return f"<{head}>{inside}</{node.tag}>" if inside else f"<{head}/>"


def _attributes(node: Element) -> str:
    return "".join(f" {name}={quoted(value)}" for name, value in node.attributes)


# What a text of an edition holds, in numbers.


@dataclass(slots=True)
class Extent:
    """What a text holds, counted while written."""

    paragraphs: int = 0
    """Published; those without a translation and separators are not."""
    absent: Counter[Absence] = field(default_factory=Counter)
    """Paragraphs that are not here, by the reason."""
    length: int = 0
    """Of the paragraphs, in the unit of the measure that was given; printed labels don't count."""
    additions: int = 0
    """Pieces of the translation that translate nothing."""
    sentences: int = 0
    origins: Counter[Origin] = field(default_factory=Counter)
    """Published paragraphs of a translation, by where they come from."""
    reviews: Counter[Review] = field(default_factory=Counter)
    """The same, by how far they were reviewed."""
    tags: Counter[str] = field(default_factory=Counter)
    """Elements by name, from `text` down."""
    timeline: Element | None = None
    """What stands before the body, where something has a time."""
