"""What containers share.

Zips of XML, XML by itself, and names of styles.

They may come from anybody: nothing is unpacked beyond the limit, and no entity is followed.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late, limits
from toolkit.archive.container import DAMAGED
from toolkit.errors import SourceError
from toolkit.limits import Limit
from toolkit.model import Kind, Location
from toolkit.model.kinds import Form
from toolkit.text import xml

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element


_FREELY = 1 << 20
"""Bytes that may be unpacked from however few: they are read in no time."""
AGAIN = "Open it in the program that made it, and save it again."


def holds(data: bytes, *parts: bytes) -> bool:
    """Whether a zip names parts that begin so, as far as its first and last bytes tell."""
    # The directory stands at the end; what is damaged is told by its beginning.
    ends = data[:4096] + data[-(1 << 16) :]
    return data.startswith(b"PK\x03\x04") and any(part in ends for part in parts)


class Package:
    """A zip, of which parts are asked for by name."""

    def __init__(self, data: bytes, path: str, what: str) -> None:
        """Raise SourceError for what is no zip that can be read.

        path  of the file, as it is shown to a person
        what  the file should be, as a person calls it
        """
        self.path, self.what = path, what
        self._size = len(data)
        self._unpacked = self._elements = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            raise self.damaged() from error
        entries = self._zip.infolist()
        limits.check(len(entries), limits.ENTRIES, path)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            # Some programs write part names with a slash before them.
            part = entry.filename.lstrip("/")
            there = self._entries.setdefault(part, entry)
            if (there.CRC, there.file_size) != (entry.CRC, entry.file_size):
                # Which is meant nobody knows: some programs read the first, others the last.
                what = f"there are two parts {part} in it, and they differ."
                raise SourceError(what, path, AGAIN)

    def damaged(self, part: str = "") -> SourceError:
        """What to raise for a file that is none of its kind."""
        which = f": its part {part} can't be read" if part else ""
        return SourceError(f"this is no {self.what}, or it is damaged{which}.", self.path, AGAIN)

    def parts(self) -> Iterable[str]:
        """The names of all parts."""
        return self._entries

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def read(self, part: str) -> bytes:
        """The bytes of a part; b"" where there is no such part."""
        entry = self._entries.get(part)
        if entry is None:
            return b""
        if entry.flag_bits & 1:
            raise SourceError(
                "it is encrypted.", self.path, "Save it without a password, and give diglot that file."
            )
        # What a zip says of its sizes may be untrue.
        try:
            archive = self._zip
            with archive.open(entry) as unpacked:
                # One byte more than is left tells that there is too much, and no more is
                # unpacked.
                data = unpacked.read(limits.PACKAGE.most - self._unpacked + 1)
        except DAMAGED as error:
            raise self.damaged(part) from error
        self._unpacked += len(data)
        limits.check(self._unpacked, limits.PACKAGE, self.path)
        # What is large because nobody has written it is packed as no text can be.
        beyond = self._unpacked - _FREELY
        limits.check(beyond // self._size, limits.PACKED, self.path)
        # Counted before anything is parsed: a tree takes many times the memory of its bytes.
        self._elements += elements(data)
        limits.check(self._elements, limits.ELEMENTS, self.path)
        return data

    def xml(self, part: str) -> _Element | None:
        """The root of a part; None where there is no such part."""
        if not (data := self.read(part)):
            return None
        try:
            return parse(data, self.path)
        except SourceError as error:
            # Nobody edits a part by hand.
            raise SourceError(f"in its part {part}: {error.what}", self.path, AGAIN) from error

    # Parts of Office Open XML refer to each other (ECMA-376, part 2).

    def relations(self, of: str) -> Iterator[_Element]:
        """What a part refers to; "" for the whole package."""
        return children(self.xml(join(dirname(of), "_rels", f"{of.rpartition('/')[2]}.rels")))

    def related(self, of: str, kind: str) -> Iterator[str]:
        """The names of parts that another one refers to."""
        for relation in self.relations(of):
            # The last step alone: the strict form of the standard has other addresses for the same types.
            if value(relation, "Type").rpartition("/")[2] == kind and inside(relation):
                yield target(relation, of)

    def part(self, of: str, kind: str) -> _Element | None:
        """A part that another one refers to; None where there is none."""
        named = next(self.related(of, kind), "")
        return self.xml(named) if named else None


def inside(relation: _Element) -> bool:
    """Whether what a part refers to is in the package."""
    return value(relation, "TargetMode") != "External"


def target(relation: _Element, of: str) -> str:
    """The name of the part that another one refers to."""
    return normpath(join("/", dirname(of), value(relation, "Target"))).lstrip("/")


def name(node: _Element) -> str:
    """The name of an element, whatever its namespace; "" for what is no element."""
    tag = node.tag
    # Comments and instructions have a function for a tag in lxml.
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(node: _Element | None, attribute: str = "val") -> str:
    """An attribute, whatever its namespace; "" for none."""
    if node is None:
        return ""
    for key, text in node.attrib.items():
        # A parser of HTML leaves prefixes as they are.
        if re.split("[}:]", str(key))[-1] == attribute:
            return str(text)
    return ""


def number(node: _Element | None, attribute: str = "val") -> int | None:
    """A small number that an attribute has; None for none, and for what is no number that a file needs."""
    return whole(value(node, attribute), 3)


def whole(digits: str | None, places: int) -> int | None:
    """A number of so many places at most; None for what is none."""
    return int(digits) if digits and digits.isascii() and digits.isdigit() and len(digits) <= places else None


def child(node: _Element | None, *names: str) -> _Element | None:
    """The first element at a path of names."""
    for wanted in names:
        if node is None:
            return None
        node = next((element for element in node if name(element) == wanted), None)
    return node


def children(node: _Element | None) -> Iterator[_Element]:
    """The elements in an element; none in None."""
    return iter(()) if node is None else iter(node)


def outermost(node: _Element, wanted: str) -> Iterator[_Element]:
    """All elements of a name in an element that stand in no other of them: those are read with these."""
    from lxml import etree

    # Not by recursion: a stranger's file may be as deep as the limit.
    walk = etree.iterwalk(node, events=("start",))
    for _, part in walk:
        if part is not node and name(part) == wanted:
            walk.skip_subtree()
            yield part


def words(node: _Element | None) -> str:
    """All text in an element, on one line."""
    return "" if node is None else " ".join("".join(map(str, node.itertext())).split())


# XML, parsed without surprises.
#
# Nothing but the bytes is read: no document type, no entity, no file that is included.


# In UTF-16 there is a zero beside each letter.
_DECLARED = late.regex(rb"""[^<]{0,3}<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)""")
_EBCDIC = "<?xml".encode("cp037")
_OF_IDS = frozenset({"DTD_XMLID_VALUE", "DTD_ID_REDEFINED"})
_DOCTYPE = late.regex(rb"\0*".join(bytes([letter]) for letter in b"<!DOCTYPE"))


def parse(data: bytes, path: str, *, most: Limit | None = limits.ELEMENTS) -> _Element:
    """The root of a file.

    most  elements and attributes that it may have; None for as many as there are

    Raises SourceError with file and line for what is no XML, and for a document type, which entities come
    with.
    """
    from lxml import etree

    _check_charset(data, path)
    if most is not None:
        limits.check(elements(data), most, path)
    parser = etree.XMLParser(
        no_network=True, huge_tree=False, resolve_entities=False, load_dtd=False, remove_comments=True
    )
    if doctype := _DOCTYPE.search(data):
        # Told before the parser sees it: expanding entities is where harm is done.
        line = data.count(b"\n", 0, doctype.start()) + 1
        raise SourceError(
            "it has a document type (<!DOCTYPE>), which isn't read.",
            Location(path, line),
            "Delete it, and write characters in place of its entities.",
        )
    try:
        root = etree.fromstring(data, parser, base_url=path)
    except etree.XMLSyntaxError as error:
        # The exception is about what the first of them led to.
        said = parser.error_log[0] if len(parser.error_log) else None
        # libxml2 may say nothing of what it could not begin to parse.
        line, words = (said.line, said.message.strip()) if said else (error.lineno or 1, error.msg)
        # Ids that are no names, or that two elements have: each tag has its end all the same.
        of_ids = said is not None and said.type_name in _OF_IDS
        raise SourceError(
            f"this is not valid XML: {words}." if of_ids else f"this is not well-formed XML: {words}.",
            Location(path, line),
            "Mend it in an XML editor, or get the whole file back.",
        ) from error
    limits.check(limits.XML_DEPTH.most + bool(_deeper()(root)), limits.XML_DEPTH, path)
    if (node := xml.crowded(root, data)) is not None:
        raise limits.beyond(limits.ATTRIBUTES, Location(path, xml.line_of(node)))
    return root


def _check_charset(data: bytes, path: str) -> None:
    """Refuse a charset in which signs of XML may have other bytes, such as UTF-7.

    What is counted and looked for before anything is parsed would not be found.
    """
    charset = _charset(data)
    try:
        name = codecs.lookup(charset).name
        plain = name.startswith("utf-16") or (name != "utf-7" and "<!=".encode(name) == b"<!=")
    except (LookupError, UnicodeError):
        plain = False
    if not plain:
        what = f"it is in the charset {charset}, which isn't read."
        raise SourceError(what, Location(path, 1), "Save it as UTF-8, and let its first line say so.")


def _charset(data: bytes) -> str:
    """What a file says that it is in; UTF-8 where it says nothing in one byte a letter."""
    match = _DECLARED.match(data)
    return match[1].decode() if match else "EBCDIC" if data.startswith(_EBCDIC) else "UTF-8"


def elements(data: bytes) -> int:
    """How many elements and attributes a file has at most: each takes many times its bytes."""
    # Too many at worst: signs in text count with them. Only the bound matters.
    return data.count(b"<") - data.count(b"</") + data.count(b"=")


@cache
def _deeper() -> XPath:
    """What tells whether an element is too deep."""
    from lxml import etree

    # One step for each level: the parser's own limit lets 256 pass, and it can't be set.
    return etree.XPath(f"boolean({'/*' * (limits.XML_DEPTH.most + 1)})")


# What the style of a paragraph states by its name, in word processors.


_HEADING = late.regex(r"heading ([1-9])")


class TextSetting(NamedTuple):
    """What a paragraph is by its style."""

    kind: Kind | None = None
    form: Form = "prose"
    level: int = 0
    contents: bool = False
    """Whether it is a line of a table of contents."""


_KNOWN: dict[str, TextSetting] = {
    "title": TextSetting("title"),
    "caption": TextSetting("caption"),
    "illustration": TextSetting("caption"),
    "quote": TextSetting(form="quotation"),
    "quotations": TextSetting(form="quotation"),
    "intense quote": TextSetting(form="quotation"),
    "block text": TextSetting(form="quotation"),
    "verse": TextSetting(form="verse"),
    "poem": TextSetting(form="verse"),
    "list": TextSetting(form="item"),
    "list bullet": TextSetting(form="item"),
    "list number": TextSetting(form="item"),
    "toc heading": TextSetting(contents=True),
    "contents heading": TextSetting(contents=True),
}
"""Styles that Word and LibreOffice come with, by the names that their files have in every language."""


def setting(style: str) -> TextSetting | None:
    """What a style states; None for one whose name says nothing."""
    style = style.casefold()
    if heading := _HEADING.fullmatch(style):
        return TextSetting("heading", level=int(heading[1]))
    # "TOC 1" in Word, "Contents 1" in LibreOffice.
    if style.startswith(("toc ", "contents ", "table of figures")):
        return TextSetting(contents=True)
    # "List Bullet 2" is a list bullet of the second level.
    return _KNOWN.get(style) or _KNOWN.get(style.rstrip(" 0123456789"))


_PLAIN = frozenset({
    "normal", "normal (web)", "standard", "default", "default paragraph style", "default style", "text body",
    "body text", "first paragraph", "compact", "no spacing", "plain text", "first line indent",
    "text body indent", "body text indent", "body text first indent", "preformatted text", "table contents",
})  # fmt: skip
"""Styles of text that no person has thought of: programs give them to whatever has no other."""


def telling(styles: Iterable[str]) -> tuple[str, ...]:
    """The names of styles that somebody has thought of, and that state nothing by themselves."""
    return tuple(own for own in styles if own and own.casefold() not in _PLAIN and setting(own) is None)
