"""Front and back matter: Markdown as XHTML. The only door to markdown-it.

CommonMark with tables. What could run, load or break a page is not taken: HTML is printed as it is typed,
links lead to the web or to mail, and pictures are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from toolkit import limits
from toolkit.errors import ConfigError
from toolkit.model import Location, Matter
from toolkit.text.hygiene import xml_legal
from toolkit.text.xml import escape
from toolkit.writers.markup import attributes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
# Of a page's name: what EPUB's vocabulary and ARIA know. The last two have no role.
_KINDS = frozenset(
    "preface foreword introduction prologue dedication epigraph acknowledgments afterword epilogue conclusion"
    " appendix".split()
)


def split(text: str) -> tuple[str, str]:
    r"""The title of a page as plain text, and the rest: a heading of level 1 that it begins with.

    >>> split("# The *lock*\n\nWater waits.\n")
    ('The lock', 'Water waits.\n')
    >>> split("For the eels.")
    ('', 'For the eels.')
    """
    tokens = parse(text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1" and tokens[0].map:
        rest = "".join(text.splitlines(keepends=True)[tokens[0].map[1] :])
        return _plain(tokens[1]), rest.lstrip("\n")
    return "", text


def parse(text: str) -> list[Token]:
    """The text as markdown-it's tokens, for formats that are not XHTML."""
    return _parser().parse(xml_legal(text))


def check(text: str, path: str) -> None:
    """Raise DiglotError for what a page of a book can't have: pictures, links within, depth."""
    parser = _parser()
    paragraphs: list[Token] = []
    parser.block.parse(xml_legal(text), parser, {}, paragraphs)
    for token in paragraphs:
        # The parser looks for the end of each bracket in all of the paragraph that follows.
        behind = sum(len(token.content) - bracket.start() for bracket in re.finditer(r"\[", token.content))
        limits.check(behind, limits.PAGE_LINKS, Location(path, token.map[0] + 1 if token.map else 0))
    for token in parse(text):
        # The parser counts levels before it knows what is emphasis.
        inside = accumulate((child.nesting for child in token.children or ()), initial=0)
        limits.check(token.level + max(inside), limits.PAGE_DEPTH, path)
    for token in _parser(strict=False).parse(xml_legal(text)):
        for child in token.children or ():
            where = Location(path, token.map[0] + 1 if token.map else 0)
            if child.type == "image":
                raise ConfigError("the page has a picture.", where, "Take it out: pages are text alone.")
            href = str(child.attrGet("href") or "")
            if child.type == "link_open" and not _LINK.match(href):
                hint = "Write https://... or mailto:..., or the words without a link."
                raise ConfigError(f"the link to {href!r} leads nowhere in a book.", where, hint)


def section(matter: Matter, id_: str, tag: str = "h1") -> str:
    """A page as an element with a heading."""
    kind = matter.name.lower()
    typed = f' epub:type="{kind}" role="doc-{kind}"' if kind in _KINDS else ""
    # Checkers want a heading in every section.
    element = "section" if matter.title else "div"
    lines = [f'<{element} class="matter"{typed}{attributes(matter.lang)}>']
    if matter.title:
        lines.append(f'<{tag} class="title" id="{id_}">{escape(matter.title)}</{tag}>')
    return "\n".join([*lines, xhtml(matter.text, 1 if tag == "h1" else 2), f"</{element}>"])


def xhtml(text: str, below: int = 1) -> str:
    """Markdown as XHTML without ids; its headings are lower than that of the page.

    below  the level of the page's own heading
    """
    tokens = parse(text)
    levels = sorted({int(token.tag[1]) for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            # No level is left out: whoever listens would miss something.
            token.tag = f"h{min(6, below + 1 + levels.index(int(token.tag[1])))}"
    for token, last in _numbered(tokens):
        if last > 99:
            token.attrJoin("class", "wide" if last < 10_000 else "wider")
    parser = _parser()
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered.rstrip("\n")


def _numbered(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """The beginnings of numbered lists, each with its last number."""
    opened: list[tuple[Token, int]] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            opened.append((token, int(token.attrGet("start") or 1) - 1))
        elif token.type == "ordered_list_close":
            yield opened.pop()
        elif token.type == "list_item_open" and opened and token.level == opened[-1][0].level + 1:
            opened[-1] = opened[-1][0], opened[-1][1] + 1


def _plain(inline: Token) -> str:
    return "".join(
        child.content if child.type != "softbreak" else " "
        for child in inline.children or ()
        if child.type in {"text", "code_inline", "softbreak", "image"}
    ).strip()


@cache
def _parser(*, strict: bool = True) -> MarkdownIt:
    """strict: whether what is no link to the web or to mail stays as it is typed."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")
    if strict:
        parser.disable("image")
    parser.validateLink = lambda url: not strict or bool(_LINK.match(url))  # type: ignore[method-assign]
    return parser
