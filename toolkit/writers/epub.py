"""EPUB 3.3: a parallel edition or one of one language, as a book. The only door to EbookLib.

EbookLib keeps the package together: container, manifest, spine, metadata. Where version 0.20 falls short,
this module does it instead:

    pages        go in as bytes: EbookLib's HTML parser loses text, heads and attributes, and its printer
                 puts blanks between CJK spans
    navigation   is a page of ours: labels in several languages, landmarks, and no page list made of ids
    package      gets xml:lang and dir, which have no API; refinements after what they refine; no NCX
    archive      has one order, one time stamp and one compression, so that two builds are the same bytes
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO

from ebooklib import epub

from toolkit import languages
from toolkit.model import Cell, Edition
from toolkit.writers import Options, Writer
from toolkit.writers.colophon import ID as COLOPHON_ID
from toolkit.writers.colophon import colophon
from toolkit.writers.markup import attributes, escape, labels, main_lang, tagged, words
from toolkit.writers.metadata import XML_LANG, identifier, metadata
from toolkit.writers.pages import Entry, pages
from toolkit.writers.rows import Setting

_XHTML = "application/xhtml+xml"
_STYLE = "css/book.css"
# EPUB wants a time of change in every package: where it is not known, one that nobody takes for a real one.
_UNKNOWN_TIME = "1970-01-01T00:00:00Z"
_COLOPHON = "text/colophon.xhtml"
_LEVEL = 4
"""Of compression: 6 makes the whole build a tenth slower, for a twelfth fewer bytes."""


def write(edition: Edition, options: Options, sink: BinaryIO) -> None:
    """Write the book to a binary file. The same edition and options give the same bytes."""
    book = epub.EpubBook()
    main = main_lang(edition)
    book.set_identifier(identifier(edition))
    book.set_direction(languages.get(main).dir)
    book.metadata.pop(epub.NAMESPACES["OPF"], None)  # the name of the library, in a form of EPUB 2
    for name, value, others in metadata(edition, options):
        book.add_metadata("DC" if name != "meta" else None, name, value, others)

    style = epub.EpubItem("css", _STYLE, "text/css", _style())
    texts = []
    contents: list[tuple[str, Entry]] = []
    setting = Setting(options.layout, options.by_sentence)
    for number, page in enumerate(pages(edition, setting), 1):
        name = f"part-{number:03d}"
        href = f"text/{name}.xhtml"
        texts.append(epub.EpubItem(name, href, _XHTML, _part(edition, setting, page.body)))
        contents += [(f"{href}#{entry.id}" if entry.id else href, entry) for entry in page.entries]
    texts.append(epub.EpubItem("colophon", _COLOPHON, _XHTML, _colophon(edition, options)))
    nav = _Navigation("nav", "nav.xhtml", _XHTML, _nav(edition, contents))
    for item in (nav, style, *texts):
        book.add_item(item)
    book.spine = texts
    _Packer(book, main, options.modified or _UNKNOWN_TIME).pack(sink)


def _part(edition: Edition, setting: Setting, body: str) -> bytes:
    title = labels(edition, edition.titles)[0]
    section = (
        f'<section class="interview" epub:type="qna" role="doc-qna" aria-label="{escape(title.text)}"'
        f'{tagged(title.lang)} dir="{setting.dir(edition)}">\n{body}\n</section>'
    )
    return _document(main_lang(edition), title, section, setting.classes(edition), "../")


def _colophon(edition: Edition, options: Options) -> bytes:
    lang = languages.strings_lang(main_lang(edition))
    section = (
        f'<section epub:type="colophon" role="doc-colophon" aria-labelledby="{COLOPHON_ID}">\n'
        f"{colophon(edition, options.publisher)}\n</section>"
    )
    title = Cell(languages.strings(lang)["colophon"], lang, "original")
    return _document(lang, title, section, "back", "../")


def _nav(edition: Edition, contents: Sequence[tuple[str, Entry]]) -> bytes:
    """The navigation document: an entry for each titled part in the order of the spine, and landmarks."""
    main = main_lang(edition)
    lang = languages.strings_lang(main)
    lines = [f'<li><a href="{href}">{_names(entry)}</a></li>' for href, entry in contents]
    lines.append(f'<li><a href="{_COLOPHON}">{words(main, "colophon")}</a></li>')
    toc = [
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">',
        f'<h1 id="contents"{attributes(lang)}>{escape(languages.strings(main)["contents"])}</h1>',
        *("<ol>", *lines, "</ol>", "</nav>"),
    ]
    landmarks = [
        '<nav epub:type="landmarks" aria-labelledby="landmarks" hidden="hidden">',
        f'<h2 id="landmarks"{attributes(lang)}>{escape(languages.strings(main)["landmarks"])}</h2>',
        "<ol>",
        f'<li><a epub:type="bodymatter" href="{contents[0][0]}">{words(main, "text")}</a></li>',
        f'<li><a epub:type="colophon" href="{_COLOPHON}">{words(main, "colophon")}</a></li>',
        *("</ol>", "</nav>"),
    ]
    title = Cell(languages.strings(lang)["contents"], lang, "original")
    return _document(lang, title, "\n".join([*toc, *landmarks]), "contents", "")


def _names(entry: Entry) -> str:
    """The labels of an entry; a dot between languages, since readers show them without any style."""
    return " · ".join(f"<span{attributes(cell.lang)}>{escape(cell.text)}</span>" for cell in entry.labels)


def _document(lang: str, title: Cell, body: str, classes: str, up: str) -> bytes:
    """An XHTML page. up: the way from its folder to that of the package."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<!DOCTYPE html>\n"
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f"{attributes(lang)}>\n<head>\n"
        f"<title{'' if title.lang == lang else attributes(title.lang)}>{escape(title.text)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{up}{_STYLE}"/>\n'
        f'</head>\n<body class="{classes}">\n{body}\n</body>\n</html>\n'
    ).encode()


@cache
def _style() -> bytes:
    return files(__package__).joinpath("book.css").read_bytes()


class _Navigation(epub.EpubNav):  # type: ignore[misc]
    """A navigation document that is written as it is given."""

    def __init__(self, uid: str, file_name: str, media_type: str, content: bytes) -> None:
        super().__init__(uid, file_name, media_type)
        self.page = content


class _Packer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, with what it leaves out."""

    def __init__(self, book: epub.EpubBook, lang: str, modified: str) -> None:
        super().__init__("", book, {"mtime": datetime.fromisoformat(modified), "epub3_pages": False})
        self.lang = lang
        self.out = _Shelf()

    def pack(self, sink: BinaryIO) -> None:
        """Write the archive. EbookLib's own `write` opens files, and stamps entries with the time of day."""
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.pack(sink)

    def _get_nav(self, item: _Navigation) -> bytes:
        return item.page

    def _write_opf_file(self, root: Any) -> None:
        root.set(XML_LANG, self.lang)
        root.set("dir", self.book.direction)
        root.attrib.pop("prefix")  # reserved ones, none of them used
        root.find("spine").attrib.pop(
            "toc"
        )  # there is no NCX: all readers of EPUB 3 know the navigation document
        _order(root.find("metadata"))
        super()._write_opf_file(root)


def _order(metadata: Any) -> None:
    """Put each refinement after what it refines: EbookLib sorts by the names of elements."""
    refined: dict[str, list[Any]] = {}
    for element in list(metadata):
        if target := element.get("refines"):
            metadata.remove(element)
            refined.setdefault(target[1:], []).append(element)
    for element in list(metadata):
        for place, refinement in enumerate(
            refined.pop(element.get("id", ""), ()), metadata.index(element) + 1
        ):
            metadata.insert(place, refinement)


class _Shelf:
    """Stands in for the ZipFile that EbookLib writes to, and becomes one with nothing of its day in it."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}

    def writestr(self, name: str, content: str | bytes) -> None:
        self.entries[name] = content.encode() if isinstance(content, str) else content

    def pack(self, sink: BinaryIO) -> None:
        with zipfile.ZipFile(sink, "w") as archive:
            # First and stored, so that the first bytes of the file tell what it is (OCF 3.3, section 4.3).
            archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
            for name in sorted(self.entries):
                archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), self.entries[name], compresslevel=_LEVEL)


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = method
    info.external_attr = 0o644 << 16
    info.create_system = 3  # else it depends on where the book is built
    return info


WRITER = Writer(suffix=".epub", write=write)
