"""HTML: the article of a web page, as it was saved.

Scripts, menus, forms and pictures aren't read. Where no article stands out, all of the page is.
"""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from toolkit import languages, limits, transcript
from toolkit.config import Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.errors import DiglotError, SourceError
from toolkit.findings import Findings, report
from toolkit.model import Document, Location
from toolkit.readers import Reader, containers, document_lines, plain
from toolkit.readers.containers import name
from toolkit.readers.html import folded, headline, styles
from toolkit.readers.html.page import SKIPPED, PagePlace, PageReader, PageSources, cleaned, find_notes, unseen
from toolkit.readers.paragraphs import TextBudget
from toolkit.reading.lines import Content, Line
from toolkit.text import files
from toolkit.text.hygiene import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element


_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""")
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
"""Encodings that pages name -> those that browsers read them in (WHATWG's Encoding Standard)."""
_SUBSET = re.compile(rb"<!DOCTYPE[^<>\[]{0,200}\[", re.IGNORECASE)
_LONG = re.compile(rb"""<[A-Za-z](?>=\s*+"[^"]*+"|=\s*+'[^']*+'|[^<>]){%d}+""" % (limits.TAG.most + 1))
_HEAD = 4096
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "author": ("author", "article:author", "dc.creator", "citation_author", "parsely-author"),
    "date": (
        *("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate"),
        *("citation_publication_date", "parsely-pub-date", "sailthru.date"),
    ),
    "publisher": ("og:site_name", "dc.publisher"),
}
"""Of `Content.meta`: names of `meta` elements that tell it, the best first."""


def read(data: bytes, *, name: str, path: str, lang: str, sidecar: Sidecar) -> tuple[Document, Findings]:
    """The transcript in a page.

    Raises SourceError where it isn't in the encoding that it names.
    """
    taken = content(data, path=path, encoding=sidecar.encoding)
    return transcript.document(taken, name=name, path=path, lang=lang, sidecar=sidecar)


def content(data: bytes, *, path: str, encoding: str = "") -> Content:
    """The lines of a page.

    Their numbers are those of the file, or of paragraphs where several of these stand on a line.

    encoding  what the sidecar says; "" for what the page says itself
    """
    root = parse(decode(data, path, encoding), path)
    body = body_of(root)
    styles.apply(body, styles.of_page(root))
    article = find_article(folded.unfolded(body))
    source = PageSources(path, TextBudget(path), find_notes({"": body}))
    # What is none of the article is left out as a note is that was read at its reference.
    source.notes.elsewhere |= article.without
    beside = article.element is not body or any("".join(node.itertext()).strip() for node in article.without)
    source.left_out["what stands beside the article"] += beside
    source.title = sum(1 for node in article.element.iter("h1") if node not in article.without) == 1
    reader = PageReader(source, lambda node: node.sourceline or 1)
    meta = dict(_meta(root))
    above = headline.above(article.element, body, meta.get("title", "")) if article.sure else None
    if above is not None:
        reader.read(above, PagePlace(kind="title", level=1))
    lines = document_lines.believed(_numbered(reader.read(article.element)))
    # Where nothing stands out, all of the page is read, menus too: the user must know.
    told = [] if article.sure else [report("D166", Location(path, 1))]
    told += containers.report(source.left_out, path)
    return Content(lines, meta=meta, findings=tuple(told), formed=True)


def _numbered(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, each paragraph with a number of its own: by these they are known again."""
    numbers = [line.number for line in lines if not line.joined]
    if all(before < after for before, after in pairwise(numbers)):
        return lines
    # A page on one line has one number for everything: then paragraphs are counted.
    counted = accumulate(int(not line.joined) for line in lines)
    return [line.replace(number=number) for line, number in zip(lines, counted, strict=True)]


def body_of(root: _Element) -> _Element:
    """What a page shows."""
    body = root.find("body")
    return root if body is None else body


def parse(text: str, path: str) -> _Element:
    """The root of a page; whatever is wrong with it, a browser would show something."""
    from lxml import etree

    data = cleaned(text).encode("utf-8", "replace")
    limits.check(containers.elements(data), limits.ELEMENTS, path)
    if _LONG.search(data):
        # Each attribute is compared with all before it.
        raise limits.beyond(limits.TAG, path)
    if subset := _SUBSET.search(data):
        # A parser of pages would take its end for text, and leave its entities as they are typed.
        raise SourceError(
            "its document type declares entities or the like, which aren't read.",
            Location(path, data.count(b"\n", 0, subset.start()) + 1),
            "Delete what stands in [ ], and write characters in place of its entities.",
        )
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    # A declaration would contradict the encoding in which the parser gets it.
    root = etree.fromstring(data, parser) if text.strip() else None
    if root is None:
        return etree.Element("html")
    # Counted on the tree that the parser made, which closes what the page has left open.
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        limits.check(depth, limits.PAGE_NESTING, path)
    return root


def decode(data: bytes, path: str, encoding: str) -> str:
    """The characters of a page: as its mark, the sidecar, or the page itself says, else in UTF-8."""
    for mark, known in files.MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], known, path)
    if encoding or files.is_binary(data):
        return plain.decode(data, path, encoding)[0]
    named = _CHARSET.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    try:
        codec = files.encoding(named[1].decode("ascii", "replace")) if named else "utf-8"
    except LookupError:
        codec = "utf-8"
    # In what was saved from a browser the name may be that of a time before.
    # It can't be: the name was found in ASCII. (WHATWG, determining the character encoding.)
    if codec.startswith(("utf-16", "utf-32")):
        codec = "utf-8"
    return _decoded(data, _WIDER.get(codec, codec), path, named=named is not None)


def _decoded(data: bytes, codec: str, path: str, *, named: bool = True) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        where = Location(path, data.count(b"\n", 0, error.start) + 1)
        told = f"the page isn't in {codec.upper()}, as it says" if named else "the page names no encoding"
        hint = (
            f'Name it in {sidecar_shown(path) or "its sidecar"}, such as encoding = "cp1252" ("gb18030" ...).'
        )
        raise SourceError(f"{told}{'' if named else ', and is not in UTF-8'}.", where, hint) from error


def _meta(root: _Element) -> Iterator[tuple[str, str]]:
    """What the head of a page tells."""
    told: dict[str, str] = {}
    for node in root.iter("meta"):
        # Open Graph, plain HTML and schema.org, each with an attribute of its own.
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if key and (words := tidy(node.get("content") or "")):
            told.setdefault(key, words)
    for key, names in _META.items():
        if stated := next((told[meta_name] for meta_name in names if meta_name in told), ""):
            yield key, stated
        elif (
            key == "title"
            and (title := root.find(".//title")) is not None
            and (words := tidy(title.text or ""))
        ):
            yield key, words
        elif key == "date" and (time := root.find(".//time[@datetime]")) is not None:
            yield key, time.get("datetime") or ""
    if language := root.get("lang") or told.get("dc.language") or told.get("content-language"):
        yield "language", language


def stated(data: bytes, path: str) -> str:
    """The language that a page says it is in; "" for none, or one that is none."""
    root = parse(decode(data, path, ""), path)
    return tag(dict(_meta(root)).get("language", ""))


def tag(language: str) -> str:
    """The tag of a language that a file names; "" for none, or one that is none."""
    try:
        return languages.get(language.strip().replace("_", "-")).tag if language.strip() else ""
    except DiglotError:
        return ""


def sure(data: bytes) -> bool:
    """Whether a file is a page, by how it begins."""
    head = data[:_HEAD].replace(b"\0", b"").removeprefix(codecs.BOM_UTF8).decode("latin-1")
    return _PAGE.match(head.removeprefix("\xff\xfe").removeprefix("\xfe\xff")) is not None


READER = Reader(suffixes=(".html", ".htm", ".xhtml"), read=read, stated=stated, sure=sure, syntax=("markup",))


# Find the article in a web page: what is left without menus, links to other pages, comments of readers.
#
# Paragraphs give points to what holds them, as in Mozilla's Readability: length and commas speak for an
# article, links and names such as "sidebar" against it.


_AGAINST = re.compile(
    r"comment|sidebar|footer|masthead|menu|navi?(?:gation|bar)?\b|breadcrumb|share|sharing|social|related"
    r"|recommend|promo|cookie|consent|banner|newsletter|subscri|advert|\bads?\b|sponsor|popup|modal|pagination"
    r"|pager|disqus|toolbar|widget|author-bio|signup|login|trending|most-?read|outbrain|taboola",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"article|body|content|entry|main|post\b|story|text|transcript|interview|page|column", re.IGNORECASE
)
"""Names of classes and ids."""
_ROLES = frozenset("navigation complementary banner contentinfo menu menubar dialog search alert".split())
_APART = frozenset({"nav", "footer", "aside", "form"})
_FRAMES = frozenset({"body", "html", "article", "main"})
_PARAGRAPHS = frozenset({"p", "td", "pre", "blockquote", "li", "dd", "dt", "figcaption"})
_PARTS = frozenset("p li dd dt td th tr tbody thead tfoot table ul ol dl".split())
"""What is no article by itself."""
_LISTS = frozenset({"div", "section", "ul", "ol", "table", "dl", "p", "h2", "h3"})
_COMMA = re.compile("[,،、，︐;；]")
_SHORT = 25
"""Characters up to which a paragraph has few points: a caption, a button."""
_LARGE = 0.2
"""Share of all text that nothing has that stands beside an article."""
_MORE = 1.1
"""How much more text makes what stands around the best part better."""
_ENOUGH = 140
"""Characters that an article has at least."""
_UPWARDS = (1.0, 0.5, 0.25)
"""Shares of its points that a paragraph gives to the elements around it."""


class Article(NamedTuple):
    """Where the article stands."""

    element: _Element
    without: frozenset[_Element]
    """What in it is none of it."""
    sure: bool
    """Whether it stands out, or the page has nothing else."""


@dataclass(slots=True)
class _Sums:
    """Of an element: what is in it, without what is skipped."""

    characters: int = 0
    linked: int = 0
    points: float = 0.0
    good: int = 0
    """Characters of paragraphs that aren't links."""

    @property
    def density(self) -> float:
        """The share of its text that is links."""
        return self.linked / self.characters if self.characters else 0.0


@dataclass(slots=True)
class _Measured:
    sums: dict[_Element, _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    unlikely: set[_Element] = field(default_factory=set)
    """What isn't added to what is around it."""
    large: set[_Element] | None = None
    """What has too much text to be none of the article, whatever it is called; None for all."""


def find_article(body: _Element) -> Article:
    """The article of a page."""
    everything = _Measured()
    _measure(body, everything, linked=False)
    enough = _LARGE * everything.sums[body].good
    measured = _Measured(large={node for node, total in everything.sums.items() if total.good > enough})
    _measure(body, measured, linked=False)
    sums = measured.sums
    top = max(sums, key=lambda node: sums[node].points * (1 - sums[node].density), default=body)
    # A list or a table with the most points is a part of what it stands in.
    while name(top) in _PARTS and (above := top.getparent()) is not None:
        top = above
    # What stands around it belongs to it where it adds text, and no menus.
    around = top
    for node in top.iterancestors():
        if node not in sums:
            break
        # Left as it is where it adds little: what is around an article holds its menus too.
        if sums[node].good > _MORE * sums[top].good:
            around = top = node
        if node is body:
            break
    top = around
    sure = sums[top].good >= _ENOUGH and 2 * sums[top].good >= sums[body].good
    if not sure:
        return Article(body, frozenset(), sure=False)
    without = {node for node in measured.unlikely if node is not top}
    without |= {node for node in top.iter() if node is not top and _links(node, sums)}
    return Article(top, frozenset(without), sure=True)


def _measure(node: _Element, measured: _Measured, *, linked: bool) -> _Sums:
    """Sum up an element; its points go to what is around it."""
    mine = measured.sums[node]
    own = len((node.text or "").strip())
    mine.characters += own
    commas = len(_COMMA.findall(node.text or ""))
    mine.linked += own * linked
    for part in node:
        tag = name(part)
        if tag and tag not in SKIPPED and not unseen(part):
            if measured.large is not None and part not in measured.large and _unlikely(tag, part):
                measured.unlikely.add(part)
            else:
                sums = _measure(part, measured, linked=linked or part.get("href") is not None)
                mine.characters += sums.characters
                mine.linked += sums.linked
                mine.good += sums.good
        tail = part.tail or ""
        mine.characters += len(tail.strip())
        mine.linked += len(tail.strip()) * linked
        own += len(tail.strip())
        commas += len(_COMMA.findall(tail))
    tag = name(node)
    if tag in _PARAGRAPHS:
        _give(node, mine, measured, mine.characters)
        mine.good = mine.characters - mine.linked if mine.density < 0.5 and mine.characters > _SHORT else 0
    elif own > _SHORT and tag not in {"a", "b", "strong", "i", "em", "span", "font"}:
        mine.points += (min(own / 100, 3) + commas + 1) * (1 - mine.density)
        mine.good += own
    return mine


def _give(node: _Element, mine: _Sums, measured: _Measured, characters: int) -> None:
    """Give the points of a paragraph to what is around it."""
    if not characters:
        return
    commas = len(_COMMA.findall("".join(map(str, node.itertext()))))
    points = min(characters / 100, 3) + (1 + commas if characters > _SHORT else 0)
    points *= 1 - mine.density
    # Further up, everything on a page would have the points of everything.
    for share, around in zip(_UPWARDS, node.iterancestors(), strict=False):
        measured.sums[around].points += share * points


def _unlikely(tag: str, node: _Element) -> bool:
    if tag in _FRAMES:
        return False
    if tag in _APART or node.get("role") in _ROLES:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    # "article-comments" has both, and is kept: to lose text is worse than to keep some.
    return _AGAINST.search(names) is not None and _FOR.search(names) is None


def _links(node: _Element, sums: dict[_Element, _Sums]) -> bool:
    """Whether it is a list of links, and no paragraph that has some."""
    if name(node) not in _LISTS or node not in sums:
        return False
    mine = sums[node]
    return mine.density > 0.5 and mine.good < _ENOUGH
