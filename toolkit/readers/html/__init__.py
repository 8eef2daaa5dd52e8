"""HTML: the article of a web page, as it was saved.

Scripts, menus, forms and pictures aren't read. Where no article stands out, all of the page is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from toolkit import languages, late, limits, transcript
from toolkit.config import Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.errors import DiglotError, SourceError
from toolkit.findings import Findings, report
from toolkit.model import Document, Location
from toolkit.readers import Reader, containers, document_lines, plain
from toolkit.readers.html import counted, folded, labels, places, styles, unread
from toolkit.readers.html.article import find_article, headline
from toolkit.readers.html.notes import find_notes
from toolkit.readers.html.page import PagePlace, PageReader, PageSources, cleaned
from toolkit.readers.left_out import BESIDE, not_read
from toolkit.readers.paragraphs import TextBudget
from toolkit.reading.lines import Content, Line
from toolkit.text import files
from toolkit.text.hygiene import tidy
from toolkit.text.signs import ends_sentence

if TYPE_CHECKING:
    from lxml.etree import _Element


_PAGE = late.regex(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_CHARSET = late.regex(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED = late.regex(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""")
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
_SUBSET = late.regex(rb"<!DOCTYPE[^<>\[]{0,200}\[", re.IGNORECASE)
_TAG = places.TAG.encode()
_LONG = _TAG + b"{%d}+" % (limits.TAG.most + 1)
_PIECES = late.regex(
    b"|".join((
        places.UNREAD.encode(),
        # No long one fits in a title.
        places.TITLE.encode(),
        b"(?P<long>" + _LONG + b")",
        _TAG + b"*+>",
    )),
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
"""What a parser takes for one thing, whatever stands in it."""
_OPENED, _CLOSED = (
    late.regex(tag, re.IGNORECASE) for tag in (r"<html[\s>](?![^<>]*/>)", r"</(?:html|body)\b")
)
_HEAD = 4096
_LINES, _LONG_LINES, _LONG_LINE = 8, 2, 100
"""Of a block whose lines are paragraphs, at least: lines, and those of them that are longer than verses."""
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

    Their numbers are those of the file, or of paragraphs where most stand on lines with many others.

    encoding  what the sidecar says; "" for what the page says itself
    """
    text = decode(data, path, encoding)
    root = parse(places.marked(text), path)
    body = body_of(root)
    styles.apply(body, styles.of_page(root))
    found = places.LinesOfWords(root)
    body = folded.unfolded(body)
    named = labels.find([body])
    article = find_article(body, named)
    source = PageSources(path, TextBudget(path), find_notes({"": body}), named, places=found)
    meta = dict(_meta(root))
    above = headline(article.element, body, meta.get("title", "")) if article.sure else None
    # What is none of the article is left out as a note is that was read at its reference.
    source.notes.elsewhere |= article.without - {above}
    counted.with_numbers(article.element, source.notes.elsewhere)
    source.left_out[BESIDE] += unread.beside(body, {article.element, above}, article.without - {above})
    source.title = sum(1 for node in article.element.iter("h1") if node not in article.without) == 1
    reader = PageReader(source, found.line)
    source.headline = above
    if above is not None and article.element not in above.iterancestors():
        reader.read(above, PagePlace(kind="title", level=1))
    lines = document_lines.believed(_numbered(_divided(reader.read(article.element))))
    # Where nothing stands out, all of the page is read, menus too: the user must know.
    told = [] if article.sure else [report("D166", Location(path, 1))]
    told += [report("D169.page", Location(path, text.count("\n") + 1))] if cut_off(text) else []
    told += not_read(source.left_out, path)
    return Content(lines, meta=meta, findings=tuple(told), formed=True)


def cut_off(text: str) -> bool:
    """Whether a page lacks its end.

    A page may leave out that tag; of 8,000 whole ones, none that has its first tag did.
    """
    return bool(_OPENED.search(text)) and not _CLOSED.search(text)


def _divided(lines: Sequence[Line]) -> list[Line]:
    """The lines, each a paragraph where a page has none but what `<br>` ends."""
    made: list[Line] = []
    block: list[Line] = []
    for line, below in zip_longest(lines, lines[1:]):
        block.append(line)
        if below is None or not below.broken:
            long = sum(len(each.text) > _LONG_LINE for each in block) >= _LONG_LINES
            if (
                long
                and len(block) >= _LINES
                and 2 * sum(ends_sentence(each.text) for each in block) >= len(block)
            ):
                block = [each.replace(joined=False, broken=False) for each in block]
            made += block
            block = []
    return made


def _numbered(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with numbers that lead to them."""
    if not places.crowded([line.number for line in lines if not line.joined]):
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
    if re.search(_LONG, data):
        # `a<b` in a script begins no tag. What is checked is what is parsed.
        data = _PIECES.sub(lambda found: _kept(found, path), data)
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


def _kept(part: re.Match[bytes], path: str) -> bytes:
    """A part of a page, or the line ends of one that nobody reads."""
    if part["long"]:
        # Each attribute is compared with all before it.
        raise limits.beyond(limits.TAG, path)
    return b"\n" * part[0].count(b"\n") if part["unread"] else part[0]


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
