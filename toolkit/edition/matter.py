"""Read front and back matter from Markdown.

The only door to markdown-it.

CommonMark with tables. What could run, load or break a page is not taken: HTML is printed as it is typed,
links lead to the web or to mail. A picture is a paragraph of its own, with its caption in quotation marks:
`![what it shows](file.jpg "Below it.")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

from toolkit import late, limits
from toolkit.edition.directions import of_code, slot
from toolkit.edition.page import Block, BlockKind, Slot
from toolkit.errors import ConfigError
from toolkit.model import Cell, Location, Matter, Picture
from toolkit.text.hygiene import xml_legal
from toolkit.text.markup import Mark, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINK = late.regex(r"(https?://|mailto:)", re.IGNORECASE)
_ALIGNED = late.regex(r"text-align:(\w+)")
_FIGURE = late.regex(r'!\[([^\[\]]*)\]\(([^\s()<>]+)(?:\s+"([^"]*)")?\)')
_INLINE: dict[str, Mark] = {"em": "em", "strong": "strong", "link": "link"}
_NESTED: dict[str, BlockKind] = {
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "blockquote": "quote",
    "tr": "row",
}


def split(text: str) -> tuple[str, str]:
    r"""Take the title off a page.

    The title is plain text: a heading of level 1 that the page begins with, "" for none.

    >>> split("# The *lock*\n\nWater waits.\n")
    ('The lock', 'Water waits.\n')
    >>> split("For the eels.")
    ('', 'For the eels.')
    """
    tokens = _tokens(text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1" and tokens[0].map:
        # By lines, so that the rest stays as it was typed.
        rest = "".join(text.splitlines(keepends=True)[tokens[0].map[1] :])
        return _plain(tokens[1]), rest.lstrip("\n")
    return "", text


def check(text: str, path: str) -> None:
    """Refuse what a page of a book can't have.

    Raises DiglotError for pictures, for links that lead nowhere, for what is too deep.
    """
    parser = _parser()
    # Blocks alone, without their inside: that is what takes long.
    paragraphs: list[Token] = []
    parser.block.parse(xml_legal(text), parser, {}, paragraphs)
    behind = 0
    for token in paragraphs:
        # The parser looks for the end of each bracket in all of the paragraph that follows.
        behind += sum(len(token.content) - bracket.start() for bracket in re.finditer(r"\[", token.content))
        limits.check(behind, limits.PAGE_LINKS, Location(path, token.map[0] + 1 if token.map else 0))
    for token in _tokens(text):
        # The parser counts levels before it knows what is emphasis.
        inside = accumulate((child.nesting for child in token.children or ()), initial=0)
        limits.check(token.level + max(inside), limits.PAGE_DEPTH, path)
    # A second parser, which takes what the first leaves as text: so a faulty link is told, and not
    # printed.
    for token in _parser(strict=False).parse(xml_legal(text)):
        for child in token.children or ():
            where = Location(path, token.map[0] + 1 if token.map else 0)
            if child.type == "image" and not _FIGURE.fullmatch(token.content.strip()):
                hint = 'Give it a paragraph of its own: ![what it shows](file.jpg "Its caption.").'
                raise ConfigError("a picture stands among words.", where, hint)
            if child.type == "image" and not child.content.strip():
                hint = "Write what it shows between the brackets, for those who don't see it."
                raise ConfigError(f"nothing says what {child.attrGet('src')} shows.", where, hint)
            href = str(child.attrGet("href") or "")
            if child.type == "link_open" and not _LINK.match(href):
                hint = "Write https://... or mailto:..., or the words without a link."
                raise ConfigError(f"the link to {href!r} leads nowhere in a book.", where, hint)


def shown(text: str) -> Iterator[tuple[str, str, int]]:
    """The pictures of a page: what each shows, its file, and the line."""
    for token in _tokens(text):
        if token.type == "inline" and (match := _FIGURE.fullmatch(token.content.strip())):
            yield match[1], match[2], token.map[0] + 1 if token.map else 0


def page(matter: Matter, id_: str = "") -> Iterator[Block]:
    """The blocks of a page of matter.

    id_  of the title
    """
    if matter.title:
        titled = slot(matter.lang, (Span("text", matter.title),))
        labels = (Cell(matter.title, matter.lang, "original"),)
        yield Block("title", (titled,), id=id_, level=1, labels=labels)
    yield from blocks(matter.text, matter.lang, matter.pictures)


def blocks(
    text: str, lang: str = "und", pictures: Mapping[str, Picture] = MappingProxyType({})
) -> list[Block]:
    """Markdown as blocks.

    Their headings are lower than that of the page.
    """
    return _MatterReader(_tokens(text), lang, pictures).blocks()


class _MatterReader:
    """One pass over markdown-it's tokens.

    What opens is read up to where it closes.
    """

    def __init__(self, tokens: Sequence[Token], lang: str, pictures: Mapping[str, Picture]) -> None:
        self.tokens = iter(tokens)
        self.pictures = pictures
        self.lang = lang
        # No level is left out: whoever listens would miss something.
        self.levels = sorted({token.tag for token in tokens if token.type == "heading_open"})

    def blocks(self) -> list[Block]:
        """The blocks of one floor.

        That is the rest of the tokens, or what is inside of what was opened.
        """
        floor = []
        for token in self.tokens:
            if token.nesting < 0:
                break
            floor.append(self._block(token))
        return floor

    def _block(self, token: Token) -> Block:
        # A token that opens is followed by what is inside, up to one that closes.
        name = token.type.removesuffix("_open")
        if name in _NESTED:
            start = int(token.attrs.get("start", 1)) if name == "ordered_list" else None
            return Block(_NESTED[name], blocks=tuple(self.blocks()), start=start)
        # markdown-it hides the paragraphs of a list without empty lines.
        if name == "paragraph":
            inline = next(self.tokens)
            next(self.tokens)
            if match := _FIGURE.fullmatch(inline.content.strip()):
                return self._figure(*match.groups(""))
            spans = _spans(iter(inline.children or ()))
            return Block("line" if token.hidden else "text", (slot(self.lang, spans),))
        if name == "heading":
            slots = self._text()
            words = " ".join("".join(_words(slots[0].spans)).split())
            labels = (Cell(words, self.lang, "original"),)
            return Block("heading", slots, level=2 + self.levels.index(token.tag), labels=labels)
        if name == "table":
            return self._table()
        if name == "hr":
            return Block("separator")
        from markdown_it.common.utils import unescapeAll

        # What is left is code, fenced or indented.
        said = Slot(self.lang, of_code(self.lang), (Span("text", token.content),))
        language = unescapeAll(token.info).split(maxsplit=1)[:1] if token.type == "fence" else []
        return Block("code", (said,), about=tuple(language))

    def _figure(self, alt: str, target: str, caption: str) -> Block:
        span = Span("picture", alt, target=target, lang=self.lang, shown=self.pictures.get(target))
        below = (slot(self.lang, (Span("text", caption),)),) if caption else ()
        return Block("figure", below, pictures=((span,),))

    def _text(self) -> tuple[Slot, ...]:
        """The text of what was opened.

        Goes past its end.
        """
        spans = _spans(iter(next(self.tokens).children or ()))
        next(self.tokens)
        return (slot(self.lang, spans),)

    def _table(self) -> Block:
        """Rows of cells, the head first."""
        rows: list[Block] = []
        cells: list[Slot] = []
        aligned: list[str] = []
        for token in self.tokens:
            if token.type == "table_close":
                break
            if token.type in {"th_open", "td_open"}:
                if token.type == "th_open":
                    style = _ALIGNED.match(str(token.attrGet("style") or ""))
                    aligned.append(style[1] if style else "")
                cells += self._text()
            elif token.type == "tr_close":
                rows.append(Block("row", tuple(cells)))
                cells = []
        return Block("table", blocks=tuple(rows), about=tuple(aligned))


def _spans(tokens: Iterator[Token]) -> tuple[Span, ...]:
    """The spans inside of what was opened."""
    spans: list[Span] = []
    for token in tokens:
        if token.nesting < 0:
            break
        if token.nesting > 0:
            mark = _INLINE[token.type.removesuffix("_open")]
            title, target = (str(token.attrGet(name) or "") for name in ("title", "href"))
            spans.append(Span(mark, title, _spans(tokens), target))
        elif token.type == "softbreak":
            spans.append(Span("text", "\n"))
        elif token.type == "hardbreak":
            spans.append(Span("break"))
        elif token.content:
            spans.append(Span("code" if token.type == "code_inline" else "text", token.content))
    return tuple(spans)


def _words(spans: Sequence[Span]) -> Iterator[str]:
    for span in spans:
        yield span.text if span.mark in {"text", "code"} else " " if span.mark == "break" else ""
        yield from _words(span.inside)


def _plain(inline: Token) -> str:
    return "".join(
        child.content if child.type != "softbreak" else " "
        for child in inline.children or ()
        if child.type in {"text", "code_inline", "softbreak", "image"}
    ).strip()


@lru_cache(maxsize=1)
def _tokens(text: str) -> Sequence[Token]:
    # A page is checked, then its title is taken off: it is parsed once for both.
    return tuple(_parser().parse(xml_legal(text)))


@cache
def _parser(*, strict: bool = True) -> MarkdownIt:
    """The parser, made once.

    strict  whether what is no link to the web or to mail stays as it is typed
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")
    if strict:
        # A picture is known by its paragraph; among words `check` has refused it before.
        parser.disable("image")
    parser.validateLink = lambda url: not strict or bool(_LINK.match(url))  # type: ignore[method-assign]
    return parser
