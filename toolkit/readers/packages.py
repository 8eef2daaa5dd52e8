"""Files that are a zip of XML: a word processor's, or a book.

They may come from anybody: nothing is unpacked beyond the limit, and no entity is followed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from toolkit import limits
from toolkit.archive.container import DAMAGED
from toolkit.errors import SourceError
from toolkit.readers import xml_files

if TYPE_CHECKING:
    from lxml.etree import _Element

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
        # Two of one name: which is meant nobody knows. The last counts, as in other programs.
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}

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
                data = unpacked.read(limits.PACKAGE.most - self._unpacked + 1)
        except DAMAGED as error:
            raise self.damaged(part) from error
        self._unpacked += len(data)
        limits.check(self._unpacked, limits.PACKAGE, self.path)
        # What is large because nobody has written it is packed as no text can be.
        beyond = self._unpacked - _FREELY
        limits.check(beyond // self._size, limits.PACKED, self.path)
        self._elements += xml_files.elements(data)
        limits.check(self._elements, limits.ELEMENTS, self.path)
        return data

    def xml(self, part: str) -> _Element | None:
        """The root of a part; None where there is no such part."""
        if not (data := self.read(part)):
            return None
        try:
            return xml_files.parse(data, self.path)
        except SourceError as error:
            # Nobody edits a part by hand.
            raise SourceError(f"in its part {part}: {error.what}", self.path, AGAIN) from error


def name(node: _Element) -> str:
    """The name of an element, whatever its namespace; "" for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(node: _Element | None, attribute: str = "val") -> str:
    """An attribute, whatever its namespace; "" for none."""
    if node is None:
        return ""
    for key, found in node.attrib.items():
        # A parser of HTML leaves prefixes as they are.
        if re.split("[}:]", str(key))[-1] == attribute:
            return str(found)
    return ""


def number(node: _Element | None, attribute: str = "val") -> int | None:
    """A small number that an attribute has; None for none, and for what is no number that a file needs."""
    digits = value(node, attribute)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else None


def child(node: _Element | None, *names: str) -> _Element | None:
    """The first element at a path of names."""
    for wanted in names:
        if node is None:
            return None
        node = next((one for one in node if name(one) == wanted), None)
    return node


def outermost(node: _Element, wanted: str) -> Iterator[_Element]:
    """All elements of a name in an element that stand in no other of them: those are read with these."""
    from lxml import etree

    walk = etree.iterwalk(node, events=("start",))
    for _, part in walk:
        if part is not node and name(part) == wanted:
            walk.skip_subtree()
            yield part


def words(node: _Element | None) -> str:
    """All text in an element, on one line."""
    return "" if node is None else " ".join("".join(map(str, node.itertext())).split())
