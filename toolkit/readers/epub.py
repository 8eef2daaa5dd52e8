"""EPUB: the chapters of a book, in the order in which they are read.

Contents, pictures and what is out of the order aren't read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, count
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from toolkit.errors import SourceError
from toolkit.readers import Reader, document_lines, html, of_content
from toolkit.readers.containers import AGAIN, Package, child, children, name, value, words
from toolkit.readers.html import counted, labels, styles
from toolkit.readers.html.notes import find_notes
from toolkit.readers.html.page import PageReader, PageSources
from toolkit.readers.html.styles import StyleRule
from toolkit.readers.left_out import CONTENTS, not_read
from toolkit.readers.paragraphs import TextBudget
from toolkit.reading.lines import Content

if TYPE_CHECKING:
    from lxml.etree import _Element

_META = {
    "title": "title",
    "creator": "author",
    "date": "date",
    "language": "language",
    "publisher": "publisher",
}
"""Names of properties -> those of `Content.meta`."""
_KIND = b"mimetypeapplication/epub+zip"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_NO_ORDER = "there is no order of chapters in this EPUB."


def content(data: bytes, *, path: str) -> Content:
    """The lines of a book; their numbers are those of its paragraphs.

    Raises SourceError for what is no book, and for one that is locked.
    """
    package = Package(data, path, "EPUB")
    root = package.xml(_root(package))
    if root is None:
        raise SourceError(_NO_ORDER, path, AGAIN)
    left_out: Counter[str] = Counter()
    # One without text is of none of its pages.
    order = dict(_order(package, root, path, left_out))

    @cache
    def sheet(part: str) -> Sequence[StyleRule]:
        return [*styles.of_sheet(package.read(part).decode("utf-8", "replace"))]

    # All at once: a note may stand in another chapter than its reference.
    pages = {part: html.body_of(_page(package, part, path, sheet)) for part in order}
    sources = PageSources(path, TextBudget(path), find_notes(pages), labels.find(pages.values()), left_out)
    read = [page for part, page in pages.items() if order[part]]
    headings = [*chain.from_iterable(page.iter("h1") for page in read)]
    # With one h1 a chapter, none of them is the title of the book.
    sources.title = len(headings) == 1
    numbers = count(1)
    reader = PageReader(sources, lambda _: next(numbers))
    for page in read:
        counted.with_numbers(page, sources.notes.elsewhere)
        reader.read(page)
    # Pages beside the order mostly have notes, and these are read where they are referred to.
    sources.left_out["page out of the order"] += sum(
        not linear and not any(node in sources.notes.elsewhere for node in pages[part].iter())
        for part, linear in order.items()
    )
    # Reversed below, so that of several the first wins.
    told = [
        element for element in children(child(root, "metadata")) if name(element) in _META and words(element)
    ]
    meta = {_META[name(element)]: words(element) for element in reversed(told)}
    return Content(
        document_lines.believed(reader.out.lines),
        meta=meta,
        findings=not_read(sources.left_out, path),
        formed=True,
    )


def _root(package: Package) -> str:
    """The part that tells what is in the book."""
    container = package.xml("META-INF/container.xml")
    stated_path = next(
        (value(element, "full-path") for element in _all(container) if name(element) == "rootfile"), ""
    )
    # Where the container is missing or wrong, a book has one package all the same.
    return stated_path or next((part for part in package.parts() if part.endswith(".opf")), "")


def _order(package: Package, root: _Element, path: str, left_out: Counter[str]) -> Iterator[tuple[str, bool]]:
    """The names of the parts with chapters, and whether they are in the order in which a book is read.

    left_out  counts what stands in the order and has no words
    """
    base = dirname(_root(package))
    items = {value(entry, "id"): entry for entry in children(child(root, "manifest"))}
    locked = set(_locked(package))
    spine = [(value(entry, "idref"), value(entry, "linear")) for entry in children(child(root, "spine"))]
    listed = {id_ for id_, _ in spine}
    # A page may stand in no order: notes do, in some books. One that isn't in the file is no loss there.
    there = {id_: _part(base, item) for id_, item in items.items() if id_ not in listed}
    beside = [id_ for id_, part in there.items() if part in package and part not in locked]
    for id_, linear in [*spine, *((id_, "no") for id_ in beside)]:
        item = items.get(id_)
        if item is None:
            left_out["missing page"] += bool(id_)
            continue
        contents = "nav" in value(item, "properties").split()
        if (form := value(item, "media-type")) not in _PAGES or contents:
            # A table of contents may be in the order of a book. It repeats what stands elsewhere.
            what = CONTENTS if contents else "picture" if form.startswith("image/") else "embedded page"
            left_out[what] += id_ in listed
            continue
        part = _part(base, item)
        if part in locked:
            raise SourceError(
                "the book is locked against copying (DRM).",
                path,
                "Ask its publisher for a copy without a lock.",
            )
        yield part, linear != "no"


def _part(base: str, item: _Element) -> str:
    """The name of the part that an entry of a book is; an address is escaped as a URI, and that isn't."""
    return normpath(join(base, unquote(value(item, "href"))))


def _locked(package: Package) -> Iterator[str]:
    """The parts that are encrypted; fonts often are, and nobody needs those."""
    for node in _all(package.xml("META-INF/encryption.xml")):
        if name(node) == "CipherReference":
            yield normpath(unquote(value(node, "URI")))


def _page(package: Package, part: str, path: str, sheet: Callable[[str], Sequence[StyleRule]]) -> _Element:
    """A page, with the looks that style sheets give it.

    sheet  the rules of a part
    """
    if part not in package:
        raise package.damaged(part)
    text = html.decode(package.read(part), path, "")
    if html.cut_off(text):
        raise package.damaged(part)
    page = html.parse(text, path)
    links = [link.get("href") or "" for link in page.iter("link") if "stylesheet" in (link.get("rel") or "")]
    parts = [normpath(join(dirname(part), unquote(link))) for link in links]
    styles.apply(page, chain(*map(sheet, parts), styles.of_page(page)))
    return page


def _all(root: _Element | None) -> Iterator[_Element]:
    return iter(()) if root is None else root.iter()


def stated(data: bytes, path: str) -> str:
    """The language that a book says it is in; "" for none, or one that is none."""
    package = Package(data, path, "EPUB")
    for node in _all(package.xml(_root(package))):
        if name(node) == "language" and words(node):
            return html.tag(words(node))
    return ""


def sure(data: bytes) -> bool:
    """Whether a file is an EPUB, by its type, which stands at its beginning."""
    return data.startswith(b"PK") and _KIND in data[:100]


READER = Reader(suffixes=(".epub",), read=of_content(content), stated=stated, sure=sure, syntax=("zip",))
