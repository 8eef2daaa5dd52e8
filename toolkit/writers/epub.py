"""Write books as EPUB 3.3.

The only door to EbookLib.

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
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from typing import Any, BinaryIO

from ebooklib import epub

from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.config.style import variables
from toolkit.model import SVG, Book, Cell, Font, Picture
from toolkit.text.xml import escape
from toolkit.writers import Writer, cover, fonts, modified, pictures, themes
from toolkit.writers.metadata import XML_LANG, metadata
from toolkit.writers.navigation import navigation
from toolkit.writers.sheets import Binding
from toolkit.writers.xhtml_parts import attributes

_XHTML = "application/xhtml+xml"
_STYLE = "css/book.css"
# EPUB wants a time of change in every package: where it is not known, one that nobody takes for a real one.
_UNKNOWN_TIME = "1970-01-01T00:00:00Z"
_LEVEL = 4
"""Of compression: 6 makes the whole build a tenth slower, for a twelfth fewer bytes."""


def write(book: Book, options: BuildOptions, sink: BinaryIO) -> None:
    """Write the book to a binary file.

    The same book and options give the same bytes.
    """
    # Drawn here and not where the book is made: other formats need none, or another.
    if book.drawn and not book.cover:
        book = replace(book, cover=cover.picture(book))
    with zipfile.ZipFile(sink, "w") as archive:
        shelf = _Shelf(archive)
        # First and stored, so that the first bytes of the file tell what it is (OCF 3.3, section 4.3).
        shelf.put("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        gallery = _Gallery(shelf, book.cover)
        binding = Binding(book, options, gallery.source)
        items, lines, landmarks = [], [], []
        characters: set[str] = set()
        for sheet in binding.sheets():
            href = f"text/{sheet.name}.xhtml"
            # Written at once: a book of many documents is never held.
            # A cover has no words: readers fit a picture to a page of horizontal lines alone.
            across = not {"back", "cover"}.isdisjoint(sheet.classes.split())
            upright = options.vertical and sheet.lang == book.main and not across
            page = _document(sheet.lang, sheet.title, sheet.body, sheet.classes, "../", vertical=upright)
            shelf.put(f"EPUB/{href}", page)
            if book.fonts:
                characters |= set(page.decode())
            items.append(epub.EpubItem(sheet.name, href, _XHTML, b""))
            lines += [(f"{href}#{line.id}" if line.id else href, line) for line in sheet.lines]
            landmarks += [(href, sheet.landmark)] if sheet.landmark else []
        # Only what describes the pages is handed to EbookLib: their texts are in the file already.
        package = epub.EpubBook()
        package.set_identifier(book.identifier)
        package.set_direction("rtl" if options.vertical else languages.get(book.main).dir)
        package.metadata.pop(epub.NAMESPACES["OPF"], None)  # the name of the library, in a form of EPUB 2
        for name, value, others in metadata(book, binding.documents):
            package.add_metadata("DC" if name not in {"meta", "link"} else None, name, value, others)
        # After the pages: the contents are known only now.
        nav = _Navigation("nav", "nav.xhtml", _XHTML, _nav(book, navigation(book, lines, landmarks)))
        # Fonts are cut down to what all pages need, navigation among them.
        faces = list(_fonts(book.fonts, characters | set(nav.page.decode())))
        style = epub.EpubItem("css", _STYLE, "text/css", _style(book, options) + _faces(book.fonts, faces))
        for item in (nav, style, *gallery.items, *faces, *_licences(book.fonts), *items):
            package.add_item(item)
        # The navigation is no page of the text: readers have a place of their own for it.
        package.spine = items
        time = modified(options, binding.documents) or _UNKNOWN_TIME
        _Packer(package, book.main, time, shelf).pack()


def _nav(book: Book, body: str) -> bytes:
    lang = languages.strings_lang(book.main)
    return _document(lang, Cell(languages.strings(lang)["contents"], lang, "original"), body, "contents", "")


def _document(lang: str, title: Cell, body: str, classes: str, up: str, *, vertical: bool = False) -> bytes:
    """An XHTML page.

    up  the way from its folder to that of the package
    """
    mode = ' class="vertical"' if vertical else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<!DOCTYPE html>\n"
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f"{attributes(lang)}{mode}>\n<head>\n"
        f"<title{'' if title.lang == lang else attributes(title.lang)}>{escape(title.text)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{up}{_STYLE}"/>\n'
        f'</head>\n<body class="{classes}">\n{body}\n</body>\n</html>\n'
    ).encode()


def _style(book: Book, options: BuildOptions) -> bytes:
    own = themes.sheet(variables(options), book.css).encode()
    return files(__package__).joinpath("book.css").read_bytes() + own


def _fonts(embedded: Sequence[Font], characters: set[str]) -> Iterator[epub.EpubItem]:
    for number, (name, data) in enumerate(fonts.files(embedded, characters), 1):
        yield epub.EpubItem(f"font-{number}", name, f"font/{name.rpartition('.')[2]}", data)


def _faces(embedded: Sequence[Font], items: Sequence[epub.EpubItem]) -> bytes:
    addresses = [f"../{item.file_name}" for item in items]
    return fonts.style(embedded, addresses).encode() if embedded else b""


def _licences(embedded: Sequence[Font]) -> Iterator[epub.EpubItem]:
    """The texts of fonts' licences.

    Nothing links to them: whoever takes the book apart finds them beside the fonts.
    """
    for number, (name, text) in enumerate(fonts.licences(embedded), 1):
        yield epub.EpubItem(f"licence-{number}", name, "text/plain", text.encode())


class _Navigation(epub.EpubNav):  # type: ignore[misc]
    """A navigation document, written as given."""

    def __init__(self, uid: str, file_name: str, media_type: str, content: bytes) -> None:
        super().__init__(uid, file_name, media_type)
        self.page = content


class _Gallery:
    """The pictures of a book, each file once."""

    def __init__(self, shelf: _Shelf, cover: Picture | None) -> None:
        self.shelf, self.cover = shelf, cover
        self.items: list[epub.EpubItem] = []

    def source(self, picture: Picture) -> str:
        """How a page finds it.

        It is written when it is shown first: a book of many documents never holds all its pictures.
        """
        cover = picture is self.cover
        file = f"cover.{pictures.SUFFIXES[picture.media_type]}" if cover else pictures.file_name(picture)
        path = f"images/{file}"
        # The name comes from the bytes, so one picture in two documents is one file.
        if f"EPUB/{path}" not in self.shelf.names:
            # What is compressed by itself becomes no smaller.
            method = zipfile.ZIP_DEFLATED if picture.media_type == SVG else zipfile.ZIP_STORED
            self.shelf.put(f"EPUB/{path}", picture.data, method)
            kind, uid = (epub.EpubCover, "cover-image") if cover else (epub.EpubImage, file.partition(".")[0])
            item = kind(uid, path)
            item.media_type = picture.media_type
            self.items.append(item)
        return f'src="../{path}"'


class _Packer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, with what it leaves out."""

    def __init__(self, book: epub.EpubBook, lang: str, modified: str, shelf: _Shelf) -> None:
        super().__init__("", book, {"mtime": datetime.fromisoformat(modified), "epub3_pages": False})
        self.lang = lang
        self.out = shelf

    def pack(self) -> None:
        """Write all that isn't there.

        EbookLib's `write` opens files and stamps them with the time of day.
        """
        # The order in which EbookLib does it itself.
        self._write_container()
        self._write_opf()
        self._write_items()

    def _get_nav(self, item: _Navigation) -> bytes:
        return item.page

    def _write_opf_file(self, root: Any) -> None:
        root.set(XML_LANG, self.lang)
        root.set("dir", languages.get(self.lang).dir)
        root.attrib.pop("prefix")  # reserved ones, none of them used
        root.find("spine").attrib.pop(
            "toc"
        )  # there is no NCX: all readers of EPUB 3 know the navigation document
        _order(root.find("metadata"))
        super()._write_opf_file(root)


def _order(metadata: Any) -> None:
    """Put each refinement after what it refines.

    EbookLib sorts by the names of elements.
    """
    refined: dict[str, list[Any]] = {}
    for element in list(metadata):
        if element.tag == "link":
            # EbookLib can write `meta` alone: a `link` comes as one, and is put right here.
            element.set("rel", element.attrib.pop("property"))
            element.set("href", element.text)
            element.text = None
        if target := element.get("refines"):
            metadata.remove(element)
            refined.setdefault(target[1:], []).append(element)
    # Only now: a refinement may come before what it refines.
    for element in list(metadata):
        _follow(metadata, element, refined)


def _follow(metadata: Any, element: Any, refined: dict[str, list[Any]]) -> None:
    # What refines may be refined itself.
    for refinement in reversed(refined.pop(element.get("id", ""), [])):
        element.addnext(refinement)
        _follow(metadata, refinement, refined)


class _Shelf:
    """The ZipFile that EbookLib writes to.

    Nothing of the day goes in, and each file once.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names: set[str] = set()

    def put(self, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
        self.names.add(name)
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = method
        info.external_attr = 0o644 << 16
        info.create_system = 3  # else it depends on where the book is built
        self.archive.writestr(info, content, compresslevel=_LEVEL)

    def writestr(self, name: str, content: str | bytes) -> None:
        """Write a file for EbookLib.

        It knows only the name of what stands here already.
        """
        if name not in self.names:
            self.put(name, content.encode() if isinstance(content, str) else content)


WRITER = Writer(suffix=".epub", write=write)
